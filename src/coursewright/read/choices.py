"""An item's choices: list items with a box, each with further lines and feedback."""

from __future__ import annotations

import re
from itertools import zip_longest

from coursewright.identity import digest_of, essence
from coursewright.model import Choice, Metadata, Text
from coursewright.read.lines import Lines
from coursewright.read.scan import Fences

_CHOICE = re.compile(
    r"(?P<indent> *)(?:[-*+]|\d{1,9}[.)])(?P<gap>[ \t\u00a0]*)"
    r"\[(?P<mark>[^\[\]]{0,12})\](?![(\[:])(?P<space>[ \t]*)(?P<text>.*)"
)
_FEEDBACK = re.compile(r"(\s*>[ \t]?)(.*)", re.S)
_MARKS = {"x": True, "X": True, " ": False, "": False}

Mark = tuple[int, re.Match[str]]
"""The index of a line that begins a choice, and what is in it."""


def find_choices(lines: Lines, start: int) -> list[Mark]:
    """Return the lines that begin a choice: list items with a box, outside code, at one indentation."""
    found: list[Mark] = []
    rows = lines.lines
    fences = Fences(rows) if lines.fenced else None
    index, total = start, len(rows)
    while index < total:
        line = rows[index]
        if fences and ("```" in line or "~~~" in line) and (closed := fences.close(index)) is not None:
            index = closed + 1
            continue
        if "[" in line and (match := _CHOICE.match(line)):
            found.append((index, match))
        index += 1
    if not found:
        return found
    level = next((len(match["indent"]) for _, match in found if len(match["indent"]) < 4), None)
    if level is None:
        level = len(found[0][1]["indent"])
        hint = "Start choices at the beginning of the line; four spaces make them code."
        lines.report("R010", f"choices are indented by {level} spaces", lines.source(found[0][0], level), hint)
    boxed = any(match["mark"] in _MARKS for _, match in found)
    return [
        (index, match)
        for index, match in found
        if len(match["indent"]) < level + 2 and (boxed or len(match["mark"]) <= 3)
    ]


def read_choices(lines: Lines, marks: list[Mark], metadata: Metadata) -> tuple[tuple[Choice, ...], Text | None]:
    """Return the choices that begin in these lines, and what stands behind the last one."""
    drafts: list[tuple[Text, bool, Text | None]] = []
    explanation: Text | None = None
    rows = lines.lines
    ends = [index for index, _ in marks[1:]]
    for (index, match), end in zip_longest(marks, ends):
        stop = len(rows) if end is None else end
        body: list[int] = []
        feedback: list[int] = []
        behind = stop
        if stop == index + 2 and rows[index + 1].lstrip().startswith(">"):  # by far the commonest
            feedback = [index + 1]
        elif stop > index + 1:
            body, feedback, behind = _split(lines, index, stop, end is None)
        _, gap, mark, space, written = match.groups()
        plain = mark in _MARKS and gap and (space or not written)
        drafts.append(
            (
                _text(lines, index, match, body)
                if body
                else Text(written.rstrip(), lines.source(index, match.start(5))),
                _MARKS[mark] if plain else _correct(lines, index, match),
                _feedback(lines, feedback) if feedback else None,
            )
        )
        if behind < stop:
            explanation = lines.text(behind, stop)
    names = [reference.id for reference in metadata.choices]
    if names and len(names) != len(drafts):
        message = f"{len(names)} names for {len(drafts)} choices"
        lines.report("R013", message, metadata.choices[0].source, "Name every choice, in their order.")
        names = []
    for number, reference in enumerate(metadata.choices):
        if reference.id in names[:number]:
            lines.report(
                "R013", f"two choices are called “{reference.id}”", reference.source, "Give each its own name."
            )
            names = []
    keys = {reference.id for reference in metadata.key}
    made: list[Choice] = []
    digests = [digest_of(essence(text.markdown), 4) for text, _, _ in drafts]
    ids = names or (digests if len(set(digests)) == len(digests) else _ids_of_twins(drafts, digests))
    for (text, correct, feedback_text), own, name in zip(drafts, digests, ids, strict=True):
        made.append(Choice(name, text, name in keys if keys else correct, feedback_text, own))
        if keys and correct and name not in keys:
            hint = "Say it in one place: with [x] or with “key:”."
            lines.report("R013", "[x] stands at a choice that “key:” leaves out", text.source, hint)
    return tuple(made), explanation if explanation and explanation.markdown else None


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
    for number in range(index + 1, stop):
        line = rows[number]
        bare = line.lstrip()
        if not bare:
            blank = True
            if not feedback:
                (body or ahead).append(number)
            continue
        quoted = bare[0] == ">"
        indented = line[0].isspace()
        follows = quoted and not blank and (not body or feedback or not _in_code(lines, body))
        stray = quoted and blank and not feedback and not (body and _in_code(lines, body))
        if follows or (stray and _is_feedback(lines, number, indented, last)):
            feedback.append(number)
        elif indented and not (feedback and blank):
            if not (feedback or body):
                body += ahead
            (feedback or body).append(number)
        elif last:
            return body, feedback, number
        else:
            hint = "Indent it to go on with the choice, or move it behind the last choice or in front of the first."
            lines.report("R010", "text between two choices", lines.source(number), hint)
            if not body:
                body += ahead
            body.append(number)
        blank = False
    return body, feedback, stop


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


def _in_code(lines: Lines, body: list[int]) -> bool:
    """Return whether a choice's further lines end inside a code block, where ``>`` quotes nothing."""
    text = "\n".join(lines[number] for number in body)
    return (text.count("```") % 2 or text.count("~~~") % 2) == 1


def _correct(lines: Lines, index: int, match: re.Match[str]) -> bool:
    _, gap, mark, space, text = match.groups()
    if mark not in _MARKS:
        hint = "Write [x] for a right choice and [ ] for a wrong one."
        lines.report("R009", f"“[{mark}]” is neither [x] nor [ ]", lines.source(index, match.start("mark")), hint)
    elif not gap or (text and not space):
        hint = "Write “- [ ] text”: a space before the box and one behind it."
        lines.report("R009", "the box has no space around it", lines.source(index, match.start("mark") - 1), hint)
    return mark.strip() in ("x", "X")


def _text(lines: Lines, index: int, match: re.Match[str], body: list[int]) -> Text:
    first = match["text"]
    source = lines.source(index, match.start("text"))
    while body and not lines[body[-1]].strip():
        body.pop()
    if not body:
        return Text(first.rstrip(), source)
    further = [lines[number] for number in body]
    shared = min(len(line) - len(line.lstrip()) for line in further if line.strip())
    cut = shared if shared < 8 else 4  # eight spaces are code inside a list item
    further = [line[cut:] if line[:cut].isspace() else line for line in further]
    return Text("\n".join([first, *further]), source, lines.columns[next(n for n in body if lines[n].strip())] + cut)


def _feedback(lines: Lines, numbers: list[int]) -> Text | None:
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
    return Text(text, lines.source(first, width), lines.columns[first] + width) if text else None
