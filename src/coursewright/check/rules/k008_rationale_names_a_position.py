"""Feedback about “option B”: once choices are shuffled, the learner takes it for a word about another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Severity

_NAMED = re.compile(
    r"\b(?:(?i:option|choice|answer)s?\s+\(?|(?i:right|correct|best)\s+(?i:option|choice|answer)\s+(?:is|was)\s+\(?)"
    r"([A-E1-5])\b(?!['’%-]|[.,]\d|\s+(?:more|times|of|or more|questions|items|percent)\b)\)?"
    r"|\b(?i:the\s+(?:first|last)\s+(?:option|choice)\b)"
)
_BEHIND = re.compile(r"s?\s+(?:\(?[A-E1-5]\b|(?:is|was)\s)", re.I)
_BEFORE = re.compile(r"(?:first|last)\s+[oc]$", re.I)
_CLAIM = seldom(
    r"\s+(?:is|was)\s+(?:the\s+)?(?:(right|correct|best|true)|(wrong|incorrect|false|not\s+(?:right|correct)))\b",
    re.I,
)


@rule("K008", "rationale-names-a-position", Severity.WARNING)
def rationale_names_a_position(course: Course) -> Iterator[Finding]:
    """Search stems, feedback and explanations for a choice's letter or place where choices move.

    Where it is called right against the key, or wrong, that is an error, moved or not.
    """
    site = course.shuffle_answers
    for item, written in course.said:
        if item.choices and _may_name(written):
            for text in (*(choice.feedback for choice in item.choices), item.stem, item.explanation):
                if text:
                    yield from _positions(item, text, site)


def _may_name(text: str) -> bool:
    """Return whether the patterns above are worth trying: they take long, and most texts name no choice."""
    for word in ("ption", "hoice", "nswer"):
        at = text.find(word)
        while at >= 0:
            if _BEHIND.match(text, at + 5) or _BEFORE.search(text, max(0, at - 12), at):
                return True
            at = text.find(word, at + 5)
    return False


def _positions(item: Item, text: Text, site: bool) -> Iterator[Finding]:
    for named in _NAMED.finditer(text.markdown):
        claim = _CLAIM.match(text.markdown, named.end()) if named[1] else None
        source = text.place(named.start())
        says_right = bool(claim and claim[1]) or " is " in named[0] or " was " in named[0]
        if item.picks and named[1] and (claim or says_right) and _correct(item, named[1]) != says_right:
            verdict = "right" if says_right else "wrong"
            message = f"“{named[0]}” is called {verdict} here, and the key says otherwise"
            yield Finding(message, source, "Mend the key or the text.", item.id, Severity.ERROR)
        elif item.shuffled(site=site):
            message = f"“{named[0]}” names a place, and the choices are shuffled"
            yield Finding(message, source, "Say what the choice says instead.", item.id)


def _correct(item: Item, label: str) -> bool:
    """Return whether the choice with this letter or number, in the order of the file, is keyed."""
    index = "ABCDE12345".index(label) % 5
    return index < len(item.choices) and item.choices[index].correct
