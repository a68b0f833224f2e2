"""mkdocs-quiz reads our items as we do, and its terminal runner plays our banks.

The files in ``both`` leave out what differs by design: several accepted answers (``[[a|b]]``: one answer there), the
metadata comment (part of the question there), blanks and boxes in code (real ones there), choices of several lines
(cut off there), and whatever we report as a problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_quiz.cli import runner
from mkdocs_quiz.cli.main import cli
from mkdocs_quiz.qti.extractor import extract_quizzes_from_file
from mkdocs_quiz.qti.models import Quiz

from coursewright.fragment.text import Text
from coursewright.model.item import Item
from coursewright.problem import Problem
from coursewright.read.document import read_document
from engines import ROOT

FILES = sorted((Path(__file__).parent / "both").glob("*.md"))
BANKS = sorted((ROOT / "quizzes").glob("*.md"))

pytestmark = pytest.mark.filterwarnings("ignore:.*rich-click:PendingDeprecationWarning")

Parts = dict[str, Any]


def theirs(quiz: Quiz) -> Parts:
    """Return what mkdocs-quiz has read."""
    return {
        "stem": quiz.question,
        "choices": [(answer.text, answer.is_correct, answer.feedback) for answer in quiz.answers],
        "blanks": [blank.correct_answer for blank in quiz.blanks],
        "explanation": quiz.content or None,
    }


def ours(item: Item) -> Parts:
    """Return what we have read, with blanks written as mkdocs-quiz does."""
    stem = item.stem.markdown
    for number, blank in reversed(list(enumerate(item.blanks))):
        stem = f"{stem[: blank.start]}{{{{BLANK_{number}}}}}{stem[blank.end :]}"
    return {
        "stem": stem,
        "choices": [(choice.text.markdown, choice.correct, said(choice.feedback)) for choice in item.choices],
        "blanks": [blank.answers[0] for blank in item.blanks],
        "explanation": said(item.explanation),
    }


def said(text: Text | None) -> str | None:
    return text.markdown if text else None


def items_of(text: str) -> list[Item]:
    """Return the items of a text in which we find no fault but a detached quote, which is a warning."""
    problems: list[Problem] = []
    document, _ = read_document(text, "page.md", problems, "practice")
    assert [problem for problem in problems if problem.code != "R018"] == []
    return list(document.items)


def test_the_files_hold_at_least_fifty_items() -> None:
    assert sum(len(items_of(file.read_text(encoding="utf-8"))) for file in FILES) >= 50


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_mkdocs_quiz_reads_every_item_as_we_do(file: Path) -> None:
    found = [ours(item) for item in items_of(file.read_text(encoding="utf-8"))]
    assert [theirs(quiz) for quiz in extract_quizzes_from_file(file)] == found


WORDS = st.sampled_from(
    [
        "who", "says", "hello", "**both**", "of *them*", "`code`", "[a link](page.md)", "at_school", "3.5", "50%",
        "(or", "not)", "“quoted”", "it’s", "é", "图书馆", "never,", "always;", "A/B", "x<y", "&amp;", "#1", "a\\*b",
        "$5", "<b>bold</b>", "@home", "https://example.org", "[bracket]", "{brace}", "~tilde~", "|", "\\[",
    ]
)  # fmt: skip
LINE = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: "Q " + " ".join(words))
PARAGRAPHS = st.lists(st.lists(LINE, min_size=1, max_size=2).map("\n".join), min_size=1, max_size=2).map("\n\n".join)
BLANK = st.sampled_from(["four", "two words", "é", "3.5", "A & B"]).map("[[{}]]".format)


@st.composite
def choice_items(draw: st.DrawFn) -> str:
    lines = [draw(PARAGRAPHS), *draw(st.sampled_from([[], [""]]))]
    for _ in range(draw(st.integers(1, 5))):
        bullet, mark = draw(st.sampled_from("-*")), draw(st.sampled_from(["x", " ", "X", ""]))
        lines.append(f"{bullet} [{mark}] {draw(LINE)}")
        indent = draw(st.sampled_from(["", "  ", "    "]))
        feedback = draw(st.none() | PARAGRAPHS)
        lines += [f"{indent}> {line}".rstrip() for line in feedback.split("\n")] if feedback else []
    if draw(st.booleans()):
        lines += ["", draw(PARAGRAPHS)]
    return "\n".join(["<quiz>", *lines, "</quiz>", ""])


@st.composite
def blank_items(draw: st.DrawFn) -> str:
    lines = [f"{draw(LINE)} {draw(BLANK)} {draw(LINE)}" for _ in range(draw(st.integers(1, 4)))]
    if draw(st.booleans()):
        lines += ["", "---", draw(PARAGRAPHS)]
    return "\n".join(["<quiz>", *lines, "</quiz>", ""])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to write generated items to."""
    return tmp_path_factory.mktemp("generated") / "page.md"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(choice_items(), blank_items()), min_size=1, max_size=4).map("\n".join))
