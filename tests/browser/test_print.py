"""What leaves the printer: the footer with all its words, and one sheet where the text says one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from learner import Learner
from playwright.sync_api import Browser, Page
from sites import Site
from way import REASON, Taker, complete, publish

PAGE = re.compile(rb"/Type /Page\b")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_the_printed_footer_keeps_its_words_and_drops_its_ways(page: Page, course: Site) -> None:
    page.goto(f"{course.url}principle-1/agreement/")
    page.emulate_media(media="print")
    footer = page.locator(".cw-footer").inner_text()
    assert "an article by Cauble (2024), retold" in footer
    assert "CC BY 4.0, code" in footer
    assert "Teaching this?" not in footer


def test_an_answered_item_prints_each_reason_once(page: Page, site: Site) -> None:
    learner = Learner(page)
    learner.open(publish(site) + "a/")
    page.emulate_media(media="print")
    reasons = learner.item("a-one").inner_text().count(REASON)
    assert reasons == 3
    page.emulate_media(media="screen")
    learner.answer("a-one", "Wrong for a-one")
    assert learner.item("a-one").inner_text().count(REASON) == 1
    page.emulate_media(media="print")
    assert learner.item("a-one").inner_text().count(REASON) == reasons
    assert "Incorrect answer." in learner.item("a-one").inner_text()


def test_paper_has_no_ways_on_and_says_what_there_is_not(page: Page, site: Site) -> None:
    """A button leads nowhere there, nor does the address that a script gave it; an empty list needs its word."""
    sheet = {"sheet.md": "# Sheet\n\n<!-- course: sheet -->\n"}
    taker = Taker(page)
    taker.open(publish(site, **sheet) + "progress/")
    printed = {}
    for state in ({}, complete()):
        taker.put(**state)
        for path in ("progress", "certificate", "sheet"):
            page.emulate_media(media="screen")
            taker.open(f"{site.url}{path}/")
            page.emulate_media(media="print")
            printed[path, bool(state)] = page.locator("main").inner_text()
    assert not [where for where, text in printed.items() if "http" in text or "Begin here" in text]
    assert "This is still to do:" in printed["certificate", False]
    assert "Lesson a" in printed["certificate", False]
    assert "You have finished the course." in printed["progress", True]
    assert "Certificate" not in printed["progress", True]
    assert "You have no missed questions." in printed["sheet", False]
    assert "No agreement is kept in this browser." in printed["sheet", False]
    assert not page.locator(".cw-none a").is_visible()


def test_the_agreement_is_one_sheet(page: Page, course: Site) -> None:
    page.goto(f"{course.url}tools/agreement/")
    for paper in ("Letter", "A4"):
        margin = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")
        assert len(PAGE.findall(page.pdf(format=paper, margin=margin))) == 1  # type: ignore[arg-type]


def test_both_cards_are_on_the_first_page(browser: Browser, course: Site) -> None:
    """Letter, the shorter of the two papers, with margins of a centimeter."""
    page = browser.new_page(viewport={"width": 740, "height": 981})
    page.goto(f"{course.url}reference/cards/")
    page.emulate_media(media="print")
    last = page.locator("p", has_text="My own three parts").bounding_box()
    assert last
    assert last["y"] + last["height"] <= 981
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")
    pages = PAGE.findall(page.pdf(format="Letter", margin=margin))  # type: ignore[arg-type]
    assert len(pages) == 1, "no second sheet for the footer"
    page.close()
