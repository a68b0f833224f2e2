"""Lists with the signs of word processors, lines that “#” makes headings of, and names right behind a heading."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from test_raw_marks import LESSON, STEM, told

from coursewright.config import read_layout
from coursewright.problem import Severity
from coursewright.read.course import read_course

LISTS = [
    "Look at:\n\n¦•\tthe mirrors\n•\tthe belt\n•\tthe seat\n",
    "Look at:\n¦• the mirrors\n• the belt\n",
    "¦‣ the mirrors\n‣ the belt\n",
    "¦•\u00a0the mirrors\n•\u00a0the belt\n",
    "> ¦• the mirrors\n> • the belt\n",
    "¦– the mirrors\n– the belt\n",
    "¦· `mirrors`\n· the belt\n",
    "Look at:\n\n¦-the mirrors\n-the belt\n",
    "Look at:\n¦-the mirrors\n-the belt\n",
    "¦1) the airway\n2) the breathing\n",
    "Check:\n¦a) the airway\nb) the breathing\n",
    "¦(1) the airway\n(2) the breathing\n",
]


@pytest.mark.parametrize("written", LISTS)
def test_a_list_with_another_sign_is_told(written: str, tmp_path: Path) -> None:
    name, old = LESSON
    (found,) = told(tmp_path, {name: (old, f"{written.replace('¦', '')}\n{old}")})
    at = written.index("¦")
    where = (15 + written[:at].count("\n"), at - written.rfind("\n", 0, at))
    assert (found.code, found.severity, (found.source.line, found.source.column)) == ("R029", Severity.WARNING, where)
    assert "starts no list" in found.message
    html = Markdown(extensions=["extra", "toc"]).convert(written.replace("¦", ""))
    assert "<li>" not in html


@pytest.mark.parametrize(
    "written",
    [
        "• the mirrors  \n• the belt\n",
        "• the mirrors\\\n• the belt\n",
        "• one\n\n• two\n",
        "- the mirrors\n- the belt\n",
        "– Where is it?\n– At the back.\n",
        "Il dit :\n\n– Où est-il ?\n– Là.\n",
        "He sees\n– and that is much\n– the sea\n",
        "-verbose -quiet\n-x -y\n",
        "Options:\n\n-v\n-q\n",
        "```\n• a\n• b\n```\n",
        "    • a\n    • b\n",
        "So 1) it and\n2) that.\n",
        "We took\na) it and\nb) that.\n",
        "2) the breathing\n3) the pulse\n",
        "<pre>\n• a\n• b\n</pre>\n",
        "• A single line.\n",
        "-5 to\n-3 degrees\n",
        "| • a |\n|---|\n| • b |\n",
    ],
)
def test_what_is_no_list_is_let_be(written: str, tmp_path: Path) -> None:
    name, old = LESSON
    assert told(tmp_path, {name: (old, f"{written}\n{old}")}) == []


@pytest.mark.parametrize("extension", ["nl2br", "pymdownx.fancylists", "a_list_of_others"])
def test_what_an_extension_may_read_is_let_be(extension: str, tmp_path: Path) -> None:
    name, old = LESSON
    assert told(tmp_path, {name: (old, f"1) the airway\n2) the pulse\n\n{old}")}, [extension]) == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("It is:\n\n¦#include <stdio.h>\n#include <math.h>\n\nThen main.\n", "for a heading, “# include”"),
        ("It is:\n\n¦#include <stdio.h>\n\nThen <stdio.h>.\n", "put ``` above and below code"),
        ("## So\n¦#hashtag\n", "“# hashtag”"),
        ("> So.\n>\n> ¦#pragma once\n", "\\#pragma"),
    ],
)
def test_a_line_that_starts_with_a_hash_is_told_once(written: str, words: str, tmp_path: Path) -> None:
    name, old = LESSON
    found = [
        one
        for one in told(tmp_path, {name: (old, f"{written.replace('¦', '')}\n{old}")})
        if "starts a heading" in one.message
    ]
    assert [one.source.line for one in found] == [15 + written[: written.index("¦")].count("\n")]
    assert words in found[0].hint


def test_a_tag_in_such_a_line_is_no_second_finding(tmp_path: Path) -> None:
    name, old = LESSON
    told(tmp_path, {name: (old, f"It is:\n\n#include <stdio.h>\n\nThen <stdlib.h> and main.\n\n{old}")})
    layout, _ = read_layout(tmp_path / "course/mkdocs.yml")
    assert layout
    found = read_course(layout).problems
    assert sorted((one.code, one.source.line) for one in found) == [("R028", 19), ("R029", 17)]


@pytest.mark.parametrize(
    "written", ["#Goal\n", "##goal\n", "`#include <stdio.h>`\n", "```c\n#include <stdio.h>\n```\n", "\\#include it\n"]
)
def test_headings_and_code_are_let_be(written: str, tmp_path: Path) -> None:
    name, old = LESSON
    assert told(tmp_path, {name: (old, f"{written}\n{old}")}) == []


def test_such_a_line_of_a_question_is_told(tmp_path: Path) -> None:
    name, old = STEM
    found = told(tmp_path, {name: (old, f"See:\n\n#include it\n\n{old}")})
    assert ["starts a heading" in one.message for one in found] == [True]


@pytest.mark.parametrize("written", ["## Again¦{#again}\n", "## Why?¦{#again}\n", "### Again¦{: #again }\n"])
def test_a_name_right_behind_a_heading_is_none(written: str, tmp_path: Path) -> None:
    name, old = LESSON
    (found,) = told(tmp_path, {name: (old, f"{written.replace('¦', '')}\n{old}")})
    assert (found.code, found.severity, found.source.column) == ("R029", Severity.ERROR, written.index("¦") + 1)
    assert 'id="again"' not in Markdown(extensions=["attr_list"]).convert(written.replace("¦", ""))


@pytest.mark.parametrize("written", ["## Again {#again}\n", "## **Again**{#again}\n", "## `Again`{#again}\n"])
def test_a_name_that_markdown_takes_is_let_be(written: str, tmp_path: Path) -> None:
    name, old = LESSON
    assert told(tmp_path, {name: (old, f"{written}\n{old}")}) == []
    assert 'id="again"' in Markdown(extensions=["attr_list"]).convert(written)
