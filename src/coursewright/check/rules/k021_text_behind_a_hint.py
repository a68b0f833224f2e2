"""A paragraph behind a hint: it belongs to the hint, and nobody reads it who doesn't open that."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_all_code
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.problem import Severity

_PARAGRAPH = seldom(
    r"\S[^\n]*\n(?:[^\n]*\S[^\n]*\n)*[ \t]*\n\s*?(?P<said>(?<=\n) {0,3}[*_]{0,3}(?:[^\W\d_]|\d+(?![\d.)])|[“„«\"'‘¿¡]))"
)


@rule("K021", "text-behind-a-hint", Severity.WARNING, apart=True)
def text_behind_a_hint(course: Course) -> Iterator[Finding]:
    """Search hints for a paragraph behind the first; lists, code, tables and pictures go on with a hint."""
    for item in course.items:
        for hint in item.hints:
            if "\n\n" in hint.markdown and (found := _PARAGRAPH.search(mask_all_code(hint.markdown))):
                message = "this paragraph belongs to the hint above it, and is read only once that is opened"
                mend = "Move it above the first hint if it belongs to the question; else join it to the hint."
                yield Finding(message, hint.place(found.start("said")), mend, item.id)
