"""What ``extra.course`` says of reading grades."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from coursewright.model.course import Grades
from coursewright.problem import Problem, Source
from coursewright.read.report import problem

_NAME = "reading_grade"
_HINT = "Write “reading_grade: {lessons: 9, clients: 6}”, or leave it out."


def read_grades(facts: Mapping[str, Any], places: Mapping[str, Source], problems: list[Problem]) -> Grades:
    """Return the grades that a course allows; what can't be meant becomes an R023, and the default holds."""
    value = facts.get(_NAME)
    if value is None:
        return Grades()
    if not isinstance(value, Mapping):
        problems.append(_problem("reading_grade is not a list of “name: grade”", _NAME, places, _HINT))
        return Grades()
    read: dict[str, float] = {}
    for name, grade in value.items():
        key = f"{_NAME}.{name}"
        if name not in Grades._fields:
            near = get_close_matches(str(name), Grades._fields, 1)
            hint = f"Did you mean “{near[0]}”?" if near else _HINT
            problems.append(_problem(f"unknown name “{name}”", key, places, hint))
        elif isinstance(grade, bool) or not isinstance(grade, int | float) or not 0 < grade < 100:
            problems.append(_problem(f"“{grade}” is not a grade", key, places, "Write a number of school years: 9"))
        else:
            read[str(name)] = grade
    return Grades(**read)


def _problem(message: str, key: str, places: Mapping[str, Source], hint: str) -> Problem:
    return problem("R023", message, places.get(key) or Source("mkdocs.yml", 1, 1), hint)
