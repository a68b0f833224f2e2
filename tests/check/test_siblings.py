"""A choice that names others by their place or letter, where choices are shuffled; whatever has such a place itself."""

from __future__ import annotations

import pytest
from courses import course_of_item

from coursewright.check.checker import check

STEM = "A visitor asks for the lift. What do you ask about first?"
TEXTS = ("The room they need", "The time they have", "The floor they saw")


def told(last: str, stem: str = STEM, texts: tuple[str, ...] = TEXTS, *, shuffle: bool = True) -> list[str]:
    choices = [*(f"- [ ] {text}\n  > It is one half." for text in texts), f"- [x] {last}\n  > So it is."]
    item = "\n".join([f"<!-- shuffle: {str(shuffle).lower()} -->", stem, *choices])
    return [
        f"{one.severity.value} {one.source.line}:{one.source.column}"
        for one in check(course_of_item(item))
        if one.code == "K008"
    ]


NAMED = [
    "Both the first and the second", "both the first and second.", "The first and the second", "The first two",
    "The first two answers", "Both of the first two choices are right", "The two above", "Both above",
    "Both of the above", "Neither of the above", "Both answers above", "The above two", "The two answers above",
    "The last two", "Both A and B", "A and B", "*A and C*", "A, B and C", "Neither A nor B", "Only A and B are correct",
    "Answers A and B", "Options 1 and 2", "A & B", "Both 1st and 2nd options", "A und B",
    "B ou C", "The first, second and third", "(A and B)",
]  # fmt: skip


@pytest.mark.parametrize("last", NAMED)
def test_a_choice_that_names_others_by_place_is_told_where_they_are_shuffled(last: str) -> None:
    assert told(last) == ["warning 10:7"]
    assert told(last, shuffle=False) == []


@pytest.mark.parametrize(
    "last",
    [
        "Both the first and the second trimester", "The first two weeks", "The two of them", "All of them", "Both",
        "First", "First aid and second thoughts", "The first", "A", "A and B blood", "Vitamins A and B",
        "The room, and the time", "A or an", "The second floor", "1 and 2",
    ],
)  # fmt: skip
def test_what_says_something_itself_stays(last: str) -> None:
    assert told(last) == []


@pytest.mark.parametrize(
    ("last", "stem", "texts"),
    [
        ("Both the first and the second", "In which trimester?", ("The first", "The second", "The third")),
        ("The first and the second", "Which two of these hold?", TEXTS),
        ("The first two", "Ann said “no” and Bo said “yes”. Who was kind?", TEXTS),
        ("The first two", "Three came. Who was kind?", TEXTS),
        ("Both the first and the second", "In the first or the second half?", TEXTS),
        ("Both the first and the second", "Look:\n\n1. A nod\n2. A wave\n\nWhat tells the least?", TEXTS),
        ("Both the first and the second", "Look:\n\n![Two](a.png)\n\nWhat is it?", TEXTS),
        ("Both the first and the second", "In which picture?", TEXTS),
        ("Both A and B", "Which blood has it?", ("Blood A", "Blood B", "Blood AB")),
        ("Both A and B", "Ways A and B lead there. Which is short?", TEXTS),
        ("A and B", "Let $A$ hold. What follows?", TEXTS),
        ("E and F", "Which notes?", ("A and C", "B and D", "C and E")),
        ("A and C", "Which notes?", ("B and D", "C and E", "D and F")),
        ("Both 1st and 2nd", "Which floor?", ("1st", "2nd", "3rd")),
        ("Options 1 and 2", "Which options?", ("Option 1", "Option 2", "Option 3")),
        ("Both of the above", "It is so:\n\n- It rains.\n- It snows.\n\nWhich is it?", TEXTS),
    ],
)
def test_what_has_another_sense_in_the_item_stays(last: str, stem: str, texts: tuple[str, ...]) -> None:
    assert told(last, stem, texts) == []
