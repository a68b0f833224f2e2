"""Everything that a mouse can do on an item, a keyboard can do too, and what is locked is locked for both."""

from __future__ import annotations

import pytest
from learner import RIGHT, WRONG, Learner
from playwright.sync_api import Locator
from sites import Site

TEXTS = ("Alder", "Beech", "Cedar", "Dogwood", "Elm")
ITEMS = f"""
<quiz>
<!-- id: single -->
Which tree is a conifer?
{chr(10).join(f"- [{'x' if text == 'Cedar' else ' '}] {text}{chr(10)}  > {text} has its reasons." for text in TEXTS)}
</quiz>

<quiz>
<!-- id: multiple -->
Which trees are broadleaved?
{chr(10).join(f"- [{' ' if text == 'Cedar' else 'x'}] {text}{chr(10)}  > {text} has its reasons." for text in TEXTS)}
</quiz>

<quiz>
<!-- id: blanks -->
The opposite of hot is [[cold]], and of wet [[dry]].
</quiz>

<quiz>
<!-- id: truefalse; type: truefalse -->
A cedar is a conifer.
- [x] True
- [ ] False
</quiz>

<quiz>
<!-- id: order; type: order -->
From small to big.

1. Bush
2. Tree
3. Forest
</quiz>

<quiz>
<!-- id: match; type: match -->
Which bears what?

| Tree | Fruit |
| --- | --- |
| Cedar | Cone |
| Oak | Acorn |
</quiz>

<quiz>
<!-- id: numeric; type: numeric -->
A pine has bundles of [[2]] needles or more.
</quiz>

<quiz>
<!-- id: short; type: short -->
Which tree bears acorns?
- [x] oak
</quiz>
"""
FILLED: dict[str, tuple[str, ...]] = {
    "single": ("Alder",),
    "multiple": ("Alder",),
    "truefalse": ("True",),
    "blanks": ("cold", "dry"),
    "order": ("Forest", "Bush", "Tree"),
    "match": ("Cedar = Cone", "Oak = Cone"),
    "numeric": ("2",),
    "short": ("elm",),
}
"""A response to each."""
IN_CONTROLS = "() => document.activeElement.closest('.cw-controls') !== null"
FILL = """([id, response]) => {
  const item = document.querySelector(`cw-item[data-item="${id}"]`);
  item.querySelectorAll("input[type=text]").forEach((input, at) => (input.value = response[at]));
  for (const choice of item.querySelectorAll(".cw-choice")) {
    if (response.includes(choice.innerText.trim())) choice.querySelector("input").checked = true;
  }
  for (const box of item.querySelectorAll("select")) {
    const left = box.labels[0].textContent;
    box.value = [...box.options].find((option) => response.includes(`${left} = ${option.textContent}`)).value;
  }
  item.querySelectorAll(".cw-move")[1]?.click();
}"""


@pytest.fixture(autouse=True)
def _opened(learner: Learner, site: Site) -> None:
    learner.open(site.publish(ITEMS, theme="bare"))


def before(item: Locator) -> None:
    """Put the focus right before an item, where Tab leads into it."""
    item.evaluate(
        """(item) => {
          const edge = (where) => {
            const link = Object.assign(document.createElement("a"), { href: "#", textContent: "edge" });
            item[where](link);
            return link;
          };
          edge("after");
          edge("before").focus();
        }"""
    )


def behind(item: Locator) -> None:
    before(item)
    item.locator("xpath=following-sibling::a").first.focus()


def press(learner: Learner, *keys: str) -> None:
    for key in keys:
        learner.page.keyboard.press(key)


FORWARDS = {text: ["Tab", *(["Space"] if at == 0 else []), *["ArrowDown"] * at] for at, text in enumerate(TEXTS)}
BACKWARDS = {
    # the first stop on the way back is the button, the second one the group, at its last choice
    text: ["Shift+Tab", "Shift+Tab", *(["Space"] if at == 0 else []), *["ArrowUp"] * at]
    for at, text in enumerate(reversed(TEXTS))
}


@pytest.mark.parametrize("way", ["forwards", "backwards"])
@pytest.mark.parametrize("submit", ["Enter", "button"])
def test_every_radio_can_be_reached_and_submitted(learner: Learner, way: str, submit: str) -> None:
    item = learner.item("single")
    for text in TEXTS:
        (before if way == "forwards" else behind)(item)
        press(learner, *(FORWARDS if way == "forwards" else BACKWARDS)[text])
        assert learner.seen()["single"].verdict is None
        assert learner.seen()["single"].chosen == (text,)
        press(learner, *(["Enter"] if submit == "Enter" else ["Tab", "Enter"]))
        seen = learner.seen()["single"]
        assert seen.verdict == (RIGHT if text == "Cedar" else WRONG)
        assert f"{text} has its reasons." in seen.result
        assert learner.focused() == ("INPUT" if submit == "Enter" else "BUTTON")
        learner.retry("single")
        learner.reload()


