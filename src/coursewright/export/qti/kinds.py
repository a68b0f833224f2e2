"""What each kind of item becomes in each form of QTI: three tables, and the only place of QTI that names the kinds."""

from __future__ import annotations

from collections.abc import Callable

from coursewright.export.parts import ItemParts
from coursewright.export.qti import canvas, interactions, profile, two
from coursewright.export.qti.report import Kinds
from coursewright.export.registry import Lost

_ASK = "Leave it to the website, ask it as a choice, or take the items by another format."

INTERACTIONS: dict[str, Callable[[ItemParts, bool], two.Form] | Lost] = {
    "single": interactions.choose_one,
    "multiple": interactions.choose_several,
    "truefalse": interactions.choose_one,
    "blanks": interactions.fill_in,
    "short": interactions.type_text,
    "numeric": interactions.type_number,
    "match": interactions.pair,
    "order": interactions.put_in_order,
    "say": interactions.write_text,
}
"""In QTI 2.1 and 3.0."""
PROFILE: Kinds = {
    "single": profile.single,
    "multiple": profile.multiple,
    "truefalse": profile.truth,
    "blanks": profile.text,
    "short": profile.text,
    "say": profile.essay,
    "numeric": Lost(_ASK),
    "match": Lost(_ASK),
    "order": Lost(_ASK),
}
"""In a cartridge's profile of QTI 1.2."""
CANVAS: Kinds = {
    "single": canvas.single,
    "multiple": canvas.multiple,
    "truefalse": canvas.truth,
    "blanks": canvas.blanks,
    "short": canvas.text,
    "numeric": canvas.number,
    "match": canvas.pairs,
    "say": canvas.essay,
    "order": Lost("Canvas takes no order from QTI 1.2: export to qti21, or ask it as a choice."),
}
"""In QTI 1.2 as Canvas reads it."""
