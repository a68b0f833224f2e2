"""More choices than anybody finds mistakes for, or so few in a test that a guess passes."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity

FEWEST, MOST = 3, 5


@rule("W112", "option-count", Severity.ADVICE, apart=True)
def option_count(course: Course) -> Iterator[Finding]:
    """Search for single choices out of more than five; in a test, also for those out of two.

    Practice may offer two. A statement that is true or false has two by its nature.
    """
    for item in course.items:
        count = len(item.choices)
        if item.picks == "one" and item.metadata.scored and not item.verdicts:
            if count > MOST:
                hint = "Three will do: the right one, and two mistakes that learners really make."
                yield Finding(f"there are {count} choices", item.choices[MOST].text.source, hint, item.id)
            elif count == 2 and item.use != "practice":
                hint = "Add a mistake that learners really make."
                yield Finding(f"two choices in an item for {item.use}", item.choices[0].text.source, hint, item.id)
