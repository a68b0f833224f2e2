"""Formulas and diagrams on a site that draws none, so that readers see their source."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.fragment.code import diagrams_in, mask_comments, mask_only_code, mask_raw, mask_spans
from coursewright.fragment.formula import FORMULA, surely_tex
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import MarkedLines
from coursewright.read.report import warning

_FORMULA = (
    "Add “- pymdownx.arithmatex: {generic: true}” below markdown_extensions in mkdocs.yml: else readers see its TeX."
)
_DIAGRAM = "Add both below markdown_extensions in mkdocs.yml: else readers see the diagram’s source."
_SHOWN = 40


def undrawn(text: Text, engine: Engine) -> Iterator[Problem]:
    """Yield the first formula and the first diagram of a page, a bank or a scenario that nothing draws."""
    if "$" in text.markdown and "formulas" not in engine.draws and engine.leaves():
        yield from _formula(text)
    fenced = "`" in text.markdown or "~" in text.markdown
    if fenced and "mermaid" in text.markdown and "diagrams" not in engine.draws and engine.leaves():
        yield from _diagram(text)


def _formula(text: Text) -> Iterator[Problem]:
    """Yield a warning for the first text between dollar signs that is TeX for sure."""
    if not any(surely_tex(found["one"] or found["two"] or "") for found in FORMULA.finditer(text.markdown)):
        return
    plain = mask_raw(mask_comments(mask_spans(mask_only_code(text.markdown))))
    for _, found in MarkedLines(plain, text, ()).found(FORMULA):
        if surely_tex(found["one"] or found["two"] or ""):
            said = " ".join(found["all"].split())
            said = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
            message = f"a formula, “{said}”, needs the extension pymdownx.arithmatex"
            yield warning("R031", message, text.place(found.start("all")), _FORMULA)
            return


def _diagram(text: Text) -> Iterator[Problem]:
    """Yield a warning for the first fence of a diagram, unless the text is about them."""
    if "mermaid" in mask_only_code(text.markdown).lower():
        return
    lines = MarkedLines(text.markdown, text, ())
    for start in diagrams_in(mask_comments(text.markdown)):
        if not lines.is_code(text.markdown.count("\n", 0, start)):
            message = "a diagram needs the extension pymdownx.superfences, with its custom fence “mermaid”"
            yield warning("R031", message, text.place(start), _DIAGRAM)
            return
