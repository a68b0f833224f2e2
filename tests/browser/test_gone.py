"""Finish and clear means gone: neither a way back, nor a reload, nor another tab brings anything again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from profiles import Profiles
from sites import Site
from story import PAGE as PLAY
from story import SHOP
from test_storage import BLOCK, REFUSE
from way import KEY, Taker, complete, publish

SECRET = "They nod first."
"""What a learner has written, and nobody else may read."""
LASTING = {
    "stored": "no-cache",
    "not stored": "no-store",
}
"""What the server says of its pages: one that may be stored comes back as it was left."""
_HELD = """() => [...document.querySelectorAll("textarea, input:not([type=radio], [type=checkbox]), input:checked")]
  .filter((field) => !field.closest(".cw-use, dialog")).map((field) => field.value).filter(Boolean)"""


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Profiles:
    """For who goes back, the Chromium that keeps pages; for the others what takes half of the processor."""
    found: Profiles = request.getfixturevalue("keeping" if "keeping" in request.fixturenames else "at_once")
    return found


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
SAY = """# Say

<quiz>
<!-- id: say; type: say -->
A client waves.

- [ ] You nod.
- [ ] You walk on.

Reply: “Hello.”
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
    more |= {"say.md": SAY, "sheet.md": "# Sheet\n\n<!-- course: sheet -->\n"}
    more |= {"go.md": "# Home\n\n<!-- course: continue -->\n", "dates.md": "# Dates\n\n<!-- course: calendar -->\n"}
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


def do_say(taker: Taker) -> None:
    item = taker.item("say")
    item.locator("textarea").fill(SECRET)
    taker.submit("say")
    item.get_by_label("You nod.").check()
    taker.submit("say")
    expect(item.locator(".cw-result")).to_contain_text("You ticked 1 of 2.")


def do_dates(taker: Taker) -> None:
    with taker.page.expect_download():
        taker.page.get_by_role("button", name="Save the dates").click()


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
    "say": do_say,
    "dates": do_dates,
    "sheet": do_nothing,
    "go": do_nothing,
}
_MARKED = """(found) => found.filter((one) => !one.closest(".cw-answer, .cw-book"))
  .map((one) => one.className || one.tagName)"""
MARKS = (
    ".cw-verdict, .cw-right, .cw-wrong, .cw-settled, .cw-calibration, .cw-done, .cw-passed, .cw-told, .cw-track, "
    ".cw-outcome, .cw-hint[open], .cw-progress, .cw-were-sure li, .cw-mark, .cw-missed li"
)


SAID = (SECRET, "Go on", "Attempt", "Due now", "Kept in", "You have finished", "Saved.", "You ticked")


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
    said = [word for word in SAID if word in body]
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


@pytest.mark.usefixtures("keeping")
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


@pytest.mark.parametrize("page", ["certificate", "agreement", "say", "a"])
def test_clear_and_back_to_a_page_whose_fields_alone_the_browser_keeps(page: str, taker: Taker, address: str) -> None:
    begin(taker, address, page)
    clear(taker, address)
    back(taker, as_left=False)
    assert shown(taker) == []


@pytest.mark.parametrize("page", DOINGS)
def test_clear_in_another_tab(page: str, taker: Taker, context: BrowserContext, address: str) -> None:
    begin(taker, address, page)
    clear(Taker(context.new_page()), address)
    expect(taker.page.locator("body")).not_to_contain_text("Kept in this browser.")
    taker.page.wait_for_function("key => localStorage.getItem(key) === null", arg=KEY)
    taker.page.wait_for_timeout(300)
    assert shown(taker) == []
    goes_on(taker, page)


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize("lasting", LASTING)
@pytest.mark.parametrize("way", ["back", "reload"])
def test_what_is_not_kept_is_gone_when_a_learner_leaves(
    way: str, lasting: str, taker: Taker, address: str, site: Site
) -> None:
    site.pages = LASTING[lasting]
    taker.open(address + "agreement/")
    taker.page.locator("textarea").first.fill(SECRET)
    if way == "back":
        taker.open(address + "a/")
        back(taker, as_left=True if lasting == "stored" else None)
    else:
        taker.reload()
    assert shown(taker) == []


