"""Writes a piece of finished HTML again as XHTML that stands on its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from coursewright.export.html import without_controls

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "base"}
_PLAYED = {"audio", "video", "source", "track"}
_FRAMES = {"iframe", "object", "embed", "canvas", "svg"}
_DROPPED = {
    "script", "style", "form", "input", "button", "select", "option", "optgroup", "textarea", "label", "fieldset",
    "legend", "link", "meta", "base", "html", "head", "body", *_FRAMES,
}  # fmt: skip
"""Their content stays, so that nothing is lost unseen."""
_KEPT = re.compile(r"(?!id$|name$|on|markdown$|style$|srcset$|data-|contenteditable$|form)[a-z][a-z-]*")
"""Attributes that mean something wherever the text is shown."""
_ALIGNED = re.compile(r"text-align:\s*(?:left|right|center|justify)")
_TITLES = {"admonition-title", "cw-heading"}
"""Classes that our style sheet makes titles of."""


GAP = "\U000f4002"
"""What stands in the place of a gap that learners fill in."""
Change = Callable[[str], str | None]


class Cleaned(NamedTuple):
    """A piece of XHTML, and what of it stayed behind."""

    html: str
    dropped: tuple[str, ...]
    """Names of the frames in it, such as ``iframe``: only what stands between their tags came along."""


def cleaned(html: str, lead: Change, load: Change) -> Cleaned:
    """Return a text as balanced XHTML; ``lead`` gives a link's address, ``load`` an image's, and None takes it away."""
    cleaner = _Cleaner(lead, load)
    cleaner.feed(without_controls(html).replace(GAP, "\ufffd"))
    cleaner.close()
    return Cleaned("".join(cleaner.html).strip(), tuple(cleaner.dropped))


class _Cleaner(HTMLParser):
    """One piece of HTML on its way."""

    def __init__(self, lead: Change, load: Change) -> None:
        super().__init__(convert_charrefs=True)
        self.lead = lead
        self.load = load
        self.dropped: list[str] = []
        self.html: list[str] = []
        self._open: list[tuple[str, str]] = []
        """Names of the tags that are open, and what closes each."""
        self._muted = 0
        """How many tags were open where something began that is said again behind it."""

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Read what stands in a script like any text: it isn't going to be one."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found: dict[str, str] = {}
        for name, value in attrs:
            found.setdefault(name, value or "")  # of two, a browser takes the first
        classes = found.get("class", "").split()
        if tag == "input" and "cw-gap" in classes:
            self.html.append(GAP)
        elif not _NAME.fullmatch(tag):
            self.handle_data(self.get_starttag_text() or "")
        elif tag == "script" and found.get("type", "").startswith("math/tex"):
            marks = ("\\[", "\\]") if "display" in found["type"] else ("\\(", "\\)")
            self.html.append(marks[0])
            self._open.append((tag, marks[1]))
        elif "MathJax_Preview" in classes and not self._muted:
            self._open.append((tag, ""))
            self._muted = len(self._open)
        elif tag in _DROPPED or tag.startswith("cw-"):
            self.dropped += [tag] * (tag in _FRAMES)
            if tag not in _VOID:
                self._open.append((tag, ""))
        else:
            self._start(tag, found, classes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        depth = len(self._open)
        self.handle_starttag(tag, attrs)
        if len(self._open) > depth:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self._open):
            return
        while self._open:
            name, end = self._open.pop()
            if len(self._open) < self._muted:
                self._muted = 0
            self.html.append(end)
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._muted:
            self.html.append(escape(data, quote=False))

    def close(self) -> None:
        super().close()
        while self._open:
            self.handle_endtag(self._open[-1][0])

    def _start(self, tag: str, found: dict[str, str], classes: list[str]) -> None:
        kept = {name: value for name, value in found.items() if _KEPT.fullmatch(name)}
        if kept.pop("class", "") and (named := [name for name in classes if not name.startswith("cw-")]):
            kept["class"] = " ".join(named)
        if align := _ALIGNED.search(found.get("style", "")):
            kept["style"] = align[0]
        for name, change in (("href", self.lead), ("src", self.load), ("poster", self.load), ("cite", self.lead)):
            if name not in kept:
                continue
            address = change(kept[name])
            if address is not None:
                kept[name] = address
                continue
            del kept[name]
            if tag == "img":
                self.handle_data(kept.get("alt", ""))
            if tag == "img" or tag in _PLAYED or (name == "href" and tag == "a"):
                if tag not in _VOID:
                    self._open.append((tag, ""))
                return
        if tag == "img":
            kept.setdefault("alt", "")
        written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        if tag in _VOID:
            self.html.append(f"<{tag}{written} />")
            return
        title = not _TITLES.isdisjoint(classes)
        self.html.append(f"<{tag}{written}>" + "<strong>" * title)
        self._open.append((tag, "</strong>" * title + f"</{tag}>"))
