"""A page's content as every frame shows it: the site's, a package's and an embed's."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from coursewright.model.course import Lesson

_ANCHOR = '<a class="headerlink"'
_OBJECTIVES = '<section class="cw-objectives" aria-labelledby="cw-objectives">'
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]*)">')


def page_body(content: str, lesson: Lesson | None, text: Callable[[str], str], typeset: Callable[[str], str]) -> str:
    """Return the content with the lesson's objectives below its heading, and headings' own links for the mouse alone.

    Else each heading would be read out with its link, and Tab would stop at it.
    """
    content = content.replace(_ANCHOR, f'{_ANCHOR} aria-hidden="true" tabindex="-1"')
    return with_objectives(content, lesson, text, typeset)


def with_objectives(
    content: str, lesson: Lesson | None, text: Callable[[str], str], typeset: Callable[[str], str]
) -> str:
    """Return the content with the lesson's objectives below its heading, unless they are there already.

    They come first where a theme writes the heading itself.
    """
    if lesson is None or not lesson.objectives or _OBJECTIVES in content:
        return content
    rows = "".join(f"<li>{escape(typeset(objective.text))}</li>" for objective in lesson.objectives)
    # Translators: above a lesson's list of objectives, each of which begins with a verb
    said = escape(text("You will be able to"))
    box = f'{_OBJECTIVES}<h2 id="cw-objectives">{said}</h2><ul>{rows}</ul></section>\n'
    heading, end, rest = content.partition("</h1>")
    return f"{heading}</h1>\n{box}{rest}" if end else f"{box}{content}"


def styles_of(content: str) -> list[str]:
    """Return the addresses of the style sheets that a page’s content asks for, for its head: so nothing moves."""
    return list(dict.fromkeys(_STYLE.findall(content)))
