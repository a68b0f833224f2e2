"""What the course has learners say aloud: one exercise for each lesson on a principle, in words anybody can say."""

from __future__ import annotations

import re

import pytest

from coursewright.check.grade import grade
from coursewright.check.prose import Sentence, prose_of
from coursewright.fragment.text import Text
from coursewright.model.course import Course, Document
from coursewright.model.item import Item

VOICE = re.compile(r"^\*\*[A-Z][a-z]+\.\*\* ")


@pytest.fixture(scope="module")
def exercises(course: Course) -> list[Item]:
    return [item for item in course.items if item.self_marked]


def spoken(*texts: Text) -> list[Sentence]:
    """Return the sentences that somebody says, without the name of the voice in front of a reply."""
    found: list[Sentence] = []
    for text in texts:
        quoted = Text("> " + VOICE.sub("", text.markdown).removeprefix("> "), text.path, text.line, text.column)
        prose = prose_of(Document("", {}, {}, body=quoted))
        found += prose.spoken
    return found


def test_each_lesson_on_a_principle_has_one(course: Course, exercises: list[Item]) -> None:
    lessons = [lesson for lesson in course.lessons if lesson.document.path.startswith("docs/principle-")]
    shown = [[item for item in course.practised_in(lesson) if item.self_marked] for lesson in lessons]
    assert [len(items) for items in shown] == [1] * 9
    assert sorted(item.id for items in shown for item in items) == sorted(item.id for item in exercises)
    for lesson, (item,) in zip(lessons, shown, strict=True):
        assert {one.id for one in item.metadata.objectives} <= {one.id for one in lesson.objectives}


def test_each_has_a_line_criteria_and_replies_in_different_voices(exercises: list[Item]) -> None:
    for item in exercises:
        assert re.search(r'^> "', item.stem.markdown, re.M), item.id
        assert 2 <= len(item.choices) <= 5
        voices = [found[0] for reply in item.replies if (found := VOICE.match(reply.markdown))]
        assert len(set(voices)) == len(item.replies)
        assert len(item.replies) in (2, 3)


def test_what_is_said_is_plain(exercises: list[Item]) -> None:
    for item in exercises:
        for reply in item.replies:
            assert grade(spoken(reply)) <= 6, (item.id, reply.markdown)
