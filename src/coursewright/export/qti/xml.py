"""XML as this family writes it: one tree, one spelling, and names that any of its importers takes for an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from coursewright.fragment.identity import digest_of

Element = ElementTree.Element
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even as a reference."""
_OTHER = re.compile(r"[^a-z0-9_-]+")
_LIMIT = 60


def element(tag: str, attributes: Mapping[str, object] | None = None, *children: Element | str | None) -> Element:
    """Return an element with what it holds, in its order; None holds nothing. A namespace is an attribute here."""
    made = Element(tag, {name: clean(str(value)) for name, value in (attributes or {}).items()})
    add(made, children)
    return made


def add(parent: Element, children: Iterable[Element | str | None]) -> None:
    """Put more elements and texts behind what an element holds."""
    for child in children:
        if isinstance(child, str):
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + clean(child)
            else:
                parent.text = (parent.text or "") + clean(child)
        elif child is not None:
            parent.append(child)


def as_xml(root: Element, *, mixed: bool = False) -> bytes:
    """Return a file; ``mixed`` is one in which white space between elements is seen, or taken for one of them."""
    if not mixed:
        ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'.encode()


def clean(text: str) -> str:
    """Return a text that XML can hold."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def name_of(prefix: str, text: str) -> str:
    """Return an ``xs:ID`` for an id of ours: readable, and another one for another id, whatever happens to its case."""
    safe = _OTHER.sub("-", text.lower()).strip("-")[:_LIMIT]
    return f"{prefix}-{safe}" if safe == text else f"{prefix}-{safe}-{digest_of(text, 4)}"
