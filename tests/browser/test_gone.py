"""Finish and clear means gone: neither a way back, nor a reload, nor another tab brings anything again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import ARGUMENTS, CHROMIUM
from playwright.sync_api import Browser, BrowserContext, Playwright, expect
from sites import Site
from story import PAGE as PLAY
from story import SHOP
from test_storage import REFUSE
from way import KEY, Taker, complete, publish

DAY = 86400000
SECRET = "They nod first."
"""What a learner has written, and nobody else may read."""
LASTING = {
    "stored": "no-cache",
    "not stored": "no-store",
}
"""What the server says of its pages: one that may be stored comes back as it was left."""
_HELD = """() => [...document.querySelectorAll("textarea, input:not([type=radio], [type=checkbox]), :checked:not(option)")]
  .filter((field) => !field.closest(".cw-use, dialog")).map((field) => field.value).filter(Boolean)"""


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that keeps pages as they were left, as everybody's does; Playwright would switch that off."""
    chromium = playwright.chromium.launch(
        executable_path=str(CHROMIUM), args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield chromium
    chromium.close()


SURE = """---
certainty: true
---
<quiz>
<!-- id: sure -->
Which animal gives milk?

Hint: It has horns.
- [x] The cow
  > It does.
- [ ] The ant
  > It doesn't.
</quiz>
"""
KINDS = """# Kinds

<!-- quiz: sure -->

<quiz>
<!-- id: blanks -->
The opposite of hot is [[cold]].
</quiz>

<quiz>
<!-- id: order; type: order -->
From small to big.

1. Ant
2. Cow
3. Whale
</quiz>

<quiz>
<!-- id: match; type: match -->
Who says what?

| Who | What |
| --- | --- |
| Cat | Miaow |
| Cow | Moo |
</quiz>
"""


@pytest.fixture
def address(site: Site) -> str:
    site.pages = LASTING["stored"]
    more = {"kinds.md": KINDS, "../quizzes/sure.md": SURE, "play.md": PLAY, "../quizzes/scenarios/shop.md": SHOP}
    return publish(site, **more)


@pytest.fixture
def taker(context: BrowserContext) -> Taker:
    context.add_init_script('addEventListener("pageshow", (event) => { window.asLeft = event.persisted; });')
    return Taker(context.new_page())


# --- what a learner does on a page, and what is to be seen there when it is gone


def do_lesson(taker: Taker) -> None:
    taker.answer("a-one", "Wrong for a-one")
    taker.choose("a-two", "Right for a-two")  # and doesn't submit it


def do_kinds(taker: Taker) -> None:
    item = taker.item("sure")
    item.locator(".cw-hint summary").click()
    taker.choose("sure", "The cow")
    item.locator(".cw-sure input").last.check()
    taker.submit("sure")
    taker.answer("blanks", "cold")
    taker.answer("order", "Cow", "Ant", "Whale")
    taker.answer("match", "Cat = Miaow", "Cow = Moo")


def do_final(taker: Taker) -> None:
    taker.press("Start the final assessment")
    taker.take([True, False, True, True])
    taker.press("Start attempt 2")
    taker.choice(f"Right for {taker.asked()}").check()


def do_review(taker: Taker) -> None:
    taker.press("Next question")
    taker.choice("Wrong for a-one").check()
    taker.button("a-one").click()


def do_scenario(taker: Taker) -> None:
    taker.press("Start")
    taker.page.get_by_role("button", name="Look at the tray.").click()


def do_certificate(taker: Taker) -> None:
    taker.page.locator("[data-do=name]").press_sequentially(SECRET)


def do_agreement(taker: Taker) -> None:
    taker.page.locator("textarea").first.fill(SECRET)
    taker.page.locator("[data-do=keep]").check()
    expect(taker.page.locator(".cw-said")).to_have_text("Kept in this browser.")


def do_nothing(taker: Taker) -> None:
    """What is to be seen was there before."""


DOINGS: dict[str, Callable[[Taker], None]] = {
    "a": do_lesson,
    "kinds": do_kinds,
    "final": do_final,
    "review": do_review,
    "play": do_scenario,
    "certificate": do_certificate,
    "agreement": do_agreement,
    "progress": do_nothing,
}
_MARKED = """(found) => found.filter((one) => !one.closest(".cw-answer, .cw-book"))
  .map((one) => one.className || one.tagName)"""
MARKS = (
    ".cw-verdict, .cw-right, .cw-wrong, .cw-settled, .cw-calibration, .cw-done, .cw-passed, .cw-told, .cw-track, "
    ".cw-outcome, .cw-hint[open], .cw-progress, .cw-were-sure li, .cw-mark"
)


def begin(taker: Taker, address: str, page: str) -> None:
    """Have something saved, and do something on a page."""
    taker.open(address + "a/")
    missed = taker.item("a-one").get_attribute("data-revision")
    wrong = taker.page.get_by_label("Wrong for a-one", exact=True).get_attribute("value")
    if page not in ("a", "final"):
        state = complete(items={"a-one": {"revision": missed, "response": [wrong], "sure": 3}})
        taker.put(**state, review={"a-one": {"due": 1, "step": 0}}, learner={"name": {"text": SECRET}})
    taker.open(f"{address}{page}/")
    DOINGS[page](taker)
    assert shown(taker), "there is nothing that could be gone"


def shown(taker: Taker) -> list[str]:
    """Return what the page shows of what a learner has done."""
    body: str = taker.page.locator("body").inner_text()
    said = [word for word in (SECRET, "Go on", "Attempt", "Due now", "Kept in", "You have finished") if word in body]
    marks = taker.page.locator(MARKS).evaluate_all(_MARKED)
    return [*said, *marks, *taker.page.evaluate(_HELD)]


def clear(taker: Taker, address: str) -> None:
    taker.open(address + "progress/")
    button = taker.page.locator("[data-do=clear]")
    button.click()
    taker.wait_out_double_press()
    button.click()
    expect(taker.page.locator("cw-data .cw-said")).to_contain_text("is gone")


def back(taker: Taker, *, as_left: bool | None = None) -> None:
    taker.page.go_back(wait_until="commit")
    taker.page.wait_for_function("() => document.readyState === 'complete' && window.asLeft !== undefined")
    if as_left is not None:
        assert taker.page.evaluate("() => window.asLeft") is as_left


def goes_on(taker: Taker, page: str) -> None:
    """One more answer or keystroke saves that one alone."""
    if page == "a":
        taker.answer("a-two", "Right for a-two")
        assert set(taker.storage()["items"]) == {"a-two"}
        assert taker.storage()["lessons"]["a"] == {"answered": 1, "right": 1, "total": 2, "done": False}
    elif page == "kinds":
        taker.answer("sure", "The cow")
        assert taker.verdict("sure") is None  # how sure, it asks again
        taker.answer("blanks", "cold")
        assert set(taker.storage()["items"]) == {"blanks"}
    elif page == "final":
        taker.press("Start the final assessment")
        assert set(taker.final()) == {"current"}
        assert not any("response" in slot for slot in taker.final()["current"]["slots"])
    elif page == "play":
        taker.press("Start")
        saved = taker.storage()["scenarios"]["shop"]
        assert (saved["path"], saved["found"], saved["complete"]) == ([], [], False)
    elif page == "agreement":
        taker.page.locator("textarea").first.press_sequentially("x")
        assert taker.storage() is None
        taker.page.locator("[data-do=keep]").check()
        assert {line["text"] for line in taker.storage()["agreement"].values()} == {"x", ""}
    else:
        assert taker.storage() is None


# --- ways back


@pytest.mark.parametrize("lasting", LASTING)
@pytest.mark.parametrize("page", DOINGS)
def test_clear_and_back(page: str, lasting: str, taker: Taker, address: str, site: Site) -> None:
    site.pages = LASTING[lasting]
    begin(taker, address, page)
    clear(taker, address)
    back(taker, as_left=True if lasting == "stored" and page != "progress" else None)
    if page == "progress":
        back(taker)
        taker.open(address + "progress/")
    assert shown(taker) == []
    assert taker.storage() is None
    goes_on(taker, page)


@pytest.mark.parametrize("page", DOINGS)
def test_clear_in_another_tab(page: str, taker: Taker, context: BrowserContext, address: str) -> None:
    begin(taker, address, page)
    clear(Taker(context.new_page()), address)
    expect(taker.page.locator("body")).not_to_contain_text("Kept in this browser.")
    taker.page.wait_for_function("key => localStorage.getItem(key) === null", arg=KEY)
    taker.page.wait_for_timeout(300)
    assert shown(taker) == []
    goes_on(taker, page)
