"""Histories by chance of a learner on the road: versions come out, lines come and go, tabs are killed.

Whatever page opens is of one version in all its parts, shows the verdicts that were shown before, and is never a wreck.
"""

from __future__ import annotations

import os
from contextlib import suppress
from random import Random

import pytest
from learner import RIGHT, WRONG, Learner
from playwright.sync_api import BrowserContext, Error, expect
from profiles import Profiles
from sites import Site
from way import lesson

FUZZ = os.environ.get("COURSEWRIGHT_SEED")
SEEDS = range(int(FUZZ), int(FUZZ) + 10) if FUZZ else (5, 11)
"""Two that are short; of ``make fuzz`` other ones each time."""
STEPS = 24
ITEMS = ("q1", "q2", "q3")
PAGES = ("", "a/", "b/", "device/")
VERSIONS = 3
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><rect width="{0}" height="9"/></svg>'
OFTEN = {"visit": 6, "answer": 5, "kill": 3, "line": 3, "publish": 2, "look": 2, "keep": 1}

_OF = """() => [
  +/Version (\\d)/.exec(document.querySelector("main").innerText)[1],
  self.said,
  document.images[0].naturalWidth - 10,
]"""
"""Of which version a page is, by its text, by the author's script that it has run, and by its picture."""
_OFFLINE = "You are offline"


@pytest.fixture(scope="module")
def browser(at_once: Profiles) -> Profiles:
    return at_once


def texts(number: int) -> dict[str, str]:
    said = f"Version {number}.\n\n![drawn](drawn.svg)\n"
    return {
        "index.md": f"# Home\n\n{said}",
        "a.md": f"{lesson('a', *ITEMS)}\n{said}",
        "b.md": f"{lesson('b', 'b1')}\n{said}",
        "device.md": f"# Device\n\n{said}\n<!-- course: device -->\n",
        "drawn.svg": DRAWN.format(10 + number),
        "own.js": f"self.said = {number};\n",
    }


class History:
    """Does something, and knows what the pages must show."""

    def __init__(self, context: BrowserContext, site: Site, random: Random) -> None:
        self.context, self.site, self.random = context, site, random
        self.done: dict[str, str] = {}
        self.told: list[str] = []
        self.number, self.online = 0, True
        self.publish()
        self.page = context.new_page()
        self.page.goto(site.url)
        self.page.evaluate("() => navigator.serviceWorker.ready")
        self.visit("a/")

    def step(self, act: str) -> None:
        self.told.append(act)
        getattr(self, act)()

    def publish(self) -> None:
        """Publish the next version, also while the learner has no line."""
        self.number = self.number % VERSIONS + 1
        facts = {"id": "course", "title": "Course", "installable": True}
        config = {
            "plugins": ["search", "coursewright"],
            "extra": {"generator": False, "course": facts},
            "extra_javascript": ["own.js"],
        }
        self.site.publish(texts(self.number), config=config)

    def line(self) -> None:
        """Lose the line, or have it again; by the server: a browser's own switch waits for workers that were killed."""
        self.site.reachable = self.online = not self.online

    def visit(self, path: str | None = None) -> None:
        path = self.random.choice(PAGES) if path is None else path
        self.told.append(f"to {path or 'home'}")
        self.page.goto(self.site.url + path)
        self.see()

    def see(self) -> None:
        """Look at the page that has been opened."""
        if self.page.locator("h1").inner_text() == _OFFLINE:
            assert not self.online, self.told
            return
        text, script, picture = self.page.evaluate(_OF)
        assert text == script == picture, (text, script, picture, self.told)
        if self.page.url.endswith("/a/"):
            shown = {item: said for item, said in Learner(self.page).verdicts().items() if said}
            assert shown == self.done, self.told

    def answer(self) -> None:
        self.visit("a/")
        left = [item for item in ITEMS if item not in self.done]
        if self.page.locator("h1").inner_text() == _OFFLINE:
            return
        if not left:
            Learner(self.page).retry(item := self.random.choice(ITEMS))
            del self.done[item]
            return
        item, right = self.random.choice(left), self.random.random() < 0.5
        Learner(self.page).answer(item, f"{'Right' if right else 'Wrong'} for {item}")
        expect(self.page.locator(f'cw-item[data-item="{item}"] .cw-result > .cw-verdict')).to_be_visible()
        self.done[item] = RIGHT if right else WRONG

    def kill(self) -> None:
        with self.page.expect_event("crash"), suppress(Error):
            self.page.goto("chrome://crash")
        self.page.close()
        self.page = self.context.new_page()
        self.visit()

    def look(self) -> None:
        """Have the browser look for a new version, and go on at once, whatever comes of it."""
        self.page.evaluate("() => { navigator.serviceWorker.ready.then((worker) => worker.update()).catch(() => {}); }")

    def keep(self) -> None:
        """Ask for the whole course, and leave before it has all come."""
        self.visit("device/")
        button = self.page.locator("[data-do=keep]")
        if self.page.locator("h1").inner_text() != _OFFLINE and button.is_visible():
            button.click()


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", SEEDS)
def test_no_page_breaks_and_no_answer_is_lost(seed: int, context: BrowserContext, site: Site) -> None:
    """Nor does any page say an error, which the fixture sees to."""
    site.pages = "max-age=600"  # as GitHub Pages has it
    random = Random(seed)
    history = History(context, site, random)
    for act in random.choices(list(OFTEN), list(OFTEN.values()), k=STEPS):
        history.step(act)
    if not history.online:
        history.line()
    history.visit("a/")
