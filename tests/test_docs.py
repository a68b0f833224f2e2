"""The documentation keeps its word: its examples read and check clean, and nothing an author can write is left out.

An example that shows a mistake has a comment in front of it, ``<!-- expect: K002 -->``; the ``text`` block behind it,
if there is one, is what the check prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from inspect import signature
from pathlib import Path

import click
import pytest

from coursewright.check.answer_key import locked_items
from coursewright.check.checker import check
from coursewright.check.report import as_text
from coursewright.cli import main
from coursewright.config import CoursewrightConfig
from coursewright.kinds import KINDS
from coursewright.model import LEVELS, USES, Bank, Course, KeyFile, KeyRow, Lesson, Metadata
from coursewright.problem import Problem
from coursewright.read.document import read_document

ROOT = Path(__file__).parents[1]
TOOLKIT = ROOT / "docs" / "toolkit"
README, ITEMS = ROOT / "README.md", TOOLKIT / "items.md"
_EXAMPLE = re.compile(
    r"(?:^<!-- expect: ([A-Z0-9 ]+) -->\n\n)?"
    r"^```markdown\n(.*?)^```\n"
    r"(?:(?:(?!```|#)[^\n]*\n)*?```text\n(.*?)^```\n)?",
    re.S | re.M,
)


@dataclass(frozen=True)
class Example:
    """A block of Markdown in a page, and what the page says a check finds in it."""

    page: Path
    line: int
    text: str
    expected: tuple[str, ...]
    printed: str | None

    @property
    def course(self) -> Course:
        """This block as a course: a bank if it says what it is for, else a lesson; its answer key is up to date."""
        problems: list[Problem] = []
        document, _ = read_document(self.text, "docs/page.md", problems)
        if "use" in document.meta:
            course = Course(banks=(Bank("bank", "", document.meta["use"], document),), problems=tuple(problems))
        else:
            course = Course(lessons=(Lesson("lesson", "", document, "page.md"),), problems=tuple(problems))
        key = KeyFile("quizzes/answer-key.json", "")
        rows = (KeyRow(item.id, item.kind, item.keyed, item.metadata.points, key) for item in locked_items(course))
        return replace(course, answer_key=tuple(rows))


def examples() -> Iterator[Example]:
    for page in (README, ITEMS):
        text = page.read_text(encoding="utf-8")
        for found in _EXAMPLE.finditer(text):
            line = text.count("\n", 0, found.start(2))
            yield Example(page, line, found[2], tuple((found[1] or "").split()), found[3])


EXAMPLES = [example for example in examples() if "<quiz>" in example.text]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.page.name}:{example.line}")
def test_an_example_has_items_and_the_problems_that_the_page_says(example: Example) -> None:
    found = check(example.course)
    assert tuple(problem.code for problem in found) == example.expected, as_text(found)
    assert example.course.items
    if example.printed is not None:
        assert example.printed == as_text(found)


def test_the_pages_have_examples_of_clean_items_and_of_a_mistake() -> None:
    assert {example.page for example in EXAMPLES} == {README, ITEMS}
    assert {example.page for example in EXAMPLES if example.expected and example.printed} == {README, ITEMS}


def test_the_examples_show_every_kind() -> None:
    assert {item.kind for example in EXAMPLES for item in example.course.items} == set(KINDS)


def test_an_embed_names_an_item_that_an_example_has() -> None:
    items = {item.id for example in EXAMPLES for item in example.course.items}
    embeds = [embed for text in examples() for embed in text.course.lessons for embed in embed.document.embeds]
    assert {embed.target for embed in embeds if not embed.bank} <= items
    assert {embed.bank for embed in embeds} == {True, False}


@pytest.mark.parametrize("name", signature(Metadata).parameters)
def test_every_name_in_an_items_comment_is_in_the_table(name: str) -> None:
    assert f"\n| `{name}` |" in ITEMS.read_text(encoding="utf-8")


@pytest.mark.parametrize("value", [*LEVELS, *USES, *KINDS])
def test_every_value_that_an_author_can_choose_is_said(value: str) -> None:
    assert f"`{value}`" in ITEMS.read_text(encoding="utf-8")


def manual() -> str:
    pages = [README, *TOOLKIT.glob("*.md")]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("name", main.commands)
def test_every_command_is_in_the_manual_with_its_options(name: str) -> None:
    command = main.commands[name]
    assert f"`coursewright {name}" in manual()
    for parameter in command.params:
        written = parameter.opts if isinstance(parameter, click.Option) else []
        values = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
        assert [said for said in (*written, *values) if not re.search(rf"[` ]{said}[` ]", manual())] == []


@pytest.mark.parametrize("name", [name for name, _ in CoursewrightConfig._schema])
def test_every_option_of_the_plugin_is_in_the_manual(name: str) -> None:
    assert f"\n| `{name}` |" in (TOOLKIT / "index.md").read_text(encoding="utf-8")
