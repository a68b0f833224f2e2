"""Several tabs of one browser: each shows what is saved, whichever tab it was done in; none loses another one's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from profiles import Profiles
from sites import Site
from test_storage import heard
from way import Taker, bank, lesson, names, publish, question

_AT_ONCE = """([time, id, text]) => new Promise((done) => {
  const item = document.querySelector(`cw-item[data-item="${id}"]`);
  [...item.querySelectorAll(".cw-choice")].find((row) => row.innerText.trim() === text).querySelector("input").click();
  setTimeout(() => {
    while (Date.now() < time); // both tabs press in the same millisecond
    item.querySelector(".cw-submit").click();
    done();
  }, Math.max(0, time - Date.now() - 50));
})"""


@pytest.fixture(scope="module")
def browser(at_once: Profiles) -> Profiles:
    return at_once


@pytest.fixture
def taker(context: BrowserContext) -> Taker:
    return Taker(context.new_page())


@pytest.fixture
def tabs(context: BrowserContext, site: Site) -> Callable[..., list[Taker]]:
    def open_at(page: str, count: int = 2, **pages: str) -> list[Taker]:
        address = publish(site, **pages)
        found = [Taker(context.new_page()) for _ in range(count)]
        for tab in found:
            tab.open(address + page)
        return found

    return open_at


def counts(tab: Taker, answered: int, right: int) -> None:
    for name, count in (("answered", answered), ("correct", right)):
        expect(tab.page.locator(f"cw-score [data-count={name}]")).to_have_text(str(count))


def test_a_lesson_in_two_tabs_counts_what_is_saved(tabs: Callable[..., list[Taker]]) -> None:
    one, two, progress = tabs("a/", 3, **{"a.md": lesson("a", "a-one", "a-two", "a-three")})
    progress.open(progress.page.url.replace("/a/", "/progress/"))
    row = progress.page.locator("[data-step=lesson][data-id=a] .cw-state")
    one.answer("a-one", "Right for a-one")
    counts(two, 1, 1)
    assert two.verdict("a-one") == "Correct answer!"
    expect(row).to_have_text("1 of 3 answered")
    two.choose("a-three", "Wrong for a-three")  # and doesn't submit it: nobody takes that away
    two.answer("a-two", "Right for a-two")
    counts(one, 2, 2)
    assert two.seen()["a-three"].chosen == ("Wrong for a-three",)
    one.answer("a-three", "Right for a-three")
    counts(two, 3, 3)
    expect(row).to_have_text("done, 3 of 3 right")
    assert two.storage()["lessons"]["a"] == {"answered": 3, "right": 3, "total": 3, "done": True}
    two.retry("a-one")
    counts(one, 2, 2)
    assert one.seen()["a-one"].chosen == ()
    assert one.verdict("a-one") is None


def test_progress_follows_another_tab(tabs: Callable[..., list[Taker]]) -> None:
    progress, other = tabs("progress/")
    other.open(progress.page.url.replace("/progress/", "/a/"))
    other.answer("a-one", "Right for a-one")
    expect(progress.page.locator("[data-id=a] .cw-state")).to_have_text("1 of 2 answered")


def test_two_tabs_that_answer_within_a_millisecond_lose_nothing(tabs: Callable[..., list[Taker]]) -> None:
    ids = [f"a-{n}" for n in range(8)]
    one, two = tabs("a/", **{"a.md": lesson("a", *ids)})
    for at in range(0, 8, 2):
        time = one.page.evaluate("Date.now() + 150")
        for tab, name in ((one, ids[at]), (two, ids[at + 1])):
            tab.page.evaluate(f"(given) => {{ ({_AT_ONCE})(given); }}", [time, name, f"Right for {name}"])
        for tab in (one, two):
            counts(tab, at + 2, at + 2)
    heard(one, ids[-2])
    heard(one, ids[-1])
    assert set(one.storage()["items"]) == set(ids)
    assert one.storage()["lessons"]["a"]["done"] is True
    one.reload()
    counts(one, 8, 8)


def test_the_final_in_two_tabs_is_one_attempt(tabs: Callable[..., list[Taker]]) -> None:
    one, two = tabs("final/")
    one.press("Start the final assessment")
    expect(two.page.get_by_role("button", name="Go on with attempt 1")).to_be_visible()
    two.press("Go on with attempt 1")
    asked = one.take([True, True, True], until=3)
    drawn = [slot["id"] for slot in one.final()["current"]["slots"]]
    assert two.asked() == asked[0]
    expect(two.choice(f"Right for {asked[0]}")).to_be_checked()  # it was answered in the other tab
    for _ in range(3):
        two.press("Next")
    two.choice(f"Wrong for {two.asked()}").check()
    two.page.wait_for_function("() => coursewright.store().get('final', 'current').slots.every((one) => one.response)")
    one.page.wait_for_function("() => coursewright.store().get('final', 'current').slots.every((one) => one.response)")
    assert [slot["id"] for slot in one.final()["current"]["slots"]] == drawn
    one.press("Next")
    one.press("Hand in")
    assert one.final()["1"]["score"] == 3
    expect(two.page.locator("cw-final")).to_contain_text("Attempt 1: 3 of 4 points.")
    assert set(two.final()) == {"1"}


def test_a_draw_is_handed_in_once_whatever_a_tab_has_heard(tabs: Callable[..., list[Taker]]) -> None:
    one, two = tabs("final/")
    one.press("Start the final assessment")
    two.reload()
    two.press("Go on with attempt 1")
    one.take([True] * 4, until=4)
    two.page.evaluate("() => { coursewright.heard.push = () => 0; }")  # it hears of nothing any more
    one.press("Hand in")
    two.page.wait_for_function("() => coursewright.store().get('final', '1')")
    two.press("Next")
    expect(two.page.locator("cw-final")).to_contain_text("Attempt 1: 4 of 4 points.")
    assert set(two.final()) == {"1"}


def test_an_item_that_the_author_removes_is_no_longer_waited_for(taker: Taker, site: Site) -> None:
    taker.open(publish(site, **{"a.md": lesson("a", "a-one", "a-two", "a-three")}) + "a/")
    taker.answer("a-one", "Right for a-one")
    taker.answer("a-two", "Wrong for a-two")
    taker.open(site.url + "progress/")
    row = taker.page.locator("[data-step=lesson][data-id=a] .cw-state")
    expect(row).to_have_text("2 of 3 answered")
    publish(site, **{"a.md": lesson("a", "a-one", "a-three")})  # one that was answered: that answer counts no more
    taker.reload()
    expect(row).to_have_text("1 of 2 answered")
    publish(site, **{"a.md": lesson("a", "a-one", "a-two")})
    taker.reload()
    expect(row).to_have_text("done, 1 of 2 right")
    assert taker.storage()["lessons"]["a"] == {"answered": 2, "right": 1, "total": 2, "done": True}
    publish(site, **{"a.md": lesson("a", "a-one", "a-two", "a-three")})  # what was done once stays done
    taker.reload()
    expect(row).to_have_text("done, 1 of 3 right")
    publish(site, **{"a.md": lesson("a", "a-one").replace("What fits", "And what fits")})
    taker.reload()
    expect(row).to_have_text("done")


def test_what_a_bank_edit_leaves_of_the_final_is_said(taker: Taker, site: Site) -> None:
    taker.open(publish(site) + "final/")
    taker.press("Start the final assessment")
    asked = taker.take([True] * 4, until=4)
    edited, renamed = asked[0], asked[1]
    texts = {
        stratum: bank(
            *(
                question(name).replace("Right for", "Quite right for")
                if name == edited
                else question(name).replace(f"id: {name}", f"id: new; was: {name}")
                if name == renamed
                else question(name)
                for name in names(stratum)
            )
        )
        for stratum in ("tide", "rock")
    }
    publish(site, **texts)
    taker.reload()
    expect(taker.page.locator("cw-final .cw-notice")).to_have_text(
        "Answers left out, because their questions have been changed or removed since: 1. All others are kept."
    )
    taker.press("Go on with attempt 1")
    kept = [one["id"] for one in taker.final()["current"]["slots"] if "response" in one]
    assert kept == ["new", *asked[2:]]
    taker.reload()
    expect(taker.page.locator("cw-final .cw-notice")).to_have_count(0)


_RESTORED = """document.addEventListener("readystatechange", () => {
  if (document.readyState !== "interactive") return; // a browser gives a form back what it remembers as it parses it
  for (const input of document.querySelectorAll("cw-item .cw-choice:first-child input")) input.checked = true;
  for (const input of document.querySelectorAll("cw-item .cw-gap")) input.value = "remembered";
});"""


def test_what_a_browser_remembers_of_a_form_is_not_shown_as_chosen(taker: Taker, site: Site) -> None:
    more = "<quiz>\n<!-- id: gap -->\nThe opposite of hot is [[cold]].\n</quiz>\n"
    taker.open(publish(site, **{"a.md": lesson("a", "a-one", "a-two") + more}) + "a/")
    taker.answer("a-two", "Right for a-two")
    taker.choose("a-one", "Right for a-one")  # and doesn't submit it
    taker.page.add_init_script(_RESTORED)
    taker.reload()
    counts(taker, 1, 1)
    seen = taker.seen()
    assert (seen["a-one"].chosen, seen["gap"].typed) == ((), ("",))
    assert seen["a-two"].chosen == ("Right for a-two",)
