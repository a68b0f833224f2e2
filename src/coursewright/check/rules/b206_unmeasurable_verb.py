"""An objective that nobody can see: whether somebody understands shows only in what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity

_LED = re.compile(
    r"\W*(understand|know|learn|appreciate|(?:be|become) (?:more )?(?:aware of|familiar with)"
    r"|gain (?:an |a |some )?(?:\w+ )?(?:understanding|knowledge|appreciation|awareness) of)\b",
    re.I,
)


@rule("B206", "unmeasurable-verb", Severity.ADVICE)
def unmeasurable_verb(course: Course) -> Iterator[Finding]:
    """Search for objectives that are led by a verb of the mind."""
    for lesson in course.lessons:
        for objective in lesson.objectives:
            if led := _LED.match(objective.text):
                message = f"“{led[1]}” can't be seen or measured"
                hint = "Say what a learner does who has got there: distinguish, judge, plan."
                yield Finding(message, objective.source, hint)
