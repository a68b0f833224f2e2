"""Pieces of the learner's path, and how one joins them: put a module with a ``PIECE`` into ``pieces``.

``model/path.py`` lists their names, for whoever reads a course without rendering it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.render.path import pieces as folder
from coursewright.render.path.maker import Maker
from coursewright.render.session import Session

STYLE = "path.css"
"""The style sheet of all pieces that aren't lists of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPiece:
    """What ``<!-- course: NAME -->`` puts into a page."""

    name: str
    html: Callable[[Maker], str | None] = lambda _make: None
    """What it shows before, and without, any script; None where it can't be shown."""
    links: Callable[[Session], Sequence[tuple[str, str]]] = lambda _session: ()
    """The pages that it links to, each with the link's text; a source has no page, and is Markdown."""
    items: Callable[[Course], Sequence[Item]] = lambda _course: ()
    """The items that it holds."""
    scripts: tuple[str, ...] = ()
    """What it loads beside ``state.js``, in order."""
    styles: tuple[str, ...] = ()
    """What it needs beside ``STYLE``."""
    texts: tuple[str, ...] = ()
    """English words of what these scripts say."""
    wrapped: bool = True
    """Whether it stands in an element of its own, ``cw-NAME``, that scripts bring to life and searches leave out."""
    attributes: Callable[[Maker], str] = lambda _make: ""
    """Those of that element, each with a space before it."""
    needs_sections: bool = False
    """Whether it can't be shown in a course in which there is nothing to do."""
    below: Callable[[Maker], str] | None = None
    """What stands below the numbered list behind it, whose entries become lines to write on; None leaves the list."""

    def render(self, make: Maker) -> str:
        """Return its HTML, or a word to the author who looks at the page."""
        # Translators: in the place of a part of the page, for the author who looks at it
        if self.needs_sections and not make.path.sections:
            return make.p("This part needs lessons with an id and a check, and there are none.", "cw-broken")
        inside = self.html(make)
        if inside is None:
            return make.p("This part can’t be shown.", "cw-broken")
        if not self.wrapped:
            return inside
        return f'<cw-{self.name} class="cw-path"{self.attributes(make)} data-search-exclude>{inside}</cw-{self.name}>'


UNKNOWN = PathPiece(name="")
"""What stands for a piece that there isn't: it shows nothing but a word to its author."""


@cache
def all_pieces() -> dict[str, PathPiece]:
    """Return every piece by its name."""
    modules = [import_module(f"{folder.__name__}.{module.name}") for module in iter_modules(folder.__path__)]
    pieces: list[PathPiece] = [module.PIECE for module in modules]
    return {piece.name: piece for piece in pieces}


def piece_of(name: str) -> PathPiece:
    """Return the piece that an author has named."""
    return all_pieces().get(name, UNKNOWN)


def scripts_of(pieces: Iterable[PathPiece]) -> list[str]:
    """Return what these pieces load beside ``state.js``, in order."""
    return list(dict.fromkeys(script for piece in pieces for script in piece.scripts))


def spoken(pieces: Iterable[PathPiece]) -> list[str]:
    """Return the English words of what their scripts say."""
    return list(dict.fromkeys(text for piece in pieces for text in piece.texts))