@pytest.mark.usefixtures("keeping")
def test_what_is_kept_is_there_on_the_way_back(taker: Taker, address: str) -> None:
    taker.open(address + "agreement/")
    do_agreement(taker)
    taker.open(address + "a/")
    do_lesson(taker)
    taker.open(address + "b/")
    back(taker, as_left=True)
    assert taker.verdict("a-one") == "Incorrect answer."
    back(taker, as_left=True)
    assert taker.page.locator("textarea").first.input_value() == SECRET
    assert taker.page.locator("[data-do=keep]").is_checked()


@pytest.mark.usefixtures("keeping")
def test_what_could_not_be_saved_lasts_until_the_page_is_left(taker: Taker, address: str) -> None:
    taker.page.add_init_script(BLOCK)
    taker.open(address + "a/")
    do_lesson(taker)
    taker.open(address + "b/")
    back(taker, as_left=True)
    assert taker.counts() == (0, 0)
    assert shown(taker) == []


@pytest.mark.usefixtures("keeping")
def test_a_page_that_comes_back_shows_what_was_answered_elsewhere(taker: Taker, address: str) -> None:
    taker.open(address + "a/")
    do_lesson(taker)
    taker.open(address + "b/")
    taker.page.evaluate('key => localStorage.setItem(key, \'{"version": 2, "items": {}}\')', KEY)
    back(taker, as_left=True)
    assert taker.counts() == (0, 0)
    assert taker.verdict("a-one") is None


@pytest.mark.parametrize("script", [REFUSE, BLOCK])
def test_kept_is_only_said_where_it_is_true(script: str, taker: Taker, address: str) -> None:
    taker.page.add_init_script(script)
    taker.open(address + "agreement/")
    taker.page.locator("textarea").first.fill(SECRET)
    keep = taker.page.locator("[data-do=keep]")
    keep.click()
    expect(taker.page.locator(".cw-said")).to_have_text(
        "It couldn’t be kept: this browser doesn’t allow saving, or has no room for it."
    )
    assert not keep.is_checked()
    assert taker.page.locator("textarea").first.input_value() == SECRET  # it is still on the page


def test_when_the_storage_fills_up_it_is_said_and_taking_back_still_works(taker: Taker, address: str) -> None:
    taker.open(address + "agreement/")
    do_agreement(taker)
    line, said = taker.page.locator("textarea").first, taker.page.locator(".cw-said")
    taker.page.evaluate(
        """() => {
          const plain = window.plain = Storage.prototype.setItem;
          Storage.prototype.setItem = function (key, text) {
            if (text.length > (this.getItem(key) ?? "").length) throw new DOMException("Full.", "QuotaExceededError");
            plain.call(this, key, text);
          };
        }"""
    )
    line.press_sequentially(" Always.")
    expect(said).to_contain_text("It couldn’t be kept")
    taker.page.locator("[data-do=keep]").uncheck()
    expect(said).to_have_text("Nothing is kept: it is gone when you leave.")
    assert SECRET not in str(taker.storage())
    taker.page.evaluate("() => { Storage.prototype.setItem = window.plain }")
    taker.page.locator("[data-do=keep]").check()
    expect(said).to_have_text("Kept in this browser.")
    assert f"{SECRET} Always." in str(taker.storage())


@pytest.mark.parametrize("page", ["a", "agreement"])
def test_without_scripts_a_reload_shows_an_empty_form(
    page: str, new_context: Callable[..., BrowserContext], address: str
) -> None:
    reader = Taker(new_context(java_script_enabled=False).new_page())
    reader.open(f"{address}{page}/")
    field = reader.page.locator("textarea").first
    choice = reader.page.get_by_label("Right for a-one", exact=True)
    if page == "agreement":
        field.fill(SECRET)
    else:
        choice.check()
    reader.reload()
    assert field.input_value() == "" if page == "agreement" else not choice.is_checked()
