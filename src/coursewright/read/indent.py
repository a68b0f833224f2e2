"""How lines are indented, and where their own text starts."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_CONTAINER = re.compile(
    r"[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|!!!|\?\?\?|===|///|\[\^|:[ \t]|<(?![!/]|\s*quiz\b)(?!.*</))", re.I
)

_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]+\]:")


def indent(line: str) -> int:
    """Return how far a line is indented; a tab reaches the next multiple of four."""
    spaces = line.expandtabs(4)
    return len(spaces) - len(spaces.lstrip(" "))


def shared_indent(lines: Sequence[str]) -> int:
    """Return by how much all lines but the first are indented."""
    shared = 1 << 30
    for line in lines[1:]:
        if line and line[0] not in " \t":
            return 0
        if bare := line.lstrip():
            shared = min(shared, len(line) - len(bare))
    return shared if shared < 1 << 30 else 0


def skip(line: str, quotes: int, width: int) -> int:
    """Return where a line's own text starts behind the quote marks and indentation of its container."""
    at = 0
    for _ in range(quotes):
        mark = _QUOTE.match(line, at)
        if not mark:
            return at
        at = mark.end()
    while at < min(width, len(line)) and line[at] in " \t":
        at += 1
    return at


def is_indented_code(lines: Sequence[str], index: int) -> bool:
    """Return whether an indented line is a code block rather than the content of a list, note or tab."""
    own = indent(lines[index])
    if own < 4:
        return False
    for number in range(index - 1, -1, -1):
        line = lines[number]
        if line.strip() and (outer := indent(line)) < own:
            if _CONTAINER.match(line):
                return False
            if outer < 4:
                return True
            own = outer
    return True


def is_in_footnote(lines: Sequence[str], index: int) -> bool:
    """Return whether an indented line belongs to the footnote above it."""
    if indent(lines[index]) < 4:
        return False
    above = (lines[number] for number in range(index - 1, -1, -1))
    return _FOOTNOTE.match(next((line for line in above if line.strip() and indent(line) < 4), "")) is not None
