"""The steps of an order item: a numbered list, each step a choice that is right in its place."""

from __future__ import annotations

import re

from coursewright.fragment.code import Fences
from coursewright.read.lines import Lines
from coursewright.read.nearly import Mark

_STEP = re.compile(r"(?P<indent> {0,3})\d{1,9}[.)](?:[ \t]+(?P<text>.*))?")
_ODD_STEP = re.compile(
    r"(?P<indent> {0,3})(?:(?P<number>\d{1,3})(?:[.)．、:](?=\S)|[ \t]+|[ \t]*[．、:–-][ \t]*)|[-*+•–][ \t]+)"
    r"(?P<text>\S.*)"
)
"""A line of a list that is nearly a step."""


def find_steps(lines: Lines, start: int) -> list[Mark]:
    """Return the lines that begin a step: items of the first numbered list outside code, at its indentation.

    They are choices of which each is right, in its place.
    """
    found: list[Mark] = []
    rows = lines.lines
    fences = Fences(rows) if lines.fenced else None
    index, level = start, 3
    while index < len(rows):
        line = rows[index]
        if fences and (closed := fences.close(index)) is not None:
            index = closed + 1
            continue
        if (step := _STEP.fullmatch(line)) and len(step["indent"]) <= level:
            level = len(step["indent"]) + 1
            at = step.start("text") if step["text"] else len(line)
            found.append(Mark(index, len(step["indent"]), "x", at, step["text"] or "", at))
        elif found and rows[index - 1].strip() and (odd := _odd_step(line, index, len(found) + 1, level)):
            found.append(odd)
        index += 1
    return found


def _odd_step(line: str, row: int, number: int, level: int) -> Mark | None:
    """Return a line that is nearly the step of this number, below another one; None for every other line."""
    step = _ODD_STEP.fullmatch(line)
    if not step or len(step["indent"]) >= level or (step["number"] and int(step["number"]) != number):
        return None
    at = step.start("text")
    flaw = f"“{line[:at].strip()}” doesn't number a step"
    mend = f"Write “{number}. {step['text']}”."
    return Mark(row, len(step["indent"]), "x", len(step["indent"]), step["text"], at, True, flaw, mend)
