"""Under any theme, in any scheme of the page or the system: what is hidden isn't seen, and what is seen can be read.

No rule of axe fails in our parts, and none of them makes a page wider than a phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe import add_axe, run_axe, sized
from playwright.sync_api import Browser, Page, Route, expect
from sites import Site
from test_accessibility import _ANSWER, _SIDEWAYS, COLOURS, TAGS, WIDTHS
from themes import THEMES, publish
from waits import begun
from way import Taker, complete

OURS = "cw-item, cw-score, cw-scenario, .cw-path, .cw-needs, .cw-intro, .cw-local, .cw-term, .cw-def"
SYSTEMS = ("light", "dark")
FEW = ("Material, default", "Material, slate", "mkdocs, dark", "readthedocs")

_PEEKED = """(ours) => {
  const drawn = (element) => element.checkVisibility({ visibilityProperty: true });
  const seen = (element) => drawn(element) && element.getClientRects().length > 0;
  const told = (element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`;
  const parts = [...document.querySelectorAll(ours)].flatMap((part) => [part, ...part.querySelectorAll("*")]);
  const hidden = new Set();
  for (const part of parts) {
    if (part.hidden) [part, ...part.querySelectorAll("*")].forEach((inner) => hidden.add(inner));
    if (part.matches("details:not([open])")) {
      part.querySelectorAll(":scope > :not(summary:first-of-type)").forEach((inner) => hidden.add(inner));
    }
    if (part.matches(".cw-on-paper, .cw-tree, .cw-def:not(:popover-open)")) hidden.add(part);
  }
  return { looked: hidden.size, seen: [...hidden].filter(seen).map(told) };
}"""
_TRY_AGAIN = """() => document.querySelectorAll("cw-item.cw-settled").forEach((item) => {
  item.settledAt = 0; // the second half of a double press would not count
  item.querySelector(".cw-submit").click();
})"""


@pytest.fixture
def new_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Pages that ask nothing of another origin, as some themes would."""
    contexts = []

    def make(**options: Any) -> Page:
        context = browser.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        context.set_default_timeout(10000)
        add_axe(context)
        context.route(lambda url: not url.startswith(site.url), lambda route: route.abort())
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def assert_hidden(page: Page, state: str, least: int = 1) -> None:
    found = page.evaluate(_PEEKED, OURS)
    assert found["seen"] == [], state
    assert found["looked"] >= least, state


def assert_sound(page: Page, state: str) -> None:
    """Look at our parts of the page as it stands, wide and narrow, whatever the system's scheme is."""
    wrong = []
    for width in sized(page, WIDTHS):
        for system in SYSTEMS:
            page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
            found = run_axe(page, TAGS if system == SYSTEMS[0] else sorted(COLOURS), OURS.split(", "))
            assert found.texts > 0, state
            wrong += [f"{state}, {width} px, system {system}: {failure}" for failure in found.failures]
        if (over := page.evaluate(_SIDEWAYS)) > 0:
            wrong.append(f"{state}, {width} px: the page is {over} px wider than the window")
    assert not wrong, "\n".join(wrong)


def answer(page: Page, ways: list[str]) -> None:
    begun(page)
    page.evaluate(_ANSWER, ways)


@pytest.mark.parametrize("theme", THEMES)
def test_items_of_every_kind(theme: str, new_page: Callable[..., Page], site: Site) -> None:
    page = new_page()
    page.goto(publish(site, theme) + "kinds/")
    expect(page.locator(".cw-submit").first).to_be_visible()
    expect(page.locator(".cw-answer").locator("visible=true")).to_have_count(0)
    expect(page.locator(".cw-number").first).to_have_css("font-weight", "600")  # a heading, told from the stem below it
    assert_hidden(page, "before", 20)
    assert_sound(page, "before")
    answer(page, ["wrong", "right", "submit", "leave"])
    assert_hidden(page, "mixed")
    assert_sound(page, "mixed")
    page.evaluate(_TRY_AGAIN)
    expect(page.locator(".cw-answer").locator("visible=true")).to_have_count(0)
    assert_hidden(page, "tried again", 20)


@pytest.mark.parametrize("theme", FEW)
def test_a_scenario(theme: str, new_page: Callable[..., Page], site: Site) -> None:
    page = new_page()
    page.goto(publish(site, theme) + "play/")
    stage = page.locator(".cw-stage")
    expect(stage).to_be_visible()
    assert_hidden(page, "note", 20)
    assert_sound(page, "note")
    for said in ("Start", "Morning", "Continue", "We met at work", "Continue"):
        stage.locator("button", has_text=said).click()
        assert_hidden(page, said, 20)
        assert_sound(page, said)


@pytest.mark.parametrize("theme", FEW)
def test_the_path(theme: str, new_page: Callable[..., Page], site: Site) -> None:
    page = new_page()
    address = publish(site, theme)
    taker = Taker(page)
    for state in ("empty", "complete"):
        for name in ("", "progress/", "final/", "review/", "certificate/", "agreement/", "words/", "a/"):
            taker.open(address + name)
            assert_hidden(page, f"{name}, {state}", 0)
            assert_sound(page, f"{name}, {state}")
        taker.put(**complete())
    taker.open(address + "words/")
    page.get_by_role("button", name="tide").click()
    expect(page.locator(".cw-def")).to_be_visible()
    assert_sound(page, "a word explained")
    taker.put(review={"a-one": {"due": 1, "step": 0}})
    taker.open(address + "review/")
    taker.press("Next question")
    assert_hidden(page, "review")
    assert_sound(page, "review")
    page.evaluate("() => localStorage.clear()")
    taker.open(address + "final/")
    taker.press("Start the final assessment")
    assert_hidden(page, "final")
    assert_sound(page, "final")
    taker.take([True, False, True, True])
    assert_hidden(page, "result")
    assert_sound(page, "result")


@pytest.mark.parametrize("theme", ["Material, slate", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("scripts", ["off", "late"])
def test_no_answer_before_scripts_have_run(scripts: str, theme: str, new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(java_script_enabled=scripts != "off")

    def wait(route: Route) -> None:
        """Never answer."""

    page.route("**/assets/coursewright/*.js*", wait)
    page.goto(publish(site, theme) + "kinds/", wait_until="commit")
    answers = page.locator(".cw-answer")
    expect(answers.last.locator("summary")).to_be_visible(timeout=30000)  # the page is still coming
    assert page.locator(".cw-answer .cw-reasons, .cw-answer p").locator("visible=true").count() == 0
    answers.first.locator("summary").click()
    expect(answers.first.locator(":scope > :not(summary)").first).to_be_visible()


@pytest.mark.parametrize("theme", ["Material, slate", "mkdocs", "readthedocs"])
def test_paper_shows_the_answers_and_no_button(theme: str, new_page: Callable[..., Page], site: Site) -> None:
    page = new_page()
    page.goto(publish(site, theme) + "kinds/")
    expect(page.locator(".cw-submit").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".cw-answer").first.locator(":scope > :not(summary)").first).to_be_visible()
    assert page.locator(".cw-submit, .cw-score, .cw-answer > summary").locator("visible=true").count() == 0


@pytest.mark.parametrize("dark", [True, False])
def test_items_follow_the_scheme_that_a_reader_chooses(dark: bool, new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(color_scheme="light" if dark else "dark")
    page.goto(publish(site, "Material, default" if dark else "Material, slate") + "kinds/")
    colour = "() => getComputedStyle(document.querySelector('cw-item')).backgroundColor"
    before = page.evaluate(colour)
    page.evaluate("to => { document.body.dataset.mdColorScheme = to }", "slate" if dark else "default")
    assert page.evaluate(colour) != before
    assert_sound(page, "toggled")
