"""Texts of an item in the part of XHTML that QTI 2.1 takes: fewer elements and attributes, and stricter nesting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree

from coursewright.export.qti.xml import Element, element

Node = Element | str
_INLINE = frozenset([
    "a", "abbr", "acronym", "b", "big", "br", "cite", "code", "dfn", "em", "i", "img",
    "kbd", "q", "samp", "small", "span", "strong", "sub", "sup", "tt", "var",
])  # fmt: skip
_WORDS = frozenset(["address", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "dt", "caption"])
"""Blocks that hold words, and no other block."""
_FLOW = frozenset(["div", "li", "td", "th", "dd"])
_BLOCK = frozenset(["blockquote", "dl", "hr", "ol", "table", "ul"]) | _WORDS | _FLOW
_PARTS = {
    "ol": ("li",), "ul": ("li",), "dl": ("dt", "dd"), "tr": ("td", "th"),
    "tbody": ("tr",), "thead": ("tr",), "tfoot": ("tr",),
}  # fmt: skip
"""What alone may stand in these."""
_DIVIDING = frozenset([
    "article", "aside", "details", "fieldset", "figcaption", "figure", "footer", "header", "main", "nav",
    "section", "summary",
])  # fmt: skip
"""Blocks of HTML that QTI 2.1 has no name for; all else that it doesn't know is words."""
_ATTRIBUTES = {"a": ("href",), "img": ("src", "alt", "width", "height"), "td": ("colspan", "rowspan")}
_ATTRIBUTES["th"] = _ATTRIBUTES["td"]
_SIZE = re.compile(r"[0-9]+%?")
_CLASS = re.compile(r"[^\W\d][\w -]*")


def flow(xhtml: str) -> list[Node]:
    """Return a piece of XHTML as what a choice or a feedback may hold: words and blocks."""
    return _inside(_parsed(xhtml), words=False)


def blocks(xhtml: str) -> list[Element]:
    """Return it as what an item's body may hold: blocks alone, so that words get a paragraph, in a division."""
    return [element("div", {}, *flow(xhtml))]


def plain(xhtml: str) -> str:
    """Return the words alone."""
    return " ".join("".join(_parsed(xhtml).itertext()).split())


def _parsed(xhtml: str) -> Element:
    return ElementTree.fromstring(f"<div>{xhtml}</div>")


def _inside(parent: Element, *, words: bool) -> list[Node]:
    found: list[Node] = [parent.text or ""]
    for child in parent:
        found += _known(child, words=words)
        found.append(child.tail or "")
    return [part for part in found if part != ""]


def _known(node: Element, *, words: bool) -> list[Node]:
    """Return a node as QTI 2.1 has it: another element, or what it holds."""
    tag = node.tag
    if tag == "textEntryInteraction":
        return [element(tag, node.attrib)]
    if tag in ("audio", "video"):
        address = node.get("src") or next((part.get("src", "") for part in node.iter("source")), "")
        return [element("a", {"href": address}, address.rpartition("/")[2] or address)] if address else []
    if tag == "a" and not node.get("href"):
        tag = "span"
    if tag == "img" and not node.get("src"):
        return [node.get("alt", "")]
    if tag not in _INLINE and tag not in _BLOCK:
        tag = "div" if tag in _DIVIDING or tag in _PARTS else "span"
    if words and tag not in _INLINE:
        tag = "span"
    if tag in ("br", "hr", "img"):
        return [element(tag, _kept(node, tag))]
    if tag in ("li", "td", "th", "dd", "dt", "caption"):  # at home in its own parent alone, which asks for it
        tag = "div"
    if tag == "table":
        return _table(node)
    if tag in _PARTS:
        rows = list(_rows(node, _PARTS[tag]))
        return [element(tag, _kept(node, tag), *rows)] if rows else _inside(node, words=words)
    held = _inside(node, words=words or tag in _INLINE or tag in _WORDS)
    if tag == "blockquote":
        held = list(_paragraphs(held))
    return [element(tag, _kept(node, tag), *held)]


def _rows(node: Element, parts: Sequence[str]) -> Iterator[Element]:
    """Yield the entries of a list or a row; whatever else stands there becomes one."""
    loose: list[Node] = [node.text or ""]
    for child in node:
        if child.tag in parts:
            yield from _row(loose, parts[-1])
            held = _inside(child, words=child.tag == "dt")
            yield element(child.tag, _kept(child, child.tag), *held)
            loose = [child.tail or ""]
        else:
            loose += [*_known(child, words=False), child.tail or ""]
    yield from _row(loose, parts[-1])


def _row(loose: Iterable[Node], tag: str) -> Iterator[Element]:
    held = list(loose)
    if any(not isinstance(part, str) or part.strip() for part in held):
        yield element(tag, {}, *held)


def _table(node: Element) -> list[Node]:
    """Return a table whose rows stand in its head or its body, which may not be empty; loose words go before it."""
    head: list[Element] = []
    body: list[Element] = []
    loose: list[Node] = []
    _sort_rows(node, body, head, loose)
    captions = node.findall("caption")
    kept = captions[:1] if head or body else []
    loose += [part for caption in captions if caption not in kept for part in _inside(caption, words=False)]
    if not head and not body:
        return list(_row(loose, "div"))
    table = element(
        "table",
        _kept(node, "table"),
        *(element("caption", {}, *_inside(caption, words=True)) for caption in kept),
        element("thead", {}, *map(_table_row, head)) if head and body else None,
        element("tbody", {}, *map(_table_row, body or head)),
    )
    return [*_row(loose, "div"), table]


def _sort_rows(node: Element, rows: list[Element], head: list[Element], loose: list[Node]) -> None:
    """Find a table's own rows, and what stands between them."""
    loose.append(node.text or "")
    for child in node:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot", "colgroup", "col"):
            _sort_rows(child, head if child.tag == "thead" else rows, head, loose)
        elif child.tag != "caption" or node.tag != "table":
            loose += _known(child, words=False)
        loose.append(child.tail or "")


def _table_row(row: Element) -> Element:
    cells = list(_rows(row, _PARTS["tr"])) or [element("td")]
    return element("tr", _kept(row, "tr"), *cells)


def _paragraphs(held: Iterable[Node]) -> Iterator[Element]:
    """Yield blocks alone: words between them get a paragraph."""
    words: list[Node] = []
    for part in held:
        if isinstance(part, str) or part.tag in _INLINE or part.tag == "textEntryInteraction":
            words.append(part)
        else:
            yield from _row(words, "p")
            words = []
            yield part
    yield from _row(words, "p")


def _kept(node: Element, tag: str) -> dict[str, object]:
    """Return the attributes that an element may have, as far as their values may be such."""
    found: dict[str, object] = {}
    if _CLASS.fullmatch(node.get("class", "")):
        found["class"] = node.get("class", "")
    if language := node.get("lang"):
        found["xml:lang"] = language
    for name in _ATTRIBUTES.get(tag, ()):
        value = node.get(name)
        if name == "alt" or (value is not None and (name in ("href", "src") or _SIZE.fullmatch(value))):
            found[name] = value or ""
    return found
