"""What a school writes once is read whole, and all that can't be meant is told at once, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.read.course import read_course

PAGE = "# Page\n\n<!-- local: campus-support -->\n\nText.\n"


def course(folder: Path, local: str | bytes | None, page: str = PAGE) -> Course:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "page.md").write_text(page, encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: T\n", encoding="utf-8")
    if local is not None:
        (folder / "local.yml").write_bytes(local if isinstance(local, bytes) else local.encode())
    layout, problems = read_layout(folder / "mkdocs.yml")
    assert layout is not None, problems
    return read_course(layout)


def told(found: Course) -> list[str]:
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("", ""),
        (" ~", ""),
        (" ''", ""),
        (" '  '", ""),
        (' "<!-- later -->"', ""),
        (" Hall 2", "Hall 2"),
        (" 988", "988"),
        (" yes", "yes"),
        (" 2026-01-31", "2026-01-31"),
        (" |\n  Hall 2: [here](docs/page.md)\n\n  - one\n", "Hall 2: [here](docs/page.md)\n\n- one"),
    ],
)
def test_a_text_is_read_as_it_is_written(written: str, text: str, tmp_path: Path) -> None:
    found = course(tmp_path, f"campus-support:{written}\n")
    assert told(found) == []
    assert found.notes["campus-support"].markdown == text
    assert found.notes["campus-support"].label == "Campus support"


WRONG = [
    ("campus-support: a: b\n", ["local.yml:1:18: R027 local.yml is not YAML: mapping values are not allowed here"]),
    ("- campus-support\n", ["local.yml:1:1: R027 local.yml is not a list of “name: text”"]),
    ("Hall 2\n", ["local.yml:1:1: R027 local.yml is not a list of “name: text”"]),
    ("campus-support: [a, b]\n", ["local.yml:1:17: R027 what stands under “campus-support” is no text"]),
    ("campus-support:\n  a: b\n", ["local.yml:2:3: R027 what stands under “campus-support” is no text"]),
    ("campus-support: a\ncampus-support: b\n", ["local.yml:2:1: R027 “campus-support” stands here twice"]),
    ("campus-support:\nCampus: a\n", ["local.yml:2:1: R027 “Campus” is no name for a note"]),
    ("campus-support:\n? [a]\n: b\n", ["local.yml:2:3: R027 “” is no name for a note"]),
    ("campus-support: <div>\n", ["local.yml:1:17: R027 <div> is left open in “campus-support”"]),
    ('campus-support: "```"\n', ["local.yml:1:17: R027 a code block is left open in “campus-support”"]),
    ("campus-support:\npolicy: a\n", ["local.yml:2:1: R027 no page shows “policy”"]),
    (b"campus-support: \xff\n", ["local.yml:1:17: R001 the file is not UTF-8"]),
]


@pytest.mark.parametrize(("local", "problems"), WRONG)
def test_what_cannot_be_meant_is_told_with_its_place(local: str, problems: list[str], tmp_path: Path) -> None:
    found = told(course(tmp_path, local))
    unshown = "docs/page.md:3:1: R027 local.yml has no name “campus-support”"
    assert [line for line in found if line != unshown] == problems


@pytest.mark.parametrize(
    ("written", "told_of"),
    [
        ("Campus House\n  1. floor", False),
        ("\n  Hauptstraße 3\n  12. Stock\n  1010 Wien", False),
        ("2. floor\n  Campus House\n  1. door", False),
        ("Call us\n  - by day", True),
        ("Call us\n  * by day", True),
        ("\n  1. Call us\n  2. Wait", True),
        ("1. Call us\n  2. Wait", True),
        ("In this order\n  1) Call us\n  2) Wait", True),
    ],
)
def test_lines_are_joined_where_a_list_was_meant(written: str, told_of: bool, tmp_path: Path) -> None:
    said = ["local.yml:1:1: R027 the lines under “campus-support” are joined"]
    assert told(course(tmp_path, f"campus-support: {written}\n")) == said * told_of


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    found = course(tmp_path, "Campus: a\ncampus-support: []\nother: b\n", PAGE + "\n<!-- local: campus-suport -->\n")
    assert told(found) == [
        "docs/page.md:7:1: R027 local.yml has no name “campus-suport”",
        "local.yml:1:1: R027 “Campus” is no name for a note",
        "local.yml:2:17: R027 what stands under “campus-support” is no text",
        "local.yml:3:1: R027 no page shows “other”",
    ]
    assert "Did you mean “campus-support”?" in found.problems[0].hint


def test_a_comment_without_a_file_is_told(tmp_path: Path) -> None:
    found = course(tmp_path, None)
    assert told(found) == ["docs/page.md:3:1: R027 local.yml has no name “campus-support”"]
    assert "campus-support:" in found.problems[0].hint


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("Text <!-- local: campus-support -->", ["docs/page.md:1:6: R006 an embed stands inside a line of text"]),
        ("`<!-- local: other -->`\n\n<!-- local: campus-support -->", []),
        ("```\n<!-- local: other -->\n```\n\n<!-- Local: Campus-Support -->", []),
        ("> <!-- local: campus-support -->", []),
    ],
)
def test_a_comment_stands_on_a_line_of_its_own(line: str, problems: list[str], tmp_path: Path) -> None:
    found = told(course(tmp_path, "campus-support:\n", line + "\n"))
    assert [said for said in found if "no page shows" not in said] == problems


def test_a_page_that_switches_its_items_off_may_show_notes(tmp_path: Path) -> None:
    assert told(course(tmp_path, "campus-support:\n", f"---\nquiz: {{enabled: false}}\n---\n{PAGE}")) == []
