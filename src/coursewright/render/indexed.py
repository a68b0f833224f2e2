"""What a site's search may find of a page: all of it, but of items only what they ask."""

from __future__ import annotations

import re

from coursewright.render.path.registry import all_pieces

_STYLES = re.compile(r'\A(?:<link rel="stylesheet" href="[^"]*">\s*)+')
"""What a page loads: in front of its heading, Material's search would take it for a section of its own."""
_PIECES = "|".join(name for name, piece in all_pieces().items() if piece.wrapped)
_ITEM = re.compile(rf"<cw-(item|score|scenario|def|{_PIECES})\b.*?</cw-\1>", re.S)
_STEM = re.compile(
    r'(<div class="cw-controls">)?<(p|div) class="cw-stem" id="[^"]*">(.*?)</\2>(?(1)</div>)'
    r'(?=<fieldset class="cw-(?:controls|sure)"|<div class="cw-hints"|<details class="cw-answer")',
    re.S,
)


def only_stems(html: str) -> str:
    """Return a page's HTML as a search index may hold it: of items what they ask, neither choices nor reasons."""
    return as_excerpt(_STYLES.sub("", html))


def as_excerpt(html: str) -> str:
    """Return a piece of a page as a list of pages shows it: an item is answered on its own page alone."""
    return _ITEM.sub(_stem, html) if "<cw-" in html else html


def _stem(found: re.Match[str]) -> str:
    asked = _STEM.search(found[0]) if found[1] == "item" else None
    return f"<{asked[2]}>{asked[3]}</{asked[2]}>" if asked else ""
