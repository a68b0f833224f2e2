"""What a phone really loads of a page that it opens for the first time is what the tests of its size count."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Request, expect
from sites import Site

from first_load import first_load

_UNASKED = {"assets/coursewright/icon.svg", "assets/coursewright/course.webmanifest"}
"""What a browser without a window doesn't ask for."""


@pytest.mark.parametrize(
    "page", ["", "principle-1/limits/", "principle-3/whose-job/", "practice/touchline/", "final/", "review/"]
)
def test_a_first_visit_loads_what_is_counted_and_nothing_else(page: str, browser: Browser, course: Site) -> None:
    context = browser.new_context(viewport={"width": 412, "height": 823}, service_workers="block")
    opened, loaded = context.new_page(), set()

    def note(request: Request) -> None:
        path = urlsplit(request.url).path.lstrip("/")
        loaded.add(path + "index.html" if path.endswith("/") or not path else path)

    opened.on("request", note)
    opened.goto(course.url + page, wait_until="networkidle")
    context.close()
    counted = set(first_load(course.folder, f"{page}index.html"))
    assert loaded <= counted
    assert {name for name in counted - loaded if not name.endswith(".svg")} <= _UNASKED


def test_a_kinds_script_comes_as_its_item_comes_near(browser: Browser, course: Site) -> None:
    """Before somebody can answer it, and before it is seen."""
    page = browser.new_context(viewport={"width": 412, "height": 823}, service_workers="block").new_page()
    page.goto(course.url + "principle-3/whose-job/")
    item = page.locator("cw-item[data-kind=say]")
    expect(item.locator(".cw-submit")).to_have_count(0)
    height = page.viewport_size["height"] if page.viewport_size else 0
    page.evaluate("(ahead) => scrollTo(0, document.querySelector('[data-kind=say]').offsetTop - ahead)", 2.5 * height)
    expect(item.locator(".cw-submit")).to_have_count(1)
    expect(item).not_to_be_in_viewport()
    page.context.close()
