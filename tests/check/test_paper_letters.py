"""Letters of a paper test in front of choices that are shuffled."""

from __future__ import annotations

import pytest
from courses import course_of

from coursewright.check.checker import check

ASKS = "A visitor asks for glue. What do you ask?"


def told(choices: list[str], stem: str = ASKS, shuffle: str = "true") -> list[str]:
    marks = "".join(f"- [{'x' if at == 1 else ' '}] {choice}\n  > Why.\n" for at, choice in enumerate(choices))
    text = f"<quiz>\n<!-- id: letters; shuffle: {shuffle} -->\n{stem}\n{marks}</quiz>\n"
    found = check(course_of({"bank.md": text}))
    return [f"{one.severity} {one.source.line} {one.message}" for one in found if one.code == "K008"]


PAPER = ["a) Which brand?", "b) What is it for?", "c) How many?"]


@pytest.mark.parametrize(
    ("choices", "label"),
    [
        (PAPER, "a)"),
        ([choice.replace("a)", "A)").replace("b)", "B)").replace("c)", "C)") for choice in PAPER], "A)"),
        (["(a) 3", "(b) 4", "(c) 5", "(d) 6"], "(a)"),
        (["A. Ask which brand it is", "B. Ask what it is for", "C. Wait"], "A."),
    ],
)
def test_letters_of_places_are_advice_where_choices_move(choices: list[str], label: str) -> None:
    assert told(choices) == [f"advice 4 “{label}” is a place, and the choices are shuffled"]
    assert told(choices, shuffle="false") == []


@pytest.mark.parametrize(
    ("choices", "stem"),
    [
        (["A. Lovelace", "B. Pascal", "C. Babbage"], "Who wrote the first program?"),
        (["a) only", "b) only", "c) only"], ASKS),
        (["a) and b)", "b) and c)", "c) and a)"], ASKS),
        (PAPER, "Three clerks ask: a) Which brand? b) What is it for? c) How many? Who is right?"),
        (PAPER, "Which reply fits? ![Three desks, lettered](desks.png)"),
        (["b) Which brand?", "a) What is it for?", "c) How many?"], ASKS),
        (["a) Which brand?", "What is it for?", "c) How many?"], ASKS),
        (["a", "b", "c"], ASKS),
        (["A brand", "B-side", "C major"], ASKS),
    ],
)
def test_other_letters_are_not(choices: list[str], stem: str) -> None:
    assert [one for one in told(choices, stem) if "is a place" in one] == []
