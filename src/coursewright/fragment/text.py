"""What an author wrote, piece by piece, each with its place in the file."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from coursewright.problem import Source

_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]"
    r"(?:\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])(?:\{[^}]*\})?"
)
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)", re.S)
_TAGS = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>", re.I | re.S)
_ADDRESS = re.compile(r"<(https?://[^<>\s]+)>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")


class Text(NamedTuple):
    """A piece of an author's Markdown, without the indentation of what surrounds it, and where it starts."""

    markdown: str
    path: str
    line: int
    column: int
    indent: int = 0
    """How many characters of the file stand before each further line."""

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


def plain(markdown: str) -> str:
    """Return the words of a line or paragraph of Markdown, without links, emphasis, code marks and tags."""
    text = _ADDRESS.sub(r"\1", markdown)
    while (bare := _LINK.sub(r"\1", text)) != text:
        text = bare
    while (bare := _EMPHASIS.sub(r"\2", text)) != text:
        text = bare
    text = _TAGS.sub("", text).replace("`", "")
    return " ".join(unescape(_ESCAPE.sub(r"\1", text)).split())
