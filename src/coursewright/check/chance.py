"""How likely chance alone makes a pattern at least as strong as the one found; standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import ceil, erfc, exp, floor, gamma, lgamma, log, prod, sqrt

FEWEST = 12
"""Items that a pattern across a bank needs."""
SELDOM = 0.05
"""Below which probability a pattern is told."""
_SPAN = 9
"""How many standard deviations around the mean are looked at; beyond them less than 1e-17 of all cases lie."""
_TOLD = 0.0001
"""The least probability that is told as a number."""
_LEAST = 5
"""Expected cases per place from which the chi-square distribution describes counts."""
_MOST_PLACES = 5
"""Up to how many places every way to spread a few items over them is looked at."""


def said(likely: float) -> str:
    """Return a probability as messages tell it: one that is too small to be written out is below the least that is."""
    return f"p < {_TOLD:.4f}" if likely < _TOLD else f"p = {likely:.2g}"


def tail(hits: int, trials: Mapping[int, int]) -> float:
    """Return how likely ``hits`` or more are; ``trials`` says for each ``k`` how many had one chance in ``k``."""
    groups = sorted(trials.items(), key=lambda group: group[1]) or [(1, 0)]
    rest = {0: 1.0}
    for k, n in groups[:-1]:
        sums: dict[int, float] = {}
        for (count, chance), (more, likely) in product(rest.items(), _binomial(n, 1 / k)):
            sums[count + more] = sums.get(count + more, 0.0) + chance * likely
        rest = sums
    k, n = groups[-1]  # the largest group is never spread out over the others
    largest = dict(_binomial(n, 1 / k))
    above, beyond = 0.0, {}
    for count in range(max(largest), min(largest) - 1, -1):
        above += largest[count]
        beyond[count] = above
    return min(1.0, sum(chance * beyond.get(max(hits - count, min(largest)), 0.0) for count, chance in rest.items()))


def _binomial(n: int, p: float) -> Iterator[tuple[int, float]]:
    """Yield each number of hits that happens at all, with how likely it is."""
    if p == 1 or not n:
        yield n, 1.0
        return
    mean, around = n * p, _SPAN * sqrt(n * p * (1 - p)) + _SPAN
    for x in range(max(0, floor(mean - around)), min(n, ceil(mean + around)) + 1):
        ways = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1)
        yield x, exp(ways + x * log(p) + (n - x) * log(1 - p))


def spread(counts: Sequence[int]) -> float | None:
    """Return how likely counts at least as uneven are if each place is equally likely; None for more than five places.

    By the chi-square distribution where each place can expect five, else by looking at every way to spread them.
    """
    n, places = sum(counts), len(counts)
    found = _unevenness(counts)
    if n >= _LEAST * places:
        return chi_square(found, places - 1)
    if places > _MOST_PLACES:
        return None
    ways = sum(_ways(each) for each in _spreads(n, places) if _unevenness(each) >= found - 1e-9)
    return min(1.0, ways / float(places) ** n)


def chi_square(value: float, df: int) -> float:
    """Return how likely a chi-square value this large or larger is."""
    half, at = value / 2, 0.5 if df % 2 else 1.0
    found = erfc(sqrt(half)) if df % 2 else exp(-half)
    while at < df / 2:
        found += exp(-half) * half**at / gamma(at + 1)
        at += 1
    return min(1.0, found)


def _unevenness(counts: Sequence[int]) -> float:
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 for count in counts) / expected if expected else 0.0


def _spreads(n: int, places: int) -> Iterator[tuple[int, ...]]:
    if places == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in _spreads(n - first, places - 1):
            yield first, *rest


def _ways(counts: Sequence[int]) -> float:
    return gamma(sum(counts) + 1) / prod(gamma(count + 1) for count in counts)
