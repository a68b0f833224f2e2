"""An item much easier, or much harder, than its objective: a right answer doesn't show what the objective promises."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.item import LEVELS
from coursewright.problem import Severity

STEPS = 2
"""From how many levels between them on an item and its objective don't fit."""
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


@rule("B203", "level-mismatch", Severity.ADVICE)
def level_mismatch(course: Course) -> Iterator[Finding]:
    """Search for items whose level is two steps or more from the blueprint's.

    Of an item's objectives the nearest one counts. Where something else assesses an objective, items only sample it.
    """
    plans = course.blueprint.objectives if course.blueprint else {}
    for item in course.items if plans else ():
        if not item.metadata.level or not item.metadata.scored:
            continue
        own, found = _RANKS[item.metadata.level], []
        for objective in item.metadata.objectives:
            plan = plans.get(objective.id)
            if plan and plan.level:
                apart = 0 if plan.assessed_by else abs(own - _RANKS[plan.level])
                found.append((apart, plan.level, objective))
        apart, level, nearest = min(found, default=(0, "", None))
        if nearest and apart >= STEPS:
            message = f"the item's level is {item.metadata.level}, and “{nearest.id}” is planned at {level}"
            hint = "Ask for what the objective says, or mend the level."
            yield Finding(message, nearest.source, hint, item.id)
