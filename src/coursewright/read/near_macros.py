"""An anchor that the plugin macros takes for the start of a comment, so that the page ends there, or fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.layout import Macros
from coursewright.read.near_names import ID
from coursewright.read.report import warning

_OPENS = "{#"
_NAME = seldom(rf"\{{#(?P<id>{ID})(?P<more>[^{{}}\n#]*)\}}")
_RAW = seldom(r"\{%[-+]?\s*raw\s*[-+]?%\}")
_RAW_ENDS = seldom(r"\{%[-+]?\s*endraw\s*[-+]?%\}")


def commented_out(text: Text, meta: Mapping[str, Any], macros: Macros) -> Iterator[Problem]:
    """Yield a warning for the first anchor of a whole file that macros would read as the start of a comment.

    So too in code, which it doesn't know; not in its own comments, nor where it leaves a text raw.
    """
    written, asked = text.markdown, meta.get("render_macros")
    if not macros or _OPENS not in written or asked is False or (macros == "asked" and asked is not True):
        return
    at = max(written.find("\n---", 3), 0) if written.startswith("---") else 0  # it reads no front matter
    raw = _RAW.search(written)
    while (at := written.find(_OPENS, at)) >= 0:
        if raw and raw.start() < at:
            ends = _RAW_ENDS.search(written, raw.end())
            if not ends:
                return
            raw, at = _RAW.search(written, ends.end()), max(at, ends.end())
        elif found := _NAME.match(written, at):
            hint = f"Write “{{ #{found['id']}{found['more'].rstrip()} }}”, with a space behind the brace."
            message = f"the plugin macros takes “{found[0]}” for the start of a comment"
            yield warning("R031", message, text.place(at), hint)
            return
        else:
            closed = written.find("#}", at + 2)
            if closed < 0:
                return
            at = closed + 2
