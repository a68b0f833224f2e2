"""Every lesson has the same shape: a decision, a few ideas, a check, a line of the agreement, its sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright.check.grade import mean_sentence
from coursewright.check.prose import prose_of
from coursewright.model.about import Band, Grades
from coursewright.model.course import Course, Embed, Lesson

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(
    page.relative_to(DOCS).as_posix()
    for page in (*DOCS.glob("principle-*/*.md"), *DOCS.glob("electives/*.md"))
    if "<!-- quiz: scenario " not in page.read_text(encoding="utf-8")
)


@pytest.fixture(params=PAGES)
def lesson(request: pytest.FixtureRequest, course: Course) -> Lesson:
    return next(lesson for lesson in course.lessons if lesson.url_path == request.param)


@pytest.mark.parametrize("page", ["index.md", "instructors/index.md"])
def test_electives_are_as_many_as_the_page_of_progress_counts(course: Course, page: str) -> None:
    (section,) = (section for section in course.path.sections if section.title == "Electives")
    number = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")[len(section.steps)]
    text = (DOCS / page).read_text(encoding="utf-8")
    assert re.findall(r"here are (\w+) electives", text) == [number]


def test_there_are_nine_lessons_of_which_six_are_core_and_four_electives(course: Course) -> None:
    assert [sum(page.startswith(folder) for page in PAGES) for folder in ("principle-", "electives/")] == [9, 4]
    core = [step.path.split("/")[1] for step in course.path.steps("lesson")]
    assert core == [f"principle-{number}" for number in (1, 1, 2, 2, 3, 3)]


SAFE = {
    "must report": "a child",
    "988": "suicide",
    "1-800-799-7233": "a violent partner",
    "a weapon is out": "an attack",
    "the client leads": "who greets",
    "Warm – Limit – Later": "a limit",
    "I made a mistake": "repair",
    "seven lines": "the agreement",
    "1.06(h)": "friend requests",
}
"""What nobody may finish the core without having read."""


@pytest.mark.parametrize("words", SAFE)
def test_what_is_mandated_for_safety_is_in_the_core(course: Course, words: str) -> None:
    core = [step.path for step in course.path.steps("lesson")]
    assert [path for path in core if words in (DOCS.parent / path).read_text(encoding="utf-8")], SAFE[words]


def test_a_lesson_has_400_to_900_words(lesson: Lesson) -> None:
    assert 400 <= prose_of(lesson.document).words <= 900


def test_a_lesson_speaks_in_connected_sentences_and_the_check_holds_its_grade(lesson: Lesson, course: Course) -> None:
    assert course.about.grades == Grades(lessons=Band(6, 9), spoken=Band(None, 6))
    assert 12 <= mean_sentence(prose_of(lesson.document).own) <= 18


def test_a_lesson_opens_with_a_decision_before_it_teaches(lesson: Lesson, course: Course) -> None:
    text = (DOCS / lesson.url_path).read_text(encoding="utf-8").partition("\n# ")[2]
    opening = next(iter(lesson.document.embeds))
    item = course.item_by_id[opening.target]
    assert text.split("\n")[1:3] == ["", f"<!-- quiz: {item.id} -->"]
    assert not item.metadata.scored
    assert len(item.choices) >= 3


def test_a_lesson_has_objectives_a_check_a_line_and_sources(lesson: Lesson, course: Course) -> None:
    text = (DOCS / lesson.url_path).read_text(encoding="utf-8")
    headings = [line for line in text.split("\n") if line.startswith("## ")]
    assert 2 <= len(lesson.objectives) <= 4
    aloud = [item.id for item in course.practised_in(lesson) if item.self_marked]
    embeds = [(block.target, block.bank) for block in lesson.document.blocks if isinstance(block, Embed)]
    assert [bank for _, bank in embeds[1:]] == [False] * len(aloud) + [True]
    assert [target for target, _ in embeds[1:-1]] == aloud
    assert len(aloud) == lesson.document.path.startswith("docs/principle-")
    assert len(course.practised_in(lesson)) == 3 + len(aloud)
    assert "## Check {#check}" in headings
    assert any(line.startswith("## Your agreement, ") and line.endswith(" {#your-line}") for line in headings)
    assert headings[-1] == "## Sources {#sources}"
    assert lesson.sources
