"""The right choice is much the longest: readers who know tests pick it unread."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.play import decisions
from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm
from coursewright.model.course import Course
from coursewright.problem import Severity

_TIMES, _MORE, _FEWEST = 1.3, 15, 3


@rule("W101", "longest-is-key", Severity.ADVICE)
def longest_is_key(course: Course) -> Iterator[Finding]:
    """Search for right choices at least 1.3 times as long as the next one, and 15 characters longer.

    An item of two choices tells nothing by it: one of two is always the longest.
    """
    for found in course.singles:
        own = found.lengths[found.place]
        if own < max(found.lengths) or len(found.lengths) < _FEWEST:
            continue
        next_one = max(count for place, count in enumerate(found.lengths) if place != found.place)
        if _much_longer(own, next_one):
            message = f"the right choice has {own} characters, the next one {next_one}"
            yield Finding(message, found.key.text.source, "Shorten it, or lengthen another one.", found.item.id)
    for scenario in course.scenarios:
        said = set()
        for decision in decisions(scenario):
            own = len(norm(decision.best.text.markdown))
            others = [len(norm(option.text.markdown)) for option in decision.options if option is not decision.best]
            if _much_longer(own, max(others)) and decision.best.source not in said:
                said.add(decision.best.source)
                message = f"the best choice has {own} characters, the next one {max(others)}"
                yield Finding(message, decision.best.text.source, "Shorten it, or lengthen another one.")


def _much_longer(own: int, other: int) -> bool:
    return own >= _TIMES * other and own >= other + _MORE
