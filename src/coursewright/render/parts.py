"""The parts of an item (stem, choices, feedback, explanation): which Markdown each needs, and its HTML.

A part that is a plain line needs none at all. One that has inline Markdown waits in the tree. One that has blocks goes
through the “deck” in front of the page's text, where every preprocessor and block processor treats it as ordinary
Markdown, and takes its place in the tree from there. So nothing is rendered twice, and no page is parsed twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown

from coursewright.item import Html

_STASHED = re.compile("<p>\x02wzxhzdk:\\d+\x03</p>")
"""A paragraph that stands for a block of raw HTML until Python-Markdown puts that back."""
PART = re.compile("\x02cw-part:(\\d+|end)\x03")
"""The line of the deck that starts a part, or ends the deck."""
_BETWEEN = "\x02cw-between\x03"
_LINE = re.compile(r"[^\W\d_][^\n<]*[^\n<}]")
"""A line that Markdown's blocks leave alone: it starts with a letter and holds no tag."""
_INERT = re.compile(r"(?:[^\W_]|[ ,.;?()/%'’“”–—-])+")
"""Text in which none of the inline patterns below can find anything."""
_BLOCK = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|```|~~~|[|>]|!!!|\?\?\?")
_PATTERNS = {
    "backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference", "short_reference",
    "short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "not_strong", "em_strong", "em_strong2",
    "coursewright-gap",
}  # fmt: skip
_TREE = {
    "footnote", "inline", "footnote-duplicate", "prettify", "attr_list", "toc", "unescape", "relpath", "extract_title",
    "mkdocs_extract_title", "mkdocs_extract_anchors", "coursewright-place", "coursewright-rebase", "coursewright-take",
    "coursewright-terms",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Parts:
    """The parts of one page's items."""

    def __init__(self, md: Markdown) -> None:
        self.md = md
        self.deck: list[Element] = []
        """Where the block processors put each part of the deck."""
        self._lines: list[str] = []
        self._defined: set[str] = set()
        self._skips_inert = all(
            sum(name in registry for name in known) == len(registry)
            for registry, known in ((md.inlinePatterns, _PATTERNS), (md.treeprocessors, _TREE))
        )

    def part(self, markdown: str, *, inside_line: bool = False) -> Html | Element:
        """Return a piece of Markdown as HTML, or as the element that will hold it.

        ``inside_line`` is for choices, which stand behind their box, so that nothing in them starts a block.
        """
        if self._skips_inert and _INERT.fullmatch(markdown) and (inside_line or _LINE.fullmatch(markdown)):
            return Html(escape(markdown, quote=False))
        if _LINE.fullmatch(markdown) or (inside_line and "\n" not in markdown):
            made = Element("p")
            made.text = markdown
            return made
        if inside_line and not markdown.startswith(("```", "~~~")):
            first, _, rest = markdown.partition("\n")
            gap = "\n\n" if _BLOCK.match(rest) else "\n"  # a list right below a line is a block, as inside a list
            markdown = f"\x02\x03{first}{gap}{rest}"
        made = Element("div")
        self._put(made, markdown.split("\n"))
        return made

    def define(self, path: str, lines: Sequence[str]) -> None:
        """Bring a bank's link definitions along with its items, once a page."""
        if lines and path not in self._defined:
            self._defined.add(path)
            self._put(Element("div"), lines)

    def _put(self, element: Element, lines: Sequence[str]) -> None:
        self._lines += [f"\x02cw-part:{len(self.deck)}\x03", "", *lines, ""]
        self.deck.append(element)

    def lines(self) -> list[str]:
        """Return the deck, to stand in front of the page's text; nothing if no part needs it."""
        return [*self._lines, "\x02cw-part:end\x03", ""] if self._lines else []

    def html(self, holder: Element) -> list[Html]:
        """Return the HTML of the parts in a holder, in their order."""
        if not len(holder):
            return []
        for part in holder:
            part.tail = _BETWEEN
        inside = self.md.serializer(holder).strip().removeprefix("<cw-hold>").removesuffix("</cw-hold>")
        found = []
        for html in inside.split(_BETWEEN)[:-1]:
            line = html.strip()
            if line.startswith("<p>") and line.endswith("</p>"):
                found.append(Html(line[3:-4].replace("\x02\x03", ""), block=_STASHED.fullmatch(line) is not None))
            else:
                body = line.removeprefix("<div>").removesuffix("</div>") if line.startswith("<div>") else line
                found.append(Html(body.replace("\x02\x03", ""), block=True))
        return found


def settled(part: Element) -> Element:
    """Return a part as its item holds it: a lone paragraph without the ``div`` around it, and no headings.

    A heading would put what an explanation says into the page's table of contents.
    """
    for node in part.iter():
        if node.tag in _HEADINGS:
            node.tag, node.attrib = "p", {"class": "cw-heading"}
    if part.tag == "div" and len(part) == 1 and part[0].tag == "p" and not (part.text or "").strip():
        return part[0]
    return part
