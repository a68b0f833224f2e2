"""What ``extra.course`` states of a course as a whole is read by type, and told with its place where it can't be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coursewright.config import read_layout
from coursewright.fragment.identity import course_id
from coursewright.model.about import About, Band, Grades, Installable
from coursewright.model.course import Course
from coursewright.read.course import read_course

HEAD = "site_name: Site\nextra:\n  course:\n"


def a_site(**stated: Any) -> About:
    """Return the facts of a site that is called “Site”, with what its author states."""
    return About(id=course_id("", "Site"), title="Site", **stated)


def course(folder: Path, text: str) -> Course:
    (folder / "docs" / "handbook").mkdir(parents=True)
    (folder / "docs" / "a.md").write_text("# A\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    layout, unread = read_layout(folder / "mkdocs.yml")
    assert layout is not None, unread
    return read_course(layout)


def test_every_fact_is_read(tmp_path: Path) -> None:
    facts = """    id: c
    title: A course
    description: About it
    version: 2
    licence: CC0 1.0
    languages: [en, de]
    provider: A school
    hosts: ["https://example.org"]
    card: assets/card.png
    reading_grade: {lessons: 8}
    installable: {without: [./handbook/, a.md]}
    colour: {of: their own}
"""
    found = course(tmp_path, HEAD + facts)
    assert found.problems == ()
    assert found.about == About(
        named=True,
        id="c",
        title="A course",
        description="About it",
        version="2",
        licence="CC0 1.0",
        languages=("en", "de"),
        provider="A school",
        hosts=("https://example.org",),
        card="assets/card.png",
        grades=Grades(lessons=Band(None, 8)),
        installable=Installable(("handbook/", "a.md")),
    )


@pytest.mark.parametrize("text", ["site_name: Site\n", HEAD, HEAD + "    title:\n    languages:\n    hosts: []\n"])
def test_what_is_not_stated_is_empty_and_the_title_is_the_sites(text: str, tmp_path: Path) -> None:
    found = course(tmp_path, text)
    assert (found.about, found.problems) == (a_site(), ())


@pytest.mark.parametrize(("written", "version"), [("1.5", "1.5"), ("2024-05-01", "2024-05-01"), ("'1.10'", "1.10")])
def test_numbers_and_dates_are_texts(written: str, version: str, tmp_path: Path) -> None:
    assert course(tmp_path, f"{HEAD}    version: {written}\n").about.version == version


WRONG = [
    ("    id: [c]\n", "4:5", "id is not a text", a_site()),
    ("    title: {A: course}\n", "4:5", "title is not a text", a_site()),
    ("    description: [a, b]\n", "4:5", "description is not a text", a_site()),
    ("    version: true\n", "4:5", "version is not a text", a_site()),
    ("    licence: {name: CC0}\n", "4:5", "licence is not a text", a_site()),
    ("    provider: [A, B]\n", "4:5", "provider is not a text", a_site()),
    ("    card: {}\n", "4:5", "card is not a text", a_site()),
    ("    languages: de\n", "4:5", "languages is not a list", a_site(languages=("de",))),
    ("    languages: {de: en}\n", "4:5", "languages is not a list", a_site()),
    ("    languages: [en, [de]]\n", "4:21", "languages 2 is not a text", a_site(languages=("en",))),
    ("    hosts: https://a.b\n", "4:5", "hosts is not a list", a_site(hosts=("https://a.b",))),
    ("    hosts: [{a: b}]\n", "4:13", "hosts 1 is not a text", a_site()),
    ("    installable: often\n", "4:5", "“often” doesn’t say whether the course can be kept on a device", a_site()),
    ("    installable: {without: a/}\n", "4:19", "without is not a list of folders and pages", a_site()),
    ("    installable: {without: {a/: 1}}\n", "4:19", "without is not a list of folders and pages", a_site()),
    ("    installable: {without: [1]}\n", "4:19", "without is not a list of folders and pages", a_site()),
    (
        "    installable: {out: [a/]}\n",
        "4:5",
        "“{out: [a/]}” doesn’t say whether the course can be kept on a device",
        a_site(),
    ),
]


@pytest.mark.parametrize(("facts", "place", "said", "about"), WRONG, ids=[facts.strip() for facts, *_ in WRONG])
def test_a_wrong_type_is_told_with_its_place(facts: str, place: str, said: str, about: About, tmp_path: Path) -> None:
    found = course(tmp_path, HEAD + facts)
    assert [f"{problem.source} {problem.code} {problem.message}" for problem in found.problems] == [
        f"mkdocs.yml:{place} R023 {said}"
    ]
    assert found.about == about


@pytest.mark.parametrize("written", ["text", "[a]", "4"])
def test_facts_that_are_no_names_are_told(written: str, tmp_path: Path) -> None:
    found = course(tmp_path, f"site_name: Site\nextra:\n  course: {written}\n")
    (problem,) = found.problems
    assert str(problem) == "mkdocs.yml:3:3: R023 extra.course is not a list of “name: value”"
