"""“Select all that apply” where one applies, or all: the learner looks for a choice that isn't there."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity


@rule("K009", "degenerate-multi", Severity.ADVICE)
def degenerate_multi(course: Course) -> Iterator[Finding]:
    """Search for scored items of type ``multiple`` with one right choice, or none wrong."""
    for item in course.items:
        if item.picks == "several" and item.choices and item.metadata.scored:
            keyed = [choice for choice in item.choices if choice.correct]
            if len(keyed) == len(item.choices):
                message, place = f"all {len(keyed)} choices are right", item.choices[0]
                hint = "Add a wrong one that learners really believe, or make it a single choice."
            elif len(keyed) == 1:
                message, place = "one right choice in an item of type multiple", keyed[0]
                hint = "Delete “type: multiple”, or mark the other right ones."
            else:
                continue
            yield Finding(message, place.text.source, hint, item.id)
