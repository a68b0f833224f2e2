"""The list of a page's own sources."""

from __future__ import annotations

from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece
from coursewright.render.session import Session


def links(session: Session) -> list[tuple[str, str]]:
    """Return the sources of the page at hand, as Markdown."""
    lesson = session.course.lesson_by_path.get(session.page.path)
    return [("", source) for source in lesson.sources] if lesson else []


def sources(make: Maker) -> str | None:
    """Return the list."""
    rows = "".join(f"<li>{make.links.get(link, '')}</li>" for link in links(make.session))
    return f'<ul class="cw-sources">{rows}</ul>' if rows else None


PIECE = PathPiece(name="sources", html=sources, links=links, wrapped=False)
