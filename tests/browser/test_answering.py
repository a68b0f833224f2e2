"""A learner answers items: what the page says, keeps and gives back."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from learner import RIGHT, WRONG, Learner
from sites import Site

from coursewright.fragment.identity import same_answer

ITEMS = """
# Answering

<quiz>
<!-- id: single -->
What is the capital of Spain?
- [ ] Seville
  > Seville is the capital of Andalusia.
- [x] Madrid
  > Madrid has been the seat of the court since 1561.
- [ ] Barcelona
  > Barcelona is the capital of Catalonia.

Spain has seventeen autonomous communities.
</quiz>

<quiz>
<!-- id: multiple -->
Which cities are on the sea?
- [x] Lisbon
  > Lisbon lies where the Tagus meets the Atlantic.
- [ ] Madrid
  > Madrid lies in the middle.
- [x] Valencia
  > Valencia has a port.

The sea is never far in Portugal.
</quiz>

<quiz>
<!-- id: blanks -->
A small place for coffee is a [[café|coffee house]], and one for beer a [[bar]].
---
Both words are French by way of other languages.
</quiz>
"""
RESPONSES = {
    "single": (("Seville",), ("Madrid",)),
    "multiple": (("Lisbon", "Madrid"), ("Lisbon", "Valencia")),
    "blanks": (("tea room", "bar"), ("Coffee  House ", "BAR")),
}
FEEDBACK = {
    "single": ("Seville is the capital of Andalusia.", "Madrid has been the seat of the court since 1561."),
    "multiple": ("Madrid lies in the middle.", "Valencia has a port."),
    "blanks": ("", ""),
}
EXPLANATION = {
    "single": "Spain has seventeen autonomous communities.",
    "multiple": "The sea is never far in Portugal.",
    "blanks": "Both words are French by way of other languages.",
}
every_item = pytest.mark.parametrize("item", RESPONSES)


@pytest.fixture(autouse=True)
def _opened(learner: Learner, site: Site) -> None:
    learner.open(site.publish(ITEMS))


@every_item
def test_an_empty_submit_asks_for_an_answer_and_puts_the_focus_on_a_control(learner: Learner, item: str) -> None:
    learner.submit(item)
    seen = learner.seen()[item]
    assert seen.verdict is None
    assert seen.result == ("Fill in every blank first." if item == "blanks" else "Choose an answer first.")
    assert learner.page.evaluate("() => document.activeElement.closest('cw-item')?.dataset.item") == item
    assert learner.focused() == "INPUT"
    assert learner.counts() == (0, 0)
    assert learner.storage() is None
    learner.answer(item, *RESPONSES[item][1])
    assert learner.verdict(item) == RIGHT


def test_a_half_filled_text_puts_the_focus_on_the_empty_gap(learner: Learner) -> None:
    learner.type("blanks", "café")
    learner.submit("blanks")
    assert learner.verdict("blanks") is None
    name = learner.page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert name == "Answer 2 / 2: A small place for coffee is a …, and one for beer a …"


@every_item
@pytest.mark.parametrize("right", [False, True], ids=["wrong", "right"])
def test_a_submit_gives_the_verdict_the_reasons_and_the_explanation(learner: Learner, item: str, right: bool) -> None:
    assert EXPLANATION[item] not in learner.item(item).inner_text()
    learner.answer(item, *RESPONSES[item][right])
    seen = learner.seen()[item]
    assert seen.verdict == (RIGHT if right else WRONG)
    assert FEEDBACK[item][right] in seen.result
    assert EXPLANATION[item] in seen.result
    assert learner.counts() == (1, int(right))
    assert learner.focused() == "BUTTON"


def test_only_the_reasons_of_what_was_chosen_are_given(learner: Learner) -> None:
    learner.answer("single", "Barcelona")
    result = learner.seen()["single"].result
    assert "Barcelona is the capital of Catalonia." in result
    assert "Andalusia" not in result
    assert "1561" not in result


@every_item
def test_a_verdict_is_announced_in_a_live_region_that_was_there_before(learner: Learner, item: str) -> None:
    region = learner.item(item).get_by_role("status")
    assert region.count() == 1
    handle = region.element_handle()
    learner.answer(item, *RESPONSES[item][0])
    assert handle is not None
    assert WRONG in handle.inner_text()


@every_item
def test_answers_come_back_after_a_reload_and_can_be_tried_again(learner: Learner, item: str) -> None:
    learner.answer(item, *RESPONSES[item][0])
    before = learner.seen()[item]
    learner.reload()
    assert learner.seen()[item] == before
    assert learner.counts() == (1, 0)

    learner.retry(item)
    seen = learner.seen()[item]
    assert (seen.verdict, seen.chosen, "".join(seen.typed), seen.result) == (None, (), "", "")
    assert learner.focused() == "INPUT"
    assert learner.counts() == (0, 0)
    assert learner.item(item).locator(".cw-right:visible, .cw-wrong:visible, [aria-invalid]").count() == 0

    learner.answer(item, *RESPONSES[item][1])
    assert learner.verdict(item) == RIGHT
    learner.reload()
    assert learner.verdict(item) == RIGHT
    assert learner.counts() == (1, 1)


def test_an_answer_taken_back_is_gone_after_a_reload(learner: Learner) -> None:
    learner.answer("single", "Madrid")
    learner.retry("single")
    learner.reload()
    assert learner.seen()["single"].chosen == ()
    assert learner.counts() == (0, 0)


def test_a_double_press_does_not_take_the_verdict_away(learner: Learner) -> None:
    learner.choose("single", "Madrid")
    learner.button("single").dblclick()
    assert learner.verdict("single") == RIGHT


@every_item
def test_enter_in_a_control_submits_and_keeps_the_focus_there(learner: Learner, item: str) -> None:
    address = learner.page.url
    if item == "blanks":
        learner.type(item, *RESPONSES[item][1])
        learner.inputs(item).last.press("Enter")
    else:
        learner.choose(item, *RESPONSES[item][1])
        learner.item(item).locator(":checked").last.focus()
        learner.page.keyboard.press("Enter")
    assert learner.verdict(item) == RIGHT
    assert learner.focused() == "INPUT"
    learner.page.keyboard.press("Enter")
    assert learner.verdict(item) == RIGHT
    assert learner.page.url == address


def test_enter_that_ends_a_composition_does_not_submit(learner: Learner) -> None:
    learner.type("blanks", "café", "bar")
    learner.inputs("blanks").last.focus()
    devtools = learner.page.context.new_cdp_session(learner.page)
    devtools.send("Input.imeSetComposition", {"text": "ば", "selectionStart": 1, "selectionEnd": 1})
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229}
    devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    assert learner.verdict("blanks") is None
    devtools.send("Input.insertText", {"text": "ば"})
    learner.inputs("blanks").last.fill("bar")
    learner.page.keyboard.press("Enter")
    assert learner.verdict("blanks") == RIGHT


def test_spelling_variants_of_an_answer_are_equal_and_other_words_are_not(learner: Learner) -> None:
    equal = ["café", "cafe\u0301", "CAFÉ", " CAFE\u0301\u00a0", "coffee\u2003house", "ｃａｆé"]
    for typed in (*equal, "cafe", "cafés", "coffeehouse", "ca fé"):
        learner.answer_all({"blanks": [typed, "bar"]})
        assert learner.verdict("blanks") == (RIGHT if typed in equal else WRONG), ascii(typed)
        learner.reload()
        assert learner.seen()["blanks"].typed == (typed, "bar")
        assert learner.verdict("blanks") == (RIGHT if typed in equal else WRONG), ascii(typed)
        learner.retry("blanks")


def test_typed_markup_stays_text(learner: Learner) -> None:
    typed = '<img src=x onerror="window.ran = true">'
    learner.answer("blanks", typed, "bar")
    learner.reload()
    assert learner.seen()["blanks"].typed == (typed, "bar")
    assert learner.item("blanks").locator("img").count() == 0
    assert learner.page.evaluate("() => window.ran") is None


def test_what_was_chosen_but_not_submitted_is_not_put_on_another_choice(learner: Learner, site: Site) -> None:
    """Browsers give back the state of controls by their position in the form."""
    learner.choose("single", "Madrid")
    learner.choose("multiple", "Lisbon")
    learner.type("blanks", "café")
    learner.open("about:blank")
    site.publish("\n".join(swap(ITEMS.split("\n"), ("Seville", "Madrid"), ("Lisbon", "Madrid"))))
    learner.page.go_back()
    seen = learner.seen()
    assert seen["single"].chosen in ((), ("Madrid",))
    assert seen["multiple"].chosen in ((), ("Lisbon",))


def swap(lines: list[str], *pairs: tuple[str, str]) -> list[str]:
    """Return the lines with the choices of each pair, and their feedback, in each other's place; keys go with them."""
    for pair in pairs:
        first = next(at for at, line in enumerate(lines) if line.endswith(f"] {pair[0]}"))
        second = next(at for at, line in enumerate(lines) if line.endswith(f"] {pair[1]}") and abs(at - first) <= 4)
        for offset in (0, 1):
            lines[first + offset], lines[second + offset] = lines[second + offset], lines[first + offset]
    return lines


