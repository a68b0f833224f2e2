"""Another number of items than the blueprint plans: some objective is asked for too little, or at another's cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase

from coursewright.check.registry import Finding, rule
from coursewright.model.blueprint import Blueprint
from coursewright.model.course import Course
from coursewright.problem import Severity, Source

_MEND = "Write, retag or drop items, or change the plan."


@rule("B204", "blueprint-count", Severity.WARNING)
def blueprint_count(course: Course) -> Iterator[Finding]:
    """Search for counts of scored items that differ from the blueprint, and for what it leaves out.

    What is for a use that the blueprint doesn't name isn't counted; private items only where a private bank is read.
    """
    plan = course.blueprint
    if not plan:
        return
    shut = set() if any(bank.use == "private" for bank in course.banks) else {"private"}
    items = [item for item in course.items if item.metadata.scored]
    per_objective: Counter[tuple[str, str]] = Counter(
        (name.id, item.use) for item in items for name in item.metadata.objectives
    )
    for objective in plan.objectives.values():
        for use in sorted(plan.uses - shut):
            count = objective.counts.get(use)
            there = per_objective[objective.id, use]
            place = count.source if count else objective.source
            yield from _differ(f"“{objective.id}” has", there, count.number if count else 0, place, f" for {use}")
    per_level: Counter[tuple[str, str]] = Counter((item.use, item.metadata.level) for item in items)
    for (use, level), count in plan.levels.items():
        if use not in shut:
            yield from _differ(f"{use} has", per_level[use, level], count.number, count.source, f" at {level}")
    yield from _banks(course, plan)
    for item in items:
        if item.use in plan.uses and not item.metadata.objectives:
            hint = f"Name one in its comment: objective: {next(iter(plan.objectives), 'G.1')}"
            yield Finding("the item names no objective, so the plan doesn't have it", item.stem.source, hint, item.id)
    yield from _unplanned(course, plan)


def _banks(course: Course, plan: Blueprint) -> Iterator[Finding]:
    sizes = {bank.id: sum(item.metadata.scored for item in bank.document.items) for bank in course.banks}
    for pattern, count in plan.banks.items():
        matching = [size for name, size in sizes.items() if fnmatchcase(name, pattern)]
        if matching:
            yield from _differ(f"“{pattern}” has", sum(matching), count.number, count.source, "")
        else:
            hint = "Write a bank's path below the banks' folder without its ending; * stands for anything."
            yield Finding(f"there is no bank “{pattern}”", count.source, hint)


def _unplanned(course: Course, plan: Blueprint) -> Iterator[Finding]:
    """Objectives that lessons define and the blueprint leaves out."""
    seen = set(plan.objectives)
    for lesson in course.lessons:
        for objective in lesson.objectives:
            if objective.id not in seen:
                seen.add(objective.id)
                hint = f"Add it to {plan.path}, with its level and its numbers of items."
                yield Finding(f"the blueprint leaves out the objective “{objective.id}”", objective.source, hint)


def _differ(what: str, there: int, planned: int, place: Source, where: str) -> Iterator[Finding]:
    if there != planned:
        items = "item" if there == 1 else "items"
        yield Finding(f"{what} {there} scored {items}{where}, and {planned} planned", place, _MEND)
