"""The parts of an item (stem, choices, feedback, explanation): which Markdown each needs, and its HTML.

A part that is a plain line needs none at all, and one with links and no other markup only these. One that has more
inline Markdown waits in the tree. One that has blocks goes through every preprocessor that is still to come by itself,
so that no tag or comment it leaves open reaches another part, and through the block processors in the “deck”, whose
line stands in front of the page's text. So nothing is rendered twice, and no page is parsed twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.preprocessors import Preprocessor
from markdown.util import Registry

from coursewright.fragment.rendered import words_of
from coursewright.fragment.seen import mended
from coursewright.model.site import Html

_STASHED = re.compile("<p>\x02wzxhzdk:\\d+\x03</p>")
"""A paragraph that stands for a block of raw HTML until Python-Markdown puts that back."""
_HELD = re.compile("\x02wzxhzdk:(\\d+)\x03")
_BLOCK_OF_HTML = re.compile(r"<(?:div|pre|table|figure|details|blockquote|[ou]l)\b")
DECK = "\x02cw-deck\x03"
"""The line that stands for all parts with blocks."""
_LINE = re.compile(r"[^\W\d_][^\n<]*[^\n<}]")
"""A line that Markdown's blocks leave alone: it starts with a letter and holds no tag."""
_PLAIN = r"(?:[^\W_]|[ ,.;:?()/%'’\"“”–—-])"
_INERT = re.compile(rf"{_PLAIN}+")
"""Text in which none of the inline patterns below can find anything."""
_LINK = rf"\[({_PLAIN}+)\]\(([\w./#?=%~:+,@-]+)\)"
_LINKED = re.compile(rf"{_PLAIN}*+(?:{_LINK}{_PLAIN}*+)+")
"""Such a text with links, in which they find these and nothing else."""
_LINKS = re.compile(_LINK)
_BLOCK = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|```|~~~|[|>]|!!!|\?\?\?")
_DISPLAYED = re.compile(r"\$\$(?:\\.|[^\\$])+\$\$|\\\[.+\\\]|\\begin\{(?P<name>[a-z]+\*?)\}.+\\end\{(?P=name)\}", re.S)
"""A text that is one formula in a line of its own: Markdown sees a block in it."""
_PATTERNS = {
    "backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference", "short_reference",
    "short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "not_strong", "em_strong", "em_strong2",
    "arithmatex-inline",
}  # fmt: skip
_STEPS = {
    "footnote", "inline", "footnote-duplicate", "prettify", "attr_list", "toc", "unescape", "relpath", "extract_title",
    "mkdocs_extract_title", "mkdocs_extract_anchors",
}  # fmt: skip
"""Steps over the tree that leave such a text as it is."""
_MAKERS = ("markdown.", "pymdownx.", "mkdocs.")
"""Whose these are; another's of the same name may do more, such as open each link in a new window."""
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Parts:
    """The parts of one page's items."""

    def __init__(self, md: Markdown) -> None:
        self.md = md
        self._deck: list[tuple[Element, Sequence[str]]] = []
        """Each part with blocks, and where the block processors put it."""
        self._defined: set[str] = set()
        self._linked: list[tuple[Element, str]] = []
        """Each part that needs nothing but its links."""

    @cached_property
    def _skips_inert(self) -> bool:
        return _only(self.md.inlinePatterns, _PATTERNS) and _only(self.md.treeprocessors, _STEPS)

    def part(self, markdown: str, *, inside_line: bool = False, gapped: bool = False) -> Html | Element:
        """Return a piece of Markdown as HTML, or as the element that will hold it.

        ``inside_line`` is for choices, which stand behind their box, so that nothing in them starts a block. Only a
        ``gapped`` one holds marks of ours.
        """
        markdown = mended(markdown if gapped else unforged(markdown))
        if self._skips_inert and _INERT.fullmatch(markdown) and (inside_line or _LINE.fullmatch(markdown)):
            return Html(escape(markdown, quote=False))
        apart = _DISPLAYED.fullmatch(markdown)
        if _LINE.fullmatch(markdown) or (inside_line and "\n" not in markdown and not apart):
            made = Element("p")
            if self._skips_inert and _LINKED.fullmatch(markdown):
                self._linked.append((made, markdown))
            else:
                made.text = markdown
            return made
        if inside_line and not apart and not markdown.startswith(("```", "~~~")):
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
        self._deck.append((element, lines))

    def prepare(self, steps: Sequence[Preprocessor]) -> list[str]:
        """Take each part through these preprocessors; return the line that stands for all, or none if there are none.

        They have treated the page's text the same way when it comes to the deck.
        """
        for index, (element, lines) in enumerate(self._deck):
            prepared = [*lines, "", ""]
            for step in steps:
                prepared = step.run(prepared)
            self._deck[index] = (element, self._apart(prepared))
        return [DECK, ""] if self._deck else []

    def _apart(self, lines: Sequence[str]) -> list[str]:
        """Return the lines with each finished block by itself: superfences leaves it within the text's paragraph."""
        out: list[str] = []
        for line in lines:
            held = _HELD.fullmatch(line)
            raw = self.md.htmlStash.rawHtmlBlocks[int(held[1])] if held else ""
            out += ["", line, ""] if isinstance(raw, str) and _BLOCK_OF_HTML.match(raw) else [line]
        return out

    def parse(self, parser: BlockParser) -> None:
        """Let the block processors put each part into its element."""
        for element, lines in self._deck:
            parser.parseChunk(element, "\n".join(lines).strip("\n"))

    def link(self) -> None:
        """Fill the parts that wait for their links alone, behind the inline patterns, which take long to find none."""
        for element, markdown in self._linked:
            element.text, *links = _LINKS.split(markdown)
            for text, target, behind in zip(links[::3], links[1::3], links[2::3], strict=True):
                made = SubElement(element, "a", {"href": target})
                made.text, made.tail = text, behind
        self._linked.clear()

    def html(self, holder: Element) -> list[Html]:
        """Return the HTML of the parts in a holder, in their order."""
        found = []
        for part in holder:
            part.tail = None
            line = self.md.serializer(part).strip()
            if line.startswith("<p>") and line.endswith("</p>"):
                found.append(Html(line[3:-4].replace("\x02\x03", ""), block=_STASHED.fullmatch(line) is not None))
            else:
                body = line.removeprefix("<div>").removesuffix("</div>") if line.startswith("<div>") else line
                found.append(Html(body.replace("\x02\x03", ""), block=True))
        return found

    def words(self, html: Html) -> str:
        """Return the words of a part as learners read them, in one line."""
        return words_of(html.text, self.md.htmlStash.rawHtmlBlocks)


def _only(registry: Registry[Any], known: Collection[str]) -> bool:
    """Return whether a registry of Python-Markdown holds only what is known by name and maker, and what is ours."""
    steps = [registry[name] for name in known if name in registry]
    made = [step for step in steps if type(step).__module__.startswith(_MAKERS)]
    return all(step in made or type(step).__module__.startswith("coursewright.") for step in registry)


def unforged(markdown: str) -> str:
    """Return a text with characters that only Python-Markdown and we may use made visible, every offset kept."""
    return markdown.translate({2: 0xFFFD, 3: 0xFFFD}) if "\x02" in markdown or "\x03" in markdown else markdown


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
