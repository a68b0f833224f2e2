"""Lines of an item that became a part of the line above: a choice lost its line break, or has an unseen one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coursewright.fragment.code import mask_all_code, mask_comments, mask_spans
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Block, ItemBlock
from coursewright.problem import Problem, Source
from coursewright.read.report import problem, warning

_UNSEEN = {"\x0b": "U+000B", "\x0c": "U+000C", "\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}
"""What ends a line for word processors, and not in Markdown."""
_ENDS = "".join(_UNSEEN)
_SWALLOWED = seldom(
    rf"[{_ENDS}](?=[{_ENDS} \t]{{0,20}}(?:(?:[-*+•–—]|\d{{1,2}}[.)])[ \t]*\[[ xX]?\]|\d{{1,2}}[.)][ \t]|>|\||Hint:"
    rf"|Reply:|-{{3}}-{{0,9}}[ \t]{{0,9}}(?:[{_ENDS}]|$)))"
)
"""Such an end in front of what counts at the start of a line."""
_INSIDE = re.compile(r"\[(?P<mark>[ xX])\](?<=[^\n][ \t][-*+•–—][ \t]\[[ xX]\])[ \t]+(?=\S)")
"""A box behind a bullet; it starts with a plain sign, by which it is found fastest."""
_STARTS = seldom(r"[ \t>]*(?:(?:[-*+•–—]|\d{1,9}[.)])[ \t]*)*(?:\[[^\[\]]{0,3}\]|\Z)")
"""A line that is a choice itself, or whose text has not begun yet."""
_SENTENCE = seldom(r"[.!?…。！？][”\"’»)*_\]]{0,3}\Z")
_BOX = seldom(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?P<mark>[ xX])\]")
_FEEDBACK = re.compile(r"[ \t]+>")
_WORDS = seldom(r"[*_“„«\"'‘(¿¡`$\\<]{0,4}(?P<first>\w)")


def report_swallowed(lines: Sequence[str], blocks: Sequence[Block], path: str, first: int) -> Iterator[Problem]:
    """Yield a problem for each line of an item in which another one goes on; ``first`` is the first line's number.

    A box in the middle of a line can be what a text is about: behind a letter or a number it may be a formula's. It
    is a warning where the item has its choices without it, but for the first one right above the others.
    """
    for block in blocks:
        if isinstance(block, ItemBlock):
            written = lines[block.first : block.last + 1]
            plain = mask_comments(mask_spans(mask_all_code("\n".join(written)))).split("\n")
            boxes: _Boxes | None = None
            for row, line in enumerate(plain):
                place = Source(path, first + block.first + row, 1)
                if unseen := _unseen(line):
                    at, message, hint = unseen
                    yield problem("R009", message, place._replace(column=at + 1), hint)
                elif joined := _joined(line, written[row]):
                    boxes = boxes or _boxes(plain)
                    lacking = _lacks(block, boxes, joined["mark"])
                    asked = row < boxes.first
                    below = _feedback_end(plain, row) == boxes.first
                    form = not below or line.endswith("?") or not _ends_sentence(line, joined)
                    if not lacking and asked and form:
                        continue  # it belongs to the question
                    alone = line.count("[ ]") + line.lower().count("[x]") == 1
                    said = problem if lacking or (asked and alone) else warning
                    hint = "Start each choice on a line of its own; to show a box, put it in backticks."
                    at = joined.start() - 2
                    yield said("R009", "a choice begins in the middle of a line", place._replace(column=at + 1), hint)


def _feedback_end(plain: Sequence[str], row: int) -> int:
    """Return the row behind a line and the feedback that stands right below it, indented as no quotation is."""
    row += 1
    while row < len(plain) and _FEEDBACK.match(plain[row]):
        row += 1
    return row


def may_swallow(body: str) -> bool:
    """Return whether a text is worth looking through."""
    return any(sign in body for sign in _ENDS) or _INSIDE.search(body) is not None


def _unseen(line: str) -> tuple[int, str, str] | None:
    found = None if line.isprintable() else _SWALLOWED.search(line)
    if not found:
        return None
    hint = "Delete it and start a new line: what follows is read as a part of this one."
    return found.start(), f"an unseen mark, {_UNSEEN[found[0]]}, stands where a line should end", hint


def _joined(line: str, written: str) -> re.Match[str] | None:
    if ("] " not in line and "]\t" not in line) or _STARTS.match(line):
        return None
    for found in _INSIDE.finditer(line):
        words = _WORDS.match(written, found.end())
        alone = words and _stands_alone(_before(line, found)[-2:], words["first"], found["mark"])
        if words and (alone or _ends_sentence(line, found)):
            return found
    return None


def _before(line: str, found: re.Match[str]) -> str:
    return line[max(0, found.start() - 40) : found.start() - 2].rstrip(" \t>")


def _ends_sentence(line: str, found: re.Match[str]) -> bool:
    return _SENTENCE.search(_before(line, found)[-4:]) is not None


class _Boxes(NamedTuple):
    """The lines of an item that start with a box: their number, the row of the first, and whether one is ticked."""

    number: int
    first: int
    ticked: bool


def _boxes(plain: Sequence[str]) -> _Boxes:
    found = [(row, box["mark"] != " ") for row, line in enumerate(plain) if (box := _BOX.match(line))]
    return _Boxes(len(found), found[0][0] if found else len(plain), any(ticked for _, ticked in found))


def _lacks(block: ItemBlock, boxes: _Boxes, mark: str) -> bool:
    """Return whether an item is broken without a choice of this mark: it has no other one, or no other right one."""
    only_right = mark != " " and not boxes.ticked
    if block.item is None:
        return not boxes.number or only_right
    return bool(block.item.picks) and (boxes.number < 2 or only_right)


def _stands_alone(before: str, first: str, mark: str) -> bool:
    """Return whether an empty box stands between words, the second of which can begin a choice."""
    return mark == " " and len(before) == 2 and before.isalpha() and not (first.islower() or first.isdigit())
