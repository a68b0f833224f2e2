"""Marks of Markdown that readers would see raw, in lessons and in parts of items, and what is meant as it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.problem import Problem, Severity
from coursewright.read.course import read_course

FINE = Path(__file__).parent / "slips"
EXTENSIONS = ["admonition", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "tables"]


def told(
    folder: Path, changes: dict[str, tuple[str, str]], extensions: list[str] = EXTENSIONS, more: str = ""
) -> list[Problem]:
    """Return what R004, R029 and R031 say of the course of slips with these changes, by file."""
    course = shutil.copytree(FINE, folder / "course")
    listed = "".join(f"  - {name}\n" for name in extensions)
    config = (
        (course / "mkdocs.yml").read_text("utf-8").replace("markdown_extensions:\n", f"markdown_extensions:\n{listed}")
    )
    (course / "mkdocs.yml").write_text(config.replace("  - coursewright\n", f"  - coursewright\n{more}"), "utf-8")
    for name, (old, new) in changes.items():
        text = (course / name).read_text("utf-8")
        assert old in text
        (course / name).write_text(text.replace(old, new, 1), "utf-8")
    layout, _ = read_layout(course / "mkdocs.yml")
    assert layout
    return [one for one in read_course(layout).problems if one.code in ("R004", "R029", "R031")]


LESSON = "docs/one.md", "Ask early.[^1]\n"
STEM = "docs/one.md", "Your client walks past. What do you do?"
FEEDBACK = "quizzes/lesson.md", "Only they know who may learn of it."
EXPLANATION = "docs/one.md", "They chose so."
SCENE = "quizzes/scenarios/queue.md", "A client stands behind you."
RAW = [
    (LESSON, "Three marks:\n¦- It\n- That\n", "blank line"),
    (LESSON, "**Three marks:**\n¦* It\n  is\n* That\n", "blank line"),
    (LESSON, "Steps:\n¦1. It\n2. That\n", "blank line"),
    (LESSON, '!!! note "A"\n\n    So:\n    ¦- it\n    - that\n', "blank line"),
    (STEM, "You know:\n¦* they hurry\n* they hold paper\n\nWhat now?", "blank line"),
    (EXPLANATION, "So:\n¦- ask first\n- then answer", "blank line"),
    (SCENE, "You know:\n¦- they hurry\n- they hold paper", "blank line"),
    (LESSON, "¦!!! note “Remember”\n\n    Ask.\n", '!!! note "Remember"'),
    (LESSON, "¦!!! note: Remember\n\n    Ask.\n", '!!! note "Remember"'),
    (LESSON, "¦??? note “Remember”\n\n    Ask.\n", '??? note "Remember"'),
    (LESSON, "¦=== By phone\n\n    Ask.\n", '=== "By phone"'),
    (LESSON, "¦=== “By phone”\n    Ask.\n", '=== "By phone"'),
    (STEM, "¦!!! note “Case”\n\n    A shop.\n\nWhat do you do?", '!!! note "Case"'),
    (LESSON, "¦:::tip\nAsk.\n:::\n", "!!! tip"),
    (LESSON, "¦::: tip\nAsk.\n:::\n", "!!! tip"),
    (LESSON, "> ¦[!NOTE]\n> Ask.\n", "!!! note"),
    (FEEDBACK, "¦[!TIP] Only they know.", "!!! tip"),
    (LESSON, "Rows:\n¦| a | b |\n| --- | --- |\n| c | d |\n", "blank line"),
    (LESSON, "¦| a | b |\n| c | d |\n", "| --- | --- |"),
    (EXPLANATION, "¦| a | b |\n| c | d |", "| --- | --- |"),
    (LESSON, "A ¦** good ** question\n", "**good**"),
    (LESSON, "¦** “What is it?” **\n", "**“What is it?”**"),
    (EXPLANATION, "A ¦** good ** question", "**good**"),
    (LESSON, "See ¦[[say-no]].\n", "[text](page.md)"),
    (LESSON, "See ¦[ten seconds][ten].\n", "[ten]: …"),
    (FEEDBACK, "See ¦[the marks][marks].", "[marks]: …"),
    (FEEDBACK, "The queue.¦[^1]", "[^1]: …"),
    (EXPLANATION, "They chose so.¦[^7]", "[^7]: …"),
    (LESSON, '!!! note "A"\n\n  ¦A short reply\n', "in line 15 only behind four spaces"),
    (LESSON, "??? note\n   ¦A short reply\n", "four spaces"),
    (LESSON, '=== "A"\n\n  ¦A reply\n', "the tab in line 15"),
    (LESSON, "!!! note\n\n   ¦<!-- quiz: hello -->\n", "four spaces"),
    (LESSON, "!!! note\n\n  ¦```\n  x\n  ```\n", "four spaces"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "written", "words"), RAW)
def test_a_mark_that_readers_would_see_is_told_at_its_place(
    place: tuple[str, str], written: str, words: str, tmp_path: Path
) -> None:
    name, old = place
    new = written + ("\nAsk early.[^1]\n" if place is LESSON else "")
    found = told(tmp_path, {name: (old, new.replace("¦", ""))})
    text = (FINE / name).read_text("utf-8").replace(old, new, 1)
    at = text.index("¦")
    meant = [one for one in found if words in f"{one.message} {one.hint}"]
    assert [(one.source.path, one.source.line, one.source.column) for one in meant] == [
        (name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    ]
    assert len(found) == 1


MEANT = [
    "!!! note\n", "!!! note\n\n    Ask.\n", "??? note\n    Ask.\n", '???+ tip "Ask"\n\n    Now.\n',
    '=== "A"\n\n    Ask.\n', "!!! note\n\nAsk at the margin.\n", "!!! note\n\n  - a list\n", "Text\n  goes on\n",
    "- x\n\n    !!! note\n\n        Ask.\n", "1. x\n\n    ??? note\n\n        Ask.\n", "    !!! note “code”\n",
    "```\n!!! note “code”\n:::tip\n[^abc]\n```\n", "!!! WARNING !!!\n", "Is 2 ** 3 ** 2 it?\n",
    "He\n- said he - left\n", "So said he:\n- and left\n", "- So:\n- Then\n- Now\n", "* So:\n* Then\n* Now\n",
    "# So:\n- Then\n- Now\n", "`[x][y]` and `[^abc]` and `[[x]]` and `** bold **`\n", "x[i][j]\n",
    "See [ten seconds][ten].\n\n[ten]: path.md\n", "See [ten seconds][Ten].\n\n!!! note\n\n    [ten]: path.md\n",
    "- [Ann][later] we go on\n", "## Rows\n| a | b |\n| --- | --- |\n| c | d |\n",
    "a | b\n--- | ---\nc | d |\ne | f\n", "!!! note\n    | a | b |\n    | --- | --- |\n",
    "- **`a` and `b` ** x\n", "**`a`** and **`b`** are\n", "> [!a](path.md)\n", "| one row |\n",
    "The set <code>[^aeiou]</code> and <kbd>[[Ctrl]]</kbd>.\n", "<pre>\n!!! “x”\n| a | b |\n| c | d |\n</pre>\n",
    '<pre><code>[abc][def] ** abc ** [[wiki]] [^1x]\n</code></pre>\n', "Is 2 ** power ** 2 it?\n",
    "A [^aeiou]+ and [^x]* of it.\n",
    "Anna asks:  \n- Where are you?  \n- Here I am.  \n", '!!! note "Title only"\n<!-- remark -->\n\n Next.\n',
    "<!--\n!!! note “x”\n-->\n", "[[1]](path.md) and [[one]](path.md)\n", "=== Title ===\n",
]  # fmt: skip


@pytest.mark.parametrize("written", MEANT)
def test_what_is_meant_as_it_stands_is_none(written: str, tmp_path: Path) -> None:
    name, old = LESSON
    assert told(tmp_path, {name: (old, f"{written}\n{old}")}) == []


def test_a_footnote_of_the_page_holds_for_its_items(tmp_path: Path) -> None:
    assert told(tmp_path, {EXPLANATION[0]: (EXPLANATION[1], "They chose so.[^1]")}) == []


def test_a_page_without_any_footnote_is_told_of_the_marks(tmp_path: Path) -> None:
    found = told(tmp_path, {"docs/one.md": ("[^1]: Name", "[^1] Name")})
    assert [(one.code, one.source.line) for one in found] == [("R029", 15), ("R029", 17)]


READ = [
    (["nl2br"], "", "So:\n- a\n- b\n"),
    (["mdx_truly_sane_lists"], "", "So:\n- a\n- b\n"),
    (["mdx_truly_sane_lists"], "", "!!! note\n\n  Ask.\n"),
    (["wikilinks"], "", "See [[say-no]].\n"),
    ([], "  - roamlinks\n", "See [[say-no]].\n"),
    ([], "  - autorefs\n", "See [ten seconds][ten].\n"),
    (["markdown_callouts"], "", "> [!NOTE]\n> Ask.\n"),
    (["pymdownx.quotes"], "", "> [!NOTE]\n> Ask.\n"),
    (["fenced_divs"], "", ":::tip\nAsk.\n:::\n"),
    ([], "  - mkdocstrings\n", "::: a.module\n"),
    (["pymdownx.snippets"], "", "See [ten seconds][ten].\n"),
    (["pymdownx.tasklist"], "", "Done?\n\n- [x] I asked\n- [ ] I went\n"),
]


@pytest.mark.parametrize(("extensions", "plugins", "written"), READ)
def test_what_an_extension_or_a_plugin_may_read_is_left_alone(
    extensions: list[str], plugins: str, written: str, tmp_path: Path
) -> None:
    name, old = LESSON
    assert told(tmp_path, {name: (old, f"{written}\n{old}")}, EXTENSIONS + extensions, plugins) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('!!! note "Remember"\n\n    Ask.\n', "admonition"),
        ("??? note\n\n    Ask.\n", "pymdownx.details"),
        ('=== "A"\n\n    Ask.\n', "pymdownx.tabbed"),
    ],
)
def test_a_mark_whose_extension_is_not_listed_is_told(written: str, name: str, tmp_path: Path) -> None:
    page, old = LESSON
    lacking = [one for one in EXTENSIONS if one != name]
    found = told(tmp_path, {page: (old, f"{written}\n{old}")}, lacking)
    assert [(one.code, one.source.line) for one in found] == [("R031", 15)]
    assert f"needs the extension {name}" in found[0].message


@pytest.mark.parametrize(
    ("written", "extensions", "severity"),
    [
        ("Who?\n\n- [x] You\n- [ ] I\n", [], Severity.ERROR),
        ("You, namely\n\n- [x] You\n  > So agreed.\n- [ ] I\n", [], Severity.ERROR),
        ("Done so far:\n\n- [x] I asked\n- [ ] I went\n", [], Severity.WARNING),
        ("Who?\n\n- [x] You\n  > So agreed.\n- [ ] I\n", ["pymdownx.tasklist"], Severity.WARNING),
    ],
)
def test_choices_of_a_lesson_in_no_item_are_told(
    written: str, extensions: list[str], severity: Severity, tmp_path: Path
) -> None:
    name, old = LESSON
    found = told(tmp_path, {name: (old, f"{written}\n{old}")}, EXTENSIONS + extensions)
    assert [(one.code, one.source.line, one.severity) for one in found] == [("R004", 17, severity)]
