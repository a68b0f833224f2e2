"""The course's sources: each says who, when, what and where, and each page shows its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.fragment.seen import readable
from coursewright.model.course import Course, Lesson
from coursewright.read.course import read_course

ROOT = Path(__file__).parents[2]
LAW = re.compile(r"\b(?:CFR|U\.S\.C\.|U\.S\. \d+)")
WORK = re.compile(r"(?P<author>[^()]+?)\. \((?P<year>\d{4}[a-z]?|n\.d\.(?:-[a-z])?)\)\. (?P<title>\S.{5,})")
LINK = re.compile(r"\]\(https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*\)")


def read() -> Course:
    layout, problems = read_layout(ROOT / "mkdocs.yml")
    assert layout is not None, problems
    return read_course(layout)


COURSE = read()
LESSONS = [lesson for lesson in COURSE.lessons if lesson.sources]
ENTRIES = sorted({source for lesson in LESSONS for source in lesson.sources})


@pytest.mark.parametrize("source", ENTRIES, ids=[readable(source)[:60] for source in ENTRIES])
def test_a_source_names_author_year_title_and_address(source: str) -> None:
    if LAW.search(readable(source)):
        assert LINK.search(source)
        return
    found = WORK.fullmatch(readable(source).replace("?. ", ". "))
    assert found, "write: Author. (Year). [Title](address). *Journal*."
    assert LINK.search(source)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.url_path)
def test_a_page_shows_its_sources_below_their_heading(lesson: Lesson) -> None:
    text = (ROOT / lesson.document.path).read_text("utf-8")
    below = text.partition("\n## Sources {#sources}\n")[2]
    assert "<!-- course: sources -->" in below
    assert not re.search(r"^- ", below.split("\n## ")[0], re.M), "its list belongs to “sources:” at the top of the page"


def test_no_page_keeps_a_list_of_its_own() -> None:
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "toolkit" not in path.parts]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in pages}
    found = [path for path, text in texts.items() if "\n## Sources" in text and "<!-- course: sources -->" not in text]
    assert found == []


def test_one_address_is_one_work() -> None:
    works: dict[str, set[str]] = {}
    for source in ENTRIES:
        for title, link in re.findall(r"\[([^\]]+)\]\((https?://[^\s()]+)", source)[:1]:
            author = readable(source).partition(" (")[0]
            works.setdefault(link, set()).add(f"{author}: {readable(title)}")
    assert {link: said for link, said in works.items() if len(said) > 1} == {}


def test_every_source_is_on_the_page_of_all_sources() -> None:
    assert any(piece.name == "references" for lesson in COURSE.lessons for piece in lesson.document.pieces)
