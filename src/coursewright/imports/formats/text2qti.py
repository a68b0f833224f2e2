"""text2qti: quizzes in numbered Markdown, as its own reader takes them (``text2qti/quiz.py`` of gpoore/text2qti).

A mark at the line's start says what follows; further lines of the same text are indented as far as its words. Code that
is to be run makes questions there, and is never run here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from coursewright.imports.draft import Answer, Draft, Unfit, gap, together
from coursewright.imports.notation import html_in
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.shapes import (
    Weighed,
    between,
    blank_html,
    decimal,
    for_right,
    lose_feedback,
    number,
    plain,
    typed,
    words,
)
from coursewright.imports.slips import check_groups, label_meant, past
from coursewright.imports.upload import Upload, numbered
from coursewright.read.metadata import ID

_MARKS = {
    "question": r"\d+\.",
    "right": r"\*[a-zA-Z]\)",
    "wrong": r"[a-zA-Z]\)",
    "also": r"\[\*\]",
    "not": r"\[ ?\]",
    "typed": r"\*",
    "feedback": r"\.\.\.",
    "if_right": r"\+",
    "if_wrong": r"-",
    "solution": r"!",
    "number": r"=",
    "blank": r"<>",
    "dropdown": r"\{[* ]?\}",
    "title": r"[Tt]itle:",
    "points": r"[Pp]oints:",
    "text": r"[Tt]ext(?: [Tt]itle)?:",
    "quiz": r"[Qq]uiz [Tt]itle:",
    "about": r"[Qq]uiz [Dd]escription:",
    "pick": r"(?:[Ss]olutions p|[Pp])ick:",
    "shuffle": r"[Ss]huffle answers:",
    "run": r"(?:[Ss]how correct answers|[Oo]ne question at a time|[Cc]an't go back):",
    "print": r"(?:[Ff]eedback is solution|[Ss]olutions (?:sample|randomize) groups):",
    "each": r"[Pp]oints per question:",
    "essay": r"___+\s*$",
    "upload": r"\^\^\^+\s*$",
    "group": r"GROUP\s*$",
    "ungroup": r"END_GROUP\s*$",
}
_SAID = ("feedback", "if_right", "if_wrong", "solution")
_SOLUTION = "Take out what learners mustn't read."
_INDENT = "Begin it with a mark, or indent it as far as the text begins with which it goes on."
_BARE = ("essay", "upload", "group", "ungroup")
_BEHIND = r"[ ]+(?=\S)"
_START = re.compile("|".join(f"(?P<{name}>{mark}{'' if name in _BARE else _BEHIND})" for name, mark in _MARKS.items()))
_RUN = re.compile(r"(`{3,})\s*\{[^}]*\.run[^}]*\}")
_WORD = re.compile(r"\(\(([^()]*)\)\)")
_INTEGER = re.compile(r"[+-]?[0-9]+(?:_[0-9]+)*")
_NO_PLACE = {
    "title": "a question's title",
    "pick": "how many are drawn",
    "run": "how a quiz is run",
    "print": "how solutions are printed",
}


@dataclass(slots=True)
class _Question:
    """A question as it stands in the file, text by text."""

    line: int
    text: str
    title: str = ""
    points: str = ""
    shuffle: bool | None = None
    parts: list[tuple[str, int, str]] = field(default_factory=list)
    odd: tuple[int, str] | None = None
    """A line that has no mark, where more of the question may have stood."""


def _claims(upload: Upload) -> bool:
    if upload.is_zip or upload.is_xml:
        return False
    found = {mark.lastgroup for line in upload.text.split("\n") if (mark := _START.match(line.expandtabs(4)))}
    asked = found & {"right", "also", "typed", "number", "blank", "dropdown", "essay", "upload"}
    return "question" in found and bool(asked)


@importer("text2qti", title="text2qti", claims=_claims)
def text2qti(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the questions of a file."""
    question: _Question | None = None
    title = points = each = ""
    shuffle: bool | None = None
    pieces = list(_pieces(upload, report))
    check_groups(((line, mark) for line, mark, _ in pieces), upload, report)
    for line, mark, text in pieces:
        if mark == "quiz":
            report.title = text
        elif mark == "title" and ID.fullmatch(text):
            title = text
        elif mark in _NO_PLACE:
            report.note(upload.source(line), f"{_NO_PLACE[mark]} has no place here")
        elif mark == "about":
            report.leave(upload.source(line), f"the quiz's description: “{words(text)[:80]}”", "Put it into a lesson.")
        elif mark == "text":
            yield from _made(question, upload, report)
            question, title, points, each = None, "", "", ""
            said = f"a text between questions: “{words(text)[:80]}”"
            report.leave(upload.source(line), said, "Put it into a lesson.")
        elif mark == "shuffle":
            shuffle = {"true": True, "false": False}.get(text.lower())
        elif mark == "points":
            points = text
        elif mark == "each":
            each = text
        elif mark in ("question", "group", "ungroup", "apart"):
            yield from _made(question, upload, report)
            question = _Question(line, text, title, points or each, shuffle) if mark == "question" else None
            title, points, each = "", "", (each if mark == "question" else "")
        elif question is None:
            said = f"“{text[:60]}” belongs to no question"
            report.leave(upload.source(line), said, label_meant(text) or "Put it behind its question.")
        elif mark == "odd":
            question.odd = question.odd or (line, text)
        else:
            question.parts.append((mark, line, text))
    yield from _made(question, upload, report)


