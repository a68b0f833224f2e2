"""What a site says of rules in ``mkdocs.yml``: which are told, where, and how much they matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.export.fit import wrong_items
from coursewright.problem import Severity
from coursewright.read.course import read_course

ITEM = "<quiz>\nWhat do you offer?\n- [x] A later time\n- [ ] All of the above\n- [ ] A hug\n</quiz>\n"
HEAD = "site_name: Course\nplugins:\n  - coursewright:\n"


def told(folder: Path, options: str) -> list[str]:
    """Return each finding's path, code and level, of two pages with the same three findings."""
    for name in ("docs/a.md", "docs/quiz/deep/b.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(ITEM, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(HEAD + options, encoding="utf-8")
    layout, unread = read_layout(folder / "mkdocs.yml")
    assert layout
    assert not unread
    return [f"{found.source.path} {found.code} {found.severity}" for found in check(read_course(layout))]


A, B = "docs/a.md", "docs/quiz/deep/b.md"
ALL = [f"{path} {code} advice" for path in (A, B) for code in ("K007", "K007", "W102")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("      banks: quizzes\n", ALL),
        ("      ignore: [K007]\n", [f"{A} W102 advice", f"{B} W102 advice"]),
        ("      ignore: [K007, W]\n", []),
        ("      ignore: K007 W1\n", []),
        ("      select: [W]\n", [f"{A} W102 advice", f"{B} W102 advice"]),
        ("      select: [W102, K]\n      ignore: [W, K0]\n", [f"{A} W102 advice", f"{B} W102 advice"]),
        ("      severity: {W: error, W102: warning}\n      ignore: [K]\n", [f"{A} W102 warning", f"{B} W102 warning"]),
        ("      paths:\n        docs/quiz/**: {ignore: [K, W]}\n", ALL[:3]),
        ("      paths:\n        docs/quiz: {ignore: [K, W]}\n", ALL[:3]),
        ("      paths:\n        docs/*.md: {ignore: [K, W]}\n", ALL[3:]),
        (
            "      paths:\n        '**/b.md': {severity: {W: error}}\n      ignore: [K]\n",
            [f"{A} W102 advice", f"{B} W102 error"],
        ),
        ("      paths:\n        docs/a.md: {select: [W]}\n", [f"{A} W102 advice", *ALL[3:]]),
    ],
)  # fmt: skip
def test_a_site_says_what_is_told_and_how_much_it_matters(options: str, expected: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, options) == expected


@pytest.mark.parametrize(
    ("option", "place", "hint"),
    [
        ("ignore: [W101, w102]", "4:22", "Did you mean “W102”?"),
        ("ignore: [W101, E001]", "4:22", ""),
        ("ignore: {W101: x}", "4:7", "Write [W101, B2], for example."),
        ("severity: {K007: off}", "4:18", "To leave it out, write “ignore: [K007]”."),
        ("severity: {K007: info}", "4:18", "Write one of error, warning, advice."),
        ("severity: {Q1: error}", "4:18", ""),
        ("paths: {docs/nowhere: {ignore: [W]}}", "4:15", "Write paths as problems print them"),
        ("paths: {docs/a.md: {ignor: [W]}}", "4:27", "Did you mean “ignore”?"),
        ("paths: [docs]", "4:7", "Write “docs/quiz/**:” below it."),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_place(option: str, place: str, hint: str, tmp_path: Path) -> None:
    told(tmp_path, f"      {option}\n")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    found = [problem for problem in check(read_course(layout)) if problem.code == "X002"]
    assert [f"{problem.source.line}:{problem.source.column}" for problem in found] == [place]
    assert found[0].hint.startswith(hint)
    assert found[0].severity is Severity.WARNING


def test_advice_that_an_author_made_an_error_stops_no_export(tmp_path: Path) -> None:
    told(tmp_path, "      severity: {K007: error, W: error}\n")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    course = read_course(layout)
    found = check(course)
    assert {problem.severity for problem in found} == {Severity.ERROR}
    assert wrong_items(course, found) == ({}, [])


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        ('nav:\n  - "Start: index.md\n', "5:1"),
        ("nav:\n  - A: index.md\n   - B: other.md\n", "4:4"),
        ("extra: {course: {id: a]\n", "2:23"),
        ("copyright: one: two\n", "2:15"),
        ("\tx: 1\n", "2:1"),
    ],
)
def test_a_broken_configuration_tells_its_place_and_the_rest_is_checked(
    broken: str, place: str, tmp_path: Path
) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "page.md").write_text("<quiz>\nNothing to answer.\n</quiz>\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Course\n{broken}docs_dir: text\n", encoding="utf-8")
    layout, problems = read_layout(tmp_path / "mkdocs.yml")
    assert [(problem.code, "folder of mkdocs.yml" in problem.hint) for problem in problems] == [("R001", False)]
    assert f"{problems[0].source.line}:{problems[0].source.column}" == place
    if broken[:1] != "\t" and '"' not in broken:
        assert layout
        assert [problem.code for problem in read_course(layout).problems] == ["R008"]


def test_a_configuration_that_is_not_there_says_where_to_look(tmp_path: Path) -> None:
    layout, problems = read_layout(tmp_path / "mkdocs.yml")
    assert layout is None
    assert "folder of mkdocs.yml" in problems[0].hint
