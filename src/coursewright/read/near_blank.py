"""What stands in a blank and is nearly the bar between two answers, and gaps that are drawn beside blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coursewright.fragment.code import blanked, mask_all_code
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Severity, Source
from coursewright.read.lines import Lines
from coursewright.read.report import problem

_BAR = re.compile(r"[¦│┃‖∣❘｜ǀ⏐]|(?<=[^\W\d]{3})[ \t]+/[ \t]+(?=[^\W\d]{3})")
_GAP = re.compile(r"(?<![\w\\*/(<\[|])_{3,}(?![\w*/)>\]|])")
"""A gap as it is drawn on paper."""
_EMPHASIS = seldom(r"(?<![\w\\])(_{3,})(?![\s_])(?:(?!\n[ \t]*\n).){1,1000}?(?<![\s_\\])\1(?!\w)", re.S)
_QUOTED = seldom(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"|‹[^‹›]*›|›[^‹›]*‹|「[^」]*」|『[^』]*』"
    r"|(?<!\w)(?:‘[^‘]*?’|‚[^‚‘]*‘|'[^']*')(?!\w)"
)
_TO_FILL = re.compile(r"[:：][*_]{0,2}[ \t]*_{3,}[ \t]*$", re.M)
"""A line for a name or a signature."""
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


def report_drawn(text: Text, lines: Lines) -> None:
    """Warn of a gap drawn with underscores in a text with blanks.

    None is told where the only one stands in a quotation or a row of a table without a blank, or behind a colon at a
    line's end: there it belongs to what is asked about.
    """
    written = text.markdown
    pairs = zip(written, mask_all_code(written), strict=True)
    solid = "".join("x" if seen.isspace() and not sign.isspace() else seen for sign, seen in pairs)
    solid = _EMPHASIS.sub(lambda run: blanked(run) if any(map(str.isalnum, run[0])) else run[0], solid)
    gaps = list(_GAP.finditer(solid))
    if not gaps or not written.strip("_ \t\n") or (len(gaps) == 1 and _is_asked_about(solid, gaps[0].start())):
        return
    hint = "Write what learners have to type: [[answer]]; to show a line, put it in backticks."
    found = problem("R015", f"“{gaps[0][0]}” is no blank", text.place(gaps[0].start()), hint)
    lines.problems.append(replace(found, severity=Severity.WARNING))


def _is_asked_about(text: str, at: int) -> bool:
    """Return whether what has a gap there is an example, or a line to fill in on paper."""
    if any(found.start() <= at < found.end() for found in _TO_FILL.finditer(text)):
        return True
    row = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    around = [found[0] for found in _QUOTED.finditer(text) if found.start() < at < found.end()]
    around += [row] if row.lstrip(" \t>").startswith("|") else []
    return any("[[" not in one for one in around)
