"""A lesson that promises too little or too much, an objective with two meanings, a module that checks nothing."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm
from coursewright.model.course import Course, Lesson, Objective
from coursewright.problem import Severity, Source

FEWEST, MOST = 2, 4


@rule("B207", "orphan-lesson-or-objective", Severity.ADVICE)
def orphan_lesson_or_objective(course: Course) -> Iterator[Finding]:
    """Search for lessons with under two or over four objectives, objectives of two texts, and unchecked core modules.

    Lessons are pages with an id. A page that only holds a scenario may have one objective, and several pages may
    define an objective alike.
    """
    first: dict[str, Objective] = {}
    for lesson in course.lessons:
        count = len(lesson.objectives)
        fewest = 1 if _only_scenarios(lesson) else FEWEST
        if count and lesson.keeps_progress and not fewest <= count <= MOST:
            said = "one objective" if count == 1 else f"{count} objectives"
            hint = f"Give it {fewest} to {MOST}: split the lesson, or join two."
            yield Finding(f"the lesson has {said}", lesson.objectives[0].source, hint)
        for objective in lesson.objectives:
            other = first.setdefault(objective.id, objective)
            if norm(other.text) != norm(objective.text):
                message = f"the objective “{objective.id}” reads differently in {other.source.path}"
                hint = "Give it one text, or an id of its own."
                yield Finding(message, objective.source, hint, severity=Severity.ERROR)
    yield from _unchecked(course)


def _only_scenarios(lesson: Lesson) -> bool:
    embeds = list(lesson.document.embeds)
    return any(embed.scenario for embed in embeds) and not (
        any(not embed.scenario for embed in embeds) or any(lesson.document.items)
    )


def _unchecked(course: Course) -> Iterator[Finding]:
    """Modules that count for finishing, and in which there is nothing to do."""
    checked = {section.title for section in course.path.sections}
    for module in course.modules:
        if module.title in course.path.completion.core and module.title not in checked:
            place = Source(module.lessons[0].document.path, 1, 1)
            hint = "Give one of its lessons an id and an item, or a scenario."
            message = f"the module “{module.title}” counts for finishing and checks nothing"
            yield Finding(message, place, hint, severity=Severity.WARNING)
