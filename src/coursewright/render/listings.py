"""Names of the listings in items and scenarios.

Material names each listing after what it stands in, and its button copies the first one of that name.
"""

from __future__ import annotations

import re

_AROUND = re.compile(r'<cw-(item|scenario)\b[^>]*?\sid="(?P<id>[^"]*)".*?</cw-\1>', re.S)
_LISTING = re.compile(r'<pre(?![^>]*\s(?:id=|class="mermaid"))(?=[\s>])')


def with_named_listings(html: str) -> str:
    """Return a page's HTML in which each listing of an item or a scenario has an id, but for those that have one."""
    return _AROUND.sub(_named, html) if "<pre" in html and "<cw-" in html else html


def _named(around: re.Match[str]) -> str:
    first, *rest = _LISTING.split(around[0])
    named = (f'<pre id="{around["id"]}--code-{number}"{html}' for number, html in enumerate(rest, 1))
    return "".join((first, *named))
