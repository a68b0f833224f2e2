"""What Moodle's importer of cartridges spoils, written so that it comes out right. Each was seen in Moodle 4.5.6."""

from __future__ import annotations

import posixpath
import re

from coursewright.export.moodle import in_full
from coursewright.export.qti.xml import Element, name_of
from coursewright.fragment.rendered import with_plain_formulas

_PLACE = re.compile(r"[A-Za-z0-9._-]+")
_DOLLAR = re.compile(r"%24(?![^<>]*>)")
_DECODED = re.compile(r"&(?=(?:lt|quot);|amp;[A-Za-z#])")


def found(path: str) -> str:
    """Return a path at which it finds a page: of one that a manifest has to quote, it imports not a word."""
    names = ((part, *posixpath.splitext(part)) for part in path.split("/"))
    return "/".join(part if _PLACE.fullmatch(part) else name_of("page", name) + end for part, name, end in names)


def page_text(html: bytes) -> bytes:
    """Return a page for it; it knows no MathML."""
    return _text(with_plain_formulas(html.decode())).encode()


def write_texts(root: Element) -> None:
    """Write the texts of a quiz or a topic for it; of a “%24” in a stem or a topic it makes a “$”, in one piece."""
    for part in root.iter():
        part.text = part.text and _text(part.text)
        if part.text and part.get("texttype") == "text/html":
            part.text = _DOLLAR.sub("%<span>24</span>", part.text)
    write_titles(root)


def write_titles(root: Element) -> None:
    """Write titles so that they are shown in full: from “<” on they are cut, and in a course's it stops the import.

    Of the latter it makes a short name without blanks, so that ``x < y`` is cut there, too.
    """
    for title in (*root.iter("title"), *root.iter("lomm:string")):
        title.text = title.text and in_full(title.text)


def _text(text: str) -> str:
    """Return a text of which it decodes character references twice too often (``entities::safexml``)."""
    return _DECODED.sub("&amp;amp;", text)
