"""Lines that Markdown takes for something else as they stand alone, or have nothing between them and the next."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_code import coded_prose
from coursewright.read.near_counted import renumbered_lists
from coursewright.read.near_inline import Defined
from coursewright.read.near_lines import FAR, MarkedLines
from coursewright.read.near_nested import ENTRY, nested_lists
from coursewright.read.report import warning

_VALUE = r"(?:[.#][^\W\d][\w:.-]*|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}=]+))"
_BRACES = seldom(rf"\n {{0,3}}(?P<mark>\{{(?::| (?= *[.#])|(?=\.)) *{_VALUE}(?: +{_VALUE})* *\}})[ \t]*(?=\n|\Z)")
"""A list of attributes alone in its line; ``{#name}`` is that of other programs, too."""
NUMBER = r"(?:(?:1[5-9]|20)[0-9][0-9]|[2-9]|[12][0-9]|3[01])"
"""A year, or the day of a month that isn't its first one: a list is meant to start at 1."""
_NUMBER = seldom(rf"(?:\A|\n)(?P<mark>{NUMBER})\. +(?=(?P<word>[^\W\d_]*)\S?)")
_MONTH = seldom(
    r"j(?:anuari?|änner|anvier|uni|uuni|uli)|feb(?:ruari?|er)|märz|mar[st]s?|april|ma[ij]|august(?:i|us)?|september|o[ck]tober"
    r"|november|de[czs]ember|\w+kuuta|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince",
    re.I,
)
"""In the languages that write dates as “3. Oktober”."""
_RULE = seldom(r"\n---[ \t]*(?=\n|\Z)")
_DAYS = 32
_WORDS = 6
"""As many as a sentence has that no heading is made of."""


def lone_marks(plain: str, body: Text, engine: Engine, own: Collection[int]) -> Iterator[Problem]:
    """Yield a warning for each such line of a page, and for lists inside lists.

    ``plain`` is its text without code, comments, items and blocks of HTML.
    """
    if not engine.leaves():
        return
    lines = MarkedLines(plain, body, own)
    yield from nested_lists(lines, engine)
    yield from coded_prose(lines)
    if "{" in plain and engine.has("attr_list"):
        yield from _braces(lines)
    numbers = [*lone_numbers(lines, engine)]
    yield from numbers
    if engine.leaves("sane_lists", "pymdownx.fancylists"):
        told = {number.source for number in numbers}
        yield from (found for found in renumbered_lists(lines) if found.source not in told)
    if "\n---" in plain:
        yield from _rules(lines)


def _braces(lines: MarkedLines) -> Iterator[Problem]:
    for above, found in lines.found(_BRACES):
        if not lines.written[above].strip():
            hint = (
                "Move it right below the paragraph that it is for, with no blank line between; or behind its heading."
            )
            place = lines.place(above + 1, found.start("mark") - lines.starts[above + 1])
            yield warning("R029", f"“{found['mark']}” stands alone, so that readers see it", place, hint)


def lone_numbers(lines: MarkedLines, engine: Engine, defined: Defined | None = None) -> Iterator[Problem]:
    """Yield a warning for each year or date that starts a paragraph.

    So is any number up to 31 where ``defined`` is given, but one that a line of the file goes on from, or leads to: it
    may be its author's own.
    """
    for start, found in lines.found(_NUMBER) if engine.leaves("sane_lists", "pymdownx.fancylists") else ():
        row = start + found[0].startswith("\n")
        if not lines.begins(row) or _is_listed(lines, row):
            continue
        number = int(found["mark"])
        day = number < _DAYS and not _MONTH.fullmatch(found["word"])
        if day and (defined is None or defined.numbers.intersection((number - 1, number + 1))):
            continue
        hint = f"Write “{found['mark']}\\.”: else the line is a list of its own, and readers see “1.”."
        yield warning("R029", f"“{found['mark']}.” starts a list", lines.place(row, 0), hint)


def _is_listed(lines: MarkedLines, row: int) -> bool:
    """Return whether an entry of a list, or what may belong to one, stands above or below an entry."""
    for above in range(row - 1, max(row - FAR, -1), -1):
        if lines.rows[above].strip():
            if lines.rows[above][0] in " \t" or ENTRY.match(lines.rows[lines.first(above)].lstrip()):
                return True
            break
    apart = False
    for below, line in enumerate(lines.rows[row + 1 : row + FAR], row + 1):
        if line.strip():
            if ENTRY.match(line.lstrip()) or (apart and line[0] in " \t"):
                return True
            if apart:
                return False
        apart = apart or not lines.written[below].strip()
    return False


def _rules(lines: MarkedLines) -> Iterator[Problem]:
    for row, _ in lines.found(_RULE):
        said = lines.written[row].rstrip()
        bare = said.rstrip('*_”"’»)')
        if len(said.split()) < _WORDS or not bare.endswith(".") or bare.endswith(".."):
            continue
        if lines.begins(row) and lines.rows[row][:1].strip(" \t>|#:<") and not ENTRY.match(said):
            hint = "Put a blank line above “---” for a line across the page; for a heading, write “## ” in front of it."
            yield warning("R029", "“---” makes a heading of the sentence above it", lines.place(row + 1, 0), hint)
