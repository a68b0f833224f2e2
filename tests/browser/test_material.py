"""A learner's whole way under Material: every kind of item, every page of the path, in one journey after the other.

What each part does by itself is tried under our theme; here, that each of them does it in Material's pages, too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from learner import RIGHT, WRONG
from playwright.sync_api import BrowserContext, expect
from sites import Site
from story import Player
from test_accessibility import _ANSWER, _WITHOUT_VERDICT
from themes import TEXTS, settings
from waits import begun
from way import REASON, Taker, complete

from coursewright.kinds import KINDS

DAY = 86_400_000
_KINDS = "() => [...document.querySelectorAll('cw-item')].map((item) => item.dataset.kind)"
_STATES = """() => [...document.querySelectorAll("cw-item")].map((item) =>
  [item.dataset.item, item.querySelector(".cw-result > .cw-verdict")?.textContent ?? ""])"""


@pytest.fixture
def taker(new_context: Callable[..., BrowserContext]) -> Taker:
    return Taker(new_context(reduced_motion="reduce").new_page())


@pytest.fixture
def address(site: Site) -> str:
    config = settings("Material, slate")
    config["plugins"] = ["search", *config["plugins"]]
    return site.publish(TEXTS, config=config)


def test_every_kind_is_answered_kept_and_taken_back(taker: Taker, address: str) -> None:
    taker.open(address + "kinds/")
    assert set(taker.page.evaluate(_KINDS)) == set(KINDS)
    begun(taker.page)
    taker.page.evaluate(_ANSWER, ["right"])
    assert taker.page.evaluate(_WITHOUT_VERDICT) == []
    before = taker.page.evaluate(_STATES)
    answered, right = taker.counts()
    assert answered == right > 10
    taker.reload()
    expect(taker.page.locator(".cw-settled").first).to_be_visible()
    assert taker.page.evaluate(_STATES) == before
    assert taker.counts() == (answered, right)
    taker.reset_page()
    assert taker.counts() == (0, 0)
    begun(taker.page)
    taker.page.evaluate(_ANSWER, ["wrong"])
    assert taker.counts()[1] < answered
    taker.page.emulate_media(media="print")
    expect(taker.page.locator(".cw-answer").first.locator(":scope > :not(summary)").first).to_be_visible()


def test_the_way_from_the_first_lesson_to_the_certificate(taker: Taker, address: str) -> None:
    page = taker.page
    page.clock.install()
    taker.open(address)
    assert "Answer every check question in the core lessons (1)." in page.locator("article").inner_text()
    taker.open(address + "certificate/")
    assert page.locator(".cw-missing [data-step] a:visible").all_inner_texts() == ["Lesson a", "Final"]

    taker.open(address + "a/")
    taker.answer("a-one", "Wrong for a-one")
    taker.answer("a-two", "Right for a-two")
    assert taker.verdicts() == {"a-one": WRONG, "a-two": RIGHT}
    expect(page.locator(".md-nav--primary [data-lesson=a] .cw-progress")).to_have_text("1/2")

    taker.open(address + "progress/")
    said = [" ".join(row.split()) for row in page.locator("cw-progress [data-step]").all_text_contents()]
    assert said == ["Lesson a done, 1 of 2 right", "Final not yet", "Lesson b not yet"]
    page.locator(".cw-onward a").click()
    page.wait_for_url("**/final/")
    taker.press("Start the final assessment")
    assert REASON not in page.locator("cw-final .cw-live").inner_text()
    taker.take([True, True, False, True])
    expect(page.locator("cw-final .cw-live")).to_contain_text("3 of 4 points. You have passed.")
    expect(page.locator("cw-final .cw-live")).to_contain_text(REASON)

    taker.open(address + "certificate/")
    page.get_by_label("Your name, as it should appear on the certificate").fill("Ann Example")
    page.keyboard.press("Tab")
    taker.reload()
    expect(page.locator(".cw-paper [data-line=name] dd")).to_have_text("Ann Example")
    page.emulate_media(media="print")
    expect(page.locator(".cw-paper")).to_be_visible()
    for other in ("h1", ".cw-press", ".md-header", ".md-footer", ".md-sidebar"):
        expect(page.locator(other).locator("visible=true")).to_have_count(0)
    page.emulate_media(media="screen")

    page.clock.fast_forward(2 * DAY)
    taker.open(address + "review/")
    taker.press("Next question")
    taker.choice("Right for a-one").check()
    page.locator("cw-review .cw-live .cw-submit").click()
    expect(page.locator("cw-review .cw-live .cw-result > .cw-verdict")).to_have_text(RIGHT)
    assert taker.storage()["review"]["a-one"]["step"] == 1


def test_a_scenario_is_played_left_and_taken_up_again(taker: Taker, address: str) -> None:
    taker.open(address + "play/")
    player = Player(taker)
    player.press("Start")
    player.play("Morning")
    taker.reload()
    player.press("Go on where you were")
    assert player.title() == "The clerk"
    player.play("From around")
    assert "Nobody learned a thing." in player.text()
    assert player.saved()["complete"] is True
    expect(taker.page.locator(".md-nav--primary .cw-progress")).to_have_accessible_name("done")
    taker.page.emulate_media(media="print")
    expect(taker.page.locator("cw-scenario")).to_contain_text("I can't come back here.")


def test_words_notes_and_the_agreement(taker: Taker, address: str) -> None:
    page = taker.page
    taker.open(address + "words/")
    page.get_by_role("button", name="tide").click()
    expect(page.locator(".cw-def")).to_contain_text("The sea, as it comes and goes.")
    page.keyboard.press("Escape")
    expect(page.locator(".cw-def")).to_be_hidden()
    expect(page.locator(".cw-local")).to_contain_text("at the desk")
    taker.open(address + "agreement/")
    line = page.get_by_label("Hello. Who greets first?")
    line.fill("They do.")
    taker.reload()
    assert line.input_value() == ""
    page.get_by_label("Keep what I write in this browser.").check()
    line.press_sequentially("You do.")
    taker.reload()
    assert line.input_value() == "You do."


def test_progress_is_saved_to_a_file_cleared_and_brought_back(taker: Taker, address: str, tmp_path: Path) -> None:
    page = taker.page
    taker.open(address + "a/")
    taker.answer("a-two", "Right for a-two")
    taker.put(**complete())
    taker.open(address + "progress/")
    before = taker.storage()
    with page.expect_download() as download:
        taker.press("Save a file")
    download.value.save_as(tmp_path / "saved.json")
    taker.press("Finish and clear")
    taker.wait_out_double_press()
    page.locator("[data-do=clear]").click()
    expect(page.locator("cw-data .cw-said")).to_contain_text("is gone")
    assert taker.storage() is None
    page.locator("[data-do=import]").set_input_files(tmp_path / "saved.json")
    expect(page.locator("cw-data .cw-said")).to_contain_text("Done.")
    assert taker.storage() == before


EMBEDS: dict[str, tuple[str, int]] = {
    "a/?embed": ("Lesson a", 2),
    "a/?embed&item=a-one": ("What fits a-one best?", 1),
    "play/?embed&scenario=shop": ("Before you start", 0),
}


@pytest.mark.parametrize("piece", EMBEDS)
def test_a_piece_alone_has_nothing_of_the_site_around_it(piece: str, taker: Taker, address: str) -> None:
    said, items = EMBEDS[piece]
    taker.open(address + piece)
    expect(taker.page.locator("cw-item").locator("visible=true")).to_have_count(items)
    expect(taker.page.get_by_text(said).locator("visible=true").first).to_be_visible()
    expect(taker.page.locator(".md-header, .md-sidebar, .md-footer").locator("visible=true")).to_have_count(0)


def test_a_search_finds_what_is_asked_and_never_what_is_answered(taker: Taker, address: str) -> None:
    page, results = taker.page, taker.page.locator(".md-search-result__list")
    taker.open(address)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("fits")
    expect(results).to_contain_text("What fits a-one best?")
    expect(results).not_to_contain_text("Right for")
    expect(results).not_to_contain_text(REASON)


@pytest.mark.parametrize("page", ["progress", "final", "review", "certificate"])
def test_without_scripts_nothing_pretends_to_work(page: str, new_context: Callable[..., Any], address: str) -> None:
    reader = new_context(java_script_enabled=False).new_page()
    reader.goto(f"{address}{page}/")
    assert "they are off." in str(reader.locator("article noscript").first.text_content())
    expect(reader.locator("article").locator("button, input, cw-item").locator("visible=true")).to_have_count(0)


def test_what_an_author_made_for_material_works(taker: Taker, site: Site) -> None:
    """Overrides, styles, and scripts that wait for each page that comes, swapped in as well as loaded."""
    own = {
        "own.css": "cw-item { outline: 3px solid rgb(1, 2, 3) }",
        "own.js": "const items = document.getElementsByTagName('cw-item');"
        "document$.subscribe(() => { document.body.dataset.seen = items.length });",
        "../overrides/main.html": '{% extends "base.html" %}{% block announce %}Term starts soon.{% endblock %}'
        '{% block extrahead %}<meta name="own" content="{{ page.title }}">{% endblock %}',
    }
    config = settings("Material, slate")
    config |= {"extra_css": ["own.css"], "extra_javascript": ["own.js"], "site_url": site.url}
    config["theme"] |= {"custom_dir": "overrides", "features": ["navigation.instant", "navigation.expand"]}
    page = taker.page
    with page.expect_response("**/sitemap.xml"):
        taker.open(site.publish({**TEXTS, **own}, config=config) + "a/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".md-banner")).to_contain_text("Term starts soon.")
    expect(page.locator("body")).to_have_attribute("data-seen", "2")
    expect(page.locator("cw-item").first).to_have_css("outline-color", "rgb(1, 2, 3)")
    expect(page.locator("meta[name=own]")).to_have_attribute("content", "Lesson a")
    page.evaluate("() => { window.same = true }")
    page.locator(".md-nav--primary").get_by_role("link", name="Lesson b").click()
    expect(page.locator("body")).to_have_attribute("data-seen", "1")
    assert page.evaluate("() => window.same") is True
    taker.answer("b-one", "Right for b-one")
    assert taker.verdict("b-one") == RIGHT
