"""What is told stands at its line, says values as YAML has them, and holds together what has one cause."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursewright.check.causes import folded
from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Problem
from coursewright.read.course import read_course

FINE = Path(__file__).parent / "slips"
SCENARIO = "quizzes/scenarios/queue.md"


def told(folder: Path, *changes: tuple[str, str, str], moved: tuple[str, str] | None = None) -> list[Problem]:
    course = shutil.copytree(FINE, folder / "course")
    if moved:
        (course / moved[0]).rename(course / moved[1])
    for name, old, new in changes:
        text = (course / name).read_text(encoding="utf-8")
        assert old in text
        (course / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    layout, _ = read_layout(course / "mkdocs.yml")
    assert layout
    return list(check(read_course(layout)))


def heads(found: list[Problem]) -> list[str]:
    return [f"{one.source} {one.code} {one.message}" for one, _ in folded(found)]


@pytest.mark.parametrize("to", ["quizzes/queue.md", "docs/queue.md"])
def test_a_scenario_that_is_misplaced_is_the_one_thing_to_mend(to: str, tmp_path: Path) -> None:
    front = "id: queue\nminutes: 2\ncontent_note: A queue\n"
    where = "banks" if to.startswith("quizzes") else "pages"
    found = told(tmp_path, (to, "---\n", f"---\n{front}"), moved=(SCENARIO, to))
    said = [one for one in heads(found) if "R020" in one or "R002" in one or "R014" in one]
    assert said == [f"{to}:1:1 R020 a scenario stands among the {where}"]


def test_another_scenario_that_is_not_there_is_told_beside_it(tmp_path: Path) -> None:
    change = ("docs/one.md", "scenario queue -->", "scenario queue -->\n\n<!-- quiz: scenario train -->")
    found = told(tmp_path, change, moved=(SCENARIO, "quizzes/queue.md"))
    assert any("there is no scenario “train”" in one for one in heads(found))


def test_a_folder_of_pages_that_is_misspelt_is_told_once_at_its_line(tmp_path: Path) -> None:
    found = told(tmp_path, ("mkdocs.yml", "theme: material", "docs_dir: doc\ntheme: material"))
    assert "mkdocs.yml:2:1 R001 there is no folder doc/" in heads(found)
    assert not [one for one in heads(found) if "there is no such page" in one]
    assert [one for one in found if "there is no such page" in one.message]


def test_without_a_folder_of_pages_nobody_names_it_is_told_at_the_beginning(tmp_path: Path) -> None:
    found = told(tmp_path, moved=("docs", "doc"))
    assert "mkdocs.yml:1:1 R001 there is no folder docs/" in heads(found)


@pytest.mark.parametrize(
    ("banks", "message"),
    [("items", "there is no folder items/"), ("docs", "docs/ holds the pages, and is no folder of banks")],
)
def test_a_folder_of_banks_that_is_none_is_told_at_its_line(banks: str, message: str, tmp_path: Path) -> None:
    found = told(tmp_path, ("mkdocs.yml", "  - coursewright\n", f"  - coursewright:\n      banks: {banks}\n"))
    assert f"mkdocs.yml:6:7 R020 {message}" in heads(found)


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("progress, review", "Write a comment for each, on a line of its own."),
        ("progress review", "Write a comment for each, on a line of its own."),
        ("progress and review", "Write a comment for each, on a line of its own."),
        ("progress, nothing", ""),
        ("progres", "Did you mean “progress”?"),
    ],
)
def test_several_parts_in_one_comment_are_parted(said: str, hint: str, tmp_path: Path) -> None:
    (found,) = [
        one
        for one in told(tmp_path, ("docs/words.md", "# Words", f"# Words\n\n<!-- course: {said} -->"))
        if "R014" in one.code and said in one.message
    ]
    assert (found.hint == hint) if hint else ("for each" not in found.hint)


def test_several_notes_in_one_comment_are_parted(tmp_path: Path) -> None:
    change = ("docs/words.md", "# Words", "# Words\n\n<!-- local: one-note, two-note -->")
    notes = ("local.yml", "", "one-note: One\ntwo-note: Two\n")
    (one,) = [one for one in told(tmp_path, change, notes) if "one-note, two-note" in one.message]
    assert one.hint == "Write a comment for each, on a line of its own."


@pytest.mark.parametrize("use", ["exam", "test", "graded"])
def test_of_a_use_that_is_none_the_hint_says_what_there_are_for(use: str, tmp_path: Path) -> None:
    found = told(tmp_path, ("quizzes/last.md", "use: final", f"use: {use}"))
    (one,) = [one for one in found if one.code == "R002"]
    assert "“use: final” for a bank that the final assessment draws from" in one.hint


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("mkdocs.yml", "pass_mark: 50", "pass_mark: {of: [a, b]}", "pass_mark “{of: [a, b]}”"),
        ("mkdocs.yml", "attempts: 3", "attempts: [{a: 1}]", "attempts “[{a: 1}]”"),
        ("mkdocs.yml", "last: 2", "last: {é: x}", "“{é: x}” is not a number"),
        ("docs/one.md", "duration: 4", "duration: {a: b}", "duration “{a: b}”"),
        ("quizzes/last.md", "use: final", "use: {final: true}", "use “{final: true}”"),
    ],
)
def test_a_value_is_said_as_yaml_has_it(name: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    assert any(said in one.message for one in told(tmp_path, (name, old, new)))
