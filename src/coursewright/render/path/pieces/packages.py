"""The way to the packages for an LMS, where they are published beside the course."""

from __future__ import annotations

from html import escape

from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece


def packages(make: Maker) -> str:
    """Return a link to the packages' page, or a word that there is none."""
    folder = make.course.about.packages
    if not folder:
        # Translators: on the pages for instructors; a package is a file that a learning platform takes in
        return make.p("This copy of the course has no packages beside it. Whoever runs it can make them.")
    said = make.say("All packages, with sizes, versions and checksums")
    return f'<p><a href="{escape(make.session.page.base + folder)}">{said}</a></p>'


PIECE = PathPiece(name="packages", html=packages, wrapped=False)
