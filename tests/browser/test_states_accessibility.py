"""What a learner meets on the way, a line that says something, a sheet, an offer, fails no rule of axe in any state."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe import add_axe
from playwright.sync_api import Browser, Page, expect
from sites import Site
from test_accessibility import assert_sound
from test_device import newest, settled
from test_device import publish as publish_device
from way import Taker, complete, publish

MORE = {
    "index.md": "# Home\n\n<!-- course: continue -->\n",
    "sheet.md": "# Sheet\n\n<!-- course: sheet -->\n",
    "dates.md": "# Dates\n\n<!-- course: calendar -->\n",
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(10000)
    add_axe(context)
    context.set_offline(False)  # what makes this profile the last one of its context
    yield context.new_page()
    context.close()


def test_where_the_learner_was_with_marks_in_the_outline(page: Page, site: Site) -> None:
    taker, address = Taker(page), publish(site, **MORE)
    taker.open(address + "b/")
    taker.answer("b-one", "Wrong for b-one")
    taker.open(address + "a/")
    taker.answer("a-one", "Right for a-one")
    taker.open(address)
    expect(page.locator(".cw-onward")).to_be_visible()
    expect(page.locator(".cw-outline .cw-progress")).not_to_have_count(0)
    assert_sound(page, "on the way")
    taker.put(**complete())
    taker.reload()
    expect(page.locator(".cw-when-done")).to_be_visible()
    assert_sound(page, "done")


def test_the_sheet_and_the_dates(page: Page, site: Site) -> None:
    taker, address = Taker(page), publish(site, **MORE)
    taker.open(address + "sheet/")
    expect(page.locator(".cw-missed .cw-said")).not_to_be_empty()
    assert_sound(page, "nothing missed")
    taker.open(address + "dates/")
    taker.press("Save the dates")
    assert_sound(page, "no dates yet")
    taker.open(address + "a/")
    taker.answer("a-one", "Wrong for a-one")
    taker.open(address + "agreement/")
    page.get_by_label("Keep what I write").check()
    page.locator("textarea").first.fill("We nod.")
    taker.open(address + "dates/")
    with page.expect_download():
        taker.press("Save the dates")
    assert_sound(page, "dates saved")
    taker.open(address + "sheet/")
    expect(page.locator(".cw-missed > ul > li")).to_have_count(1)
    expect(page.locator(".cw-agreed dd:visible")).to_have_count(1)
    assert_sound(page, "missed and agreed")


def test_the_course_on_the_device(page: Page, site: Site) -> None:
    site.pages = "no-cache"
    address = publish_device(site, 1)
    settled(page, address + "device/")
    said = page.locator("cw-device .cw-said")
    assert_sound(page, "to keep")
    page.context.set_offline(True)
    page.goto(address + "two/")
    expect(page.get_by_role("heading")).to_have_text("You are offline")
    assert_sound(page, "offline")
    page.goto(address + "device/")
    page.locator("[data-do=keep]").click()
    expect(said).to_contain_text("Not all of it has come.")
    assert_sound(page, "not all has come")
    page.context.set_offline(False)
    page.locator("[data-do=keep]").click()
    expect(said).to_contain_text("opens without a connection")
    assert_sound(page, "kept")
    publish_device(site, 2)
    newest(page)
    expect(page.locator(".cw-fresh a")).to_be_visible()
    assert_sound(page, "a new version is there")
    page.locator("[data-do=drop]").click()
    expect(said).to_contain_text("off this device")
    assert_sound(page, "off the device")
