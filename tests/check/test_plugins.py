"""Plugins that MkDocs won't find are told, and anchors that the plugin macros takes for comments."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.read.course import read_course

FINE = Path(__file__).parent / "slips"
SCENARIO = "quizzes/scenarios/queue.md"


def right_for_macros(folder: Path) -> Path:
    """Return a course whose only anchor is written as macros needs it."""
    course = shutil.copytree(FINE, folder / "course")
    words = course / "docs/words.md"
    words.write_text(
        words.read_text(encoding="utf-8").replace("{#client-leads}", "{ #client-leads }"), encoding="utf-8"
    )
    return course


def told(folder: Path, plugins: str, theme: str = "material", **texts: str) -> list[str]:
    """Return what R031 says of a right course with these plugins, and with a text behind its pages and banks."""
    course = right_for_macros(folder)
    config = course / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("theme: material", f"theme: {{name: {theme}}}")
    config.write_text(text.replace("  - search\n  - coursewright\n", plugins), encoding="utf-8")
    for name, more in texts.items():
        file = course / {"page": "docs/one.md", "bank": "quizzes/lesson.md", "scenario": SCENARIO}[name]
        written = file.read_text(encoding="utf-8")
        at = written.find("\n# ") if "\n# " in written else len(written)
        file.write_text(f"{written[:at]}\n{more}\n{written[at:]}", encoding="utf-8")
    layout, _ = read_layout(config)
    assert layout
    found = check(read_course(layout))
    return [f"{one.message} | {one.hint}" for one in found if one.code == "R031"]


@pytest.mark.parametrize(
    ("plugins", "theme", "message"),
    [
        ("  - search\n  - corsewright\n", "material", "there is no plugin “corsewright”"),
        ("  - serach\n  - coursewright\n", "material", "Did you mean “search”?"),
        ("  - search\n  - coursewrite\n", "coursewright", "Did you mean “coursewright”?"),
        ("  - coursewright\n  - macro:\n      x: 1\n", "material", "Did you mean “macros”?"),
        ("  coursewright: {}\n  serach: {}\n", "material", "Did you mean “search”?"),
        ("  - coursewright\n  - tags\n", "coursewright", "It needs “theme: {name: material}”"),
        ("  - coursewright\n  - blog: {blog_dir: x}\n", "coursewright", "It needs “theme: {name: material}”"),
        ("  - coursewright\n  - offline\n", "coursewright", "Write “material/offline”."),
    ],
)
def test_a_plugin_that_is_not_there_is_told(plugins: str, theme: str, message: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, plugins, theme)
    assert message in found
    assert "which stops the build" in found


@pytest.mark.parametrize(
    ("plugins", "theme"),
    [
        ("  - search\n  - coursewright\n  - tags\n  - blog\n  - social\n", "material"),
        ("  - search\n  - coursewright\n  - group\n  - meta\n  - privacy\n", "coursewright"),
        ("  - search\n  - coursewright\n  - material/typeset\n", "coursewright"),
        ("  - search\n  - coursewright\n  - exclude\n  - git-committers\n  - our-own-plugin\n", "coursewright"),
        ("  - search\n  - coursewright\n  - macros\n  - glightbox\n  - rss\n", "coursewright"),
    ],
)
def test_plugins_that_may_be_there_are_not(plugins: str, theme: str, tmp_path: Path) -> None:
    assert told(tmp_path, plugins, theme) == []


MACROS = "  - search\n  - coursewright\n  - macros\n"


@pytest.mark.parametrize("where", ["page", "bank", "scenario"])
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("## Rooms {#rooms}", "{ #rooms }"),
        ("A word.{#word .wide}", "{ #word .wide }"),
        ("```\n## Rooms {#rooms}\n```", "{ #rooms }"),
        ("{# to do #}\n{% raw %}{#a}{% endraw %}\n\n## Rooms {#rooms}", "{ #rooms }"),
    ],
)
def test_an_anchor_that_macros_takes_for_a_comment_is_told(where: str, text: str, meant: str, tmp_path: Path) -> None:
    found = [one for one in told(tmp_path, MACROS, **{where: text}) if "macros" in one]
    assert len(found) == 1
    assert f"Write “{meant}”" in found[0]


@pytest.mark.parametrize(
    ("plugins", "text"),
    [
        (MACROS, "## Rooms { #rooms }\n\n### More {: #more }"),
        (MACROS, "{# see {#rooms} #}\n\n{#\nTo do\n#}\n\n{#note#} {#- gone -#}"),
        (MACROS, "{%- raw -%}\n\n## Rooms {#rooms}\n\n{% endraw %}"),
        ("  - search\n  - coursewright\n", "## Rooms {#rooms}"),
        (MACROS.replace("macros", "macros: {j2_comment_start_string: '[#'}"), "## Rooms {#rooms}"),
        (MACROS.replace("macros", "macros: {render_by_default: false}"), "## Rooms {#rooms}"),
    ],
)
def test_no_other_brace_is(plugins: str, text: str, tmp_path: Path) -> None:
    assert [one for one in told(tmp_path, plugins, page=text) if "macros" in one] == []


@pytest.mark.parametrize("file", ["docs/one.md", SCENARIO])
@pytest.mark.parametrize(("option", "said", "count"), [("true", "false", 0), ("false", "true", 1)])
def test_a_page_says_whether_macros_reads_it(option: str, said: str, count: int, file: str, tmp_path: Path) -> None:
    plugins = MACROS.replace("macros", f"macros: {{render_by_default: {option}}}")
    fine = right_for_macros(tmp_path)
    page = fine / file
    text = page.read_text(encoding="utf-8").replace("---\n", f"---\nrender_macros: {said}\n", 1)
    page.write_text(f"{text}\n## Rooms {{#rooms}}\n", encoding="utf-8")
    config = fine / "mkdocs.yml"
    written = config.read_text(encoding="utf-8").replace("  - search\n  - coursewright\n", plugins)
    config.write_text(written, encoding="utf-8")
    layout, _ = read_layout(config)
    assert layout
    found = [one for one in check(read_course(layout)) if "macros takes" in one.message]
    assert len(found) == count
