"""What was meant to count and doesn't is told: banks that nobody draws from, lessons outside of what counts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Problem
from coursewright.read.course import read_course

FINE = Path(__file__).parent / "slips"
ITEM = """
<quiz>
<!-- id: who-first; objective: G.1 -->
Who speaks first?
- [x] They do
  > So it is.
- [ ] You do
  > Wait for them.
</quiz>
"""
ENTRY = "nav:\n  - path.md\n  - words.md\n  - Town: [one.md]"
Files = dict[str, str]


def told(folder: Path, nav: str = ENTRY, files: Files | None = None, change: tuple[str, str] = ("", "")) -> list[str]:
    return [f"{one.severity.value} {one.source} {one.code} {one.message}" for one in found(folder, nav, files, change)]


def found(
    folder: Path, nav: str = ENTRY, files: Files | None = None, change: tuple[str, str] = ("", "")
) -> list[Problem]:
    course = shutil.copytree(FINE, folder / "course")
    for name, text in (files or {}).items():
        (course / name).parent.mkdir(exist_ok=True)
        (course / name).write_text(text, encoding="utf-8")
    config = course / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert change[0] in text
    config.write_text(text.replace(ENTRY, nav).replace(*change, 1), encoding="utf-8")
    layout, _ = read_layout(config)
    assert layout
    words = ("counts for nothing", "count for nothing", "draws nothing", "and no id", "stands apart")
    return [one for one in check(read_course(layout)) if any(word in one.message for word in words)]


def lesson(facts: str = "id: two\n", items: str = ITEM) -> dict[str, str]:
    return {"docs/two.md": f"---\ntitle: Two\n{facts}---\n# Two\n\nText.\n{items}"}


LAW = "---\nuse: final\n---\n" + ITEM.replace("who-first", "law")
NOTHING = "advice quizzes/law.md:2:1 R014 the final assessment draws nothing from bank “law”"


@pytest.mark.parametrize(
    ("files", "change", "messages"),
    [
        ({}, ("", ""), []),
        ({"quizzes/law.md": LAW}, ("", ""), [NOTHING]),
        ({"quizzes/law.md": LAW}, ("{last: 2}", "{last: 2, law: 1}"), []),
        ({"quizzes/law.md": LAW.replace("final", "pool")}, ("", ""), []),
        ({"quizzes/law.md": "---\nuse: final\n---\nTo come.\n"}, ("", ""), []),
        ({"quizzes/law.md": LAW, "quizzes/blueprint.yml": "banks: {la*: 1}\n"}, ("", ""), []),
        ({"quizzes/law.md": LAW}, ("    final:\n      draw: {last: 2}\n      attempts: 3\n", ""), []),
        ({"quizzes/prüfung.md": LAW}, ("{last: 2}", "{last: 2, prüfung: 1}"), []),
    ],
)
def test_a_final_bank_that_no_draw_names_is_advice(
    files: Files, change: tuple[str, str], messages: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, files=files, change=change) == messages


def test_a_bank_whose_name_is_misspelt_in_the_draw_follows_from_that(tmp_path: Path) -> None:
    (one,) = found(tmp_path, files={"quizzes/law.md": LAW}, change=("{last: 2}", "{last: 2, laww: 1}"))
    assert "R023" in one.follows


MORE = f"{ENTRY}\n  - More: [two.md]"
NO_SECTION = "advice docs/two.md:3:1 R031 this lesson stands in no section, so it counts for nothing"
UNLISTED = "advice docs/two.md:3:1 R031 “More” is neither core nor elective, so this lesson counts for nothing"


@pytest.mark.parametrize(
    ("nav", "files", "change", "messages"),
    [
        (f"{ENTRY}\n  - two.md", lesson(), ("", ""), [NO_SECTION]),
        (f"{ENTRY}\n  - Title: two.md", lesson(), ("", ""), [NO_SECTION]),
        (MORE, lesson(), ("", ""), [UNLISTED]),
        (MORE, lesson("id: two\nobjectives: {T.1: Name it}\n", ""), ("", ""), [UNLISTED]),
        (
            f"{ENTRY}\n  - More: [two.md, three.md]",
            {**lesson(), "docs/three.md": lesson()["docs/two.md"].replace("two", "three").replace("who-", "they-")},
            ("", ""),
            [UNLISTED.replace("lesson counts", "lesson and 1 more count")],
        ),
        ("nav:\n  - path.md\n  - Town: [one.md, {More: [two.md]}]", lesson(), ("", ""), [UNLISTED]),
        (MORE, lesson(), ("core: [Town]", "core: [Town]\n    electives: [More]"), []),
        (MORE, lesson(), ("    core: [Town]\n", ""), []),
        (MORE, lesson(), ("core: [Town]", "core: [Twn]"), []),
        (MORE, lesson("description: Text\n"), ("", ""), []),
        (MORE, lesson(items=""), ("", ""), []),
        (MORE, lesson("id: two\nallow: {R031: a sample}\n"), ("", ""), []),
        (MORE, lesson(), ("nav:", "not_in_nav: two.md\nnav:"), []),
        (MORE, lesson(), ("theme: material", "theme: {name: coursewright, apart: [two.md]}"), [UNLISTED]),
        (
            f"{ENTRY}\n  - Manual: [manual/two.md]",
            {"docs/manual/two.md": lesson()["docs/two.md"]},
            ("theme: material", "theme: {name: coursewright, apart: [manual/]}"),
            [],
        ),
    ],
)
def test_a_lesson_outside_of_what_counts_is_advice(
    nav: str, files: Files, change: tuple[str, str], messages: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, nav, files, change) == messages


NO_ID = "warning docs/two.md:3:1 R002 the page has items and a duration, and no id"
INSIDE = "nav:\n  - path.md\n  - words.md\n  - Town: [one.md, two.md]"


@pytest.mark.parametrize(
    ("nav", "files", "change", "messages"),
    [
        (INSIDE, lesson("duration: 3\n"), ("", ""), [NO_ID]),
        (INSIDE, lesson("duration: 3\n", "\n<!-- quiz: bank lesson -->\n"), ("", ""), [NO_ID]),
        (INSIDE, lesson("duration: 3\n"), ("    core: [Town]\n", ""), [NO_ID]),
        (INSIDE, lesson("duration: 3\n", ""), ("", ""), []),
        (INSIDE, lesson("description: Warm up\n"), ("", ""), []),
        (INSIDE, lesson("id: two\nduration: 3\n"), ("", ""), []),
        (MORE, lesson("duration: 3\n"), ("", ""), []),
        (f"{ENTRY}\n  - two.md", lesson("duration: 3\n"), ("", ""), []),
    ],
)
def test_a_page_that_is_a_lesson_in_all_but_its_id_is_told(
    nav: str, files: Files, change: tuple[str, str], messages: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, nav, files, change) == messages


@pytest.mark.parametrize(
    ("theme", "told_of"),
    [
        ("{name: coursewright, apart: [town/]}", "town/"),
        ("{name: coursewright, apart: [manual, town]}", "town/"),
        ("{name: coursewright, apart: [tow/]}", ""),
        ("{name: coursewright}", ""),
        ("{name: material, apart: [town/]}", ""),
    ],
)
def test_lessons_that_count_and_stand_apart_are_told(theme: str, told_of: str, tmp_path: Path) -> None:
    files = {"docs/town/two.md": lesson()["docs/two.md"], "docs/manual/a.md": "# A\n"}
    nav = ENTRY.replace("one.md", "one.md, town/two.md")
    messages = told(tmp_path, nav, files, ("theme: material", f"theme: {theme}"))
    column = theme.find("[") + 1 + 7 + (len("manual, ") if "manual" in theme else 0) + 1
    said = f"“{told_of}” stands apart, so nobody is led to its lessons, which count"
    assert messages == ([f"warning mkdocs.yml:2:{column} R031 {said}"] if told_of else [])
