"""Ends that are missing, or stand where nobody meant them: of comments outside items, and of items."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from coursewright.fragment.code import Fences, mask_code
from coursewright.fragment.seldom import seldom

UNCLOSED = "a comment is never closed"
HIDES = "what follows is hidden"
_NEARLY = seldom(r"(?<!-)->|--[ \t]*\Z|[–—]>")
"""What was nearly certainly meant for ``-->``."""

_CHOICE = seldom(r"[ \t>]*(?:[-*+]|\d{1,2}[.)])[ \t]+\[[ xX]?\][ \t]+\S")
_EARLY = seldom(r"(.*)</quiz>[ \t]*", re.I)


def cut_short(lines: Sequence[str], row: int) -> int | None:
    """Return where in its row the end of an item stands, if choices follow it that are nearly certainly the item's."""
    found = _EARLY.fullmatch(lines[row])
    rest = lines[row + 1 : row + 3]
    glued = found is not None and bool(found[1].strip(" \t>"))
    behind = rest[1:2] if glued and rest and not rest[0].strip() else rest[:1]
    return found.end(1) if found and any(map(_CHOICE.match, behind)) else None


def comment_end(
    lines: Sequence[str], row: int, fences: Fences, find_end: Callable[[int, int], tuple[int, object]]
) -> tuple[int | None, str]:
    """Return the line in which the comment ends that a row opens; or the line, and the name, of what it runs into.

    That is another comment, or an item that goes on behind it. ``find_end`` finds an item's end from a line and a
    column on.
    """
    item: int | None = None
    at = row + 1
    while at < len(lines):
        line = lines[at]
        closed = fences.close(at) if "```" in line or "~~~" in line else None
        if closed is not None:  # Markdown takes the code out first
            at = closed + 1
            continue
        end, other = line.find("-->"), line.find("<!--")
        if other >= 0 and (end < 0 or other < end) and mask_code(line).find("<!--") == other:
            return at, "comment"
        if end >= 0:
            ended = "</quiz>" in line[:end].lower()
            goes_on = item is not None and not ended and find_end(item, len(lines[item]))[1] is not None
            return (item, "item") if goes_on else (at, "")
        bare = line.strip(" \t").lower()
        item = at if bare == "<quiz>" else None if bare == "</quiz>" else item
        at += 1
    return None, ""


def hint_to_close(written: str, behind: str, inner: str) -> str:
    """Return how to close a comment of which this stands in its first line, and what becomes of it else.

    ``inner`` starts with the comment that stands in it; where both were closed, the first end ends both.
    """
    first = inner.find("-->")
    last, other = inner.find("-->", first + 3), inner.find("<!--", first + 3)
    if 0 <= first < last and not first < other < last:
        return "A comment ends at the first “-->”: delete the marks of the one that stands in it."
    nearly = _NEARLY.search(written)
    where = f"for “{nearly[0].strip()}”" if nearly else "where it ends"
    return f"Write “-->” {where}: else {behind}."


def swallows(fence: Sequence[str]) -> bool:
    """Return whether a fence runs on over the end of an item and the start of another: it was left open."""
    ended = False
    for line in fence:
        bare = line.strip(" \t>").lower()
        if bare == "</quiz>":
            ended = True
        elif ended and bare == "<quiz>":
            return True
    return False
