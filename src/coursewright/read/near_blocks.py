"""Marks at a line's start that Markdown takes for text: a note with curly quotes, ``:::tip``, a list right below text.

What a site's own extensions or plugins may read is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from coursewright.fragment.indent import indent
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import BULLET, FAR, MarkedLines
from coursewright.read.near_table import check_tables
from coursewright.read.near_wrapped import check_lines
from coursewright.read.report import problem, warning

_QUOTES = "\"'“”„‟‘’‚«»‹›″"
_OPENING = re.compile(r"^(?P<before>[ \t>]*)(?P<mark>!!!|\?\?\?\+?|===[+!]{0,2})(?P<said>[^\n]*\S)[ \t]*$", re.M)
_TYPE = r"[\w-]+(?: +[\w-]+)*"
_TAKEN = {
    "!": seldom(rf"!!! ?{_TYPE}(?: +\".*?\")? *"),
    "?": seldom(rf"\?\?\?\+? ?(?:(?:{_TYPE})? +\".*?\"|{_TYPE}) *"),
    "=": re.compile(r"===(?:\+!?|!\+?)? +\".*?\" *"),
}
"""Lines that the extensions take for the start of a note, of one that unfolds and of a tab, by their first sign."""
_QUOTED = seldom(rf" *(?:[\w-]+ +)*[{_QUOTES}]")
_PARTS = seldom(r"[ \t]*(?:(?P<type>[\w-]+)(?=[^\w-]|$))?(?P<title>.*)")
_WHAT = {"!": "note", "?": "note", "=": "tab"}

_COLONS = seldom(
    r"^(?P<before>[ \t>]*)(?P<mark>:{3,}[ \t]*\{?(?P<id>(?!quiz|course|local|bank|scenario)[a-zA-Z][\w-]*))", re.M
)
_CALLOUT = seldom(r"^(?P<before>[ \t>]*)(?P<mark>\[!(?P<id>[a-zA-Z]+)\])(?![(\[:])", re.M)
_LISTED = re.compile(r"[:*_][*_]{0,3}[ \t]*\n[ \t>]*(?:[-*+]|1[.)])[ \t]+\S")
_COLON = re.compile(r":[*_]{0,3}[ \t]*\Z")
_BOLD = seldom(r"[ \t>]*(\*\*|__)(?=\S)(?:(?!\1)[^\n`|])+(?<!\s)\1[ \t]*")
"""A line that is bold from end to end, as a heading of what follows."""
_BREAK = ("  ", "\\")
_SIGNS = (
    "!!!", "???", "===", ":::", "[!", "|", ":\n", ":*", ":_", ": ", ":\t", "**\n", "__\n", "** ", "__ ", "\n#", "> #",
    "  #",
)  # fmt: skip
_FENCES = (" ```", " ~~~")


def block_marks(
    plain: str, text: Text, engine: Engine, own: Collection[int] = (), *, inside_line: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each such mark of a text; ``plain`` is the same one without code and comments.

    Rows that are ``own`` are others' to judge. What stands ``inside_line``, as choices do, may have a list right below.
    """
    if not any(sign in plain for sign in _SIGNS) and not any(sign in text.markdown for sign in _FENCES):
        return
    lines = MarkedLines(plain, text, own)
    yield from _openings(lines, engine)
    if not engine.leaves():
        return
    yield from _others(lines, engine)
    if "\n" in plain and "|" in plain:
        yield from check_tables(lines)
    if not inside_line:
        yield from check_lines(lines, engine)
    if not inside_line and engine.leaves("nl2br", "sane_lists", "pymdownx.fancylists") and _LISTED.search(plain):
        yield from _lists(lines)


