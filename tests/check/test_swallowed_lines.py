"""A choice whose line break was lost is told in the line that took it; boxes that a text is about are let be."""

from __future__ import annotations

import time

import pytest
from courses import course_of, course_of_item

from coursewright.check.checker import check
from coursewright.problem import Problem
from coursewright.read.document import read_document

ITEM = """Who decides what a visitor has come for?
- [x] The visitor
  > Only they know what they came for.{0}- [ ] The desk clerk
  > The desk knows the ways, and not the goal.
- [ ] The people behind
  > Whoever waits behind has a goal of their own.
"""


def told(text: str) -> list[str]:
    return [
        f"{one.severity.value} {one.source.line}:{one.source.column} {one.code}"
        for one in check(course_of_item(text))
        if not one.follows
    ]


def messages(text: str) -> list[str]:
    return [one.message for one in check(course_of_item(text)) if one.code == "R009"]


@pytest.mark.parametrize("between", [" ", "  ", "\t", " > "])
def test_a_choice_in_the_line_of_feedback_is_told(between: str) -> None:
    assert told(ITEM.format(between)) == [f"warning 4:{39 + len(between)} R009"]
    assert messages(ITEM.format(between)) == ["a choice begins in the middle of a line"]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_an_unseen_line_end_is_named(sign: str) -> None:
    assert told(ITEM.format(sign)) == ["error 4:39 R009"]
    assert messages(ITEM.format(f"{sign} ")) == [f"an unseen mark, U+{ord(sign):04X}, stands where a line should end"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Who decides? - [x] The visitor\n- [ ] The clerk\n  > They know the ways.", "2:14"),
        ("Who? - [x] They\n- [ ] The clerk\n- [ ] You\n\nOnly they know it.", "2:6"),
        ("Who?\n- [ ] You\n  > So it was. - [x] They\n- [ ] The clerk\n  > They ask.", "4:16"),
        ("Who decides? - [x] The visitor - [ ] The clerk", "2:14"),
        ("Who decides - [ ] The clerk\n- [x] The visitor\n\nOnly they know what it is.", "2:13"),
        ("Who decides?\n\nHint: not you. - [ ] The clerk\n- [x] The visitor\n\nOnly they know it.", "4:16"),
        ("Who decides?\u2028- [x] The visitor\u2028- [ ] The clerk", "2:13"),
        ("Say [[nothing]].\u2028\u2028---\u2028Even that they were there tells something.", "2:17"),
        ("Who?\n\nHint: not you.\u2028Hint: nor me.\n\n- [x] They\n- [ ] You\n\nOnly they know it.", "4:15"),
        ("Who?\n- [x] They\u2028  > Only they know it.\n- [ ] You\n  > You are the clerk.", "3:11"),
        ("<!-- type: order -->\nWhat is first?\n\n1. Look\u20282. Greet\n3. Ask\n\nEach makes the next safer.", "5:8"),
    ],
)
def test_so_is_one_in_any_part_of_an_item(text: str, place: str) -> None:
    assert told(text) == [f"error {place} R009"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Who decides?\n- [x] The visitor\n- [ ] You\n\nOnly they know it. • [ ] The clerk\n", "6:20"),
        ("Who decides?\n- [x] The visitor\n- [ ] You\n\nOnly they know it - [ ] The clerk\n", "6:19"),
        ("Wer? - [ ] Ich - [ ] Er\n- [x] Sie\n- [ ] Du\n\nNur sie wissen es.\n", "2:6"),
    ],
)
def test_where_the_item_has_its_choices_without_it_it_is_a_warning(text: str, place: str) -> None:
    assert [line for line in told(text) if line.endswith("R009")] == [f"warning {place} R009"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Who decides? - [ ] The clerk\n- [x] The visitor\n- [ ] You\n\nOnly they know it.\n", "2:14"),
        (
            "Who decides? - [ ] The clerk\n  > No.\n  > Nor you.\n- [x] The visitor\n  > They.\n- [ ] You\n  > No.",
            "2:14",
        ),
        (
            "Who decides? - [ ] “Me.”\n  > You are the clerk.\n- [x] They\n  > They know.\n- [ ] You\n  > No, I know.",
            "2:14",
        ),
        ("Who?\n\nHint: not you. - [ ] The clerk\n- [x] The visitor\n- [ ] You\n\nOnly they know it.", "4:16"),
        ("<!-- type: say -->\nGreet them. - [ ] You are warm.\n- [ ] You are brief.\n\nReply: Hello.", "3:13"),
    ],
)
def test_the_first_choice_in_the_line_of_the_question_is_an_error(text: str, place: str) -> None:
    assert [line for line in told(text) if line.endswith("R009")] == [f"error {place} R009"]


