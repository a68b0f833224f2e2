"""A paragraph of prose that stands behind four spaces, which make it code: its links and marks are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coursewright.fragment.indent import Outline, indent
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.problem import Problem, Severity
from coursewright.read.near_lines import MarkedLines
from coursewright.read.report import warning

_LINK = seldom(r"\]\([^()\s]*\)|<https?://[^<>\s]*>|https?://\S+")
_CODE = seldom(r"[{}<>=$\\|~^]|\(\)|[ \t]{2}|;[ \t]*(?:\n|\Z)|\w\.\w+\(")
"""What prose has not, apart from its links."""
_BEGINS = seldom(r"[*_“„«\"'‘(\[]{0,4}(?P<letter>[^\W\d_])(?![^\W\d_]*:[ \t])")
"""A sentence's first letter, behind no name of a speaker."""
_ENDS = seldom(r"[.!?…][*_”“»\"'’)]{0,4}\Z")
_COLON = seldom(r"[:：][*_”\"»)]{0,4}\Z")
_WORDS = 8
"""As many as nobody takes for a command or what a program says."""


def coded_prose(lines: MarkedLines) -> Iterator[Problem]:
    """Yield advice for the first such paragraph of a page, unless the page shows other code."""
    written = lines.written
    markdown = "\n" + lines.text.markdown
    if not holds_one(markdown, ("\n    ", "\n\t")) or holds_one(markdown, ("```", "~~~")):
        return
    outline, first, row = Outline(written), -1, 0
    while row < len(written):
        if indent(written[row]) < 4 or not written[row].strip() or not lines.begins(row):
            row += 1
            continue
        stop = row + 1
        while stop < len(written) and written[stop].strip():
            stop += 1
        if row not in lines.own and lines.rows[row].strip() and outline.is_code(row):
            if not _is_prose([line.strip() for line in written[row:stop]]) or _COLON.search(_above(written, row)):
                return
            first = row if first < 0 else first
        row = stop
    if first >= 0:
        hint = "Start it at the margin: links and marks in it are none. For code that is meant, put ``` around it."
        place = lines.place(first, len(lines.before(first)))
        told = warning("R029", "four spaces make code of a paragraph", place, hint)
        yield replace(told, severity=Severity.ADVICE)


def _above(written: Sequence[str], row: int) -> str:
    """Return the next line above that says something."""
    while row and not written[row - 1].strip():
        row -= 1
    return written[row - 1].rstrip() if row else ""


def _is_prose(block: Sequence[str]) -> bool:
    """Return whether lines are a sentence or more, wrapped anywhere; a poem's lines each begin with a capital."""
    said = "\n".join(block)
    begun = _BEGINS.match(said)
    if not begun or not begun["letter"].isupper() or not _ENDS.search(said) or _CODE.search(_LINK.sub("]", said)):
        return False
    if len(block) > 1 and not any(line[:1].islower() or line[:1] == "[" for line in block[1:]):
        return False
    words: list[str] = re.findall(r"[^\W\d_]+", said)
    return len(words) >= _WORDS and 2 * sum(word[0].islower() for word in words) > len(words)
