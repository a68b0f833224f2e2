"""What was written to count and doesn't: banks that nobody draws from, and lessons outside of what counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from unicodedata import normalize

from coursewright.model.course import Course, Lesson
from coursewright.model.path import LearningPath
from coursewright.problem import Problem, Severity
from coursewright.read.facts import Facts
from coursewright.read.layout import Layout
from coursewright.read.navigation import names
from coursewright.read.report import problem, warning


def check_uncounted(course: Course, path: LearningPath, facts: Facts, layout: Layout) -> Iterator[Problem]:
    """Yield a problem for each bank that no draw names, and for each lesson that doesn't count though it was meant to.

    None of a site that is no course, nor of a translation, where the original's are told.
    """
    if layout.facts is None or course.original:
        return
    yield from _undrawn(course, facts)
    yield from _outside(course, path, layout)
    yield from _nameless(course, path)
    yield from _apart(path, layout)


def _undrawn(course: Course, facts: Facts) -> Iterator[Problem]:
    """Yield advice for each bank of the final assessment from which it draws nothing, and that nobody has planned."""
    final = facts.given.get("final")
    draw = final.get("draw") if isinstance(final, Mapping) else None
    if not isinstance(draw, Mapping) or not draw:  # others tell of it
        return
    drawn = {normalize("NFC", str(name)) for name in draw}
    planned = course.blueprint.banks if course.blueprint else ()  # such as for a longer edition of the course
    for bank in course.banks:
        if bank.use != "final" or bank.id in drawn or any(fnmatchcase(bank.id, one) for one in planned):
            continue
        if any(bank.document.items):
            hint = f"Write “{bank.id}: 1” below “draw:” in mkdocs.yml, or say at its top what else it is for: use: pool"
            message = f"the final assessment draws nothing from bank “{bank.id}”"
            advice = problem("R014", message, bank.document.place("use"), hint)
            yield replace(advice, severity=Severity.ADVICE)


def _outside(course: Course, path: LearningPath, layout: Layout) -> Iterator[Problem]:
    """Yield advice for the lessons of each section that isn't listed, and for each lesson that is in no section."""
    stated = {*path.completion.core, *path.completion.electives}
    if not path.completion.core or not stated <= {module.title for module in course.modules}:
        return
    placed = {lesson.url_path for module in course.modules for lesson in module.lessons}
    named = names(layout)
    for module in course.modules:
        lost = [lesson for lesson in module.lessons if module.title not in stated and _teaches(course, lesson, layout)]
        if lost:
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            message = f"“{module.title}” is neither core nor elective, so this lesson{more} counts for nothing"
            hint = f"List “{module.title}” below “core” or “electives” in mkdocs.yml."
            yield _advice(message if not more else message.replace(" counts ", " count "), lost[0], hint)
    for lesson in course.lessons:
        there = named is None or not named.isdisjoint((lesson.url_path, lesson.common))
        if there and lesson.url_path not in placed and _teaches(course, lesson, layout):
            hint = "Move it into a section of the core or of the electives, in “nav”."
            if named is None:
                hint = "Move it into a folder of the core or of the electives."
            yield _advice("this lesson stands in no section, so it counts for nothing", lesson, hint)


def _advice(message: str, lesson: Lesson, hint: str) -> Problem:
    return replace(problem("R031", message, lesson.document.place("id"), hint), severity=Severity.ADVICE)


def _teaches(course: Course, lesson: Lesson, layout: Layout) -> bool:
    """Return whether a page is a lesson that was meant to count, and that nothing says to stand outside."""
    if not lesson.keeps_progress or lesson.url_path in layout.loose or lesson.url_path in layout.unnamed:
        return False
    if any(lesson.url_path.startswith(f"{folder}/") for folder in layout.apart if folder):
        return False
    return bool(lesson.objectives or course.practised_in(lesson))


def _nameless(course: Course, path: LearningPath) -> Iterator[Problem]:
    """Yield a warning for each page of a section that counts that has a lesson's duration, items, and no id."""
    core, electives = path.completion.core, path.completion.electives
    for module in course.modules:
        for lesson in module.lessons if not core or module.title in (*core, *electives) else ():
            if lesson.keeps_progress or lesson.objectives or lesson.minutes is None:
                continue
            if course.practised_in(lesson):
                hint = "Write “id: first-greetings”, or another name: without one, the lesson isn't counted."
                message = "the page has items and a duration, and no id"
                yield warning("R002", message, lesson.document.place("duration"), hint)


def _apart(path: LearningPath, layout: Layout) -> Iterator[Problem]:
    """Yield a warning for each folder that stands apart and has what counts: the course's outline leaves it out."""
    counted = [step.path for section in path.sections for step in section.steps]
    for at, folder in enumerate(layout.apart):
        if folder and any(one.startswith(f"{layout.name(layout.docs / folder)}/") for one in counted):
            hint = "Take it out of “apart”, or what is in it out of “core” and “electives”."
            message = f"“{folder}/” stands apart, so nobody is led to its lessons, which count"
            yield warning("R031", message, layout.place(f"theme.apart.{at}"), hint)
