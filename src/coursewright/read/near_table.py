"""Tables that Markdown takes for text, and rows with more cells than their table has, whose last ones nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.code import mask_code
from coursewright.fragment.formula import mask_formulas
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem
from coursewright.read.near_lines import MarkedLines
from coursewright.read.report import problem, warning

_ROW = re.compile(r"^[ \t>]*\|[^\n]*\|[ \t]*$", re.M)
_PARTING = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
"""The line that parts a table's head from its rows."""
_BAR = re.compile(r"(?<!\\)\|")
_END = re.compile(r"(?<!\\)(?:\\\\)*\|\Z")
_NOTHING = seldom(r"[-: ]*|<!--.*-->|\{[^{}]*\}")
"""What a cell may hold that readers don't miss."""
_SPLIT = re.compile(r"\\.|\[\[[^\[\]]{1,300}\]\]|\|")


def check_tables(lines: MarkedLines) -> Iterator[Problem]:
    """Yield a problem for each table that Markdown takes for text, and for each row of which it drops something."""
    yield from _headless(lines)
    end = 0
    for row, line in enumerate(lines.rows):
        parts = row > end and "|" in line and "-" in line and not line.strip("|:- \t>")
        if parts and row - 1 not in lines.own and (table := _columns(lines, row))[1]:
            heads, columns, bordered = table
            end = row + 1
            if heads != columns:
                yield _unlike(lines, row, heads, columns)
                continue
            while end < len(lines.rows) and end not in lines.own and _is_row(lines, end):
                yield from _overfull(lines, end, columns, bordered)
                end += 1


def _headless(lines: MarkedLines) -> Iterator[Problem]:
    last = -2
    for row, found in lines.found(_ROW):
        first, last = last != row - 1, row
        if not first or row + 1 >= len(lines.rows):
            continue
        below = lines.rows[row + 1].lstrip(" \t>")
        place = lines.place(row, len(lines.before(row)))
        if _PARTING.fullmatch(below) and "|" in below:
            if not lines.begins(row) and lines.is_behind_text(row):
                hint = "Put a blank line above it: else readers see its bars."
                yield warning("R029", "a table goes on with the text above", place, hint)
        elif _ROW.match(lines.rows[row + 1]) and lines.begins(row) and not _PARTING.fullmatch(found[0].lstrip(" \t>")):
            cells = len(_BAR.findall(found[0])) - 1
            hint = f"Write {'| --- ' * cells}| below its first row: else readers see the bars."
            yield warning("R029", "no line parts the table's head from its rows", place, hint)


def _columns(lines: MarkedLines, parting: int) -> tuple[int, int, bool]:
    """Return how many cells the head of a table has, and its parting line, and whether the head has bars around it.

    There are none where no table begins: Markdown makes one where both have as many.
    """
    head = _bare(lines, parting - 1)
    if "|" not in head or not lines.begins(parting - 1) or lines.is_code(parting - 1):
        return 0, 0, False
    bordered = head.startswith("|") or _END.search(head) is not None
    return len(_cells(head, bordered)), len(_cells(_bare(lines, parting), bordered)), bordered


def _unlike(lines: MarkedLines, row: int, heads: int, columns: int) -> Problem:
    said = f"the table's head has {heads} cell{'s' * (heads > 1)}, and the line below it {columns}"
    hint = f"Give both as many, such as {'| --- ' * min(heads, 20)}|: else readers see the bars."
    return warning("R029", said, lines.place(row, len(lines.before(row))), hint)


def _is_row(lines: MarkedLines, row: int) -> bool:
    return "|" in lines.written[row] and not _bare(lines, row).startswith("<!--")


def _overfull(lines: MarkedLines, row: int, columns: int, bordered: bool) -> Iterator[Problem]:
    """Yield a problem for a row that says something behind the last column."""
    line = _bare(lines, row)
    cells = _cells(line, bordered)
    if lost := [cell for cell in cells[columns:] if not _NOTHING.fullmatch(cell)]:
        code = mask_code(line)
        hint = "A bar inside a cell needs a backslash: “\\|”."
        if mask_formulas(code).count("|") < code.count("|"):
            hint = "For a bar in a formula, write \\vert."
        elif not bordered and line.startswith("|"):
            hint = "Write the head with bars around it, as this row is: else its cells stand one to the right."
        said = "one column" if columns == 1 else f"{columns} columns"
        message = f"{len(cells)} cells in a row of a table with {said}: “{lost[0]}” isn't shown"
        yield problem("R029", message, lines.place(row, len(lines.before(row))), hint)


def _bare(lines: MarkedLines, row: int) -> str:
    return lines.written[row].lstrip(" \t>").rstrip()


def _cells(row: str, bordered: bool) -> list[str]:
    """Return a row's cells as Python-Markdown parts them: at bars outside code and blanks."""
    if bordered:
        row = _END.sub("", row.removeprefix("|"))
    cells, start = [], 0
    for bar in _SPLIT.finditer(mask_code(row)):
        if bar[0] == "|":
            cells.append(row[start : bar.start()].strip())
            start = bar.end()
    return [*cells, row[start:].strip()]
