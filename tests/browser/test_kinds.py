"""Order, match, numeric and short: answered by keyboard, kept after the verdict, restored, and sound in every shape.

Hints and certainty, too: what stands beside an answer, and is saved with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from learner import RIGHT, WRONG, Learner
from playwright.sync_api import BrowserContext, Locator, expect
from sites import Site

ITEMS = """
<quiz>
<!-- id: order; type: order; credit: partial -->
From small to big.

1. Ant
   > An ant weighs some milligrams.
2. Cat
3. Cow
4. Whale

Hint: Water carries weight.
</quiz>

<quiz>
<!-- id: match; type: match; credit: partial -->
What do they say?

| Animal | Cry |
| --- | --- |
| A cat | Miaow |
| A cow | Moo |
| | Cuckoo |

Each says it all day.
</quiz>

<quiz>
<!-- id: numeric; type: numeric -->
A cow weighs about [[1,000 ± 300]] kg.
---
More than a piano.
</quiz>

<quiz>
<!-- id: short; type: short -->
Which animal says moo?
- [x] a cow
- [x] cow
- [ ] calf
  > It will, in a year or two.

Both cow and calf are cattle.
</quiz>
"""
SURE = """---
certainty: true
---
<quiz>
<!-- id: sure -->
Which animal says moo?

Hint: It gives milk.

Hint: It isn't a goat.

- [x] The cow
  > It says so all day.
- [ ] The cat
  > It says miaow.
