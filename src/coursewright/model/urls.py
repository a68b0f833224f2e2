"""What becomes of the addresses and headings of a course's pages, as far as the configuration tells."""

from __future__ import annotations

import posixpath
from typing import NamedTuple


class Urls(NamedTuple):
    """How an engine makes addresses and ids."""

    own_slugs: bool = False
    """Whether headings get their ids in another way than Python-Markdown's own."""
    known: bool = False
    """Whether pages get the addresses that MkDocs gives by itself, and tags of HTML stay as they are written."""
    directory: bool = True
    """Whether a page's address ends with a folder instead of ``.html``."""
    from_docs: bool = False
    """Whether a link that starts with a slash leads to a file below the folder of pages."""
    root: str = ""
    """Below which path of its host the site is published, without slashes around it; empty where nobody has said."""


def page_file(path: str, *, directory: bool) -> str:
    """Return the file that MkDocs makes of a page; ``directory`` says that addresses end with a folder."""
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    if stem in ("index", "README"):
        return posixpath.join(folder, "index.html")
    return posixpath.join(folder, stem, "index.html") if directory else posixpath.join(folder, f"{stem}.html")
