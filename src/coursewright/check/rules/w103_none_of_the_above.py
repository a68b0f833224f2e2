"""“None of the above”: who picks it has shown what is wrong, and not that they know what is right."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.problem import Severity

_NONE = seldom(
    r"none (?:of )?(?:the |these |those )?(?:above|(?:other |above )?(?:answers|choices|options))"
    r"(?: (?:is|are) (?:correct|right|true|accurate|applicable|appropriate|needed|possible|required|suitable|valid))?"
    r"|none (?:of )?(?:these|those|the others)(?: (?:is|are) (?:correct|right|true))?"
    r"|none (?:is|are) (?:correct|right|true)"
)


@rule("W103", "none-of-the-above", Severity.ADVICE, apart=True)
def none_of_the_above(course: Course) -> Iterator[Finding]:
    """Search for choices that deny all the others."""
    for item in course.items:
        for choice in item.choices if item.picks else ():
            text = choice.text.markdown
            if text[:1] in "Nn*_" and text.lstrip("*_")[:4].lower() == "none" and _NONE.fullmatch(norm(text)):
                hint = "Write the right answer out, or a mistake that learners really make."
                yield Finding("the choice denies all the others", choice.text.source, hint, item.id)
