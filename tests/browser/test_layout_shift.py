"""Nothing on a page moves while it loads over a slow line on a slow phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from sites import Site

_WATCH = """window.shifts = [];
const told = ({ node, previousRect: from, currentRect: to }) =>
  `${(node?.parentElement ?? node)?.outerHTML.slice(0, 200)}: ${from.x},${from.y} to ${to.x},${to.y}`;
new PerformanceObserver((list) => {
  for (const { sources, value } of list.getEntries()) window.shifts.push([value, ...sources.map(told)]);
}).observe({ type: "layout-shift", buffered: true });"""
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
_DRAWN_TWICE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "principle-1/limits/",
        "practice/touchline/",
        "progress/",
        "final/",
        "review/",
        "certificate/",
        "tools/agreement/",
    ],
)
def test_nothing_moves(path: str, width: int, browser: Browser, course: Site) -> None:
    shifts = shifts_of(browser, course.url + path, width)
    # What the page does, it does each time; once in some thousand loads a busy machine has moved a word by itself.
    assert not shifts or not shifts_of(browser, course.url + path, width), shifts


def shifts_of(browser: Browser, url: str, width: int) -> list[list[object]]:
    context = browser.new_context(viewport={"width": width, "height": 823}, is_mobile=width < 500)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", _SLOW)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(_WATCH)
    page.goto(url)
    page.evaluate(_DRAWN_TWICE)
    shifts: list[list[object]] = page.evaluate("() => window.shifts")
    context.close()
    return shifts
