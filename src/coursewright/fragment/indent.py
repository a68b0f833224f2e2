"""How lines are indented, and where their own text starts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, TypeAlias

from coursewright.fragment.seldom import seldom

_QUOTE = seldom(r"[ \t]*>[ \t]?")
_QUOTES = seldom(r"(?:[ \t]*>[ \t]?)+")
_CONTAINER = seldom(
    r"[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|!!!|\?\?\?|===|///|\[\^|:[ \t]|<(?![!/]|\s*quiz\b)(?!.*</))", re.I
)

_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]+\]:")
_NUMBERED = re.compile(r"[ \t]*\d{1,9}[.)][ \t]")
_ANNOTATE = seldom(
    r"\{[^{}]*\.annotate\b[^{}]*\}|^[ \t]*(?:!!!|\?\?\?\+?|===)[^\"]*[ \t]annotate\b|<div\b[^<>]*(?<![\w-])annotate\b"
)
_TEXT = seldom(r"[ \t]*(?:[-*+:]|\d{1,9}[.)])[ \t]+")
_FOUR = seldom(r"[ \t]*(?:(?:!!!|\?\?\?\+?|===[+!]?)[ \t]+\S|\[\^[^\]\n]+\]:)")
"""What has text indented by four below it."""
NO_PLACE = {
    "a footnote": "Move it into the text: footnotes are put together at the page's end, where no item can be.",
    "an annotation": "Move it into the text: Material takes annotations out of the page, and no lesson counts them.",
}
"""Where no item can be, with what to do."""
Annotations: TypeAlias = Literal["", "marked", "code"]
"""What has annotations on a site: nothing, what is marked with the class ``annotate``, or comments in code, too."""
_MARKED = seldom(r"(?:[#;%]|//|/\*|--).*\(\d+\)")
"""A line of code whose comment has an annotation."""


def indent(line: str) -> int:
    """Return how far a line is indented; a tab reaches the next multiple of four."""
    spaces = line.expandtabs(4)
    return len(spaces) - len(spaces.lstrip(" "))


def shared_indent(lines: Sequence[str]) -> int:
    """Return by how much all lines but the first are indented."""
    shared = 1 << 30
    for line in lines[1:]:
        if line and line[0] not in " \t":
            return 0
        if bare := line.lstrip():
            shared = min(shared, len(line) - len(bare))
    return shared if shared < 1 << 30 else 0


def skip(line: str, quotes: int, width: int) -> int:
    """Return where a line's own text starts behind the quote marks and indentation of its container."""
    at = 0
    for _ in range(quotes):
        mark = _QUOTE.match(line, at)
        if not mark:
            return at
        at = mark.end()
    while at < min(width, len(line)) and line[at] in " \t":
        at += 1
    return at


class Outline:
    """Below which lines others are indented; each line is looked at about once, however many are asked about."""

    def __init__(self, lines: Sequence[str], annotations: Annotations = "") -> None:
        self.lines = lines
        self.annotations = annotations
        self._parents: dict[int, int] = {}
        self._annotated: dict[int, bool] = {}
        self._opening: dict[str, list[int]] = {}

    def is_code(self, index: int) -> bool:
        """Return whether an indented line is a code block rather than the content of a list, note or tab."""
        if indent(self.lines[index]) < 4:
            return False
        while (index := self._parent(index)) >= 0:
            if _CONTAINER.match(self.lines[index]):
                return False
            if indent(self.lines[index]) < 4:
                return True
        return True

    def is_deep(self, index: int, *, html: bool = True) -> bool:
        """Return whether a line is so much deeper than the text of its list, note or quote that it may be code there.

        Without ``html``, what is indented below a tag isn't.
        """
        line = self.lines[index]
        if quoted := _QUOTES.match(line):
            return indent(line[quoted.end() :]) >= 4
        above = self.lines[parent] if (parent := self._parent(index)) >= 0 else ""
        if not html and above.lstrip().startswith("<"):
            return False
        marked = _TEXT.match(above)
        text = len(marked[0].expandtabs(4)) if marked else indent(above) + (4 if _FOUR.match(above) else 0)
        return indent(line) >= text + 4

    def is_block(self, index: int) -> bool:
        """Return whether a line is code that stands by itself, outside or inside a list; none goes on with a text."""
        first = index
        while first and self.lines[first - 1].strip() and indent(self.lines[first - 1]) >= 4:
            first -= 1
        alone = not first or not self.lines[first - 1].strip()
        return alone and (self.is_code(index) or self.is_deep(index))

    def no_place(self, index: int) -> str:
        """Return in which of ``NO_PLACE`` a line stands; the empty text for none of them."""
        if self._is_in_footnote(index):
            return "a footnote"
        return "an annotation" if self.annotations and self._is_in_annotation(index) else ""

    def _parent(self, index: int) -> int:
        """Return the nearest line above that is indented less; -1 for none."""
        if (found := self._parents.get(index)) is None:
            found = self._parents[index] = self._above(index, indent(self.lines[index]))
        return found

    def _above(self, index: int, width: int) -> int:
        """Return the nearest line above that is indented less than ``width``; -1 for none."""
        number = index - 1
        while number >= 0 and (not self.lines[number].strip() or indent(self.lines[number]) >= width):
            number = self._parents.get(number, number - 1)
        return number

    def _is_in_footnote(self, index: int) -> bool:
        if indent(self.lines[index]) < 4:
            return False
        while index >= 0 and indent(self.lines[index]) >= 4:
            index = self._parent(index)
        return index >= 0 and _FOOTNOTE.match(self.lines[index]) is not None

    def _is_in_annotation(self, index: int) -> bool:
        """Return whether a line belongs to a numbered list right below what the list's entries annotate."""
        passed: list[int] = []
        listed, found = -1, False
        while index >= 0:
            at = indent(self.lines[index])
            numbered = _NUMBERED.match(self.lines[index])
            if not numbered and at == listed and self._annotates(index):
                found = True
                break
            if index in self._annotated:
                found = self._annotated[index]
                break
            passed.append(index)
            if not numbered and at == 0:
                break
            index, listed = (self._above(index, at + 1), at) if numbered else (self._parent(index), -1)
        self._annotated |= dict.fromkeys(passed, found)
        return found

    def _annotates(self, last: int) -> bool:
        """Return whether what ends, or starts, in this line has annotations."""
        line = self.lines[last].strip()
        if _ANNOTATE.search(line) or not line.startswith(("```", "~~~", "</div")):
            return _ANNOTATE.search(line) is not None
        opens = "<div" if line[0] == "<" else line[:3]
        if opens not in self._opening:
            self._opening[opens] = [row for row, one in enumerate(self.lines) if one.lstrip().startswith(opens)]
        above = bisect_left(self._opening[opens], last)
        first = self._opening[opens][above - 1] if above else last
        if _ANNOTATE.search(self.lines[first]):
            return True
        code = opens != "<div" and self.annotations == "code"
        return code and any(map(_MARKED.search, self.lines[first:last]))
