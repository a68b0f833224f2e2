"""Build HTML elements in one line each."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.util import AtomicString


def element(tag: str, attributes: dict[str, str] | None = None, *children: Element | str) -> Element:
    """Return an element with the given children.

    A string is text that Markdown leaves alone; an attribute whose value is its own name is a boolean one.
    """
    made = Element(tag, attributes or {})
    last: Element | None = None
    for child in children:
        if not isinstance(child, str):
            made.append(child)
            last = child
        elif last is None:
            made.text = AtomicString((made.text or "") + child)
        else:
            last.tail = AtomicString((last.tail or "") + child)
    return made
