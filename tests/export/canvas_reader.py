"""What Canvas makes of an item of QTI 1.2: the rules that its importer was seen to follow.

They are those of ``qti_exporter`` in Canvas of March 2019, behind QTIMigrationTool.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree

Node = ElementTree.Element


class Seen(NamedTuple):
    """An item's answers as Canvas takes them."""

    right: set[str]
    """Choices by their names; of what is typed, the texts."""
    reasons: dict[str, str]
    """The feedback's name of each answer that has one."""
    general: list[str]
    """Names of feedback on the question as a whole; of several of one kind, the last is shown."""


def seen(item: Node) -> Seen:
    """Return what Canvas takes for right: a later condition on a choice, without a score, makes it wrong again."""
    right: dict[str, bool] = {}
    reasons: dict[str, str] = {}
    typed = item.find(".//response_str") is not None
    for condition in item.iter("respcondition"):
        scores = float(condition.findtext("setvar", "0")) > 0
        together = [one.text or "" for one in condition.iterfind("conditionvar/and/varequal")]
        named = [one.text or "" for one in condition.iter("varequal")]
        linked = [one.attrib["linkrefid"] for one in condition.iter("displayfeedback")]
        shown = [name for name in linked[:1] if "general_" not in name]
        for name in named if typed else together or named[:1]:
            right[name] = typed or bool(together) or scores
            if shown:
                reasons.setdefault(name, shown[0])
    known = [one.attrib["ident"] for one in item.iter("itemfeedback")]
    return Seen({name for name, is_right in right.items() if is_right}, reasons, [n for n in known if "general_" in n])