def test_mkdocs_quiz_reads_generated_items_as_we_do(page: Path, text: str) -> None:
    page.write_text(text, encoding="utf-8")
    found = [ours(item) for item in items_of(text)]
    assert [theirs(quiz) for quiz in extract_quizzes_from_file(page)] == found


ASKED = ("single", "multiple", "blanks", "short", "say")
"""Kinds that the terminal runner asks. It knows nothing of ``type:``, so that accepted answers of a ``short`` item, and
the criteria of a ``say`` item, are boxes to tick there; it finds no question in items to order or match."""


class Learner:
    """Answers each of the runner's questions rightly, and remembers what it could choose from."""

    def __init__(self) -> None:
        self.asked: list[list[str] | None] = []
        self.answers: Iterator[str] = iter(())

    def select(self, _message: str, choices: list[Any], **_: Any) -> Learner:
        self.asked.append([choice.value.text for choice in choices])
        self.answer: Any = next((choice.value for choice in choices if choice.value.is_correct), choices[0].value)
        return self

    def checkbox(self, _message: str, choices: list[Any], **_: Any) -> Learner:
        self.asked.append([choice.value.text for choice in choices])
        self.answer = [choice.value for choice in choices if choice.value.is_correct]
        return self

    def text(self, _message: str, **_: Any) -> Learner:
        self.asked.append(None)
        self.answer = next(self.answers)
        return self

    def unsafe_ask(self) -> Any:
        return self.answer


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_the_terminal_runner_asks_every_item_of_the_bank(
    bank: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``quiz run`` shows each question without its metadata, offers all choices, and takes the right ones for right."""
    items = items_of(bank.read_text(encoding="utf-8"))
    items = [item for item in items if item.kind in ASKED]
    learner = Learner()
    learner.answers = iter([blank.answers[0] for item in items for blank in item.blanks])
    for question in ("select", "checkbox", "text"):
        monkeypatch.setattr(runner.questionary, question, getattr(learner, question))
    monkeypatch.setattr(runner.console, "input", lambda *_: "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    done = CliRunner().invoke(cli, ["run", str(bank)], catch_exceptions=False)
    expected: list[list[str] | None] = []
    for item in items:
        expected += [[choice.text.markdown for choice in item.choices]] if item.choices else [None] * len(item.blanks)
    assert expected == learner.asked
    assert done.exit_code == 0
    output = " ".join(done.output.split())
    assert [item.id for item in items if " ".join(item.stem.markdown.split()[:4]).replace("*", "") not in output] == []
    assert "<!--" not in output
    assert "objective:" not in output
    scored = sum(item.metadata.scored for item in items)
    history = (tmp_path / "mkdocs-quiz" / "history.json").read_text(encoding="utf-8")
    assert f'"correct": {scored}' in history
    assert f'"total": {len(items)}' in history
