"""Numbered lists that begin at another number than their author wrote: Markdown begins each of them at 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coursewright.fragment.indent import indent
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Severity
from coursewright.read.near_lines import MarkedLines
from coursewright.read.near_nested import ENTRY
from coursewright.read.report import warning

_NUMBER = seldom(r"^[ \t]*(?P<number>\d{1,9})\.(?=[ \t])", re.M)
_FURTHER = seldom(r"\n {0,20}(?!1\.)\d{1,9}\.[ \t]")
_DEFINED = seldom(r" {0,3}\*?\[[^\]\n]+\]:")
"""What Markdown takes out, so that a list goes on across it."""
_FENCE = seldom(r" {1,3}(?:```|~~~)")
"""One that isn't deep enough in its list, which is told there."""


def renumbered_lists(lines: MarkedLines) -> Iterator[Problem]:
    """Yield a problem for each list whose first number readers don't see, as nothing keeps it.

    Where it goes on with the numbers of the list above, that is a warning, and else advice.
    """
    if "\n\t" not in lines.plain and not _FURTHER.search(f"\n{lines.plain}"):  # as in most pages
        return
    last: dict[int, int] = {}
    for row, found in lines.found(_NUMBER):
        number, level = int(found["number"]), indent(lines.written[row]) // 4
        goes_on = last.get(level, 0) + 1 == number
        last[level] = number
        if number == 1 or not (lines.begins(row) or _is_inner(lines, row, level)) or not _is_first(lines, row, level):
            continue
        place = lines.place(row, len(lines.before(row)))
        told = warning("R029", f"“{number}.” starts a list of its own, and readers see “1.”", place)
        if goes_on:
            hint = "Indent what stands between it and the list above by four spaces, or add “- sane_lists” below"
            yield replace(told, hint=f"{hint} markdown_extensions in mkdocs.yml.")
        else:
            hint = f"Add “- sane_lists” below markdown_extensions in mkdocs.yml; if it is no list, write “{number}\\.”."
            yield replace(told, hint=hint, severity=Severity.ADVICE)


def _is_first(lines: MarkedLines, row: int, level: int) -> bool:
    """Return whether a list begins with an entry, above which a line is empty or a heading stands."""
    above = row - 1
    while above >= 0 and _is_passed(lines.written[above], level):
        above -= 1
    if above < 0 or indent(lines.written[above]) // 4 < level:
        return True
    first = lines.first(above)
    remarks = (one for one in range(above, first - 1, -1) if _is_remark(lines, one))
    first = next(remarks, first - 1) + 1  # a remark ends a list
    if first > above:
        return True
    if _FENCE.match(lines.written[above]) or indent(lines.written[first]) // 4 > level:
        return False
    return not ENTRY.match(lines.written[first].lstrip())


def _is_remark(lines: MarkedLines, row: int) -> bool:
    """Return whether nothing is shown of a line in which a remark ends."""
    return not lines.rows[row].strip() and lines.written[row].rstrip().endswith("-->")


def _is_inner(lines: MarkedLines, row: int, level: int) -> bool:
    """Return whether an entry stands right below the one in which its list is."""
    above = lines.written[row - 1]
    listed = ENTRY.match(above.lstrip()) and ENTRY.match(lines.written[lines.first(row - 1)].lstrip())
    return listed is not None and indent(above) // 4 == level - 1


def _is_passed(line: str, level: int) -> bool:
    """Return whether a line says nothing of where a list begins: it is empty, or deeper in one."""
    return not line.strip() or indent(line) // 4 > level or _DEFINED.match(line) is not None
