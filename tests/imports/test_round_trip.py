"""Sixty items leave and come back, twice: what isn't the same then has been named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from round_trip import differences, facts, items_of
from sixty import SIXTY
from trips import Trip, back, bank, made

from coursewright.imports.bank import plan
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.packages import Exports
from coursewright.problem import Problem
from coursewright.read.document import read_document

FORMATS = ("gift", "moodlexml", "qti12", "qti21")
NO_LEVEL = ("qti12", "qti21")
"""Our exporters of these write no level, so there is none to bring back."""
UNLIKE: dict[str, dict[str, set[str]]] = {
    "gift": {
        "choice-4": {"points"}, "level-1": {"points"}, "hints-1": {"hints"}, "several-4": {"credit"},
        "blank-5": {"missing"}, "blank-6": {"missing"}, "steps-1": {"missing"}, "steps-2": {"missing"},
    },
    "moodlexml": {"several-4": {"credit"}},
    "qti12": {
        "choice-5": {"level"}, "level-1": {"level"}, "hints-1": {"hints"}, "steps-1": {"missing"},
        "steps-2": {"missing"}, "short-1": {"choices"},
    },
    "qti21": {"choice-5": {"level"}, "level-1": {"level"}, "hints-1": {"hints"}},
}  # fmt: skip
"""What isn't the same after a trip."""


@pytest.fixture(scope="module")
def trips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trip]:
    folder = tmp_path_factory.mktemp("small")
    course, site = made(folder, {"bank": bank(*SIXTY)}, ["cat.png"])
    return {name: back(course, site, name, folder) for name in FORMATS}


@pytest.fixture(scope="module")
def again(trips: dict[str, Trip], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trip]:
    """The imported banks, exported and imported once more: all on one site, so that ids begin with the format."""
    images = sorted({name for planned, _ in trips.values() for name in planned.images})
    assert len(images) == 2  # Moodle and the packages of QTI name it each in their way
    folder = tmp_path_factory.mktemp("again")
    banks = {
        name: planned.content.decode().replace("<!-- id: ", f"<!-- id: {name}-").replace("docs/assets/new/", "docs/")
        for name, (planned, _) in trips.items()
    }
    course, site = made(folder, banks, images)
    alone = {one.id: replace(course, banks=(one,)) for one in course.banks}
    return {name: back(alone[name], site, name, folder) for name in FORMATS}


def test_there_are_sixty() -> None:
    assert len(SIXTY) == len(items_of(bank(*SIXTY))) == 60
    assert {item.kind for item in items_of(bank(*SIXTY)).values()} == {
        "single", "multiple", "truefalse", "blanks", "short", "numeric", "match", "order",
    }  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_what_an_export_carries_comes_back(name: str, trips: dict[str, Trip]) -> None:
    planned, problems = trips[name]
    before = items_of(bank(*SIXTY))
    found = differences(before, items_of(planned.content.decode()))
    assert {key: set(unlike) for key, unlike in found.items()} == UNLIKE[name]
    named = {problem.item for problem in (*problems, *planned.problems)}
    assert set(found) - named == ({"level-1"} if name in NO_LEVEL else set())  # said once, at the first
    assert planned.items >= 56


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_trip_changes_nothing_more(name: str, trips: dict[str, Trip], again: dict[str, Trip]) -> None:
    first = items_of(trips[name][0].content.decode())
    planned, problems = again[name]
    second = {key.removeprefix(f"{name}-"): item for key, item in items_of(planned.content.decode()).items()}
    assert [found for found in (*problems, *planned.problems) if found.code in ("E001", "I001")] == []
    assert {key: facts(item) for key, item in first.items()} == {key: facts(item) for key, item in second.items()}


def own_items(course: Course) -> dict[str, Item]:
    return {item.id: item for bank_ in course.banks for item in bank_.document.items if item.metadata.scored}


@pytest.mark.parametrize("name", ["moodlexml", "qti21"])
def test_this_courses_own_banks_come_back(name: str, exports: Exports, tmp_path: Path) -> None:
    made_ = exports.export(name, None, {})
    path = tmp_path / made_.name
    made_.bundle.write(path)
    planned = plan([path], tmp_path / "new.md")
    problems: list[Problem] = []
    document, _ = read_document(planned.content.decode(), "new.md", problems)
    assert [found for found in problems if found.severity == "error"] == []
    after = {item.id: item for item in document.items}
    found = differences(own_items(exports.course), after)
    partly = {problem.item for problem in made_.bundle.problems if problem.code == "E002"}
    lost = {"level"} if name in NO_LEVEL else set()
    (said,) = [
        problem for problem in made_.bundle.problems if "no feedback on the steps of an order" in problem.message
    ]
    assert (said.code, said.message.endswith("items: 2")) == ("E004", True)
    for key in ("e4-pause-order", "p3-repair-order"):  # their steps have reasons, as has been said
        assert found[key].keys() <= {"choices", *lost}
        old, new = found.pop(key)["choices"]
        assert new == [(text, right, ("", 0)) for text, right, _ in old]
    assert {
        key: set(unlike) for key, unlike in found.items() if set(unlike) - lost != ({"credit"} & unlike.keys())
    } == {}
    assert {key for key, unlike in found.items() if "credit" in unlike} <= partly
