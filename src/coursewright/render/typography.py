"""Typographic signs of ``smarty``: shown to all who read a page's tree, and set in what comes to it as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

_HELD = re.compile("\x02wzxhzdk:(\\d+)\x03")
_WRITTEN = re.compile(r"""['"]|--|\.{3}|<<|>>""")
_SIGNS = frozenset("‘’‚‹›“”„«»–—…\u00a0\u202f")


def shown_signs(md: Markdown) -> Callable[[Element], None]:
    """Return a step that puts quotation marks, dashes and dots into a page's tree as what they are.

    Names for screen readers, glossary terms and what identifies a line are taken from the tree: held back, they lack.
    """

    def sign(held: re.Match[str]) -> str:
        raw = md.htmlStash.rawHtmlBlocks[int(held[1])]
        said = unescape(raw) if isinstance(raw, str) and raw.startswith("&") else ""
        return said if said and _SIGNS.issuperset(said) else held[0]

    def step(root: Element) -> None:
        if "smarty" not in md.treeprocessors:
            return
        for node in root.iter():
            if node.text and "\x02" in node.text:
                node.text = type(node.text)(_HELD.sub(sign, node.text))
            if node.tail and "\x02" in node.tail:
                node.tail = type(node.tail)(_HELD.sub(sign, node.tail))

    return step


def typesetter(md: Markdown) -> Callable[[str], str]:
    """Return what sets a plain text, such as a line of the front matter, as ``smarty`` sets the page around it."""
    show = shown_signs(md)

    def typeset(text: str) -> str:
        if "smarty" not in md.treeprocessors or not _WRITTEN.search(text):
            return text
        root = Element("div")
        SubElement(root, "p").text = text
        md.treeprocessors["smarty"].run(root)
        show(root)
        return "".join(root.itertext())

    return typeset
