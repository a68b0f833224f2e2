r"""Which text is a formula: TeX between ``$``, ``$$``, ``\(…\)`` or ``\[…\]``, or from ``\begin{…}`` to its end.

Whoever looks for markup looks past it, and whoever compares texts takes it as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from coursewright.fragment.seldom import seldom

_LINE_END = r"\n(?!\s*\n)"
FORMULA = seldom(
    rf"(?<!\\)(?:\\\\)*(?P<all>\\\((?P<round>(?:[^\n]|{_LINE_END})+?)\\\)|\\\[(?P<square>(?:[^\n]|{_LINE_END})+?)\\\]"
    rf"|(?<!\$)\$\$(?P<two>(?:\\.|[^\\$\n]|{_LINE_END})+?)\$\$(?!\$)"
    rf"|(?<![$\w])\$(?P<one>(?![\s$])(?:\\.|[^\\$\n]|{_LINE_END})*?(?<!\s))\$(?![$\w])"
    rf"|\\begin\{{(?P<name>[a-z]+\*?)\}}(?P<named>(?:[^\n]|{_LINE_END})+?)\\end\{{(?P=name)\}})"
)
_TEX = seldom(r"\\[^\w\s]|\\[a-zA-Z]|[\^_={}+<>|*]")
"""What makes a text between dollar signs, or in brackets that a backslash may escape, a formula and no prices."""
_COMMAND = seldom(
    r"\\(?:[dt]?frac|sqrt|sum|int|lim|pi|alpha|beta|gamma|delta|varepsilon|epsilon|theta|lambda|mu|rho|sigma|tau|phi|omega"
    r"|[GD]amma|Delta|Theta|Lambda|Sigma|Phi|Omega|cdot|times|div|pm|leq?|geq?|neq?|approx|equiv|infty|to|text|math[a-z]{2,4}"
    r"|vec|overline|hat|bar|log|ln|sin|cos|tan|binom|partial|nabla|notin|cup|cap|subset|forall|exists|quad|left|right"
    r"|(?:right|left|Right|Left)arrow|circ|begin|ce|SI)(?![A-Za-z])"
)
_SIGNS = seldom(r"(?![*/=<>|.,^_)}])[A-Za-z\d\s^_{}()\[\]+*/=<>|.,!'&\\\-−·αβγδεθλμπρστφωΔΣΩ]*(?<![+*/=<>^_({\[.,\-−])")
"""All of a formula, which begins and ends with no sign that wants something beside it."""
_SAID = seldom(r"(?<![\\A-Za-z])[A-Za-z]{3}|(?<!\S)[A-Za-z]{2}(?!\S)|[,;] |[=+*:]=|[=-]>|<-")
"""Words, a list, or what programs say."""
_RELATES = seldom(r"[A-Za-z\d)}\]]\^[A-Za-z\d{(+*−-]|[A-Za-z)]_[A-Za-z\d{]|[\w)}'!]\s*=\s*[+−-]?[\w(\\]")
_LONG = 120
_ENDS = ("\\(", "\\)"), ("\\[", "\\]"), ("\\begin{", "\\end{")
_LETTERS = seldom("[a-zA-Z]+")
_BLANK = seldom(r"\[\[(?P<answer>[^\[\]\n]+)\]\]")
_KINDS = ("round", "square", "two", "one", "named")


class Formula(NamedTuple):
    """A formula in a text."""

    tex: str
    start: int
    """Where it starts, its mark included."""
    end: int
    first: int
    """Where its TeX starts."""
    display: bool
    """Whether it stands in a line of its own."""


def may_have_formulas(text: str) -> bool:
    """Return whether it's worth the while to look for formulas."""
    return "$" in text or ("\\" in text and any(first in text and last in text for first, last in _ENDS))


def formulas_in(plain: str, text: str = "") -> Iterator[Formula]:
    """Yield the formulas of a text; ``plain`` is the same one with blanks in the place of its code."""
    if may_have_formulas(plain):
        for found in FORMULA.finditer(plain):
            if formula := formula_of(found, text or plain):
                yield formula


def formula_of(found: re.Match[str], text: str) -> Formula | None:
    """Return what ``FORMULA`` has found in a text; None where it is no formula."""
    kind = next(name for name in _KINDS if found[name] is not None)
    start, end = found.span("all")
    first, last = (start, end) if kind == "named" else found.span(kind)
    inside = text[first:last]
    plain = kind in ("square", "one") and not _TEX.search(inside)
    if not inside.strip() or (plain and not (kind == "one" and _LETTERS.fullmatch(inside))):
        return None
    return Formula(inside, start, end, first, kind in ("square", "two", "named"))


def surely_tex(inside: str) -> bool:
    """Return whether what stands between signs of a formula is one by all it says, and neither prices nor a program."""
    said = inside.strip()
    if _COMMAND.search(said):
        return True
    return len(said) < _LONG and not _SAID.search(said) and bool(_SIGNS.fullmatch(said) and _RELATES.search(said))


def blank_in_formula(plain: str, text: str) -> tuple[int, str] | None:
    """Return where the first blank stands inside a formula, and how to write the two apart; None for no such blank.

    ``plain`` is the text with blanks in the place of its code.
    """
    for formula in formulas_in(plain, text) if "[[" in plain else ():
        named = formula.first == formula.start  # what its name begins isn't parted so easily
        if not named and (found := _BLANK.search(text, formula.first, formula.end)):
            mark, end = text[formula.start : formula.first], formula.first + len(formula.tex)
            closing = text[end : formula.end].lstrip()
            sides = text[formula.first : found.start()].strip(), text[found.end() : end].strip()
            before, after = (f"{mark}{side}{closing}" if side else "" for side in sides)
            return found.start(), " ".join(part for part in (before, found[0], after) if part)
    return None


def mask_formulas(plain: str) -> str:
    """Return the text with formulas blanked out, every offset and every line kept; its code is masked already."""
    if not may_have_formulas(plain):
        return plain
    parts, done = [], 0
    for formula in formulas_in(plain):
        parts += [plain[done : formula.start], _blank(plain[formula.start : formula.end])]
        done = formula.end
    return "".join([*parts, plain[done:]])


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
