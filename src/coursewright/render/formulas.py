"""Formulas as MathML, in pages and in items alike: what ``pymdownx.arithmatex`` has found, without any script.

A course that brings its own script for formulas keeps TeX, as that script wants it. What scripts of the course draw,
formulas and diagrams, they draw in what the player shows later, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from coursewright.fragment.mathml import TexError, mathml, plain_formula
from coursewright.render.session import Session

STYLE, SCRIPT = "formulas.css", "draw.js"
FOUND = "arithmatex"
"""The class of what is a formula."""
_ENTITY = re.compile(r"&(lt|gt|amp|quot);")
_SIGNS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_FENCED = re.compile(r'(<(?:div|span) [^>]*\bclass="arithmatex\b[^>]*>)(.*?)(</(?:div|span)>)', re.S)
_IN_HEADING = re.compile(r"\\\((.+?)\\\)")
_TWO = r"(?<![\\$])\$\$(?P<tex>(?:\\.|[^\\$\x02\x03])+?)\$\$(?!\$)"
_DISPLAYED = "coursewright-displayed"
_HEADINGS = {f"h{level}" for level in range(1, 7)}


class PageFormulas:
    """The formulas of one page."""

    def __init__(self, session: Session, md: Markdown) -> None:
        self.session = session
        self.md = md
        self.used = False
        self._headings: list[tuple[Element, Element]] = []

    def prepare(self) -> None:
        """See a formula in ``$$…$$`` within a line, too; arithmatex takes one pair of its signs for text."""
        known = self.md.inlinePatterns
        if self.session.formulas != "keep" and "arithmatex-inline" in known and _DISPLAYED not in known:
            known.register(_Displayed(_TWO, self.md), _DISPLAYED, 189.95)  # before arithmatex, behind code

    def convert(self, root: Element) -> None:
        """Draw every formula; in headings once their titles have been taken."""
        self.used, self._headings = False, []
        if self.session.formulas == "keep":
            return
        for node, spoken, heading in list(_found(root)):
            self._draw(node, spoken=spoken, heading=heading)
        self._fenced()
        for token in getattr(self.md, "toc_tokens", ()):
            _name(token)

    def convert_headings(self, root: Element) -> None:  # noqa: ARG002 - they are known
        """Draw what stands in headings, too."""
        for node, drawn in self._headings:
            node.text = None
            node.append(drawn)

    def _draw(self, node: Element, *, spoken: bool, heading: bool) -> None:
        tex, display = _tex(node)
        for child in list(node):
            node.remove(child)
        made = self._made(tex, display=display)
        if spoken and made.tag == "math":
            made.set("aria-label", made.get("alttext", ""))  # a browser names a box by its label's words alone
        node.text = None
        if heading:
            self._headings.append((node, made))
            node.text = AtomicString(plain_formula(tex))
        else:
            node.append(made)

    def _fenced(self) -> None:
        """Draw what the fences of superfences hold back as finished HTML."""
        held = self.md.htmlStash.rawHtmlBlocks
        for number, html in enumerate(held):
            if isinstance(html, str) and FOUND in html:
                held[number] = _FENCED.sub(self._in_html, html)

    def _in_html(self, found: re.Match[str]) -> str:
        holder = Element("div")
        holder.text = found[2]
        tex, _ = _tex(holder)
        return f"{found[1]}{self.md.serializer(self._made(tex, display=True))}{found[3]}"

    def _made(self, tex: str, *, display: bool) -> Element:
        """Return a formula's element; of TeX that can't be drawn, the checker says why, and readers see it."""
        try:
            made = mathml(tex, display=display)
            self.used = True
        except TexError:
            made = Element("code")
            made.text = AtomicString(tex)
        return made

    def loading(self, html: str, hidden: str) -> str:
        """Return a page's HTML with what its formulas and diagrams load; ``hidden`` is what it keeps for later."""
        if self.used:
            html = f'<link rel="stylesheet" href="{escape(self.session.asset(STYLE))}">\n{html}'
        drawn = ('class="mermaid"', f'class="{FOUND}"') if self.session.formulas == "keep" else ('class="mermaid"',)
        if any(mark in html or mark in hidden for mark in drawn):
            html += f'\n<script src="{escape(self.session.asset(SCRIPT))}" defer></script>'
        return html


class _Displayed(InlineProcessor):
    """A formula in ``$$…$$`` within a line."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Python-Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        node = Element("span", {"class": FOUND})
        node.text = AtomicString(rf"\[{m['tex']}\]")
        return node, m.start(0), m.end(0)


def _found(node: Element, *, spoken: bool = False, heading: bool = False) -> Iterator[tuple[Element, bool, bool]]:
    """Yield each formula of a tree, with whether it stands in an item and in a heading of the page."""
    for child in node:
        if FOUND in child.get("class", "").split():
            yield child, spoken, heading
        else:
            inside = spoken or child.tag == "cw-hold"
            yield from _found(child, spoken=inside, heading=heading or (child.tag in _HEADINGS and not inside))


def _tex(node: Element) -> tuple[str, bool]:
    """Return the TeX of what arithmatex has made, in either of its forms, and whether it stands by itself."""
    script = node.find("script")
    if script is not None:
        text, display = script.text or "", "display" in script.get("type", "")
    else:
        text = (node.text or "").strip()
        display = node.tag == "div" or text.startswith("\\[")
        for opening, closing in (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$")):
            if text.startswith(opening) and text.endswith(closing) and len(text) >= len(opening + closing):
                text = text[len(opening) : -len(closing)]
                break
    return _ENTITY.sub(lambda entity: _SIGNS[entity[1]], text).strip(), display


def _name(token: dict[str, Any]) -> None:
    """Write formulas in an entry of the table of contents as plain text, and in those below it."""
    for key in ("name", "html"):
        if "\\(" in token.get(key, ""):
            token[key] = _IN_HEADING.sub(lambda found: escape(plain_formula(unescape(found[1]))), token[key])
    for child in token.get("children", ()):
        _name(child)
