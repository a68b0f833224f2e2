"""Signs that nobody sees, and letters that look like others: a problem that comes from one of them names it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from coursewright.fragment.letters import WORD, is_cyrillic, mixed
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem
from coursewright.read.layout import Layout

_UNSEEN = "\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\x00"
_SIGN = seldom(rf"[{_UNSEEN}]")
_BEFORE = seldom(rf"[ \t{_UNSEEN}>*+-]")
"""What may stand between an unseen sign and the place that it spoils: blanks, and the marks of a list or quote."""
_NEAR = 4
"""How many characters behind a problem's place may hold what it comes from, such as the space behind a mark."""
_SAID = seldom(r"“([^”]*)”")
_NAMES = {"\xa0": "a space that breaks no line", "\u202f": "a narrow space that breaks no line", "\x00": "a NUL"}


def with_signs(layout: Layout, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order, each with a word more where its author can't see, or tell apart, what is wrong."""

    @cache
    def lines(path: str) -> list[str]:
        try:
            text = (layout.texts or {}).get(path) or (layout.root / path).read_bytes().decode("utf-8")
        except (OSError, ValueError):
            return []
        return text.split("\n")

    def told(found: Problem) -> Problem:
        rows = lines(found.source.path)
        line = rows[found.source.line - 1] if found.source.line <= len(rows) else ""
        said = "" if line.isascii() or "U+" in found.message else _unseen(line, found)
        said = said or ("" if found.message.isascii() else _foreign(found.message))
        return replace(found, hint=f"{found.hint} {said}".strip()) if said else found

    return tuple(sorted(map(told, problems), key=lambda found: found.order))


def _unseen(line: str, found: Problem) -> str:
    """Return what stands unseen in a line, at a problem's place or in what the problem quotes."""
    at = found.source.column - 1
    start = min(at, len(line))
    while start and _BEFORE.match(line, start - 1):
        start -= 1
    for sign in _SIGN.finditer(line):
        near = start <= sign.start() < at + _NEAR
        if (near or sign[0] in found.message) and not _meant(sign[0], line[: sign.start()], line[sign.end() :]):
            name = _NAMES.get(sign[0], "a sign that nobody sees")
            mend = "type a plain space" if sign[0].isspace() or sign[0] == "\u3000" else "delete it"
            return f"In column {sign.start() + 1} stands {name} (U+{ord(sign[0]):04X}): {mend}."
    return ""


def _meant(sign: str, before: str, behind: str) -> bool:
    """Return whether a sign stands where languages have it: a joiner between letters, a space at French marks."""
    if sign in "\u200c\u200d":
        return all(unicodedata.category(beside)[0] in "LMS" for beside in (before[-1:] or " ", behind[:1] or " "))
    return sign in "\xa0\u202f" and (before.endswith("«") or behind.startswith(("?", "!", ":", ";", "»", "%")))


def _foreign(message: str) -> str:
    """Return which letter in a quoted word is Cyrillic among Latin ones."""
    if word := next(filter(mixed, WORD.findall(" ".join(_SAID.findall(message)))), ""):
        letter = next(filter(is_cyrillic, word))
        return f"The “{letter}” in “{word}” is a Cyrillic letter (U+{ord(letter):04X}): type it anew."
    return ""
