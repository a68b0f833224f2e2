"""An answer to type with signs that learners don't type: unseen ones, look-alikes, quotation marks, a star, bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_all_code
from coursewright.fragment.letters import WORD, mixed
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Severity, Source

_UNSEEN = seldom(
    "[\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
    "|(?<=[A-Za-zÀ-ԯ])[\u200c\u200d\ufe0e\ufe0f]|[\u200c\u200d](?=[A-Za-zÀ-ԯ])"
)
"""The two that Persian, Hindi and joined emoji are typed with only beside letters that never need them."""
_QUOTED = seldom(r"[\"“”„«‹‘'][\w ’'-]+[\"“”»›’']")
_STRAIGHT = "\"'"
"""Quotation marks that programs have, too."""
_WILD = seldom(r"\*[^\W\d_]{3,}|[^\W\d_]{3,}\*")
_PATTERN = seldom(r"/(?=[^/]*[?+*(|])\^?[\w?+*.()\[\]| -]+\$?/i?|[\w -]*\w\.[*+]")
_BAR = re.compile(r"[^\W\d_]{2,}\|[^\W\d_]{2,}")
_BOLD = seldom(r"(?<![\w\\])__(?P<word>[a-z]+(?:_[a-z]+)*)__(?!\w)")
"""A name of Python's, of which Markdown makes bold."""
_STOPPED = seldom(r"(?:[^\W\d_]{2,}[ ,]+)*[^\W\d_.]{5,}[.;!]")


@rule("K022", "answer-nobody-types", Severity.WARNING, apart=True)
def answer_nobody_types(course: Course) -> Iterator[Finding]:
    """Search accepted answers for signs that would have to be typed and weren't meant; what stands in code is meant."""
    for item in course.items:
        for answer, place in _answers(item):
            in_blank = item.kind == "blanks"
            if found := _flaw(answer, in_blank=in_blank) or ("__" in answer and _bold(answer, in_blank=in_blank)):
                message, hint, severity = found
                yield Finding(message, place, hint, item.id, severity)


def _answers(item: Item) -> Iterator[tuple[str, Source]]:
    if item.kind == "blanks":
        yield from ((answer, blank.source) for blank in item.blanks for answer in blank.answers)
    elif item.notation == "choices" and not item.picks and not item.self_marked:
        yield from ((choice.text.markdown, choice.text.source) for choice in item.choices if choice.correct)


def _flaw(answer: str, *, in_blank: bool) -> tuple[str, str, Severity] | None:
    """Return what is wrong with an answer, how to mend it, and how sure that is."""
    if answer.isascii() and answer.replace(" ", "").isalnum():
        return None  # words, as nearly always
    plain = mask_all_code(answer)
    typed = f"learners have to type “{answer}”"
    if unseen := _UNSEEN.search(unescape(plain)):
        return f"nobody types what stands unseen in “{answer}”", f"Delete U+{ord(unseen[0]):04X}.", Severity.ERROR
    if word := next(filter(mixed, WORD.findall(plain)), ""):
        return f"“{word}” has letters of two alphabets", "Type the word anew: nobody can type it so.", Severity.ERROR
    if in_blank and _BAR.search(plain):  # elsewhere a bar parts nothing: K020
        return f"{typed}, bar and all", "Write a bar without “\\” between two answers.", Severity.WARNING
    if _QUOTED.fullmatch(plain):
        hint = "Delete the quotation marks; if they are part of the answer, put it in backticks."
        return f"{typed}, quotation marks and all", hint, _likely(plain[0] not in _STRAIGHT)
    if _WILD.fullmatch(plain) or _PATTERN.fullmatch(plain):
        hint = "No sign stands for others: write each answer out; if it is typed so, put it in backticks."
        return f"{typed}, sign by sign", hint, _likely(not _WILD.fullmatch(plain))
    if _STOPPED.fullmatch(plain):
        return f"{typed}, with “{plain[-1]}”", f"Delete the “{plain[-1]}” if it needn't be typed.", Severity.ADVICE
    return None


def _bold(answer: str, *, in_blank: bool) -> tuple[str, str, Severity] | None:
    """Return what to say of an answer whose underscores are marks; a gap takes them, and shows none."""
    if bold := _BOLD.search(mask_all_code(answer)):
        hint = "Put the answer in backticks if they are to be typed; for bold, write “**”."
        return f"the underscores of “{bold[0]}” are lost: learners read “{bold['word']}”", hint, _likely(not in_blank)
    return None


def _likely(likely: bool) -> Severity:
    return Severity.WARNING if likely else Severity.ADVICE
