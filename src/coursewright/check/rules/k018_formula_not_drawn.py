"""A formula that can't be drawn: the learner sees its TeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_comments, mask_only_code, mask_spans
from coursewright.fragment.formula import Formula, formulas_in, may_have_formulas
from coursewright.fragment.mathml import TexError, mathml
from coursewright.fragment.text import Text
from coursewright.model.course import Course

_UNFOUND = re.compile(r"(?<![\\$\w])\$(?!\$)(?=[^$\n]*\\[A-Za-z]{2,}(?:[{_^]|[ \t]*\\|[^\n$]*\$))")
"""A dollar sign with a command of TeX behind it, which Markdown takes for text."""
_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+:]|\d{1,9}[.)]|\w+:|\[\^[^\]]+\]:)[ \t]+)?(?:\[[ xX]\][ \t]+)?")
"""What may stand in front of ``\\[`` in its line; behind other text, it is a bracket that a backslash escapes."""
_PROSE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?[^\W\d_]")
_SURE = re.compile(r"\\[A-Za-z]{2,}|[\^_]\{|(?<![A-Za-z])[A-Za-z)]\^[A-Za-z\d]")
"""What nobody writes in brackets but TeX."""
_APART = "Put it in a paragraph of its own; within text, write \\(…\\)."


@rule("K018", "formula-not-drawn")
def formula_not_drawn(course: Course) -> Iterator[Finding]:
    """Search for TeX that can't become MathML, where the site draws formulas itself."""
    if not course.formulas:
        return
    banks = {bank.document.path for bank in course.banks}
    for item, written in course.said:
        if item.source.path in banks and may_have_formulas(written):
            for text in item.written:
                yield from _faults(text, item.id)
    for lesson in course.lessons:
        if lesson.document.body:
            for found in _faults(lesson.document.body, ""):
                yield _of_item(found, course, lesson.document.path)
    for scenario in course.scenarios:
        for text, _ in scenario.texts:
            yield from _faults(text, "")


def _faults(text: Text, item: str) -> Iterator[Finding]:
    if not may_have_formulas(text.markdown):
        return
    plain = mask_comments(mask_spans(mask_only_code(text.markdown)))
    left = plain
    for formula in formulas_in(plain, text.markdown):
        left = left[: formula.start] + " " * (formula.end - formula.start) + left[formula.end :]
        beside = formula.display and not plain.startswith("$", formula.start) and _beside(plain, formula)
        try:
            mathml(formula.tex.strip(), display=formula.display)
            if beside and not beside.lstrip(" \t>").startswith("|") and _SURE.search(plain, formula.first, formula.end):
                why, hint = "text stands beside this formula, so that it isn’t drawn", _APART
                yield Finding(why, text.place(formula.start), hint, item)
        except TexError as error:
            if beside and plain.startswith("\\[", formula.start):  # it may be no formula at all
                continue
            lead = len(formula.tex) - len(formula.tex.lstrip())
            why = error.why.rstrip(".")
            hint = "Write it in TeX that KaTeX knows without packages; until then, readers see its source."
            yield Finding(
                f"this formula can’t be drawn: {why}", text.place(formula.first + lead + error.at), hint, item
            )
    if found := _UNFOUND.search(left):
        hint = "Write “$…$” with no space behind the first dollar sign nor before the second; for a price, write \\$."
        yield Finding("TeX behind this dollar sign is no formula", text.place(found.start()), hint, item)


def _beside(plain: str, formula: Formula) -> str:
    """Return the text that stands beside a formula that wants a paragraph of its own; of its line, all of it."""
    *above, before = plain[: formula.start].split("\n")[-2:]
    behind, *below = plain[formula.end :].split("\n", 2)[:2]
    if not _MARKS.fullmatch(before) or behind.strip():
        return f"{before} {behind}"
    return next((line for line in (*above, *below) if _PROSE.match(line)), "")


def _of_item(found: Finding, course: Course, path: str) -> Finding:
    """Return what was found on a page as the fault of the item that it stands in."""
    line = found.source.line
    inside = (item for item in course.lesson_by_path[path].document.items if item.source.line <= line <= item.end)
    item = next(inside, None)
    return Finding(found.message, found.source, found.hint, item.id if item else "")
