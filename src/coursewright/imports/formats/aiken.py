"""Aiken: a question in a line, lettered choices, and the right one's letter.

After Moodle's importer (``question/format/aiken``): a choice is a capital letter with ``)`` or ``.`` and a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from coursewright.imports.draft import Answer, Draft
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.upload import Upload, numbered

_CHOICE = re.compile(r"([A-Z])[.)][ \t]+(\S.*)")
_ANSWER = re.compile(r"ANSWER:\s*(.*)", re.I)


def _claims(upload: Upload) -> bool:
    if upload.is_zip or upload.is_xml:
        return False
    lines = [line.strip() for line in upload.text.split("\n")]
    return any(map(_ANSWER.match, lines)) and any(map(_CHOICE.match, lines))


@importer("aiken", title="Aiken", claims=_claims)
def aiken(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the questions of a file; what never comes to its answer is reported."""
    stem: list[str] = []
    letters: list[str] = []
    draft: Draft | None = None
    for number, line in numbered(upload.text):
        bare = line.strip()
        if not bare:
            continue
        if draft and stem and (choice := _CHOICE.fullmatch(bare)):
            letters.append(choice[1])
            draft.answers.append(Answer(escape(choice[2])))
        elif found := _ANSWER.fullmatch(bare):
            yield from _finished(draft, stem, letters, found[1].strip(), report, upload, number)
            stem, letters, draft = [], [], None
        else:
            if draft and draft.answers:
                report.leave(draft.source, "no line ANSWER: behind its choices", "Add it: “ANSWER: B”.")
                stem, letters, draft = [], [], None
            draft = draft or Draft(source=upload.source(number), kind="single")
            stem.append(bare)
    if draft:
        report.leave(draft.source, "no line ANSWER: behind it", "Add it: “ANSWER: B”.")


def _finished(
    draft: Draft | None,
    stem: list[str],
    letters: list[str],
    said: str,
    report: Report,
    upload: Upload,
    number: int,
) -> Iterator[Draft]:
    if draft is None:
        report.leave(upload.source(number), "ANSWER: without a question above it", "Write the question.")
        return
    if letters.count(said) != 1:
        message = f"its answer “{said}” is not one of its choices: {', '.join(letters) or 'it has none'}"
        report.leave(upload.source(number), message, "Name the letter of the right one.")
        return
    draft.stem = escape(" ".join(stem))
    draft.answers[letters.index(said)].correct = True
    yield draft
