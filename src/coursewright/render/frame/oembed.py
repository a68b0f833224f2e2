"""How a lesson is shown by an editor that unfolds addresses: oEmbed (https://oembed.com), as files beside the pages."""

from __future__ import annotations

import json
from html import escape

from coursewright.model.course import Course, Lesson

WIDTH, HEIGHT = 720, 800
"""What the frame asks for, in CSS pixels; the page tells its real height once it is there."""


def oembed_path(file: str) -> str:
    """Return the path of the description that stands beside a page's file, both below the site."""
    folder, slash, name = file.rpartition("/")
    return f"{folder}{slash}{'' if name == 'index.html' else name.removesuffix('html')}oembed.json"


def oembed(course: Course, lesson: Lesson, url: str, site_url: str) -> str:
    """Return a lesson's description as JSON; ``url`` is the page's public address."""
    title = lesson.title
    frame = (
        f'<iframe src="{escape(f"{url}?embed")}" title="{escape(title)}" loading="lazy" '
        f'width="{WIDTH}" height="{HEIGHT}"></iframe>'
    )
    about = course.about
    facts = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": about.provider,
        "provider_name": about.name,
        "provider_url": site_url,
        "html": frame,
        "width": WIDTH,
        "height": HEIGHT,
    }
    return json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False, indent=1) + "\n"
