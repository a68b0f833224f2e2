"""Lines that are nearly ``<quiz>`` or ``</quiz>``: ``<quizz>``, ``＜quiz＞``, ``<\\quiz>``, ``&lt;quiz&gt;``.

A page would show such an item as text, the right answers included.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from coursewright.fragment.near import near
from coursewright.fragment.seldom import seldom

_LINE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
    r"(?P<tag>(?P<open>&lt;|\\<|[<＜‹〈]{1,2}|\[)[ \t]*(?P<end>[/\\／]?)[ \t]*"
    r"(?P<word>[qQԛ][\w\u00ad\u200b-\u200d\u2060\ufeff]{2,9})[ \t]*(?P<alone>/?)[ \t]*"
    r"(?P<close>&gt;|\\?>|[>＞›〉]{1,2}|\]|))[ \t]*"
)
_PLAIN = ("<quiz>", "</quiz>")
"""Lines that are tags, as nearly all are."""
_EXACT = re.compile(r"</?[ \t]*quiz[ \t]*/?>", re.I)
_NEXT = seldom(r"[<\[](/?)quiz[>\]]", re.I)
_FENCE = re.compile(r"[ \t>]*(?P<written>:{3,}[ \t]*(?:\{[ \t]*\.?)?(?P<word>[qQ]\w{2,7})[ \t]*\}?)[ \t]*")
_FENCE_END = seldom(r"[ \t>]*(?P<written>:{3,})[ \t]*")
_BOX = seldom(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]")
_NAMES = ("quiz", "quizzes")
_DIGITS = str.maketrans("10", "io")


_INSIDE = re.compile(r"<[/\\]?[ \t]*(?P<word>[qQ]\w{2,5})[ \t]*/?>")


def odd_tag_inside(line: str) -> re.Match[str] | None:
    """Return what is nearly a tag inside a line of text, whose code is blanked out."""
    return next((found for found in _INSIDE.finditer(line) if near(found["word"].lower(), (_NAMES[0],))), None)


class OddTag(NamedTuple):
    """What is nearly a tag."""

    written: str
    offset: int
    meant: str


def nearly_tags(lines: Sequence[str]) -> dict[int, OddTag]:
    """Return what is nearly a tag, by row."""
    found: dict[int, OddTag] = {}
    behind, inside = 0, False
    nexts: list[tuple[int, str]] | None = None
    for row, line in enumerate(lines):
        if not ("q" in line or "Q" in line or "ԛ" in line) or line in _PLAIN:
            continue
        if ":::" in line:
            found.update(_fenced(lines, row))
        if not (tag := _LINE.fullmatch(line)):
            continue
        written, opens, closes = tag["tag"], tag["open"], tag["close"]
        exact = _EXACT.fullmatch(written)
        if (exact and not tag["alone"]) or (opens == "[") != (closes == "]") or (not closes and opens != "<"):
            continue
        word = tag["word"].translate(_DIGITS)
        if word.lower() not in _NAMES and not near(word, _NAMES):
            continue
        if opens == "[" and not tag["end"]:
            if nexts is None:
                nexts = [(at, mark[1]) for at, mark in enumerate(map(_NEXT.search, lines)) if mark]
            following = bisect_right(nexts, (row, "\uffff"))
            if following == len(nexts) or not nexts[following][1]:
                continue  # a link by its name alone
        for above in chain.from_iterable(map(_NEXT.finditer, lines[behind:row])):
            inside = not above[1]
        behind, inside = row + 1, not tag["end"] and not (tag["alone"] and inside)
        found[row] = OddTag(written, tag.start("tag"), "<quiz>" if inside else "</quiz>")
    return found


def _fenced(lines: Sequence[str], row: int) -> Iterator[tuple[int, OddTag]]:
    """Yield both ends of an item that is fenced as other programs' containers are; it has choices to tick."""
    opening = _FENCE.fullmatch(lines[row])
    if not opening or not (opening["word"].lower() in _NAMES or near(opening["word"].lower(), _NAMES)):
        return
    ticked = False
    for below in range(row + 1, len(lines)):
        line = lines[below]
        if ticked and (end := _FENCE_END.fullmatch(line)):
            yield row, OddTag(opening["written"].rstrip(), opening.start("written"), _PLAIN[0])
            yield below, OddTag(end["written"], end.start("written"), _PLAIN[1])
            return
        if ":::" in line or "quiz>" in line:
            return
        ticked = ticked or bool(_BOX.match(line))
