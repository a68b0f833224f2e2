"""Two right answers where the learner may give one: whoever picks the other is told that a right answer is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course


@rule("K003", "several-correct-in-single", apart=True)
def several_correct_in_single(course: Course) -> Iterator[Finding]:
    """Search for items typed ``single`` (or ``truefalse``) with more than one keyed choice."""
    for item in course.items:
        if item.picks == "one":
            keyed = [choice for choice in item.choices if choice.correct]
            if len(keyed) > 1:
                hint = "Keep one [x], or write “type: multiple” and say “Select all that apply”."
                if len(keyed) == len(item.choices) and item.kind == "single":
                    hint = "Keep one [x]; for answers to type, all of them right, write “type: short”."
                message = f"{len(keyed)} right choices in an item of type {item.kind}"
                yield Finding(message, keyed[1].text.source, hint, item.id)
