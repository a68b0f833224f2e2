"""What several formats say alike: weights of choices, answers to be typed, numbers with a tolerance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from html import escape, unescape
from typing import Final, NamedTuple

from coursewright.export.html import html_of
from coursewright.fragment.identity import same_answer
from coursewright.imports.draft import Answer, Draft, Unfit, gap, without_gaps

MARKDOWN: Final = 10_000
"""Characters of one text in Markdown."""
_LINK_STEPS: Final = 2_000_000
"""Markdown looks from each opening bracket as far as the text's end for the one that closes it."""
_LINE = re.compile(r"(?:<span>\s*)?_{5,}(?:\s*</span>)?")
"""Where Moodle puts the box of an answer."""
_TAG = re.compile(r"<[^<>]*>")
_FOR_RIGHT = "the feedback for the right answer becomes part of the explanation"


class Weighed(NamedTuple):
    """An answer, what it is worth in per cent, and what a learner reads after it."""

    text: str
    """HTML of a choice; plain text of what is typed."""
    worth: float
    feedback: str = ""


def words(html: str) -> str:
    """Return the words of HTML in one line."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def blank_html(html: str) -> bool:
    """Return whether HTML shows nothing, neither words nor an image."""
    return not words(html) and "<img" not in html


def choices(draft: Draft, rows: Sequence[Weighed], *, several: bool) -> None:
    """Make a choice of one, or of several, of what each choice is worth."""
    draft.kind = "multiple" if several else "single"
    top = max((row.worth for row in rows), default=0)
    if top <= 0:
        raise Unfit("no answer is right", "Say which one is.")
    right = [row.worth for row in rows if (row.worth > 0 if several else row.worth == top)]
    for row in rows:
        correct = row.worth > 0 if several else row.worth == top
        draft.answers.append(Answer(row.text, correct, row.feedback))
    if not several:
        for row in rows:
            if 0 < row.worth < top:
                draft.lose(f"{row.worth:g} % for “{words(row.text)[:60]}”: here it is wrong", "Ask for the best one.")
            elif row.worth < 0:
                draft.lose(f"{row.worth:g} % for “{words(row.text)[:60]}”: here it costs nothing")
        return
    draft.credit = True
    even = 100 / len(right)
    unlike = [row for row in rows if abs(abs(row.worth) - even) > 0.01]
    if unlike:
        said = ", ".join(f"{row.worth:g}" for row in rows)
        hint = "Here each right choice counts the same, and a wrong one takes away as much."
        draft.lose(f"the weights of the choices ({said})", hint)


def typed(draft: Draft, rows: Iterable[Weighed], *, catch_all: str = "") -> None:
    """Make answers to be typed: a blank where the text has a line for it and nothing else is known, else short text.

    Of answers that are typed the same here, the first stays. ``catch_all`` is the feedback for every other answer.
    """
    seen: dict[str, Answer] = {}
    for row in rows:
        text = " ".join(row.text.split())
        if not text:
            continue
        if 0 < row.worth < 100:
            draft.lose(f"{row.worth:g} % for “{text[:60]}”: here it is wrong", "Accept it with [x], if it is right.")
        known = seen.setdefault(same_answer(text), Answer(escape(text, quote=False), row.worth >= 100, row.feedback))
        if not known.feedback and known.correct == (row.worth >= 100):
            known.feedback = row.feedback
    answers = list(seen.values())
    if not any(answer.correct for answer in answers):
        raise Unfit("no answer is right", "Say which one is.")
    if not blank_html(catch_all):
        hint = "Write it as the explanation, or as feedback of a wrong answer that you foresee."
        draft.lose(f"the feedback for every other answer: “{words(catch_all)[:80]}”", hint)
    plain = all(answer.correct and blank_html(answer.feedback) for answer in answers)
    if plain and lined(draft.stem) == 1:
        draft.kind = "blanks"
        draft.stem = _LINE.sub(gap(0), draft.stem)
        draft.blanks = [[unescape(answer.html) for answer in answers]]
        return
    draft.kind = "short"
    draft.answers = answers


def lined(stem: str) -> int:
    """Return how many lines of underscores a stem has."""
    return len(_LINE.findall(stem))


def number(draft: Draft, value: str, tolerance: str) -> None:
    """Make a number with its tolerance, in the place of a line of underscores or at the text's end."""
    said, near = decimal(value), decimal(tolerance or "0")
    if said is None or near is None or near < 0:
        odd = (
            f"“{value[:40]}” is not a number with a tolerance"
            if said is None
            else f"“{tolerance[:40]}” is no tolerance"
        )
        raise Unfit(odd, "Write it with a point, such as 2.5.")
    draft.kind = "numeric"
    whole = said == said.to_integral_value() and not near
    draft.blanks = [[plain(said) if whole else f"{plain(said)} ± {plain(near)}"]]
    if gap(0) in draft.stem:
        return
    if lined(draft.stem) == 1:
        draft.stem = _LINE.sub(gap(0), draft.stem)
    elif draft.stem.rstrip().endswith("</p>"):
        draft.stem = f"{draft.stem.rstrip()[:-4]} {gap(0)}</p>"
    else:
        draft.stem = f"{draft.stem} {gap(0)}"


def between(draft: Draft, low: str, high: str) -> None:
    """Make a number of the range that is right."""
    least, most = decimal(low), decimal(high)
    if least is None or most is None or most < least:
        raise Unfit(
            f"“{low[:40]}” to “{high[:40]}” is no range of numbers", "Write numbers with a point, the smaller first."
        )
    number(draft, plain((least + most) / 2), plain((most - least) / 2))


def decimal(text: str) -> Decimal | None:
    """Return a number as computers write it; None for any other text, and for what no learner would type."""
    try:
        found = Decimal(text.strip())
    except (InvalidOperation, ValueError):
        return None
    return found if found.is_finite() and (not found or -25 < found.adjusted() < 25) else None


def plain(value: Decimal) -> str:
    """Return a number without an exponent and needless zeros."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def for_right(draft: Draft, feedback: str) -> None:
    """Keep feedback for a right answer of a kind that has none for each answer."""
    if not blank_html(feedback):
        draft.explain(feedback)
        draft.note(_FOR_RIGHT, "Read it as somebody who was wrong would.")


def lose_feedback(draft: Draft, said: Iterable[str]) -> None:
    """Name feedback for single answers of a kind that has none."""
    for html in said:
        if not blank_html(html):
            draft.lose(f"the feedback for an answer: “{words(html)[:80]}”", "Write it as the explanation.")


def from_markdown(text: str) -> str:
    """Return Markdown as HTML; raise ``Unfit`` for a text that is far too long for a question, or takes too long."""
    if len(text) > MARKDOWN:
        raise Unfit(f"a text of {len(text):,} characters", "Make a lesson of it.")
    brackets = text.count("[")
    if brackets * len(text) > _LINK_STEPS:
        raise Unfit(f"a text of {brackets:,} opening brackets", "Make a lesson of it.")
    return html_of(text)


def clean(html: str) -> str:
    """Return a text from outside, in which nothing is taken for a mark of ours."""
    return without_gaps(html).strip()


def truth(
    draft: Draft, *, right: bool, if_true: str, if_false: str, names: tuple[str, str] = ("True", "False")
) -> None:
    """Make a statement that is true or false, with what a learner reads after each answer."""
    draft.kind = "truefalse"
    draft.answers = [Answer(names[0], right, if_true), Answer(names[1], not right, if_false)]
