"""Inside a frame that may run scripts and nothing else, as a page may be embedded elsewhere."""

from __future__ import annotations

import pytest
from learner import NOTICE, RESET_ASKED, RIGHT, WRONG
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect
from sites import Site
from test_answering import ITEMS, RESPONSES


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Page:
    """A page of the same server holds the frame; without ``allow-same-origin`` that is another origin all the same."""
    inner = site.publish(ITEMS, theme="bare")
    page = context.new_page()
    html = f'<title>Host</title><iframe sandbox="allow-scripts" width="700" height="900" src="{inner}"></iframe>'
    page.route("**/host", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{inner}host")
    return page


@pytest.fixture
def frame(page: Page) -> FrameLocator:
    frame = page.frame_locator("iframe")
    expect(frame.locator(".cw-submit")).to_have_count(3)
    return frame


def test_the_frame_has_no_storage_and_the_page_says_so(frame: FrameLocator) -> None:
    refused = "() => { try { return !localStorage } catch (error) { return error.name } }"
    assert frame.locator("body").evaluate(refused) == "SecurityError"
    expect(frame.locator("cw-score").get_by_text(NOTICE)).to_be_visible()


@pytest.mark.parametrize("submit", ["button", "Enter"])
def test_items_can_be_answered_and_tried_again(page: Page, frame: FrameLocator, submit: str) -> None:
    for right, said in ((False, WRONG), (True, RIGHT)):
        for name, responses in RESPONSES.items():
            item = frame.locator(f'cw-item[data-item="{name}"]')
            controls = item.locator(".cw-controls input")
            for at, text in enumerate(responses[right]):
                if name == "blanks":
                    controls.nth(at).fill(text)
                else:
                    item.locator(".cw-choices").get_by_text(text, exact=True).click()
            if submit == "button":
                item.locator(".cw-submit").click()
            else:
                controls.first.press("Enter")
            expect(item.locator(".cw-result > .cw-verdict")).to_have_text(said)
            frame.locator("body").evaluate("() => { const now = Date.now; Date.now = () => now() + 1000; }")
            if not right:
                item.locator(".cw-submit").click()
    expect(frame.locator(".cw-counts")).to_have_text("Answered: 3 / 3 Correct: 3 / 3")
    frame.locator(".cw-reset").click()
    expect(frame.locator(".cw-reset")).to_have_text(RESET_ASKED)
    frame.locator("body").evaluate("() => { const now = Date.now; Date.now = () => now() + 1000; }")
    frame.locator(".cw-reset").click()
    expect(frame.locator(".cw-counts")).to_have_text("Answered: 0 / 3 Correct: 0 / 3")
    assert page.url.endswith("/host")
