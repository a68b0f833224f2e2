"""The named kinds as authors write them: what is read, what a saved answer depends on, and what the page gives away."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from coursewright.kinds.numeric import Numeric, read_number
from coursewright.model.item import Item
from coursewright.problem import Problem
from coursewright.read.document import read_document

ORDER = """<quiz>
<!-- id: pause; type: order -->
Bring the steps into their order.

1. Look *around*
   > A word can't be taken back.
2. Wait
3. Keep it short
4. Note it

Each makes the next one safer.
</quiz>
"""
MATCH = """<quiz>
<!-- id: tells; type: match -->
What tells what?

| Say | Tells |
| --- | --- |
| Hello | That you know each other |
| Thursday | That there is *an* appointment |
| See you | That there is *an* appointment |
| | What it costs |

None would be said to a stranger.
</quiz>
"""
NUMERIC = (
    "<quiz>\n<!-- id: flawed; type: numeric -->\nOf 100 items, [[46 ± 1]] had a flaw.\n---\nNearly half.\n</quiz>\n"
)
HINTS = """<quiz>
<!-- id: hints -->
Who greets first?

It is in a shop.

Hint: Who loses something?

Hint:
Not [you](page.md).

- It goes on.

- [x] The client
- [ ] You
</quiz>
"""


def read(text: str) -> tuple[Item, list[Problem]]:
    problems: list[Problem] = []
    (item,) = read_document(text, "page.md", problems, "practice")[0].items
    return item, problems


def item_of(text: str) -> Item:
    item, problems = read(text)
    assert problems == []
    assert list(item.misfits()) == []
    return item


def rendered(text: str) -> str:
    return Markdown(extensions=["coursewright", "tables"]).convert(text)


# --- what is read


def test_an_order_has_steps_feedback_and_an_explanation() -> None:
    item = item_of(ORDER)
    assert [choice.text.markdown for choice in item.choices] == ["Look *around*", "Wait", "Keep it short", "Note it"]
    assert [choice.feedback.markdown for choice in item.choices if choice.feedback] == ["A word can't be taken back."]
    assert item.keyed == tuple(choice.id for choice in item.choices)
    assert item.explanation
    assert item.explanation.markdown == "Each makes the next one safer."
    assert item.stem.markdown == "Bring the steps into their order."


def test_all_numbers_may_be_ones_and_steps_may_have_names() -> None:
    text = re.sub(r"^\d\.", "1)", ORDER, flags=re.M).replace("type: order", "type: order; choices: a, b, c, d")
    assert item_of(text).keyed == ("a", "b", "c", "d")


def test_a_match_has_pairs_and_lures_and_two_rows_may_share_an_entry() -> None:
    item = item_of(MATCH)
    assert [head.markdown for head in item.heads] == ["Say", "Tells"]
    assert [pair.text.markdown for pair in item.pairs] == ["Hello", "Thursday", "See you"]
    assert [(choice.text.markdown, choice.correct) for choice in item.choices] == [
        ("That you know each other", True), ("That there is *an* appointment", True), ("What it costs", False),
    ]  # fmt: skip
    assert item.pairs[1].right == item.pairs[2].right
    assert item.explanation
    assert item.explanation.markdown == "None would be said to a stranger."


def test_rows_may_have_names_and_bars_in_cells_a_backslash() -> None:
    text = MATCH.replace("type: match", "type: match; choices: hi, thu, bye, cost").replace("Hello", r"He\|llo")
    item = item_of(text)
    assert item.keyed == ("bye:thu", "hi:hi", "thu:thu")
    assert item.pairs[0].text.markdown == "He|llo"
    assert (item.pairs[0].text.line, item.pairs[0].text.column) == (7, 3)


@pytest.mark.parametrize(
    "table", ["Say | Tells\n--- | :-:\nHello | A\nBye | B", "|Say|Tells|\n|-|-|\n|Hello|A|\n|Bye|B|"]
)
def test_a_table_needs_no_outer_bars_and_no_spaces(table: str) -> None:
    item = item_of(f"<quiz>\n<!-- type: match -->\nWhat?\n\n{table}\n</quiz>\n")
    assert [pair.text.markdown for pair in item.pairs] == ["Hello", "Bye"]
    assert [choice.text.markdown for choice in item.choices] == ["A", "B"]


def test_hints_end_the_question_and_stand_where_their_text_is() -> None:
    item, _ = read(HINTS)
    assert item.stem.markdown == "Who greets first?\n\nIt is in a shop."
    assert [(hint.markdown, hint.line, hint.column) for hint in item.hints] == [
        ("Who loses something?", 7, 7), ("Not [you](page.md).\n\n- It goes on.", 10, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "stem",
    ["Hint: is it one?", "Who?\nHint: in a line of it", "Who?\n\n```\n\nHint: in code\n```", "A\n\n    Hint: code"],
)
def test_what_is_no_paragraph_of_its_own_is_no_hint(stem: str) -> None:
    item, _ = read(f"<quiz>\n{stem}\n- [x] a\n- [ ] b\n</quiz>\n")
    assert (item.stem.markdown, item.hints) == (stem, ())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("75", 75), (" 75 ", 75), ("+75", 75), ("-75", -75), ("−75", -75), ("- 75", -75), ("1.5", 1.5), ("1,5", 1.5),
        (".5", 0.5), ("5.", 5), ("1,000", 1000), ("1 000", 1000), ("1\u202f000,5", 1000.5), ("1.000", 1),
        ("0,500", 0.5),
        ("1.000,5", 1000.5), ("1,000.5", 1000.5), ("1.000.000", 1_000_000), ("12,345,678", 12_345_678),
        ("", None), ("-", None), ("1,00,0", None), ("1,000,0", None), ("1e3", None), ("75%", None), ("ten", None),
        ("1..2", None), ("--1", None), ("٣", None), ("1 2", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(written: str, value: float | None) -> None:
    assert read_number(written) == value


@pytest.mark.parametrize(
    ("written", "keyed"),
    [
        ("75 ± 1", "75 ± 1"), ("75±1", "75 ± 1"), ("75 +- 1", "75 ± 1"), ("75 +/- 1,5", "75 ± 1.5"), ("75", "75"),
        ("-3", "-3"), ("−3 ± 0.5", "-3 ± 0.5"), ("0.5 ± 0", "0.5"), ("1,000", "1000"),
    ],
)  # fmt: skip
def test_a_blank_holds_a_number_and_a_tolerance(written: str, keyed: str) -> None:
    item = item_of(NUMERIC.replace("46 ± 1", written))
    assert isinstance(item, Numeric)
    assert item.keyed == (keyed,)


# --- what a saved answer depends on


@pytest.mark.parametrize(
    ("text", "old", "new", "holds"),
    [
        (ORDER, "1. Look *around*\n   > A word can't be taken back.\n2. Wait", "1. Wait\n2. Look *around*", False),
        (ORDER, "A word can't", "A word can never", True),
        (ORDER, "2. Wait", "7) wait.", True),
        (ORDER, "2. Wait", "2. Wait a while", False),
        (ORDER, "Each makes", "Each one makes", True),
        (ORDER, "type: order", "type: order; credit: partial", False),
        (MATCH, "| Hello | That you know each other |\n", "", False),
        (MATCH, "| | What it costs |\n", "", False),
        (MATCH, "| Hello |", "| Hi |", False),
        (MATCH, "| Say | Tells |", "| You say | It tells |", True),
        (MATCH, "| See you | That there is *an* appointment |", "| See you | That you know each other |", False),
        (NUMERIC, "± 1", "± 2", False),
        (NUMERIC, "Nearly half", "Almost half", True),
        (HINTS, "Hint: Who loses something?\n\n", "", True),
        (HINTS, "Who loses something?", "Who loses more?", True),
    ],
)  # fmt: skip
def test_a_saved_answer_holds_through_what_changes_no_verdict(text: str, old: str, new: str, holds: bool) -> None:
    assert old in text
    before, after = read(text)[0], read(text.replace(old, new))[0]
    assert before.id == after.id
    assert (before.revision == after.revision) == holds


def test_rows_of_a_match_may_change_places() -> None:
    rows = MATCH.splitlines(keepends=True)
    rows[6], rows[9] = rows[9], rows[6]
    before, after = item_of(MATCH), item_of("".join(rows))
    assert (before.revision, before.keyed) == (after.revision, after.keyed)


# --- what the page gives away


@pytest.mark.parametrize("name", [f"item-{number}" for number in range(30)])
def test_steps_and_entries_are_never_shown_in_their_right_order(name: str) -> None:
    order, match = item_of(ORDER.replace("pause", name)), item_of(MATCH.replace("tells", name))
    html = rendered(ORDER.replace("pause", name))
    assert html == rendered(ORDER.replace("pause", name))
    shown = tuple(re.findall(r'<li class="cw-step" data-choice="(.*?)"', html))
    assert sorted(shown) == sorted(order.keyed)
    assert shown != order.keyed
    boxes = re.findall(r"<select .*?</select>", rendered(MATCH.replace("tells", name)))
    options = {tuple(re.findall(r'<option value="(\w+)"', box)) for box in boxes}
    assert len(boxes) == 3
    assert len(options) == 1
    assert options != {tuple(choice.id for choice in match.choices)}


def test_an_option_is_plain_text() -> None:
    text = MATCH.replace("What it costs", "A **bold** `<b>` [link](page.md) & ![alt](x.png)")
    assert "<option value=" in rendered(text)
    assert re.findall(r">(A bold.*?)</option>", rendered(text)) == ["A bold &lt;b&gt; link &amp; alt"] * 3


def test_hints_stand_between_the_answers_and_the_reasons() -> None:
    html = rendered(HINTS.replace("\n- It goes on.", ""))
    assert html.count('<details class="cw-hint">') == 2
    assert html.index("cw-choices") < html.index("cw-hint") < html.index("cw-answer")
    assert html.count("Who loses something?") == 1


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("<quiz>\nWho?\n- [x] a\n- [ ] b\n</quiz>\n", []),
        (ORDER, ["kinds.css", "kinds.js"]),
        (HINTS, ["aids.css", "aids.js"]),
        (f"{ORDER}\n{HINTS}", ["aids.css", "kinds.css", "aids.js", "kinds.js"]),
    ],
)
def test_only_pages_with_such_items_name_their_files_and_load_their_scripts_later(text: str, loaded: list[str]) -> None:
    html = rendered(text)
    assert re.findall(r"[/\"]((?:kinds|aids)\.\w+)", html) == loaded
    assert re.findall(r'<script src="[^"]*?(\w+\.js)', re.sub(r"<template.*?</template>", "", html)) == [
        "state.js",
        "player.js",
    ]
