"""Two choices that read the same: the learner picks the right answer and is told that it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import digest_of, essence, norm, same_answer
from coursewright.fragment.letters import WORD, mixed
from coursewright.fragment.likeness import Likeness, likeness
from coursewright.fragment.seen import typed
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Choice, Item
from coursewright.problem import Severity

_UNSEEN = seldom("[\u00ad\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]")
"""Not what joins letters, or keeps them apart: that can be seen in scripts that join them."""
_LATIN = str.maketrans("аеорсхуіјѕԁһԛԝАВЕЅІЈКМНОРСТХУ", "aeopcxyijsdhqwABESIJKMHOPCTXY")

_SAID = {
    Likeness.SAME: "reads the same as",
    Likeness.CASE: "differs only in case from",
    Likeness.EMPHASIS: "differs only in emphasis, a link or a line break from",
    Likeness.SIGNS: "differs only in dashes, quotation marks or punctuation from",
}
_TRIES = 40  # more choices than any question has that was written by hand


@rule("K004", "duplicate-choice", apart=True)
def duplicate_choice(course: Course) -> Iterator[Finding]:
    """Search for choices that look the same; white space doesn't count, nor does emphasis around all of one.

    Nor do, in a choice of words alone, closing punctuation and the first letter's case. Where only other case tells two
    of them apart, or a single word's, that is advice: it may be the point. In code and signs everything counts.
    It is advice, too, where one has emphasis and the other none, or where the quotation marks of a few words differ.
    A wrong answer to type that is a right one but for case is an error: its feedback is never told.
    Outside code, signs that nobody sees never count, nor does a Cyrillic letter among Latin ones that looks like one.
    """
    for item in course.items:
        unheard = _unheard(item) if item.kind == "short" else {}
        for choice, right in unheard.items():
            yield _never_told(item, choice, right)
        digests = [choice.digest if choice.text.markdown.isascii() else _looks(choice) for choice in item.choices]
        if len(set(digests)) < len(digests):
            seen: dict[str, list[Choice]] = {}
            for choice, looks in zip(item.choices, digests, strict=True):
                before = seen.setdefault(looks, [])
                if before and choice not in unheard and norm(choice.text.markdown, choice.text.names):
                    yield from _same(item, choice, before)
                before.append(choice)


def _unheard(item: Item) -> dict[Choice, Choice]:
    """Return the wrong answers that count as a right one however they are typed, each with that one."""
    keyed: dict[str, Choice] = {}
    forms = [(choice, _typed(choice)) for choice in item.choices]
    for choice, said in forms:
        if choice.correct:
            keyed.update(dict.fromkeys(said, choice))
    wrong = [(choice, said) for choice, said in forms if not choice.correct]
    return {choice: keyed[said[0]] for choice, said in wrong if all(one in keyed for one in said)}


def _typed(choice: Choice) -> list[str]:
    return [same_answer(said) for said in typed(choice.text.markdown, choice.text.names)]


def _never_told(item: Item, choice: Choice, right: Choice) -> Finding:
    said = shorten(choice.text.markdown, 48, placeholder=" …")
    message = f"“{said}” is typed as the right answer in line {right.text.source.line} is, and counts as right"
    hint = "Change or delete one: case and doubled spaces never count in what learners type."
    return Finding(message, choice.text.source, hint, item.id)


def _looks(choice: Choice) -> str:
    """Return the digest of a choice as it looks."""
    text = _seen(choice.text)
    size = len(choice.digest) // 2
    return choice.digest if text is choice.text else digest_of(essence(text.markdown, text.names), size)


def _seen(text: Text) -> Text:
    """Return a text without what tells it from another one and can't be seen; in code everything may be the point."""
    if text.markdown.isascii() or "`" in text.markdown:
        return text
    markdown = WORD.sub(_in_latin, _UNSEEN.sub("", text.markdown))
    return text if markdown == text.markdown else text._replace(markdown=markdown)


def _in_latin(word: re.Match[str]) -> str:
    return word[0].translate(_LATIN) if mixed(word[0]) else word[0]


def _same(item: Item, choice: Choice, before: list[Choice]) -> Iterator[Finding]:
    """Yield a finding for the earlier choice that looks most like this one, if any does; all have one ``norm``."""
    alike = [(likeness(_seen(choice.text), _seen(other.text)), other) for other in before[:_TRIES]]
    for found, said in _SAID.items():
        for other in [other for how, other in alike if how is found]:
            level = Severity.ERROR if found is Likeness.SAME else Severity.ADVICE
            text = shorten(choice.text.markdown, 48, placeholder=" …")
            message = f"“{text}” {said} the choice in line {other.text.source.line}"
            hint = "Change or delete one; if case or punctuation is the point, use backticks."
            if found in (Likeness.EMPHASIS, Likeness.SIGNS):
                hint = "Change or delete one, unless that is the point."
            if _seen(choice.text) is not choice.text or _seen(other.text) is not other.text:
                hint = "A sign that can't be seen, or a Cyrillic letter, tells them apart: type both anew."
            yield Finding(message, choice.text.source, hint, item.id, level)
            return
