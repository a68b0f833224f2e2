"""Markdown's words alone, for whoever shows no markup."""

from __future__ import annotations

import pytest

from coursewright.fragment.seen import readable


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("A. (n.d.). [Title](https://example.org/a_(b)_c). *Journal, 3*(2).", "A. (n.d.). Title. Journal, 3(2)."),
        ("[*Jaffee v. Redmond*](https://example.org/), 518 U.S. 1", "Jaffee v. Redmond, 518 U.S. 1"),
        ("**Bold _and_ more** `code` <b>tag</b> R&amp;D", "Bold and more code tag R&D"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("<https://example.org/>", "https://example.org/"),
        (r"\*not\* emphasis", "*not* emphasis"),
        ("[a][b] [a][c] ![alt](c.png){ .wide }", "a [a][c] alt"),
        ("", ""),
    ],
)
def test_the_words_alone(markdown: str, words: str) -> None:
    assert readable(markdown, frozenset({"b"})) == words
