"""Lists inside lists that are indented by two or three spaces: Markdown makes one list of both, or text of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.indent import indent
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import FAR, MarkedLines
from coursewright.read.report import warning

ENTRY = seldom(r"(?!(?:[-*][ \t]*){3,}$)(?:[-*+]|\d{1,9}\.)[ \t]")
"""An entry of a list, whose text may be code that is blanked out."""
_INNER = seldom(r"^(?P<deep>(?: {4})* {2,3})(?P<mark>[-*+]|1\.) +(?P<said>.*)", re.M)
_SIGNS = ("  - ", "  * ", "  + ", "  1. ")
_DASHED = seldom(r"\d|.* [-–—] ")
"""What a line of text that wraps at a sign may go on with: a number below zero, or words between dashes."""


def nested_lists(lines: MarkedLines, engine: Engine) -> Iterator[Problem]:
    """Yield a warning for the first such list in each list of a page."""
    if not holds_one(lines.plain, _SIGNS) or not engine.leaves("pymdownx.fancylists"):
        return
    seen = base = 0
    for row, found in lines.found(_INNER):
        above = _outer(lines, row, len(found["deep"]))
        if above < 0 or lines.is_code(above):
            continue
        if seen and _is_one_list(lines, seen, row, base):
            seen = row
            continue
        seen = 0
        if _is_text(lines, row, found):
            continue
        seen, base = row, indent(lines.written[above])
        deep = len(found["deep"]) - base
        hint = "Indent it by four, and all that goes with it: else it isn't inside the other one."
        yield warning("R029", f"a list inside a list is indented by {deep}", lines.place(row, base + deep), hint)


def _outer(lines: MarkedLines, row: int, width: int) -> int:
    """Return the row of the entry below which a list's first entry is indented by two or three; -1 for none."""
    for above in range(row - 1, max(row - FAR, -1), -1):
        line, shown = lines.written[above], lines.rows[above].lstrip()
        if not line.strip():
            continue
        far = width - indent(line)
        if far > 0:
            listed = far in (2, 3) and not (width - far) % 4 and ENTRY.match(shown)
            return above if listed and ENTRY.match(lines.rows[lines.first(above)].lstrip()) else -1
        if not far and ENTRY.match(shown):
            return -1
    return -1


def _is_one_list(lines: MarkedLines, seen: int, row: int, base: int) -> bool:
    """Return whether nothing ends a list between two of its rows."""
    return all(
        not line.strip() or indent(line) > base or ENTRY.match(line.lstrip()) for line in lines.written[seen + 1 : row]
    )


def _is_text(lines: MarkedLines, row: int, found: re.Match[str]) -> bool:
    """Return whether a line may go on with the text above: one that no other entry of its list follows."""
    if not lines.written[row - 1].strip() or not (found["mark"] == "1." or _DASHED.match(found["said"])):
        return False
    width = len(found["deep"])
    for line in lines.written[row + 1 : row + FAR]:
        far = indent(line) - width
        if line.strip() and far <= 0:
            return far < 0 or not ENTRY.match(line.lstrip())
    return True
