"""A right choice that alone is bold gives itself away; where bold is what the choices are about, it doesn't."""

from __future__ import annotations

import pytest
from courses import course_of_item

from coursewright.check.checker import check

ITEM = "{}\n- [{}] {}\n  > It asks for the goal.\n- [ ] {}\n  > It is about the way.\n- [{}] {}\n  > It counts.\n"


def told(stem: str, first: str, second: str, third: str, marks: str = "x ") -> list[str]:
    found = check(course_of_item(ITEM.format(stem, marks[0], first, second, marks[1], third)))
    return [f"{one.severity.value} {one.source.line}:{one.source.column}" for one in found if one.code == "K012"]


@pytest.mark.parametrize(
    "bold", ["**What for?**", "**“Sure. What for?”**", "__What is it for__", "<b>What for?</b>", "**何のため**"]
)
def test_a_right_choice_that_alone_is_bold_is_told(bold: str) -> None:
    assert told("A visitor asks for glue. What do you ask?", bold, "Which brand?", "How many?") == ["warning 3:7"]


def test_so_are_two_and_one_of_two() -> None:
    assert told("What do you ask?", "**What for?**", "Which brand?", "**For whom?**", "xx") == ["warning 3:7"]
    text = "Do you ask?\n- [x] **Yes, I do**\n  > You do.\n- [ ] No, I don’t\n  > You do."
    assert [one.source.line for one in check(course_of_item(text)) if one.code == "K012"] == [3]


@pytest.mark.parametrize(
    ("stem", "first", "second", "third", "marks"),
    [
        ("What do you ask?", "**What** for?", "Which brand?", "How many?", "x "),
        ("What do you ask?", "**What for?**", "**Which brand?**", "How many?", "x "),
        ("What do you ask?", "**What for?**", "Which **brand**?", "How many?", "x "),
        ("What do you ask?", "What for?", "**Which brand?**", "How many?", "x "),
        ("What do you ask?", "**What for?**", "Which brand?", "For whom?", "xx"),
        ("Which word is bold?", "**What for?**", "Which brand?", "How many?", "x "),
        ("Welches Wort ist fett?", "**Wofür denn?**", "Welche?", "Wie viele?", "x "),
        ("How is a heading written?", "**What for?**", "Which brand?", "How many?", "x "),
        ("Which is the **key** word?", "**What for?**", "Which brand?", "How many?", "x "),
        ("Which is a vector?", "**v**", "v", "|v|", "x "),
        ("Which method is called first?", "__init__", "start", "run", "x "),
        ("Which is it?", "`**What for?**`", "`Which brand?`", "`How many?`", "x "),
        ("Which is it?", "***What for?***", "*Which brand?*", "*How many?*", "x "),
    ],
)
def test_what_tells_nothing_is_let_be(stem: str, first: str, second: str, third: str, marks: str) -> None:
    assert told(stem, first, second, third, marks) == []
