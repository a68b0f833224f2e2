"""A sign that nobody sees is named where a problem comes from it, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.problem import Problem, Source
from coursewright.read.layout import Layout
from coursewright.read.signs import with_signs


def hint(line: str, column: int, message: str = "wrong") -> str:
    layout = Layout(root=Path(), docs=Path(), banks=Path(), texts={"a.md": line})
    (found,) = with_signs(layout, [Problem("R009", message, Source("a.md", 1, column))])
    return found.hint


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("- \u200b[x] The client", 4, "wrong"),
        ("-\xa0[x] The client", 1, "wrong"),
        ("The\xa0client | x", 9, "“The\xa0client” is none"),
        ("- \u200d[x] The client", 3, "wrong"),
    ],
)
def test_a_sign_at_the_place_or_in_the_message_is_named(line: str, column: int, message: str) -> None:
    assert "U+" in hint(line, column, message)


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("10\xa0mg a day - [x] The client", 13, "wrong"),
        ("می\u200cروم", 1, "“می\u200cروم” is none"),
        ("क\u094d\u200dष", 1, "“क\u094d\u200dष” is none"),
        ("👨\u200d👩", 1, "wrong"),
        ("Qui\xa0?", 2, "“Qui\xa0?” is none"),
        ("Qui\u202f: lui", 2, "wrong"),
        ("«\xa0lui\xa0»", 1, "“«\xa0lui\xa0»” is none"),
    ],
)
def test_a_sign_that_is_meant_or_stands_elsewhere_is_not(line: str, column: int, message: str) -> None:
    assert hint(line, column, message) == ""


def test_a_cyrillic_letter_in_a_latin_word_is_named_and_a_greek_one_may_be_meant() -> None:
    assert "U+043E" in hint("a", 1, "“nоthing” is none")
    assert hint("a", 1, "“λmax” is none") == ""
