"""Where rules look for a sign before they look closer: in a whole file first, then in all of one item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from coursewright.model.course import Course
from coursewright.model.item import Item


def items_where(may: Callable[[str], bool], course: Course) -> Iterator[Item]:
    """Yield the items of the files of whose text ``may`` is true, which is asked far sooner than item by item."""
    for document in course.documents:
        items = [*document.items]
        if items and (document.body is None or may(document.body.markdown)):
            yield from items


def bank_by_bank(course: Course) -> Iterator[Course]:
    """Yield the course with one bank after another and nothing else, and last with what else it has."""
    for bank in course.banks:
        yield replace(course, banks=(bank,), lessons=(), scenarios=())
    yield replace(course, banks=())


def all_said(item: Item) -> str:
    """Return all that an author wrote in an item, in one piece."""
    return "\n".join([text.markdown for text in item.written])