@pytest.mark.parametrize("way", ["forwards", "backwards"])
def test_every_checkbox_can_be_reached_and_submitted(learner: Learner, way: str) -> None:
    item = learner.item("multiple")
    (before if way == "forwards" else behind)(item)
    step = "Tab" if way == "forwards" else "Shift+Tab"
    if way == "backwards":
        press(learner, step)  # the button
    for text in TEXTS if way == "forwards" else reversed(TEXTS):
        press(learner, step)
        if text != "Cedar":
            press(learner, "Space")
    assert set(learner.seen()["multiple"].chosen) == set(TEXTS) - {"Cedar"}
    press(learner, "Enter")
    assert learner.verdict("multiple") == RIGHT


def test_gaps_can_be_filled_in_and_submitted(learner: Learner) -> None:
    before(learner.item("blanks"))
    press(learner, "Tab")
    learner.page.keyboard.type("cold")
    press(learner, "Tab")
    learner.page.keyboard.type("dry")
    press(learner, "Tab", "Space")
    assert learner.verdict("blanks") == RIGHT
    assert learner.focused() == "BUTTON"


def test_an_item_can_be_tried_again_and_the_focus_starts_over(learner: Learner) -> None:
    before(learner.item("single"))
    press(learner, *FORWARDS["Elm"], "Tab", "Enter")
    assert learner.verdict("single") == WRONG
    learner.wait_out_double_press()
    press(learner, "Enter")
    assert learner.seen()["single"].chosen == ()
    assert learner.focused() == "INPUT"
    press(learner, "ArrowDown", "ArrowDown", "Enter")
    assert learner.verdict("single") == RIGHT


def test_the_reasons_open_by_keyboard_after_the_verdict_and_not_before(learner: Learner) -> None:
    assert not learner.item("single").locator("summary").is_visible()
    learner.answer("single", "Elm")
    learner.button("single").focus()
    press(learner, "Tab")
    assert learner.focused() == "SUMMARY"
    press(learner, "Enter")
    assert learner.item("single").locator("details").get_by_text("Alder has its reasons.").is_visible()


# --- after the verdict


def test_a_settled_radio_keeps_its_choice(learner: Learner) -> None:
    learner.answer("single", "Dogwood")
    learner.inputs("single").nth(3).focus()
    for key in ("ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Space", "Enter", "Delete", "d", "Escape"):
        press(learner, key, key)
        assert learner.seen()["single"].chosen == ("Dogwood",), key
        assert learner.verdict("single") == WRONG
        assert learner.inputs("single").nth(3).evaluate("(input) => input === document.activeElement")


def test_a_settled_radio_that_is_not_chosen_stays_so(learner: Learner) -> None:
    learner.answer("single", "Dogwood")
    for at in range(5):
        learner.inputs("single").nth(at).focus()
        press(learner, "Space", "ArrowDown")
    learner.item("single").locator(".cw-choices").get_by_text("Cedar").click(force=True)
    learner.inputs("single").first.click(force=True)
    assert learner.seen()["single"].chosen == ("Dogwood",)


def test_settled_checkboxes_keep_their_choices(learner: Learner) -> None:
    learner.answer("multiple", "Alder", "Elm")
    for at in range(5):
        learner.inputs("multiple").nth(at).focus()
        press(learner, "Space", "ArrowDown", "Enter")
        learner.inputs("multiple").nth(at).click(force=True)
    learner.item("multiple").locator(".cw-choices").get_by_text("Cedar").click(force=True)
    assert set(learner.seen()["multiple"].chosen) == {"Alder", "Elm"}


def test_settled_choices_are_still_in_the_tab_order(learner: Learner) -> None:
    learner.answer("multiple", "Alder")
    before(learner.item("multiple"))
    for at in range(5):
        press(learner, "Tab")
        assert learner.inputs("multiple").nth(at).evaluate("(input) => input === document.activeElement")
        assert learner.inputs("multiple").nth(at).get_attribute("aria-disabled") == "true"


@pytest.fixture
def gap(learner: Learner) -> Locator:
    """The first gap of the settled fill-in, focused, all its text selected."""
    learner.answer("blanks", "warm", "dry")
    gap = learner.inputs("blanks").first
    gap.focus()
    press(learner, "Control+a")
    return gap


