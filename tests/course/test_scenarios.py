"""The course's own scenarios, taken together: what no rule can ask of a single one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from coursewright.check.play import Decision, decisions, play
from coursewright.config import read_layout
from coursewright.model import Course
from coursewright.read.course import read_course
from coursewright.scenario import Scenario

ROOT = Path(__file__).parents[2]
SAME_PLACE = 0.45
"""The largest share of all decisions in which the best choice may stand in the same place."""
LONGEST = 0.4
"""The largest share of all decisions in which the best choice may be longer than each other one."""


@pytest.fixture(scope="module")
def course() -> Course:
    layout, problems = read_layout(ROOT / "mkdocs.yml")
    assert layout
    assert not problems
    return read_course(layout)


@pytest.fixture(scope="module")
def made(course: Course) -> list[Decision]:
    return [decision for scenario in course.scenarios for decision in decisions(scenario)]


def test_there_are_twelve_and_eight_of_them_are_in_the_core(course: Course) -> None:
    core = course.facts["core"]
    shown = {
        module.title: [embed.target for lesson in module.lessons for embed in lesson.document.embeds if embed.scenario]
        for module in course.modules
    }
    assert sorted(name for names in shown.values() for name in names) == sorted(s.id for s in course.scenarios)
    assert len(course.scenarios) == 12
    assert sum(len(names) for title, names in shown.items() if title in core) == 8


def test_no_place_gives_the_best_choice_away(made: list[Decision]) -> None:
    places = Counter(decision.options.index(decision.best) for decision in made)
    assert max(places.values()) <= SAME_PLACE * len(made), sorted(places.items())


def test_nor_does_its_length(made: list[Decision]) -> None:
    longest = [decision for decision in made if is_longest(decision)]
    assert len(longest) <= LONGEST * len(made), [decision.best.text.markdown for decision in longest]


def is_longest(decision: Decision) -> bool:
    best = len(decision.best.text.markdown)
    return all(len(option.text.markdown) < best for option in decision.options if option is not decision.best)


def test_in_half_of_them_an_earlier_choice_changes_what_can_be_chosen_or_where_it_leads(course: Course) -> None:
    assert 2 * sum(map(remembers, course.scenarios)) >= len(course.scenarios)


def remembers(scenario: Scenario) -> bool:
    """Return whether a fact that a choice sets decides if another choice is there."""
    facts = {fact.name for scene in scenario.scenes for option in scene.options for fact in option.sets}
    asked = {option.condition.fact for scene in scenario.scenes for option in scene.options if option.condition}
    return bool(facts & asked)


def test_three_or_more_can_be_replayed_with_one_fact_changed(course: Course) -> None:
    assert sum(bool(scenario.change) for scenario in course.scenarios) >= 3


def test_two_or_more_show_the_client_at_every_moment(course: Course) -> None:
    assert sum(map(shows_the_client, course.scenarios)) >= 2


def shows_the_client(scenario: Scenario) -> bool:
    ways = play(scenario)
    return all(
        any(passage.as_client and ways.met(moment, passage) for passage in ways.scene(moment).passages)
        for moment in ways.moments
    )


def test_each_says_beforehand_what_may_be_hard(course: Course) -> None:
    assert [scenario.id for scenario in course.scenarios if not scenario.content_note] == []
