"""What stands in a blank and is nearly the bar between two answers: learners would have to type all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursewright.problem import Source
from coursewright.read.lines import Lines

_BAR = re.compile(r"[¦│┃‖∣❘｜ǀ⏐]|(?<=[^\W\d]{3})[ \t]+/[ \t]+(?=[^\W\d]{3})")
_WRAPPED = re.compile(r"\[[^\W\d_][\w '’-]*\]")


def report_answers(answers: Sequence[str], plain: Sequence[str], place: Source, lines: Lines) -> None:
    """Report the first answer of a blank that is nearly certainly another one than was meant.

    ``plain`` are the answers without what is code or a formula.
    """
    if "" in answers[1:-1]:
        hint = "Write one bar between two answers; for a bar that learners type, write \\|."
        lines.report("R015", "two bars in this blank have no answer between them", place, hint)
        return
    if len(plain) > 1 and plain[0].startswith("[") and plain[-1].endswith("]") and "]" not in plain[0]:
        hint = f"Write two brackets on each side: [[{'|'.join(plain)[1:-1]}]]; for brackets to be typed, use backticks."
        lines.report("R015", "learners would have to type a bracket of this blank", place, hint)
        return
    for answer in plain:
        if _WRAPPED.fullmatch(answer):
            hint = (
                f"Write two brackets on each side: [[{answer[1:-1]}]]; for brackets that learners type, use backticks."
            )
            lines.report("R015", f"learners would have to type “{answer}”, brackets and all", place, hint)
            return
        if _BAR.search(answer):
            hint = f"Put a plain bar between two answers: [[{_BAR.sub('|', answer)}]]."
            lines.report("R015", f"“{answer}” is one answer, and learners would have to type all of it", place, hint)
            return
