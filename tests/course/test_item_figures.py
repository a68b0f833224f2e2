"""What `scripts/items.py` counts of the scored items stays where this course wants it."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from coursewright.fragment.seen import readable
from coursewright.model.course import Course
from coursewright.model.item import Item

SCRIPT = Path(__file__).parents[2] / "scripts/items.py"
REWORDED = ["f2-last-worker"]
"""Items whose choices got other words after the readings."""


@pytest.fixture(scope="module")
def count() -> ModuleType:
    spec = importlib.util.spec_from_file_location("course_items", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def items(count: ModuleType, course: Course) -> list[Item]:
    return list(count.scored(course))


def test_nine_items_in_ten_are_read_at_grade_5_to_8_and_what_people_say_at_6(count: ModuleType, course: Course) -> None:
    found = count.figures(course)
    low, high = count.BAND
    outside = {one.item.id: round(one.grade, 1) for one in found if not low <= one.grade <= high}
    assert len(outside) <= len(found) / 10, outside
    assert 12 <= sum(one.mean for one in found) / len(found) <= 18
    hard = {one.item.id: one.spoken for one in found if one.spoken is not None and one.spoken > count.SPOKEN}
    assert hard == {}


def test_four_items_at_most_ask_for_the_courses_own_names(count: ModuleType, items: list[Item]) -> None:
    assert len(count.labelled(items)) <= 4


def test_feedback_has_no_formula(count: ModuleType, items: list[Item]) -> None:
    assert {name: number for name, number in count.formulas(items).items() if number > 10} == {}


def test_a_formula_is_found(count: ModuleType) -> None:
    assert count.re.findall(count.FORMULAS["would … if"], "It would be right if she had asked. She would not.") == [
        "would be right if"
    ]


def test_half_of_practice_and_of_the_final_are_dilemmas(count: ModuleType, items: list[Item]) -> None:
    marked, by_id = count.dilemmas(), {item.id: item for item in items}
    assert set(marked) <= set(by_id)
    uses = Counter(item.use for item in items)
    dilemmas = Counter(by_id[name].use for name in marked)
    assert all(2 * dilemmas[use] >= uses[use] for use in ("practice", "final")), dilemmas


def test_a_dilemma_has_its_fact_in_the_stem_and_a_rival_among_the_wrong_choices(
    count: ModuleType, items: list[Item]
) -> None:
    by_id = {item.id: item for item in items}
    for name, dilemma in count.dilemmas().items():
        item = by_id[name]
        assert dilemma.fact in readable(item.stem.markdown), name
        tempting = [choice for choice in item.choices if readable(choice.text.markdown).startswith(dilemma.rival)]
        assert [choice.correct for choice in tempting] == [False], name


def test_no_stem_has_the_words_of_its_key(count: ModuleType, items: list[Item]) -> None:
    assert count.named_in_stem(items) == []


def test_neither_length_nor_place_nor_words_give_the_key_away(count: ModuleType, items: list[Item]) -> None:
    longest, singles = count.longest(items)
    assert longest <= 0.4 * singles
    assert all(0.2 * singles <= number <= 0.45 * singles for number in count.places(items).values())
    hits, of = count.by_words(items)
    assert hits <= 0.4 * of


def test_readings_are_of_items_that_are_there_and_say_who_read(count: ModuleType, items: list[Item]) -> None:
    by_id = {item.id: item for item in items}
    found = count.readings()
    assert len(found) >= 3
    for reading in found:
        assert "reader" in reading.reader
        assert set(reading.answers) <= set(by_id)
        assert reading.keys is None or set(reading.keys) == set(reading.answers)
        assert set(reading.remarks or ()) <= set(reading.answers)
        if reading.saw == "choices alone":
            shown = {
                name: {readable(choice.text.markdown) for choice in by_id[name].choices} for name in reading.answers
            }
            edited = [name for name, answer in reading.answers.items() if answer not in shown[name]]
            assert edited == (REWORDED if reading.keys else [])


def test_readers_find_what_the_items_ask_and_the_same_keys_and_no_answer_in_the_stem(
    count: ModuleType, items: list[Item]
) -> None:
    shares = {
        (reading.saw, reading.reader): count.said_yes(reading, items) / len(reading.answers)
        for reading in count.readings()
    }
    seen = Counter(saw for saw, _ in shares)
    for about, least, most in (("objective", 0.85, 1), ("sources", 0.95, 1), ("stem contains", 0, 1 / 3)):
        assert sum(number for saw, number in seen.items() if about in saw) >= 2
        assert {who: share for who, share in shares.items() if about in who[0] and not least <= share <= most} == {}
    assert {who: share for who, share in shares.items() if who[0] == "choices alone" and share > 0.4} == {}
