"""A formula that can't be drawn: the learner sees its TeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_comments, mask_only_code, mask_spans
from coursewright.fragment.formula import formulas_in, may_have_formulas
from coursewright.fragment.mathml import TexError, mathml
from coursewright.fragment.text import Text
from coursewright.model.course import Course

_UNFOUND = re.compile(r"(?<![\\$\w])\$(?!\$)(?=[^$\n]*\\[A-Za-z]{2,}(?:[{_^]|[ \t]*\\|[^\n$]*\$))")
"""A dollar sign with a command of TeX behind it, which Markdown takes for text."""
_MARKS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")
"""What may stand in front of ``\\[`` in its line; behind text, it is a bracket that a backslash escapes."""


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
        before = plain[plain.rfind("\n", 0, formula.start) + 1 : formula.start]
        if plain.startswith("\\[", formula.start) and not _MARKS.fullmatch(before):
            continue
        try:
            mathml(formula.tex.strip(), display=formula.display)
        except TexError as error:
            lead = len(formula.tex) - len(formula.tex.lstrip())
            why = error.why.rstrip(".")
            hint = "Write it in TeX that KaTeX knows without packages; until then, readers see its source."
            yield Finding(
                f"this formula can’t be drawn: {why}", text.place(formula.first + lead + error.at), hint, item
            )
    if found := _UNFOUND.search(left):
        hint = "Write “$…$” with no space behind the first dollar sign nor before the second; for a price, write \\$."
        yield Finding("TeX behind this dollar sign is no formula", text.place(found.start()), hint, item)


def _of_item(found: Finding, course: Course, path: str) -> Finding:
    """Return what was found on a page as the fault of the item that it stands in."""
    line = found.source.line
    inside = (item for item in course.lesson_by_path[path].document.items if item.source.line <= line <= item.end)
    item = next(inside, None)
    return Finding(found.message, found.source, found.hint, item.id if item else "")
