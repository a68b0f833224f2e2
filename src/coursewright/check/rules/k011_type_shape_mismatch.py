"""An item that lacks what its type needs: the learner meets a question without a way to answer it."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model import Course


@rule("K011", "type-shape-mismatch")
def type_shape_mismatch(course: Course) -> Iterator[Finding]:
    """Search for true-or-false items without two choices, single ones with one, and types without answers."""
    for item in course.items:
        count = len(item.choices)
        if item.kind == "blanks":
            if not item.blanks:
                hint = "Put the answer into the text as [[answer]], or delete “type: blanks”."
                yield Finding("an item of type blanks without a blank", item.stem.source, hint, item.id)
        elif item.kind == "truefalse":
            if count != 2:
                place = item.choices[2].text if count > 2 else item.choices[0].text if count else item.stem
                message = f"{_said(count)} in an item of type truefalse"
                yield Finding(message, place.source, "Give it two: one for true, one for false.", item.id)
        elif count < 2 and item.kind in ("single", "multiple"):
            if count == 0:
                hint = "Add choices, “- [x] right” and “- [ ] wrong”, or delete the type."
                yield Finding(f"no choice in an item of type {item.kind}", item.stem.source, hint, item.id)
            elif item.kind == "single" and item.metadata.scored:
                hint = "Add a wrong choice that learners really believe."
                yield Finding("one choice leaves nothing to choose", item.choices[0].text.source, hint, item.id)


def _said(count: int) -> str:
    return "one choice" if count == 1 else f"{count or 'no'} choices"