def _pieces(upload: Upload, report: Report) -> Iterator[tuple[int, str, str]]:
    """Yield each text with its line and its mark; comments and code aren't among them.

    A line without a mark is ``odd`` where it goes on with a text; apart from all texts, it is only reported.
    """
    rows = [(line, text.expandtabs(4).rstrip()) for line, text in numbered(upload.text)]
    at = 0
    while at < len(rows):
        line, row = rows[at]
        at += 1
        if row.strip() == "COMMENT":
            at = past(rows, at, "END_COMMENT", "a comment without END_COMMENT", upload, report)
        elif run := _RUN.match(row):
            report.leave(upload.source(line), "code that makes questions is never run", "Import what it prints.")
            at = past(rows, at, run[1], "code that never ends", upload, report)
        elif found := _START.match(row):
            mark = found.lastgroup or ""
            labelled = found[0].rstrip().endswith(":") or mark in _BARE
            further, width = [], 2 if labelled else found.end()
            while at < len(rows) and (not rows[at][1] or rows[at][1].startswith(" " * width)):
                further.append(rows[at][1])
                at += 1
            cut = min((len(one) - len(one.lstrip()) for one in further if one), default=0) if labelled else width
            yield line, mark, "\n".join([row[found.end() :], *(one[cut:] for one in further)]).strip()
        elif row and not row.startswith("%"):
            if at > 1 and rows[at - 2][1]:
                yield line, "odd", row.strip()
            else:
                said = f"“{row.strip()[:60]}” has no mark of text2qti"
                report.leave(upload.source(line), said, label_meant(row) or _INDENT)
                if row[0].isdigit():
                    yield line, "apart", ""  # so that no other question takes what stands below


def _made(question: _Question | None, upload: Upload, report: Report) -> Iterator[Draft]:
    if question is None:
        return
    if question.odd:
        line, text = question.odd
        said = f"“{text[:60]}” has no mark of text2qti: its question is left out"
        report.leave(upload.source(line), said, _INDENT)
        return
    draft = Draft(source=upload.source(question.line), name=question.title, load=upload.load)
    try:
        _fill(draft, question)
    except Unfit as unfit:
        report.unfit(draft, unfit, draft.name)
    else:
        yield draft


