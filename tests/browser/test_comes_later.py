"""Scripts that come when they are needed: where they come late, or not at all, nothing is lost and nothing moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from learner import Learner
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sites import Site

READ = "A line to read.\n\n" * 150
ITEMS = """\
<quiz>
<!-- id: steps; type: order -->
Put them in order.

1. Listen
2. Speak
</quiz>

<quiz>
<!-- id: aloud; type: say -->
> “Hello there!”

Reply.

- [ ] You are warm.
- [ ] You name no reason.
</quiz>

<!-- quiz: sure -->
"""
SURE = """---
certainty: true
---
<quiz>
<!-- id: sure -->
Who says hello first?
- [x] The client
- [ ] The worker
</quiz>
"""
TEXTS = {
    "index.md": f"---\nid: long\n---\n# Long\n\n{READ}\n## Ask {{#ask}}\n\n{ITEMS}\n## Behind {{#behind}}\n\n{READ}",
    "other.md": "# Other\n\nA heron.\n",
    "../quizzes/sure.md": SURE,
}
LATER = "**/{aids,kinds,say}.js*"
_WATCH = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: "layout-shift" });
}"""
_DRAWN_TWICE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


@pytest.fixture
def url(site: Site) -> str:
    return site.publish(TEXTS, config={"plugins": ["search", "coursewright"], "markdown_extensions": ["attr_list"]})


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile that may say that it lacks a file."""
    context = browser.new_context()
    context.set_default_timeout(10000)
    yield context.new_page()
    context.close()


def jump(page: Page, to: str = "ask", block: str = "start") -> None:
    how = {"behavior": "instant", "block": block}
    page.evaluate("([id, how]) => document.getElementById(id).scrollIntoView(how)", [to, how])


@pytest.mark.parametrize(("to", "block"), [("ask", "start"), ("item-aloud", "start"), ("behind", "center")])
def test_whoever_jumps_to_an_item_sees_nothing_move(to: str, block: str, page: Page, url: str) -> None:
    held: list[Route] = []
    page.route(LATER, partial(list.append, held))
    page.goto(url)
    page.evaluate(_WATCH)
    jump(page, to, block)
    expect(page.locator("script[src*='say.js']")).to_have_count(1)
    expect(page.locator(f"#{to}")).to_be_in_viewport()
    page.evaluate(_DRAWN_TWICE)
    assert page.locator(".cw-submit").count() == 0
    for route in held:
        route.continue_()
    expect(page.locator(".cw-submit")).to_have_count(3)
    page.evaluate(_DRAWN_TWICE)
    assert page.evaluate("() => window.shifts") == []


def test_what_was_picked_before_the_script_came_is_not_forgotten(page: Page, url: str) -> None:
    held: list[Route] = []
    page.route(LATER, partial(list.append, held))
    page.goto(url)
    jump(page)
    item = page.locator("[data-item=sure]")
    item.get_by_label("The client").check()
    item.get_by_label("Not sure").check()
    assert item.locator(".cw-submit").count() == 0
    for route in held:
        route.continue_()
    item.locator(".cw-submit").click()
    expect(item.locator(".cw-calibration")).to_have_text(
        "You were not sure, and right: you know more than you thought."
    )


@pytest.mark.parametrize("name", ["steps", "aloud", "sure"])
def test_who_has_come_to_the_answer_by_keyboard_is_not_lost(name: str, page: Page, url: str) -> None:
    held: list[Route] = []
    page.route(LATER, partial(list.append, held))
    page.goto(url)
    jump(page)
    item = page.locator(f"[data-item={name}]")
    item.locator(".cw-answer summary").focus()
    for route in held:
        route.continue_()
    expect(item.locator(".cw-submit")).to_be_focused()
    expect(item.locator(".cw-submit")).to_be_in_viewport()


def lose_kinds(page: Page, url: str) -> list[str]:
    """Open the page and come to an item whose script can't be had; the list grows with each time it's asked for."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        lost.append(route.request.url)
        route.abort()

    page.route("**/kinds.js*", lose)
    page.goto(url)
    jump(page)
    expect(page.locator("[data-item=sure] .cw-submit")).to_be_visible()
    expect(page.locator("[data-item=steps] .cw-answer summary")).to_be_visible()  # it can be read all the same
    page.wait_for_function("() => document.querySelector('template.cw-later').content.children.length === 1")
    return lost


def test_what_could_not_be_had_is_asked_for_again_after_a_while(page: Page, url: str) -> None:
    lose_kinds(page, url)
    with page.expect_request("**/kinds.js*"):  # and in vain
        pass
    page.unroute("**/kinds.js*")
    expect(page.locator("[data-item=steps] .cw-move")).to_have_count(4)


def test_what_could_not_be_had_is_asked_for_once_there_is_a_line_again(page: Page, url: str) -> None:
    page.clock.install()
    page.clock.pause_at(2**31 * 1000)  # whoever waits would wait for good
    assert len(lose_kinds(page, url)) == 1
    page.unroute("**/kinds.js*")
    page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(page.locator("[data-item=steps] .cw-move")).to_have_count(4)


def test_what_is_saved_is_counted_before_anybody_scrolls(new_context: Callable[..., BrowserContext], url: str) -> None:
    learner = Learner(new_context().new_page())
    learner.open(url)
    assert learner.page.locator(".cw-submit").count() == 0
    jump(learner.page)
    learner.item("sure").get_by_label("Not sure").check()
    learner.answer("sure", "The client")
    state = learner.storage()
    assert state["lessons"]["long"]["answered"] == 1
    text = json.dumps({**state, "lessons": {}})
    learner.page.goto(f"{url}other/")
    learner.page.evaluate("text => localStorage.setItem('coursewright:course', text)", text)
    learner.open(url)
    expect(learner.page.locator("[data-item=aloud] .cw-record")).to_have_count(1)
    assert learner.counts() == (1, 1)
    assert learner.storage()["lessons"]["long"]["answered"] == 1


def test_search_takes_what_is_typed_before_its_script_has_come(page: Page, url: str) -> None:
    held: list[Route] = []
    page.route("**/search.js", partial(list.append, held))
    page.goto(url)
    page.locator(".cw-search-open").click()
    expect(page.locator("script[src*='search.js']")).to_have_count(1)
    page.keyboard.type("heron")
    held.pop().continue_()
    expect(page.locator(".cw-search-results li")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/other/")


def test_search_that_could_not_come_comes_with_the_next_press(page: Page, url: str) -> None:
    page.route("**/search.js", lambda route: route.abort())
    page.goto(url)
    with page.expect_event("requestfailed"):
        page.locator(".cw-search-open").click()
    page.unroute("**/search.js")
    page.keyboard.press("Escape")
    page.locator(".cw-search-open").click()
    page.keyboard.type("heron")
    expect(page.locator(".cw-search-results li")).to_have_count(1)