</quiz>
"""
ANSWERS = {
    "order": ("Ant", "Cat", "Cow", "Whale"),
    "match": ("A cat = Miaow", "A cow = Moo"),
    "numeric": ("900",),
    "short": ("Cow",),
}


@pytest.fixture
def opened(learner: Learner, site: Site) -> Learner:
    learner.open(site.publish(ITEMS, theme="bare"))
    return learner


@pytest.fixture
def sure(learner: Learner, site: Site) -> Learner:
    # without front matter an item of a page asks nothing, so a bank is embedded
    learner.open(site.publish({"index.md": "<!-- quiz: sure -->\n", "../quizzes/sure.md": SURE}, theme="bare"))
    return learner


def rect(element: Locator) -> dict[str, float]:
    found = element.bounding_box()
    assert found
    return {**found}


def press(learner: Learner, *keys: str) -> None:
    for key in keys:
        learner.page.keyboard.press(key)


def steps(learner: Learner) -> list[str]:
    return [
        step.inner_text().split("\n")[0].strip() for step in learner.item("order").locator(".cw-step > .cw-label").all()
    ]


def focused(learner: Learner) -> str:
    return str(learner.page.evaluate("() => document.activeElement.ariaLabel ?? document.activeElement.id"))


# --- order


def test_a_step_moves_by_keyboard_with_the_focus_and_its_place_is_said(opened: Learner) -> None:
    before = steps(opened)
    assert before != ["Ant", "Cat", "Cow", "Whale"]
    last = before[3]
    opened.item("order").get_by_role("button", name=f"Move up: {last}").focus()
    for key, place in (("Enter", 3), ("Space", 2), ("Enter", 1), ("Enter", 1)):
        press(opened, key)
        assert steps(opened).index(last) + 1 == place
        assert focused(opened) == f"Move up: {last}"
        expect(opened.item("order").get_by_role("status").first).to_have_text(f"{place} of 4")
    assert opened.item("order").get_by_role("button", name=f"Move up: {last}").get_attribute("aria-disabled") == "true"
    press(opened, "Tab", "Space")
    assert focused(opened) == f"Move down: {last}"
    assert steps(opened).index(last) + 1 == 2


def test_an_order_that_nobody_touched_is_no_answer(opened: Learner) -> None:
    opened.submit("order")
    assert opened.seen()["order"].result == "Move a step first."
    assert opened.focused() == "BUTTON"
    assert opened.storage() is None


def test_part_of_an_order_is_partly_correct(opened: Learner) -> None:
    opened.answer("order", "Whale", "Ant", "Cat", "Cow")
    assert opened.verdict("order") == "Partly correct: 67%"
    marks = [step.get_attribute("class") for step in opened.item("order").locator(".cw-step").all()]
    assert marks == ["cw-step cw-wrong", "cw-step cw-wrong", "cw-step cw-right", "cw-step cw-right"]
    assert opened.storage()["items"]["order"]["score"] == pytest.approx(2 / 3)
    assert opened.counts() == (1, 0)


def test_a_settled_order_stays(opened: Learner) -> None:
    opened.answer("order", "Whale", "Ant", "Cat", "Cow")
    for button in opened.item("order").locator(".cw-move").all():
        button.focus()
        press(opened, "Enter", "Space")
        button.click(force=True)
    assert steps(opened) == ["Whale", "Ant", "Cat", "Cow"]
    opened.retry("order")
    assert opened.seen()["order"].steps == ()
    assert opened.focused() == "BUTTON"
    assert opened.item("order").locator(".cw-mark").count() == 0


# --- match


def test_a_match_is_made_by_keyboard(opened: Learner) -> None:
    boxes = opened.item("match").locator("select")
    boxes.first.focus()
    press(opened, "M", "i")
    press(opened, "Tab")
    opened.page.keyboard.type("Moo")
    press(opened, "Tab", "Enter")
    assert opened.seen()["match"].pairs == ANSWERS["match"]
    assert opened.verdict("match") == RIGHT


def test_gaps_on_two_lines_do_not_touch(learner: Learner, site: Site) -> None:
    gaps = "<quiz>\n<!-- id: gaps -->\nA cat drinks [[some warm milk]] and a cow drinks [[cold water]].\n</quiz>\n"
    learner.open(site.publish(gaps, theme="bare"))
    learner.page.set_viewport_size({"width": 360, "height": 700})
    upper, lower = (rect(learner.item("gaps").locator("input").nth(which)) for which in (0, 1))
    assert upper["y"] + upper["height"] + 3 < lower["y"]


def test_enter_in_a_box_sends_nothing(opened: Learner) -> None:
    opened.item("match").locator("select").first.focus()
    press(opened, "Enter", "Escape")
    assert opened.seen()["match"].result == ""


def test_a_match_with_a_line_left_open_is_no_answer(opened: Learner) -> None:
    opened.answer_all({"match": ("A cat = Miaow",)})
    assert opened.seen()["match"].result == "Choose one in every line first."
    assert opened.item("match").locator("select").last.evaluate("(box) => box === document.activeElement")


def test_columns_of_a_match_are_named_where_they_stand_below_each_other(opened: Learner) -> None:
    """On a phone the two heads stood above the first line, as if both were the name of it."""
    look = """(pair) => ["::before", "::after"].map((part) => getComputedStyle(pair, part).content)"""
    match = opened.item("match")
    for width, heads, named in ((1280, True, ["none", "none"]), (360, False, ['"Animal"', '"Cry"'])):
        opened.page.set_viewport_size({"width": width, "height": 700})
        assert match.locator(".cw-heads").is_visible() == heads
        assert match.locator(".cw-pair:not(.cw-heads)").first.evaluate(look) == named
    tops = match.locator(".cw-pair > :is(label, select)").evaluate_all("(all) => all.map((one) => one.offsetTop)")
    assert tops == sorted(tops)


def test_a_settled_match_stays(opened: Learner) -> None:
    opened.answer("match", "A cat = Miaow", "A cow = Miaow")
    assert opened.verdict("match") == "Partly correct: 50%"
    boxes = opened.item("match").locator("select")
    assert [box.get_attribute("aria-invalid") for box in boxes.all()] == ["false", "true"]
    boxes.last.focus()
    press(opened, "ArrowDown", "ArrowUp", "M", "Space", "Escape", "End")
    boxes.last.evaluate("(box) => { box.value = ''; box.dispatchEvent(new Event('input', { bubbles: true })); }")
    assert opened.seen()["match"].pairs == ("A cat = Miaow", "A cow = Miaow")


# --- numeric and short


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.200,5", RIGHT), (" +700 ", RIGHT), ("699", WRONG), ("−900", WRONG), ("1,300", RIGHT),
        ("heavy", "That is not a number: write it as 1234.5."), ("  ", "Fill in every blank first."),
    ],
)  # fmt: skip
def test_a_number_is_read_or_asked_for_again(opened: Learner, typed: str, said: str) -> None:
    opened.inputs("numeric").fill(typed)
    opened.inputs("numeric").press("Enter")
    assert opened.seen()["numeric"].result.startswith(said)
    assert (opened.storage() is None) == (said not in (RIGHT, WRONG))


@pytest.mark.parametrize(
    ("typed", "said", "why"), [("COW ", RIGHT, ""), ("Calf", WRONG, "It will, in a year or two."), ("goat", WRONG, "")]
)
def test_a_foreseen_mistake_has_its_reason(opened: Learner, typed: str, said: str, why: str) -> None:
    opened.inputs("short").fill(typed)
    opened.inputs("short").press("Enter")
    assert opened.verdict("short") == said
    assert ("It will, in a year or two." in opened.seen()["short"].result) == bool(why)
    assert "Both cow and calf are cattle." in opened.seen()["short"].result
    assert opened.inputs("short").get_attribute("readonly") is not None


# --- saved


def test_answers_of_every_kind_are_there_after_a_reload(opened: Learner) -> None:
    opened.answer_all(ANSWERS)
    assert set(opened.verdicts().values()) == {RIGHT}
    opened.reload()
    assert {name: item.response for name, item in opened.seen().items()} == ANSWERS
    assert set(opened.verdicts().values()) == {RIGHT}
    assert opened.counts() == (4, 4)
    opened.reset_page()
    opened.reload()
    assert set(opened.verdicts().values()) == {None}


def wrong_shapes(name: str, response: list[str]) -> list[Any]:
    shapes: list[Any] = [[], [""], ["x"], response * 2, response[:-1], [*response, "x"], None, 7, "x", [1], [[]], {}]
    if name == "order":
        shapes += [[response[0]] * 4, response[::-1][:3]]
    if name == "match":
        left, _, right = response[0].partition(":")
        shapes += [[f"{left}:x", response[1]], [response[0]] * 2, [f"{left}:{right}", f"{left}:{response[1][9:]}"]]
        shapes += [[response[0], "__proto__:x"], [response[0], ":"]]
    return [shape for shape in shapes if shape != response]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_saved_response_of_the_wrong_shape_leaves_the_item_open(opened: Learner, name: str) -> None:
    opened.answer_all({name: ANSWERS[name]})
    state = opened.storage()
    response = state["items"][name]["response"]
    for shape in wrong_shapes(name, response):
        if name == "short" and shape in (["x"], [""]):
            continue  # any text is an answer; an empty one is dealt with above
        state["items"][name]["response"] = shape
        opened.page.evaluate("text => localStorage.setItem('coursewright:course', text)", json.dumps(state))
        opened.reload()
        assert opened.verdict(name) is None, shape
        assert "".join(opened.seen()[name].response) == "", shape
    opened.answer_all({name: ANSWERS[name]})
    assert opened.verdict(name) == RIGHT


# --- hints and certainty


def hints(learner: Learner, item: str) -> Locator:
    return learner.item(item).locator(".cw-hint")


def test_hints_come_one_after_the_other_and_are_saved(sure: Learner) -> None:
    assert [hint.is_visible() for hint in hints(sure, "sure").all()] == [True, False]
    hints(sure, "sure").first.locator("summary").press("Enter")
    expect(hints(sure, "sure").last).to_be_visible()
    assert sure.item("sure").get_by_text("It gives milk.").is_visible()
    sure.choose("sure", "The cow")
    sure.item("sure").get_by_label("Fairly sure").check()
    sure.submit("sure")
    entry = sure.storage()["items"]["sure"]
    assert (entry["hints"], entry["sure"], entry["score"]) == (1, 2, 1)
    assert entry["at"] > 1_700_000_000_000
    sure.reload()
    assert [hint.is_visible() for hint in hints(sure, "sure").all()] == [True, True]
    assert sure.item("sure").get_by_label("Fairly sure").is_checked()
    assert "You were fairly sure, and right." in sure.seen()["sure"].result


def test_how_sure_is_asked_before_the_verdict_and_told_to_whoever_listens(sure: Learner) -> None:
    sure.page.evaluate(
        "() => document.addEventListener('coursewright:answered', (event) => (window.heard = event.detail))"
    )
    sure.choose("sure", "The cat")
    sure.submit("sure")
    assert sure.seen()["sure"].result == "Say how sure you are first."
    assert sure.page.evaluate("() => document.activeElement.closest('.cw-sure') !== null")
    assert sure.storage() is None
    press(sure, "ArrowDown", "ArrowDown", "Enter")
    assert sure.verdict("sure") == WRONG
    assert "Such answers are worth coming back to." in sure.seen()["sure"].result
    heard = sure.page.evaluate("() => window.heard")
    assert heard.pop("latency") >= 0
    assert len(heard.pop("response")) == 1
    assert heard == {"id": "sure", "right": False, "score": 0, "sure": 3}
    sure.item("sure").locator(".cw-sure input").first.click(force=True)
    press(sure, "ArrowDown", "Space")
    assert sure.item("sure").get_by_label("Sure", exact=True).is_checked()
    sure.retry("sure")
    assert sure.item("sure").locator(".cw-sure input:checked").count() == 0


def test_an_answer_from_before_the_question_was_asked_still_holds(sure: Learner) -> None:
    sure.choose("sure", "The cow")
    sure.item("sure").get_by_label("Not sure").check()
    sure.submit("sure")
    state = sure.storage()
    for odd in (None, 0, 4, "3", [], {}):
        state["items"]["sure"]["sure"] = state["items"]["sure"]["hints"] = odd
        sure.page.evaluate("text => localStorage.setItem('coursewright:course', text)", json.dumps(state))
        sure.reload()
        assert sure.verdict("sure") == RIGHT
        assert sure.item("sure").locator(".cw-sure input:checked").count() == 0


# --- where the scripts come late, or not at all


def test_without_scripts_all_can_be_read_and_no_button_or_question_pretends(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    learner = Learner(new_context(java_script_enabled=False).new_page())
    learner.open(
        site.publish({"index.md": f"{ITEMS}\n<!-- quiz: sure -->\n", "../quizzes/sure.md": SURE}, theme="bare")
    )
    for text in ("Whale", "A cow", "It gives milk.", "Cuckoo", "How sure are you?", "It isn't a goat."):
        assert learner.page.get_by_text(text, exact=True).count() >= 1
    assert [hint.is_visible() for hint in hints(learner, "sure").all()] == [True, True]
    assert not learner.item("sure").locator(".cw-sure").is_visible()
    assert learner.page.locator("cw-item button").count() == 0
    learner.item("match").locator("select").first.select_option("Moo")
    learner.item("order").locator(".cw-answer summary").click()
    right = [row.inner_text().split("\n")[0] for row in learner.item("order").locator(".cw-answer .cw-reason").all()]
    assert [row.split(" An ant")[0] for row in right] == list(ANSWERS["order"])


def test_a_page_counts_nothing_before_the_kinds_are_there(learner: Learner, site: Site) -> None:
    """Else a lesson whose other items are answered would be done without these."""
    text = f"---\nid: zoo\n---\n# Zoo\n{ITEMS}\n<quiz>\n<!-- id: one -->\nWho?\n- [x] Me\n- [ ] You\n</quiz>\n"
    learner.page.route("**/kinds.js*", lambda route: route.fulfill(body=""))
    url = site.publish({"index.md": text}, theme="bare")
    learner.page.goto(url)
    learner.answer("one", "Me")
    assert "lessons" not in learner.storage()
    learner.page.unroute("**/kinds.js*")
    learner.reload()
    assert learner.storage()["lessons"]["zoo"]["total"] == 5
    assert learner.counts() == (1, 1)


def test_what_is_printed_has_lines_to_write_on_and_all_entries(opened: Learner) -> None:
    opened.page.emulate_media(media="print")
    assert opened.item("match").locator(".cw-on-paper").is_visible()
    assert "Cuckoo" in opened.item("match").locator(".cw-on-paper").inner_text()
    assert not hints(opened, "order").first.is_visible()
    assert not opened.item("order").locator(".cw-move").first.is_visible()
    line = "(step) => getComputedStyle(step, '::before').borderBlockEndStyle"
    assert opened.item("order").locator(".cw-step").first.evaluate(line) == "solid"
