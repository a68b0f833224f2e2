"""The signs that a reader sees of finished HTML, each with the elements around it."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser
from typing import NamedTuple

from coursewright.fragment.seldom import seldom

BREAK = "\n"
"""A line break that is seen."""
_NAMED = {"b": "strong", "i": "em", "s": "del", "strike": "del"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_UNSEEN = {"id", "name", "lang", "rel", "target", "alt", "preload", "markdown", "loading"}
_LOOKS_OTHER = ("<super>", "<sub>", "<font>", "<circle>", "<fraction>", "<square>")
_INSIDE = seldom(r"(?<=[^\W\d_])[’ʼ](?=[^\W\d_])")
"""An apostrophe, which looks the same in either form to whoever reads a word."""


class Sign(NamedTuple):
    """One sign of a text, or what stands for something without words."""

    sign: str
    marks: frozenset[str] = frozenset()
    """The elements around it, each with what shows of its attributes."""
    exact: bool = False
    """Whether it stands in code, where every letter counts."""


def signs_of(html: str) -> list[Sign]:
    """Return the signs in their order, white space as it stands there."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.signs


class _Page(HTMLParser):
    """Collects what is seen of HTML, sign by sign."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: list[Sign] = []
        self.open: list[tuple[str, str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = _NAMED.get(tag, tag)
        values = dict(attrs)
        shown = " ".join(f"{key}={values[key] or ''}" for key in sorted(values) if key not in _UNSEEN)
        mark = f"{name} {shown}" if shown else "" if name in ("p", "div", "span", "a") else name
        if tag == "br":
            self.signs.append(Sign(BREAK))
        elif tag == "img":
            self.open.append((tag, mark, len(self.signs)))
            self.handle_data(values.get("alt") or "")
            self.handle_endtag(tag)
        elif tag in _VOID:
            if tag != "wbr":
                self.signs.append(self._sign(f"<{mark}>"))
        else:
            self.open.append((tag, mark, len(self.signs)))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            name, mark, start = self.open[at]
            if name == tag:
                if mark and start == len(self.signs):  # nothing in it, such as a recording
                    self.signs.append(self._sign(f"<{mark}>"))
                del self.open[at]
                return

    def handle_data(self, data: str) -> None:
        data = unicodedata.normalize("NFC", data)
        exact = any(mark == "code" or mark.startswith("code ") for _, mark, _ in self.open)
        if not exact and not data.isascii():
            data = _INSIDE.sub("'", data).replace("‐", "-").replace("‑", "-")
        for sign in data if data.isascii() else "".join(map(_as_seen, data)):
            self.signs.append(Sign(" ") if sign.isspace() else self._sign(sign))

    def _sign(self, sign: str) -> Sign:
        marks = frozenset([mark for _, mark, _ in self.open if mark])
        return Sign(sign, marks, any(mark.split(" ")[0] == "code" for mark in marks))


def _as_seen(sign: str) -> str:
    """Return a sign as another one that looks the same, such as those of a ligature; not as a raised one."""
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    if not kind.startswith("<") or kind in _LOOKS_OTHER or sign in "…ſ":
        return sign
    return unicodedata.normalize("NFKC", sign)
