"""A profile goes on to the next test only if it can forget what the last one did to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Page
from profiles import Profiles
from sites import Site


def test_a_clock_that_a_test_has_stopped_goes_no_further(browser: Profiles) -> None:
    stopped = browser.new_context()
    page = stopped.new_page()
    page.clock.set_fixed_time(1)
    page.goto("about:blank")
    stopped.close()
    plain = browser.new_context()
    assert plain._context is not stopped._context
    assert plain.new_page().evaluate("() => Date.now()") > 1_000_000
    plain.close()
    again = browser.new_context()
    assert again._context is plain._context
    again.close()


def test_what_a_page_of_an_earlier_test_says_late_is_not_heard(browser: Profiles) -> None:
    first = browser.new_context()
    old = first.new_page()
    first.close()
    second = browser.new_context()
    assert second is first
    heard: list[Page | None] = []
    second.on("request", lambda request: heard.append(request.page))
    new = second.new_page()
    for page in (old, None, new):
        second._heard[-1][1](SimpleNamespace(page=page))
    assert heard == [None, new]
    second.close()


def test_what_a_worker_of_an_earlier_tests_site_asks_for_late_is_not_heard(
    browser: Profiles, new_site: Callable[[], Site]
) -> None:
    old, new = (new_site() for _ in range(2))
    for site in (old, new):
        site.publish({"index.md": "# One\n"}, theme="bare")
    first = browser.new_context()
    first.new_page().goto(old.url)
    first.close()
    second = browser.new_context()
    heard: list[str] = []
    second.on("request", lambda request: heard.append(request.url))
    second.new_page().goto(new.url)
    heard.clear()
    for site in (old, new):
        second._heard[-1][1](SimpleNamespace(url=f"{site.url}keep.js", page=None))
    assert heard == [f"{new.url}keep.js"]
    second.close()


def test_a_profile_with_a_worker_goes_no_further(browser: Profiles, site: Site, tmp_path: Path) -> None:
    site.folder = tmp_path
    for name in ("index.html", "worker.js"):
        (tmp_path / name).write_text("", encoding="utf-8")
    first = browser.new_context()
    page = first.new_page()
    page.goto(site.url)
    page.evaluate(
        "async () => (await navigator.serviceWorker.register('worker.js'), await navigator.serviceWorker.ready, 0)"
    )
    first.close()
    second = browser.new_context()
    assert second is not first
    second.close()
