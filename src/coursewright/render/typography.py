"""Typographic signs that ``smarty`` holds back until a page is whole, shown to all who read its tree before."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown

_HELD = re.compile("\x02wzxhzdk:(\\d+)\x03")
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
