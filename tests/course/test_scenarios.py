"""The course's own scenarios, taken together: what no rule can ask of a single one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from coursewright.check.play import Decision, decisions, play
from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.model.scenario import Scenario
from coursewright.read.course import read_course

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


def test_there_are_fourteen_and_four_of_them_are_in_the_core_with_all_three_principles(course: Course) -> None:
    core = course.path.completion.core
    shown = {
        module.title: [embed.target for lesson in module.lessons for embed in lesson.document.embeds if embed.scenario]
        for module in course.modules
    }
    assert sorted(name for names in shown.values() for name in names) == sorted(s.id for s in course.scenarios)
    assert len(course.scenarios) == 14
    played = [course.scenario_by_id[name] for title, names in shown.items() if title in core for name in names]
    assert len(played) == 4
    assert {scenario.principle[0] for scenario in played} == {"1", "2", "3"}


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
        any(passage.as_other and ways.met(moment, passage) for passage in ways.scene(moment).passages)
        for moment in ways.moments
    )


HARD = {
    "a hospital": (r"hospital|ambulance", r"hospital"),
    "death": (r"\bdied\b|\bdying\b|\bdeath\b|\bfuneral", r"\bdies\b|\bdeath\b"),
    "suicide": (r"suicid|kill(?:ing)? (?:your|them)sel|\b988\b", r"suicide"),
    "violence": (
        r"violen|(?<!nobody is )\bhurts?\b|hit me|shelter|bruise|where he will look|got there first",
        r"violen|hurt",
    ),
    "a controlling partner": (r"\bhe asks?\b|tells it back to them|\bhe says, not loud", r"partner"),
    "police": (r"deputy|sheriff|police|arrest", r"deputy|sheriff|police|arrest"),
    "a court": (r"\bcourt\b|\bthe judge\b(?! thing)", r"\bcourt\b|\bjudge\b"),
    "losing a child": (r"pajamas|custody|keeps my kid", r"losing a child|take the child|custody"),
    "harm at work": (r"\bboss\b|shift lead|lighter shifts", r"\bboss\b|employer|\bjob\b"),
    "drinking": (r"\bbeer|\bdrunk\b|\bdrank|\bsober", r"drink"),
    "missing medicine": (r"nights without|bags are not being picked up", r"medicine"),
    "going hungry": (r"skips lunch", r"meal"),
    "a child who suffers": (r"crying|bad at school|teacher is quick|screaming|by the fence|class heard", r"child"),
}
"""Kinds of things that are hard to read, as an ending tells of them, and as a note on the content names them."""


def told_in(scenario: Scenario) -> str:
    """Return what the endings tell, as a learner who plays meets it; what a debrief teaches is not what happens."""
    return "\n".join(passage.text.markdown for scene in scenario.scenes if scene.ending for passage in scene.passages)


def unnamed(told: str, note: str) -> list[str]:
    """Return the kinds of hard things that are told, and that the note doesn't name."""
    return [
        kind
        for kind, (tells, names) in HARD.items()
        if re.search(tells, told, re.I) and not re.search(names, note, re.I)
    ]


def test_each_says_beforehand_what_may_be_hard_in_any_of_its_endings(course: Course) -> None:
    assert [scenario.id for scenario in course.scenarios if not scenario.content_note] == []
    found = {scenario.id: unnamed(told_in(scenario), scenario.content_note) for scenario in course.scenarios}
    assert {id: kinds for id, kinds in found.items() if kinds} == {}


def test_who_ends_badly_is_warned_of_the_ending(course: Course) -> None:
    """A scenario with an ending that does harm says that endings differ, and how."""
    for scenario in course.scenarios:
        types = {scene.ending.type.id for scene in scenario.scenes if scene.ending}
        assert "harm" not in types or re.search(r"\bin (?:one|some) endings?\b", scenario.content_note, re.I), (
            scenario.id
        )


def test_a_note_that_leaves_an_ending_out_is_found() -> None:
    told = "Days later they leave a message. They are in a hospital two towns over. A deputy found them, hurt."
    assert unnamed(told, "A client says that going home may not be safe.") == ["a hospital", "violence", "police"]
    assert unnamed(told, "A violent partner. In one ending a deputy comes, in one the client is in a hospital.") == []


def test_nobody_stands_on_work_to_answer_how_they_know_somebody(course: Course) -> None:
    """“Through work” tells which tie it is; only Same pew lets a worker say it, to show what it does."""
    said = [
        (scenario.id, scene.id)
        for scenario in course.scenarios
        for scene in scenario.scenes
        for text in (*(part.text for part in scene.passages), *(option.text for option in scene.options))
        if "through work" in text.markdown
    ]
    assert sorted(said) == [("same-pew", "by-the-coats"), ("same-pew", "the-prayer-list")]


def test_a_scenario_asks_of_the_danger_by_its_name(course: Course) -> None:
    """“Are you safe?” is for a danger from somebody else: who plays it has met that danger, or is told of none."""
    asked = [
        (scenario.id, scenario.content_note)
        for scenario in course.scenarios
        for scene in scenario.scenes
        for option in scene.options
        if re.search(r"are you safe", option.text.markdown, re.I)
    ]
    assert asked
    assert {id for id, note in asked if not re.search("violent|partner", note)} == set()


def test_the_code_permits_and_does_not_oblige(course: Course) -> None:
    """Where an ending stands on 1.07(c), it doesn't say that somebody has to be told."""
    standards = [
        scene.ending.standard.markdown
        for scenario in course.scenarios
        for scene in scenario.scenes
        if scene.ending and scene.ending.standard
    ]
    assert len(standards) > 80
    assert [text for text in standards if "1.07(c)" in text and re.search(r"ha(?:ve|s) to|must\b", text)] == []
