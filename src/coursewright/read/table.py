"""A table of two columns whose entries belong together, row by row."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from coursewright.fragment.code import Fences
from coursewright.fragment.identity import digest_of, essence, norm
from coursewright.fragment.likeness import Likeness, likeness
from coursewright.fragment.near import DASHES
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.item import Choice, Metadata, Pair
from coursewright.read.lines import Lines

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_ODD_RULE = seldom(rf"\s*\|?\s*:?[-{DASHES}=_]+:?\s*(?:\|\s*:?[-{DASHES}=_]+:?\s*)+\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"[ \t]*\|(?:[^|\\]|\\.)++\|(?:[^|\\]|\\.)*+\|[ \t]*")
_NOTHING = ("-", "--", "---", *DASHES, "n/a", "&nbsp;")
"""What authors write into a cell that is to stay empty, unless the table is about signs."""
_WORDED = re.compile(r"[^\W_]")
_BOX = re.compile(r"\[[ xX]?\][ \t]+(?=\S)")
_NOTATION = "Give each row two cells, “| left | right |”; only a lure has nothing on the left."


class Table(NamedTuple):
    """What a table of pairs says, and the lines it stands in."""

    first: int
    behind: int
    """Index of the first line behind it."""
    heads: tuple[Text, ...]
    pairs: tuple[Pair, ...]
    choices: tuple[Choice, ...]
    """The right entries, each once."""


def read_table(lines: Lines, start: int, metadata: Metadata) -> Table | None:
    """Return the first table outside code, or None; rows that say nothing of a pair become problems."""
    first = _find(lines, start)
    if first is None:
        return None
    _report_above(lines, start, first)
    behind = first + 2
    while behind < len(lines) and "|" in lines[behind]:
        behind += 1
    if behind < len(lines) and lines[behind].strip() and not lines[behind].lstrip().startswith("<!--"):
        hint = "Write it as “| left | right |”; if it explains the item, leave a line empty above it."
        lines.report("R024", "a line without a bar joins the table of pairs", lines.source(behind), hint)
    rows = [cells for row in range(first + 2, behind) if (cells := _cells(lines, row))]
    _report_apart(lines, first, behind)
    _report_second(lines, first, behind, {norm(left.markdown) for left, _ in rows})
    _report_boxes(lines, rows)
    names = [reference.id for reference in metadata.choices]
    if names and (len(names) != len(rows) or len(set(names)) != len(names)):
        message = f"{len(names)} names for {len(rows)} rows" if len(names) != len(rows) else "a name is given twice"
        lines.report("R013", message, metadata.choices[0].source, "Name every row once, in their order.")
        names = []
    pairs, choices = _pairs(lines, rows, names)
    return Table(first, behind, _cells(lines, first) or (), pairs, choices)


def _report_boxes(lines: Lines, rows: Sequence[tuple[Text, ...]]) -> None:
    """Report boxes in front of entries; “[x]” among sounds, or “[X]” for a concentration, is what an entry says."""
    boxes = {cell: found[0].strip() for cells in rows for cell in cells if (found := _BOX.match(cell.markdown))}
    if any(not box.strip("[] ") for box in boxes.values()) or any(
        all(cell in boxes for cell in column) for column in zip(*rows, strict=True)
    ):
        for cell, box in boxes.items():
            hint = "Delete it: entries of one row belong together. To show a box, put it in backticks."
            lines.report("R024", f"a box in a table of pairs, “{box}”", cell.source, hint)


def _report_above(lines: Lines, start: int, first: int) -> None:
    """Report a row above the head, which learners would read as a part of the question, with its bars."""
    row = first - 1
    while row > start and not lines[row].strip():
        row -= 1
    if row < start or not _ROW.fullmatch(lines[row]):
        return
    while row > start and _ROW.fullmatch(lines[row - 1]):
        row -= 1
    if row + 1 < first and lines[row + 1].strip() and _RULE.fullmatch(lines[row + 1]):
        return
    hint = "The head stands first, “| --- | --- |” right below it, then the pairs: move the row, or that line."
    lines.report("R024", "a row stands above the head of the table of pairs", lines.source(row), hint)


def _report_apart(lines: Lines, first: int, behind: int) -> None:
    """Report rows that blank lines part from the table; a table with another head may explain the item."""
    row = lines.skip_blank(behind)
    if row == behind or row >= len(lines) or not lines[row].lstrip().startswith("|"):
        return
    if row + 1 < len(lines) and _RULE.fullmatch(lines[row + 1]) and lines[row].split() != lines[first].split():
        return
    hint = "Leave no line empty between the rows: what stands apart is read with the explanation."
    lines.report("R024", "a row stands apart from the table of pairs", lines.source(row), hint)


def _report_second(lines: Lines, first: int, behind: int, entries: Collection[str]) -> None:
    """Warn of a further table with the same head: its pairs are read with the explanation, and nobody matches them.

    One with an entry of the first may be an overview that explains it.
    """
    head = lines[first].split()
    fences = Fences(lines.lines) if lines.fenced else None
    row = behind + 1
    while row + 1 < len(lines):
        if fences and (closed := fences.close(row)) is not None:
            row = closed + 1
            continue
        if "|" in lines[row] and lines[row].split() == head and _RULE.fullmatch(lines[row + 1]):
            stop = row + 2
            while stop < len(lines) and "|" in lines[stop]:
                stop += 1
            said = {norm(_BAR.split(line.strip().removeprefix("|"), 1)[0]) for line in lines.lines[row + 2 : stop]}
            if lines.lines[behind:row] != [""] * (row - behind) and not said & set(entries):
                hint = "Put its rows into the first table; a table that explains the item has another head."
                lines.warn("R024", "a second table of pairs is read with the explanation", lines.source(row), hint)
                return
        row += 1


def _find(lines: Lines, start: int) -> int | None:
    fences = Fences(lines.lines) if lines.fenced else None
    index = start
    while index + 1 < len(lines):
        if fences and (closed := fences.close(index)) is not None:
            index = closed + 1
        elif "|" in lines[index] and "|" in lines[index + 1] and _RULE.fullmatch(lines[index + 1]):
            return index
        elif "|" in lines[index] and _ODD_RULE.fullmatch(lines[index + 1]):
            message = f"“{lines[index + 1].strip()}” doesn't part the table's head from its rows"
            lines.report("R024", message, lines.source(index + 1), "Write “| --- | --- |”, with hyphens.")
            return index
        else:
            index += 1
    return None


def _cells(lines: Lines, row: int) -> tuple[Text, ...] | None:
    """Return a row's two cells, or None and a problem where it has another number of them, or nothing on the right."""
    line = lines[row]
    edges = [-1, *(bar.start() for bar in _BAR.finditer(line)), len(line)]
    cells = []
    for left, right in pairwise(edges):
        written = line[left + 1 : right]
        bare = written.lstrip()
        text = bare.rstrip().replace("\\|", "|")
        cells.append(lines.piece(text, row, left + 1 + len(written) - len(bare) if text else left + 1))
    if line.lstrip().startswith("|"):
        cells = cells[1:]
    if len(edges) > 2 and not cells[-1].markdown and line.rstrip().endswith("|"):
        cells = cells[:-1]
    if len(cells) != 2:
        said = "one cell" if len(cells) == 1 else f"{len(cells)} cells"
        hint = _NOTATION
        if "||" in line and len(cells) > 2 and not all(cell.markdown for cell in cells):
            hint = "For bars that a cell shows, write “\\|\\|”; two cells stand in each row, “| left | right |”."
        lines.report("R024", f"{said} in a row of a table of pairs", lines.source(row), hint)
        return None
    if not cells[1].markdown and cells[0].markdown:
        lines.report("R024", "nothing on the right belongs to this entry", cells[0].source, _NOTATION)
        return None
    return tuple(cells)


