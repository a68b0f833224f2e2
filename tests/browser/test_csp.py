"""The course works under a strict Content-Security-Policy, asks nobody else for anything, and says no error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import Builder, Site
from watch import Watch

from engines import unlike

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types coursewright coursewright-worker test",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
LESSON = "principle-1/limits/"
_REPORT = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`${event.violatedDirective} forbids ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`);
});"""

_FORBIDDEN = """() => new Promise((resolve) => {
  let seen = 0;
  addEventListener("securitypolicyviolation", () => { if (++seen === 2) resolve(); });
  const own = trustedTypes.createPolicy("test", { createScript: (text) => text });
  document.body.append(Object.assign(document.createElement("script"), { textContent: own.createScript("1") }));
  fetch("https://example.org/").catch(() => {});
})"""


@pytest.fixture
def guarded(builder: Builder, course: Site) -> Iterator[Site]:
    """The course from a server that sends the policy with whatever it sends."""
    site = Site(builder)
    site.folder, site.headers = course.folder, {"Content-Security-Policy": POLICY}
    yield site
    site.close()


@pytest.fixture
def page(browser: Browser, guarded: Site) -> Iterator[Page]:
    """A page in a fresh profile; behind the test, nothing may have been forbidden, missing or asked of strangers."""
    watch = Watch()
    context = browser.new_context()
    context.set_default_timeout(5000)
    context.add_init_script(_REPORT)
    watch.follow(context)
    yield context.new_page()
    context.close()
    assert watch.errors == []
    assert watch.failed == []
    assert len(watch.requests) > 3
    assert watch.strangers(guarded.url) == []


def test_every_page_loads(page: Page, guarded: Site) -> None:
    """But those that are made of what others are made of."""
    for path in unlike(guarded.folder):
        page.goto(guarded.url + path.relative_to(guarded.folder).as_posix().removesuffix("index.html"))


def test_search_answers_and_the_scheme_work(page: Page, guarded: Site) -> None:
    page.goto(guarded.url + LESSON)
    page.locator(".cw-search-open").click()
    page.keyboard.type("consent")
    expect(page.locator(".cw-search-results li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.cw-search")).to_be_hidden()
    item = page.locator("cw-item").last
    item.locator(".cw-choice input").first.click()
    item.locator(".cw-sure input").first.click()
    item.locator(".cw-submit").click()
    expect(item.locator(".cw-result > .cw-verdict")).to_be_visible()
    before = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.locator(".cw-scheme").click()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != before
    page.reload()
    expect(item.locator(".cw-result > .cw-verdict")).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != before


def test_the_final_begins(page: Page, guarded: Site) -> None:
    """Its questions come out of a text, which Trusted Types look at."""
    page.goto(guarded.url + "final/")
    page.locator("cw-final .cw-press").first.click()
    expect(page.locator("cw-final cw-item")).to_be_visible()


def test_the_watch_sees_what_is_forbidden(browser: Browser, guarded: Site) -> None:
    """Else the tests above could not fail."""
    context = browser.new_context()
    context.add_init_script(_REPORT)
    watch = Watch()
    watch.follow(context)
    page = context.new_page()
    page.goto(guarded.url)
    page.evaluate(_FORBIDDEN)
    context.close()
    said = "\n".join(watch.errors)
    assert "script-src-elem forbids inline" in said
    assert "connect-src forbids https://example.org/" in said
