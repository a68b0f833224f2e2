"""Images behind a blank, tags in curly quotation marks and lists right below a bold line are told where they stand."""

from __future__ import annotations

import time

import pytest
from courses import course_of

from coursewright.fragment.text import Text
from coursewright.read.engine import Engine
from coursewright.read.near_parts import check_items, check_scenario
from coursewright.read.near_prose import check_prose
from coursewright.read.near_quoted import curly_tags

PAGE = "---\nid: p\nobjectives: {{P.1: Name it}}\nduration: 1\n---\n# One\n\n{}\n"
ITEM = """<quiz>
<!-- id: one; objective: P.1 -->
{}

Which one is it?
- [x] The visitor {}
  > Only they know what they came for.
- [ ] The clerk
  > The desk knows the ways.
</quiz>
"""
IMAGE = "! [The desk](desk.png)"
TAG = '<img alt="A desk" src=“desk.png” width=“300”>'
BOLD = "**Three marks of it**\n- One\n- Two\n- Three"


def told(page: str, item: tuple[str, str] = ("", "")) -> list[str]:
    bank = ITEM.format(*item)
    course = course_of({"page.md": PAGE.format(page), "bank.md": bank})
    found = [*check_prose(course.lessons[0], Engine(), ""), *check_items(course.banks[0].document, bank, Engine())]
    return [f"{one.severity.value} {one.source}" for one in found if one.code == "R029"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (IMAGE, "error page.md:8:1"),
        (f"- {IMAGE}", "error page.md:8:3"),
        (f"> {IMAGE}", "error page.md:8:3"),
        ('! [](img/desk.JPG "So")', "error page.md:8:1"),
        (TAG, "error page.md:8:23"),
        ("See <a href=”a.md”>it</a>.", "error page.md:8:13"),
        ("<div class=«wide»>\n\nText\n\n</div>", "error page.md:8:12"),
        ("So.\n\n<img\n  src=“desk.png”\n  alt=“A desk”>", "error page.md:11:7"),
        (BOLD, "warning page.md:9:1"),
        (BOLD.replace("**", "__"), "warning page.md:9:1"),
        ("**Steps**\n1. One\n2. Two", "warning page.md:9:1"),
        (f"Text above it.\n{BOLD}", "warning page.md:10:1"),
        ("> **Two**\n> - One\n> - Two", "warning page.md:9:3"),
    ],
)
def test_what_is_lost_on_a_page_is_told(text: str, place: str) -> None:
    assert told(text) == [place]


@pytest.mark.parametrize(
    ("item", "place"),
    [
        ((IMAGE, ""), "error bank.md:3:1"),
        ((TAG, ""), "error bank.md:3:23"),
        (("", "<b class=“x”>so</b>"), "error bank.md:6:28"),
        ((BOLD, ""), "warning bank.md:4:1"),
    ],
)
def test_so_it_is_in_an_item(item: tuple[str, str], place: str) -> None:
    assert told("Text.", item) == [place]


@pytest.mark.parametrize(("text", "row"), [(IMAGE, 0), (TAG, 0), (BOLD, 1)])
def test_so_it_is_in_a_scene(text: str, row: int) -> None:
    scenario = f"# Queue\n\n## Start\n\n{text}\n\n- [Go](#end)\n\n## End\n\nIt ends.\n"
    found = check_scenario(course_of({"scenario.md": scenario}).scenarios[0], scenario, Engine())
    assert [one.source.line for one in found if one.code == "R029"] == [5 + row]


@pytest.mark.parametrize(
    "text",
    [
        f"`{IMAGE}` and `{TAG}`",
        f"```html\n{TAG}\n{IMAGE}\n```",
        f"Text:\n\n    {TAG}\n    {IMAGE}",
        f"<!-- {TAG} -->",
        "Regardez ! [Le plan](plan.png)",
        "Look! [The desk](desk.png)",
        "! [The rules](rules.md)",
        "![The desk](desk.png)",
        '<img src="desk.png" alt="a=“b”" title="He said =“c”">',
        "<img src='desk.png' alt='“The desk”'>",
        "Where x <b and c=“d”, or a < b x=“y”.",
        "An \\<img src=“x”>.",
        "He set a=“b” > c.",
        "**Three marks of it**\n\n- One\n- Two",
        "**One** of them, **two**\n- and a dash",
        "**Who**\n- and one line",
        "**It is said.** So it is\n- One\n- Two",
        "**Anna**  \n- Good morning.  \n- Come in.  ",
        "```text\n**Two**\n- One\n- Two\n```",
        "- **Two**\n- One\n- Two",
        "## **Two**\n- One\n- Two",
        "| **Two** |\n|---|\n| x |",
    ],
)
def test_what_is_meant_so_is_let_be(text: str) -> None:
    assert told(text) == []
    assert told("Text.", (text.replace("- and", "* and"), "")) == []


@pytest.mark.parametrize("mark", ["<a b", "<a =“", "! [", "**a", "**\n", "<a  ", " a=“", "<img a=“b” "])
def test_many_of_one_mark_take_no_longer(mark: str) -> None:

    text = "<a" + mark * (200_000 // len(mark)) + "=“"
    begun = time.perf_counter()
    list(curly_tags(text, Text(text, "page.md", 1, 1)))
    assert time.perf_counter() - begun < 2
