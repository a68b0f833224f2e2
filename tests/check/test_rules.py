"""Every rule finds what its cases say, at the line and column they say, and nothing else.

A case is a bank in ``cases``; its front matter lists what a check reports, as ``line:column CODE``. A case of several
files is a folder; there each file lists its own. A folder with a ``mkdocs.yml`` is a whole course, in which a YAML file
lists them in a comment in its first line.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from courses import course_of, course_of_item

from coursewright.check.answer_key import locked_items
from coursewright.check.checker import check
from coursewright.check.registry import all_rules
from coursewright.config import read_layout
from coursewright.model.key import KeyFile, KeyRow
from coursewright.problem import Problem, Severity
from coursewright.read.course import read_editions
from coursewright.read.front_matter import split_front_matter

CASES = Path(__file__).parent / "cases"


def texts_of(case: Path) -> dict[str, str]:
    files = sorted(file for file in case.rglob("*.*") if file.is_file()) if case.is_dir() else [case]
    return {
        file.relative_to(case if case.is_dir() else case.parent).as_posix(): file.read_text("utf-8") for file in files
    }


def problems_in(case: Path) -> list[Problem]:
    if not (case / "mkdocs.yml").is_file():
        return list(check(course_of(texts_of(case))))
    layout, problems = read_layout(case / "mkdocs.yml")
    assert layout, problems
    first, *others = read_editions(layout)
    key = KeyFile("quizzes/answer-key.json", "")
    rows = (KeyRow(item.id, item.kind, item.keyed, item.metadata.points, key) for item in locked_items(first))
    found = [problem for course in (replace(first, answer_key=tuple(rows)), *others) for problem in check(course)]
    return sorted(found, key=lambda problem: problem.order)


def expectations(texts: dict[str, str]) -> list[str]:
    found = []
    for path, text in texts.items():
        if path.endswith(".md"):
            lines = split_front_matter(text, path, [])[0].get("expect", [])
        else:
            comment = re.match(r"# expect: (\[.*\])\n", text)
            lines = json.loads(comment[1]) if comment else []
        found += [f"{path}:{line}" for line in lines]
    return found


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.stem)
def test_a_check_reports_exactly_what_the_case_expects(case: Path) -> None:
    found = [f"{problem.source} {problem.code}" for problem in problems_in(case)]
    assert expectations(texts_of(case)) == found


@pytest.mark.parametrize("code", [rule.code for rule in all_rules()])
def test_every_rule_has_a_case_that_fires_and_one_that_is_clean(code: str) -> None:
    said = {case.stem: expectations(texts_of(case)) for case in CASES.iterdir() if case.stem.startswith(code.lower())}
    assert any(line.endswith(code) for lines in said.values() for line in lines)
    assert any(not any(line.endswith(code) for line in lines) for lines in said.values())


def messages(text: str, code: str) -> list[str]:
    return [problem.message for problem in check(course_of_item(text)) if problem.code == code]


def severities(text: str, code: str) -> list[Severity]:
    return [problem.severity for problem in check(course_of_item(text)) if problem.code == code]


REASONS = "- [x] A later time\n  > {}\n- [ ] A hug\n  > A hug in public shows everyone that you know each other.\n"


def test_choices_without_a_reason_are_advice_and_silent_where_an_explanation_stands() -> None:
    text = "What do you offer?\n- [x] A later time\n- [ ] A hug\n- [ ] A home number\n"
    explained = f"{text}\nThe talk waits for a place where nobody listens.\n"
    assert severities(text, "K007") == [Severity.ADVICE, Severity.ADVICE]
    assert severities(explained, "K007") == []
    assert (
        severities(explained.replace("hug\n", "hug\n  > It shows everyone that you know each other.\n"), "K007") == []
    )
    assert severities(f"{text}\nSee lesson 1.2.\n", "K007") == [Severity.ADVICE, Severity.ADVICE]
    assert messages(text, "K007") == [
        "no feedback on the right choice “A later time”",
        "no feedback on the wrong choice “A hug”, nor a reason for 1 more",
    ]


@pytest.mark.parametrize(
    "feedback",
    [
        "Correct!",
        "That is right.",
        "See lesson 1.2.",
        "Please see the lesson on first greetings.",
        "See [the lesson above](../docs/principle-1/agreement.md#seven-lines) again.",
        "**Review** module 2 once more.",
        "対応が正しい。",
    ],
)
def test_boilerplate_is_no_reason(feedback: str) -> None:
    found = messages("What do you offer?\n" + REASONS.format(feedback), "K007")
    assert [message.endswith("gives no reason") for message in found] == [True]


@pytest.mark.parametrize(
    "feedback",
    [
        "It keeps the boundary whole.",
        "See who listens before you speak.",
        "Read the room: others hear you.",
        "後で会う約束は、その場の会話を守ります。",
        "Look at who stands behind you in the queue: they hear every word that you say.",
    ],
)
def test_a_short_reason_is_one(feedback: str) -> None:
    assert messages("What do you offer?\n" + REASONS.format(feedback), "K007") == []


def test_feedback_that_calls_a_wrong_letter_right_is_an_error_even_where_choices_stay() -> None:
    for said in (
        "Option B is right because it waits.",
        "The correct answer is B, since it waits.",
        "Choice A is wrong here.",
    ):
        assert severities("What do you offer?\n" + REASONS.format(said), "K008") == [Severity.ERROR]


def test_a_place_is_a_warning_only_where_choices_are_shuffled() -> None:
    text = "What do you offer?\n" + REASONS.format("Option A waits, and the last choice does not.")
    assert severities(text, "K008") == []
    assert severities(f"<!-- shuffle: true -->\n{text}", "K008") == [Severity.WARNING] * 2


def test_the_sites_own_shuffling_counts_unless_the_item_says_otherwise() -> None:
    text = "What do you offer?\n" + REASONS.format("Option A waits, and the last choice does not.")
    for comment, expected in (("", 2), ("<!-- shuffle: false -->\n", 0), ("<!-- type: truefalse -->\n", 0)):
        course = replace(course_of_item(comment + text), shuffle_answers=True)
        assert [problem.code for problem in check(course)].count("K008") == expected


@pytest.mark.parametrize(
    "said",
    [
        "Schedule B lists it.",
        "See Part 2 of it.",
        "Answer 5 questions first.",
        "An answer a client gives.",
        "It takes 2 options.",
    ],
)
def test_a_letter_without_its_noun_names_no_place(said: str) -> None:
    text = f"<!-- shuffle: true -->\nWhat do you offer? {said}\n" + REASONS.format("It keeps the boundary whole.")
    assert messages(text, "K008") == []


def test_an_unknown_objective_comes_with_the_nearest_known_one() -> None:
    lesson = "---\nobjectives:\n  P2.10: Offer a later time\n---\n"
    item = "<quiz>\n<!-- objective: P2.11 -->\nA later time? [[yes]]\n---\nIt keeps the boundary whole.\n</quiz>\n"
    found = [
        problem.hint for problem in check(course_of({"lesson.md": lesson, "bank.md": item})) if problem.code == "B202"
    ]
    assert found == ["Did you mean “P2.10”?"]


def test_a_tests_question_in_practice_is_a_warning_and_a_reworded_one_advice() -> None:
    texts = texts_of(CASES / "k006-twins")
    found = [(problem.severity, problem.hint.startswith("Whoever")) for problem in check(course_of(texts))]
    assert found == [(Severity.WARNING, True), (Severity.ADVICE, True)]


def test_true_or_false_has_two_choices() -> None:
    def problems(marks: str) -> list[str]:
        choices = "".join(f"- [{mark}] Statement {number}\n" for number, mark in enumerate(marks))
        found = check(course_of_item(f"<!-- type: truefalse -->\nA nod can disclose.\n{choices}"))
        return [f"{problem.source.line} {problem.message}" for problem in found if problem.code == "K011"]

    assert problems("x ") == []
    assert problems("x  ") == ["6 3 choices in an item of type truefalse"]
    assert problems("x") == ["4 one choice in an item of type truefalse"]


def test_thousands_of_nearly_equal_stems_are_checked_in_linear_time() -> None:
    stem = (
        "A client called N{} greets you at the till while your partner stands by, both children ask aloud who that "
        "is, the whole queue behind you listens and the cashier, who knows everybody, looks up from her work"
    )
    bank = "".join(f"<quiz>\n{stem.format(number)}\n[[yes]]\n</quiz>\n" for number in range(1500))
    found = [problem for problem in check(course_of({"bank.md": bank})) if problem.code == "K006"]
    assert len(found) == 1499


def bank_of(longest: int, *, place: int | None = None) -> str:
    """Return a bank of twelve items; in so many the right choice is the longest, and it stands there, or anywhere."""
    found = []
    for number, word in enumerate("abcdefghijkl"):
        more = " more times" if number < longest else ""
        right = f"- [x] Ask {word}{more}\n  > The client alone knows who may learn of it.\n"
        wrong = [f"- [ ] Wait {word}\n  > The client learns nothing of why you wait.\n"]
        wrong.append(f"- [ ] Tell a {word}\n  > Whoever hears it learns who is a client.\n")
        wrong.insert(number % 3 if place is None else place, right)
        found.append(f"<quiz>\nWhat comes first in the case called {word * 5}, seen alone?\n{''.join(wrong)}</quiz>\n")
    return "\n".join(found)


@pytest.mark.parametrize(("longest", "expected"), [(9, [Severity.ADVICE]), (8, [Severity.ADVICE]), (7, []), (4, [])])
def test_a_pattern_of_lengths_is_told_by_its_odds(longest: int, expected: list[Severity]) -> None:
    found = [problem for problem in check(course_of({"bank.md": bank_of(longest)})) if "longest" in problem.message]
    assert [problem.severity for problem in found] == expected
    assert {problem.code for problem in found} <= {"W150"}


def test_a_pattern_counts_all_items_for_a_use_in_whichever_files() -> None:
    items = bank_of(12, place=0).split("\n\n")
    texts = {"a.md": "\n\n".join(items[:5]), "b.md": "\n\n".join(items[5:])}
    found = [problem for problem in check(course_of(texts)) if problem.code in ("W150", "W151")]
    assert [(problem.source.path, problem.code) for problem in found] == [("a.md", "W150"), ("a.md", "W151")]
    assert "in 12 of 12 items for practice the right choice is the longest; by chance 4 would be" in found[0].message
    assert found[1].message.startswith("12, 0, 0 right choices stand from first to last in the items for practice")
    final = {path: f"---\nuse: final\n---\n{text}" for path, text in texts.items() if path == "b.md"}
    assert [problem for problem in check(course_of(texts | final)) if problem.code in ("W150", "W151")] == []


def test_a_bank_answers_for_its_pattern_in_its_front_matter() -> None:
    text = "---\nallow:\n  W150: Long answers are the point here\n---\n" + bank_of(9)
    assert [problem for problem in check(course_of({"bank.md": text})) if problem.code in ("W150", "X001")] == []
