"""No page of the learner's path, in no state, fails a rule of axe or scrolls sideways."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe import add_axe
from playwright.sync_api import Browser, Page
from sites import Site
from test_accessibility import assert_sound
from way import Taker, complete, publish


@pytest.fixture
def taker(browser: Browser, site: Site) -> Iterator[Taker]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(10000)
    add_axe(context)
    taker = Taker(context.new_page())
    taker.open(publish(site))
    yield taker
    context.close()


def missed(page: Page) -> dict[str, Any]:
    """Return the parts of a state in which two questions are due, one of which the learner was sure of."""
    taken = {}
    for lesson, name in (("a", "a-one"), ("b", "b-one")):
        page.goto(f"{page.url.rsplit('/', 2)[0]}/{lesson}/" if page.url.count("/") > 3 else f"{page.url}{lesson}/")
        taker = Taker(page)
        taker.answer(name, f"Wrong for {name}")
        taken[name] = {"due": 1, "step": 0}
    items = Taker(page).storage()["items"]
    items["a-one"]["sure"] = 3
    return {"items": items, "review": taken}


@pytest.mark.parametrize("state", ["empty", "complete"])
def test_every_page_as_it_comes(state: str, taker: Taker, site: Site) -> None:
    if state == "complete":
        taker.put(**complete())
    for page in ("", "progress/", "final/", "review/", "certificate/", "agreement/"):
        taker.open(site.url + page)
        assert_sound(taker.page, f"{page or 'home'}, {state}", schemes=("light", "dark") if page else ("light",))


def test_the_final_from_question_to_result(taker: Taker, site: Site) -> None:
    taker.open(site.url + "final/")
    taker.press("Start the final assessment")
    assert_sound(taker.page, "first question")
    for label in ("Next", "Next", "Next", "Hand in"):
        taker.press(label)
    assert_sound(taker.page, "empty answers named")
    for _ in range(3):
        taker.press("Back")
    taker.take([True, False, True, True])
    assert_sound(taker.page, "result")
    taker.reload()
    taker.press("Start attempt 2")
    taker.reload()
    assert_sound(taker.page, "under way", schemes=("light",))


def test_review_in_each_state(taker: Taker, site: Site) -> None:
    taker.put(**missed(taker.page))
    taker.open(site.url + "review/")
    assert_sound(taker.page, "two due")
    for label in ("Right for a-one", "Wrong for b-one"):
        taker.press("Next question")
        assert_sound(taker.page, "asked", schemes=("light",))
        taker.choice(label).check()
        taker.page.locator("cw-review .cw-live .cw-submit").click()
        assert_sound(taker.page, "answered")
    taker.press("Next question")
    assert_sound(taker.page, "the last one")


def test_data_in_each_state(taker: Taker, site: Site, tmp_path: Any) -> None:
    taker.put(**complete())
    taker.open(site.url + "progress/")
    file = tmp_path / "file.json"
    other = {"lessons": {"a": {"answered": 1, "right": 0, "total": 2, "done": False}}}
    content = {"coursewright": "progress", "course": "course", "state": {"version": 2, **other}}
    file.write_text(json.dumps(content), encoding="utf-8")
    taker.page.locator("[data-do=import]").set_input_files(file)
    taker.page.locator(".cw-ask").wait_for()
    assert_sound(taker.page, "asks")
    taker.press("Cancel")
    taker.press("Finish and clear")
    assert_sound(taker.page, "asks to clear")
    taker.wait_out_double_press()
    taker.page.locator("[data-do=clear]").click()
    assert_sound(taker.page, "cleared", schemes=("light",))


def test_targets_are_large_enough_for_a_finger(taker: Taker, site: Site) -> None:
    taker.page.set_viewport_size({"width": 360, "height": 640})
    taker.put(**complete())
    for page in ("progress", "final", "certificate", "agreement"):
        taker.open(f"{site.url}{page}/")
        for target in taker.page.locator(".cw-path").locator("button, input:not([type=checkbox]), textarea").all():
            if target.is_visible():
                box = target.bounding_box()
                assert box is not None
                assert box["height"] >= 44, target.inner_html()
