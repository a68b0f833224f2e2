"""What ``extra.course`` says of reading grades."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from coursewright.model.about import Grades
from coursewright.read.facts import Facts

_NAME = "reading_grade"
_HINT = "Write “reading_grade: {lessons: 9, clients: 6}”, or leave it out."


def read_grades(facts: Facts) -> Grades:
    """Return the grades that a course allows; what can't be meant becomes an R023, and the default holds."""
    value = facts.given.get(_NAME)
    if value is None:
        return Grades()
    if not isinstance(value, Mapping):
        facts.report("reading_grade is not a list of “name: grade”", _NAME, _HINT)
        return Grades()
    read: dict[str, float] = {}
    for name, grade in value.items():
        key = f"{_NAME}.{name}"
        if name not in Grades._fields:
            near = get_close_matches(str(name), Grades._fields, 1)
            hint = f"Did you mean “{near[0]}”?" if near else _HINT
            facts.report(f"unknown name “{name}”", key, hint)
        elif isinstance(grade, bool) or not isinstance(grade, int | float) or not 0 < grade < 100:
            facts.report(f"“{grade}” is not a grade", key, "Write a number of school years: 9")
        else:
            read[str(name)] = grade
    return Grades(**read)
