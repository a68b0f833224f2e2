"""No moment of a scenario, light or dark, wide or narrow, fails a rule of axe, scrolls sideways or moves the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from sites import Site
from test_accessibility import SCHEMES, assert_sound, page
from test_layout_shift import _DRAWN_TWICE

__all__ = ["page"]
SCENARIOS = {"touchline": (2, 0, 0, 0), "aisle-five": (0, 1, 2, 0)}
"""Which choice to make, scene by scene."""
_WATCH = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts.push(value);
}).observe({ type: "layout-shift", buffered: true });"""
_UNFOLD = """() => {
  for (const part of document.querySelectorAll("cw-scenario [hidden]")) part.hidden = false;
  for (const part of document.querySelectorAll("cw-scenario details")) part.open = true;
  document.querySelector(".cw-stage").remove();
}"""


def press(page: Page, name: str) -> None:
    page.locator(".cw-stage").get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_moment_of_a_path(name: str, page: Page, course: Site) -> None:
    page.goto(f"{course.url}practice/{name}/")
    page.evaluate("() => localStorage.clear()")
    page.reload()
    assert_sound(page, "note")
    press(page, "Start")
    for number, choice in enumerate(SCENARIOS[name]):
        assert_sound(page, f"scene {number}", schemes=SCHEMES if number == 0 else ("light",))
        page.locator(".cw-stage button.cw-line").nth(min(choice, page.locator("button.cw-line").count() - 1)).click()
        assert_sound(page, f"outcome {number}", schemes=("light",))
        press(page, "Continue")
        if not page.locator(".cw-stage button.cw-line").count():
            break
    for details in page.locator(".cw-track").all():
        details.locator("summary").click()
    assert page.locator(".cw-stage .cw-ending").count() == 1
    assert_sound(page, "ending")
    press(page, "See it through the client’s eyes")  # as this course calls it
    assert_sound(page, "the client’s eyes", schemes=("light",))


def test_every_scene_of_every_scenario_unfolded_as_a_gamebook(page: Page, course: Site) -> None:
    pages = [
        path.parent for path in sorted(course.folder.rglob("index.html")) if "<cw-scenario" in path.read_text("utf-8")
    ]
    assert len(pages) >= len(SCENARIOS)
    for folder in pages:
        page.goto(f"{course.url}{folder.relative_to(course.folder).as_posix()}/")
        page.evaluate(_UNFOLD)
        assert_sound(page, f"the gamebook of {folder.name}", widths=(320,))
        assert_sound(page, f"the gamebook of {folder.name}", widths=(1280,), schemes=("light",))


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_comes_or_a_scene_changes(width: int, browser: Browser, course: Site) -> None:
    context = browser.new_context(viewport={"width": width, "height": 640})
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.goto(f"{course.url}practice/touchline/")
    page.evaluate(_DRAWN_TWICE)
    press(page, "Start")
    start = page.evaluate("() => performance.now()")
    # For half a second, a press excuses what moves.
    page.wait_for_function("(start) => performance.now() > start + 600", arg=start)
    shifts = page.evaluate("() => window.shifts")
    context.close()
    assert shifts == []
