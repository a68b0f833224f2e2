"""Text between the items of a bank that learners need to answer them: the case that several items share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from coursewright.fragment.seldom import seldom
from coursewright.model.course import Block, ItemBlock
from coursewright.problem import Problem, Severity, Source
from coursewright.read.near_lines import BULLET
from coursewright.read.report import warning

_EXPLAINS = seldom(
    r"\A[*_]{0,3}(?P<word>explanation|begründung|erklärung|explication|explicación|explicação|justificación"
    r"|(?P<loose>rationale|feedback|rückmeldung|retroalimentación))[*_]{0,3}[ \t]*[:：][*_]{0,3}[ \t]+(?=\S+[ \t]+\S)",
    re.I,
)
"""What an explanation starts with that was meant for the item above it."""
_UNITS = seldom(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:['’][^\W_]+)*")
"""Words, or the letters of a script without spaces."""
_SENTENCE = seldom(r"[.!?…][*_]{0,3}[”\"»’')]{0,2}(?=\s|\Z)|[。！？]")
_LABEL = seldom(
    r"\A(?:#{1,6}[ \t]+)?[*_]{0,3}(?:(?:the[ \t]+)?(?:case(?:[ \t]study)?|scenario|vignette|situation|passage|exhibit)"
    r"|fall(?:beispiel)?|(?:[eé]tude[ \t]de[ \t])?cas|(?:estudio[ \t]de[ \t])?caso)"
    r"(?:[ \t]+(?:\d{1,3}|[a-z]))?[*_]{0,3}(?:[ \t]*[:：.](?!\w)|[ \t]+[–—-][ \t]|[ \t]*[*_#]*\Z)",
    re.I,
)
"""What a case starts with, or its heading says."""
_READ = seldom(
    r"\b(?:read|use|consider|study|look at|refer to|base your)\b[^.!?\n]{0,100}\b(?:answer|questions?|items?)\b", re.I
)
_ABOVE = seldom(
    r"\b(?:case|passage|scenario|vignette|situation|story|exhibit|description)[ \t]+(?:above|described[ \t]above)\b"
    r"|\babove[ \t]+(?:case|passage|scenario|vignette|situation|story|exhibit|description)\b",
    re.I,
)
"""What an item says of the text above it."""
_NOTE = seldom(
    r"\b(?:items?|questions?|banks?|distractors?|stems?|quiz(?:zes)?|objectives?|lessons?|drafts?|review(?:ers?|ed)?"
    r"|authors?|editors?|learners?|licen[cs]ed?|adapted|copyright|to-?do|fixme|moodle|lms|rationales?"
    r"|fragen?|aufgaben?|lektion(?:en)?|entwurf|preguntas|lecci[oó]n(?:es)?|le[cç]ons?|exercices?|brouillon)\b",
    re.I,
)
"""A word of those who write items."""
_THEIRS = seldom(
    r"\b(?:notes?|editions?|versions?|chapters?|pages?|courses?|terms?|exams?|tests?|delete|remove|rewrite|rewritten|wording"
    r"|spelling|easy|easier|difficult|harder|choices?|answers?|sections?|modules?|units?|drawn?|later|instructors?|teachers?"
    r"|students?|translat\w+|sources?|files?|reworded|replaced?|pilot\w*|see)\b|https?:|\]\(|`|\.md\b",
    re.I,
)
"""A word that they often use in a note, and cases do, too."""
_SHORT, _LONG = 20, 30
"""How many words a case has at least, and how many a text that only its length tells from a note."""
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Sr.", "Sra.", "Hr.", "Fr.", "M.", "Mme.")
_HINT = (
    "Put it into each item that needs it: of a bank, only items are shown."
    " What is for authors is better kept in a comment, <!-- so -->."
)
_BEHIND = "an explanation stands behind its item, and no page shows it"
_INTO = "Move it into the item, above </quiz>; a note to authors is better kept in a comment, <!-- so -->."


class _Run(NamedTuple):
    """The text between two items."""

    row: int
    said: str
    heading: str
    boxed: bool
    """Whether choices stand in it, of which others tell."""


def shared_cases(
    written: Sequence[str], rows: Sequence[str], blocks: Sequence[Block], path: str, first: int
) -> Iterator[Problem]:
    """Yield a warning for each text between items of a bank that reads like what they are about, or advice.

    Of the ``rows``, those of items, comments and code are blank. Headings, short texts and notes of those who write
    items are let be.
    """
    items = [block for block in blocks if isinstance(block, ItemBlock)]
    whole, starts = "\n".join(written), [0, *accumulate(len(line) + 1 for line in written)]
    behind = 0
    for number, block in enumerate(items):
        run, behind = _run(rows, behind, block.first), block.last + 1
        if number and run and (severity := _explains(run)):
            yield replace(_told(run, rows, path, first, _BEHIND, _INTO), severity=severity)
            continue
        words = len(_UNITS.findall(run.said)) if run and not run.boxed else 0
        if not run or not (words >= _SHORT or (words and "![" in run.said)):
            continue
        below = whole[starts[block.first] : starts[block.last]]
        told = _told(run, rows, path, first, "text between items is shown on no page", _HINT)
        if _is_case(run, below) or (number and _is_about(run, below, whole, starts[run.row])):
            yield told
        elif number and words >= _LONG and not (_NOTE.search(run.said) or _THEIRS.search(run.said)):
            yield replace(told, severity=Severity.ADVICE)

    if items and (run := _run(rows, behind, len(rows))) and (severity := _explains(run)):
        yield replace(_told(run, rows, path, first, _BEHIND, _INTO), severity=severity)


def _told(run: _Run, rows: Sequence[str], path: str, first: int, message: str, hint: str) -> Problem:
    place = Source(path, first + run.row, len(rows[run.row]) - len(rows[run.row].lstrip()) + 1)
    return warning("R006", message, place, hint)


def _explains(run: _Run) -> Severity | None:
    """Return how sure it is that a text explains the item above it; None where it doesn't, or may be a note."""
    titled = _EXPLAINS.match(f"{run.heading.lstrip('# ').rstrip(':： ')}: {run.said}") if run.heading else None
    label = titled or (None if run.heading else _EXPLAINS.match(run.said))
    if not label or run.boxed:
        return None
    said = label.string[label.end() :]
    if _NOTE.search(said) or _THEIRS.search(said):
        return None if label["loose"] else Severity.ADVICE
    return Severity.ADVICE if label["loose"] else Severity.WARNING


