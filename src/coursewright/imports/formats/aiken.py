"""Aiken: a question, lettered choices, and the right one's letter.

After Moodle's importer (``question/format/aiken``) and Chamilo's (``exercise/export/aiken``), which knows more lines
behind the answer. Others write small letters, and texts of several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

from coursewright.fragment.near import plain
from coursewright.imports.draft import Answer, Draft, Unfit
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.shapes import decimal
from coursewright.imports.slips import nearly_choice, nearly_label
from coursewright.imports.tags import take_tags
from coursewright.imports.upload import Upload, numbered

_CHOICE = re.compile(r"(?P<letter>[A-Za-z])(?P<sign>[.)])(?P<space>\s*)(?P<text>.*)")
_ANSWER = re.compile(r"ANSWER\s*:\s*(.*)", re.I)
_LETTER = re.compile(r"([A-Za-z])(?:[.)]\s*(.*))?")
_BEHIND = re.compile(r"(ANSWER_EXPLANATION|TEXTO_CORRECTA|DESCRIPTION|SCORE|TAGS|ETIQUETAS)\s*:\s*(.*)")
_LABELS = ("ANSWER_EXPLANATION", "EXPLANATION", "DESCRIPTION", "SCORE", "TAGS", "ANSWER")
_NO_ANSWER: Final = "Add it: “ANSWER: B”."


@dataclass(slots=True)
class _Question:
    """A question as far as it has been read."""

    line: int
    stem: list[list[str]]
    """Its paragraphs, line by line."""
    letters: list[str] = field(default_factory=list)
    choices: list[list[tuple[int, str]]] = field(default_factory=list)
    """Each choice's lines, with their numbers."""
    answer: tuple[int, str] | None = None
    behind: list[tuple[str, str]] = field(default_factory=list)
    """What stands behind the answer, by its name."""
    odd: tuple[int, str, str] | None = None
    """A line that is nearly a choice, or nearly a label, with its mend."""


def _claims(upload: Upload) -> bool:
    if upload.is_zip or upload.is_xml:
        return False
    lines = [line.strip() for line in upload.text.split("\n")]
    return any(map(_ANSWER.fullmatch, lines)) and any(map(_CHOICE.fullmatch, lines))


@importer("aiken", title="Aiken", claims=_claims)
def aiken(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the questions of a file; what never comes to its answer is reported."""
    question: _Question | None = None
    apart = True
    for number, line in numbered(upload.text):
        bare = line.strip()
        if not bare:
            apart = True
            continue
        if question and question.answer and (more := _BEHIND.fullmatch(bare)):
            question.behind.append((more[1], more[2]))
        elif found := _ANSWER.fullmatch(bare):
            if question is None or question.answer:
                report.leave(upload.source(number), "ANSWER: without a question above it", "Write the question.")
            else:
                question.answer = number, found[1].strip()
        elif question and not question.answer and (choice := _choice_of(bare, question)):
            letter = choice["letter"].upper()
            if letter in question.letters and len(question.choices[-1]) > 1:
                ended, question = question, _behind_its_choices(question)
                yield from _made(ended, upload, report)
            question.letters.append(letter)
            question.choices.append([(number, choice["text"])])
        elif question and (odd := _odd(bare, question)):
            question.odd = question.odd or (number, *odd)
        elif question is None or question.answer or (question.choices and apart):
            yield from _made(question, upload, report)
            question = _Question(number, [[bare]])
        elif question.choices:
            question.choices[-1].append((number, bare))
        elif apart:
            question.stem.append([bare])
        else:
            question.stem[-1].append(bare)
        apart = False
    yield from _made(question, upload, report)


def _choice_of(line: str, question: _Question) -> re.Match[str] | None:
    """Return the choice that a line is: the next letter in any form, another one only where no word begins so."""
    found = _CHOICE.fullmatch(line)
    if not found:
        return None
    following = ord(found["letter"].upper()) - ord("A") == len(question.letters)
    sure = bool(found["space"] and found["text"]) and (found["sign"] == ")" or found["letter"].isupper())
    return found if following or sure else None


def _odd(line: str, question: _Question) -> tuple[str, str] | None:
    """Return what is wrong with a line that is nearly a choice or a label, and the mend."""
    if meant := nearly_label(line, _LABELS if question.answer else ("ANSWER",) if question.choices else ()):
        return f"“{line.strip()[:40]}” is not “{meant}:”", f"Write “{meant}: …”."
    following = chr(ord("A") + len(question.letters))
    if question.choices and not question.answer and (mark := nearly_choice(line, following)):
        return f"“{mark}” begins no choice", f"Write “{following}. …”."
    return None


def _behind_its_choices(question: _Question) -> _Question:
    """Return the question whose text was taken for further lines of another one's last choice."""
    first, *lines = question.choices[-1]
    question.choices[-1] = [first]
    return _Question(lines[0][0], [[text for _, text in lines]])


def _made(question: _Question | None, upload: Upload, report: Report) -> Iterator[Draft]:
    if question is None:
        return
    draft = Draft(source=upload.source(question.line), kind="single")
    if question.odd:
        report.leave(upload.source(question.odd[0]), *question.odd[1:])
        return
    if question.answer is None:
        behind = " its choices" if question.choices else " it"
        report.leave(draft.source, f"no line ANSWER: behind{behind}", _NO_ANSWER)
        return
    line, said = question.answer
    choices = [" ".join(text for _, text in lines).strip() for lines in question.choices]
    try:
        right = _right(said, question.letters, choices)
    except Unfit as unfit:
        report.leave(upload.source(line), str(unfit), unfit.hint)
        return
    draft.answers = [Answer(escape(text), place == right) for place, text in enumerate(choices)]
    stem = [" ".join(lines) for lines in question.stem]
    for name, text in question.behind:
        if name == "DESCRIPTION":
            stem.append(text)
        else:
            _take(draft, name, text)
    stem = [escape(text) for text in stem if text]
    draft.stem = stem[0] if len(stem) == 1 else "".join(f"<p>{text}</p>" for text in stem)
    yield draft


def _right(said: str, letters: list[str], choices: list[str]) -> int:
    """Return the place of the choice that an answer names, by its letter, or by its letter and its text."""
    found = _LETTER.fullmatch(said)
    letter, text = (found[1].upper(), found[2]) if found else (said, "")
    if letters.count(letter) != 1:
        listed = ", ".join(letters[:26]) or "it has none"
        why = f"is not one of its choices: {listed}" if letter not in letters else f"is more than one: {listed}"
        foreign = plain(letter).upper() in letters and not letter.isascii()
        hint = (
            "Type the letter anew: it is one of another alphabet." if foreign else "Name the letter of the right one."
        )
        raise Unfit(f"its answer “{said[:60]}” {why}", hint)
    place = letters.index(letter)
    if text and text.split() != choices[place].split():
        raise Unfit(f"its answer “{said[:60]}” has the letter of another choice", "Name the letter of the right one.")
    return place


def _take(draft: Draft, name: str, text: str) -> None:
    """Take over a line that stands behind an answer."""
    if name == "SCORE":
        points = decimal(text.replace(",", "."))
        if points is None or points <= 0:
            draft.lose(f"{text[:20]} points: here it is 1")
        else:
            draft.points = float(points)
    elif name in ("TAGS", "ETIQUETAS"):
        take_tags(draft, text.split(","))
    else:
        draft.explain(escape(text))
