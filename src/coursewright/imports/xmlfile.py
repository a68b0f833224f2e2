"""XML that a stranger made, as a tree whose elements know their lines: nothing is expanded, and nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.entities import name2codepoint
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from coursewright.imports.draft import Refused

DEPTH: Final = 200
_KEBAB = re.compile(r"-([a-z])")
_VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"])


class Node(Element):
    """An element by its local name, with the line where it starts."""

    line: int = 1


def parse(data: bytes) -> Node:
    """Return the root of a file; raise ``Refused`` where it isn't well-formed, or declares entities of its own.

    A ``DOCTYPE`` that only names a file is no harm, since nobody opens that file. The names of QTI 3, such as
    ``qti-simple-choice``, become those of QTI 2.
    """
    return _Reader().read(data)


class _Reader:
    def __init__(self) -> None:
        self.builder = TreeBuilder(element_factory=Node)
        self.parser = expat.ParserCreate()
        self.depth = 0
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.EntityDeclHandler = self.entity
        self.parser.SkippedEntityHandler = self.skipped

    def read(self, data: bytes) -> Node:
        try:
            self.parser.Parse(data, True)
            root = self.builder.close()
        except expat.ExpatError as error:
            raise Refused(f"the XML is broken: {expat.ErrorString(error.code)}", error.lineno) from error
        except (LookupError, ValueError) as error:  # an encoding that nobody knows
            raise Refused(f"the XML can't be read: {error}", self.parser.CurrentLineNumber) from error
        assert isinstance(root, Node)
        return root

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise Refused(f"the XML is nested more than {DEPTH} deep", self.parser.CurrentLineNumber)
        named = {_local(name): value for name, value in attributes.items()}
        node = self.builder.start(_local(tag), named)
        assert isinstance(node, Node)
        node.line = self.parser.CurrentLineNumber

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.builder.end(_local(tag))

    def entity(self, name: str, *_: object) -> None:
        hint = "Whoever made the file should write the text itself."
        raise Refused(f"the XML declares an entity of its own, “{name}”", self.parser.CurrentLineNumber, hint)

    def skipped(self, name: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        if name not in name2codepoint:
            raise Refused(f"the XML has an unknown entity, “{name}”", self.parser.CurrentLineNumber)
        self.builder.data(chr(name2codepoint[name]))


def _local(name: str) -> str:
    local = name.rpartition(":")[2]
    if not local.startswith("qti-"):
        return local
    return _KEBAB.sub(lambda found: found[1].upper(), local.removeprefix("qti-"))


def attribute(node: Element, name: str, default: str = "") -> str:
    """Return an attribute by its name in QTI 2, which may be written as in QTI 3."""
    kebab = re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)
    return node.get(name, node.get(kebab, default))


def text_of(node: Element | None) -> str:
    """Return all text of an element, trimmed; nothing for none."""
    return "" if node is None else "".join(node.itertext()).strip()


def line_of(node: Element) -> int:
    """Return the line where an element starts."""
    return node.line if isinstance(node, Node) else 1


def inner_html(node: Element) -> str:
    """Return what an element holds as HTML."""
    return "".join(_written(node)).strip()


def outer_html(node: Element) -> str:
    """Return an element as HTML, without what stands behind it."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attrib.items())
    if node.tag in _VOID:
        return f"<{node.tag}{attributes}>"
    return f"<{node.tag}{attributes}>{''.join(_written(node))}</{node.tag}>"


def _written(node: Element) -> Iterator[str]:
    yield escape(node.text or "", quote=False)
    for child in node:
        yield outer_html(child)
        yield escape(child.tail or "", quote=False)
