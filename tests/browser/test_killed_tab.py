"""A tab that is killed at any moment loses no answer whose verdict was shown."""

from __future__ import annotations

import os
import random
import signal
from time import sleep

from learner import Learner
from playwright.sync_api import Browser
from sites import Site
from way import lesson

MOMENTS = 100
QUESTIONS = tuple(f"q{number}" for number in range(20))


def test_no_answer_is_lost_whose_verdict_was_shown(browser: Browser, site: Site) -> None:
    """The tab's process is killed up to 30 ms after the verdict; what it showed then has to be there in a new tab."""
    address = site.publish({"index.md": "# Home\n", "a.md": lesson("a", *QUESTIONS)}, theme="bare")
    chance = random.Random(4)
    context = browser.new_context()
    context.set_default_timeout(10000)
    devtools = browser.new_browser_cdp_session()

    def renderers() -> set[int]:
        processes = devtools.send("SystemInfo.getProcessInfo")["processInfo"]
        return {process["id"] for process in processes if process["type"] == "renderer"}

    right: dict[str, str] = {}
    lost: list[str] = []
    for _ in range(MOMENTS):
        before = renderers()
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
        with page.expect_event("crash"):
            for process in renderers() - before:
                os.kill(process, signal.SIGKILL)
        right[name] = verdict
        page.close()
    context.close()
    assert lost == []
