"""What the check takes for the course without a build: the pages that MkDocs would publish."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.read.course import read_course

LESSON = "---\nid: {id}\n---\n# {id}\n\n<quiz>\n<!-- id: q-{id} -->\nWho?\n- [x] I\n- [ ] You\n</quiz>\n"
PAGES = ("part/a", "part/b", "old_ones/c", "templates/d")


def read(folder: Path, config: str) -> Course:
    for name in PAGES:
        path = folder / "docs" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LESSON.format(id=name[-1]), encoding="utf-8")
    (folder / "docs/.hidden.md").write_text("# Hidden\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: T\n{config}\n", encoding="utf-8")
    layout, problems = read_layout(folder / "mkdocs.yml")
    assert layout, problems
    return read_course(layout)


@pytest.mark.parametrize(
    ("config", "lessons"),
    [
        ("", "c a b"),
        ("draft_docs: |\n  /old_ones/", "a b"),
        ("exclude_docs: |\n  b.md\n  !/templates/", "c a d"),
        ("draft_docs: |\n  *.md\n  !a.md", "a"),
        ("draft_docs: [1]", "c a b"),  # MkDocs says what is wrong with it
    ],
)
def test_what_mkdocs_leaves_out_is_no_lesson(tmp_path: Path, config: str, lessons: str) -> None:
    assert [lesson.id for lesson in read(tmp_path, config).lessons] == lessons.split()


def test_sections_without_a_navigation_are_those_of_mkdocs(tmp_path: Path) -> None:
    course = read(tmp_path, "not_in_nav: |\n  /part/b.md")
    assert {module.title: [lesson.id for lesson in module.lessons] for module in course.modules} == {
        "Old ones": ["c"],
        "Part": ["a"],
    }
    assert [lesson.id for lesson in course.lessons] == ["c", "a", "b"]


@pytest.mark.parametrize("plugin", ["awesome-nav", "literate-nav: {nav_file: NAV.md}"])
def test_sections_of_a_plugin_are_not_judged_before_the_build(tmp_path: Path, plugin: str) -> None:
    course = "extra: {course: {id: t, core: [Part one]}}"
    found = read(tmp_path, f"{course}\nplugins:\n  - coursewright\n  - {plugin}\n")
    assert (found.modules, [problem.code for problem in found.problems]) == ((), [])
    assert [problem.code for problem in read(tmp_path, f"{course}\nplugins: [coursewright]").problems] == ["R023"]
