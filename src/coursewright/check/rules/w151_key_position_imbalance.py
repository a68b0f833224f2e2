"""The best choice always stands in the same place: a pattern that learners find before the reason."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.play import decisions
from coursewright.check.registry import Finding, rule
from coursewright.model import Course
from coursewright.problem import Severity

FEWEST = 3
"""Scenes that a pattern needs."""
_PLACES = ("first", "second", "third", "fourth", "fifth")


@rule("W151", "key-position-imbalance", Severity.WARNING)
def key_position_imbalance(course: Course) -> Iterator[Finding]:
    """Search for scenarios in which each best choice stands in the same place, or each in the last one."""
    for scenario in course.scenarios:
        found = list(decisions(scenario))
        if len({decision.scene.id for decision in found}) < FEWEST:
            continue
        at = {decision.options.index(decision.best) for decision in found}
        last = all(decision.options[-1] is decision.best for decision in found)
        if len(at) == 1 or last:
            place = "last" if last else _PLACES[min(at)] if min(at) < len(_PLACES) else "same"
            message = f"in each of {len(found)} decisions the best choice is the {place} one"
            yield Finding(message, found[0].best.text.source, "Put some of them elsewhere.")
