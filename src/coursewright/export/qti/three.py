"""QTI 3.0 from 2.1: the same elements and attributes, in words with hyphens."""

from __future__ import annotations

import re

from coursewright.export.qti.two import NAMESPACE as OLD
from coursewright.export.qti.xml import Element, element

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")
_HTML = frozenset([
    "a", "abbr", "acronym", "address", "b", "big", "blockquote", "br", "caption", "cite", "code", "dd", "dfn",
    "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "kbd", "li", "ol", "p", "pre", "q", "samp", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "ul", "var",
])  # fmt: skip
"""What keeps its name."""
_WRAPPED = frozenset({"modalFeedback", "rubricBlock"})
"""What holds its texts in a body of their own in 3.0."""


def as_three(node: Element) -> Element:
    """Return an item or a test of 2.1 as 3.0 has it."""
    tag = node.tag if node.tag in _HTML else f"qti-{_hyphened(node.tag)}"
    facts = {
        name if node.tag in _HTML else _hyphened(name): NAMESPACE if value == OLD else value
        for name, value in node.attrib.items()
    }
    held: list[Element | str | None] = [node.text]
    for child in node:
        held += [as_three(child), child.tail]
    if node.tag in _WRAPPED:
        held = [element("qti-content-body", {}, *held)]
    return element(tag, facts, *held)


def _hyphened(name: str) -> str:
    return _CAPITAL.sub(r"-\1", name).lower()
