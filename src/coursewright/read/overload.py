"""Paragraphs of so many marks or blanks that nobody means them: whoever reads them would be busy for minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright.fragment.code import Fences
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.report import problem

MOST = 3000
"""How many signs a paragraph may have: prose of a hundred thousand characters has as many."""
BLANKS = 1000
"""How many blanks may follow each other in a scenario: more than the widest table has."""
_SIGN = seldom(r"[!-/:-@\[-`{-~]")
_RUN = re.compile(rf"(?<![^\S\n])[^\S\n]{{{BLANKS + 1},}}+")
_ADDRESS = seldom(r"data:[\w+/=,;.%-]+|https?://[\w+/=,;.%?&#~:@-]+")


def overloaded(text: Text) -> Problem | None:
    """Return what is wrong with a text's first paragraph that has too many signs; code and addresses have none."""
    if len(text.markdown) <= MOST:
        return None
    for first, paragraph in _paragraphs(text.markdown.split("\n")):
        signs = len(_SIGN.findall(_ADDRESS.sub("", paragraph))) if len(paragraph) > MOST else 0
        if signs > MOST:
            place = text.place(sum(len(line) + 1 for line in text.markdown.split("\n")[:first]))
            hint = "Delete what isn't meant, or part it by blank lines; code belongs between lines of ```."
            return problem("R032", f"a paragraph with {signs:,} signs can't be read", place, hint)
    return None


def spread(text: Text) -> Problem | None:
    """Return what is wrong with a text that has too many blanks in a row; code has none."""
    if len(text.markdown) <= BLANKS:
        return None
    lines = text.markdown.split("\n")
    if max(map(len, lines)) <= BLANKS:
        return None
    for first, paragraph in _paragraphs(lines):
        if run := _RUN.search(paragraph):
            place = text.place(sum(len(line) + 1 for line in lines[:first]) + run.start())
            return problem("R032", f"{len(run[0]):,} blanks in a row can't be read", place, "Delete all but one.")
    return None


def overloaded_lines(text: str, path: str, first: int) -> Iterator[Problem]:
    """Yield what is wrong with the lines of a front matter that have too many signs; ``first`` is its first line."""
    if len(text) > MOST:
        for number, line in enumerate(text.split("\n"), first):
            if fault := overloaded(Text(line, path, number, 1)):
                yield fault


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs outside fenced code, each with the index of its first line."""
    fences, row, start = Fences(lines), 0, 0
    while row < len(lines):
        closed = fences.close(row) if "```" in lines[row] or "~~~" in lines[row] else None
        if closed is not None or not lines[row].strip():
            yield start, "\n".join(lines[start:row])
            row = start = (row if closed is None else closed) + 1
        else:
            row += 1
    yield start, "\n".join(lines[start:])
