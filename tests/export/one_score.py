"""Every response to an item, and what an item's score can be compared with: one column for each target.

A column is made by a function that exports a site and returns what the target scores, as written in its package. To add
a target, write such a function, and name it in ``COLUMNS`` of ``test_one_score.py``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations, product
from typing import NamedTuple

from coursewright.fragment.seen import readable
from coursewright.kinds.numeric import Numeric
from coursewright.model.item import Item
from coursewright.model.site import Site
from coursewright.problem import Problem

Score = Callable[[Item, Sequence[str]], float]
"""What a package scores a response, which is made of what the item's kind says: ids, ``left:right``, typed texts."""
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
MOST = 8000
"""Responses to one item: of more there is a sample, always the same."""


@dataclass(frozen=True)
class Column:
    """One target's package: who is in it, what it scores, and what it reports."""

    items: frozenset[str]
    score: Score
    problems: tuple[Problem, ...]

    def named(self, item: Item) -> set[str]:
        """Return the codes by which the loss report names an item."""
        return {problem.code for problem in self.problems if problem.item == item.id}

    def excuses(self, item: Item, response: Sequence[str], wanted: float, got: float) -> bool:
        """Return whether the loss report says that this response may be worth something else.

        It may where the item is named as one that is all or nothing on the site; but what is right on one side is right
        on the other, and a wrong choice costs everything on both. And a number that isn't written in digits may, where
        the report says how the target reads them.
        """
        if item.kind == "numeric" and not _PLAIN.fullmatch(response[0].strip()):
            return any(problem.code == "E004" and "numbers" in problem.message for problem in self.problems)
        if item.picks and not item.metadata.credit and not set(response) <= right_ids(item):
            return False
        return "E002" in self.named(item) and (wanted == 1) == (got > 1 - 1e-5)


class Tally(NamedTuple):
    """What a comparison of one column has found."""

    compared: int
    excused: dict[str, int]
    """Responses that the target scores otherwise, and says so, by item."""
    differences: list[str]


Make = Callable[[Site], Column]


def right_ids(item: Item) -> set[str]:
    return {choice.id for choice in item.choices if choice.correct}


def responses(item: Item) -> Iterator[tuple[str, ...]]:
    """Yield every response that is tried."""
    found = list(dict.fromkeys(_all(item)))
    if len(found) > MOST:
        found = random.Random(item.id).sample(found, MOST)
    yield from found


def _all(item: Item) -> Iterator[tuple[str, ...]]:
    ids = [choice.id for choice in item.choices]
    if item.picks == "one":
        yield from ((name,) for name in ids)
    elif item.picks == "several":
        sizes = range(len(ids) + 1)
        yield from (chosen for size in sizes for chosen in combinations(ids, size))
    elif item.kind == "order":
        yield from permutations(ids)
    elif item.kind == "match":
        for rights in product(["", *ids], repeat=len(item.pairs)):
            yield tuple(f"{pair.id}:{name}" for pair, name in zip(item.pairs, rights, strict=True) if name)
    elif isinstance(item, Numeric):
        yield from ((typed,) for typed in numbers(item))
    elif item.kind == "blanks":
        yield from product(*([*variants(blank.accepted), "wrong", "x"] for blank in item.blanks))
    else:
        texts = [readable(choice.text.markdown, choice.text.names) for choice in item.choices]
        yield from ((typed,) for typed in [*variants(texts), "wrong", "x"])


def variants(answers: Sequence[str]) -> list[str]:
    """Return ways to type each answer that count as that answer, and a few that don't."""
    found: dict[str, None] = {}
    for answer in answers:
        words = answer.split()
        for typed in (
            answer, answer.upper(), answer.lower(), answer.title(), f"  {answer} ", "  ".join(words),
            "\u00a0".join(words), answer[:-1] or "-", f"{answer}x", answer.replace(" ", ""), f"{answer}.",
        ):  # fmt: skip
            found[typed] = None
    return list(found)


def numbers(item: Numeric) -> list[str]:
    """Return numbers at, inside and beyond the bounds, and other ways to write them."""
    assert item.target is not None
    value, slack = item.target
    near = [value, value + slack, value - slack, value + slack / 2, value + slack * 1.1 + 0.001, value - slack - 1, 0.0]
    plain = [repr(round(number, 6)).removesuffix(".0") for number in near]
    other = [plain[0].replace(".", ","), f"{plain[0]} kg", f"{plain[0]}%", plain[0].replace("-", "−"), f" {plain[0]} "]
    return [*plain, f"+{plain[0]}", f"{plain[0]}.0" if "." not in plain[0] else plain[0], *other, "wrong"]


def compare(site: Site, column: Column) -> Tally:
    """Compare a column's score with the player's, for every item of the course and every response."""
    compared = 0
    excused: dict[str, int] = {}
    differences: list[str] = []
    for item in (html.item for html in site.items.values() if html.item.metadata.scored):
        if item.id in column.items and item.self_marked:
            continue  # what a learner is worth there is said by the learner, or by an instructor
        if item.id not in column.items:
            if "E001" not in column.named(item):
                differences.append(f"{item.id} is lost without a word")
            continue
        for response in responses(item):
            compared += 1
            wanted, got = item.score(response), column.score(item, response)
            if abs(wanted - got) < 1e-5:  # 33.33333 % three times is not quite a whole
                continue
            if column.excuses(item, response, wanted, got):
                excused[item.id] = excused.get(item.id, 0) + 1
            else:
                differences.append(f"{item.id}: {response} is worth {wanted:g}, and {got:g} in the package")
    return Tally(compared, excused, differences)
