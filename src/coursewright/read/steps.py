"""The steps of an order item: a numbered list, each step a choice that is right in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursewright.fragment.code import Fences
from coursewright.read.lines import Lines
from coursewright.read.nearly import Mark

_STEP = re.compile(r"(?P<indent> {0,3})\d{1,9}[.)](?:[ \t]+(?P<text>.*))?")
_ODD_STEP = re.compile(
    r"(?P<indent> {0,3})(?:(?P<number>\d{1,3})(?:[.)．、:](?=\S)|[ \t]+|[ \t]*[．、:–-][ \t]*)|[-*+•–][ \t]+)"
    r"(?P<text>\S.*)"
)
"""A line of a list that is nearly a step."""
_BOX = re.compile(r"\[[ xX]?\][ \t]+(?=\S)")
_INDENTED = re.compile(r"[ \t]+(?P<number>\d{1,3})[.)][ \t]+(?P<text>\S.*)")


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
            found.append(_boxed(line, index, at) or Mark(index, len(step["indent"]), "x", at, step["text"] or "", at))
        elif found and (nested := _nested(rows, index, len(found) + 1)):
            found.append(nested)
        elif found and rows[index - 1].strip() and (odd := _odd_step(line, index, len(found) + 1, level)):
            found.append(odd)
        index += 1
    return found


def _boxed(line: str, row: int, at: int) -> Mark | None:
    """Return a step that has the box of a choice; None for every other one."""
    box = _BOX.match(line, at)
    if not box:
        return None
    mend = f"Write “{line[:at].strip()} {line[box.end() :]}”: a step is right in its place."
    return Mark(row, at, "x", at, line[box.end() :], box.end(), True, f"a step has a box, “{box[0].strip()}”", mend)


def _nested(rows: Sequence[str], row: int, number: int) -> Mark | None:
    """Return a step that stands inside the one above it, by its indentation, and goes on with its number."""
    found = _INDENTED.fullmatch(rows[row])
    if not found or int(found["number"]) != number:
        return None
    above = next((line for line in reversed(rows[:row]) if line.strip()), "")
    if _INDENTED.fullmatch(above):
        return None
    mend = f"Write “{rows[row].strip()}” at the margin."
    at, start = found.start("number"), found.start("text")
    return Mark(row, at, "x", at, found["text"], start, True, "a step stands inside another one", mend)


def _odd_step(line: str, row: int, number: int, level: int) -> Mark | None:
    """Return a line that is nearly the step of this number, below another one; None for every other line."""
    step = _ODD_STEP.fullmatch(line)
    if not step or len(step["indent"]) >= level or (step["number"] and int(step["number"]) != number):
        return None
    at = step.start("text")
    flaw = f"“{line[:at].strip()}” doesn't number a step"
    mend = f"Write “{number}. {step['text']}”."
    return Mark(row, len(step["indent"]), "x", len(step["indent"]), step["text"], at, True, flaw, mend)
