"""How lines are indented, and where their own text starts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_CONTAINER = re.compile(
    r"[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|!!!|\?\?\?|===|///|\[\^|:[ \t]|<(?![!/]|\s*quiz\b)(?!.*</))", re.I
)

_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]+\]:")
_NUMBERED = re.compile(r"[ \t]*\d{1,9}[.)][ \t]")
_ANNOTATE = re.compile(
    r"\{[^{}]*\.annotate\b[^{}]*\}|^[ \t]*(?:!!!|\?\?\?\+?|===)[^\"]*[ \t]annotate\b|<div\b[^<>]*(?<![\w-])annotate\b"
)
NO_PLACE = {
    "a footnote": "Move it into the text: footnotes are put together at the page's end, where no item can be.",
    "an annotation": "Move it into the text: Material takes annotations out of the page, and no lesson counts them.",
}
"""Where no item can be, with what to do."""
Annotations: TypeAlias = Literal["", "marked", "code"]
"""What has annotations on a site: nothing, what is marked with the class ``annotate``, or comments in code, too."""
_MARKED = re.compile(r"(?:[#;%]|//|/\*|--).*\(\d+\)")
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


def is_indented_code(lines: Sequence[str], index: int) -> bool:
    """Return whether an indented line is a code block rather than the content of a list, note or tab."""
    own = indent(lines[index])
    if own < 4:
        return False
    for number in range(index - 1, -1, -1):
        line = lines[number]
        if line.strip() and (outer := indent(line)) < own:
            if _CONTAINER.match(line):
                return False
            if outer < 4:
                return True
            own = outer
    return True


def no_place(lines: Sequence[str], index: int, annotations: Annotations) -> str:
    """Return in which of ``NO_PLACE`` a line stands; the empty text for none of them."""
    if _is_in_footnote(lines, index):
        return "a footnote"
    return "an annotation" if annotations and _is_in_annotation(lines, index, annotations) else ""


def _is_in_footnote(lines: Sequence[str], index: int) -> bool:
    if indent(lines[index]) < 4:
        return False
    above = (lines[number] for number in range(index - 1, -1, -1))
    return _FOOTNOTE.match(next((line for line in above if line.strip() and indent(line) < 4), "")) is not None


def _is_in_annotation(lines: Sequence[str], index: int, annotations: Annotations) -> bool:
    """Return whether a line belongs to a numbered list right below what the list's entries annotate."""
    own = indent(lines[index]) + 1
    listed = False
    for number in range(index, -1, -1):
        line = lines[number]
        if not line.strip() or (at := indent(line)) >= own:
            continue
        if _NUMBERED.match(line):
            own, listed = at + 1, True
        elif listed and at == own - 1 and _is_annotated(lines, number, annotations):
            return True
        elif at == 0:
            return False
        else:
            own, listed = at, False
    return False


def _is_annotated(lines: Sequence[str], last: int, annotations: Annotations) -> bool:
    """Return whether what ends, or starts, in this line has annotations."""
    line = lines[last].strip()
    if _ANNOTATE.search(line) or not line.startswith(("```", "~~~", "</div")):
        return _ANNOTATE.search(line) is not None
    opens = "<div" if line[0] == "<" else line[:3]
    first = next((number for number in range(last - 1, -1, -1) if lines[number].lstrip().startswith(opens)), last)
    if _ANNOTATE.search(lines[first]):
        return True
    code = opens != "<div" and annotations == "code"
    return code and any(map(_MARKED.search, lines[first:last]))
