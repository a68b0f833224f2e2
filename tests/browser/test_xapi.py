"""cmi5 and plain xAPI packages in a real browser: what an LMS that goes by the rules hears, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from lrs import ACTOR, REGISTRATION, VERBS, Lms
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page
from profiles import Profiles
from tides import export
from watch import Watch

from coursewright.packages import Exports

CORE, FINAL = "urn:coursewright:course:core", "urn:coursewright:course:final"


@pytest.fixture(scope="module")
def browser(at_once: Profiles) -> Profiles:
    return at_once


@pytest.fixture(scope="session")
def cmi5(tides: Exports) -> dict[str, bytes]:
    return export(tides, "cmi5")


@pytest.fixture(scope="session")
def xapi(tides: Exports) -> dict[str, bytes]:
    return export(tides, "xapi")


@pytest.fixture
def platform() -> Iterator[Callable[..., Lms]]:
    made: list[Lms] = []

    def make(package: dict[str, bytes], **more: Any) -> Lms:
        made.append(Lms(package, **more))
        return made[-1]

    yield make
    for lms in made:
        lms.close()
        assert lms.faults == []
        assert lms.invalid() == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    watch, found = Watch(), browser.new_context(reduced_motion="reduce")
    watch.follow(found)
    yield found
    found.close()
    by_a_store = re.compile("/xapi/|/fetch/|CORS")  # it says 404 where it has nothing
    assert [error for error in watch.errors if not by_a_store.search(error)] == []
    assert watch.strangers("http://127.0.0.1:") == []


def lesson(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[name=lesson]")


def launch(
    lms: Lms, context: BrowserContext, activity: str, *, mastery: float | None = 0.75, mode: str = "Normal"
) -> Page:
    page = context.new_page()
    page.goto(lms.launch(activity, f"{activity.rpartition(':')[2]}/index.html", mastery=mastery, mode=mode))
    lesson(page).locator("article").wait_for()
    return page


LONG_AGO = "(button) => { button.closest('cw-item').settledAt = 0; }"
"""Else the press could follow the verdict as the second half of a double one does, and not count."""


def until(page: Page, true: Callable[[], object]) -> None:
    for _ in range(400):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came")


def leave(lms: Lms, page: Page) -> list[str]:
    """Close the window; return what was said in its session, once its last word has come."""
    other = page.context.new_page()
    page.close()
    until(other, lambda: "terminated" in lms.launched.verbs)
    other.close()
    return lms.launched.verbs


def answer(page: Page, name: str, *, right: bool = True) -> None:
    item = lesson(page).locator(f'cw-item[data-item="{name}"]')
    item.get_by_label(f"{'Right' if right else 'Wrong'} for {name}", exact=True).check()
    item.locator(".cw-submit").click()
    item.locator(".cw-result .cw-verdict").first.wait_for()


def take_final(page: Page, *, right: bool) -> None:
    frame = lesson(page)
    frame.locator("cw-final .cw-press").first.click()
    for at in range(4):
        name = frame.locator("cw-final cw-item").get_attribute("data-item")
        frame.get_by_label(f"{'Right' if right else 'Wrong'} for {name}", exact=True).check()
        frame.get_by_role("button", name="Next" if at < 3 else "Hand in").click()
    frame.get_by_text("You have passed." if right else "This is below the pass mark.").first.wait_for()


def test_a_unit_from_launch_to_passed_and_the_final_behind_it(
    cmi5: dict[str, bytes], platform: Callable[..., Lms], context: BrowserContext
) -> None:
    lms = platform(cmi5)
    page = launch(lms, context, CORE)
    answer(page, "a-one", right=False)
    answer(page, "a-two")
    page.locator("#outline summary").click()
    page.get_by_role("link", name="Play").click()
    lesson(page).get_by_role("button", name="Skip this scenario").click()
    until(page, lambda: "completed" in lms.launched.verbs)
    assert "passed" not in lms.launched.verbs
    page.locator("#outline summary").click()
    page.get_by_role("link", name="Lesson a").click()
    again = lesson(page).locator('cw-item[data-item="a-one"]').get_by_role("button", name="Try Again")
    again.evaluate(LONG_AGO)
    again.click()
    answer(page, "a-one")
    until(page, lambda: "passed" in lms.launched.verbs)
    verbs = leave(lms, page)
    assert (verbs[0], verbs[-1], sorted(verbs[1:-1])) == (
        "initialized",
        "terminated",
        ["answered"] * 3 + ["completed", "passed"],
    )
    (passed,) = lms.said("passed")
    assert passed["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    first = lms.said("answered")[0]
    assert first["object"]["id"] == "urn:coursewright:course:item:a-one"
    assert first["result"]["success"] is False
    assert first["context"]["contextActivities"]["parent"] == [{"id": CORE}]

    page = launch(lms, context, CORE)  # all is there again, and nothing is said twice
    lesson(page).locator("cw-item.cw-settled").nth(1).wait_for()
    page.locator("#close").wait_for()
    assert leave(lms, page) == ["initialized", "terminated"]

    page = launch(lms, context, FINAL)
    take_final(page, right=False)
    until(page, lambda: "failed" in lms.launched.verbs)
    take_final(page, right=True)
    until(page, lambda: "passed" in lms.launched.verbs)
    verbs = leave(lms, page)
    assert sorted(verbs[1:-1]) == ["answered"] * 8 + ["completed", "failed", "passed"]


def test_what_is_done_while_the_platform_is_away_arrives_at_the_next_visit(
    cmi5: dict[str, bytes], platform: Callable[..., Lms], context: BrowserContext
) -> None:
    lms = platform(cmi5)
    page = launch(lms, context, CORE)
    until(page, lambda: lms.launched.verbs)
    lms.offline = True
    answer(page, "a-one")
    page.locator("#said").filter(has_text="Your learning platform doesn’t answer").wait_for()
    other = context.new_page()
    page.close()
    until(other, lambda: b"/terminated" in lms.refused)  # the last that this page sends
    other.close()
    lms.offline = False
    page = launch(lms, context, CORE)
    until(page, lambda: len(lms.launched.verbs) == 2)
    (found,) = lms.said("answered")
    assert found["timestamp"] < lms.said("initialized")[1]["timestamp"]
    lesson(page).locator("cw-item.cw-settled").wait_for()
    assert leave(lms, page) == ["initialized", "answered", "terminated"]


def test_a_store_of_another_origin_is_told_the_same_and_one_that_forbids_it_at_a_later_visit(
    cmi5: dict[str, bytes], platform: Callable[..., Lms], context: BrowserContext
) -> None:
    lms = platform(cmi5, foreign=True, allows=False)
    page = launch(lms, context, CORE)
    page.locator("#said").filter(has_text="Your answers wait here and are sent again.").wait_for()
    answer(page, "a-one")
    assert lms.said() == []
    page.close()
    lms.allows = True
    page = launch(lms, context, CORE)
    lesson(page).locator("cw-item.cw-settled").wait_for()
    answer(page, "a-two", right=False)
    until(page, lambda: len(lms.said("answered")) == 2)
    assert leave(lms, page) == ["initialized", "answered", "answered", "terminated"]
    assert lms.preflights
    page = launch(lms, context, CORE)
    lesson(page).locator("cw-item.cw-settled").nth(1).wait_for()
    assert leave(lms, page) == ["initialized", "terminated"]


def test_looking_back_says_nothing_of_it_and_a_reload_is_no_new_visit(
    cmi5: dict[str, bytes], platform: Callable[..., Lms], context: BrowserContext
) -> None:
    lms = platform(cmi5)
    page = launch(lms, context, CORE, mode="Review")
    page.locator("#said").filter(has_text="You are looking back: nothing is saved.").wait_for()
    answer(page, "a-one")
    page.reload()
    page.locator("#said").filter(has_text="This visit has ended.").wait_for()
    lesson(page).locator("article").wait_for()
    until(page, lambda: "terminated" in lms.launched.verbs)
    assert lms.launched.verbs == ["initialized", "terminated"]
    assert lms.documents == {}


def test_plain_xapi_tells_a_store_the_same(
    xapi: dict[str, bytes], platform: Callable[..., Lms], context: BrowserContext
) -> None:
    lms = platform(xapi, plain=True)
    page = context.new_page()
    page.goto(lms.launch("urn:coursewright:course", "index.html"))
    page.locator("#outline summary").click()
    page.get_by_role("link", name="Final").click()
    take_final(page, right=True)
    until(page, lambda: len(lms.said("answered")) == 4)
    verbs = leave(lms, page)
    assert (verbs[0], verbs[-1]) == ("initialized", "terminated")
    assert "passed" in verbs
    assert "completed" not in verbs  # the lesson is still to be done
    assert {one["context"]["registration"] for one in lms.said()} == {REGISTRATION}


def test_two_windows_of_a_visit_lose_nothing_of_each_other(xapi: dict[str, bytes], context: BrowserContext) -> None:
    lms = Lms(xapi, plain=True)  # two windows begin twice, which it calls a fault
    address = lms.launch("urn:coursewright:course", "index.html")
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(address)
        lesson(page).locator("cw-item").first.wait_for()
    answer(one, "a-one")
    until(one, lambda: len(lms.said("answered")) == 1)
    answer(other, "a-two", right=False)
    until(other, lambda: len(lms.said("answered")) == 2)
    again = context.new_page()
    for page in (one, other):
        page.close()
    until(again, lambda: len(lms.said("terminated")) == 2)
    again.goto(address)
    lesson(again).locator("cw-item.cw-settled").nth(1).wait_for()
    lms.close()


def test_a_launch_without_a_store_can_be_read(xapi: dict[str, bytes], context: BrowserContext) -> None:
    lms = Lms(xapi)
    page = context.new_page()
    page.goto(f"{lms.url}package/index.html")
    page.locator("#said").filter(has_text="Your learning platform can’t be reached").wait_for()
    lesson(page).locator("h1").wait_for()
    lms.close()


def statement(lms: Lms, verb: str, **result: Any) -> dict[str, Any]:
    category = [{"id": f"https://w3id.org/xapi/cmi5/context/categories/{name}"} for name in ("cmi5", "moveon")]
    activities = {**lms.launched.template["contextActivities"], "category": category[: 1 + (verb == "passed")]}
    return {
        "id": f"{len(lms.statements):08}-ba55-4991-94b0-01820dbd23a2",
        "timestamp": "2026-11-28T10:00:00.000Z",
        "actor": ACTOR,
        "verb": {"id": f"{VERBS}{verb}"},
        "object": {"id": CORE},
        "context": {**lms.launched.template, "registration": REGISTRATION, "contextActivities": activities},
        **({"result": result} if result else {}),
    }


def test_the_platform_of_these_tests_finds_what_is_wrong() -> None:
    lms = Lms({})
    lms.launch(CORE, "x", mastery=0.75)
    lms.launched.asked = ["data", "preferences"]
    lms._take(statement(lms, "initialized"))
    assert lms.faults == []
    passed = statement(lms, "passed", success=True, duration="PT1S", score={"scaled": 1})
    passed["context"]["extensions"] = {
        **passed["context"]["extensions"],
        "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": 0.75,
    }
    for change, said in (
        (("result", "score", {"scaled": 0.5}), "with a score of 0.5"),
        (("result", "duration", "1 s"), "without a duration"),
        (("context", "registration", ""), "without the registration"),
        (("context", "contextActivities", {}), "without what the template says"),
        (("object", "id", FINAL), "about another activity"),
    ):
        wrong = deepcopy(passed)
        wrong[change[0]][change[1]] = change[2]
        wrong["id"] = said
        lms._take(wrong)
        assert any(said in fault for fault in lms.faults), said
    lms.faults.clear()
    lms._take(statement(lms, "terminated", duration="PT1S"))
    assert lms.faults == []
    lms._take(statement(lms, "initialized"))
    assert len(lms.faults) == 2
    lms.close()
