"""Whatever the course says of law, it says when somebody last looked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.fragment.seen import readable
from coursewright.model.course import Course, Lesson
from coursewright.read.course import read_course

ROOT = Path(__file__).parents[2]
CLAIM = re.compile(
    r"\b(?:most|many|some|every|all|nearly every|no|other)(?: US)? states?\b|\bstates differ\b|\bdiffers? by state\b"
    r"|\bmandated reporter|\b(?:CFR|HIPAA|FERPA|VAWA)\b|\bsubpoena\b",
    re.I,
)
"""How this course speaks of law."""
SOURCE = re.compile(
    r"mandat|reporting\b|team usa|duty to warn|subpoena|laws?\b|rule\.|HIPAA|FERPA|CFR|U\.S\.C\.|U\.S\. \d|VAWA", re.I
)
"""What a source about law has in its entry."""
DAY = re.compile(r"\b(?:seen|checked)\b[^.]{0,20} (?:on|in) [A-Z][a-z]+ (?:\d{1,2}, )?20\d\d", re.I)
TAUGHT = ("limits.md#must-report", "us-law.md")
"""Where a page may send its reader for the law, with its day."""
OTHERS = (
    "docs/instructors/",
    "docs/reference/changes.md",
    "docs/reference/privacy.md",
    "docs/reference/accessibility.md",
)
"""Pages that speak of a reader's own law, or tell what changed."""


def read() -> Course:
    layout, problems = read_layout(ROOT / "mkdocs.yml")
    assert layout is not None, problems
    return read_course(layout)


COURSE = read()


def text_of(lesson: Lesson) -> str:
    """Return what stands below a page's front matter, and in the scenarios that it shows."""
    own = (ROOT / lesson.document.path).read_text(encoding="utf-8").partition("\n---\n")[2]
    played = [COURSE.scenario_by_id[embed.target] for embed in lesson.document.embeds if embed.scenario]
    return "\n".join([own, *(text.markdown for scenario in played for text, _ in scenario.texts)])


PAGES = {
    lesson.document.path: lesson
    for lesson in COURSE.lessons
    if "toolkit" not in lesson.document.path
    and not lesson.document.path.startswith(OTHERS)
    and CLAIM.search(text_of(lesson))
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_speaks_of_law_says_when_somebody_looked(path: str) -> None:
    lesson, text = PAGES[path], text_of(PAGES[path])
    assert any(map(DAY.search, (text, *map(readable, lesson.sources)))) or any(there in text for there in TAUGHT)


@pytest.mark.parametrize("path", PAGES)
def test_each_source_of_law_was_seen_on_a_day(path: str) -> None:
    undated = [
        readable(source)
        for source in PAGES[path].sources
        if SOURCE.search(readable(source)) and not DAY.search(readable(source))
    ]
    assert undated == [] or DAY.search(text_of(PAGES[path])), undated


def test_the_pages_that_speak_of_law_are_found() -> None:
    assert {"docs/principle-1/limits.md", "docs/principle-2/pushes.md", "docs/electives/us-law.md"} <= set(PAGES)
    assert DAY.search("Seen on November 29, 2026.")
    assert not DAY.search("(2026) National Conference")
