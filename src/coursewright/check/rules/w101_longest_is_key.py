"""The best choice is much the longest: readers who know tests pick it unread."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.play import decisions
from coursewright.check.registry import Finding, rule
from coursewright.identity import norm
from coursewright.model import Course
from coursewright.problem import Severity


@rule("W101", "longest-is-key", Severity.WARNING)
def longest_is_key(course: Course) -> Iterator[Finding]:
    """Search scenarios for best choices at least 1.3 times as long as the next one, and 15 characters longer."""
    for scenario in course.scenarios:
        said = set()
        for decision in decisions(scenario):
            own = len(norm(decision.best.text.markdown))
            others = [len(norm(option.text.markdown)) for option in decision.options if option is not decision.best]
            if own >= 1.3 * max(others) and own >= max(others) + 15 and decision.best.source not in said:
                said.add(decision.best.source)
                message = f"the best choice has {own} characters, the next one {max(others)}"
                yield Finding(message, decision.best.text.source, "Shorten it, or lengthen another one.")
