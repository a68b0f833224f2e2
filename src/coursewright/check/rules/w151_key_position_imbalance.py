"""The right choice mostly stands in the same place: a pattern that learners find before the reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from coursewright.check import chance
from coursewright.check.banks import Bank, banks
from coursewright.check.play import decisions
from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity

FEWEST = 3
"""Scenes that a pattern needs."""
_PLACES = ("first", "second", "third", "fourth", "fifth")


@rule("W151", "key-position-imbalance", Severity.ADVICE)
def key_position_imbalance(course: Course) -> Iterator[Finding]:
    """Search for scenarios and banks in which right choices favor a place.

    In a scenario that is the same place, or the last one, each time. Across the items for a use it is more than one in
    twenty courses would have it by chance; items whose choices are shuffled when they are shown don't count.
    """
    for bank in banks(course):
        yield from _in_bank(bank, course.shuffle_answers)
    for scenario in course.scenarios:
        found = decisions(scenario)
        if len({decision.scene.id for decision in found}) < FEWEST:
            continue
        at = {decision.options.index(decision.best) for decision in found}
        last = all(decision.options[-1] is decision.best for decision in found)
        if len(at) == 1 or last:
            place = "last" if last else _PLACES[min(at)] if min(at) < len(_PLACES) else "same"
            message = f"in each of {len(found)} decisions the best choice is the {place} one"
            yield Finding(message, found[0].best.text.source, "Put some of them elsewhere.")


def _in_bank(bank: Bank, site: bool) -> Iterator[Finding]:
    """Items with equally many choices are compared with each other, and each such group is one try at a finding."""
    groups: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for item, _, place, _ in bank.items:
        if not item.shuffled(site=site):
            groups[len(item.choices)][place] += 1
    tried = {k: counts for k, counts in groups.items() if counts.total() >= chance.FEWEST}
    for k, counts in sorted(tried.items()):
        spread = [counts[place] for place in range(k)]
        found = chance.spread(spread)
        likely = 1.0 if found is None else min(1.0, found * len(tried))
        if likely < chance.SELDOM:
            places = ", ".join(map(str, spread))
            message = f"{places} right choices stand from first to last in the items for {bank.use} with {k} choices;"
            message += f" chance is seldom so uneven ({chance.said(likely)})"
            hint = "Put them in an order that chance decides, or shuffle them when they are shown."
            yield Finding(message, bank.source, hint)