def _openings(lines: MarkedLines, engine: Engine) -> Iterator[Problem]:
    if not any(sign in lines.plain for sign in ("!!!", "???", "===")):
        return
    for row, found in lines.found(_OPENING):
        mark, said, width = found["mark"], found["said"], indent(found["before"])
        below = lines.below(row)
        deep = indent(lines.written[below]) - width if below < len(lines.rows) else 0
        if not _TAKEN[mark[0]].fullmatch(mark + said):
            if _QUOTED.match(said) or (deep >= 4 and ">" not in found["before"] and not said.startswith(mark[0])):
                hint = f"Write {_meant(mark, said)}: else readers see the marks."
                place = lines.place(row, found.start("mark") - lines.starts[row])
                yield problem("R029", f"“{mark}{said}” starts no {_WHAT[mark[0]]}", place, hint)
        elif ">" not in found["before"] and not width % 4 and 0 <= deep < 4 and engine.leaves():
            bare = lines.written[below].lstrip() if below < len(lines.rows) else ""
            if deep:
                outside = not BULLET.match(bare) and bare[:1] != ">" and (deep > 1 or below == row + 1)
            else:  # a note may be no more than its title
                said = bare[:2] in ("**", "- ", "* ") or bare[:1] not in ("", *"!?=#<{-*_")
                outside = said and below not in lines.own and below == row + 1
            if outside:
                what = f"{_WHAT[mark[0]]} in line {lines.place(row, 0).line}"
                place = lines.place(below, len(lines.written[below]) - len(bare))
                hint = f"Start it, and what goes with it, {width + 4} spaces from the margin: else it stands outside."
                told = problem if deep else warning
                yield told("R029", f"this belongs to the {what} only behind four spaces", place, hint)


def _meant(mark: str, said: str) -> str:
    """Return the line that was meant."""
    parts = _PARTS.fullmatch(said)
    kind, title = (parts["type"] or "", parts["title"]) if parts else ("", said)
    if mark[0] == "=":
        kind, title = "", said
    title = title.strip(f" \t:{_QUOTES}").replace('"', "”")
    kind = "" if mark[0] == "=" else f" {kind or 'note'}"
    return f'{mark}{kind} "{title}"' if title else f"{mark}{kind}"


def _others(lines: MarkedLines, engine: Engine) -> Iterator[Problem]:
    for sign, pattern, reader in ((":::", _COLONS, ""), ("[!", _CALLOUT, "pymdownx.quotes")):
        if sign not in lines.plain or not engine.leaves(reader):
            continue
        for row, found in lines.found(pattern):
            if sign == "[!" and ">" not in found["before"] and row:
                continue
            hint = f"Write !!! {found['id'].lower()} on a line of its own, and the text below it behind four spaces."
            mark = found["mark"] if sign == "[!" else f":::{found['id']}"
            message = f"“{mark}” starts no note"
            yield warning("R029", message, lines.place(row, found.start("mark") - lines.starts[row]), hint)


def _lists(lines: MarkedLines) -> Iterator[Problem]:
    for row, line in enumerate(lines.rows[:-1]):
        ends = (":" in line and _COLON.search(line)) or (line.rstrip().endswith(("**", "__")) and _BOLD.fullmatch(line))
        if not ends or row in lines.own or row + 1 in lines.own:
            continue
        first = BULLET.match(bare := lines.rows[row + 1].lstrip(" \t>"))
        if not first or lines.before(row + 1) != lines.before(row) or bare[0] in "023456789":
            continue
        if not _goes_on(lines, row + 1, first[0]) or lines.is_code(row) or not lines.is_behind_text(row + 1):
            continue
        if line.endswith(_BREAK) and lines.rows[row + 1].endswith(_BREAK):
            continue  # lines of a dialogue, each broken on purpose
        place = lines.place(row + 1, len(lines.before(row + 1)))
        hint = "Put a blank line above it: else it is one paragraph, with the marks in it."
        yield warning("R029", "a list goes on with the text above", place, hint)


def _goes_on(lines: MarkedLines, row: int, mark: str) -> bool:
    """Return whether a list has a second entry."""
    before = lines.before(row)
    for line in lines.rows[row + 1 : row + FAR]:
        if not line.strip(" \t>"):
            return False
        found = BULLET.match(line, len(before)) if line.startswith(before) else None
        if found and (found[0][0] == mark[0] if not mark[0].isdigit() else found[0][0] in "12"):
            return True
    return False
