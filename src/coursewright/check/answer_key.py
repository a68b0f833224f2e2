"""The answer-key lock: a file in the repository that says what is right, so that a changed key shows up in review.

It gates on kind, keyed choices and points only; a typo in a stem or in feedback changes nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from coursewright.model.course import Course
from coursewright.model.item import Item

LOCK = "K016"
"""The rule that compares a course with it."""


def locked_items(course: Course) -> Iterator[Item]:
    """Yield the items that the lock covers: each scored one by its first use of an id, private banks excepted."""
    seen = set()
    for item in course.items:
        if item.metadata.scored and item.use != "private" and item.id not in seen:
            seen.add(item.id)
            yield item


def answer_key(course: Course) -> str:
    """Return the text of ``answer-key.json`` as the banks stand now: one line an item, sorted by id."""
    rows = (
        f'    {_json(item.id)}: {{"kind": {_json(item.kind)}, "key": {_json(item.keyed)}, '
        f'"points": {_json(item.metadata.points)}}}'
        for item in sorted(locked_items(course), key=lambda item: item.id)
    )
    body = ",\n".join(rows)
    return (
        f'{{\n  "version": 1,\n  "items": {{\n{body}\n  }}\n}}\n' if body else '{\n  "version": 1,\n  "items": {}\n}\n'
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
