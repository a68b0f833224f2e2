r"""text2qti's Markdown as HTML: its formulas, units, footnotes and comments, which no other Markdown has in this form.

After ``text2qti/markdown.py`` of gpoore/text2qti: ``$x$`` is a formula, of several lines too, wherever no space stands
within its marks; ``\$`` is a dollar sign; ``\num``, ``\si`` and ``\SI`` are a part of siunitx.
"""

from __future__ import annotations

import re
from typing import Final

from coursewright.fragment.code import mask_only_code, mask_spans
from coursewright.imports.draft import Draft
from coursewright.imports.shapes import MARKDOWN, clean, from_markdown

_DOLLAR: Final = "&#36;"
_UNIT = r"\\num\{(?P<num>[^{}]+)\}|\\si\{(?P<si>[^{}]+)\}|\\SI\{(?P<count>[^{}]+)\}\{(?P<of>[^{}]+)\}"
_SIGN = re.compile(
    rf"{_UNIT}|(?P<dollar>\\\$)|\\.|(?P<two>\$\$+)|<!--(?P<comment>(?:.*?-->)?)"
    r"|\$(?!\s)(?P<math>(?:\\.|[^$\\\n]|\\?\n(?!\s*\n))+)(?<!\s)\$(?!\$)|(?P<one>\$)|\[\^(?P<note>[^\]\n]{1,99})\]",
    re.S,
)
_UNIT_ALONE = re.compile(_UNIT)
_NOTE = re.compile(r"^\[\^(?P<name>[^\]\n]{1,99})\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]*\n)*[ ]{4,}\S.*)*)\n?", re.M)
_NUMBER = re.compile(r"\s*([+-]?[0-9.]+)[eE]([+-]?[0-9]{1,9})\s*")
_OF_UNIT = re.compile(r"\\(?P<macro>[A-Za-z]+)|(?P<word>[A-Za-z]+)|\^(?P<power>-?[0-9]+)|(?P<dot>\.)")
_MACROS = {
    "degree": r"^\circ",
    "celsius": r"^\circ\text{C}",
    "fahrenheit": r"^\circ\text{F}",
    "ohm": r"\Omega",
    "micro": r"\mu",
}


def html_in(text: str, draft: Draft) -> str:
    """Return a text as HTML; what of it is lost, or told otherwise, is said to the draft."""
    if len(text) > MARKDOWN:
        return from_markdown(text)  # which refuses it
    text, notes = _without_notes(text)
    found, done, used = "", 0, set()
    for sign in _SIGN.finditer(mask_spans(mask_only_code(text))):
        found += text[done : sign.start()]
        done = sign.end()
        if sign["math"] is not None:
            tex = " ".join(text[sign.start("math") : sign.end("math")].split())
            found += rf"\({_UNIT_ALONE.sub(_tex, tex)}\)"
        elif sign["num"] or sign["si"] or sign["count"]:
            found += rf"\({_tex(sign)}\)"
        elif sign["dollar"] or sign["one"]:
            found += _DOLLAR
        elif sign["comment"] == "":
            hidden = " ".join(text[done:].split())
            draft.lose(f"a comment that never ends, with all behind it: “{hidden[:80]}”", "Write --> where it ends.")
            done = len(text)
            break
        elif sign["note"] in notes:
            used.add(sign["note"])
            found += f" ({notes[sign['note']]})"
            draft.note("a footnote stands in brackets where it is referred to")
        elif not sign["comment"]:
            found += text[sign.start() : done]
    for name in sorted(notes.keys() - used):
        draft.lose(f"a footnote that nothing refers to: “{notes[name][:80]}”", "Write it into the text.")
    return clean(from_markdown(found + text[done:]))


def _without_notes(text: str) -> tuple[str, dict[str, str]]:
    """Return a text without its footnotes, and these by name, each in one line."""
    if "[^" not in text:
        return text, {}
    found = list(_NOTE.finditer(mask_spans(mask_only_code(text))))
    notes = {one["name"]: " ".join(text[one.start("text") : one.end("text")].split()) for one in found}
    for one in reversed(found):
        text = text[: one.start()] + text[one.end() :]
    return text, notes


def _tex(found: re.Match[str]) -> str:
    """Return what siunitx would write, in plain TeX."""
    if found["num"]:
        return _number(found["num"])
    if found["si"]:
        return _unit(found["si"])
    unit = _unit(found["of"])
    return _number(found["count"]) + ("" if unit.startswith("{^") else r"\,") + unit


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    return rf"{found[1]}\times 10^{{{int(found[2])}}}" if found else text.strip()


def _unit(text: str) -> str:
    def written(found: re.Match[str]) -> str:
        if found["macro"]:
            return _MACROS.get(found["macro"], rf"\text{{{found['macro']}}}")
        if found["word"]:
            return rf"\text{{{found['word']}}}"
        return rf"^{{{found['power']}}}" if found["power"] else r"\cdot "

    return f"{{{_OF_UNIT.sub(written, text.replace(' ', ''))}}}"
