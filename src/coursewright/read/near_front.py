"""Slips inside front matter: an objective at the margin, an open quotation mark, names of something else in a bank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Source
from coursewright.read.report import problem, warning

NEVER_CLOSED = "a quotation mark is never closed"
_ID = re.compile(r"(?:[^\W\d_]{1,4}[._-])?\d+(?:[._-]\d+)*")
"""What objectives are called, and hardly anything else at the top of a page."""
_SHORT = re.compile(r"[^\W\d_]{1,4}\d+")
_LETTER, _DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d+")
_OPENS = seldom(r"[ \t]*(?:-[ \t]+(?:[\w.-]+[ \t]*:[ \t]+)?|[\w.-]+[ \t]*:[ \t]+)(?P<mark>[\"'])(?P<text>.*)")

_ODD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ODD_BLANK = seldom(f"[{_ODD}]")
_ODD_INDENT = seldom(rf"[ ]*(?P<odd>[{_ODD}])[ {_ODD}]*(?=[\w.\"'-]+[ \t]*:(?:[ \t]|\Z)|-[ \t])")
"""Blanks as web pages and word processors have them, in front of a name or an entry of a list."""
_SCALAR = seldom(r"(?P<before> *+)(?:- +)*+(?:[^\s#][^#]*:[ \t]+)?[|>][+-]?\d?[+-]?[ \t]*")
"""A line below which all that stands deeper is text."""
_SHARED = ("title", "allow", "quiz")
"""Names of ours that other programs have, too."""

_OF_ITEMS = (
    "type", "objective", "objectives", "level", "points", "credit", "shuffle", "scored", "key", "choices", "was",
)  # fmt: skip
"""What an item's comment says; above all items, nobody would read it."""
_OF_PAGES = ("quiz", "shuffle_answers", "show_correct", "auto_number", "disable_after_submit", "show_progress")
"""What a page that shows items says, or the site."""

_MINUTES = "Write “duration: …” at the top of each page that shows the bank."
_OF_OTHERS = {"duration": _MINUTES, "minutes": _MINUTES, "content_note": "A scenario has one at its top."}
"""What other files say at their top, and where it belongs."""


def of_others(meta: Mapping[str, Any], places: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield a problem for each name at the top of a bank that counts for nothing there."""
    for name in _OF_ITEMS:
        if name in meta:
            meant = "objective" if name == "objectives" else name
            hint = f"Write “{meant}: …” into the comment of each item."
            yield problem("R002", f"“{name}” is said of an item, and not of a bank", places[name], hint)
    for name in _OF_PAGES:
        if name in meta:
            option = "…" if name == "quiz" else f"{{{name}: {str(meta[name]).lower()}}}"
            hint = f"Write “quiz: {option}” at the top of each page that shows the bank, or set it below the plugin."
            if name == "shuffle_answers":
                hint += " An item's comment has “shuffle: true”."
            yield problem("R002", f"“{name}” is said of a page, and not of a bank", places[name], hint)
    for name, hint in _OF_OTHERS.items():
        if name in meta:
            yield warning("R002", f"“{name}” says nothing at the top of a bank", places[name], hint)
    if "id" in meta:
        hint = "A bank is called as its file is; an item's id stands in the comment right below <quiz>: <!-- id: … -->."
        yield warning("R002", "“id” says nothing at the top of a bank", places["id"], hint)


def with_margin(meta: Mapping[str, Any], places: dict[str, Source], problems: list[Problem]) -> Mapping[str, Any]:
    """Return a lesson's front matter with the objectives that stand at the margin below ``objectives``, reported."""
    names = list(meta)
    given = meta.get("objectives")
    if "objectives" not in meta or not (given is None or isinstance(given, dict)):
        return meta
    known = {_shape(str(name)) for name in given or ()}
    lost: list[str] = []
    for name in names[names.index("objectives") + 1 :]:
        value = meta[name]
        called = _ID.fullmatch(name) or (_SHORT.fullmatch(name) and (given is None or _shape(name) in known))
        if not called or not isinstance(value, str) or len(value.split()) < 2:
            break
        lost.append(name)
    if not lost:
        return meta
    hint = "Indent it by two to make it one of the objectives."
    if len(lost) > 1:
        hint = f"Indent lines {places[lost[0]].line} to {places[lost[-1]].line} by two to make them the objectives."
    problems.append(problem("R002", f"“{lost[0]}” stands beside “objectives”", places[lost[0]], hint))
    places |= {f"objectives.{name}": places[name] for name in lost}
    kept = {name: value for name, value in meta.items() if name not in lost}
    return kept | {"objectives": {**(given or {}), **{name: meta[name] for name in lost}}}


def plain_indents(text: str, path: str, known: Sequence[str], problems: list[Problem]) -> str:
    """Return front matter with plain blanks for those in its indentation that YAML takes for text, reported.

    Its first line is the file's second one. Such blanks inside a text in lines of its own are what it says.
    """
    if text.isascii() or not _ODD_BLANK.search(text):
        return text
    rows = text.split("\n")
    if not any(row.startswith(f"{name}:") for row in rows for name in known if name not in _SHARED):
        return text
    odd: list[int] = []
    mark = ""
    deep = -1  # how far a text that goes on is indented less
    for at, row in enumerate(rows):
        width = len(row) - len(row.lstrip(" "))
        if deep >= 0 and (width > deep or not row.strip()):
            continue
        deep = -1
        if found := _ODD_INDENT.match(row):
            odd.append(at)
            mark = mark or f"U+{ord(found['odd']):04X}"
            rows[at] = " " * found.end() + row[found.end() :]
        if found := _SCALAR.fullmatch(rows[at]):
            deep = len(found["before"])
    if odd:
        place = Source(path, odd[0] + 2, 1)
        hint = "Delete it, and indent the line by plain blanks."
        if len(odd) > 1:
            hint = f"Delete such blanks in lines {odd[0] + 2} to {odd[-1] + 2}, and indent by plain ones."
        problems.append(problem("R002", f"the line is indented by {mark}, which is no blank in YAML", place, hint))
    return "\n".join(rows)


def _shape(name: str) -> str:
    return _DIGIT.sub("1", _LETTER.sub("a", name))


def open_quote(text: str, row: int) -> tuple[int, int, str] | None:
    """Return row and column of the quotation mark for which a text is no YAML from ``row`` on, and its line's mend.

    None where each is closed: in its line, or in one of the next.
    """
    rows = text.split("\n")
    for at in range(min(row, len(rows) - 1), -1, -1):
        found = _OPENS.match(rows[at])
        if not found or found["mark"] in found["text"]:
            continue
        mark = found["mark"]
        after = next((line for line in rows[at + 1 :] if mark in line), "")
        other = _OPENS.match(after)
        word = mark == "'" and re.search(r"\w'\w", after) is not None
        if not after or word or (other and other["mark"] == mark):
            return at, found.start("mark"), f"{rows[at].strip()}{mark}"
        return None
    return None
