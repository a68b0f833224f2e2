"""What nobody reads where it stands: a second front matter in a file, choices of an item without tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from coursewright.fragment.code import Fences, mask_all_code, mask_comments
from coursewright.fragment.indent import Outline
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Block, ItemBlock
from coursewright.model.item import USES
from coursewright.problem import Problem, Severity, Source
from coursewright.read.engine import Engine
from coursewright.read.near_case import shared_cases
from coursewright.read.near_fence import quiz_fences
from coursewright.read.report import problem, warning

_TOP = seldom(
    r"(?:\A|^[ \t]*\n)(?P<top>[ \t\ufeff]*-{3,}[ \t]*\n)"
    r"(?P<said>(?:(?:[^\W\d][\w.-]*[ \t]*:(?:[ \t].*)?|[ \t#].*|-[ \t].*)?\n){1,60}?)"
    r"(?:-{3}|\.{3})[ \t]*$",
    re.M,
)
"""Front matter, which no line of text stands right above: that would be a heading."""
_LATER = re.compile(
    r"^[ \t]{0,3}-{3,}[ \t]*\n"
    r"(?P<said>(?:(?:[^\W\d][\w.-]*[ \t]*:(?:[ \t].*)?|[ \t]+\S.*|#.*|-[ \t].*)\n){1,60}?)"
    r"(?:-{3}|\.{3})[ \t]*$",
    re.M,
)
"""The same on a page or in a scenario, where a file may have been added right below a text."""
_NAME = seldom(r"^([a-z_]+)[ \t]*:", re.M)
_OWN = seldom(r"^(?:title|use|certainty|allow)[ \t]*:", re.M)
_USE = seldom(rf"^use[ \t]*:[ \t]*(?:{'|'.join(USES)})[ \t]*$", re.M)
_BOX = seldom(r"(?P<edge>[ \t]*)(?:[-*+]|\d{1,2}[.)])[ \t]+\[(?P<mark>[ xX])\][ \t]+\S")
_REASON = re.compile(r"[ \t]+>[ \t]*\S")
_TEMPLATE = seldom(r"[:：][*_)]{0,3}[ \t]*\Z|\b(?:templates?|examples?)\b", re.I)
"""What a line says above an item that is there to be copied."""
_ASKS = seldom(r"[?？؟][*_)”\"»]*[ \t]*\Z|<!--[ \t]*(?:id|type|objective|level)[ \t]*:")

_OUTSIDE = "choices stand outside <quiz>"
_SHOWN_HINT = "Put <quiz> above the question and </quiz> below the last choice: readers see here which one is right."
_CHOICES_HINT = (
    "Put <quiz> above the question and </quiz> below the last choice: of a bank, only items are shown."
    " A list of what is to do is better kept in a comment."
)


def between(lines: Sequence[str], blocks: Sequence[Block], path: str, first: int) -> Iterator[Problem]:
    """Yield a problem for each such thing in a bank's lines; ``first`` is the file's number of the first of them."""
    rest = list(lines)
    for block in blocks:
        after = block.after if isinstance(block, ItemBlock) else ""
        rest[block.first : block.last + 1] = [""] * (block.last - block.first) + [after]
    text = "\n".join(rest)
    if not text.strip():
        return
    if "quiz" in text.lower() and "<quiz>" not in text.lower():  # of those, as of all code, is told below
        yield from quiz_fences(rest, path, first)
    plain = mask_comments(mask_all_code(text))
    told = Text(plain, path, first, 1)
    tops = [found for found in _TOP.finditer(plain) if _OWN.search(found["said"])]
    for top in tops:
        yield _unread("front matter", told.place(top.start("top")), "bank")
    inside = {at for top in tops for at in range(top.start(), top.end())}
    for line in _USE.finditer(plain):
        if line.start() not in inside:
            yield _unread(f"“{line[0].strip()}”", told.place(line.start()), "bank")
    shown = plain.split("\n")
    yield from _choices(rest, shown, path, first)
    if not tops:
        yield from shared_cases(lines, shown, blocks, path, first)
    if "<quiz>" in text.lower():
        yield from _hidden(rest, path, first)


_HIDDEN_ID = seldom(r"^[ \t>]*<!--[ \t]*id:[ \t]*([\w.-]+)", re.M)


def _hidden(rows: Sequence[str], path: str, first: int) -> Iterator[Problem]:
    """Yield a warning for each item that is code, since a bank shows items alone; one in a comment was taken out."""
    fences = Fences(rows)
    row, commented, above = 0, False, ""
    while row < len(rows):
        line = rows[row]
        closed = fences.close(row) if "```" in line or "~~~" in line else None
        stop = row + 1 if closed is None else closed + 1
        if closed is None:
            inner = line.strip().lower() == "<quiz>"
        else:
            inner = any(code.lstrip(" \t>").rstrip().lower() == "<quiz>" for code in rows[row:stop])
            inner = inner and any("[" in code for code in rows[row:stop])  # else it is about tags
        if inner and not commented and not _TEMPLATE.search(above):
            what = "is indented by four spaces" if closed is None else "stands in a code block"
            mend = "start its lines at the margin" if closed is None else "delete the marks of the code block around it"
            hint = f"If it shall stay out, move it into a file that is no bank; else {mend}."
            place = Source(path, first + row, len(line) - len(line.lstrip()) + 1)
            ids = _HIDDEN_ID.findall("\n".join(rows[row : row + 3 if closed is None else stop]))
            said = f"an item {what}, and nobody shows it"
            if len(ids) == 1:
                said = f"the item “{ids[0]}” {what}, and nobody shows it"
            elif ids:
                said = f"{len(ids)} items stand in a code block, and nobody shows them: “{'”, “'.join(ids)}”"
            yield warning("R006", said, place, hint)
        for code in rows[row:stop] if commented or closed is None else ():
            opens, ends = code.rfind("<!--"), code.rfind("-->")
            commented = opens > ends or (commented and ends < 0)
        above = next((code for code in reversed(rows[row:stop]) if code.strip()), above)
        row = stop


def second_top(body: str, path: str, first: int, known: Collection[str], what: str) -> Iterator[Problem]:
    """Yield a problem for the first front matter in the middle of a page or a scenario: it would be shown as text.

    It has an id, or two of the names ``known`` at the top of such a file; between two rules may stand anything else.
    """
    if "\n---" not in body or not _LATER.search(body):
        return
    told = Text(body, path, first, 1)
    for top in _LATER.finditer(mask_comments(mask_all_code(body))):
        names = [name for name in _NAME.findall(top["said"]) if name in known]
        apart = body.endswith("\n\n", 0, top.start())
        if len(names) > 1 or (apart and "id" in names):
            yield _unread("front matter", told.place(top.start()), what)
            return  # what follows goes with it


def _unread(said: str, place: Source, what: str) -> Problem:
    hint = f"A file is one {what}: move this and what follows into a file of its own."
    return problem("R002", f"{said} in the middle of a {what} isn't read", place, hint)


def shown_choices(rows: Sequence[str], body: Text, engine: Engine) -> Iterator[Problem]:
    """Yield a problem for each list of choices on a page, which shows the right ones ticked, or their boxes as text.

    Of the ``rows`` those of items, comments and code are blank. Where boxes are read (``pymdownx.tasklist``), a list
    may say what is done: only reasons below what is ticked make choices of it.
    """
    if not any("[x]" in row or "[X]" in row for row in rows):
        return
    written = body.markdown.split("\n")
    for found in _lists(written, rows, Outline(written).is_code):
        mixed = found.ticked and found.blank
        place = Source(body.path, body.line + found.row, found.edge + 1)
        if mixed and not engine.leaves("pymdownx.tasklist"):
            if found.reasons:
                yield warning("R004", _OUTSIDE, place, _SHOWN_HINT)
        elif mixed:
            tell = problem if found.reasons or found.asked else warning
            yield tell("R004", _OUTSIDE, place, f"{_SHOWN_HINT} A list to tick off needs pymdownx.tasklist.")


def _choices(written: Sequence[str], lines: Sequence[str], path: str, first: int) -> Iterator[Problem]:
    """Yield a problem for each list of choices: an error where it is certainly one, else advice."""
    for found in _lists(written, lines, lambda row: lines[row][:4].isspace()):
        told = problem("R004", _OUTSIDE, Source(path, first + found.row, 1), _CHOICES_HINT)
        sure = (found.asked or found.reasons) and found.ticked
        yield told if sure else replace(told, severity=Severity.ADVICE)


class _List(NamedTuple):
    """A list of boxes, two at least."""

    row: int
    edge: int
    """How far the first of them is indented."""
    asked: bool
    """Whether a question stands above, or what an item's comment says."""
    reasons: bool
    ticked: bool
    blank: bool


def _lists(written: Sequence[str], lines: Sequence[str], is_code: Callable[[int], bool]) -> Iterator[_List]:
    row = 0
    while row < len(lines):
        if "[" not in lines[row] or not (box := _BOX.match(lines[row])) or is_code(row):
            row += 1
            continue
        start = end = row
        edge = len(box["edge"])
        while end < len(lines) and (
            not lines[end].strip() or _BOX.match(lines[end]) or lines[end][: edge + 1].isspace()
        ):
            end += 1
        row = end
        marks = [box["mark"].strip() for box in map(_BOX.match, lines[start:end]) if box]
        if len(marks) < 2:
            continue
        above = "\n".join(written[max(start - 9, 0) : start]).strip("\n \t").rpartition("\n\n")[2]
        asked = bool(_ASKS.search(above)) and not above.lstrip().startswith("#")
        reasons = any(map(_REASON.match, lines[start:end])) and not above.lstrip().startswith("#")
        yield _List(start, edge, asked, reasons, any(marks), not all(marks))
