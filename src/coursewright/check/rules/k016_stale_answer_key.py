"""A right answer changed without anybody having said so: learners and instructors hold a different key."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.answer_key import LOCK, locked_items
from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.key import KeyRow
from coursewright.problem import Severity, Source

_UPDATE = "If the change is meant, run `coursewright check --update-key` and commit the file."


@rule(LOCK, "stale-answer-key")
def stale_answer_key(course: Course) -> Iterator[Finding]:
    """Search for items whose kind, keyed choices or points differ from the committed answer key."""
    if course.original:  # K013 compares a translation with what is locked
        return
    if course.answer_key is None:
        if course.banks and not any(problem.source.path == course.answer_key_path for problem in course.problems):
            message = "no answer key is committed, so a changed right answer would show in no review"
            source = Source(course.answer_key_path, 1, 1)
            yield Finding(message, source, "Run `coursewright check --update-key`.", severity=Severity.WARNING)
        return
    rows = {row.id: row for row in course.answer_key}
    for item in locked_items(course):
        row = rows.pop(item.id, None)
        if row is None:
            former = [rows.pop(was.id, None) for was in item.metadata.was]
            renamed = next((row.id for row in former if row), None)
            what = f"was “{renamed}” in the answer key" if renamed else "is not in the answer key"
            yield Finding(f"item “{item.id}” {what}", item.source, _UPDATE, item.id)
        elif (row.kind, row.key, row.points) != (item.kind, item.keyed, item.metadata.points):
            yield Finding(_difference(row, item), _place(row, item), _UPDATE, item.id)
    for row in rows.values():
        message = f"the answer key has “{row.id}”, which no bank and no page has"
        hint = f"{_UPDATE} If the item has a new id, give it “was: {row.id}”."
        yield Finding(message, row.source, hint)


def _difference(row: KeyRow, item: Item) -> str:
    if row.kind != item.kind:
        return f"item “{item.id}” is now {item.kind}; the answer key says {row.kind}"
    if row.key != item.keyed:
        return f"the right answer of “{item.id}” differs from the answer key"
    return f"item “{item.id}” is worth {item.metadata.points:g}; the answer key says {row.points:g}"


def _place(row: KeyRow, item: Item) -> Source:
    """Return the choice that is keyed against the record, else one that should be, else the item."""
    for choice in item.choices:
        if choice.correct != (choice.id in row.key):
            return choice.text.source
    return item.blanks[0].source if item.blanks else item.source
