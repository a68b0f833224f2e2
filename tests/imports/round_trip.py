"""What an item says, in a form that two of them can be compared by, and what is named as lost on the way."""

from __future__ import annotations

import re

from coursewright.fragment.identity import same_answer
from coursewright.fragment.seen import images, readable
from coursewright.fragment.text import Text
from coursewright.kinds.numeric import Numeric
from coursewright.model.item import Item
from coursewright.problem import Problem
from coursewright.read.document import read_document

GAP = "␣"
_HEADING = re.compile(r"^#+ ", re.M)
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."})
"""What stands on a page where its configuration has ``smarty``, and what stands in the file."""


def items_of(bank: str) -> dict[str, Item]:
    """Return a bank's items by id; nothing may be wrong with it."""
    problems: list[Problem] = []
    document, _ = read_document(bank, "bank.md", problems)
    assert problems == []
    return {item.id: item for item in document.items}


def shown(text: Text | None) -> tuple[str, int]:
    """Return what a reader sees of a text, and how many images."""
    if text is None or not text.markdown:
        return "", 0
    said = text.markdown.replace("\\lt ", "<").replace("\\(", "$").replace("\\)", "$")
    said = _HEADING.sub("", said)
    return "".join(readable(said, text.names).translate(STRAIGHT).split()), len(images(text.markdown, text.names))


def facts(item: Item) -> dict[str, object]:
    """Return what makes an item, without the ids of its parts."""
    stem = item.stem
    for number, blank in enumerate(reversed(item.blanks)):
        markdown = stem.markdown[: blank.start] + f"{GAP}{len(item.blanks) - number}" + stem.markdown[blank.end :]
        stem = stem._replace(markdown=markdown)
    said = {choice.id: shown(choice.text) for choice in item.choices}
    number = item.target if isinstance(item, Numeric) else None
    return {
        "kind": item.kind,
        "stem": shown(stem),
        "choices": [(shown(one.text), one.correct, shown(one.feedback)) for one in item.choices if not item.pairs],
        "lures": [said[one.id] for one in item.choices if item.pairs and not one.correct],
        "pairs": [(shown(pair.text), said[pair.right]) for pair in item.pairs],
        "blanks": [] if number else [sorted(map(same_answer, blank.answers)) for blank in item.blanks],
        "number": number,
        "hints": [shown(hint) for hint in item.hints],
        "explanation": shown(item.explanation),
        "points": item.metadata.points,
        "credit": bool(item.metadata.credit),
        "level": item.metadata.level,
    }


Unlike = dict[str, dict[str, object]]


def differences(before: dict[str, Item], after: dict[str, Item]) -> Unlike:
    """Return, by id, what an item has lost, or has otherwise."""
    found: Unlike = {}
    for name, item in before.items():
        if name not in after:
            found[name] = {"missing": item.kind}
            continue
        old, new = facts(item), facts(after[name])
        if unlike := {key: (old[key], new[key]) for key in old if old[key] != new[key]}:
            found[name] = unlike
    return found