def _fill(draft: Draft, question: _Question) -> None:
    draft.stem = html_in(question.text, draft)
    points = decimal(question.points or "1")
    if points is None or points <= 0:
        draft.lose(f"{question.points[:20]} points: here it is 1")
    else:
        draft.points = float(points)
    marks = {mark for mark, _, _ in question.parts}
    for bad, why in (("essay", "an essay has no key"), ("upload", "a file to hand in has no key")):
        if bad in marks:
            raise Unfit(why, "Ask for it outside of the quiz.")
    if "dropdown" in marks:
        raise Unfit("a choice inside a text", "Make a blank of it, or an item of its own.")
    answers, whole = _answers(draft, question)
    if marks & {"right", "wrong"}:
        draft.kind = "single"
    elif marks & {"also", "not"}:
        draft.kind, draft.credit = "multiple", True
    elif "typed" in marks:
        typed(draft, [Weighed(text, 100, said) for _, text, said in answers])
    elif "blank" in marks:
        _blanks(draft, [text for _, text, _ in answers])
        lose_feedback(draft, [said for _, _, said in answers])
    elif "number" in marks:
        _number(draft, next(text for mark, text, _ in answers if mark == "number"))
    else:
        raise Unfit("it has no answer", "Say what is right.")
    if draft.kind in ("single", "multiple"):
        draft.shuffle = question.shuffle
        for mark, text, said in answers:
            draft.answers.append(Answer(html_in(text, draft), mark in ("right", "also"), said))
        titles = sorted(words(answer.html).lower() for answer in draft.answers)
        draft.kind = "truefalse" if draft.kind == "single" and titles == ["false", "true"] else draft.kind
    _whole(draft, whole)


def _answers(draft: Draft, question: _Question) -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    """Return the answers with their marks and feedback, and the feedback of the question as a whole."""
    answers: list[tuple[str, str, str]] = []
    whole: dict[str, str] = {}
    for mark, _, text in question.parts:
        if mark not in _SAID:
            answers.append((mark, text, ""))
        elif answers and mark == "feedback":
            last = answers[-1]
            answers[-1] = (last[0], last[1], together(last[2], html_in(text, draft)))
        else:
            whole[mark] = together(whole.get(mark, ""), html_in(text, draft))
    return answers, whole


def _whole(draft: Draft, whole: dict[str, str]) -> None:
    """Take over what is said after a response: where one answer is picked, to whoever has picked such a one."""
    draft.explain(whole.get("feedback", ""))
    if "solution" in whole:
        draft.explain(whole["solution"])
        draft.note("a solution, which is printed for teachers there, becomes the explanation", _SOLUTION)
    for mark, when in (("if_right", "right"), ("if_wrong", "wrong")):
        html = whole.get(mark, "")
        if draft.kind in ("single", "truefalse") or (draft.kind == "short" and when == "right"):
            for answer in draft.answers:
                if answer.correct == (when == "right"):
                    answer.feedback = together(answer.feedback, html)
        elif draft.kind in ("numeric", "blanks") and when == "right":
            for_right(draft, html)
        elif not blank_html(html):
            draft.lose(f"the feedback for whoever is {when}: “{words(html)[:80]}”", "Write it as the explanation.")


def _number(draft: Draft, text: str) -> None:
    if text.startswith("[") and text.endswith("]") and "," in text:
        low, high = text[1:-1].split(",", 1)
        between(draft, low, high)
        return
    value, sign, margin = text.partition("+-")
    if not sign and not _INTEGER.fullmatch(value.strip()):
        raise Unfit(f"“{text[:40]}” is not a number with a tolerance", "Write it as “1.5 +- 0.1”.")
    near, said = decimal(margin.strip().rstrip("%") or "0"), decimal(value.strip().replace("_", ""))
    if near is not None and said is not None and margin.strip().endswith("%"):
        near = abs(said) * near / 100
    number(draft, value.strip().replace("_", ""), "?" if near is None else plain(near))


def _blanks(draft: Draft, rows: list[str]) -> None:
    names = list(dict.fromkeys(word.strip() for word in _WORD.findall(words(draft.stem))))
    accepted: dict[str, list[str]] = {name: [] for name in names}
    for row in rows:
        found = _WORD.match(row)
        if not found or found[1].strip() not in accepted:
            raise Unfit(f"“{row[:60]}” names no blank of the text", "Begin it with the blank's name: ((name)).")
        accepted[found[1].strip()].append(row[found.end() :].strip())
    if not names or not all(accepted.values()):
        raise Unfit("a blank accepts nothing", "Say what is right.")
    for place, name in enumerate(names):
        mark = re.compile(rf"\(\(\s*{re.escape(escape(name, quote=False))}\s*\)\)")
        draft.stem = mark.sub(gap(place), draft.stem, count=1)
    draft.kind, draft.credit = "blanks", len(names) > 1
    draft.blanks = list(accepted.values())
