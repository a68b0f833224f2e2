"""What a school can write once: our file has every name and no text; the page for adopters says where each shows."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.read.course import read_course

ROOT = Path(__file__).parents[2]
PAGE = "docs/instructors/local.md"
ROW = re.compile(r"^\| `([\w-]+)` \| (.+?) \| (.+?) \|$", re.M)


def read() -> Course:
    layout, problems = read_layout(ROOT / "mkdocs.yml")
    assert layout is not None, problems
    return read_course(layout)


COURSE = read()
SHOWN = {
    name: {
        lesson.document.path for lesson in COURSE.lessons if any(slot.name == name for slot in lesson.document.slots)
    }
    for name in COURSE.notes
}
PLAYED = {lesson.document.path for lesson in COURSE.lessons if any(embed.scenario for embed in lesson.document.embeds)}


NATIONAL = {"domestic-violence-line": "1-800-799-7233", "suicide-line": "call or text 988"}
"""What we fill in: the national lines of the United States, which are nobody's own."""


def test_the_file_that_we_ship_says_nothing_for_a_school() -> None:
    assert len(COURSE.notes) > 10
    filled = {name: note.markdown for name, note in COURSE.notes.items() if note.markdown}
    assert sorted(filled) == sorted(NATIONAL)
    assert [name for name, number in NATIONAL.items() if number not in filled[name]] == []


def test_who_plays_a_scenario_about_a_danger_finds_the_line_for_it() -> None:
    for words, name in (("domestic violence hotline", "domestic-violence-line"), ("suicide", "suicide-line")):
        told = {
            scenario.id for scenario in COURSE.scenarios if any(words in text.markdown for text, _ in scenario.texts)
        }
        pages = {
            lesson.document.path
            for lesson in COURSE.lessons
            if any(embed.scenario and embed.target in told for embed in lesson.document.embeds)
        }
        assert pages, words
        assert SHOWN[name] >= pages


def test_every_name_has_a_comment_that_says_what_to_write() -> None:
    text = (ROOT / "local.yml").read_text("utf-8")
    assert len(re.findall(r"^# .*\n[\w-]+:(?: \|)?$", text, re.M)) == len(COURSE.notes)


def test_the_page_for_adopters_says_where_each_name_shows() -> None:
    rows = {name: where for name, _, where in ROW.findall((ROOT / PAGE).read_text("utf-8"))}
    assert sorted(rows) == sorted(COURSE.notes)
    for name, where in rows.items():
        links = re.findall(r"\]\(([^)#]+)\)", where)
        said = {posixpath.normpath(posixpath.join(posixpath.dirname(PAGE), link)) for link in links}
        assert said | (PLAYED if "every scenario" in where else set()) == SHOWN[name], name


def test_who_plays_a_scenario_finds_somebody_to_talk_with() -> None:
    assert SHOWN["campus-support"] >= PLAYED


def test_no_heading_stands_alone_where_a_note_is_empty() -> None:
    for path in set().union(*SHOWN.values()):
        text = re.sub(r"^<!-- local: .* -->\n+", "", (ROOT / path).read_text("utf-8"), flags=re.M)
        assert not re.search(r"^(#+) .*\n+\1 ", text, re.M), path
