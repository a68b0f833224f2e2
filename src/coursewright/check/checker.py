"""Run every rule over a course."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.leaks import CODE as BUILT  # found in built sites only
from coursewright.check.registry import all_rules
from coursewright.item import Suppression
from coursewright.model import Course
from coursewright.problem import Problem, Severity


def check(course: Course) -> tuple[Problem, ...]:
    """Return all problems, those of reading included, sorted by place and code.

    A finding that an item's author suppressed is left out; a suppression without a finding is an X001.
    """
    problems = list(course.problems)
    for rule in all_rules():
        for found in rule.run(course):
            severity = found.severity or rule.severity
            problems.append(
                Problem(rule.code, found.message, found.source, severity, found.hint, rule.name, found.item)
            )
    return tuple(sorted(_suppress(course, problems), key=lambda problem: problem.order))


def _suppress(course: Course, problems: list[Problem]) -> Iterator[Problem]:
    suppressions = {(item.id, allow.code): allow for item in course.items for allow in item.metadata.allow}
    if not suppressions:
        yield from problems
        return
    used: set[Suppression] = set()
    for problem in problems:
        allow = suppressions.get((problem.item, problem.code))
        if allow is None:
            yield problem
        else:
            used.add(allow)
    for (item, code), allow in suppressions.items():
        if allow not in used and code != BUILT:
            message = f"{code} is allowed here but finds nothing"
            yield Problem(
                "X001",
                message,
                allow.source,
                Severity.WARNING,
                "Delete the “allow”.",
                "unused-suppression",
                item,
            )
