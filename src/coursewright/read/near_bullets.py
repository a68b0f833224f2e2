"""Lists with signs that Markdown takes for text, as word processors have them, so that they become one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem
from coursewright.read.near_lines import MarkedLines
from coursewright.read.report import warning

_SIGNS = "•‣◦▪▫●○■□⁃∙·–✓✔➢➤►"
_ENTRY = seldom(
    rf"(?P<mark>(?P<sign>[{_SIGNS}])(?=[ \t\u00a0]+\S)|(?P<dash>-)(?=[^\W\d_]{{2,}} [^\W\d_])"
    r"|\(?(?P<count>\d{1,2}|[a-zA-Z])\)(?=[ \t]+\S))"
)
_ANY = seldom(rf"^[ \t>]*(?:[{_SIGNS}][ \t\u00a0]|-[^\W\d_]{{2}}|\(?(?:1|[aA])\)[ \t])", re.M)
_COLON = seldom(r"[:：][*_]{0,3}[ \t]*\Z")
_SAID = seldom(r"[.!?…][\"”’»)]*[ \t]*\Z|[\"”»]\Z")
_BREAK = ("  ", "\\", ">")


def foreign_lists(lines: MarkedLines) -> Iterator[Problem]:
    """Yield a warning for each such list of a page; what breaks its lines on purpose is none."""
    if not _ANY.search(lines.plain):
        return
    row = 0
    while row < len(lines.rows):
        marks = _run(lines, row)
        if len(marks) > 1 and _is_list(lines.written[row : row + len(marks)], marks[0]):
            mark = marks[0]["mark"]
            above = "" if lines.begins(row) else ", with a blank line above the first"
            meant = f"“1. ” for “{mark}”, and so on" if marks[0]["count"] else f"“- ” for “{mark}” in each line"
            hint = f"Write {meant}{above}: else it is one paragraph."
            yield warning("R029", f"“{mark}” starts no list", lines.place(row, marks[0].start("mark")), hint)
        row += max(1, len(marks))


def _run(lines: MarkedLines, row: int) -> list[re.Match[str]]:
    """Return the marks of what may be a list from this row on, one in each of the lines that follow each other."""
    mark = _mark(lines, row)
    if mark is None or not (_leads(lines, row) or (lines.begins(row) and not mark["dash"])):
        return []
    found = [mark]
    for at in range(row + 1, len(lines.rows)):
        mark = _mark(lines, at)
        if mark is None or not _follows(found[-1], mark) or lines.before(at) != lines.before(row):
            break
        found.append(mark)
    return found


def _is_list(written: Sequence[str], first: re.Match[str]) -> bool:
    """Return whether lines are meant as a list: of those that say something aloud, or break on purpose, none is."""
    if first["count"] and first["count"] not in ("1", "a", "A"):
        return False
    spoken = first["sign"] == "–" and any(_SAID.search(line) for line in written)
    return not spoken and not any(line.endswith(_BREAK) for line in written[:-1])


def _mark(lines: MarkedLines, row: int) -> re.Match[str] | None:
    """Return the mark with which a row starts, where it is text."""
    if row in lines.own:
        return None
    before = len(lines.before(row))
    found = _ENTRY.match(lines.written[row], before)
    return found if found and lines.rows[row].startswith(found["mark"], before) and not lines.is_code(row) else None


def _leads(lines: MarkedLines, row: int) -> bool:
    """Return whether the next line above that says something ends with a colon."""
    while row and not lines.written[row - 1].strip(" \t>"):
        row -= 1
    return row > 0 and _COLON.search(lines.written[row - 1]) is not None


def _follows(last: re.Match[str], mark: re.Match[str]) -> bool:
    """Return whether a mark goes on with that of the line above."""
    if not mark["count"] or not last["count"]:
        return mark["mark"] == last["mark"]
    if last["mark"].startswith("(") != mark["mark"].startswith("("):
        return False
    if last["count"].isdigit() and mark["count"].isdigit():
        return int(mark["count"]) == int(last["count"]) + 1
    return len(last["count"]) == len(mark["count"]) == 1 and ord(mark["count"]) == ord(last["count"]) + 1
