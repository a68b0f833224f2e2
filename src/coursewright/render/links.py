"""Links of what was written elsewhere, as the page that shows it needs them."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

LINK = re.compile(r"\]\(([^()\s]+(?:\([^()]*\)[^()\s]*)*)")
"""A link's address in Markdown."""


def rebased_text(markdown: str, origin: str, page: str) -> str:
    """Return a line of Markdown from one file with its links as another file needs them."""
    return LINK.sub(lambda link: f"]({rebased(link[1], origin, page)}", markdown)


def rebased(link: str, origin: str, page: str) -> str:
    """Return a link from one file as a link from another; addresses and links within a page stay as they are."""
    try:
        parts = urlsplit(link)
    except ValueError:  # such as an unclosed [ in a host: the engine says what it thinks of it
        return link
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(origin), parts.path))
    path = posixpath.relpath(target, posixpath.dirname(page) or ".")
    if target == page and parts.fragment:
        return f"#{parts.fragment}"
    if parts.path.endswith("/"):
        path += "/"
    return parts._replace(path=path).geturl()
