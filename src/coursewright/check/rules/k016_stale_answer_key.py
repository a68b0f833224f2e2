"""A right answer changed without anybody having said so: learners and instructors hold a different key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from coursewright.check.answer_key import LOCK, locked_items
from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.item import Choice, Item
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
            yield Finding(message, source, "Run `coursewright check --update-key`.", severity=Severity.ADVICE)
        return
    rows = {row.id: row for row in course.answer_key}
    strange: list[Item] = []
    for item in locked_items(course):
        row = rows.pop(item.id, None)
        if row is None:
            former = [rows.pop(was.id, None) for was in item.metadata.was]
            if renamed := next((row.id for row in former if row), None):
                yield Finding(f"item “{item.id}” was “{renamed}” in the answer key", item.source, _UPDATE, item.id)
            else:
                strange.append(item)
        elif (row.kind, row.key, row.points) != (item.kind, item.keyed, item.metadata.points):
            yield Finding(_difference(row, item), _place(row, item), _UPDATE, item.id)
        elif said := _read_otherwise(row, item):
            yield Finding(said[0], said[1], _UPDATE, item.id)
    for item in strange:
        if row := _reworded(item, strange, rows):
            del rows[row.id]
            message = f"the wording of “{row.id}” has changed, and its right answer has not; its id is now “{item.id}”"
            hint = f"{_UPDATE} An id of its own (“id: …”) would stay, and keep what learners have answered."
            yield Finding(message, item.source, hint, item.id, Severity.WARNING)
        else:
            yield Finding(f"item “{item.id}” is not in the answer key", item.source, _UPDATE, item.id)
    for row in rows.values():
        if (unscored := course.item_by_id.get(row.id)) and not unscored.metadata.scored:
            message = f"item “{row.id}” isn't scored now, and the answer key has it"
            yield Finding(message, unscored.source, _UPDATE, row.id)
            continue
        message = f"the answer key has “{row.id}”, which no bank and no page has"
        hint = f"{_UPDATE} If an item has a new id, name its old one in its comment: “was: …”."
        yield Finding(message, row.source, hint)


def _read_otherwise(row: KeyRow, item: Item) -> tuple[str, Source] | None:
    """Return what a key with the same names says otherwise: typed answers differ, or names have changed places.

    The text of a choice with a name of its own may change; it may not become that of another name.
    """
    if not row.reads:
        return None
    places = {choice.id: choice.text.source for choice in item.choices}
    places |= {pair.id: pair.text.source for pair in item.pairs}
    names = {said: name.lstrip(":") for name, said in row.reads.items()}
    for name, now in item.reads.items():
        was, place = row.reads.get(name, now), places[name.lstrip(":")]
        if was != now and item.kind == "short":
            return f"learners of “{item.id}” have to type “{now}”; the answer key says “{was}”", place
        if was != now and now in names:
            message = f"“{name.lstrip(':')}” of “{item.id}” reads as “{names[now]}” does in the answer key"
            return message, place
    return None


def _reworded(item: Item, strange: Sequence[Item], rows: Mapping[str, KeyRow]) -> KeyRow | None:
    """Return the row of an item without an id of its own that reads differently now: the only one with its key."""
    own = _locked(item)
    left = [row for row in rows.values() if (row.kind, row.key, row.points) == own]
    alike = [other for other in strange if _locked(other) == own]
    return left[0] if item.metadata.id is None and len(left) == 1 and len(alike) == 1 else None


def _locked(item: Item) -> tuple[str, tuple[str, ...], float]:
    return item.kind, item.keyed, item.metadata.points


def _difference(row: KeyRow, item: Item) -> str:
    if row.kind != item.kind:
        return f"item “{item.id}” is now {item.kind}; the answer key says {row.kind}"
    if row.key != item.keyed:
        return f"the right answer of “{item.id}” differs from the answer key{_what_differs(row, item)}"
    return f"item “{item.id}” is worth {item.metadata.points:g}; the answer key says {row.points:g}"


def _what_differs(row: KeyRow, item: Item) -> str:
    """Return which choices are right now and weren't, and the other way round, as far as they are still there."""
    if not item.picks:
        return ""
    now = [choice for choice in item.choices if choice.correct and choice.id not in row.key]
    was = [choice for choice in item.choices if not choice.correct and choice.id in row.key]
    gone = not set(row.key) <= {choice.id for choice in item.choices}
    said = [f"{_named(now)} is right now"] if now else []
    said += [f"{_named(was)} was"] if was else ["what was right is gone, or reads differently"] if gone else []
    return f": {', '.join(said)}" if said else ""


def _named(choices: Sequence[Choice]) -> str:
    return " and ".join(f"“{shorten(choice.text.markdown, 48, placeholder=' …')}”" for choice in choices)


def _place(row: KeyRow, item: Item) -> Source:
    """Return the choice that is keyed against the record, else one that should be, else the item."""
    for choice in item.choices:
        if choice.correct != (choice.id in row.key):
            return choice.text.source
    return item.blanks[0].source if item.blanks else item.source
