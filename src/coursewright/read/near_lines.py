"""The lines of a text in which marks are looked for, and what kind of line each is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import accumulate

from coursewright.fragment.indent import Outline
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Source

BULLET = seldom(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
FAR = 30
"""Lines above that are looked at."""
_BEFORE = re.compile(r"[ \t>]*")
_APART = seldom(r"#{1,6}[^#]|(?:!!!|\?\?\?|===)")
"""Lines behind which a new block begins."""
_TEXT = seldom(r"(?!(?:[-*+]|\d{1,9}[.)])[ \t]|\*?\[[^\]]*\]:|(?:[-=*_][ \t]*){3,}$)(?:[^\W_]|[*_\"“„«‘'(\[`])")


class Places:
    """Where the characters of a text stand in its file, for many of them: its lines are counted once."""

    def __init__(self, text: Text) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._text.markdown.split("\n"))]

    def __call__(self, offset: int) -> Source:
        """Return where the character at ``offset`` of the Markdown stands."""
        text, row = self._text, bisect_right(self._starts, offset) - 1
        return Source(
            text.path, text.line + row, offset - self._starts[row] + (text.indent + 1 if row else text.column)
        )


class MarkedLines:
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
        self._code: dict[int, bool] = {}
        self._firsts: list[int] = []

    @cached_property
    def top(self) -> int:
        """The first row that says something."""
        return next((row for row, line in enumerate(self.written) if line.strip()), 0)

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
        """Return whether a row is indented code."""
        if self.rows[row][:1] not in (" ", "\t", ">"):
            return False
        if self._outline is None:
            self._outline = Outline(self.written)
        if row not in self._code:  # a line may have thousands of marks
            self._code[row] = self._outline.is_code(row) or self._outline.is_deep(row)
        return self._code[row]

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

    def first(self, row: int) -> int:
        """Return the row in which the block of this one begins."""
        if not self._firsts:
            for one in range(len(self.rows)):
                self._firsts.append(one if self.begins(one) else self._firsts[-1])
        return self._firsts[row]

    def is_behind_text(self, row: int) -> bool:
        """Return whether the lines above are a paragraph that this one would go on with."""
        before = self.before(row)
        for above in range(row - 1, max(row - FAR, -1), -1):
            bare = self.rows[above].lstrip(" \t>")
            if self.before(above) != before or above in self.own or not _TEXT.match(bare):
                return False
            if self.begins(above):
                return True
        return False

    def before(self, row: int) -> str:
        """Return the indentation and the marks of quotation that a row starts with."""
        found = _BEFORE.match(self.rows[row])
        return found[0] if found else ""
