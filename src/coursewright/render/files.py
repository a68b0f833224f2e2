"""Which scripts and styles a page loads, and which texts they say."""

from __future__ import annotations

from collections.abc import Sequence

from coursewright.model.course import Piece
from coursewright.model.item import Item
from coursewright.model.notes import Note
from coursewright.model.path import LISTS
from coursewright.model.scenario import Scenario
from coursewright.render.items.score import COMMON, RESUME_TEXTS, STATE, Needs, needs
from coursewright.render.path.registry import STYLE, piece_of, scripts_of, spoken
from coursewright.render.scenario import book as scenario

LOADED = {
    "state.js": ("frame.js", "marks.js", "tabs.js"),
    "theme.js": ("search.js", "use.js"),
    "review.js": ("calendar.js",),
}
"""Scripts that a script of ours loads when it needs them."""


def plain(found: object) -> bool:
    """Return whether a part of a page is text alone, and needs no file."""
    return isinstance(found, Note) or (isinstance(found, Piece) and found.name in LISTS)


def files(found: Sequence[object]) -> Needs:
    """Return what the items, scenarios and pieces of a page load and say; nothing is loaded twice."""
    items = [item for item in found if isinstance(item, Item)]
    pieces = [piece_of(piece.name) for piece in found if isinstance(piece, Piece)]
    scripts, later, styles, texts = needs(items) if items else Needs([], [], [], [])
    if any(isinstance(one, Scenario) for one in found):
        scripts.append(scenario.SCRIPT)
        styles.append(scenario.STYLE)
        texts += scenario.SCENARIO_TEXTS
    texts += RESUME_TEXTS if scripts else ()
    if own := scripts_of(pieces):  # these may ask every item on the page
        awaited = {script for name in own for script in LOADED.get(name, ())}
        scripts, later = [*scripts, *later, *(script for script in own if script not in awaited.union(scripts))], []
    if pieces:
        styles += dict.fromkeys([STYLE, *(style for piece in pieces for style in piece.styles)])
        texts += spoken(pieces)
    if styles and not items:  # with items, it is in the style sheet of these
        styles = [COMMON, *styles]
    return Needs([STATE, *scripts] if scripts else [], later, styles, texts)
