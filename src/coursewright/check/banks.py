"""Items with one right choice among several, bank by bank: what rules about patterns across them ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coursewright.model.course import Course
from coursewright.model.item import USES
from coursewright.model.single import Single
from coursewright.problem import Source


class Bank(NamedTuple):
    """All items for one use, in whichever files they stand: a pattern across them is one that learners can find."""

    use: str
    items: Sequence[Single]
    """With three choices or more."""
    source: Source
    """Where the first of their files says what it is for."""


def banks(course: Course) -> Iterator[Bank]:
    """Yield the items for each use of which one of three or more choices is right."""
    for use in USES:
        if items := [found for found in course.singles if found.item.use == use and len(found.item.choices) > 2]:
            yield Bank(use, items, _first(course, use, items[0].item.stem.path))


def _first(course: Course, use: str, path: str) -> Source:
    documents = [bank.document for bank in course.banks if bank.use == use]
    documents += [lesson.document for lesson in course.lessons]
    document = next(document for document in documents if document.path == path)
    return document.places.get("use") or Source(path, 1, 1)
