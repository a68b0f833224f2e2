"""Links to what isn't in the site, lessons that no navigation names, and the theme's options at the file's top."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from mkdocs.config import load_config

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Problem, Severity
from coursewright.read.course import read_course

FINE = Path(__file__).parent / "slips"
E, W, A = Severity.ERROR, Severity.WARNING, Severity.ADVICE
TWO = "---\nid: two\nobjectives: {G.1: Decide who greets first}\n---\n# Two\n\nSee [the first](one.md).\n"


def told(folder: Path, *, files: dict[str, str], before: str = "", old: str = "", new: str = "") -> list[Problem]:
    course = shutil.copytree(FINE, folder / "course")
    for name, text in files.items():
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(text, encoding="utf-8")
    config = course / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(before + text.replace(old, new, 1), encoding="utf-8")
    layout, unread = read_layout(config)
    assert layout
    assert not unread
    return list(check(read_course(layout)))


def linked(folder: Path, before: str, path: str, more: str = "") -> list[Problem]:
    page = f"# Three\n\nSee [this]({path}#two).\n"
    item = (
        f"<quiz>\n<!-- id: h -->\nWhere?\n- [x] Here\n  > See [this](../docs/{path}).\n- [ ] There\n  > No.\n</quiz>\n"
    )
    files = {f"docs/{path}": "# Two\n", "docs/three.md": page, "quizzes/more.md": item}
    found = told(folder, files=files, before=before + more)
    return [one for one in found if one.code == "L401"]


@pytest.mark.parametrize(
    ("before", "path", "by", "level"),
    [
        ("exclude_docs: two.md\n", "two.md", "exclude_docs", E),
        ("exclude_docs: |\n  more/\n", "more/two.md", "exclude_docs", E),
        ("exclude_docs: '*.pdf'\n", "two.pdf", "exclude_docs", E),
        ("draft_docs: two.md\n", "two.md", "draft_docs", A),
        ("draft_docs: two.md\nexclude_docs: two.md\n", "two.md", "exclude_docs", E),
        ("", "templates/two.md", "MkDocs by itself", E),
        ("", ".more/two.md", "MkDocs by itself", E),
    ],
)
def test_a_link_to_what_is_left_out_of_the_site_is_told(
    before: str, path: str, by: str, level: Severity, tmp_path: Path
) -> None:
    found = linked(tmp_path, before, path)
    assert [(one.source.path, one.severity) for one in found] == [("docs/three.md", level), ("quizzes/more.md", level)]
    assert all(f"{by} leaves it out" in one.message for one in found)


@pytest.mark.parametrize(
    ("before", "path", "more"),
    [
        ("exclude_docs: other.md\n", "two.pdf", ""),
        ("exclude_docs: |\n  !/templates/\n", "templates/two.pdf", ""),
        ("exclude_docs: |\n  *.pdf\n  !two.pdf\n", "two.pdf", ""),
        ("not_in_nav: two.pdf\n", "two.pdf", ""),
        ("exclude_docs: two.pdf\n", "two.pdf", "hooks: [put.py]\n"),
    ],
)
def test_a_link_to_what_is_in_the_site_is_right(before: str, path: str, more: str, tmp_path: Path) -> None:
    assert linked(tmp_path, before, path, more) == []


def unnamed(found: list[Problem]) -> list[tuple[str, int, Severity]]:
    return [(one.source.path, one.source.line, one.severity) for one in found if "doesn't name this" in one.message]


@pytest.mark.parametrize("before", ["", "not_in_nav: other.md\n", "exclude_docs: other.md\n"])
def test_a_lesson_that_no_navigation_names_is_advice_at_its_id(before: str, tmp_path: Path) -> None:
    found = told(tmp_path, files={"docs/more/two.md": TWO}, before=before)
    assert unnamed(found) == [("docs/more/two.md", 2, A)]


@pytest.mark.parametrize(
    ("before", "old", "new"),
    [
        ("not_in_nav: two.md\n", "", ""),
        ("not_in_nav: |\n  /more/\n", "", ""),
        ("exclude_docs: two.md\n", "", ""),
        ("draft_docs: two.md\n", "", ""),
        ("hooks: [nav.py]\n", "", ""),
        ("", "[one.md]", "[one.md, more/two.md]"),
        ("", "[one.md]", "[one.md, ./more/two.md]"),
        ("", "[one.md]", "[one.md, {Two: more/two.md}]"),
        ("", "[one.md]", "[one.md, {More: [{Two: more/two.md}]}]"),
        ("", "  - search\n", "  - search\n  - awesome-nav\n"),
        ("", "  - search\n", "  - search\n  - literate-nav\n"),
        ("", "  - search\n", "  - search\n  - section-index\n"),
        ("", "  - search\n", "  - search\n  - monorepo\n"),
        ("", "nav:\n  - path.md\n  - words.md\n  - Town: [one.md]\n", ""),
        ("", "extra:\n", "extra:\n  alternate: [{name: More, lang: fr, link: ./more/}]\n"),
    ],
)
def test_a_lesson_that_is_named_or_may_be_left_unnamed_is_right(
    before: str, old: str, new: str, tmp_path: Path
) -> None:
    assert unnamed(told(tmp_path, files={"docs/more/two.md": TWO}, before=before, old=old, new=new)) == []


def test_a_page_without_an_id_may_stand_outside_of_the_navigation(tmp_path: Path) -> None:
    assert unnamed(told(tmp_path, files={"docs/more/two.md": "# Two\n"})) == []


def misplaced(found: list[Problem]) -> list[tuple[int, Severity, str]]:
    return [(one.source.line, one.severity, one.hint) for one in found if "belongs below theme" in one.message]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("palette", "{primary: indigo}"),
        ("logo", "a.png"),
        ("favicon", "a.png"),
        ("font", "false"),
        ("features", "[navigation.tabs]"),
        ("icon", "{logo: material/school}"),
        ("custom_dir", "overrides"),
    ],
)
def test_an_option_of_the_theme_at_the_top_is_told_as_mkdocs_knows_none(
    name: str, value: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    theme = "theme:\n  name: material\n"
    found = told(tmp_path, files={}, old="theme: material\n", new=f"{theme}{name}: {value}\n")
    assert misplaced(found) == [(4, W, "Indent it by two, below “theme:”.")]
    with caplog.at_level(logging.WARNING, "mkdocs"):
        load_config(str(tmp_path / "course/mkdocs.yml"))
    assert f"Unrecognised configuration name: {name}" in caplog.text


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("theme: material\n", "theme: material\nfeatures: [navigation.tabs]\n", "“name: material”"),
        ("theme: material\n", "theme:\nlogo: a.png\n", "Write “theme:” above it"),
    ],
)
def test_the_hint_says_what_the_theme_lacks(old: str, new: str, hint: str, tmp_path: Path) -> None:
    ((_, level, said),) = misplaced(told(tmp_path, files={}, old=old, new=new))
    assert level is W
    assert hint in said


@pytest.mark.parametrize(
    "new",
    [
        "theme:\n  name: material\n  language: de\n  features: [navigation.tabs]\n",
        "theme: {name: material, palette: {primary: indigo}, font: false}\n",
        "theme: material\nsite_author: Me\nwatch: [overrides]\n",
    ],
)
def test_options_in_their_place_are_right(new: str, tmp_path: Path) -> None:
    assert misplaced(told(tmp_path, files={}, old="theme: material\n", new=new)) == []
