"""The list of standards is read entry by entry, and every mistake in it is reported at its own place."""

from __future__ import annotations

import pytest

from coursewright.model.standards import Standards
from coursewright.problem import Problem
from coursewright.read.standards import read_standards


def read(text: str) -> tuple[tuple[Standards, ...], list[str]]:
    problems: list[Problem] = []
    found = read_standards(text, "s.yml", problems)
    assert {problem.code for problem in problems} <= {"R030"}
    return found, [f"{problem.source.line}:{problem.source.column} {problem.message}" for problem in problems]


def test_a_code_is_read_with_its_numbers_as_written() -> None:
    found, said = read(
        "The Code:\n  names: [standard, The  Code]\n  source: https://example.org/\n  checked: 2026-11-28\n"
        "  numbers:\n    1.10: Touch\n    '1.1': Other\n    164.510(b)(1): Family\n    6a: Empathy\n"
        "A law:\n  names: 45 CFR\n"
    )
    assert said == []
    assert [(one.title, one.names, one.checked, one.source) for one in found] == [
        ("The Code", ("standard", "The Code"), "2026-11-28", "https://example.org/"),
        ("A law", ("45 CFR",), "", ""),
    ]
    assert found[0].numbers == {"1.10": "Touch", "1.1": "Other", "164.510(b)(1)": "Family", "6a": "Empathy"}


def test_every_mistake_is_reported_at_once_and_the_rest_is_read() -> None:
    found, said = read(
        "Code:\n  name: [standard]\n  checked: 28 November\n  numbers:\n    1.07 (i): Talk\n    1.08:\n    1.09: [a]\n"
        "    1.01: Clients\n    1.01: Again\nOther:\n  names: [[a], ok]\n  numbers: [1.01]\nThird: 3\n"
    )
    assert said == [
        "2:3 unknown name “name”",
        "1:1 “Code” has no names",
        "3:12 “28 November” is not a day",
        "5:5 “1.07 (i)” is no number of a standard",
        "6:5 “1.08” doesn't say what it is about",
        "7:5 “1.09” doesn't say what it is about",
        "9:5 “1.01” is given twice",
        "11:11 a name is a word or two",
        "12:12 numbers is not a list of “name: value”",
        "13:8 “Third” is not a list of “name: value”",
        "13:1 “Third” has no names",
    ]
    assert found[0].numbers == {"1.01": "Clients"}
    assert found[1].names == ("ok",)


@pytest.mark.parametrize("text", ["a: [", "a: b: c", "\t", "- 1", "just words", "a: &x [*x]"])
def test_what_is_no_list_is_one_problem(text: str) -> None:
    found, said = read(text)
    assert len(said) == 1 or all(not one.numbers for one in found)
    assert said


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff", "---\n"])
def test_an_empty_list_lists_nothing(text: str) -> None:
    assert read(text) == ((), [])


def test_names_with_commas_between_them_are_no_list() -> None:
    problems: list[Problem] = []
    read_standards("The Code:\n  names: standard, The Code\n", "quizzes/standards.yml", problems)
    assert [f"{one.source.line}:{one.source.column} {one.hint}" for one in problems] == [
        "2:10 names: [standard, The Code]"
    ]


def test_a_day_that_is_years_ahead_is_a_slip_in_its_year() -> None:
    _, said = read('Code:\n  names: [standard]\n  checked: 2999-11-28\n  numbers: {"1.01": Clients}\n')
    assert said == ["3:12 “2999-11-28” is years ahead"]
