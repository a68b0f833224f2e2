"""An objective that nothing asks for: the learner is promised something, and nobody finds out whether it came true."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity


@rule("B201", "objective-without-item", Severity.WARNING)
def objective_without_item(course: Course) -> Iterator[Finding]:
    """Search for objectives that no scored item, no scenario and no ``assessed_by`` covers.

    A course in which nothing names an objective, and that has no blueprint, doesn't work with them.
    """
    named = set(_named(course))
    plans = course.blueprint.objectives if course.blueprint else {}
    if not named and not course.blueprint:
        return
    seen = named | {id for id, plan in plans.items() if plan.assessed_by}
    for lesson in course.lessons:
        for objective in lesson.objectives:
            if objective.id not in seen:
                seen.add(objective.id)
                hint = "Write an item for it, or say in the blueprint what else it is “assessed_by”."
                yield Finding(f"nothing assesses the objective “{objective.id}”", objective.source, hint)


def _named(course: Course) -> Iterator[str]:
    """Yield the objectives that scored items and scenarios name."""
    for item in course.items:
        if item.metadata.scored:
            yield from [objective.id for objective in item.metadata.objectives]
    for scenario in course.scenarios:
        yield from (objective.id for objective in scenario.objectives)
        endings = (scene.ending for scene in scenario.scenes if scene.ending)
        yield from (objective.id for ending in endings for objective in ending.objectives)
