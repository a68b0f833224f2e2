"""Where the system chooses the colours, as for high contrast, what ours said is still there to be seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe import add_axe, run_axe
from moments import ALL, FROM_THE_TOP
from playwright.sync_api import Browser, Page, expect
from sites import Site
from story import PAGE, SHOP
from test_accessibility import TAGS
from test_zoom import PAGES
from waits import begun
from way import Taker, complete, publish

_FOCUS = """() => {
  const at = document.activeElement;
  const ringed = (part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  };
  return {
    name: at.outerHTML.slice(0, 100),
    out: at === document.body,
    seen: at.matches("audio") || [at, at.closest(".cw-choice, label")].some((part) => part && ringed(part)),
  };
}"""
"""What has the focus, and whether a ring is around it or its choice; a player's parts draw their own."""
_DRAWN = """(element) => {
  const { borderColor, borderStyle, borderWidth } = getComputedStyle(element);
  return [borderColor, borderStyle, borderWidth, getComputedStyle(element, "::after").content].join(" ");
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", forced_colors="active")
    context.set_default_timeout(10000)
    add_axe(context)
    yield context.new_page()
    context.close()


def go_through(page: Page, least: int) -> None:
    """Look at every text, then go from stop to stop of the tabulator, and look at each."""
    assert page.evaluate("() => matchMedia('(forced-colors: active)').matches")
    assert run_axe(page, TAGS).failures == []
    begun(page)
    page.evaluate(FROM_THE_TOP)
    stops = 0
    while stops < 200:
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUS)
        if at["out"]:
            break
        assert at["seen"], at
        stops += 1
    assert least < stops < 200


@pytest.mark.parametrize("path", ["", *(f"{path}/" for path in PAGES)])
def test_the_focus_is_seen_and_every_text_can_be_read(path: str, page: Page, course: Site) -> None:
    page.goto(course.url + path)
    go_through(page, least=8)


@pytest.mark.parametrize("way", ALL)
def test_so_it_is_at_every_moment_of_the_way(way: str, page: Page, site: Site) -> None:
    for _ in ALL[way](page, site):
        go_through(page, least=3)


def drawn(page: Page, *selectors: str) -> set[str]:
    """Return how the first of each is drawn."""
    return {page.locator(selector).first.evaluate(_DRAWN) for selector in selectors}


def test_questions_of_the_final_are_told_apart(page: Page, site: Site) -> None:
    taker = Taker(page)
    taker.open(publish(site) + "final/")
    taker.press("Start the final assessment")
    taker.take([True] * 4, until=2)
    shown = drawn(page, ".cw-strip [aria-current]", ".cw-strip li:first-child a", ".cw-strip li:last-child a")
    assert len(shown) == 3, shown


def test_verdicts_and_progress_are_words_and_signs(page: Page, site: Site) -> None:
    taker, address = Taker(page), publish(site)
    taker.open(address + "a/")
    taker.answer("a-one", "Wrong for a-one")
    assert taker.verdict("a-one") == "Incorrect answer."
    assert len(drawn(page, ".cw-choice.cw-wrong", ".cw-choice:not(.cw-wrong, .cw-right)")) == 2
    taker.put(**complete())
    taker.open(address + "progress/")
    expect(page.locator(".cw-done > .cw-state").first).to_contain_text("done")
    bar = page.locator("progress.cw-bar").first
    expect(bar).to_be_visible()
    assert bar.evaluate("(bar) => getComputedStyle(bar).appearance") == "auto"  # the system draws it


def test_a_choice_that_is_made_and_a_line_that_was_taken_are_told_from_the_others(page: Page, site: Site) -> None:
    taker = Taker(page)
    taker.open(publish(site) + "a/")
    taker.choose("a-one", "Right for a-one")
    made = page.locator("cw-item").first.locator("input:checked")
    expect(made).to_have_count(1)
    assert made.evaluate("(input) => getComputedStyle(input).appearance") != "none"  # the system draws it
    taker.submit("a-one")
    right = page.locator(".cw-choice.cw-right").first
    assert right.evaluate("(choice) => getComputedStyle(choice).borderTopStyle") == "solid"
    assert len(drawn(page, ".cw-choice.cw-right", ".cw-choice:not(.cw-wrong, .cw-right)")) == 2


_GROUND = """(part) => {
  const [own, page] = [part, document.body].map((one) => getComputedStyle(one));
  const filled = own.backgroundColor !== "rgba(0, 0, 0, 0)" && own.backgroundColor !== page.backgroundColor;
  const ground = filled ? own.backgroundColor : page.backgroundColor;
  return { filled, seen: own.color !== ground && own.borderTopColor !== page.backgroundColor };
}"""
"""Whether a button is filled; and whether its words and its frame are seen."""


def filled(page: Page, *selectors: str) -> list[bool]:
    """Return whether the first button or link of each is filled; all of each can be seen."""
    looks = [[part.evaluate(_GROUND) for part in page.locator(f"{one}:visible").all()] for one in selectors]
    assert [selector for selector, parts in zip(selectors, looks, strict=True) if not parts] == []
    assert all(look["seen"] for parts in looks for look in parts)
    return [parts[0]["filled"] for parts in looks]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_loud_button_is_told_from_the_quiet_one(scheme: str, page: Page, site: Site) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    taker = Taker(page)
    address = publish(site, **{"shop.md": PAGE, "../quizzes/scenarios/shop.md": SHOP})
    taker.open(address + "a/")
    taker.answer("a-one", "Right for a-one")
    assert filled(page, "cw-item:not(.cw-settled) .cw-submit", ".cw-settled .cw-submit") == [True, False]
    assert filled(page, ".cw-next [rel=next]", ".cw-next [rel=prev]") == [True, False]
    taker.open(address + "shop/")
    assert filled(page, ".cw-stage .cw-submit", ".cw-stage .cw-quiet") == [True, False]
    taker.open(address + "final/")
    taker.press("Start the final assessment")
    taker.take([True], until=1)
    taker.press("Next")
    assert filled(page, ".cw-moves .cw-press:not(.cw-plain)", ".cw-moves .cw-plain") == [True, False]
    taker.take([False] * 3)
    expect(page.locator(".cw-outcome-card")).to_be_visible()
    assert filled(page, "cw-final :is(.cw-onward > a, .cw-press:not(.cw-plain))") == [True]
    taker.open(address + "progress/")
    assert filled(page, ".cw-onward > a", ".cw-path .cw-plain") == [True, False]
