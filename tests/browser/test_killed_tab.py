"""A tab that is killed at any moment loses no answer whose verdict was shown."""

from __future__ import annotations

import os
import random
from contextlib import suppress
from time import sleep

import pytest
from learner import Learner
from playwright.sync_api import Browser, Error
from sites import Site
from way import lesson

SEED = int(os.environ.get("COURSEWRIGHT_SEED", "4"))
"""Of ``make fuzz`` another one each time."""
MOMENTS = 100 if "COURSEWRIGHT_SEED" in os.environ else 40
QUESTIONS = tuple(f"q{number}" for number in range(20))


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
        with page.expect_event("crash"), suppress(Error):
            page.goto("chrome://crash")
        right[name] = verdict
        page.close()
    context.close()
    assert lost == []