def test_another_fault_in_its_line_stays_an_error() -> None:
    text = "<!-- type: order -->\nWhat is first?\n\n1. Look. 2. Greet. - [ ] Ask\n3. Ask\n4. Go\n\nEach makes it safer."
    assert [line for line in told(text) if line.startswith("error")] == ["error 5:10 R009", "error 5:20 R009"]
    assert len(messages(text)) == 2


def test_on_a_page_and_in_a_quote_it_has_its_place_in_the_file() -> None:
    item = "\n".join(f"    {line}" for line in f"<quiz>\n{ITEM.format(' ')}</quiz>".split("\n"))
    page = f'---\nobjectives: {{P1: Name it}}\nduration: 1\n---\n# One\n\n!!! note "Try"\n\n{item}\n'
    found = [one for one in check(course_of({"page.md": page})) if one.code == "R009"]
    assert [str(one.source) for one in found] == ["page.md:12:44"]


@pytest.mark.parametrize(
    "said",
    [
        "Write `. - [ ] the task` below it.",
        "A task: ``- [x] A ` mark`` shows it.",
        "The part of x behind the point is x - [x] for any x.",
        "It is {x}. Or 9 - [ ] = 4, and 9 - [ ] 4.",
        "Let [x] be whole: n + [x] and n * [x] are, too.",
        "The lists [] + [ ] and a - [ ] b are code.",
        "Put it by the box - [ ] - on the left.",
        "$y = 2. - [x] A$ is a formula.",
        "It says so <!-- so. - [ ] The clerk --> there.",
        "See [the page](https://example.org). - [x](y) A",
        "A long dash. \u2028It goes on in a new line.",
        "It costs 5\x85 and 6\x85 together.",
        "In IPA: – [x] Bach and – [ʃ] Schule; – [x] ach",
    ],
)
def test_what_a_text_is_about_is_no_choice(said: str) -> None:
    for text in (
        ITEM.format(f"\n  > {said}\n"),
        f"Which?\n\n{said}\n\n{ITEM.format(chr(10)).partition(chr(10))[2]}",
        f"{ITEM.format(chr(10))}\n{said}",
    ):
        assert messages(text) == []


@pytest.mark.parametrize(
    "said",
    [
        "Consent - [ ] Yes - [ ] No.",
        "The page shows - [ ] Milk as an empty box.",
        "A form: - [ ] Ja - [ ] Nein",
        "Wer? - [ ] Sie - [ ] Er",
    ],
)
def test_a_form_in_a_question_is_no_choice(said: str) -> None:
    assert messages(f"{said}\n\n{ITEM.format(chr(10))}") == []
    assert messages(f"{said} Which is ticked?\n{ITEM.format(chr(10)).partition(chr(10))[2]}") == []
    assert messages(f"{said} Yes. - [ ] No.\n\nThey give [[consent]].\n\n---\nIt is theirs.") == []


def test_code_blocks_are_let_be() -> None:
    stem = "Which of these is done?\n\n```text\nTo do. - [ ] Buy stamps\u2028- [x] Sell stamps\n```\n\n"
    assert messages(f"{stem}{ITEM.format(chr(10)).partition(chr(10))[2]}") == []


@pytest.mark.parametrize("mark", [". - [ ] A", "Aa - [ ] A\n", "\u2028- [ ] A", "\u2028", "- [ ] ", ". - [x] = "])
def test_one_mark_many_times_is_read_at_once(mark: str) -> None:
    problems: list[Problem] = []
    began = time.process_time()
    read_document(f"<quiz>\nWho?{mark * (200_000 // len(mark))}\n- [x] A\n- [ ] B\n</quiz>\n", "bank.md", problems)
    assert time.process_time() - began < 4
