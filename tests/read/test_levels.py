"""Names of ``extra.course`` that stand elsewhere are told only where they can't be somebody else's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.read.course import read_course

FINE = Path(__file__).parents[1] / "check" / "slips"
MARK = "extra:\n  course:\n"
FINAL = "    final:\n      draw: {last: 2}\n      attempts: 3\n"


def told(folder: Path, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    config = folder / "mkdocs.yml"
    text = (FINE / "mkdocs.yml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    config.write_text(text, encoding="utf-8")
    layout, unread = read_layout(config)
    assert layout is not None
    assert not unread
    return [(one.severity.value, one.message) for one in read_course(layout).problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FINE, tmp_path / "course")


@pytest.mark.parametrize(
    "line",
    [
        "self: https://example.org/me",
        "countersigned: Prof. X",
        "attempts: 5",
        "attempts: {quiz: 5}",
        "electives: [Chess, Music]",
        "core: [jquery, popper]",
        "draw: {}",
        "draw: {width: 640, height: 480}",
        "draw: {last: true}",
        "final: {}",
        "final: {attempts: 2}",
        "final: {draw: {}}",
        "words: {}",
        "complete: []",
        "without: [ads, cookies]",
        "without: ['']",
        "spoken: 6",
        "lessons: [6, 9]",
        "seen: Vu",
        "replay: {speed: 2}",
        "installable: {}",
    ],
)
def test_what_may_be_a_themes_or_a_plugins_is_left_alone(line: str, folder: Path) -> None:
    grades = "    reading_grade: {texts: 9}\n    installable: true\n"
    for facts in ("", grades, grades.replace("{texts: 9}", "")):
        for words in ("    words: {other: Client, seen: As the client sees it}\n", "    words: {other: Client}\n"):
            change = ("    words: {other: Client, seen: As the client sees it}\n", f"{facts}{words}")
            assert told(folder, change, (MARK, f"extra:\n  {line}\n  course:\n")) == told(folder, change)
            assert told(folder, change, ("site_name:", f"{line}\nsite_name:")) == told(folder, change)


@pytest.mark.parametrize("line", ["draw: {}", "countersigned: Prof. X", "attempts: Three, then ask us"])
def test_what_a_course_says_beside_whole_facts_is_its_own(line: str, folder: Path) -> None:
    assert told(folder, (MARK, f"{MARK}    {line}\n")) == told(folder)


def test_attempts_beside_the_course_are_likely_those_of_its_final(folder: Path) -> None:
    found = told(folder, ("      attempts: 3\n", "  attempts: 3\n"))
    assert ("warning", "“attempts” belongs below final") in found
    other = (FINAL, "")
    assert told(folder, other, (MARK, f"extra:\n  attempts: 3\n{MARK[7:]}")) == told(folder, other)


OPTION = "“shuffle_answers” is an option of the plugin, and no fact of the course"


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ((MARK, f"{MARK}    shuffle_answers: true\n"), "error"),
        ((MARK, MARK.replace("  course", "  shuffle_answers: false\n  course")), "warning"),
        (("site_name:", "shuffle_answers: true\nsite_name:"), "warning"),
    ],
)
def test_an_option_of_the_plugin_among_the_facts_is_told(change: tuple[str, str], level: str, folder: Path) -> None:
    assert [one for one in told(folder, change) if one not in told(folder)] == [(level, OPTION)]


@pytest.mark.parametrize("line", ["show_progress: true", "offline: true", "shuffle_answers: the talk", "shuffle: true"])
def test_what_a_theme_may_read_is_left_alone_beside_the_facts(line: str, folder: Path) -> None:
    assert told(folder, (MARK, f"extra:\n  {line}\n  course:\n")) == told(folder)
