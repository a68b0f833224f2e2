"""An item that lacks what its type needs: the learner meets a question without a way to answer it."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.item import Item


@rule("K011", "type-shape-mismatch")
def type_shape_mismatch(course: Course) -> Iterator[Finding]:
    """Search for items that lack what their type needs, and for names in the comment that mean nothing to it."""
    for item in course.items:
        for misfit in item.misfits():
            yield Finding(*misfit, item.id)
        if not item.metadata.scored and item.picks and (right := [one for one in item.choices if one.correct]):
            message = "a right choice in a question that has no right answer"
            hint = "Empty its box, “- [ ]”, or delete “scored: false”."
            yield Finding(message, right[0].text.source, hint, item.id)
        if not item.metadata.scored and item.blanks:
            message = "a blank in a question that has no right answer"
            hint = "What is typed is called right or wrong: make choices of it, or delete “scored: false”."
            yield Finding(message, item.blanks[0].source, hint, item.id)
        if item.metadata.credit or item.metadata.key or item.metadata.points != 1:
            yield from _without_meaning(item)


def _without_meaning(item: Item) -> Iterator[Finding]:
    if item.metadata.points != 1 and not item.metadata.scored:
        message = "learners mark it themselves" if item.self_marked else "“scored: false” says so"
        yield Finding(f"an item with points earns none: {message}", item.source, "Delete “points”.", item.id)
    if item.metadata.credit and not item.divisible:
        message = f"an item of type {item.kind} is right or wrong, and never partly right"
        yield Finding(message, item.metadata.credit.source, "Delete “credit”.", item.id)
    if item.metadata.key and item.notation != "choices":
        message = f"an item of type {item.kind} has no use for “key”"
        hint = "Its list or table says what is right: delete “key”."
        yield Finding(message, item.metadata.key[0].source, hint, item.id)
