"""Words of a page in angle brackets, such as ``<Enter>``, for which browsers show nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.seldom import seldom
from coursewright.fragment.tags import UNKNOWN, is_tag, no_tags
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import MarkedLines, Places
from coursewright.read.near_wrapped import hash_heading
from coursewright.read.report import warning

_ANGLED = re.compile(r"<(?P<name>[a-zA-Z][^\s<>/=]*+)[^<>\n=]*+(?<!/)>")
_END = seldom(r"</\s*([a-zA-Z][^\s<>]*)")
_ADDRESSED = seldom(r"(?:\]\(|\]:[ \t]*|[<\\])\Z")
"""What stands before an address in angle brackets, a quotation mark of two brackets, or what is escaped."""
_LAST = seldom(r"[ \t]*(?:\n|\Z)")
_BACK = 300
"""Characters in front of a tag in which another may be open."""


def unknown_tags(text: str, body: Text, engine: Engine) -> Iterator[Problem]:
    """Yield a warning for the first tag of each name that HTML hasn't, which is never closed.

    The text is a page's without code, comments, items and blocks of HTML. Beside SVG and MathML, nothing is told,
    nor of a tag that has a line to itself: other programs may read it.
    """
    if not any(not is_tag(found["name"]) for found in _ANGLED.finditer(text)) or not engine.leaves():
        return
    if re.search(r"<(?:svg|math)\b", text, re.I):
        return
    known = {"quiz", *(end.lower() for end in _END.findall(body.markdown))}  # of ours, others tell
    places, lines = Places(body), MarkedLines(text, body, ())
    headed = engine.leaves("pymdownx.saneheaders")  # that line is told as a heading
    for tag in no_tags(text):
        found = _ANGLED.fullmatch(text, tag.opening, tag.end)
        if tag.why != UNKNOWN or not found or (name := found["name"].lower()) in known or is_tag(name):
            continue
        before = text[max(text.rfind("\n", 0, tag.opening) + 1, tag.opening - _BACK) : tag.opening]
        inside = before.rfind("<") > before.rfind(">") or text[tag.end : tag.end + 1] == ">"
        between = re.match(r"\w", before[-1:]) and re.match(r"\w", text[tag.end : tag.end + 1])
        place = places(tag.opening)
        alone = not before.strip() and _LAST.match(text, tag.end)
        row = place.line - body.line
        if alone or inside or between or _ADDRESSED.search(before) or lines.is_code(row):
            continue
        if before.startswith("#") and headed and hash_heading(lines, row)[1:2].isalpha():
            continue
        known.add(name)
        hint = f"Browsers show nothing in its place. Put it in backticks: `{found[0]}`."
        yield warning("R028", f"{found[0]} {tag.why}", place, hint)
