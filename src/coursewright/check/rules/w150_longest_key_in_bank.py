"""The best choice is always the longest one, or always the shortest: a pattern that learners find before the reason."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.play import Decision, decisions
from coursewright.check.registry import Finding, rule
from coursewright.identity import norm
from coursewright.model import Course
from coursewright.problem import Severity

FEWEST = 3
"""Scenes that a pattern needs."""


@rule("W150", "longest-key-in-bank", Severity.WARNING)
def longest_key_in_bank(course: Course) -> Iterator[Finding]:
    """Search for scenarios in which each best choice is the longest one, or each the shortest."""
    for scenario in course.scenarios:
        found = list(decisions(scenario))
        for sign, said in ((1, "longest"), (-1, "shortest")):
            many = len({decision.scene.id for decision in found}) >= FEWEST
            if many and all(_stands_out(decision, sign) for decision in found):
                message = f"in each of {len(found)} decisions the best choice is the {said} one"
                yield Finding(message, found[0].best.text.source, "Vary the length of the choices.")


def _stands_out(decision: Decision, sign: int) -> bool:
    own = sign * len(norm(decision.best.text.markdown))
    return all(own > sign * len(norm(other.text.markdown)) for other in decision.options if other is not decision.best)