@every_item
def test_an_answer_that_stands_takes_the_button_away_but_not_the_focus(learner: Learner, site: Site, item: str) -> None:
    site.publish(f"---\nquiz: {{disable_after_submit: true, show_correct: false}}\n---\n{ITEMS}")
    learner.reload()
    learner.answer(item, *RESPONSES[item][0])
    assert learner.verdict(item) == WRONG
    assert learner.focused() == "INPUT"
    for _ in range(2):
        assert not learner.button(item).is_visible()
        assert not learner.item(item).locator("details").is_visible()
        learner.reload()
        assert learner.verdict(item) == WRONG
    learner.reset_page()
    learner.answer(item, *RESPONSES[item][1])
    assert learner.verdict(item) == RIGHT


SURVEY = """
<quiz>
<!-- id: survey; scored: false -->
How do you feel about it?
- [ ] Calm
  > Good to hear.
- [ ] Worried
  > Most people are, at first.
</quiz>

<quiz>
<!-- id: scored -->
Is it raining?
- [x] Yes
  > Look outside.
- [ ] No
  > Look outside.
</quiz>
"""


def test_an_unscored_item_gives_its_reason_without_a_verdict(learner: Learner, site: Site) -> None:
    site.publish(SURVEY)
    learner.reload()
    learner.answer("survey", "Worried")
    seen = learner.seen()["survey"]
    assert seen.verdict is None
    assert "Most people are, at first." in seen.result
    assert learner.score() == "Answered: 0 / 1 Correct: 0 / 1"
    assert learner.storage() is None