def test_a_settled_gap_keeps_its_text(learner: Learner, gap: Locator) -> None:
    for key in ("x", "Space", "Backspace", "Delete", "Control+x", "Control+z", "Control+y", "Shift+Insert", "Enter"):
        press(learner, "Control+a", key, key)
        assert learner.seen()["blanks"].typed == ("warm", "dry"), key
        assert learner.verdict("blanks") == WRONG
        assert gap.evaluate("(gap) => gap === document.activeElement")


def test_a_settled_gap_can_be_copied_from_but_not_pasted_to(learner: Learner, gap: Locator) -> None:
    gap.press("Control+c")
    learner.inputs("blanks").last.focus()
    press(learner, "Control+a", "Control+v")
    assert learner.seen()["blanks"].typed == ("warm", "dry")
    learner.wait_out_double_press()
    learner.retry("blanks")
    press(learner, "Control+v")
    assert learner.seen()["blanks"].typed == ("warm", "")


def test_a_settled_gap_takes_no_undo_of_what_was_typed(learner: Learner) -> None:
    learner.inputs("blanks").first.press_sequentially("warm")
    learner.inputs("blanks").last.press_sequentially("dry")
    press(learner, "Enter")
    assert learner.verdict("blanks") == WRONG
    press(learner, "Control+z", "Control+z", "Control+z")
    learner.inputs("blanks").first.focus()
    press(learner, "Control+z", "Control+z")
    assert learner.seen()["blanks"].typed == ("warm", "dry")


def test_a_settled_gap_takes_no_composition(learner: Learner, gap: Locator) -> None:
    devtools = learner.page.context.new_cdp_session(learner.page)
    devtools.send("Input.imeSetComposition", {"text": "さむ", "selectionStart": 2, "selectionEnd": 2})
    assert gap.input_value() == "warm"
    devtools.send("Input.insertText", {"text": "寒い"})
    assert learner.seen()["blanks"].typed == ("warm", "dry")


def test_a_settled_gap_takes_no_drop(learner: Learner, gap: Locator) -> None:
    def drop_on(target: Locator) -> None:
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box
        data = {"items": [{"mimeType": "text/plain", "data": "dropped"}], "dragOperationsMask": 1}
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        devtools = learner.page.context.new_cdp_session(learner.page)
        for kind in ("dragEnter", "dragOver", "drop"):
            devtools.send("Input.dispatchDragEvent", {"type": kind, **at, "data": data})

    drop_on(gap)
    assert learner.seen()["blanks"].typed == ("warm", "dry")
    learner.retry("blanks")
    drop_on(gap)
    assert learner.seen()["blanks"].typed == ("dropped", "")  # so the drop above was a real one


def test_a_settled_gap_is_put_right_when_something_else_writes_to_it(learner: Learner, gap: Locator) -> None:
    """Such as an extension that fills in forms: it sets the value and says so."""
    gap.evaluate("(gap) => { gap.value = 'cold'; gap.dispatchEvent(new Event('input', { bubbles: true })); }")
    assert learner.seen()["blanks"].typed == ("warm", "dry")


# --- focus


@pytest.mark.parametrize("item", FILLED)
def test_the_focus_never_falls_to_the_body(learner: Learner, item: str) -> None:
    learner.page.evaluate(
        """() => {
          window.lost = [];
          const look = (event) => setTimeout(() => {
            if (document.activeElement === document.body) window.lost.push(event.type);
          });
          for (const type of ["focusout", "keyup", "coursewright:answered"]) document.addEventListener(type, look);
        }"""
    )
    before(learner.item(item))
    walk = ("Tab", "Shift+Tab", "Shift+Tab", "Tab")
    for key in ("Enter", "Space"):
        learner.button(item).focus()
        press(learner, key)  # nothing to submit yet
        assert learner.page.evaluate(IN_CONTROLS)
        learner.page.evaluate(FILL, [item, FILLED[item]])
        learner.button(item).focus()
        press(learner, *walk, key, *walk)
        assert learner.verdict(item)
        learner.wait_out_double_press()
        press(learner, key)
        assert learner.verdict(item) is None
        assert learner.page.evaluate(IN_CONTROLS)
    reset = learner.page.locator(".cw-reset")
    reset.focus()
    press(learner, "Enter")
    learner.wait_out_double_press()
    press(learner, "Enter")
    assert reset.evaluate("(reset) => reset === document.activeElement")
    assert learner.page.evaluate("() => window.lost") == []