def _pairs(lines: Lines, rows: list[tuple[Text, ...]], names: list[str]) -> tuple[tuple[Pair, ...], tuple[Choice, ...]]:
    pairs: list[Pair] = []
    choices: dict[str, Choice] = {}
    lures: list[tuple[Text, str]] = []
    taken: set[str] = set()
    lefts = {left.markdown for left, _ in rows}
    nothing = _NOTHING if any(map(_WORDED.search, lefts.difference(_NOTHING))) else ()
    for number, (left, right) in enumerate(rows):
        own = digest_of(essence(right.markdown, right.names), 4)
        if left.markdown in nothing:
            hint = "Leave the left cell of a lure empty, “| | right |”, or put it in backticks."
            lines.report("R024", f"“{left.markdown}” would be an entry to match", left.source, hint)
        if not left.markdown or left.markdown in nothing:
            if right.markdown:
                lures.append((right, names[number] if names else own))
            continue
        key = _key(choices, right, own)
        choice = choices.setdefault(key, Choice(names[number] if names else key, right, True, None, own))
        entry = digest_of(essence(left.markdown, left.names), 4)
        name = names[number] if names else entry
        while name in taken:
            name += "-2"  # reported as a duplicate
        taken.add(name)
        pairs.append(Pair(name, left, choice.id, entry))
    for right, name in lures:
        own = digest_of(essence(right.markdown, right.names), 4)
        key = _key(choices, right, own)
        if key in choices:
            message = f"this lure reads the same as the entry in line {choices[key].text.line}"
            lines.report("R024", message, right.source, "Change it, or delete the row.")
        else:
            choices[key] = Choice(name if name != own else key, right, False, None, own)
    return tuple(pairs), tuple(choices.values())


def _key(choices: dict[str, Choice], right: Text, own: str) -> str:
    """Return what an entry on the right is known by: its digest, and more where another one of it looks different."""
    if own not in choices or likeness(choices[own].text, right) not in (Likeness.OTHER, Likeness.SIGNS):
        return own
    return f"{own}-{digest_of(right.markdown, 4)}"
