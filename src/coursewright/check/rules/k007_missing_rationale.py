"""A verdict without a reason: the learner hears “wrong” and not why, and makes the same mistake again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Choice, Item
from coursewright.problem import Severity

_OPENERS = ("see", "please", "review", "re-read", "reread", "read", "go", "look", "back", "check")
_REFERRAL = seldom(
    r"(?:please )?(?:see|review|re-?read|read|go|look|check)?(?: again)?(?: ?back)?(?: at| to| in)? ?"
    r"(?:the |this |your )?(?:lesson|page|section|module|chapter|unit|text|notes|above|below)(?: [\w.]+){0,4}"
)
_UNSPACED = seldom(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that put no space between words: Thai, Lao, Khmer, Japanese, Chinese."""


@rule("K007", "missing-rationale", Severity.ADVICE, apart=True)
def missing_rationale(course: Course) -> Iterator[Finding]:
    """Search scored items for choices whose feedback is missing, under five words or boilerplate.

    At most one finding for an item's right choices and one for its wrong ones. An explanation stands in for all of
    them; kinds whose choices need no reason each ask for nothing else.
    """
    for item in course.items:
        if item.metadata.scored and _poor(item.explanation):
            if item.reasoned:
                poor = [choice for choice in item.choices if _poor(choice.feedback)]
                if poor:
                    yield from _choices(item, poor)
            elif (item.choices or item.blanks) and not _each_has_feedback(item):
                yield _unexplained(item)


def _each_has_feedback(item: Item) -> bool:
    return bool(item.choices) and not any(_poor(choice.feedback) for choice in item.choices)


def _unexplained(item: Item) -> Finding:
    if item.explanation:
        source = item.explanation.source
    else:
        source = item.blanks[0].source if item.blanks else item.choices[0].text.source
    where = "below the text, behind a line “---”," if item.blanks else "below the answers"
    hint = f"Write {where} why the answer is right."
    return Finding("no explanation of the answer", source, hint, item.id)


def _choices(item: Item, poor: Sequence[Choice]) -> Iterator[Finding]:
    if right := [choice for choice in poor if choice.correct]:
        yield _finding(item, right, "right")
    if wrong := [choice for choice in poor if not choice.correct]:
        yield _finding(item, wrong, "wrong")


def _finding(item: Item, poor: Sequence[Choice], verdict: str) -> Finding:
    first, more = poor[0], len(poor) - 1
    if first.feedback:
        source, message = first.feedback.source, f"“{_short(first.feedback)}” gives no reason"
        rest = f", nor does the feedback on {more} more {verdict} choice"
    else:
        source, message = first.text.source, f"no feedback on the {verdict} choice “{_short(first.text)}”"
        rest = f", nor a reason for {more} more"
    if more:
        message += rest + ("s" if first.feedback and more > 1 else "")
    return Finding(message, source, f"Say below the choice, behind “>”, why it is {verdict}.", item.id)


def _short(text: Text) -> str:
    return shorten(text.markdown, 48, placeholder=" …")


def _poor(text: Text | None) -> bool:
    if text is None:
        return True
    written = text.markdown
    if "<" not in written:
        before_link = written.partition("[")[0]
        if len(before_link) > 80 or before_link.count(" ") > 12:
            return False
        words = before_link.split(None, 9)
        if len(words) > 4 and (len(words) == 10 or words[0].lower().strip("*_.,:") not in _OPENERS):
            return False
    plain = norm(written)
    if len(plain.split()) + len(_UNSPACED.findall(plain)) // 2 < 5:
        return True
    return _REFERRAL.fullmatch(plain) is not None
