"""A package of QTI: its files in the order of its manifest, and the names that its writers give to items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from coursewright.imports.upload import Upload
from coursewright.imports.xmlfile import Node

MANIFEST: Final = "imsmanifest.xml"
FILE_BASES: Final = ("", "web_resources")
"""Where the files of Canvas's ``$IMS-CC-FILEBASE$`` are."""
_BASE = re.compile(r"(?:\$|%24)IMS-CC-FILEBASE(?:\$|%24)/?")


def ordered(upload: Upload, *roots: str) -> Iterator[tuple[str, Node]]:
    """Yield the files with such a root, with their names: as the manifest lists them, then the others by name."""
    found = {name: root for name, root in upload.documents.items() if root.tag in roots}
    listed: dict[str, None] = {}
    for name, root in upload.documents.items():
        if name.rpartition("/")[2] == MANIFEST:
            folder = name.rpartition("/")[0]
            for node in root.iter():
                if node.tag in ("resource", "file") and (href := node.get("href")):
                    listed[f"{folder}/{unquote(href)}".lstrip("/")] = None
    first = [name for name in listed if name in found]
    for name in [*first, *sorted(set(found) - set(first))]:
        yield name, found[name]


def name_in(identifier: str) -> str:
    """Return the id that an identifier was made of, if we made it: ``i-hello`` is ``hello``."""
    return identifier.removeprefix("i-") or identifier


def address_in(html: str) -> str:
    """Return a text in which addresses of a package's files are relative to the package's root."""
    return _BASE.sub("", html)
