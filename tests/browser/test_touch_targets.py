"""On a touch screen whatever can be pressed is at least 44 px high and wide: in items, scenarios and on the path."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from learner import Learner
from playwright.sync_api import Browser, Page
from sites import Site
from story import Player, texts
from test_accessibility import _ANSWER
from waits import begun
from way import Taker, complete, publish

from manual import examples

_SMALL = """(root) => {
  const area = (node) => {
    const box = node.matches("[type=radio], [type=checkbox]");
    const label = box && (node.closest(".cw-choice") ?? node.closest("label"));
    return (label || node).getBoundingClientRect();
  };
  const inText = (node) => node.matches("a") && node.closest("p, dd, .cw-explanation") &&
    node.textContent !== node.closest("p, dd, .cw-explanation").textContent;
  const all = [...document.querySelectorAll(root)].flatMap((part) =>
    [...part.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]);
  const seen = all.filter((node) => node.checkVisibility() && node.type !== "hidden" && !inText(node));
  return [seen.length, seen.filter((node) => Math.min(area(node).height, area(node).width) < 43.9).map((node) =>
    `${node.tagName} ${node.className} “${node.textContent.trim().slice(0, 40)}” ` +
    `${Math.round(area(node).width)}×${Math.round(area(node).height)}`)];
}"""
ITEMS, SCENARIO, PATH = "cw-item, cw-score, .cw-intro", "cw-scenario", ".cw-path"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def assert_large(page: Page, root: str) -> int:
    """Return how many targets there are; none is too small."""
    number, small = page.evaluate(_SMALL, root)
    assert small == []
    return int(number)


@pytest.mark.parametrize("state", ["before", "wrong", "right"])
def test_items_of_every_kind(state: str, page: Page, site: Site) -> None:
    page.goto(site.publish(examples()))
    begun(page)
    if state != "before":
        page.evaluate(_ANSWER, [state])
    assert assert_large(page, ITEMS) > 60


def test_a_scenario_from_the_note_to_the_clients_eyes(page: Page, site: Site) -> None:
    page.goto(site.publish(texts()))
    player = Player(Learner(page))
    for press in (
        "Start",
        "Look at the tray.",
        "Continue",
        "“We met at work.”",
        "Continue",
        "See it through",
        "Back to the debrief",
        "Say so on Monday.",
        "Continue",
        "Play again",
        "Back one step",
    ):
        assert assert_large(page, SCENARIO) >= 2
        player.press(press)
        for track in page.locator(".cw-track summary").all():
            track.click()


def test_the_gamebook_without_scripts(browser: Browser, site: Site) -> None:
    address = site.publish(texts())
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    links = page.locator(".cw-go a, .cw-book summary")
    assert links.count() > 10
    assert [box for link in links.all() if (box := link.bounding_box()) and box["height"] < 43.9] == []
    context.close()


def test_the_path(page: Page, site: Site) -> None:
    taker = Taker(page)
    taker.open(publish(site))
    for state in ({}, complete()):
        taker.put(**state)
        for name in ("progress", "final", "review", "certificate", "agreement"):
            taker.open(f"{site.url}{name}/")
            assert_large(page, PATH)
    taker.open(f"{site.url}final/")
    taker.press("Start attempt 2")
    assert assert_large(page, PATH) == 8  # three choices and the button, and a link to each of the four questions
    taker.take([False, False, False, False])
    assert assert_large(page, PATH) > 12
    taker.open(f"{site.url}a/")
    taker.answer("a-one", "Wrong for a-one")
    taker.put(review={"a-one": {"due": 1, "step": 0}})
    taker.open(f"{site.url}review/")
    taker.press("Next question")
    assert assert_large(page, PATH) > 3
    taker.choice("Right for a-one").check()
    page.locator("cw-review .cw-live .cw-submit").click()
    assert assert_large(page, PATH) > 3
