"""A lesson, or words to be said aloud, that asks for more years of school than the course allows, or for fewer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright.check.grade import grade, mean_sentence
from coursewright.check.prose import Prose, Sentence, prose_of
from coursewright.check.registry import Finding, rule
from coursewright.model.about import Band
from coursewright.model.course import Course
from coursewright.problem import Severity

LESSON, SPOKEN = 100, 25
"""Words from which on a text is judged: in fewer, one long word moves the grade too far."""
WHOLE = 250
"""Words from which on a lesson may be too easy: a page that only leads to a scenario may be short about it."""
_HARD = 8
"""Words from which on a sentence can be the hardest: two long words alone are no sentence to mend."""
_ROW = 4
"""Sentences in a row that make a passage clipped: a single short one is welcome."""


@rule("A308", "reading-grade", Severity.ADVICE)
def reading_grade(course: Course) -> Iterator[Finding]:
    """Grade each lesson, and the words in it that are to be said aloud; the formula is for English."""
    if not (course.about.languages or ("en",))[0].startswith("en"):
        return
    for lesson in course.lessons:
        if lesson.keeps_progress:
            prose = prose_of(lesson.document)
            grades = course.about.grades
            own, spoken = prose.own, prose.spoken
            yield from _judge(prose, "the lesson reads", own, grades.lessons, LESSON, WHOLE)
            yield from _judge(prose, "the words to say aloud read", spoken, grades.spoken, SPOKEN, SPOKEN)


def _judge(
    prose: Prose, what: str, sentences: Sequence[Sentence], band: Band, enough: int, whole: int
) -> Iterator[Finding]:
    words = sum(len(sentence.words) for sentence in sentences)
    if words < enough:
        return
    found = round(grade(sentences), 1)
    if found > band.most:
        long = [sentence for sentence in sentences if len(sentence.words) >= _HARD] or sentences
        hardest = max(long, key=lambda sentence: grade([sentence]))
        message = (
            f"{what} at grade {found}, above {band.most:g}; hardest, at {grade([hardest]):.1f}, is “{_short(hardest)}”"
        )
        yield Finding(
            message, prose.place(hardest), "Part that sentence, or use shorter words; then look for the next."
        )
    elif band.least is not None and found < band.least and words >= whole:
        first = _clipped(sentences)
        message = (
            f"{what} at grade {found}, below {band.least:g}, with {mean_sentence(sentences):.1f} words a sentence; "
            f"most clipped from “{_short(first)}”"
        )
        yield Finding(
            message, prose.place(first), "Join sentences by “because”, “so” or “although”, and say what is left out."
        )


def _clipped(sentences: Sequence[Sentence]) -> Sentence:
    """Return the first of the sentences in a row that have the fewest words together."""
    starts = range(max(1, len(sentences) - _ROW + 1))
    return sentences[min(starts, key=lambda at: sum(len(said.words) for said in sentences[at : at + _ROW]))]


def _short(sentence: Sentence) -> str:
    return sentence.text if len(sentence.text) <= 60 else f"{sentence.text[:59].rstrip()}…"
