"""Probabilities that warnings about patterns rest on, against values computed elsewhere."""

from __future__ import annotations

from itertools import product
from time import process_time

import pytest

from coursewright.check.chance import chi_square, said, spread, tail


@pytest.mark.parametrize(
    ("hits", "trials", "expected"),
    [
        (11, {4: 20}, 0.0039),
        (9, {4: 20}, 0.0409),
        (21, {3: 40}, 0.0096),
        (19, {3: 40}, 0.0441),
        (13, {3: 12, 4: 12}, 0.0087),
    ],
)
def test_the_tail_of_one_and_of_two_kinds_of_trials(hits: int, trials: dict[int, int], expected: float) -> None:
    assert tail(hits, trials) == pytest.approx(expected, abs=0.00005)


def test_the_tail_agrees_with_counting_every_case() -> None:
    cases = list(product(range(3), range(3), range(3), range(4), range(4)))
    for hits in range(6):
        share = sum(case.count(0) >= hits for case in cases) / len(cases)
        assert tail(hits, {3: 3, 4: 2}) == pytest.approx(share)


def test_the_tail_has_no_edges() -> None:
    assert tail(0, {}) == 1
    assert tail(1, {}) == 0
    assert tail(3, {1: 3}) == 1


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((3, 16, 15, 6), 0.0056), ((4, 14, 15, 7), 0.035), ((9, 11, 10, 10), 0.978)],
)
def test_counts_of_forty_keys_in_four_places(counts: tuple[int, ...], expected: float) -> None:
    assert spread(counts) == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize(("df", "five", "one"), [(2, 5.991, 9.210), (3, 7.815, 11.345)])
def test_critical_values_of_chi_square(df: int, five: float, one: float) -> None:
    assert chi_square(five, df) == pytest.approx(0.05, abs=0.00005)
    assert chi_square(one, df) == pytest.approx(0.01, abs=0.00001)


@pytest.mark.parametrize(
    ("likely", "told"), [(0.0, "p < 0.0001"), (0.00002, "p < 0.0001"), (0.0001, "p = 0.0001"), (0.043, "p = 0.043")]
)
def test_no_probability_is_said_to_be_nothing(likely: float, told: str) -> None:
    assert said(likely) == told


def test_few_counts_agree_with_counting_every_case() -> None:
    cases = [[case.count(place) for place in range(3)] for case in product(range(3), repeat=6)]
    uneven = [sum((count - 2) ** 2 for count in case) >= 6 for case in cases]
    assert spread((4, 1, 1)) == pytest.approx(sum(uneven) / len(cases))
    assert spread((0, 12, 0)) == pytest.approx(3 / 3**12)
    assert spread((1,) * 7) is None


def test_a_hundred_thousand_items_take_no_time() -> None:
    start = process_time()
    assert tail(35_000, {3: 50_000, 4: 50_000}) == pytest.approx(0, abs=1e-9)
    assert tail(29_200, {3: 50_000, 4: 50_000}) == pytest.approx(0.4, abs=0.1)
    assert process_time() - start < 2
