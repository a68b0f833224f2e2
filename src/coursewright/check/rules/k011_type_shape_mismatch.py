"""An item that lacks what its type needs: the learner meets a question without a way to answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_all_code, mask_only_code
from coursewright.fragment.formula import blank_in_formula
from coursewright.fragment.seldom import holds_one, seldom
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Severity

_LISTED = {
    "steps": "its numbered list says what is right. A step is a line “1. …”.",
    "table": "its table says what belongs together.",
}
"""Notations beside which no choice counts, and what counts there."""
_BOXES = seldom(
    r"^ {0,3}(?P<first>(?:[-*+]|\d{1,2}[.)])[ \t]+\[[ xX]?\][ \t]+\S.*"
    r"(?:\n(?:[ \t>].*|(?=\n|\Z)|(?:[-*+]|\d{1,2}[.)])[ \t]+\[[ xX]?\][ \t]+\S.*))*)",
    re.M,
)
"""A list of choices, with what stands below each."""
_MARK = seldom(r"^ {0,3}(?:[-*+]|\d{1,2}[.)])[ \t]+\[([ xX]?)\]", re.M)
_NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PAIRS = seldom(
    r"\b(?:match|pair|connect)[ \t]+(?:each[ \t]+(?:one[ \t]+)?of[ \t]+)?(?:the|these)[ \t]+"
    rf"(?P<count>{'|'.join(_NUMBERS)}|[3-9])(?=[ \t]+[^\W\d])"
    r"(?![ \t]+(?:columns?|lists?|sides?|halves|groups?|rows?)\b)",
    re.I,
)


@rule("K011", "type-shape-mismatch", apart=True)
def type_shape_mismatch(course: Course) -> Iterator[Finding]:
    """Search for items that lack what their type needs, and for names in the comment that mean nothing to it."""
    for item in course.items:
        for misfit in item.misfits():
            yield _in_formula(item) or Finding(*misfit, item.id)
        if not item.metadata.scored and item.picks and (right := [one for one in item.choices if one.correct]):
            message = "a right choice in a question that has no right answer"
            hint = "Empty its box, “- [ ]”, or delete “scored: false”."
            yield Finding(message, right[0].text.source, hint, item.id)
        if not item.metadata.scored and item.blanks:
            message = "a blank in a question that has no right answer"
            hint = "What is typed is called right or wrong: make choices of it, or delete “scored: false”."
            yield Finding(message, item.blanks[0].source, hint, item.id)
        if item.notation in _LISTED and item.choices:
            yield from _left_over(item)
        if item.pairs and (found := _fewer_pairs(item)):
            yield found
        if item.metadata.credit or item.metadata.key or item.metadata.points != 1:
            yield from _without_meaning(item)


def _in_formula(item: Item) -> Finding | None:
    """Return what to say of a blank inside a formula, in an item of a type that needs one and has no other."""
    stem = item.stem
    if item.kind not in ("numeric", "blanks") or item.blanks or "[[" not in stem.markdown:
        return None
    found = blank_in_formula(mask_only_code(stem.markdown), stem.markdown)
    return found and Finding("a blank can't stand inside a formula", stem.place(found[0]), f"Write {found[1]}", item.id)


def _without_meaning(item: Item) -> Iterator[Finding]:
    if item.metadata.points != 1 and not item.metadata.scored:
        message = "learners mark it themselves" if item.self_marked else "“scored: false” says so"
        yield Finding(f"an item with points earns none: {message}", item.source, "Delete “points”.", item.id)
    if item.metadata.credit and not item.divisible:
        message = f"an item of type {item.kind} is right or wrong, and never partly right"
        yield Finding(message, item.metadata.credit.source, "Delete “credit”.", item.id)
    if item.metadata.key and item.notation != "choices":
        message = f"an item of type {item.kind} has no use for “key”"
        hint = "Its list or table says what is right: delete “key”."
        yield Finding(message, item.metadata.key[0].source, hint, item.id)


def _left_over(item: Item) -> Iterator[Finding]:
    """Yield a finding for choices in an item whose answers are written otherwise: learners would read them as they are.

    A text that ends with a colon may lead to a list to tick off, and so may any of it where all boxes are alike.
    """
    for text in (item.stem, item.explanation):
        if not text or not holds_one(text.markdown, ("[x]", "[X]", "[ ]", "[]")):
            continue
        plain = mask_all_code(text.markdown)
        for found in _BOXES.finditer(plain):
            above = plain[: found.start()].rstrip("*_ \t\n")
            marks = {mark.strip().lower() for mark in _MARK.findall(found[0])}
            begins = not above and text is not item.stem and not (found[0].count("[X]") and len(marks) == 1)
            if above.endswith((":", "：")) or not (len(marks) > 1 or begins):
                continue
            message = f"choices in an item of type {item.kind}"
            yield Finding(message, text.place(found.start("first")), f"Delete them: {_LISTED[item.notation]}", item.id)
            break


def _fewer_pairs(item: Item) -> Finding | None:
    """Return what to say of a table with one pair fewer than the question has: its first may stand for the head."""
    found = _PAIRS.search(item.stem.markdown)
    said = found["count"].lower() if found else ""
    count = _NUMBERS.index(said) + 3 if said in _NUMBERS else int(said or 0)
    if not found or count != len(item.pairs) + 1 or count == len(item.choices):
        return None
    head = " | ".join(text.markdown for text in item.heads)
    message = f"“{found[0]}”, and the table has {len(item.pairs)} pairs below its head, “{head}”"
    hint = "If the first line is a pair, write a head above it, “| Term | Meaning |”; else mend the number."
    return Finding(message, item.heads[0].source, hint, item.id, Severity.WARNING)
