"""What a first visit to a page loads, read from a built site; a test asks a browser whether that is so."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urljoin

_LATER = re.compile(r"<template\b.*?</template>", re.S)
"""What a browser loads only when a script takes it out."""
_LOADED = re.compile(r'<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"?#]+)')
"""Pictures that wait until they are near the screen among it: on a large screen they are at once."""


def first_load(site: Path, page: str) -> dict[str, int]:
    """Return the files of a first load of a page, itself among them, each with its size after gzip.

    ``page`` is the path of its file below the site.
    """
    html = (site / page).read_text(encoding="utf-8")
    named = [urljoin(f"/{page}", unquote(name))[1:] for name in _LOADED.findall(_LATER.sub("", html))]
    files = [page, *(name for name in named if not name.endswith((".html", "/")) and (site / name).is_file())]
    return {name: len(gzip.compress((site / name).read_bytes(), 9)) for name in dict.fromkeys(files)}
