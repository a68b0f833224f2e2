"""An item's choices: list items with a box, each with further lines and feedback; steps are read like them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from coursewright.fragment.code import Fences
from coursewright.fragment.identity import digest_of, essence
from coursewright.fragment.text import Text
from coursewright.model.item import Choice, Metadata
from coursewright.read.lines import Lines
from coursewright.read.near_choice import (
    report_glued,
    report_letters,
    report_lists,
    report_paragraph,
    report_quote,
    report_quote_above,
    report_second,
)
from coursewright.read.nearly import Mark, Near, among, is_outside_code, nearly, nested

_CHOICE = re.compile(
    r"(?P<indent> *)(?:[-*+]|\d{1,9}[.)])(?P<gap>[ \t\u00a0]*)"
    r"\[(?P<mark>[^\[\]]{0,12})\](?![(\[:])(?P<space>[ \t]*)(?P<text>.*)"
)
_FEEDBACK = re.compile(r"(\s*>[ \t]?)(.*)", re.S)
_ODD_QUOTES = "&＞»›≻❯\\<-*+"
_MARKS = {"x": True, "X": True, " ": False, "": False}
_made = tuple.__new__
"""Makes a named tuple of all its parts in half the time: most of what is made of an item is made here."""
_PLAIN = {"- [x] ": "x", "- [ ] ": " "}
"""How nearly all choices begin, with what stands in the box."""


def find_choices(lines: Lines, start: int) -> list[Mark]:
    """Return the lines that begin a choice, or nearly so: list items with a box, outside code, at one indentation."""
    found: list[Mark] = []
    near: list[Near] = []
    rows = lines.lines
    fences = Fences(rows) if lines.fenced else None
    index, total = start, len(rows)
    while index < total:
        line = rows[index]
        if fences and ("```" in line or "~~~" in line) and (closed := fences.close(index)) is not None:
            index = closed + 1
            continue
        begin = line[:6]
        if plain := _PLAIN.get(begin):
            found.append(_made(Mark, (index, 0, plain, 3, line[6:], 6, True, "", "")))
        elif begin[:4] == "  > " and begin[4:5].isalpha():
            pass  # feedback, as common
        elif "[" in line and (match := _CHOICE.match(line)) and match["mark"] in _MARKS:
            indent, gap, mark, space, text = match.groups()
            spaced = bool(gap and (space or not text))
            found.append(Mark(index, len(indent), mark, match.start(3), text, match.start(5), spaced))
        elif line and (at := nearly(line, index)):
            near.append(at)
        index += 1
    level = next((mark.indent for mark in found if mark.indent < 4), None)
    if level is None and found:
        level = found[0].indent
        hint = "Start choices at the beginning of the line; four spaces make them code."
        lines.report("R010", f"choices are indented by {level} spaces", lines.source(found[0].row, level), hint)
    marks = [mark for mark in found if mark.indent < (level or 0) + 2]
    if len(marks) < len(found):
        near += [nested(rows[mark.row], mark) for mark in found if mark not in marks]
    if not near or not (marks or not lines.gapped):
        return marks
    near = [at for at in near if is_outside_code(rows, at, marks)]
    return among(rows, marks, near, alone=not lines.gapped)


def read_choices(lines: Lines, marks: list[Mark], metadata: Metadata) -> tuple[tuple[Choice, ...], Text | None]:
    """Return the choices that begin in these lines, and what stands behind the last one."""
    drafts: list[tuple[Text, bool, Text | None]] = []
    explanation: Text | None = None
    further = False
    rows = lines.lines
    path, line, columns, names = lines.path, lines.first, lines.columns, lines.names
    last = marks[-1]
    end = len(rows)
    while not rows[end - 1].strip():  # what follows the last choice says nothing
        end -= 1
    for number, mark in enumerate(marks):
        row = mark.row
        stop = end if mark is last else marks[number + 1].row
        body: list[int] = []
        feedback: Text | None = None
        behind = stop
        if stop == row + 2 and rows[row + 1].startswith("  > "):  # by far the commonest
            if said := rows[row + 1][4:].rstrip():
                column = columns[row + 1]
                feedback = _made(Text, (said, path, line + row + 1, column + 5, column + 4, names))
        elif stop > row + 1:
            body, quotes, behind = _split(lines, row, stop, mark is last)
            feedback = _feedback(lines, quotes) if quotes else None
            alone = mark is last and body and not quotes and not any("\n\n" in text.markdown for text, _, _ in drafts)
            if alone and (at := report_paragraph(lines, body)):
                behind, body = at, [number for number in body if number < at]
            elif mark is last and behind < stop and rows[behind - 1].strip():
                report_glued(lines, behind, bool(quotes))
        if "[" in mark.text:
            report_second(lines, row, mark.start)
        if body:
            text, further = _text(lines, mark, body), True
        else:
            text = _made(Text, (mark.text.rstrip(), path, line + row, columns[row] + mark.start + 1, 0, names))
        drafts.append((text, _MARKS[mark.mark] if mark.spaced and not mark.flaw else _correct(lines, mark), feedback))
        if behind < stop:
            explanation = lines.text(behind, stop)
    _report_odd(lines, marks[0].row, drafts, metadata, further=further)
    given = _names(lines, metadata, len(drafts)) if metadata.choices else []
    keys = {reference.id for reference in metadata.key}
    made: list[Choice] = []
    digests = [digest_of(essence(text.markdown, text.names), 4) for text, _, _ in drafts]
    ids = given or (digests if len(set(digests)) == len(digests) else _ids_of_twins(drafts, digests))
    for (text, correct, feedback_text), own, name in zip(drafts, digests, ids, strict=True):
        made.append(_made(Choice, (name, text, name in keys if keys else correct, feedback_text, own)))
        if keys and correct and name not in keys:
            hint = "Say it in one place: with [x] or with “key:”."
            lines.report("R013", "[x] stands at a choice that “key:” leaves out", text.source, hint)
    return tuple(made), explanation if explanation and explanation.markdown else None


def _report_odd(
    lines: Lines, first: int, drafts: list[tuple[Text, bool, Text | None]], metadata: Metadata, *, further: bool
) -> None:
    """Report what is odd about the choices together; the first starts in that row."""
    if lines[first - 1].lstrip()[:1] == ">":
        report_quote_above(lines, first, [said for _, _, said in drafts])
    if drafts[0][0].markdown[:2] in ("A.", "A)") and metadata.type not in ("order", "short", "say"):
        report_letters(lines, [text for text, _, _ in drafts])
    if further:
        report_lists([(text, said) for text, _, said in drafts], lines)


def _names(lines: Lines, metadata: Metadata, count: int) -> list[str]:
    """Return the author's names for so many choices; none where they can't be meant, which is reported."""
    given = [reference.id for reference in metadata.choices]
    if len(given) != count:
        said = f"{len(given)} names for {count} choices"
        lines.report("R013", said, metadata.choices[0].source, "Name every choice, in their order.")
        return []
    for number, reference in enumerate(metadata.choices):
        if reference.id in given[:number]:
            hint = "Give each its own name."
            lines.report("R013", f"two choices are called “{reference.id}”", reference.source, hint)
            return []
    return given


def _ids_of_twins(drafts: list[tuple[Text, bool, Text | None]], digests: list[str]) -> list[str]:
    """Return ids where choices read the same: by their very characters, so that swapping two swaps their ids."""
    ids: list[str] = []
    for (text, _, _), own in zip(drafts, digests, strict=True):
        name = own if digests.count(own) == 1 else f"{own}-{digest_of(text.markdown, 4)}"
        ids.append(f"{name}-{ids.count(name) + 1}" if name in ids else name)
    return ids


def _split(lines: Lines, index: int, stop: int, last: bool) -> tuple[list[int], list[int], int]:
    """Sort the lines behind a choice's first one: its own further lines, its feedback, and what is neither.

    Return the indexes of the first, the second, and where the third begins (``stop`` if nowhere).
    """
    body: list[int] = []
    ahead: list[int] = []
    feedback: list[int] = []
    blank = False
    rows = lines.lines
    end = index
    """Where a comment ends that has been reported."""
    closes: int | None = None
    asks: int | None = None
    """The last row that closes a comment, and the last question of one line, once either is looked for."""
    for number in range(index + 1, stop):
        line = rows[number]
        bare = line.lstrip()
        if number <= end:
            continue
        if not bare:
            blank = True
            if not feedback:
                (body or ahead).append(number)
            continue
        quoted = bare[0] == ">" or (
            bare[0] in _ODD_QUOTES and not (feedback and not blank) and report_quote(lines, number)
        )
        indented = line[0].isspace()
        follows = quoted and not blank and (not body or feedback or not lines.in_code(body))
        stray = quoted and blank and not feedback and not (body and lines.in_code(body))
        if follows or (stray and _is_feedback(lines, number, indented, last)):
            feedback.append(number)
        elif indented and not (feedback and blank):
            if not (feedback or body):
                body += ahead
            (feedback or body).append(number)
        elif last:
            return body, feedback, number
        elif bare.startswith("<!--") and number <= (closes := _last(_closes, rows, stop) if closes is None else closes):
            hint = "Move it above <quiz>, or behind the last choice."
            lines.report("R010", "a comment between two choices", lines.source(number), hint)
            end = next(row for row in range(number, stop) if _closes(rows, row))
        else:
            hint = "Indent it to go on with the choice, or move it behind the last choice or in front of the first."
            if indented:
                hint = "Put “>” in front of it, and of the blank line above it, to go on with the feedback."
            elif number <= (asks := _last(_asks, rows, stop) if asks is None else asks):
                hint = "If another question starts here, end this item above it, </quiz>, and begin one, <quiz>. "
                hint += "Else indent it to go on with the choice, or move it behind the last one."
            lines.report("R010", "text between two choices", lines.source(number), hint)
            if not body:
                body += ahead
            body.append(number)
        blank = False
    return body, feedback, stop


def _last(fits: Callable[[Sequence[str], int], bool], rows: Sequence[str], stop: int) -> int:
    """Return the last row before ``stop`` that fits; -1 for none."""
    return next((row for row in range(stop - 1, 0, -1) if fits(rows, row)), -1)


def _asks(rows: Sequence[str], row: int) -> bool:
    """Return whether a paragraph is a question of one line."""
    return rows[row].rstrip().endswith("?") and rows[row][0] not in " \t>" and not rows[row - 1].strip()


def _closes(rows: Sequence[str], row: int) -> bool:
    return "-->" in rows[row]


def _is_feedback(lines: Lines, number: int, indented: bool, last: bool) -> bool:
    """Return whether a quote behind a blank line is the choice's feedback; if it may not be, say so."""
    if indented:
        return True
    if last:
        message = "a quote behind the last choice is an explanation for everyone, not that choice's feedback"
        lines.report("R018", message, lines.source(number), "Delete the blank line above it if it was feedback.")
        return False
    hint = "Delete the blank line between the choice and its feedback."
    lines.report("R011", "feedback without a choice right above it", lines.source(number), hint)
    return True


