"""Markdown as HTML that stands on its own: for a system that renders no Markdown, or renders it in another way."""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from html.parser import HTMLParser

from markdown import Markdown

from coursewright.fragment.code import mask_only_code
from coursewright.fragment.formula import Formula, formulas_in, may_have_formulas
from coursewright.fragment.seen import mended

_EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "md_in_html", "tables", "pymdownx.details", "pymdownx.superfences",
)  # fmt: skip
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,;:'’‘“”\"…–—?()/%-])*")
"""What has no markup, as most texts: rendering it would change nothing."""
_YEAR = re.compile(r"\A {0,3}(\d+)\.(?=[ \t][^\n]*\Z)")
"""A line that starts with a number and a dot is no list of one entry, which would lose its number."""
_CONTROLS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no database and no XML takes."""
_SHOWN = re.compile(r"<(?:img|hr|input|audio|video|iframe|object|embed|svg|canvas|meter|progress)\b")
_TAG = re.compile(r"<[^<>]*>")
_MASK, _END = "\U000f4000", "\U000f4001"
"""Around a formula's number, while the rest is rendered."""
_MASKED = re.compile(f"{_MASK}(\\d+){_END}")
_NAME = re.compile(r"[a-z][a-z0-9:-]*")
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_DROPPED = {"script", "style"}
"""Their text stays, so that nothing is lost unseen."""


def html_of(markdown: str) -> str:
    r"""Return the text as HTML: balanced, without comments and scripts, one paragraph without its tags.

    A formula, ``\(x\)``, ``\[x^2\]``, ``$$x$$`` or ``$x^2$``, stays one in TeX's marks, as MathJax finds it. ``->``
    never occurs, since a ``>`` only ends a tag, and none of those ends with a hyphen.
    """
    text = mended(without_controls(markdown.replace("\r\n", "\n").replace("\r", "\n")))
    if _PLAIN.fullmatch(text):
        return escape(text, quote=False).rstrip()
    text = _YEAR.sub(r"\1\.", text)
    formulas: list[str] = []
    if may_have_formulas(text) and _MASK not in text and _END not in text:
        text = _without_formulas(text, formulas)
    page = _markdown()
    page.reset()
    cleaner = _Cleaner()
    cleaner.feed(page.convert(text))
    cleaner.close()
    html = _MASKED.sub(lambda mask: formulas[int(mask[1])], cleaner.html) if formulas else cleaner.html
    html = html.strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1 and "<p " not in html:
        html = html[3:-4].strip()
    return html


def without_controls(text: str) -> str:
    """Return the text without characters that can't be stored, such as NUL."""
    return _CONTROLS.sub("", text)


def is_blank(html: str) -> bool:
    """Return whether a reader sees nothing of it."""
    return not unescape(_TAG.sub("", html)).strip() and not _SHOWN.search(html)


def _without_formulas(text: str, formulas: list[str]) -> str:
    """Return the text with a mark in the place of each formula, which goes to the list."""

    def keep(start: int, end: int, tex: str) -> str:
        formulas.append(escape(tex))
        return text[start:end] + f"{_MASK}{len(formulas) - 1}{_END}"

    found, done = "", 0
    for formula in formulas_in(mask_only_code(text), text):
        found += keep(done, formula.start, tex_of(formula, text))
        done = formula.end
    return found + text[done:]


def tex_of(formula: Formula, text: str) -> str:
    """Return a formula of a text in TeX's marks, as MathJax finds it."""
    written = text[formula.start : formula.end]
    return rf"\({formula.tex}\)" if written[0] == "$" and not formula.display else written


@cache
def _markdown() -> Markdown:
    config = {"pymdownx.highlight": {"use_pygments": False}}
    return Markdown(extensions=[*_EXTENSIONS, "pymdownx.highlight"], extension_configs=config)


class _Cleaner(HTMLParser):
    """Writes HTML again, in one manner only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html = ""
        self.open: list[str] = []

    def set_cdata_mode(self, *_: object, **__: object) -> None:
        """Read what stands in a script like any text: it isn't going to be one."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            return
        if not _NAME.fullmatch(tag):
            self.handle_data(self.get_starttag_text() or "")
            return
        kept = [
            f' {name}="{escape(value or "")}"'
            for name, value in attrs
            if _NAME.fullmatch(name) and name not in ("id", "markdown") and not name.startswith("on")
        ]
        space = " " if tag.endswith("-") and not kept else ""
        self.html += f"<{tag}{''.join(kept)}{space}>"
        if tag not in _VOID:
            self.open.append(tag)
            if tag == "p" and ("class", "admonition-title") in attrs:
                self.handle_starttag("strong", [])  # what makes it a title elsewhere is our style sheet

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in self.open[-1:]:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open:
            last = self.open.pop()
            self.html += f"</{last}{' ' if last.endswith('-') else ''}>"
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        self.html += escape(data, quote=False)

    def close(self) -> None:
        super().close()
        while self.open:
            self.handle_endtag(self.open[-1])
