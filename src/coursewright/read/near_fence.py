"""Items in a block of code that is called “quiz”, as other programs have them: readers see it as code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursewright.fragment.code import Fences
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Source
from coursewright.read.report import warning

_NAMED = seldom(r"[ \t>]*(?P<mark>(?:`{3,}|~{3,})[ \t]*(?:\{[ \t]*\.?)?(?:quiz|quizzes|mkdocs-quiz)\b[^\n]*)", re.I)
_BOX = seldom(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]")
_HINT = (
    "Write <quiz> above the question and </quiz> below the last choice, without the marks of the code block."
    " To show it as code, call it markdown."
)


def quiz_fences(rows: Sequence[str], path: str, first: int) -> Iterator[Problem]:
    """Yield a warning for each such block; ``first`` is the file's number of the first row."""
    if not any(_NAMED.match(row) for row in rows if "```" in row or "~~~" in row):
        return
    for start, stop in Fences(rows):
        found = _NAMED.match(rows[start])
        if found and any(_BOX.match(row) for row in rows[start + 1 : stop]):
            place = Source(path, first + start, found.start("mark") + 1)
            yield warning("R005", f"“{found['mark'].strip()}” starts a block of code, and no item", place, _HINT)
