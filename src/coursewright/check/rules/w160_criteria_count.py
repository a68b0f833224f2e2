"""So few criteria that marking oneself says nothing, or more than anybody keeps in mind while speaking."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity

FEWEST, MOST = 2, 5


@rule("W160", "criteria-count", Severity.WARNING, apart=True)
def criteria_count(course: Course) -> Iterator[Finding]:
    """Search for items to say aloud with fewer than two criteria or more than five; none at all is K011's business."""
    for item in (item for item in course.items if item.self_marked):
        count = len(item.choices)
        if count > MOST:
            hint = f"Keep the {MOST} that matter most, or make two exercises of it."
            yield Finding(f"there are {count} criteria", item.choices[MOST].text.source, hint, item.id)
        elif 0 < count < FEWEST:
            hint = "Add another: what should be heard, or what shouldn't."
            yield Finding("a single criterion", item.choices[0].text.source, hint, item.id)
