"""A lesson that says it takes longer, or less long, than its words and decisions do."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.minutes import minutes_of
from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity

PART, MINUTES = 0.2, 1.0
"""By how much the two may differ: whichever is more."""


@rule("B212", "stale-time-estimate", Severity.ADVICE)
def stale_time_estimate(course: Course) -> Iterator[Finding]:
    """Compute the time of each page that states one, and compare."""
    for lesson in course.lessons:
        if lesson.minutes is None or lesson.document.body is None:
            continue
        found = minutes_of(lesson, course)
        if abs(lesson.minutes - found.total) > max(PART * found.total, MINUTES) + 1e-9:
            parts = [_count(found.words, "word"), _count(found.decisions, "decision")]
            if found.replies:
                parts.append(f"{found.replies:g} repl{'ies' if found.replies > 1 else 'y'} said aloud")
            if found.sure:
                parts.append(f"{_count(found.sure, 'answer')} with how sure one is")
            made = " and ".join(part for part in parts if part) or "no words"
            message = f"duration is {lesson.minutes:g}, and {made} make {found.total:.1f} minutes"
            hint = f"Write “duration: {max(1, round(found.total))}”."
            yield Finding(message, lesson.document.place("duration"), hint)


def _count(number: float, name: str) -> str:
    return f"{number:g} {name}{'s' if number > 1 else ''}" if number else ""
