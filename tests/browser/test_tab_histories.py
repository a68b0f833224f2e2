"""Histories by chance of two tabs: answers, edits, files, clears, ways back. Both show what was done, and nothing else.

What may happen within milliseconds is looked for in ``tests/render/test_histories.py``, without a browser."""

from __future__ import annotations

import json
import os
from random import Random

import pytest
from learner import RIGHT, WRONG
from playwright.sync_api import BrowserContext, expect
from profiles import Profiles
from sites import Site
from way import Taker, lesson, publish

SEED = int(os.environ.get("COURSEWRIGHT_SEED", "5"))
"""Of ``make fuzz`` another one each time, with more steps in any order."""
ITEMS = ("a-one", "a-two", "a-three")
OFTEN = {"answer": 6, "retry": 2, "reload": 1, "back": 2, "edit": 1, "bring": 2, "clear": 1}
FIXED = ("answer", "bring", "answer", "back", "edit", "answer", "retry", "clear", "answer", "bring", "answer")

Done = dict[str, tuple[int, bool]]
"""By item, which version of it was answered last, and whether right."""


@pytest.fixture(scope="module")
def browser(at_once: Profiles) -> Profiles:
    return at_once


class History:
    """Does something in one of the tabs, and knows what both must show then."""

    def __init__(self, context: BrowserContext, site: Site, random: Random) -> None:
        self.site, self.random = site, random
        self.version = dict.fromkeys(ITEMS, 0)
        self.done: Done = {}
        self.address = self.publish()
        self.tabs = [Taker(context.new_page()) for _ in range(2)]
        for tab in self.tabs:
            tab.open(self.address + "a/")
        self.file, self.in_file = json.dumps(None), Done()

    def publish(self) -> str:
        page = lesson("a", *ITEMS)
        for name, version in self.version.items():
            page = page.replace(f"What fits {name} best?", f"What fits {name} best, {version}?")
        return publish(self.site, **{"a.md": page})

    def current(self, item: str) -> bool:
        return item in self.done and self.done[item][0] == self.version[item]

    def step(self, act: str) -> None:
        tab, item = self.random.choice(self.tabs), self.random.choice(ITEMS)
        if act in ("answer", "retry"):  # one that can be
            item = self.random.choice([name for name in ITEMS if self.current(name) == (act == "retry")] or [item])
        getattr(self, act)(tab, item)

    def answer(self, tab: Taker, item: str) -> None:
        if self.current(item):
            return
        right = self.random.random() < 0.5
        tab.answer(item, f"{'Right' if right else 'Wrong'} for {item}")
        self.done[item] = self.version[item], right

    def retry(self, tab: Taker, item: str) -> None:
        if self.current(item):
            tab.retry(item)
            del self.done[item]

    def reload(self, tab: Taker, _item: str) -> None:
        tab.reload()

    def back(self, tab: Taker, item: str) -> None:
        """Away, while the other tab does something, and back."""
        tab.open(self.address + "progress/")
        self.answer(next(other for other in self.tabs if other is not tab), item)
        tab.page.go_back()

    def edit(self, _tab: Taker, item: str) -> None:
        self.version[item] += 1
        self.publish()
        for tab in self.tabs:
            tab.reload()

    def bring(self, tab: Taker, _item: str) -> None:
        """Take along what is there, or bring in what was taken along."""
        if not self.in_file:
            state = tab.storage() or {}
            self.file = json.dumps({"coursewright": "progress", "course": "course", "state": state})
            self.in_file = dict(self.done)
            return
        tab.open(self.address + "progress/")
        tab.page.locator("[data-do=import]").set_input_files(
            {"name": "saved.json", "mimeType": "application/json", "buffer": self.file.encode()}
        )
        theirs = tab.page.get_by_role("button", name="Take the file’s")
        said = tab.page.locator(".cw-said", has_text=".")
        expect(theirs.or_(said).first).to_be_visible()
        if theirs.is_visible():
            theirs.click()
        self.done |= self.in_file
        self.in_file = {}
        tab.page.go_back()

    def clear(self, tab: Taker, _item: str) -> None:
        tab.open(self.address + "progress/")
        button = tab.page.locator("[data-do=clear]")
        button.click()
        tab.wait_out_double_press()
        button.click()
        self.done = {}
        tab.page.go_back()

    def shown(self) -> dict[str, str | None]:
        """Return the verdict that each item must have in both tabs."""
        said = {True: RIGHT, False: WRONG}
        return {item: said[self.done[item][1]] if self.current(item) else None for item in ITEMS}


@pytest.mark.fuzz
def test_both_tabs_show_what_was_done(context: BrowserContext, site: Site) -> None:
    random = Random(SEED)
    history = History(context, site, random)
    acts = random.choices(list(OFTEN), list(OFTEN.values()), k=60) if "COURSEWRIGHT_SEED" in os.environ else FIXED
    for at, act in enumerate(acts):
        history.step(act)
        wanted = history.shown()
        counts = sum(map(bool, wanted.values())), sum(verdict == RIGHT for verdict in wanted.values())
        for tab in history.tabs:
            for name, count in zip(("answered", "correct"), counts, strict=True):
                expect(tab.page.locator(f"cw-score [data-count={name}]"), str(acts[: at + 1])).to_have_text(str(count))
            assert tab.verdicts() == wanted, acts[: at + 1]
