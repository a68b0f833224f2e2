"""Tags whose attributes stand in a word processor's quotation marks, which become a part of the address or the name."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.fragment.seldom import holds_one, seldom
from coursewright.fragment.tags import is_tag
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.near_lines import MarkedLines, Places
from coursewright.read.report import problem

_MARKS = "“”„‟‘’‚‛«»″"
_CURLY = tuple(f"={mark}" for mark in _MARKS)
"""Signs without which it isn't worth the while to look."""
_TAG = seldom(
    r"<(?<!\\<)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*+)"
    rf"(?:\s++[\w:.-]++(?!=[{_MARKS}])(?:=(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>]++))?+)*+"
    rf"\s++(?P<name>[\w:.-]++)=(?P<mark>[{_MARKS}])(?P<said>[^{_MARKS}<>\n]*+)[{_MARKS}]?[^<>]*+>"
)


def curly_tags(plain: str, text: Text) -> Iterator[Problem]:
    """Yield a problem for each such tag of a text; ``plain`` is the same one without code and comments."""
    if "=" not in plain or not holds_one(plain, _CURLY):
        return
    lines = MarkedLines(plain, text, ())
    place = Places(text)
    for _, found in lines.found(_TAG):
        if is_tag(found["tag"]):
            hint = f'Write straight ones in all of the tag, {found["name"]}="{found["said"]}": else browsers take them'
            hint += " for a part of what stands between."
            message = f"{found['name']}={found['mark']} in <{found['tag']}> has a curly quotation mark"
            yield problem("R029", message, place(found.start("mark")), hint)
