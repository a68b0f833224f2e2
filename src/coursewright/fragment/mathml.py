"""TeX → MathML Core, which browsers draw without a script, and the same formula as one line of plain text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring

from coursewright.fragment.seldom import seldom

if TYPE_CHECKING:
    from math_core import LatexToMathML

_MACROS = {"mbox": r"\text{#1}", "pmb": r"\boldsymbol{#1}", "substack": r"\begin{matrix}#1\end{matrix}"}
"""What courses written for KaTeX or MathJax use, and the converter calls otherwise."""
_STYLES = {
    "text-align: left": "cw-left",
    "text-align: right": "cw-right",
    "border-right: 0.05em solid currentcolor": "cw-line-right",
    "border-top: 0.05em solid currentcolor": "cw-line-top",
    "border-bottom: 0.05em solid currentcolor": "cw-line-bottom",
    "padding-left: 0": "cw-close-left",
    "padding-right: 0": "cw-close-right",
    "padding-left: 1em": "cw-apart",
    "width: 100%": "cw-wide",
    "width: 50%": "cw-half",
}
"""Classes of ``formulas.css`` for what the converter styles: a page under a strict policy takes no style attributes."""
_HTML_ENTITY = seldom(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
_COLOUR = seldom(r"color: (#[0-9A-Fa-f]{6})")
_FAULT = seldom(r"(\d+): (.*)", re.S)
_RELATIONS = frozenset("=≠<>≤≥≈≡∼≅∝∈∉⊂⊆⊃→←↔⇒⇐⇔↦∣")
_INVISIBLE = {0x2061: " ", 0x2062: "", 0x2063: "", 0x2064: ""}
_NEXT_CELL = seldom(rf", +(?=[{''.join(sorted(_RELATIONS))}])")
_NUMBERED = seldom(r"(?<=\{)(align|alignat|equation|gather|multline)(?=\})")
"""Environments whose lines get numbers, which would start at 1 in each formula."""
_RAISED = {"msup", "mover"}
_LOWERED = {"msub", "munder"}


class TexError(ValueError):
    """TeX that can't be converted; says why, and at which of its characters."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(why)
        self.why = why
        self.at = at


@lru_cache(maxsize=4096)
def _converted(tex: str, display: bool) -> str:
    from math_core import LatexError  # noqa: PLC0415 - most courses have no formulas

    written = tex if r"\tag" in tex else _NUMBERED.sub(r"\1*", tex)
    try:
        html = _converter().convert_with_local_state(written, displaystyle=display)
        return _HTML_ENTITY.sub(lambda entity: unescape(entity[0]), html)
    except LatexError as error:
        found = _FAULT.fullmatch(str(error))
        why, at = (found[2], int(found[1])) if found else (str(error), 0)
        at -= len(_NUMBERED.findall(tex, 0, at)) if written != tex else 0
        raise TexError(why, min(at, len(tex))) from None


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML  # noqa: PLC0415

    return LatexToMathML(macros=_MACROS, fancy_error=False, allow_unreliable_rendering=True)


def mathml(tex: str, *, display: bool) -> Element:
    """Return a formula as an element without styles and ids; its ``alttext`` is ``plain_formula``.

    What can't be converted raises ``TexError``.
    """
    root = fromstring(_converted(tex, display))
    for node in root.iter():
        classes = [*node.get("class", "").split()]
        for style in re.sub(r"\s*:\s*", ": ", node.attrib.pop("style", "")).split(";"):
            if colour := _COLOUR.fullmatch(style.strip()):
                node.set("mathcolor", colour[1])
            elif known := _STYLES.get(style.strip()):
                classes.append(known)
        if classes:
            node.set("class", " ".join(classes))
        node.attrib.pop("id", None)
        if node.tag == "a":  # a reference within a page, of which a formula in a question knows nothing
            node.tag = "mtext"
            node.attrib.pop("href", None)
    root.set("alttext", _line(root))
    return root


@lru_cache(maxsize=4096)
def plain_formula(tex: str) -> str:
    """Return a formula as one line of plain text, such as ``(a+b)/2``; what can't be converted stays TeX."""
    try:
        return _line(fromstring(_converted(tex, False)))
    except TexError:
        return " ".join(tex.split())


def _line(root: Element) -> str:
    return _NEXT_CELL.sub(" ", " ".join(_said(root).translate(_INVISIBLE).split()))


def _said(node: Element) -> str:
    parts = [_said(child) for child in node]
    name = str(node.tag)
    if name == "mo":
        sign = (node.text or "").strip()
        return f" {sign} " if sign in _RELATIONS else sign
    if name == "mspace":
        return " " if node.get("width", "").startswith(("1", "2")) else ""
    if name == "mfrac" and len(parts) == 2:
        return f"{_grouped(parts[0])}{', ' if node.get('linethickness') == '0' else '/'}{_grouped(parts[1])}"
    if name in {"msqrt", "mroot"}:
        inside, index = (parts[0], parts[1]) if name == "mroot" else ("".join(parts), "")
        return f"{index}√{_grouped(inside)}"
    if name == "mtable":
        return "; ".join(parts)
    if name == "mtr":
        return ", ".join(part for part in parts if part.strip())
    return _scripted(node, name, parts) if parts else node.text or ""


def _scripted(node: Element, name: str, parts: list[str]) -> str:
    """Return a base with what stands above and below it; of other elements, their parts."""
    if name in _RAISED and len(parts) == 2:
        if parts[1].strip() in ("∘", "°"):
            return f"{parts[0]}°"
        bare = set(parts[1]) <= set("′″‴⁗") or node.get("accent") == "true"
        return f"{parts[0]}{parts[1]}" if bare else f"{_grouped(parts[0])}^{_grouped(parts[1])}"
    if name in _LOWERED and len(parts) == 2:
        return f"{parts[0]}_{_grouped(parts[1])}"
    if name in {"msubsup", "munderover"} and len(parts) == 3:
        return f"{parts[0]}_{_grouped(parts[1])}^{_grouped(parts[2])}"
    return "".join(parts)


def _grouped(part: str) -> str:
    """Return a part in brackets where it is more than a number, a name or what has brackets already."""
    part = part.strip()
    whole = part.startswith("(") and part.endswith(")") and part.count("(") == 1
    return part if whole or re.fullmatch(r"\d+(?:[.,]\d+)?|\w+[′″°]?|√?\w|.", part) else f"({part})"
