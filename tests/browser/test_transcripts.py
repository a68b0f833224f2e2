"""What a screen reader says from an item's stem to a new try, of a whole scenario, and of a whole lesson."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from learner import Learner
from reader import FOLDER, assert_heard
from sites import Site

ITEMS = """
<quiz>
<!-- id: single -->
Which tree is a conifer?
- [ ] Beech
  > A beech drops its broad leaves.
- [x] Cedar
  > It bears cones.
- [ ] Elm
  > An elm has broad leaves.

Conifers bear cones.
</quiz>

<quiz>
<!-- id: multiple -->
Which trees are broadleaved?
- [x] Beech
  > A beech has broad leaves.
- [ ] Cedar
  > It has needles.
- [x] Elm
  > An elm has broad leaves.
</quiz>

<quiz>
<!-- id: blanks -->
The opposite of hot is [[cold]], and of wet [[dry]].
---
Each pair names both ends of one scale.
</quiz>

<quiz>
<!-- id: order; type: order -->
From small to big.

1. Bush
2. Tree
3. Forest

A forest has many trees.
</quiz>

<quiz>
<!-- id: match; type: match; credit: partial -->
Which bears what?

| Tree | Fruit |
| --- | --- |
| Cedar | Cone |
| Oak | Acorn |

Both hold seeds.
</quiz>

<quiz>
<!-- id: numeric; type: numeric -->
A Scots pine has bundles of [[2]] needles.
---
Two by two.
</quiz>

<quiz>
<!-- id: short; type: short -->
Which tree bears acorns?
- [x] oak
- [ ] beech
  > Its fruit are beechnuts.

Jays bury them.
</quiz>

<quiz>
<!-- id: truefalse; type: truefalse -->
A cedar is a conifer.

Hint: Look at its fruit.

- [x] True
  > It bears cones.
- [ ] False
  > It bears cones, and needles.
</quiz>
"""

SURE = """---
certainty: true
---
<quiz>
<!-- id: sure -->
Which conifer sheds its needles in fall?
- [ ] Spruce
  > It keeps them for years.
- [x] Larch
  > It stands bare in winter.
</quiz>
"""


@pytest.fixture
def read(learner: Learner, site: Site) -> Callable[..., None]:
    """Read an item, doing things on the way."""

    def run(item: str, *steps: tuple[str, str]) -> None:
        learner.open(site.publish(ITEMS))
        assert_heard(item, learner, f'cw-item[data-item="{item}"]', steps)

    return run


def test_single(read: Callable[..., None]) -> None:
    read(
        "single",
        ("to", "radio, Beech"),
        ("act", "chooses"),
        ("press", "Enter"),
        ("to", "button, Try Again"),
        ("press", "Enter"),
        ("to", "end of group"),
    )


def test_multiple(read: Callable[..., None]) -> None:
    read(
        "multiple",
        ("to", "checkbox, Beech"),
        ("act", "chooses"),
        ("to", "checkbox, Elm"),
        ("act", "chooses"),
        ("to", "button, Submit"),
        ("press", "Enter"),
    )


def test_blanks(read: Callable[..., None]) -> None:
    read(
        "blanks",
        ("to", "button, Submit"),
        ("press", "Enter"),
        ("type", "cold"),
        ("press", "Tab"),
        ("type", "humid"),
        ("press", "Enter"),
        ("to", "button, Try Again"),
        ("press", "Enter"),
        ("to", "end of paragraph"),
    )


def test_order(read: Callable[..., None]) -> None:
    read(
        "order",
        ("to", "button, Move up: Bush"),
        ("press", "Enter"),
        ("press", "Enter"),
        ("to", "button, Submit"),
        ("press", "Enter"),
    )


def test_match(read: Callable[..., None]) -> None:
    read("match", ("to", "button, Submit"), ("press", "Enter"))


def test_numeric(read: Callable[..., None]) -> None:
    read(
        "numeric",
        ("to", "textbox"),
        ("type", "two"),
        ("press", "Enter"),
        ("press", "Backspace"),
        ("press", "Backspace"),
        ("press", "Backspace"),
        ("type", "2"),
        ("press", "Enter"),
        ("to", "button, Try Again"),
    )


def test_short(read: Callable[..., None]) -> None:
    read("short", ("to", "textbox"), ("type", "beech"), ("press", "Enter"), ("to", "button, Try Again"))


def test_true_or_false_with_a_hint(read: Callable[..., None]) -> None:
    read("truefalse", ("to", "radio, True"), ("act", "chooses"), ("to", "button, Submit"), ("press", "Enter"))


def test_how_sure_is_asked_before_the_answer_is_sent(learner: Learner, site: Site) -> None:
    learner.open(site.publish({"index.md": "<!-- quiz: sure -->\n", "../quizzes/sure.md": SURE}))
    steps = [
        ("to", "radio, Spruce"),
        ("act", "chooses"),
        ("to", "button, Submit"),
        ("press", "Enter"),
        ("to", "radio, Sure"),
        ("act", "chooses"),
        ("to", "button, Submit"),
        ("press", "Enter"),
        ("to", "button, Try Again"),
    ]
    assert_heard("sure", learner, 'cw-item[data-item="sure"]', steps)


def test_a_scenario_from_its_note_to_the_debrief(learner: Learner, site: Site) -> None:
    scenario = (FOLDER / "scenario.md").read_text(encoding="utf-8")
    page = "# Practice\n\n<!-- quiz: scenario queue -->\n"
    learner.open(site.publish({"index.md": page, "../quizzes/scenarios/queue.md": scenario}))
    steps = [
        ("to", "button, Start"),
        ("press", "Enter"),
        ("to", "button, “Morning! How is the new job?”"),
        ("press", "Enter"),
        ("to", "button, Continue"),
        ("press", "Enter"),
        ("to", "button, Leave the answer"),
        ("press", "Enter"),
        ("to", "button, Continue"),
        ("press", "Enter"),
        ("to", "button, Say so"),
        ("press", "Enter"),
        ("to", "button, Continue"),
        ("press", "Enter"),
        ("to", "end of region"),
    ]
    assert_heard("scenario", learner, "cw-scenario", steps)


def test_a_lesson_from_its_title_to_the_next_one(learner: Learner, site: Site) -> None:
    lesson = (FOLDER / "lesson.md").read_text(encoding="utf-8")
    config = {"nav": ["index.md", {"In town": ["lesson.md", "next.md"]}], "markdown_extensions": ["attr_list"]}
    learner.open(
        site.publish({"index.md": "# Home\n", "lesson.md": lesson, "next.md": "# In a shop\n"}, config=config)
        + "lesson/"
    )
    steps = [
        ("to", "radio, Nod"),
        ("act", "chooses"),
        ("to", "button, See what it leads to"),
        ("press", "Enter"),
        ("to", "radio, The client"),
        ("act", "chooses"),
        ("to", "button, Submit"),
        ("press", "Enter"),
        ("to", "end of main"),
    ]
    assert_heard("lesson", learner, "main", steps)
