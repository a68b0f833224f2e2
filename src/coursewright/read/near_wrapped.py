"""Lines that end what they belong to: one that starts at a sign “#”, and code not deep enough in its list."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.fragment.code import Fences, mask_comments, mask_raw
from coursewright.fragment.indent import indent
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import BULLET, FAR, MarkedLines
from coursewright.read.report import warning

_HASH = seldom(r"^(?:>[ \t>]*|[ \t]+)?(?P<mark>#[^\W_][\w'’-]{0,40})(?![^\s.,;:!?)<\"])")
_ENTRY = seldom(r"(?:[-*+]|\d{1,9}\.)[ \t]+(?=\S)")
"""An entry of a list as Markdown has it, without extensions."""
_RULE = seldom(r"(?:[-*_][ \t]*){3,}")
_SUPERFENCES = "pymdownx.superfences"


def check_lines(lines: MarkedLines, engine: Engine) -> Iterator[Problem]:
    """Yield a problem for each such line of a text."""
    if "#" in lines.plain and engine.leaves("pymdownx.saneheaders"):
        yield from _headings(lines)
    if engine.leaves():
        yield from _code(lines, engine)


def _headings(lines: MarkedLines) -> Iterator[Problem]:
    """Yield each line of a paragraph that starts with “#” and a number or a word, and the first of other such lines."""
    last = -1
    for row, line in enumerate(lines.rows):
        if "#" not in line or row in lines.own or not (mark := hash_heading(lines, row)):
            continue
        place = lines.place(row, line.index("#"))
        if row - 1 not in lines.own and _goes_on(lines, row):
            hint = f"Move it up into the line above, or write “\\{mark}”: else the line is a heading."
            yield warning("R029", f"“{mark}” starts a heading", place, hint)
        elif mark[1].isalpha() and lines.begins(row) and last != row - 1:  # “#5” may be meant as a heading
            hint = f"Write “\\{mark}” for words to be read, or put ``` above and below code"
            hint += f"; for a heading, “# {mark[1:]}”."
            yield warning("R029", f"“{mark}” starts a heading, and readers don't see its “#”", place, hint)
        last = row


def hash_heading(lines: MarkedLines, row: int) -> str:
    """Return the word behind “#” with which a row starts, and that makes a heading of it; a name may be meant as one.

    So may be a page's first line.
    """
    line = lines.rows[row]
    found = _HASH.match(line)
    if not found or found["mark"][1].isupper() or not (found["mark"][1].isdigit() or found["mark"][1].islower()):
        return ""
    if indent(line.lstrip(">")) % 4 > (1 if ">" in line else 0) or lines.is_code(row):
        return ""
    return found["mark"] if row > lines.top else ""


def _goes_on(lines: MarkedLines, row: int) -> bool:
    """Return whether a row goes on with the paragraph, or the entry of a list, above it."""
    above = lines.rows[row - 1].lstrip(" \t>")
    listed = (
        BULLET.match(above) is not None and not _RULE.fullmatch(above) and lines.before(row - 1) == lines.before(row)
    )
    return listed or lines.is_behind_text(row)


def _code(lines: MarkedLines, engine: Engine) -> Iterator[Problem]:
    """Yield each fence in an entry of a list that is less than four spaces in, where that makes a difference.

    Without superfences its code is none; with them it ends the list, so that a numbered one begins again at 1.
    """
    deep = engine.has(_SUPERFENCES)
    if deep and not engine.leaves("sane_lists", "pymdownx.fancylists"):
        return  # they go on with an entry's own number
    shown: list[str] = []
    for first, last in Fences(lines.written):
        if lines.written[first][:1] != " " or first in lines.own:
            continue
        above = _entry_above(lines, first)
        if above < 0 or (deep and (lines.written[first - 1].strip() or not _is_counted_on(lines, above, last))):
            continue
        shown = shown or mask_raw(mask_comments(lines.text.markdown)).split("\n")
        if not shown[first].strip() or lines.is_code(above):
            continue
        place = lines.place(first, len(lines.written[first]) - len(lines.written[first].lstrip()))
        spaces = f"{indent(lines.written[above]) + 4} spaces from the margin"
        if deep:
            hint = f"Start it, and all that goes with it, {spaces}: else the list ends, and begins again at 1."
            yield warning("R029", "this belongs to the list only behind four spaces", place, hint)
        else:
            hint = f"Start it {spaces}, and add “- {_SUPERFENCES}” below markdown_extensions in mkdocs.yml."
            yield warning("R029", "readers see this code as text: it isn't deep enough in its list", place, hint)


def _entry_above(lines: MarkedLines, row: int) -> int:
    """Return the row of the list's entry to which a line behind one to three spaces belongs; -1 for none."""
    width = indent(lines.written[row])
    for above in range(row - 1, max(row - FAR, -1), -1):
        line = lines.written[above]
        if line.strip() and indent(line) < width:
            deep = width - indent(line)
            return above if deep < 4 and not indent(line) % 4 and _ENTRY.match(line.lstrip()) else -1
    return -1


def _is_counted_on(lines: MarkedLines, above: int, row: int) -> bool:
    """Return whether a numbered list has an entry below that isn't numbered 1."""
    if not lines.written[above].lstrip()[0].isdigit():
        return False
    width = indent(lines.written[above])
    for line in lines.written[row + 1 : row + FAR]:
        if line.strip() and indent(line) <= width:
            return _ENTRY.match(line.lstrip()) is not None and line.lstrip()[0] in "23456789"
    return False
