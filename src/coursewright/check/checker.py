"""Run every rule over a course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursewright.check.causes import with_causes
from coursewright.check.leaks import CODE as BUILT  # found in built sites only
from coursewright.check.looks import bank_by_bank
from coursewright.check.registry import Rule, all_rules
from coursewright.check.settings import Settings
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Problem, Severity, Suppression


def check(course: Course) -> tuple[Problem, ...]:
    """Return all problems, those of reading included, sorted by place and code.

    A finding that an item's comment or a file's front matter suppresses is left out; a suppression without a finding
    is an X001. Nor is there what the site's settings ignore. What comes from another problem names it.
    """
    problems = [problem for problem in course.problems if problem.severity is Severity.ERROR]
    found = [problem for problem in course.problems if problem.severity is not Severity.ERROR]
    rules = all_rules()
    for part in bank_by_bank(course):
        found += _findings([rule for rule in rules if rule.apart], part)
    found += _findings([rule for rule in rules if not rule.apart], course)
    problems += _suppress(course, found)
    settings = Settings(course)
    told = settings.judged((*problems, *settings.problems))
    return tuple(sorted(with_causes(course, list(told)), key=lambda problem: problem.order))


def _findings(rules: Iterable[Rule], course: Course) -> Iterator[Problem]:
    for rule in rules:
        for one in rule.run(course):
            severity = one.severity or rule.severity
            yield Problem(rule.code, one.message, one.source, severity, one.hint, rule.name, one.item)


def _suppress(course: Course, problems: list[Problem]) -> Iterator[Problem]:
    """Yield what nobody suppressed: an item speaks for itself alone, and a file for itself and for its items."""
    of_items = [(item, allow) for item in course.items for allow in item.metadata.allow]
    by_item = {(item.id, allow.code): allow for item, allow in of_items}
    by_place: dict[tuple[str, str], list[tuple[Item, Suppression]]] = {}
    for item, one in of_items:
        by_place.setdefault((item.source.path, one.code), []).append((item, one))
    by_file = {(allow.source.path, allow.code): allow for allow in _of_files(course)}
    if not by_item and not by_file:
        yield from problems
        return
    used: set[Suppression] = set()
    for problem in problems:
        if problem.item:
            allow = by_item.get((problem.item, problem.code))
        else:  # whoever reads an item doesn't know its id yet
            near, line = by_place.get((problem.source.path, problem.code), ()), problem.source.line
            allow = next((one for item, one in near if item.source.line <= line <= item.end), None)
        allow = allow or by_file.get((problem.source.path, problem.code))
        if allow is None:
            yield problem
        else:
            used.add(allow)
    unused = [(item, allow) for (item, _), allow in by_item.items() if allow not in used and allow.code != BUILT]
    unused += [("", allow) for allow in by_file.values() if allow not in used and allow.code != BUILT]
    for id, left in unused:
        message = f"{left.code} is allowed here but finds nothing"
        hint = "Delete the “allow”."
        yield Problem("X001", message, left.source, Severity.ADVICE, hint, "unused-suppression", id)


def _of_files(course: Course) -> Iterator[Suppression]:
    for document in course.documents:
        yield from document.allow
    for scenario in course.scenarios:
        yield from scenario.allow
