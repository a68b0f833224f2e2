"""Which files of a course are read as what."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.read.course import read_course
from coursewright.read.layout import Layout

ITEM = "<quiz>\nWho greets first?\n- [x] The client\n- [ ] You\n</quiz>\n"


def test_a_readme_is_a_page_in_docs_and_no_bank_among_banks(tmp_path: Path) -> None:
    """MkDocs makes a folder's first page of docs/README.md; quizzes/README.md introduces the folder on GitHub."""
    for folder in ("docs", "quizzes"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "README.md").write_text(ITEM, encoding="utf-8")
    course = read_course(Layout(root=tmp_path, docs=tmp_path / "docs", banks=tmp_path / "quizzes"))
    assert [item.source.path for item in course.items] == ["docs/README.md"]


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("sources: [A]\n", []),
        ("sources: A\n", ["docs/a.md:2:1: R002 sources are not a list"]),
        ("sources:\n  - Ash: a title\n  - B\n  - 3\n", ["docs/a.md:3:5: R002 source 1 is not a text",
                                                      "docs/a.md:5:5: R002 source 3 is not a text"]),
        ("sources: ['']\n", ["docs/a.md:2:11: R002 source 1 is not a text"]),
        ("glossary: false\n", []),
        ("glossary: no words\n", ["docs/a.md:2:1: R002 glossary “no words” is neither true nor false"]),
    ],
)  # fmt: skip
def test_sources_and_glossary_of_a_page_are_what_they_should_be(front: str, told: list[str], tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(f"---\n{front}---\n# A\n", encoding="utf-8")
    course = read_course(Layout(root=tmp_path, docs=tmp_path / "docs", banks=tmp_path / "quizzes"))
    assert [str(problem) for problem in course.problems] == told


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("sources", "docs/a.md:3:1: R014 the page has no sources to show"),
        ("references", "docs/a.md:3:1: R014 no page has sources to show"),
    ],
)
def test_a_list_of_sources_needs_some(comment: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(f"# A\n\n<!-- course: {comment} -->\n", encoding="utf-8")
    course = read_course(Layout(root=tmp_path, docs=tmp_path / "docs", banks=tmp_path / "quizzes"))
    assert [str(problem) for problem in course.problems] == [told]


@pytest.mark.parametrize("stated", ["../nowhere/mkdocs.yml", "docs"])
def test_an_original_that_is_not_there_is_told_of_at_its_place(stated: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = f"site_name: T\nplugins: [coursewright]\nextra:\n  course:\n    translates: {stated}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    (found,) = [problem for problem in read_course(layout).problems if "translate" in problem.message]
    assert str(found.source) == "mkdocs.yml:5:5"
    assert read_course(layout).original is None


def test_an_id_that_is_too_long_is_told_how_long_one_may_be(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    quiz = "<quiz>\n<!-- id: {} -->\nWho?\n- [x] a\n- [ ] b\n</quiz>\n"
    (tmp_path / "docs" / "index.md").write_text(quiz.format("a" * 128) + quiz.format("b" * 129), encoding="utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    (problem,) = [one for one in read_course(layout).problems if one.code == "R013"]
    assert problem.hint == "An id has up to 128 characters."
