"""Marks at a line's start that Markdown takes for text: a note with curly quotes, ``:::tip``, a list right below text.

What a site's own extensions or plugins may read is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import accumulate

from coursewright.fragment.text import Text
from coursewright.problem import Problem, Source
from coursewright.read.engine import Engine
from coursewright.read.indent import Outline, indent
from coursewright.read.report import problem, warning

_QUOTES = "\"'“”„‟‘’‚«»‹›″"
_OPENING = re.compile(r"^(?P<before>[ \t>]*)(?P<mark>!!!|\?\?\?\+?|===[+!]{0,2})(?P<said>[^\n]*\S)[ \t]*$", re.M)
_TYPE = r"[\w-]+(?: +[\w-]+)*"
_TAKEN = {
    "!": re.compile(rf"!!! ?{_TYPE}(?: +\".*?\")? *"),
    "?": re.compile(rf"\?\?\?\+? ?(?:(?:{_TYPE})? +\".*?\"|{_TYPE}) *"),
    "=": re.compile(r"===(?:\+!?|!\+?)? +\".*?\" *"),
}
"""Lines that the extensions take for the start of a note, of one that unfolds and of a tab, by their first sign."""
_QUOTED = re.compile(rf" *(?:[\w-]+ +)*[{_QUOTES}]")
_PARTS = re.compile(r"[ \t]*(?:(?P<type>[\w-]+)(?=[^\w-]|$))?(?P<title>.*)")
_WHAT = {"!": "note", "?": "note", "=": "tab"}

_COLONS = re.compile(
    r"^(?P<before>[ \t>]*)(?P<mark>:{3,}[ \t]*\{?(?P<id>(?!quiz|course|local|bank|scenario)[a-zA-Z][\w-]*))", re.M
)
_CALLOUT = re.compile(r"^(?P<before>[ \t>]*)(?P<mark>\[!(?P<id>[a-zA-Z]+)\])(?![(\[:])", re.M)
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_LISTED = re.compile(r":[*_]{0,3}[ \t]*\n[ \t>]*(?:[-*+]|1[.)])[ \t]+\S")
_COLON = re.compile(r":[*_]{0,3}[ \t]*\Z")
_ROW = re.compile(r"^[ \t>]*\|[^\n]*\|[ \t]*$", re.M)
_PARTING = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
"""The line that parts a table's head from its rows."""
_BAR = re.compile(r"(?<!\\)\|")
_BEFORE = re.compile(r"[ \t>]*")
_APART = re.compile(r"#{1,6}[^#]|(?:!!!|\?\?\?|===)")
"""Lines behind which a new block begins."""
_TEXT = re.compile(r"(?!(?:[-*+]|\d{1,9}[.)])[ \t]|\*?\[[^\]]*\]:|(?:[-=*_][ \t]*){3,}$)(?:[^\W_]|[*_\"“„«‘'(\[`])")
_BREAK = ("  ", "\\")
_FAR = 30
"""Lines above that are looked at."""


