"""A translation that measures something else: an answer in one language doesn't count in the other."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course, Lesson
from coursewright.model.item import Item
from coursewright.model.translation import differences
from coursewright.problem import Severity, Source


@rule("K013", "drift-between-translations")
def drift_between_translations(course: Course) -> Iterator[Finding]:
    """Compare each lesson and item of a translation with the one that it translates."""
    if course.original is None:
        return
    if course.id != course.original.id:
        message = f"the course’s id is “{course.id}”, but progress goes by “{course.original.id}” of the original"
        place = course.places.get("id") or Source("mkdocs.yml", 1, 1)
        yield Finding(message, place, "Leave the id out: a translation has that of its original.")
    for lesson in course.lessons:
        original = course.original.lesson_by_common.get(lesson.common)
        if original and original.document.path != lesson.document.path:
            yield from _lesson(lesson, original)
            yield from _missing(course, lesson, original)
    for item in course.items:
        first = course.original.item_by_id.get(item.id)
        if first is not None and first.source != item.source:
            yield from _item(item, first)


def _lesson(lesson: Lesson, original: Lesson) -> Iterator[Finding]:
    own = str(lesson.document.meta.get("id", original.id))
    if own != original.id and original.keeps_progress:
        message = f"the lesson’s id is “{own}”, but progress goes by “{original.id}” of {original.document.path}"
        hint = f"Write “id: {original.id}”, or leave it out."
        yield Finding(message, lesson.document.place("id"), hint, severity=Severity.WARNING)


def _missing(course: Course, lesson: Lesson, original: Lesson) -> Iterator[Finding]:
    """Search for items that count and that only one of two lessons shows."""
    assert course.original  # it has been asked
    mine = {item.id: item for item in course.practised_in(lesson)}
    theirs = {item.id: item for item in course.original.practised_in(original)}
    hint = "Give both the same id, or both lessons the same items."
    for item in mine.values():
        if item.id not in theirs and item.id not in course.original.item_by_id:
            message = f"item “{item.id}” isn’t in {original.document.path}"
            yield Finding(message, item.source, hint, item.id, Severity.WARNING)
    for item in theirs.values():
        if item.id not in mine:
            message = f"item “{item.id}” of {item.source.path}:{item.source.line} isn’t here"
            yield Finding(message, Source(lesson.document.path, 1, 1), hint, severity=Severity.WARNING)


def _item(item: Item, original: Item) -> Iterator[Finding]:
    place = f"{original.source.path}:{original.source.line}"
    hint = "Name the choices alike in both (“choices: a, b, c”), or translate what has changed."
    for what in () if item.original else differences(item, original):
        yield Finding(f"“{item.id}” isn’t what it is in {place}: {what}", item.source, hint, item.id)
