"""What Git leaves in a file where it could not join two versions: readers see both, and an item has two keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.code import blanked, mask_only_code
from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Source
from coursewright.read.report import MERGE_HINT, problem

_PRE = seldom(r"<pre[\s>].*?</pre>", re.S | re.I)
_BEGINS = re.compile(r"<{7}(?: .*)?")
_MIDDLE = re.compile(r"={7}")
_ENDS = re.compile(r">{7}(?: .*)?")
_NAMES_ENDS = seldom(r">{7} \S+(?: \(.*\))?")
"""What Git ends a conflict with: the name of a branch or a commit. Nobody quotes a single word seven deep."""


def conflicts(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each conflict of a whole file, at its first mark that is left; code has none."""
    if "<<<<" not in text and ">>>>" not in text:  # longer ones are found slower
        return
    begun = parted = False
    for number, line in enumerate(_shown(text).split("\n"), 1):
        plain = line.rstrip()
        if _BEGINS.fullmatch(plain):
            begun = True
            yield _found(path, number)
        elif _MIDDLE.fullmatch(plain):
            parted = True
        elif _ENDS.fullmatch(plain):
            if not begun and (parted or _NAMES_ENDS.fullmatch(plain)):
                yield _found(path, number)
            begun = parted = False


def _shown(text: str) -> str:
    """Return the text without code, in fences or between tags."""
    text = mask_only_code(text)
    last = text.lower().rfind("</pre>") + 6  # behind it, each start would be followed to the end
    return _PRE.sub(blanked, text[:last]) + text[last:] if last > 5 else text


def _found(path: str, line: int) -> Problem:
    return problem("R033", "a merge left both versions here", Source(path, line, 1), MERGE_HINT)
