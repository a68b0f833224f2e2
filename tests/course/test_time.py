"""What the course says of its time is what a learner reads and decides, and everybody says it with one figure."""

from __future__ import annotations

import re
from math import floor
from pathlib import Path

import pytest

from coursewright.check.minutes import minutes_of, minutes_of_final, minutes_to_mend
from coursewright.model.course import Course
from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import piece_of
from coursewright.render.session import Session

ROOT = Path(__file__).parents[2]
STATED = (
    "docs/index.md", "docs/start.md", "docs/instructors/index.md", "docs/instructors/plans.md",
    "docs/instructors/syllabus.md", "README.md",
)  # fmt: skip
HOURS = {
    1.5: "an hour and a half",
    1.75: "an hour and three quarters",
    2.0: "two hours",
    2.25: "two and a quarter hours",
    2.5: "two and a half hours",
}
ANY_HOURS = re.compile(
    r"\babout (an? (?:half )?hour\b(?: and (?:a|three) [a-z]+)?|[a-z]+(?: and an? [a-z]+)? hours)", re.I
)
MOST = 90
"""Minutes that finishing may take: one class meeting and its homework."""


def taken_by(course: Course, *kinds: str) -> list[float]:
    """Return the minutes of each page of the core that holds a lesson, or a scenario."""
    paths = {step.path for kind in kinds for step in course.path.steps(kind)}
    return [minutes_of(lesson, course).total for lesson in course.lessons if lesson.document.path in paths]


def taken_by_final(course: Course) -> float:
    assert course.path.completion.final
    return minutes_of_final(course.path.completion.final, course).total


def taken_by_all(course: Course) -> float:
    (start,) = (minutes_of(lesson, course).total for lesson in course.lessons if lesson.id == "start")
    return start + sum(taken_by(course, "lesson", "scenario")) + taken_by_final(course)


def quarters(minutes: float) -> float:
    return floor(minutes / 15 + 0.5) / 4


def test_what_finishing_takes_is_all_counted(course: Course) -> None:
    assert course.path.completion.needs == ("lessons", "scenarios", "final")
    assert [len(taken_by(course, "lesson")), len(taken_by(course, "scenario"))] == [6, 4]


def test_finishing_takes_ninety_minutes_at_most(course: Course) -> None:
    assert taken_by_all(course) <= MOST


@pytest.mark.parametrize("page", STATED)
def test_each_page_that_states_the_time_states_the_computed_one(course: Course, page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert set(ANY_HOURS.findall(text.replace("\n", " "))) == {HOURS[quarters(taken_by_all(course))]}


def test_no_other_page_states_one() -> None:
    others = [path for path in (ROOT / "docs").rglob("*.md") if path.relative_to(ROOT).as_posix() not in STATED]
    texts = {path: path.read_text("utf-8") for path in others if "toolkit" not in path.parts}
    assert len(texts) > 40
    assert [path for path, text in texts.items() if ANY_HOURS.search(text) or "60 to 75 minutes" in text] == []


def test_so_does_the_certificate(course: Course) -> None:
    said = piece_of("certificate").html(Maker(Session(course)))
    assert f"about {quarters(taken_by_all(course)):g} (an estimate)" in said


def test_the_parts_are_stated_as_computed_too(course: Course) -> None:
    lessons, scenarios, final = taken_by(course, "lesson"), taken_by(course, "scenario"), taken_by_final(course)
    each = [f"{sum(pages) / len(pages):.0f}" for pages in (lessons, scenarios)]
    start, home, teaching, exam, last = (
        (ROOT / "docs" / page).read_text("utf-8")
        for page in ("start.md", "index.md", "instructors/index.md", "final.md", "practice/waiting-room-call.md")
    )
    assert f"A lesson takes about {each[0]} minutes, a scenario about {each[1]}, and the final" in start
    assert f"assessment about {final:.0f}." in start
    assert f"Each lesson takes about {each[0]} minutes" in home
    sums = [5 * round(sum(lessons) / 5), round(sum(scenarios))]
    assert re.findall(r"about (\d+)(?: minutes)? for the (?:lessons|scenarios|\[final)", teaching) == [
        *map(str, sums),
        f"{final:.0f}",
    ]
    assert f"about {final:.0f} quiet minutes" in exam
    assert f"takes about {final:.0f} minutes" in last


def test_each_scenario_says_what_it_takes(course: Course) -> None:
    said = {scenario.id: scenario.minutes for scenario in course.scenarios}
    assert said == {scenario.id: round(minutes_to_mend(scenario).total) for scenario in course.scenarios}
