"""A lesson, or words meant for a client, that asks for more years of school than the course allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright.check.grade import grade
from coursewright.check.prose import Prose, Sentence, prose_of
from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity

LESSON, CLIENTS = 100, 25
"""Words from which on a text is judged: in fewer, one long word moves the grade too far."""
_HARD = 8
"""Words from which on a sentence can be the hardest: two long words alone are no sentence to mend."""


@rule("A308", "reading-grade", Severity.ADVICE)
def reading_grade(course: Course) -> Iterator[Finding]:
    """Grade each lesson, and the words in it that are meant for clients; the formula is for English."""
    if not (course.about.languages or ("en",))[0].startswith("en"):
        return
    for lesson in course.lessons:
        if lesson.keeps_progress:
            prose = prose_of(lesson.document)
            grades = course.about.grades
            yield from _judge(prose, "the lesson reads", prose.own, LESSON, grades.lessons)
            yield from _judge(prose, "the words for clients read", prose.for_clients, CLIENTS, grades.clients)


def _judge(prose: Prose, what: str, sentences: Sequence[Sentence], least: int, limit: float) -> Iterator[Finding]:
    if sum(len(sentence.words) for sentence in sentences) < least:
        return
    found = round(grade(sentences), 1)
    if found > limit:
        long = [sentence for sentence in sentences if len(sentence.words) >= _HARD] or sentences
        hardest = max(long, key=lambda sentence: grade([sentence]))
        said = hardest.text if len(hardest.text) <= 60 else f"{hardest.text[:59].rstrip()}…"
        message = f"{what} at grade {found}, above {limit:g}; hardest, at {grade([hardest]):.1f}, is “{said}”"
        yield Finding(
            message, prose.place(hardest), "Part that sentence, or use shorter words; then look for the next."
        )