def block_marks(
    plain: str, text: Text, engine: Engine, own: Collection[int] = (), *, inside_line: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each such mark of a text; ``plain`` is the same one without code and comments.

    Rows that are ``own`` are others' to judge. What stands ``inside_line``, as choices do, may have a list right below.
    """
    if not any(sign in plain for sign in ("!!!", "???", "===", ":::", "[!", "|", ":\n", ":*", ":_", ": ", ":\t")):
        return
    lines = _Lines(plain, text, own)
    yield from _openings(lines, engine)
    if not engine.leaves():
        return
    yield from _others(lines, engine)
    if "\n" in plain and "|" in plain:
        yield from _tables(lines)
    if not inside_line and engine.leaves("nl2br", "sane_lists", "pymdownx.fancylists") and _LISTED.search(plain):
        yield from _lists(lines)


class _Lines:
    """The lines of a text, and what kind of line each is."""

    def __init__(self, plain: str, text: Text, own: Collection[int]) -> None:
        self.plain = plain
        self.text = text
        self.rows = plain.split("\n")
        self.written = text.markdown.split("\n")
        self.own = own
        self.starts = [0, *accumulate(len(line) + 1 for line in self.rows)]
        """Where each row starts."""
        self._outline: Outline | None = None

    def place(self, row: int, offset: int) -> Source:
        """Return where the character at ``offset`` of a row stands in the file, without counting the rows above."""
        text = self.text
        return Source(text.path, text.line + row, offset + (text.indent + 1 if row else text.column))

    def found(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield what a pattern finds with the row in which it begins, where that is no code and no item's."""
        row = at = 0
        for found in pattern.finditer(self.plain):
            row += self.plain.count("\n", at, at := found.start())
            if row not in self.own and not self.is_code(row):
                yield row, found

    def is_code(self, row: int) -> bool:
        if self.rows[row][:1] not in (" ", "\t", ">"):
            return False
        if self._outline is None:
            self._outline = Outline(self.written)
        return self._outline.is_code(row) or self._outline.is_deep(row)

    def below(self, row: int) -> int:
        """Return the next row that shows something; the number of rows for none."""
        row += 1
        while row < len(self.rows) and not (self.written[row].strip() and (self.rows[row].strip() or self.kept(row))):
            row += 1
        return row

    def kept(self, row: int) -> bool:
        """Return whether a line without text is one of code or of an item, rather than a remark."""
        return row in self.own or not self.written[row].lstrip().startswith("<!--")

    def begins(self, row: int) -> bool:
        """Return whether a block begins in this row, as far as the one above tells."""
        if not row:
            return True
        above = self.rows[row - 1].lstrip(" \t>")
        return not self.written[row - 1].strip(" \t>") or _APART.match(above) is not None

    def is_behind_text(self, row: int) -> bool:
        """Return whether the lines above are a paragraph that this one would go on with."""
        before = self.before(row)
        for above in range(row - 1, max(row - _FAR, -1), -1):
            bare = self.rows[above].lstrip(" \t>")
            if self.before(above) != before or above in self.own or not _TEXT.match(bare):
                return False
            if self.begins(above):
                return True
        return False

    def before(self, row: int) -> str:
        found = _BEFORE.match(self.rows[row])
        return found[0] if found else ""


def _openings(lines: _Lines, engine: Engine) -> Iterator[Problem]:
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
        elif ">" not in found["before"] and not width % 4 and 0 < deep < 4 and engine.leaves():
            bare = lines.written[below].lstrip()
            if not _BULLET.match(bare) and bare[:1] != ">" and (deep > 1 or below == row + 1):
                what = f"{_WHAT[mark[0]]} in line {lines.place(row, 0).line}"
                place = lines.place(below, len(lines.written[below]) - len(bare))
                hint = f"Start it, and what goes with it, {width + 4} spaces from the margin: else it stands outside."
                yield problem("R029", f"this belongs to the {what} only behind four spaces", place, hint)


def _meant(mark: str, said: str) -> str:
    """Return the line that was meant."""
    parts = _PARTS.fullmatch(said)
    kind, title = (parts["type"] or "", parts["title"]) if parts else ("", said)
    if mark[0] == "=":
        kind, title = "", said
    title = title.strip(f" \t:{_QUOTES}").replace('"', "”")
    kind = "" if mark[0] == "=" else f" {kind or 'note'}"
    return f'{mark}{kind} "{title}"' if title else f"{mark}{kind}"


def _others(lines: _Lines, engine: Engine) -> Iterator[Problem]:
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


def _tables(lines: _Lines) -> Iterator[Problem]:
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


def _lists(lines: _Lines) -> Iterator[Problem]:
    for row, line in enumerate(lines.rows[:-1]):
        if ":" not in line or not _COLON.search(line) or row in lines.own or row + 1 in lines.own:
            continue
        first = _BULLET.match(bare := lines.rows[row + 1].lstrip(" \t>"))
        if not first or lines.before(row + 1) != lines.before(row) or bare[0] in "023456789":
            continue
        if not _goes_on(lines, row + 1, first[0]) or lines.is_code(row) or not lines.is_behind_text(row + 1):
            continue
        if line.endswith(_BREAK) and lines.rows[row + 1].endswith(_BREAK):
            continue  # lines of a dialogue, each broken on purpose
        place = lines.place(row + 1, len(lines.before(row + 1)))
        hint = "Put a blank line above it: else it is one paragraph, with the marks in it."
        yield warning("R029", "a list goes on with the text above", place, hint)


def _goes_on(lines: _Lines, row: int, mark: str) -> bool:
    """Return whether a list has a second entry."""
    before = lines.before(row)
    for line in lines.rows[row + 1 : row + _FAR]:
        if not line.strip(" \t>"):
            return False
        found = _BULLET.match(line, len(before)) if line.startswith(before) else None
        if found and (found[0][0] == mark[0] if not mark[0].isdigit() else found[0][0] in "12"):
            return True
    return False
