"""Pieces of the learner's path on their way through a page's tree: their links, and an agreement's lines."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from coursewright.fragment.identity import digest, essence
from coursewright.model.course import Piece
from coursewright.model.site import Html
from coursewright.render.parts import Parts
from coursewright.render.path.registry import piece_of
from coursewright.render.session import Session


def piece_parts(piece: Piece, session: Session, parts: Parts) -> list[Html | Element | None]:
    """Return the links and sources that a piece needs, to be rendered in the page's tree."""
    page = session.page.path
    return [
        _link(path, said, page) if path else parts.part(said, inside_line=True)
        for path, said in piece_of(piece.name).links(session)
    ]


def rendered_links(piece: Piece, session: Session, html: Sequence[Html | None]) -> dict[tuple[str, str], str]:
    """Return them as they came out of the tree, by page and text."""
    found = zip(piece_of(piece.name).links(session), html, strict=True)
    return {link: part.text for link, part in found if part}


def _link(path: str, title: str, page: str) -> Element:
    """Return a link as an element of the page's tree, where the engine resolves it like an author's own."""
    made = Element("p")
    link = SubElement(made, "a", href=quote(posixpath.relpath(path, posixpath.dirname(page) or ".")))
    link.text = AtomicString(title)
    return made


def fill_in(root: Element, holder: Element, tag: str, text: str) -> None:
    """Turn the numbered list behind a piece's comment into lines to write on; ``text`` stands below them,
    and ``tag`` around both.

    The lines stay the author's Markdown; each one names the field below it.
    """
    for parent in root.iter():
        siblings = list(parent)
        if holder in siblings:
            at = siblings.index(holder)
            lines = next((node for node in siblings[at + 1 : at + 2] if node.tag == "ol"), None)
            if lines is not None:
                made = Element(tag, {"class": "cw-path", "data-search-exclude": ""})
                parent.remove(lines)
                parent[at] = made
                made.tail, holder.tail = lines.tail, None
                made.append(holder)
                form = SubElement(made, "form", {"method": "dialog", "autocomplete": "off"})
                form.append(lines)
                lines.tail = text
                for number, line in enumerate(lines.findall("li"), 1):
                    _field(line, number)
            return


def _field(line: Element, number: int) -> None:
    label = Element("div", {"id": f"cw-line-{number}"})
    label.text, line.text = line.text, None
    label.extend(list(line))
    for child in list(line):
        line.remove(child)
    said = essence("".join(label.itertext()))
    field = {"rows": "2", "aria-labelledby": f"cw-line-{number}", "data-line": digest(("line", said))}
    field["autocomplete"] = "off"  # Firefox asks each field, not its form
    line.append(label)
    SubElement(line, "textarea", field)
