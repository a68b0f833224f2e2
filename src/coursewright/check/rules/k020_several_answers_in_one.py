"""Several answers written as one: learners would have to type all of it, sign by sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from coursewright.check.registry import Finding, rule
from coursewright.fragment.near import distance
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Severity, Source

_PART = r"[^\W\d_]{2,}(?:['’ -][^\W\d_]+)*"
_OR = r",? (?:or|oder|ou|o) "
_LIKELY = re.compile(rf"{_PART}(?:, {_PART})*(?:{_OR}{_PART}|[ \t]*;[ \t]*{_PART}| \(or {_PART}\))+")
_PHRASE = seldom(rf"{_PART}(?:,? {_PART})*{_OR}{_PART}|{_PART}(?:, {_PART}){{2,}}")
"""What may be one phrase as well, such as “trick or treat”, “veni, vidi, vici”."""
_MAYBE = re.compile(rf"{_PART}(?:(?:[ \t]*,[ \t]*{_PART})+| \({_PART}\))|[^\W\d_]{{3,}}(?:/[^\W\d_]{{3,}})+")
_BARRED = seldom(r"[^\W\d_]{3}[^|`$\\<>{}()\[\]=]*(?:\|[ \t]*[^\W\d_]{3}[^|`$\\<>{}()\[\]=]*)+")
"""Words with bars between them; what may be code, a formula or a command with an option has none of these signs."""
_OPTION = seldom(r"[ \t]-|[/.]\w")
_LETTERS = seldom(
    r"(?P<answer>.*\S)[ \t]{0,2}(?P<note>\(\d{1,2} (?:letters?|words?|signs?|digits?|Buchstaben|lettres|letras)\))",
    re.I,
)
_BETWEEN = seldom(rf"{_OR}|[ \t]*[;,/][ \t]*| \((?:or )?")
_IDIOMS = re.compile(
    r"(?:more or less|sooner or later|all or nothing|dead or alive|true or false|yes or no|now or never"
    r"|\w+(?: \w+)*,? or not(?: \w+)*"
    r"|mehr oder weniger|früher oder später|plus ou moins|tôt ou tard|más o menos|tarde o temprano)",
    re.I,
)
_TOLERANCE = seldom(r"[ \t]*(?:±|∓|\+/?-)[ \t]*\d[\d.,]*")


@rule("K020", "several-answers-in-one", Severity.WARNING, apart=True)
def several_answers_in_one(course: Course) -> Iterator[Finding]:
    """Search what learners type for words and signs that part several answers; what stands in code is meant."""
    for item in course.items:
        if item.blanks:
            yield from _in_blanks(item)
        elif item.notation == "choices" and not item.picks and not item.self_marked:
            for choice in item.choices:
                parts = _parts(choice.text.markdown) or _barred(choice.text.markdown) if choice.correct else []
                if parts:
                    hint = f"Give each a line of its own, “- [x] {parts[0]}” and “- [x] {parts[1]}”"
                    hint = "Give several a line each" if _is_phrase(choice.text.markdown) else hint
                    hint += "; if it is code, put it in backticks" if "|" in choice.text.markdown else ""
                    yield _one(choice.text.markdown, hint, choice.text.source, item)


def _in_blanks(item: Item) -> Iterator[Finding]:
    stem = item.stem.markdown
    for blank in item.blanks:
        answer = blank.answers[0]
        if len(blank.answers) == 1 and (parts := _parts(answer)):
            split = "" if _is_phrase(answer) else f", [[{'|'.join(parts)}]]"
            yield _one(answer, f"Put a bar between two answers{split}", blank.source, item)
        if answer.endswith(")") and (noted := _LETTERS.fullmatch(answer)):
            hint = f"Move what is no part of it behind the brackets: [[{noted['answer']}]] {noted['note']}"
            yield _one(answer, hint, blank.source, item)
        if item.kind == "numeric" and (found := _TOLERANCE.match(stem, blank.end)):
            message = f"“{found[0].strip()}” stands behind the brackets: learners read it, and the answer is exact"
            hint = f"Write [[{answer}{found[0]}]] if it says how far off an answer may be; else allow K020 and say so."
            yield Finding(message, item.stem.place(blank.end), hint, item.id)
    for first, second in pairwise(item.blanks):
        if stem[first.end : second.start] == "|" and not stem[: first.start].rpartition("\n")[2].lstrip().startswith(
            "|"
        ):
            hint = f"For one gap with two answers: [[{'|'.join((*first.answers, *second.answers))}]]."
            yield Finding("a bar stands between two blanks", item.stem.place(first.end), hint, item.id)


def _parts(answer: str) -> list[str]:
    """Return what may have been meant for several answers; none where it is plainly one."""
    if _IDIOMS.fullmatch(answer) or not (_LIKELY.fullmatch(answer) or _MAYBE.fullmatch(answer)):
        return []
    return [part for part in _BETWEEN.split(answer.removesuffix(")")) if part]


def _is_phrase(answer: str) -> bool:
    """Return whether an answer may be one phrase: its words aren't two spellings of one, such as “color or colour”."""
    words = _BETWEEN.split(answer)
    spelt = (
        len(words) == 2
        and words[0][:2] == words[1][:2]
        and all(3 < len(word) < 30 for word in words)
        and distance(words[0], words[1]) < 2
    )
    return _PHRASE.fullmatch(answer) is not None and not spelt


def _barred(answer: str) -> list[str]:
    """Return what a bar parts in an answer that has a line to itself; in a blank, a bar parts answers."""
    if "|" not in answer or _OPTION.search(answer) or not _BARRED.fullmatch(answer):
        return []
    return [part.strip() for part in answer.split("|")]


def _one(answer: str, hint: str, place: Source, item: Item) -> Finding:
    likely = _LIKELY.fullmatch(answer) or _LETTERS.fullmatch(answer)
    severity = Severity.WARNING if likely and not _is_phrase(answer) else Severity.ADVICE
    meant = "; if all of it is one answer, allow K020 and say so."
    return Finding(f"learners have to type all of “{answer}”", place, hint + meant, item.id, severity)