BLOCKS = """
<quiz>
<!-- id: blocks -->
Which one prints nothing?
- [x] A comment:

    ```python
    # hello
    ```
  > A comment does nothing.
- [ ] A call
  > It prints.
</quiz>
"""


def test_a_click_on_the_text_of_a_choice_that_holds_blocks_picks_it(learner: Learner, site: Site) -> None:
    site.publish(BLOCKS, config={"markdown_extensions": ["pymdownx.superfences"]})
    learner.reload()
    learner.item("blocks").get_by_text("# hello").first.click()
    learner.submit("blocks")
    assert learner.verdict("blocks") == RIGHT
    learner.item("blocks").get_by_text("A call").first.click(force=True)
    assert learner.inputs("blocks").first.is_checked()


DIFFERENT_CHARACTERS = """() => {
  const source = window.itemHtml, holder = document.createElement("div");
  holder.innerHTML = source;
  const item = holder.firstElementChild;
  const first = item.querySelector("input");
  const fields = window.pairs.map(([typed, accepted]) => {
    const field = first.cloneNode();
    field.value = typed;
    field.dataset.accept = JSON.stringify([accepted]);
    return field;
  });
  for (const old of item.querySelectorAll("input")) old.remove();
  item.querySelector(".cw-controls").append(...fields);
  item.dataset.item = "all-characters";
  document.querySelector("cw-score").before(item);
  item.querySelector(".cw-submit").click();
  return fields.filter((field) => field.getAttribute("aria-invalid") !== "false").map((field) => field.value);
}"""


def test_every_character_is_compared_as_the_checker_compares_it(learner: Learner) -> None:
    """``same_answer`` in Python and in the player are one function: it decides what is right in every classroom."""
    characters = [
        chr(code)
        for code in range(1, sys.maxunicode)
        if not 0xD800 <= code < 0xE000 and unicodedata.category(chr(code)) != "Cn" and chr(code) not in "\n\r"
    ]
    pairs = [
        (f"a{char}b", same_answer(f"a{char}b"))
        for char in characters
        if same_answer(f"a{char}b") != f"a{char}b" or char.isspace() or unicodedata.category(char) in ("Cc", "Cf", "Zs")
    ]
    pairs += [(f"x{char}", same_answer(f"x{char}")) for char in "Σσς\ufeff\u1680\u2028\u2029\x1c\x1f\x85\u200b\u3000"]
    pairs += [(f"{char}x y", same_answer(f"{char}x y")) for char in "\ufeff\u1680\u2028\u2029\x1c\x1f\x85\u200bİ"]
    source = learner.page.request.get(learner.page.url).text()
    start = source.index('<cw-item class="cw-item" id="item-blanks"')
    item = source[start : source.index("</cw-item>", start) + len("</cw-item>")]
    learner.page.evaluate("([item, pairs]) => { window.itemHtml = item; window.pairs = pairs }", [item, pairs])
    assert len(pairs) > 4000
    assert learner.page.evaluate(DIFFERENT_CHARACTERS) == []
