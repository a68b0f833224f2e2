"""Which scripts and styles a page loads, and which texts they say."""

from __future__ import annotations

from collections.abc import Sequence

from coursewright.model.course import Piece
from coursewright.model.item import Item
from coursewright.model.notes import Note
from coursewright.model.scenario import Scenario
from coursewright.render.items.score import needs
from coursewright.render.path.registry import STYLE, piece_of, scripts_of, spoken
from coursewright.render.scenario import book as scenario

LOADED = {"state.js": ("frame.js", "marks.js", "tabs.js"), "theme.js": ("search.js", "use.js")}
"""Scripts that a script of ours loads when it needs them."""


def plain(found: object) -> bool:
    """Return whether a part of a page is text alone, and needs no file."""
    return isinstance(found, Note) or (isinstance(found, Piece) and found.is_list)


def files(found: Sequence[object]) -> tuple[list[str], list[str], list[str]]:
    """Return scripts, styles and texts for the items, scenarios and pieces of a page; nothing is loaded twice."""
    items = [item for item in found if isinstance(item, Item)]
    pieces = [piece_of(piece.name) for piece in found if isinstance(piece, Piece)]
    scripts, styles, texts = needs(items)
    if len(pieces) == len(found):
        own = scripts_of(pieces)
        scripts, styles, texts = ["state.js"] * bool(own), [], []
    if any(isinstance(one, Scenario) for one in found):
        scripts.append(scenario.SCRIPT)
        styles.append(scenario.STYLE)
        texts += scenario.SCENARIO_TEXTS
    if pieces:
        scripts += [script for script in scripts_of(pieces) if script not in scripts]
        styles += dict.fromkeys([STYLE, *(style for piece in pieces for style in piece.styles)])
        texts += spoken(pieces)
    return scripts, styles, texts
