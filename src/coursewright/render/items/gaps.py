"""What a screen reader says of a gap: the text that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_STASHED = re.compile("\x02[^\x03]*\x03")
"""What Python-Markdown holds back until a page is whole, such as raw HTML."""
_BLOCKS = {"p", "li", "td", "th", "dd", "dt", "div"}


def name_gaps(holder: Element) -> None:
    """Add to each gap's name the text that it stands in, with … for the gaps, as one would read it out."""
    names: dict[Element, str] = {}
    for block in holder.iter():
        if block.tag in _BLOCKS and (gaps := list(block.iter("input"))):  # a block inside comes later, and wins
            said = " ".join(_STASHED.sub(" ", "".join(_spoken(block))).split()).replace("….", "…")
            names |= dict.fromkeys(gaps, said)
    for gap, said in names.items():
        if said.strip("… "):
            gap.set("aria-label", f"{gap.get('aria-label')}: {said}")


def _spoken(node: Element) -> Iterator[str]:
    if node.tag == "input":
        yield "…"
    yield node.text or ""
    for child in node:
        yield from _spoken(child)
        yield child.tail or ""
