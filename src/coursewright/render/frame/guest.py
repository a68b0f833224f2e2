"""What a page of another theme than ours needs in its head, since its templates know nothing of a course."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

from coursewright.model.course import Course
from coursewright.render.frame.furniture import mark_words
from coursewright.render.indexed import as_excerpt
from coursewright.render.texts import Texts, direction

SCRIPT, STYLE = "guest.js", "guest.css"
GUESTS = (STYLE, SCRIPT, "state.js")
"""What every page loads there: how far the learner has come is shown on each."""


def guest_head(own: Mapping[str, str], assets: Mapping[str, str], styles: Sequence[str], title: str) -> str:
    """Return the tags: styles before the first paint, scripts, and the lesson's machine-readable description.

    ``assets`` are the addresses of what every page loads, by name; ``styles`` those that this page needs beside it.
    """
    parts = [f'<link rel="stylesheet" href="{escape(address)}">' for address in (assets[STYLE], *styles)]
    parts.append(f'<script src="{escape(assets[SCRIPT])}" defer></script>')
    parts.append(f'<script src="{escape(assets["state.js"])}" defer></script>')
    if own["oembed"]:
        kind = 'rel="alternate " type="application/json+oembed"'  # the blank: for Material, “alternate” is a language
        parts.append(f'<link {kind} href="{escape(own["oembed"])}" title="{escape(title)}">')
    if own["linked_data"]:
        parts.append(f'<script type="application/ld+json">{own["linked_data"]}</script>')
    return "\n".join(parts)


_ARTICLE = re.compile(r'<\w+\b(?=[^>]*\s(?:class="md-content__inner|itemprop="articleBody"|role="?main\b))')
"""What holds a page's text, by the marks that ``guest.js`` knows it by, too."""


def lent_as(language: str) -> str:
    """Return the attributes of an element whose text is in a language of its own; none without one."""
    return f' lang="{escape(language)}" dir="{direction(language)}"' if language else ""


def in_own_language(html: str, language: str) -> str:
    """Return a page of another theme whose text is marked as being in this language."""
    return _ARTICLE.sub(lambda found: found[0] + lent_as(language), html, count=1) if language else html


def shorten_posts(context: Mapping[str, Any]) -> None:
    """Leave of items what they ask where a page lists a blog's posts, which come without what their page loads."""
    for post in context.get("posts") or ():
        post.content = as_excerpt(post.content)


_SEARCH = re.compile(r'(<div class="md-search"[^>]* role="dialog")(>.*?<input\b[^>]*\s(aria-label="[^"]*"))', re.S)


def with_named_search(html: str) -> str:
    """Return a page whose search, which Material calls a dialogue and gives no name, is named as its field is."""
    return _SEARCH.sub(r"\1 \3\2", html, count=1)


def guest_script(script: bytes, course: Course, addresses: Mapping[str, tuple[str, str]], texts: Texts) -> bytes:
    """Return the script with what it must know of the course: which lesson is at which address of the site.

    ``addresses`` have the ids by which the progress of each page is saved: the lesson's, and its scenarios'.
    """
    facts = {
        "course": course.about.id,
        "hosts": " ".join(course.about.hosts),
        "pages": {
            re.sub(r"(^|/)index\.html$", r"\1", unquote(url)): {
                name: ids for name, ids in zip(("lesson", "played"), saved, strict=True) if ids
            }
            for url, saved in addresses.items()
            if any(saved)
        },
        "words": mark_words(texts),
    }
    said = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"self.coursewrightSite = {said};\n".encode() + script
