"""Two choices that read the same: the learner picks the right answer and is told that it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import exact, norm
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Choice, Item
from coursewright.problem import Severity

_PROSE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*(?:,? [^\W\d_]+(?:['-][^\W\d_]+)*)*")
"""Words alone: neither digits nor signs, which a language of programs may tell apart."""
_CLOSING = re.compile(r"(?<=[^\W\d_]{2})(?:\.|\.{3}|,|[!?])\Z")
"""What ends a sentence, right behind a word; ``cd ..`` ends otherwise, and ``int x;``."""


@rule("K004", "duplicate-choice")
def duplicate_choice(course: Course) -> Iterator[Finding]:
    """Search for choices with equal text and the same images; markup and white space don't count.

    Nor do, in a choice of words alone, closing punctuation and the first letter's case. Where only other case tells two
    of them apart, or a single word's, that is advice: it may be the point. In code and signs everything counts.
    """
    for item in course.items:
        if len({choice.digest for choice in item.choices}) < len(item.choices):
            seen: dict[str, list[Choice]] = {}
            for choice in item.choices:
                before = seen.setdefault(choice.digest, [])
                if before and norm(choice.text.markdown, choice.text.names):
                    yield from _same(item, choice, before)
                before.append(choice)


def _same(item: Item, choice: Choice, before: list[Choice]) -> Iterator[Finding]:
    """Yield a finding for the earlier choice that reads most like this one, if any does; all have one ``norm``."""
    alike = [(_alike(choice.text, other.text), other) for other in before]
    for severity in (Severity.ERROR, Severity.ADVICE):
        for found, other in alike:
            if found is severity:
                said = shorten(choice.text.markdown, 48, placeholder=" …")
                message = f"“{said}” reads the same as the choice in line {other.text.source.line}"
                hint = "Change or delete one; if case or punctuation is the point, use backticks."
                yield Finding(message, choice.text.source, hint, item.id, severity)
                return


def _alike(one: Text, other: Text) -> Severity | None:
    said, first = (exact(text.markdown, text.names) for text in (one, other))
    if said == first:
        return Severity.ERROR
    said, first = (_CLOSING.sub("", text) if " " in text else text.removesuffix(".") for text in (said, first))
    if not (_PROSE.fullmatch(said) and _PROSE.fullmatch(first)):
        return None
    if said == first or (" " in said and said[:1].lower() + said[1:] == first[:1].lower() + first[1:]):
        return Severity.ERROR
    return Severity.ADVICE
