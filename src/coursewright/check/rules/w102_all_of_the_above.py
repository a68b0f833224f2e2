"""“All of the above”: who is sure of two choices picks it without a look at the third."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.problem import Severity

_ALL = seldom(
    r"all (?:of )?(?:the |these |those )?(?:above|(?:other |above )?(?:answers|choices|options))(?: (?:are|is) \w+)?"
    r"|all (?:of )?(?:these|those|the others|them)(?: are (?:correct|right|true))?"
    r"|all (?:are|is) (?:correct|right|true)"
)


@rule("W102", "all-of-the-above", Severity.ADVICE, apart=True)
def all_of_the_above(course: Course) -> Iterator[Finding]:
    """Search for choices that stand for all the others."""
    for item in course.items:
        for choice in item.choices if item.picks else ():
            text = choice.text.markdown
            if text[:1] in "Aa*_" and text.lstrip("*_")[:3].lower() == "all" and _ALL.fullmatch(norm(text)):
                hint = "Let learners pick several, a wrong one among them, or write a choice of its own."
                yield Finding("the choice stands for all the others", choice.text.source, hint, item.id)
