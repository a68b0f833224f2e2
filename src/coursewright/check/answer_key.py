"""The answer-key lock: a file in the repository that says what is right, so that a changed key shows up in review.

It gates on kind, keyed choices and points only; a typo in a stem or in feedback changes nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence

from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Source

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
    return _text({item.id: _of(item) for item in locked_items(course)})


def renewed(course: Course, wrong: Container[Source], *, unread: bool) -> tuple[str, list[str]]:
    """Return the text with the committed rows of what can't be trusted, and the ids of those.

    ``wrong`` are the places of items with an error of reading; ``unread`` says whether there may be items that couldn't
    be read at all: then no row falls out.
    """
    items = list(course.items)
    trusted = [item for item in locked_items(course) if item.source not in wrong]
    rows = {item.id: _of(item) for item in trusted}
    known = {item.id for item in items}
    doubtful = {item.id for item in items if item.source in wrong}
    renamed = {was.id for item in trusted for was in item.metadata.was}
    kept: list[str] = []
    for row in course.answer_key or ():
        if row.id not in rows and (row.id in doubtful or (unread and row.id not in known | renamed)):
            rows[row.id] = _row(row.id, row.kind, row.key, row.points, row.reads)
            kept.append(row.id)
    return _text(rows), kept


def _of(item: Item) -> str:
    return _row(item.id, item.kind, item.keyed, item.metadata.points, item.reads)


def _row(name: str, kind: str, key: Sequence[str], points: float, reads: Mapping[str, str]) -> str:
    said = f', "reads": {_json(dict(reads))}' if reads else ""
    return f'    {_json(name)}: {{"kind": {_json(kind)}, "key": {_json(key)}, "points": {_json(points)}{said}}}'


def _text(rows: Mapping[str, str]) -> str:
    body = ",\n".join(rows[name] for name in sorted(rows))
    return (
        f'{{\n  "version": 1,\n  "items": {{\n{body}\n  }}\n}}\n' if body else '{\n  "version": 1,\n  "items": {}\n}\n'
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
