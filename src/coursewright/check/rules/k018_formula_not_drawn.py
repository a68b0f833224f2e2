"""A formula that can't be drawn: the learner sees its TeX."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from coursewright.check.looks import items_where
from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_comments, mask_only_code, mask_spans
from coursewright.fragment.formula import FORMULA, Formula, formula_of, formulas_in, may_have_formulas, surely_tex
from coursewright.fragment.indent import Outline
from coursewright.fragment.mathml import TexError, mathml
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Course

_UNFOUND = seldom(r"(?<![\\$\w])\$(?!\$)(?=[^$\n]*\\[A-Za-z]{2,}(?:[{_^]|[ \t]*\\|[^\n$]*\$))")
"""A dollar sign with a command of TeX behind it, which Markdown takes for text."""
_SPACED = seldom(r"\$(?<![\\$\w]\$)(?<!\d[ ]\$)(?!\$)(?=(?P<said>[^$\n]{1,120})\$(?![$\w]|[ \t]*\d))")
"""What stands between two dollar signs, and neither behind nor before a number, as prices do."""
_CHOICE = seldom(
    r"(?:\A|\n[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+)(?P<at>\$(?=[ \t]+(?:[+−-]?\d[\d.,/]*|[A-Za-z])[ \t]+\$[ \t]*(?:\n|\Z)))"
)
"""A number or a letter between two of them, as all of a choice."""
_DOUBLED = seldom(
    r"\\\\(?<!\\\\\\)(?:\((?P<round>[^\n]{1,200}?)(?<!\\)\\\\\)|\[(?P<square>(?:[^\n]|\n(?!\s*\n)){1,400}?)(?<!\\)\\\\\])"
)
"""A formula as programs write it in their texts."""
_PERCENT = seldom(r"%(?<!\\%)")
_COUNTED = seldom(r"%(?<=\d%)(?=[ \t]*(?:[+*/=<>&^-]|\\\\|\\cdot|\\times))")
"""A sign of per cent for sure, rather than the remark at a line's end that it makes in TeX."""
_MARKS = seldom(r"[ \t>]*(?:(?:[-*+:]|\d{1,9}[.)]|\w+:|\[\^[^\]]+\]:)[ \t]+)?(?:\[[ xX]\][ \t]+)?")
"""What may stand in front of ``\\[`` in its line; behind other text, it is a bracket that a backslash escapes."""
_PROSE = seldom(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[^\W\d_]|[ \t>]*\\\[|.*\\\][ \t]*\Z")
"""A line of text, or one of another such formula."""
_LISTED = seldom(r"[ \t>]*(?:[-*+:]|\d{1,9}[.)])[ \t]")
_SURE = seldom(r"\\[A-Za-z]{2,}|[\^_]\{|(?<![A-Za-z])[A-Za-z)]\^[A-Za-z\d]")
"""What nobody writes in brackets but TeX."""
_SURE_OF_A_FAULTY_ONE = seldom(r"\\[A-Za-z]+\{|[\^_]\{")
_FAR = 40
"""Lines above a formula in which its paragraph is looked for."""
_UNKNOWN = "Write it in TeX that KaTeX knows without packages; until then, readers see its source."
_APART = "Put it in a paragraph of its own; within text, write \\(…\\)."


@rule("K018", "formula-not-drawn")
def formula_not_drawn(course: Course) -> Iterator[Finding]:
    """Search for TeX that can't become MathML, where the site draws formulas itself."""
    if not course.formulas:
        return
    banks = {bank.document.path for bank in course.banks}
    for item in items_where(may_have_formulas, course):
        if item.source.path in banks:
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
    """Yield what is wrong with the formulas of a text, but for what stands in indented code."""
    if not may_have_formulas(text.markdown):
        return
    rows: list[str] = []
    for found in _found(text, item):
        rows = rows or text.markdown.split("\n")
        row = found.source.line - text.line
        if not (rows[row].startswith(("    ", "\t")) and Outline(rows).is_code(row)):
            yield found


def _found(text: Text, item: str) -> Iterator[Finding]:
    plain = mask_comments(mask_spans(mask_only_code(text.markdown)))
    left = plain
    remarks = dict(_remarks(plain)) if "%" in plain else {}
    told = 0
    for start in remarks.values():
        if told and "\n" not in plain[told:start]:
            continue  # one is enough in a line
        told = start
        hint = "Write “\\%”: in TeX, a remark begins at “%”, and readers lose the rest. For a price, write \\$."
        yield Finding("“%” hides the rest of this formula", text.place(start), hint, item)
    for formula in formulas_in(plain, text.markdown):
        left = left[: formula.start] + " " * (formula.end - formula.start) + left[formula.end :]
        beside = formula.display and not plain.startswith("$", formula.start) and _beside(plain, formula)
        fault = None if formula.start in remarks else _fault(formula)
        sure = _SURE_OF_A_FAULTY_ONE if fault else _SURE
        if beside and not beside.lstrip(" \t>").startswith("|") and sure.search(plain, formula.first, formula.end):
            why, hint = "text stands beside this formula, so that it isn’t drawn", _APART
            yield Finding(why, text.place(formula.start), hint, item)
        elif fault and not (beside and plain.startswith("\\[", formula.start)):  # else it may be no formula at all
            lead = len(formula.tex) - len(formula.tex.lstrip())
            why, hint = f"this formula can’t be drawn: {fault.why.rstrip('.')}", _UNKNOWN
            yield Finding(why, text.place(formula.first + lead + fault.at), hint, item)
    dollar = _UNFOUND.search(left)
    start = dollar.start() if dollar else _spaced(left)
    if start >= 0:
        hint = "Write “$…$” with no space behind the first dollar sign nor before the second; for a price, write \\$."
        yield Finding("TeX behind this dollar sign is no formula", text.place(start), hint, item)
    for found in _DOUBLED.finditer(left) if "\\\\" in left else ():
        if surely_tex(found["round"] or found["square"]):
            hint = "Write one backslash, as in \\(x^2\\), in the place of two: else readers see its TeX."
            yield Finding("a formula with doubled backslashes isn’t drawn", text.place(found.start()), hint, item)


def _remarks(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a formula starts, and where a sign of per cent hides what follows in it."""
    for found in FORMULA.finditer(plain):
        formula = formula_of(found, plain)
        apart = formula and formula.display and not found["two"]
        if found["one"] or (formula and not (apart and _beside(plain, formula))):  # dollar signs need no mark of TeX
            start, end = found.span("one") if found["one"] else found.span("all")
            last = max(start, plain.rfind("\n", start, end))
            if sign := _PERCENT.search(plain, last, end) or _COUNTED.search(plain, start, end):
                yield found.start("all"), sign.start()


def _spaced(left: str) -> int:
    """Return where a formula with spaces inside its dollar signs starts; -1 for none."""
    choice = _CHOICE.search(left)
    spaced = (one for one in _SPACED.finditer(left) if one["said"].strip() != one["said"] and surely_tex(one["said"]))
    found = [choice.start("at")] if choice else []
    return min([*found, *(one.start() for one in islice(spaced, 1))], default=-1)


def _fault(formula: Formula) -> TexError | None:
    try:
        mathml(formula.tex.strip(), display=formula.display)
    except TexError as error:
        return error
    return None


def _beside(plain: str, formula: Formula) -> str:
    """Return the text that stands beside a formula that wants a paragraph of its own; of its line, all of it."""
    *above, before = plain[: formula.start].rsplit("\n", _FAR)
    behind, *below = plain[formula.end :].split("\n", 2)[:2]
    if not _MARKS.fullmatch(before) or behind.strip():
        return f"{before} {behind}"
    near = [*above[-1:], *below]
    if _LISTED.match(before):  # a point of a list, unless text stands above it, or what a term means
        first = [*takewhile(str.strip, reversed(above))][-1:]
        apart = before.lstrip(" \t>")[0] == ":" or any(map(_LISTED.match, first))
        near = [line for line in (below if apart else near) if not _LISTED.match(line)]
    return next((line for line in near if _PROSE.match(line)), "")


def _of_item(found: Finding, course: Course, path: str) -> Finding:
    """Return what was found on a page as the fault of the item that it stands in."""
    line = found.source.line
    inside = (item for item in course.lesson_by_path[path].document.items if item.source.line <= line <= item.end)
    item = next(inside, None)
    return Finding(found.message, found.source, found.hint, item.id if item else "")
