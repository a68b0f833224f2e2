"""Signs of multiplication that become emphasis, dates that become lists, and other marks that passed in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from test_silent_slips import BANK, OLD, PAGE, SCENE, course, told  # noqa: F401 - a fixture

from coursewright.fragment.text import Text
from coursewright.read.engine import Engine
from coursewright.read.near_alone import lone_marks
from coursewright.read.near_inline import Defined, inline_marks
from coursewright.read.near_names import twice_named

QUIZ = "<quiz>\n<!-- id: aa-1; objective: G.1 -->\nWhat is it?\n{}\n</quiz>\n\n".format(
    "- [x] A nod\n  > So agreed.\n- [ ] A wave\n  > Seen by all."
)

TIMES = [
    (PAGE, "So ¦5*4*3 is 60, and 2*3 is 6.\n\n"),
    (PAGE, "As ¦2*3 = 6 and 4*5 = 20.\n\n"),
    (PAGE, "- ¦1.5*2*3 cm\n\n"),
    (PAGE, "* ¦2*3*4\n\n"),
    (PAGE, "Of CYP2C¦9*2 and CYP2C9*3.\n\n"),
    (PAGE, "| a |\n|---|\n| ¦2*3*4 |\n\n"),
    (BANK, "Is ¦5*4*3 it? "),
    (PAGE, QUIZ.replace("A nod", "¦2*3*4")),
    (PAGE, QUIZ.replace("So agreed", "So ¦2*3*4 it is")),
    (SCENE, "It is ¦2*3*4. "),
]
DATES = [
    (PAGE, "¦3. Oktober 1990 war ein Mittwoch.\n\n"),
    (PAGE, "1. Das\n2. Dies\n\nText.\n\n¦3. Oktober 1990 war ein Mittwoch.\n\n"),
    (PAGE, QUIZ.replace("What is it", "¦2. Weltkrieg: was folgt")),
    (PAGE, "¦28. října 1918 it was.\n\n"),
    (PAGE, "¦6. joulukuuta 1917 it was.\n\n"),
    (PAGE, QUIZ.replace("What is it", "¦8. Mai 1945: Was geschah")),
    (PAGE, QUIZ.replace("So agreed", "¦3. Oktober 1990: So war es")),
    (PAGE, QUIZ.replace("So agreed", "¦1990. That was the year")),
    (PAGE, QUIZ.replace("all.\n", "all.\n\n¦3. Oktober 1990: So war es.\n")),
    (BANK, "Text.\n\n¦3. Oktober 1990 war es. "),
    (SCENE, "Text.\n\n¦3. Oktober 1990 war es. "),
]

BOLD = [
    (PAGE, "Which drug is ¦**not given by mouth?\n\n"),
    (PAGE, "In a queue, ¦**never tell\na name.\n\n"),
    (PAGE, "- A nod is ¦**not a name\n- **So** it is\n\n"),
    (BANK, "Which is ¦**not so good? "),
    (PAGE, QUIZ.replace("So agreed", "So ¦**never told anybody")),
    (SCENE, "They do ¦**not look up. "),
    (PAGE, "It is **so**.\n\n¦**Never tell a name.\n\n"),
]
HEADS = [
    (PAGE, "## Try it ¦(#try)\n\n"),
    (PAGE, "## Try it ¦(#try-it)\n\n"),
    (PAGE, "See [below](#now).\n\n### Try it ¦(#now)\n\n"),
]
NOTES = [
    (PAGE, "¦TBC: ask Ana which dose is right here.\n\n"),
    (PAGE, "¦XXX check with the pharmacy before we publish.\n\n"),
    (PAGE, "**¦XXX:** add a picture\n\n"),
    (PAGE, "¦TBD\n\n"),
    (PAGE, "## ¦TBD: the rest\n\n"),
    (SCENE, "¦XXX: write this\n\n"),
]


@pytest.mark.parametrize(("name", "written"), NOTES)
def test_a_note_to_oneself_is_a_placeholder(name: str, written: str, course: Path) -> None:  # noqa: F811
    before = (course / name).read_text("utf-8").partition(OLD[name])[0] + written.partition("¦")[0]
    (found,) = told(course, name, written)
    assert (found.code, found.source.line) == ("K012", before.count("\n") + 1)
    assert "is a placeholder" in found.message


@pytest.mark.parametrize(("name", "written"), [*TIMES, *DATES, *BOLD, *HEADS])
def test_it_is_told_once_at_its_place(name: str, written: str, course: Path) -> None:  # noqa: F811
    before = (course / name).read_text("utf-8").partition(OLD[name])[0] + written.partition("¦")[0]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    found = told(course, name, written)
    seen = [(f"{one.severity.value} {one.code}", (one.source.line, one.source.column)) for one in found]
    assert seen == [("warning R029", place)], found


RIGHT = [
    (PAGE, "Pass it **options too. A char **argv is it.\n\nIn Python you write **rest of them as an argument.\n\n"),
    (PAGE, "It is 5 **only now and 6 ** then.\n\nThe price **only now (see below).\n\n** Only now.\n\n"),
    (PAGE, "The total* was 5, and the rest** was 3.\n\n*without tax\n\n**with tax\n\n"),
    (PAGE, "| Price** |\n|---|\n| 3 |\n\n**with tax\n\n"),
    (PAGE, "Files in src/**/x and **/docs and 2**n it and f**k it, `is **not so`.\n\n"),
    (PAGE, "It is **not so** and **not\nthis**.\n\n    It is **not so good\n\n"),
    (PAGE, "## The movement (#metoo)\n\n## Colours (#fff)\n\n## Fixed (#123)\n\n## About it (see #about)\n\n"),
    (PAGE, "```\n## Try it (#try)\n```\n\n[Try it](#try)\n\n## Try it {#try}\n\n## Me Too (#MeToo)\n\n"),
    (PAGE, "TBC: síntomas y causas.\n\nTBC ist heilbar.\n\nXXX aniversario de la casa.\n\nXXX: the film\n\n"),
    (PAGE, "XXX asked you to come.\n\nXXX. Kapitel\n\nIt is TBD.\n\n- TBD: to be decided\n- XXX check\n\n"),
    (PAGE, "2 * 3 * 4 and a*b*c and *2*3 and `2*3*4` and $2*3*4$ and 2**3**4 and 2\\*3\\*4.\n\n"),
    (PAGE, "See https://example.org/1*2*3 and [a](b1*2*3) and 2*3 and *so*.\n\n"),
    (PAGE, "| 2*3 | 4*5 |\n|---|---|\n| 2*3 | 4*5 |\n\n"),
    (PAGE, "<div>\n2*3*4\n</div>\n\n    2*3*4\n\n```\n2*3*4\n```\n\n<!-- 2*3*4 -->\n\n"),
    (
        PAGE,
        QUIZ.replace("What is it?\n- [x] A nod\n  > So agreed.\n- [ ] A wave\n  > Seen by all.", "It is [[2*3*4]]."),
    ),
    (PAGE, "3\\. Oktober 1990 war es.\n\nAm 3. Oktober.\n\n3.5 of it. 3) That.\n\n3.Oktober\n\n"),
    (PAGE, QUIZ.replace("What is it?", "1. One\n\nText.\n\n2. Two\n\nText.\n\n3. Three: what is it?")),
    (BANK, "2. Here\n\nText.\n\n3. There: "),
    (PAGE, "1. Oktober 1990 war es.\n\n32. Something. \n\n100. That\n\n"),
    (PAGE, "Text\n3. Oktober 1990.\n\n`3. Oktober`\n\n```\n3. Oktober\n```\n\n"),
    (PAGE, "    3. Oktober\n\n<!--\n\n3. Oktober\n-->\n\n> 3. Oktober\n\n"),
    (PAGE, QUIZ.replace("What is it?", "Which is right?\n\n1. This\n2. That\n")),
    (
        PAGE,
        QUIZ.replace("What is it?", "2. What is it?")
        + QUIZ.replace("What is it?", "3. Who is it?").replace("aa-1", "aa-2"),
    ),
    (PAGE, QUIZ.replace("So agreed.", "So agreed, on\n  > 3. Oktober 1990.")),
]


@pytest.mark.parametrize(("name", "written"), RIGHT)
def test_what_is_right_stays_silent(name: str, written: str, course: Path) -> None:  # noqa: F811
    assert told(course, name, written) == told(course, name, "")


@pytest.mark.parametrize("written", [written for name, written in TIMES if name == PAGE and "quiz" not in written])
def test_markdown_makes_emphasis_of_stars(written: str) -> None:
    assert "<em>" in Markdown(extensions=["tables"]).convert(written.replace("¦", ""))


@pytest.mark.parametrize("written", [written for name, written in DATES if name == PAGE and "quiz" not in written])
def test_markdown_makes_a_list_of_a_date(written: str) -> None:
    assert "<ol>" in Markdown().convert(written.partition("¦")[2])


def test_many_marks_are_looked_at_once() -> None:
    """What each of the looks costs grows with the text, whatever it repeats."""
    engine = Engine(("tables",))
    for mark in (
        "1*",
        "1*1 ",
        "1*1\n",
        "[[1*1",
        "://1*1*1 ",
        "1*1*1\n\n",
        "3. ",
        "3. a\n\n",
        "\n3. ",
        "3. Mai\n\n",
        "5. a\n\n4. b\n\n",
    ):
        text = Text(mark * 20_000, "a.md", 1, 1)
        list(inline_marks(text.markdown, text, engine, Defined(text.markdown), page=True))
        list(twice_named(text.markdown, text, (), engine, in_glossary=False))
        list(lone_marks(text.markdown, text, engine, ()))
