"""The core course in a real browser and run-time: left at any moment, nothing is lost; at its end it is passed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lms import Launched, Lms, unzipped
from playwright.sync_api import Browser
from watch import Watch

from coursewright.packages import Exports

LEARNER = (Path(__file__).parent / "core_learner.js").read_text(encoding="utf-8")
LEAVES = 15
MOMENTS = 50
"""At which a learner may leave: one behind each answer and each step."""
UNSET = {"cmi.location", "cmi.suspend_data", "cmi.completion_status"}
"""What SCORM 2004 answers with error 403 at a first launch."""
_HELD = "() => window.coursewright.store().part('items')"
_PLACE = "() => location.pathname.split('/package/')[1]"


class Student:
    """A learner who does all that finishing takes, and leaves now and then; each time all has to be there again."""

    def __init__(self, lms: Lms, browser: Browser, seed: int) -> None:
        self.lms, self.random = lms, Random(seed)
        self.watch = Watch()
        self.context = browser.new_context(reduced_motion="reduce")
        self.context.set_default_timeout(20000)
        self.watch.follow(self.context)
        self.page = self.context.new_page()
        self.right: dict[str, str] = {}
        self.path: list[str] = []
        self.codes: set[tuple[str, str, int]] = set()
        self.left = 0
        self.launch()

    def launch(self) -> None:
        self.opened: Launched = self.lms.launch(self.page)
        self.shell, self.lesson = self.opened.frames
        self.lesson.evaluate(LEARNER)

    def go(self, page: str) -> None:
        self.shell.evaluate("(page) => document.querySelector(`nav a[href='${page}']`).click()", page)
        self.lesson.wait_for_url(f"**/package/{page}")
        self.lesson = self.opened.frames[1]
        self.lesson.evaluate(LEARNER)

    def leave(self) -> None:
        """Leave in one of three ways, come back, and look whether all is as it was."""
        self.left += 1
        self.codes |= self.opened.codes()
        place = self.lesson.evaluate(_PLACE)
        self.page.wait_for_timeout(self.random.choice([0, 20, 300, 1100]))
        way = ("close", "away", "crash")[self.left % 3]
        if way == "close":
            self.page.close()
            self.page = self.context.new_page()
        elif way == "away":
            self.page.goto("about:blank")
        else:
            self.page.evaluate("document.getElementById('sco').remove()")
        self.launch()
        assert self.lesson.evaluate(_PLACE) == place
        held = self.lesson.evaluate(_HELD)
        assert set(self.right) <= set(held), way
        shown = self.lesson.evaluate("() => learner.verdicts()")
        assert all(self.right[name] == verdict for name, verdict in shown.items())
        if self.path:
            path = self.lesson.evaluate("() => document.querySelector('cw-scenario')?.path.map((one) => one.join(' '))")
            assert path == self.path

    def take(self, steps: list[dict[str, Any]], final: str) -> None:
        stages = [(page, "play" if kind == "scenario" else "answer") for page, kind in pages_of(steps)]
        when = set(self.random.sample(range(MOMENTS), LEAVES))
        moment = 0
        for page, action in [*stages, (final, "assess")]:
            self.go(page)
            self.path = []
            while (done := self.lesson.evaluate(f"() => learner.{action}()")) is not None:
                if action == "answer":
                    self.right[done[0]] = done[1]
                elif action == "play":
                    self.path = done
                if moment in when:
                    self.leave()
                moment += 1
        assert moment >= MOMENTS
        assert self.left == LEAVES


def pages_of(steps: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for step in steps:
        yield step["url"], step["kind"]


@pytest.fixture(scope="module")
def packages(exports: Exports) -> dict[str, dict[str, bytes]]:
    return {edition: unzipped(exports.export(f"scorm{edition}").bundle.content) for edition in ("12", "2004")}


@pytest.fixture
def student(browser: Browser, packages: dict[str, dict[str, bytes]]) -> Iterator[Callable[..., Student]]:
    made: list[Student] = []

    def make(edition: str, hostile: dict[str, Any], seed: int) -> Student:
        made.append(Student(Lms(packages[edition], edition, hostile=hostile), browser, seed))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
        one.lms.close()
        assert [error for error in one.watch.errors if "scorm-again" not in error] == []
        assert one.watch.strangers("http://127.0.0.1:") == []


@pytest.mark.parametrize(
    ("edition", "hostile", "seed"),
    [
        ("12", {}, 1),
        ("2004", {"commit": True, "cap": 4096, "unset": True}, 2),
    ],
)
def test_whoever_leaves_at_any_moment_loses_nothing_and_passes_with_100(
    student: Callable[..., Student], edition: str, hostile: dict[str, Any], seed: int
) -> None:
    one = student(edition, hostile, seed)
    facts = one.shell.evaluate("() => JSON.parse(document.getElementById('course').textContent)")
    one.take(facts["steps"], "course/final.html")
    one.opened.page.wait_for_timeout(200)
    one.codes |= one.opened.codes()
    one.lms.leave(one.opened)
    told = one.lms.standing
    assert (told.status, told.score) == ("passed", "100")
    assert len(told.state) <= 4096
    right = {found["id"] for found in told.interactions if found["result"] == "correct"}
    judged = [name for name in one.right if facts["items"][name]["kind"] != "say"]
    assert len(right) >= len(judged) + facts["final"]
    assert {found["id"] for found in told.interactions} >= one.right.keys()
    faults = {code for code in one.codes if not (code[1] in UNSET and code[2] in (403, -1))}
    print(f"{edition}: {one.left} leaves, {len(one.right)} answers, {len(told.state)} characters, {one.codes}")  # noqa: T201
    assert faults == set()
