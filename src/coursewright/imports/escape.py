r"""Plain text as Markdown that shows the same text: here, on GitHub, and whatever extensions a course has.

A backslash where Markdown itself takes one, a character reference where only an extension, or our own notation, would
take the sign for more than it is. Formulas, ``\(x\)``, ``\[x^2\]`` and ``$$x$$``, stay as they are.
"""

from __future__ import annotations

import re
from html import unescape

from coursewright.export.html import without_controls
from coursewright.fragment.formula import formulas_in

FORMULA = re.compile(
    r"\\\((?P<round>(?:[^\\]|\\[^()])+?)\\\)|\\\[(?P<square>(?:[^\\]|\\[^\[\]])+?)\\\]|\$\$(?P<two>[^$]+?)\$\$"
)
_WRITTEN = {"round": (r"\(%s\)",), "square": (r"\[%s\]", "$$%s$$"), "two": ("$$%s$$",)}
"""How to write a formula, best first: between square brackets, what has no sign of TeX is no formula to us."""
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What some programs take for the end of a line."""
_SIGNS = re.compile(r"[\\*_`<{&~^=$\[\]:|]")
_OPENS = re.compile(
    r"\s*(?:(?P<list>[-+](?=\s|\Z|[-+]))|(?P<mark>#)|\d{1,9}(?P<dot>[.)](?=\s|\Z))"
    r"|(?P<odd>:(?=\s|::)|!(?=!!)|\?(?=\?\?)|/(?=//)|=+\s*\Z|[>•●▪◦·‣⁃∙⋅○◆◇➢➤►▸▶➔→»])|Hint(?P<hint>:))"
)
"""What a line that starts so would be taken for: a list, a heading, a quotation, a note, a hint."""
_LEAD = re.compile(r"\s*(?:(?:[A-Za-z]\s?[.)]|[oOxX])\s*[\W\d_]{0,16}|[\W\d_]{0,24})(?=\w|\s|\Z)")
_BOXES = re.compile(r"[\[(（［{｛【〔⟦☐☑☒□■▢▣▫▯◻◼◽◾⬜⬛🔲🔳✓✔✅☓╳✗✘✕✖❌❎⊠⊡⌧ⓧⓍ⮽🗷🗸🗹√]")
"""What begins a box, or is one, where a line starts."""
_ENTITY = re.compile(r"&#?\w{0,40};?")
_EMOJI = re.compile(r":[a-z0-9_+-]{1,60}:")
_BOX = re.compile(r"\[[^\[\]]{0,14}\]")
_KEPT_BACKSLASH = re.compile(r"\\(?=[A-Za-z0-9])")


def escaped(text: str, *, starts: bool = True, linked: bool = False, cell: bool = False) -> str:
    """Return one line of text as Markdown.

    ``starts`` says that a line may begin with it, ``linked`` that it stands between the brackets of a link or an image,
    ``cell`` that it stands in a table.
    """
    text = _BREAKS.sub(" ", without_controls(text))
    found, done = "", 0
    for formula in FORMULA.finditer(text):
        if tex := _formula(formula, cell=cell):
            found += _plain(text[done : formula.start()], text, starts and not done, linked, cell) + tex
            done = formula.end()
    return found + _plain(text[done:], text, starts and not done, linked, cell)


def _formula(found: re.Match[str], *, cell: bool) -> str:
    """Return a formula in one line, without a sign that Markdown or we would take for another thing."""
    kind = found.lastgroup or ""
    tex = " ".join(found[kind].split())
    if not tex:
        return ""
    tex = tex.replace("<", r"\lt ").replace(">", r"\gt ").replace("[[", "[{}[").replace("`", "{}'")
    tex = tex.replace("|", r"\vert ") if cell else tex
    forms = [form % tex for form in _WRITTEN[kind]]
    return next((form for form in forms if [read.tex for read in formulas_in(form)] == [tex]), "")


def _plain(text: str, whole: str, starts: bool, linked: bool, cell: bool) -> str:
    forced: dict[int, str] = {}
    if starts:
        lead = _LEAD.match(text)
        for box in _BOXES.finditer(text, 0, lead.end() if lead else 0):
            forced[box.start()] = _reference(box[0])
        if opens := _OPENS.match(text):
            at = opens.start(opens.lastgroup or 0)
            forced[at] = _reference(text[at]) if opens.lastgroup in ("odd", "hint") else f"\\{text[at]}"
    if not forced and not _SIGNS.search(text):
        return text
    many = {sign for sign in "~^" if whole.count(sign) > 1} | ({"="} if whole.count("==") > 1 else set())
    return "".join(
        forced.get(at) or (_sign(text, at, many, linked, cell) if _SIGNS.match(sign) else sign)
        for at, sign in enumerate(text)
    )


def _sign(text: str, at: int, many: set[str], linked: bool, cell: bool) -> str:
    """Return one sign that means something to somebody, as text."""
    sign, behind = text[at], text[at + 1 : at + 2]
    if sign == "*":
        return "\\*"
    if sign == "_":
        inside = text[at - 1 : at].isalnum() and behind.isalnum() and at > 0
        return "_" if inside else "\\_"
    if sign == "\\":
        return "\\" if _KEPT_BACKSLASH.match(text, at) else "&#92;"
    if sign in "[{":
        apart = linked or _like_box(text, at) if sign == "[" else behind != "" and behind in "%{#"
        return _reference(sign) if apart else f"\\{sign}"
    if sign == "&":
        found = _ENTITY.match(text, at)
        return "&amp;" if not behind or (found and (unescape(found[0]) != found[0])) else "&"
    meant = {
        "<": True,
        "`": True,
        "~": sign in many,
        "^": sign in many,
        "=": sign in many and "=" in (behind, text[at - 1 : at]),
        "$": not behind.isdigit(),
        "]": linked,
        ":": _EMOJI.match(text, at) is not None,
    }
    if sign == "|":
        return "\\|" if cell else "|"
    return _reference(sign) if meant[sign] else sign


def _like_box(text: str, at: int) -> bool:
    """Return whether a bracket may be the box of a choice, should anything make a line begin near it."""
    return _BOX.match(text, at) is not None and not re.search(r"\w\w", text[max(at - 24, 0) : at])


def _reference(sign: str) -> str:
    return "&lt;" if sign == "<" else f"&#{ord(sign)};"
