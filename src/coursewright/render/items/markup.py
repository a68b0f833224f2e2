"""How each kind is answered on a page, and how one joins: put a module into ``render/kinds`` that says it of a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, TypeVar

from coursewright.kinds import KINDS
from coursewright.model.item import Item
from coursewright.model.site import Html
from coursewright.outside import named
from coursewright.render import kinds as kinds_package
from coursewright.render.served import PLAYER_FOLDER, served
from coursewright.render.texts import Texts

KINDS_SCRIPT = PLAYER_FOLDER / "kinds.js"
"""What tells the player of those of our kinds that few pages have."""
_IDS = re.compile(r' id="[^"]*"')
_Kind = TypeVar("_Kind", bound=Item)


@dataclass(frozen=True, slots=True)
class ItemForm:
    """An item's parts as HTML, and the learner's language."""

    name: str
    """Unique on the page; start of every id and name in the form."""
    stem: Html
    labels: Sequence[Html]
    """Each choice's text."""
    feedback: Sequence[Html | None]
    """Each choice's reason."""
    explanation: Html | None
    pairs: Sequence[Html]
    """Each pair's left entry."""
    heads: Sequence[Html]
    """The two heads of the pairs' table."""
    hints: Sequence[Html]
    replies: Sequence[Html]
    answers: Sequence[Sequence[Html]]
    """What each gap accepts, as the author wrote it."""
    words: Callable[[Html], str]
    """Returns a part's words as learners read them, in one line."""
    translate: Texts

    def text(self, english: str) -> str:
        """Return an interface text in the learner's language, as HTML."""
        return escape(self.translate(english))


@dataclass(frozen=True, slots=True)
class Markup:
    """How one kind is answered on a page; see ``markup``."""

    controls: Callable[[Any, ItemForm], str]
    reasons: Callable[[Any, ItemForm], str]
    gap: Callable[[Any, int, ItemForm], Mapping[str, str]]
    scripts: tuple[Path, ...]
    texts: tuple[str, ...]
    style: str
    summary: str


_MARKUP: dict[str, Markup] = {}


def markup(
    *kinds: type[_Kind],
    controls: Callable[[_Kind, ItemForm], str] = lambda item, form: "",  # noqa: ARG005
    reasons: Callable[[_Kind, ItemForm], str],
    gap: Callable[[_Kind, int, ItemForm], Mapping[str, str]] = lambda item, index, form: {},  # noqa: ARG005
    scripts: tuple[Path, ...] = (),
    texts: tuple[str, ...] = (),
    style: str = "kinds.css",
    summary: str = "",
) -> None:
    """Register how items of these kinds are answered on a page.

    ``controls`` returns what the learner answers with, as HTML that works without scripts; empty if the stem holds it.
    ``reasons`` returns the HTML that tells right from wrong, and why: a learner reads it after answering. ``gap``
    returns the HTML attributes by which the player knows what a gap in the stem accepts. ``scripts`` are the files
    that tell the player of the kind, unless ``player.js`` knows it; ``texts`` are the English words that the player
    needs for it beside those for every item. ``style`` is the style sheet that comes with ``scripts``; ``summary``
    says in English what opens the reasons, where that isn't “Answer”.
    """
    for kind in kinds:
        if kind.kind in _MARKUP:
            raise ValueError(f"two modules say how {kind.kind} is answered; one of them is {reasons.__module__}")
        _MARKUP[kind.kind] = Markup(controls, reasons, gap, scripts, texts, style, summary)


@cache
def all_markup() -> dict[str, Markup]:
    """Return how each kind is answered, by its name: ours, and those of other packages.

    Another package names its module in the entry-point group ``coursewright.kinds.page``.
    """
    for module in iter_modules(kinds_package.__path__):
        import_module(f"{kinds_package.__name__}.{module.name}")
    named("coursewright.kinds.page")
    if missing := sorted(set(KINDS) - set(_MARKUP)):
        raise LookupError(f"nothing says how these kinds are answered on a page: {', '.join(missing)}")
    return _MARKUP


def player_files() -> dict[str, bytes]:
    """Return every file of the player by its name: ours, and the scripts of other packages' kinds, in order of name."""
    own = served(PLAYER_FOLDER)
    scripts = {script for found in all_markup().values() for script in found.scripts}
    others = {script.name: script for script in scripts if script.parent != PLAYER_FOLDER}
    if taken := sorted(own.keys() & others.keys()):
        raise ValueError(f"the player has files of these names: {', '.join(taken)}")
    return dict(sorted((own | {name: script.read_bytes() for name, script in others.items()}).items()))


def without_ids(html: Html) -> Html:
    """Return a copy for another place in the page, where no id may stand twice."""
    return Html(_IDS.sub("", html.text), html.block)
