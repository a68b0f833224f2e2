"""The right choice is mostly the longest one, or the shortest: a pattern that learners find before the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coursewright.check import chance
from coursewright.check.banks import Bank, banks
from coursewright.check.play import Decision, decisions
from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm
from coursewright.model.course import Course
from coursewright.problem import Severity

FEWEST = 3
"""Scenes that a pattern needs."""


@rule("W150", "longest-key-in-bank", Severity.ADVICE)
def longest_key_in_bank(course: Course) -> Iterator[Finding]:
    """Search for scenarios and banks in which right choices are the longest ones, or the shortest, more than by chance.

    In a scenario that is each time; across the items for a use it is oftener than one in twenty courses would have it.
    """
    for bank in banks(course):
        yield from _in_bank(bank)
    for scenario in course.scenarios:
        found = decisions(scenario)
        for sign, said in ((1, "longest"), (-1, "shortest")):
            many = len({decision.scene.id for decision in found}) >= FEWEST
            if many and all(_stands_out(decision, sign) for decision in found):
                message = f"in each of {len(found)} decisions the best choice is the {said} one"
                yield Finding(message, found[0].best.text.source, "Vary the length of the choices.")


def _stands_out(decision: Decision, sign: int) -> bool:
    own = sign * len(norm(decision.best.text.markdown))
    return all(own > sign * len(norm(other.text.markdown)) for other in decision.options if other is not decision.best)


def _in_bank(bank: Bank) -> Iterator[Finding]:
    for most, said in ((max, "longest"), (min, "shortest")):
        trials, hits = Counter[int](), 0
        for _, _, place, lengths in bank.items:
            extreme = most(lengths)
            if lengths.count(extreme) == 1:
                trials[len(lengths)] += 1
                hits += lengths[place] == extreme
        n, expected = trials.total(), sum(count / k for k, count in trials.items())
        if n < chance.FEWEST or hits <= expected:
            continue
        likely = chance.tail(hits, trials)
        if likely < chance.SELDOM:
            message = f"in {hits} of {n} items for {bank.use} the right choice is the {said}; by chance {expected:.0f}"
            message += f" would be ({chance.said(likely)})"
            yield Finding(message, bank.source, "Vary the length of the choices.")