def _correct(lines: Lines, mark: Mark) -> bool:
    """Return whether a box that isn't written plainly means a right choice, and say what is wrong with it."""
    if mark.flaw:
        hint = mark.mend if mark.mend.endswith(".") else f"{mark.mend}; to show it as text, put it in backticks."
        lines.report("R009", mark.flaw, lines.source(mark.row, mark.box), hint)
    elif not mark.spaced:
        text = mark.text.strip().removeprefix("** ")
        hint = f"Write “- [{mark.mark or ' '}] {text}”: a space before the box and one behind it."
        lines.report("R009", "the box has no space around it", lines.source(mark.row, mark.box - 1), hint)
    return _MARKS[mark.mark]


def _text(lines: Lines, mark: Mark, body: list[int]) -> Text:
    while body and not lines[body[-1]].strip():
        body.pop()
    if not body:
        return lines.piece(mark.text.rstrip(), mark.row, mark.start)
    kept = set(body)  # feedback may stand between them, and lines keep their numbers
    further = [lines[number] if number in kept else "" for number in range(mark.row + 1, body[-1] + 1)]
    shared = min(len(line) - len(line.lstrip()) for line in further if line.strip())
    cut = shared if shared < 8 else 4  # eight spaces are code inside a list item
    further = [line[cut:] if line[:cut].isspace() else line for line in further]
    indent = lines.columns[next(n for n in body if lines[n].strip())] + cut
    return lines.piece("\n".join([mark.text, *further]), mark.row, mark.start, indent)


def _feedback(lines: Lines, numbers: Sequence[int]) -> Text | None:
    first = numbers[0]
    line = lines.lines[first]
    text = line.lstrip()[1:]
    text = text[1:] if text[:1] in (" ", "\t") else text
    width = len(line) - len(text)
    text = text.rstrip()
    if len(numbers) > 1:
        rest = [(_FEEDBACK.match(lines[number]), lines[number]) for number in numbers[1:]]
        text = "\n".join([text, *(further[2].rstrip() if further else line.strip() for further, line in rest)])
        text = text.rstrip()
    return lines.piece(text, first, width, lines.columns[first] + width) if text else None
