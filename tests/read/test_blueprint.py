"""A blueprint is read entry by entry, and every mistake in it is reported at its own place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright.model.blueprint import Blueprint
from coursewright.problem import Problem, Source
from coursewright.read.blueprint import read_blueprint

GUIDE = Path(__file__).parents[2] / "docs" / "toolkit" / "blueprint.md"


def read(text: str) -> tuple[Blueprint | None, list[str]]:
    problems: list[Problem] = []
    found = read_blueprint(text, "b.yml", problems)
    assert {problem.code for problem in problems} <= {"R025"}
    return found, [f"{problem.source.line}:{problem.source.column} {problem.message}" for problem in problems]


def test_the_guides_example_says_what_the_guide_says() -> None:
    example = re.search(r"```yaml title.*?\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    assert example
    plan, said = read(example[1])
    assert plan
    assert said == []
    assert {id: objective.level for id, objective in plan.objectives.items()} == {
        "G.1": "apply", "G.2": "analyze", "G.3": "create"
    }  # fmt: skip
    assert plan.objectives["G.3"].assessed_by == "the written plan, marked with a rubric"
    assert plan.objectives["G.1"].source == Source("b.yml", 2, 3)
    counts = plan.objectives["G.1"].counts
    assert {use: (count.number, count.source.column) for use, count in counts.items()} == {
        "practice": (2, 33), "final": (1, 43)
    }  # fmt: skip
    assert {name: count.number for name, count in plan.banks.items()} == {"lesson-*": 4, "final-1": 1}
    assert {(use, level): count.number for (use, level), count in plan.levels.items()} == {
        ("practice", "apply"): 2, ("practice", "analyze"): 2, ("final", "apply"): 1
    }  # fmt: skip
    assert plan.uses == {"practice", "final"}


def test_every_mistake_is_reported_at_once_and_the_rest_is_read() -> None:
    plan, said = read(
        "objective:\n  P1: {}\n"
        "objectives:\n"
        "  P1.1: {level: applied, practice: 1}\n"
        "  P1.2: {practice: -1, finale: 2}\n"
        "  P1.3: apply\n"
        "  P1.4: {level: apply, practice: 1.5, assessed_by: }\n"
        "  P1.5: {level: apply, assessed_by: a plan, on paper}\n"
        "  P1.6: {level: apply, level: apply, practice: 3}\n"
        "  P 1: {level: apply}\n"
        "banks: [one, two]\n"
        "levels:\n  training: {apply: 1}\n  final: {applied: 1, apply: 2}\n"
    )
    assert said == [
        "1:1 unknown name “objective”",
        "4:17 “applied” is not one of remember, understand, apply, analyze, evaluate, create",
        "5:24 unknown name “finale”",
        "5:3 “P1.2” has no level",
        "5:20 “-1” is not a number of items",
        "6:9 “P1.3” is not a list of “name: value”",
        "6:3 “P1.3” has no level",
        "7:52 assessed_by is not a text",
        "7:34 “1.5” is not a number of items",
        "8:45 unknown name “on paper”",
        "9:24 “level” is given twice",
        "10:3 “P 1” is not an objective's id",
        "11:8 banks is not a list of “name: value”",
        "13:3 unknown name “training”",
        "14:11 unknown name “applied”",
    ]
    assert plan
    assert list(plan.objectives) == ["P1.1", "P1.2", "P1.3", "P1.4", "P1.5", "P1.6"]
    assert plan.objectives["P1.6"].counts["practice"].number == 3
    assert {key: count.number for key, count in plan.levels.items()} == {("final", "apply"): 2}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "objectives:\nbanks:\n"])
def test_an_empty_plan_plans_nothing(text: str) -> None:
    assert read(text) == (Blueprint("b.yml", {}, {}, {}), [])


@pytest.mark.parametrize("text", ["- one\n", "one\n", "? {a: b}\n: 1\n"])
def test_another_shape_is_a_mistake(text: str) -> None:
    plan, said = read(text)
    assert plan == Blueprint("b.yml", {}, {}, {})
    assert len(said) == 1


@pytest.mark.parametrize("text", ["objectives: {P1: {level: apply}", "a: &x [*x", "\t- a"])
def test_what_is_no_yaml_is_said_with_its_place(text: str) -> None:
    plan, said = read(text)
    assert plan is None
    assert len(said) == 1


def test_a_tag_makes_nothing_of_it() -> None:
    plan, said = read("objectives: !!python/object/apply:os.system [x]\n")
    assert plan
    assert said == ["1:13 objectives is not a list of “name: value”"]