def _run(rows: Sequence[str], start: int, stop: int) -> _Run | None:
    """Return what is said in paragraphs and quotes between two rows; None where nothing is."""
    said: list[tuple[int, str]] = []
    heading, boxed = "", False
    for row in range(start, stop):
        bare = rows[row].lstrip(" \t>")
        if bare.startswith("#"):
            heading, said = bare, []
        elif BULLET.match(bare):
            boxed = boxed or "[" in bare[:8]
        elif bare and bare[0] not in "|<" and not (len(bare) > 2 and not bare.strip("-*_= \t")):
            said.append((row, bare))
    return _Run(said[0][0], "\n".join(line for _, line in said), heading, boxed) if said else None


def _is_case(run: _Run, below: str) -> bool:
    """Return whether a text or the item below it says that learners read the text."""
    labelled = _LABEL.match(run.said) or (_LABEL.match(run.heading) and not _NOTE.search(run.said))
    return bool(labelled or _READ.search(run.said) or _ABOVE.search(below))


def _is_about(run: _Run, below: str, whole: str, start: int) -> bool:
    """Return whether the item below a text seems to need it: it asks of somebody whom the text names first."""
    if _NOTE.search(run.said):
        return False
    if "![" in run.said:
        return True
    if len(_SENTENCE.findall(run.said)) < 2:
        return False
    for name, begins in dict(_names(run.said)).items():
        word = rf"{name}(?<!\w{name})(?!\w)"
        inside = rf"[^\W\d_],? [*_]{{0,3}}{word}" if begins else word  # a sentence begins with a capital anyway
        if re.search(inside, below) and not re.compile(word).search(whole, 0, start):
            return True
    return False


def _names(said: str) -> Iterator[tuple[str, bool]]:
    """Yield each word with a capital, and whether it begins a sentence; last, where it doesn't."""
    found = []
    for before, word in pairwise([".", *said.split()]):
        name = re.sub(r"['’]s?$", "", word.strip("*_“”„«»\"'‘’(),.;:!?…"))
        if len(name) > 2 and name[0].isupper() and name.isalpha():
            found.append((name, before[-1] in ".!?…:" and before not in _TITLES))
    yield from sorted(found, key=lambda one: not one[1])
