"""Names such as ``__init__`` outside code, of which Markdown makes bold: told where they are code, not else."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import course_of_item
from test_raw_marks import FEEDBACK, told

from coursewright.check.checker import check
from coursewright.read.near_dunder import lost_underscores

ITEM = "{0}\n- [x] {1}\n  > It is called then.\n- [ ] {2}\n  > It is called later.\n"


def lost(text: str) -> list[str]:
    (item,) = course_of_item(text).items
    return [f"{one.severity.value} {one.source.line}:{one.source.column}" for one in lost_underscores(item)]


@pytest.mark.parametrize(
    ("stem", "right", "wrong", "place"),
    [
        ("What runs when it is made?", "__init__", "__str__", "3:7"),
        ("Which method runs when it is made?", "__init__", "the other one", "3:7"),
        ("Which method runs when it is made?", "__init__", "__create__", "3:7"),
        ("Was läuft zuerst?", "__new__", "__init__", "3:7"),
        ("When does __init__ run?", "When an object is made", "When it is printed", "2:11"),
        ("When do __init__ and __call__ run?", "Now", "Then", "2:9"),
        ("Which line calls it?", "x.__len__()", "len(x), a function", "3:9"),
        ("Which method runs?", "__call__", "__enter__", "3:7"),
        ("Which attribute has it?", "__file__", "__name__", "3:7"),
    ],
)
def test_names_of_python_lose_their_underscores(stem: str, right: str, wrong: str, place: str) -> None:
    text = ITEM.format(stem, right, wrong)
    assert lost(text) == [f"warning {place}"]


@pytest.mark.parametrize(
    ("stem", "right", "wrong"),
    [
        ("Which is __never__ right?", "To hurry", "To ask"),
        ("What do you do first?", "__Call__ 911", "__Enter__ the room"),
        ("What do you do first?", "__call__ 911", "__enter__ the room"),
        ("What do you do?", "__call__", "__enter__"),
        ("Which method is it?", "__call__ them", "__add__ salt"),
        ("Which runs first?", "`__init__`", "`__str__`"),
        ("Which runs first?", "\\__init__", "\\__str__"),
        ("Which runs first?", "my__init__", "a__str__b"),
        ("Which one do you press?", "git __init__", "git clone"),
        ("Which part does a word lack?", "__all__ of them", "__main__ clause"),
        ("Which method do __all__ nurses use first?", "To ask", "To hurry"),
        ("```python\nclass A:\n    def __init__(self): ...\n    def __str__(self): ...\n```\nWhat is it?", "A", "B"),
    ],
)
def test_bold_that_is_meant_is_let_be(stem: str, right: str, wrong: str) -> None:
    assert lost(ITEM.format(stem, right, wrong)) == []


def test_a_course_tells_it_once_an_item_and_says_which(tmp_path: Path) -> None:
    name, old = FEEDBACK
    (found,) = told(tmp_path, {name: (old, "Python calls __init__ for the object, then __str__.")})
    assert found.code == "R029"
    assert found.item


def typed(text: str) -> list[str]:
    return [f"{one.severity.value} {one.source.line}" for one in check(course_of_item(text)) if one.code == "K022"]


def test_an_answer_to_type_loses_them_always() -> None:
    short = "<!-- type: short -->\nWhich runs?\n- [x] {}\n\nPython calls it."
    assert typed(short.format("__init__")) == ["warning 4"]
    assert typed(short.format("__post_init__")) == ["warning 4"]
    assert typed(short.format("__never__")) == ["warning 4"]
    assert typed(short.format("x.__len__()")) == ["warning 4"]
    blank = "It is [[{}]].\n\n---\nPython calls it."
    assert typed(blank.format("__init__")) == ["advice 2"]
    assert lost(blank.format("__init__")) == []
    for fine in ("`__init__`", "\\__init__", "**never**", "my__init__", "a_b", "__", "__ __"):
        assert typed(short.format(fine)) == []
    assert lost(short.format("__init__")) == []
