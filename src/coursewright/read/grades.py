"""What ``extra.course`` says of reading grades."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from coursewright.model.about import Band, Grades
from coursewright.read.facts import Facts, misplaced

EARLIER = {"clients": "spoken"}
"""Names that were called otherwise once, and still mean the same."""
_NAME = "reading_grade"
_HINT = "Write “reading_grade: {lessons: [6, 9], spoken: 6}”, or leave it out."


def read_grades(facts: Facts) -> Grades:
    """Return the grades that a course allows; what can't be meant becomes an R023, and the default holds."""
    value = facts.given.get(_NAME)
    if value is None:
        return Grades()
    if not isinstance(value, Mapping):
        facts.report("reading_grade is not a list of “name: grade”", _NAME, _HINT)
        return Grades()
    read: dict[str, Band] = {}
    for given, written in value.items():
        key, name = f"{_NAME}.{given}", EARLIER.get(given, given)
        if name not in Grades._fields and (moved := misplaced(str(given), _NAME)):
            facts.report(moved[0], key, moved[1])
        elif name not in Grades._fields:
            near = get_close_matches(str(name), Grades._fields, 1)
            hint = f"Did you mean “{near[0]}”?" if near else _HINT
            facts.report(f"unknown name “{given}”", key, hint)
        elif _is_grade(written):
            read[str(name)] = Band(None, written)
        elif isinstance(written, list) and is_band(written):
            read[str(name)] = Band(min(written), max(written))
            if written[0] > written[1]:
                facts.report(f"“{written[0]}” is above “{written[1]}”", key, "Write the lower grade first: [6, 9]")
        else:
            facts.report(f"“{written}” is not a grade", key, "Write school years: 9, or from and to: [6, 9]")
    return Grades(**read)


def is_band(written: object) -> bool:
    """Return whether a value is a grade, or two of them, from and to."""
    return _is_grade(written) or (isinstance(written, list) and len(written) == 2 and all(map(_is_grade, written)))


def _is_grade(written: object) -> bool:
    return isinstance(written, int | float) and not isinstance(written, bool) and 0 < written < 100
