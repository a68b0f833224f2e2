"""A lesson that says it takes longer, or less long, than its words and decisions do, or nothing where others do."""

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
    """Compute the time of each page that states one, and compare; look for core lessons that state none."""
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
    yield from _left_out(course)


def _left_out(course: Course) -> Iterator[Finding]:
    """Yield a finding at the first core lesson that states no time where others do, and a certificate adds them up."""
    pieces = (piece.name for lesson in course.lessons for piece in lesson.document.pieces)
    if course.original or "certificate" not in pieces:
        return
    core = {step.path for step in course.path.steps("lesson")}
    lessons = [lesson for lesson in course.lessons if lesson.document.path in core]
    silent = [lesson for lesson in lessons if lesson.minutes is None and "duration" not in lesson.document.meta]
    if silent and any(lesson.minutes for lesson in lessons):
        many = len(silent) > 1
        more = f" and {len(silent) - 1} more core lesson{'s' if len(silent) > 2 else ''}" if many else ""
        said = f"this lesson{more} {'have' if many else 'has'} no duration, and the certificate's hours leave "
        time = max(1, round(minutes_of(silent[0], course).total))
        hint = f"Write “duration: {time}” at its top." if not many else f"Write “duration: {time}” at this one's top."
        yield Finding(f"{said}{'them' if many else 'it'} out", silent[0].document.place("id"), hint)


def _count(number: float, name: str) -> str:
    return f"{number:g} {name}{'s' if number > 1 else ''}" if number else ""
