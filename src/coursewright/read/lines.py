"""An item's lines, and where in the file each character of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coursewright.fragment.seen import NO_NAMES, Names
from coursewright.fragment.text import Text
from coursewright.problem import Problem, Source
from coursewright.read.report import problem, warning


class RawItem(NamedTuple):
    """The lines between an item's tags, without the prefix of what they stand in."""

    first: int
    """Index of the line with the opening tag."""
    last: int
    """Index of the line with the closing tag."""
    prefix: str
    before: str
    """Text that stands wrongly in front of the opening tag."""
    after: str
    """Text behind the closing tag, up to another item's."""
    lines: list[str]
    numbers: range
    """Line numbers in the file."""
    columns: list[int]
    """How many characters of the file stand before each line."""
    fenced: bool
    """Whether a line may open a code block."""
    gapped: bool
    """Whether a line may hold a blank."""
    hinted: bool
    """Whether a line may start a hint."""
    tagged: bool
    """Whether there may be a tag or a comment besides the one at the top."""
    size: int
    """How many characters there are."""
    source: Source


class Lines:
    """The lines between an item's tags; problems that readers report go into the list they came with."""

    def __init__(self, raw: RawItem, path: str, problems: list[Problem], names: Names = NO_NAMES) -> None:
        self.lines = raw.lines
        self.columns = raw.columns
        self.fenced = raw.fenced
        self.gapped = raw.gapped
        self.hinted = raw.hinted
        self.tagged = raw.tagged
        self.first = raw.numbers.start
        self.path = path
        self.problems = problems
        self.start = raw.source
        """Where the item starts."""
        self.names = names
        """By which links may refer to definitions in the file."""

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, index: int) -> str:
        return self.lines[index]

    def skip_blank(self, index: int) -> int:
        """Return the index of the next line that isn't blank, from ``index`` on."""
        while index < len(self.lines) and not self.lines[index].strip():
            index += 1
        return index

    def in_code(self, rows: Sequence[int]) -> bool:
        """Return whether a choice's further lines end inside a code block, where ``>`` quotes nothing."""
        text = "\n".join(self.lines[row] for row in rows)
        return (text.count("```") % 2 or text.count("~~~") % 2) == 1

    def text(self, start: int, stop: int) -> Text:
        """Return lines as one piece, without blank lines around it; empty where all are blank."""
        lines = self.lines
        start = self.skip_blank(start)
        while stop > start and not lines[stop - 1].strip():
            stop -= 1
        if start >= stop:
            return Text("", *self.start)
        if stop - start == 1:
            line = lines[start]
            bare = line.lstrip()
            return self.piece(bare.rstrip(), start, len(line) - len(bare))
        return self.piece("\n".join(lines[start:stop]).rstrip(), start, 0, self.columns[start + 1])

    def piece(self, markdown: str, index: int, offset: int, indent: int = 0) -> Text:
        """Return a piece of Markdown that starts at ``offset`` of a line."""
        return Text(markdown, self.path, self.first + index, self.columns[index] + offset + 1, indent, self.names)

    def source(self, index: int, offset: int = 0) -> Source:
        """Return where the character at ``offset`` of a line stands."""
        return Source(self.path, self.first + index, self.columns[index] + offset + 1)

    def report(self, code: str, message: str, source: Source, hint: str) -> None:
        """Add a problem."""
        self.problems.append(problem(code, message, source, hint))

    def warn(self, code: str, message: str, source: Source, hint: str) -> None:
        """Add a problem that is very likely, and not for sure."""
        self.problems.append(warning(code, message, source, hint))
