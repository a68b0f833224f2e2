"""What the course says of its time is what its words, items and scenes take."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright.check.minutes import ITEM, SCENE, minutes_of, shortest_way
from coursewright.model import Course

DOCS = Path(__file__).parents[2] / "docs"
STATED = ("index.md", "start.md", "instructors/index.md", "../README.md")


def core_range(course: Course) -> tuple[float, float]:
    """Return the minutes of the core: start page and lessons with their items, then with the scenarios' scenes, too."""
    paths = {"docs/start.md"} | {step.path for step in course.path.steps("lesson")}
    pages = [lesson for lesson in course.lessons if lesson.document.path in paths]
    assert len(pages) == 10
    low = sum(minutes_of(page, course).without_scenes for page in pages)
    scenarios = [course.scenario_by_id[step.id] for step in course.path.steps("scenario")]
    assert len(scenarios) == 8
    return low, low + SCENE * sum(map(shortest_way, scenarios))


def fives(minutes: float) -> int:
    return 5 * round(minutes / 5)


def test_the_core_takes_60_to_75_minutes(course: Course) -> None:
    low, high = core_range(course)
    assert 60 <= low <= high <= 75


@pytest.mark.parametrize("page", STATED)
def test_each_page_that_states_the_time_states_the_computed_one(course: Course, page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    low, high = map(fives, core_range(course))
    assert re.findall(r"(\d+) to (\d+) minutes", text) == [(str(low), str(high))]


@pytest.mark.parametrize("page", [*STATED[:3], "final.md"])
def test_the_final_assessment_is_stated_apart(course: Course, page: str) -> None:
    final = course.path.completion.final
    assert final
    assert f"about {ITEM * final.total:g} " in (DOCS / page).read_text(encoding="utf-8")


def test_every_scenario_can_be_completed(course: Course) -> None:
    assert all(shortest_way(scenario) >= 2 for scenario in course.scenarios)
