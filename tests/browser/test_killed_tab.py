"""A tab that is killed at any moment loses no answer whose verdict was shown."""

from __future__ import annotations

import os
import random
from contextlib import suppress
from time import sleep

import pytest
from learner import RIGHT, Learner
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from profiles import Profiles
from sites import Site
from story import Player
from story import texts as story
from way import Taker, lesson
from way import publish as publish_course

SEED = int(os.environ.get("COURSEWRIGHT_SEED", "4"))
"""Of ``make fuzz`` another one each time."""
MOMENTS = 100 if "COURSEWRIGHT_SEED" in os.environ else 40
QUESTIONS = tuple(f"q{number}" for number in range(20))


SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
OFFLINE = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


@pytest.fixture(scope="module")
def browser(at_once: Profiles) -> Profiles:
    return at_once


def kill(page: Page) -> None:
    """Crash the tab's process."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")
    page.close()


@pytest.mark.fuzz
def test_no_answer_is_lost_whose_verdict_was_shown(browser: Browser, site: Site) -> None:
    """The tab's process is crashed up to 30 ms after the verdict; what it showed then has to be there in a new tab.

    By an address: a signal would also hit the process that waits for the next tab, and the next tab then hangs.
    """
    address = site.publish({"index.md": "# Home\n", "a.md": lesson("a", *QUESTIONS)}, theme="bare")
    chance = random.Random(SEED)
    context = browser.new_context()
    context.set_default_timeout(10000)
    right: dict[str, str] = {}
    lost: list[str] = []
    for _ in range(MOMENTS):
        page = context.new_page()
        learner = Learner(page)
        learner.open(address + "a/")
        shown = learner.verdicts()
        lost += [name for name, verdict in right.items() if shown[name] != verdict]
        open_now = [name for name in QUESTIONS if shown[name] is None]
        if len(open_now) < 5:
            page.evaluate("() => localStorage.clear()")
            learner.reload()
            right, open_now = {}, list(QUESTIONS)
        name = chance.choice(open_now)
        wanted = chance.choice(("Right", "Wrong"))
        learner.answer_all({name: [f"{wanted} for {name}"]})
        verdict = learner.verdict(name)
        assert verdict is not None
        sleep(chance.random() * 0.03)
        kill(page)
        right[name] = verdict
    context.close()
    assert lost == []


def opened(context: BrowserContext, address: str, line: str, until: str) -> Page:
    """Open a page over a slow line as far as a part of it, or with one that has gone as soon as all was there."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    if line == "slow":
        devtools.send("Network.emulateNetworkConditions", SLOW_3G)
    page.goto(address, wait_until="commit")
    page.locator(until).first.wait_for()
    if line == "gone":
        page.wait_for_load_state()
        devtools.send("Network.emulateNetworkConditions", OFFLINE)
    return page


@pytest.mark.parametrize("line", ["slow", "gone"])
def test_nor_over_a_slow_line_or_none(line: str, browser: Browser, site: Site) -> None:
    """A page still loads as the learner answers, as soon as there is a button; or its line has gone meanwhile."""
    address = site.publish({"index.md": "# Home\n", "a.md": lesson("a", *QUESTIONS[:4])})
    context = browser.new_context()
    right: dict[str, str | None] = dict.fromkeys(QUESTIONS[:4])
    for name in right:
        page = opened(context, address + "a/", line, f'cw-item[data-item="{name}"] .cw-submit')
        learner = Learner(page)
        assert learner.verdicts() == right
        learner.answer(name, f"Right for {name}")
        learner.item(name).locator(".cw-result > .cw-verdict").wait_for()
        right[name] = learner.verdict(name)
        kill(page)
    page = context.new_page()
    Learner(page).open(address + "a/")
    assert Learner(page).verdicts() == right == dict.fromkeys(right, RIGHT)
    context.close()


@pytest.mark.parametrize("line", ["slow", "gone"])
def test_a_final_goes_on_from_the_question_that_was_answered_last(line: str, browser: Browser, site: Site) -> None:
    address = publish_course(site) + "final/"
    context = browser.new_context()
    given: dict[str, str] = {}
    for at in range(4):
        taker = Taker(opened(context, address, line, "cw-final button:visible"))
        taker.press("Go on with attempt 1" if at else "Start the final assessment")
        if at:
            expect(taker.choice(given[taker.asked()])).to_be_checked()
            taker.press("Next")
        name = taker.asked()
        given[name] = f"{'Right' if at else 'Wrong'} for {name}"
        taker.choice(given[name]).check()
        if at == 3:
            taker.press("Hand in")
            taker.page.locator(".cw-outcome-card").wait_for()
            shown = taker.final()
        kill(taker.page)
    taker = Taker(opened(context, address, line, "cw-final .cw-live h2"))
    assert taker.final() == shown
    assert shown["1"]["score"] == 3
    context.close()


@pytest.mark.parametrize("line", ["slow", "gone"])
def test_a_scenario_goes_on_from_the_scene_that_was_shown(line: str, browser: Browser, site: Site) -> None:
    address = site.publish(story())
    context = browser.new_context()
    shown = ""
    for press in (("Start", "“Morning, you.”", "Continue"), ("“We met at work.”", "Continue")):
        player = Player(Learner(opened(context, address, line, ".cw-stage button:visible")))
        if shown:
            player.press("Go on where you were")
            assert player.title() == shown
        for name in press:
            player.press(name)
        shown = player.title()
        kill(player.page)
    player = Player(Learner(opened(context, address, line, ".cw-stage button:visible")))
    player.press("Go on where you were")
    assert player.title() == shown == "It is out"
    context.close()
