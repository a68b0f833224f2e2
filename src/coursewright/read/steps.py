"""The steps of an order item: a numbered list, each step a choice that is right in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursewright.fragment.code import Fences, mask_all_code
from coursewright.read.lines import Lines
from coursewright.read.nearly import Mark

_STEP = re.compile(r"(?P<indent> {0,3})\d{1,9}[.)](?:[ \t]+(?P<text>.*))?")
_ODD_STEP = re.compile(
    r"(?P<indent> {0,3})(?:[*_(]{0,3}(?P<number>\d{1,3})(?:"
    r"\\?[.)]{1,2}[*_]{1,3}[ \t]+|\\[.)][ \t]+|(?:[.)]{2}|[.)]?°)[ \t]+|[.)]?[\xa0\u202f]+"
    r"|[.)．、:](?=\S)|[ \t]+|[ \t]*[．、:–-][ \t]*)|[-*+•–][ \t]+)(?P<text>\S.*)"
)
"""A line of a list that is nearly a step."""
_BOX = re.compile(r"\[[ xX]?\][ \t]+(?=\S)")
_BULLETED_BOX = re.compile(r" {0,3}[-*+•–][ \t]+\[[ xX]?\][ \t]+\S")
_NUMBER = re.compile(r"\s*(\d+)")
_SECOND = re.compile(r"(?<=\s)(?P<number>\d{1,3})[.)][ \t]+(?=[^\W\d_])")
_INDENTED = re.compile(r"[ \t]+(?P<number>\d{1,3})[.)][ \t]+(?P<text>\S.*)")


def find_steps(lines: Lines, start: int) -> list[Mark]:
    """Return the lines that begin a step: items of the first numbered list outside code, at its indentation.

    They are choices of which each is right, in its place.
    """
    found: list[Mark] = []
    rows = lines.lines
    fences = Fences(rows) if lines.fenced else None
    index, level, apart, last = start, 3, False, 0
    while index < len(rows):
        line = rows[index]
        if fences and (closed := fences.close(index)) is not None:
            index = closed + 1
            continue
        if (step := _STEP.fullmatch(line)) and len(step["indent"]) <= level:
            if not found and _number(line) == 2 and (odd := _odd_above(rows, index, start)):
                found.append(odd)
            level, apart = len(step["indent"]) + 1, False
            at = step.start("text") if step["text"] else len(line)
            found.append(_boxed(line, index, at) or Mark(index, len(step["indent"]), "x", at, step["text"] or "", at))
        elif found and (nested := _nested(rows, index, len(found) + 1)):
            found.append(nested)
        elif found and line.strip() and not rows[index - 1].strip():
            apart = apart or not line.startswith((" ", "\t", ">"))  # a text begins: no step goes on behind it
        elif found and not apart and (odd := _odd_step(line, index, len(found) + 1, level)):
            last = last or _last(rows)
            if index > last and _BULLETED_BOX.match(line):
                apart = True  # choices that were left over
            else:
                found.append(odd)
        index += 1
    _report_numbers(lines, found, start)
    return found


def _last(rows: Sequence[str]) -> int:
    """Return the last row that is a step."""
    return next((row for row in range(len(rows) - 1, 0, -1) if _STEP.fullmatch(rows[row])), 0)


def _report_numbers(lines: Lines, steps: Sequence[Mark], start: int) -> None:
    """Report steps whose numbers say another order than their lines do, and a step inside the line of another one.

    A list may go on with the numbers of another one: it lacks its first step where it starts with 2, or right below
    what is nearly a step.
    """
    before = 0
    numbers = [_number(lines[step.row]) for step in steps]
    lacks = numbers and not steps[0].flaw and (numbers[0] == 2 or _odd_above(lines.lines, steps[0].row, start))
    if lacks and numbers[0] > 1:
        at = lines.source(steps[0].row, steps[0].indent)
        lines.report("R009", f"the first step has the number {numbers[0]}", at, "Number the steps from 1.")
    for place, step in enumerate(steps, 1):
        number = numbers[place - 1] or before
        if number < before:
            hint = "Lines in their right order are what counts: move them, or number them as they stand."
            lines.report(
                "R009", f"step {number} stands behind step {before}", lines.source(step.row, step.indent), hint
            )
            return
        before = number
        second = _SECOND.search(mask_all_code(step.text)) if number == place else None
        leaps = place == len(steps) or numbers[place] > number + 1  # else the text tells of a “Chapter 2. …”
        if second and int(second["number"]) == number + 1 and leaps:
            at = lines.source(step.row, step.start + second.start())
            lines.report("R009", "two steps stand in one line", at, "Start each step on a line of its own.")


def _number(line: str) -> int:
    found = _NUMBER.match(line)
    return int(found[1]) if found else 0


def _odd_above(rows: Sequence[str], row: int, start: int) -> Mark | None:
    """Return the line above a step that is nearly the one before it; feedback may stand between them."""
    above = next((at for at in range(row - 1, start - 1, -1) if not rows[at].startswith((" ", "\t", ">"))), -1)
    return _odd_step(rows[above], above, _number(rows[row]) - 1, 4) if above >= 0 and rows[above] else None


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
    at = box.end() if (box := _BOX.match(line, at)) else at
    mend = f"Write “{number}. {line[at:]}”."
    return Mark(row, len(step["indent"]), "x", len(step["indent"]), line[at:], at, True, flaw, mend)
