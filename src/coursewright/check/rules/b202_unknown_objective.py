"""An item for an objective that no lesson has: the learner's progress towards the real one misses it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from coursewright.check.causes import hidden_lesson
from coursewright.check.registry import Finding, rule
from coursewright.fragment.near import near
from coursewright.fragment.text import Reference
from coursewright.model.course import Course


@rule("B202", "unknown-objective")
def unknown_objective(course: Course) -> Iterator[Finding]:
    """Search for objectives that items, scenarios and the blueprint name and no lesson defines.

    A course may define none at all.
    """
    known = {objective.id for lesson in course.lessons for objective in lesson.objectives}
    hidden = hidden_lesson(course)
    unknown = [(item, objective) for item, objective in _named(course) if objective.id not in known] if known else []
    counts = Counter(objective.id for _, objective in unknown)
    hints: dict[str, str] = {}
    for item, objective in unknown:
        if objective.id not in hints:
            meant = near(objective.id, sorted(known))
            if not meant and counts[objective.id] == 1:  # what is named again and again is no slip
                meant = next(iter(get_close_matches(objective.id, sorted(known), 1)), "")
            hints[objective.id] = f"Did you mean “{meant}”?" if meant else "Define it in a lesson's front matter."
            if hidden:
                hints[objective.id] = (
                    f"{hidden.source.path} can't be read as meant, and may define it: mend that first."
                )
        message = f"no lesson has an objective “{objective.id}”"
        yield Finding(message, objective.source, hints[objective.id], item)


def _named(course: Course) -> Iterator[tuple[str, Reference]]:
    """Yield every objective that is named, with the id of the item that names it."""
    for item in course.items:
        yield from ((item.id, objective) for objective in item.metadata.objectives)
    for scenario in course.scenarios:
        yield from (("", objective) for objective in scenario.objectives)
        endings = (scene.ending for scene in scenario.scenes if scene.ending)
        yield from (("", objective) for ending in endings for objective in ending.objectives)
    for plan in course.blueprint.objectives.values() if course.blueprint else ():
        yield "", Reference(plan.id, plan.source)
