"""What an author wrote, piece by piece, each with its place in the file."""

from __future__ import annotations

from typing import NamedTuple

from coursewright.fragment.seen import NO_NAMES, Names
from coursewright.problem import Source


class Text(NamedTuple):
    """A piece of an author's Markdown, without the indentation of what surrounds it, and where it starts."""

    markdown: str
    path: str
    line: int
    column: int
    indent: int = 0
    """How many characters of the file stand before each further line."""
    names: Names = NO_NAMES
    """By which its links may refer to definitions elsewhere in the file."""

    @property
    def source(self) -> Source:
        """Where the piece starts."""
        return Source(self.path, self.line, self.column)

    def place(self, offset: int) -> Source:
        """Return where the character at ``offset`` of the Markdown stands in the file."""
        line = self.markdown.count("\n", 0, offset)
        if not line:
            return Source(self.path, self.line, self.column + offset)
        return Source(self.path, self.line + line, offset - self.markdown.rfind("\n", 0, offset) + self.indent)


class Reference(NamedTuple):
    """An id that an author wrote, such as an objective's, and where."""

    id: str
    source: Source
