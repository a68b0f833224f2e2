"""The core course in a real browser and run-time: left at any moment, nothing is lost; at its end it is passed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lms import BLOCKED, Launched, Lms, Standing, unzipped
from playwright.sync_api import Browser, Error
from profiles import PATIENCE, Profiles
from waits import begun
from watch import Watch

from coursewright.packages import Exports

LEARNER = (Path(__file__).parent / "core_learner.js").read_text(encoding="utf-8")
SEED = int(os.environ.get("COURSEWRIGHT_SEED", "7"))
"""Of ``make fuzz`` another one each time."""
LEAVES = 15
MOMENTS = 40
"""At which a learner may leave: one behind each answer and each step."""
WAYS = ("close", "away", "torn")
"""How they leave: the window closes, goes elsewhere, or the package's frame is taken out of the platform's page."""
HOSTILE: dict[str, tuple[dict[str, Any], str]] = {
    "commit fails every second time": ({"commit": True}, ""),
    "commit takes 5 s": ({"slow": 5}, ""),
    "hears the last words of a page a second later": ({"late": 1}, ""),
    "keeps 4,096 characters": ({"cap": 4096}, ""),
    "behind a frame of another origin": ({"behind": True}, ""),
    "asking for what is unset raises": ({"unset": True}, ""),
    "the browser keeps nothing": ({}, BLOCKED),
}
"""What a platform, or the browser, does wrong."""
UNSET = {"cmi.location", "cmi.suspend_data", "cmi.completion_status"}
"""What SCORM 2004 answers with error 403 at a first launch."""
_HELD = "() => window.coursewright.store().part('items')"
_ASSESSED = "() => document.querySelector('cw-final')?.live !== undefined || !document.querySelector('cw-final')"
_PLACE = "() => location.pathname.split('/package/')[1]"


@pytest.fixture(scope="module")
def browser(at_once: Profiles) -> Profiles:
    return at_once


class Student:
    """A learner who does all that finishing takes, and leaves now and then; each time all has to be there again."""

    def __init__(self, lms: Lms, browser: Browser, seed: int, ways: Sequence[str] = WAYS, script: str = "") -> None:
        self.lms, self.random, self.ways = lms, Random(seed), ways
        self.watch = Watch()
        self.context = browser.new_context(reduced_motion="reduce")
        self.context.set_default_timeout(PATIENCE)
        if script:
            self.context.add_init_script(script)
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
        self.meet()

    def go(self, page: str) -> None:
        self.shell.evaluate("(page) => document.querySelector(`nav a[href='${page}']`).click()", page)
        self.lesson.wait_for_url(f"**/package/{page}")
        self.lesson = self.opened.frames[1]
        self.meet()

    def meet(self) -> None:
        begun(self.lesson)
        self.lesson.wait_for_function(_ASSESSED)
        self.lesson.evaluate(LEARNER)

    def leave(self) -> None:
        """Leave in one of the ways, come back, and look whether all is as it was."""
        self.left += 1
        self.codes |= self.opened.codes()
        place = self.lesson.evaluate(_PLACE)
        self.page.wait_for_timeout(self.random.choice([0, 20, 300, 1100]))
        way = self.ways[self.left % len(self.ways)]
        if way == "crash":
            with self.page.expect_event("crash"), suppress(Error):
                self.page.goto("chrome://crash")
        if way in ("close", "crash"):
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

    def take(self, steps: list[dict[str, Any]], final: str, leaves: int = LEAVES) -> None:
        stages = [(page, "play" if kind == "scenario" else "answer") for page, kind in pages_of(steps)]
        when = set(self.random.sample(range(MOMENTS), leaves))
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
        assert self.left == leaves

    def finish(self) -> Standing:
        """Close the course; return what the platform has been told."""
        self.opened.page.wait_for_timeout(200)
        self.codes |= self.opened.codes()
        self.lms.leave(self.opened)
        return self.lms.standing


def faults_of(one: Student) -> set[tuple[str, str, int]]:
    """Return the calls that the platform answered with an error, but for asking what isn't set at a first launch."""
    return {
        (call, element, code)
        for call, element, code in one.codes
        if call != "get" or not (code == -1 or (code == 403 and element in UNSET))
    }


def pages_of(steps: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for step in steps:
        yield step["url"], step["kind"]


@pytest.fixture(scope="module")
def packages(exports: Exports) -> dict[str, dict[str, bytes]]:
    return {edition: unzipped(exports.export(f"scorm{edition}").bundle.content) for edition in ("12", "2004")}


@pytest.fixture
def student(browser: Browser, packages: dict[str, dict[str, bytes]]) -> Iterator[Callable[..., Student]]:
    made: list[Student] = []

    def make(edition: str, hostile: dict[str, Any], seed: int, **more: Any) -> Student:
        made.append(Student(Lms(packages[edition], edition, hostile=hostile), browser, seed, **more))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
        one.lms.close()
        assert [error for error in one.watch.errors if "scorm-again" not in error] == []
        assert one.watch.strangers("http://127.0.0.1:", "http://localhost:") == []  # the latter is another origin here


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
    told = one.finish()
    assert (told.status, told.score) == ("passed", "100")
    assert len(told.state) <= 4096
    right = {found["id"] for found in told.interactions if found["result"] == "correct"}
    judged = [name for name in one.right if facts["items"][name]["kind"] != "say"]
    assert len(right) >= len(judged) + facts["final"]
    assert {found["id"] for found in told.interactions} >= one.right.keys()
    faults = faults_of(one)
    print(f"{edition}: {one.left} leaves, {len(one.right)} answers, {len(told.state)} characters, {one.codes}")  # noqa: T201
    assert faults == set()


@pytest.mark.fuzz
@pytest.mark.skipif("COURSEWRIGHT_SEED" not in os.environ, reason="make fuzz runs it: it takes minutes")
@pytest.mark.parametrize("edition", ["12", "2004"])
@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_platform_does_wrong_at_30_moments_nothing_is_lost(
    student: Callable[..., Student], edition: str, name: str
) -> None:
    """Then someone looks back at it: nothing is written, and everything is there."""
    hostile, script = HOSTILE[name]
    ways = WAYS if script else (*WAYS, "crash")  # what neither the browser nor the platform has, a crash takes along
    one = student(edition, hostile, SEED, ways=ways, script=script)
    facts = one.shell.evaluate("() => JSON.parse(document.getElementById('course').textContent)")
    one.take(facts["steps"], "course/final.html", 30)
    told = one.finish()
    codes = sorted(faults_of(one))
    state = f"{len(told.state)} characters, {told.status} with {told.score}, codes {codes}"
    print(f"{edition}, {name}: {one.left} leaves, {len(one.right)} answers, {state}")  # noqa: T201
    assert (told.status, told.score, codes) == ("passed", "100", [])
    (one.lms.kept["core"] if edition == "12" else one.lms.kept)["lesson_mode" if edition == "12" else "mode"] = "review"
    one.page = one.context.new_page()
    for _ in range(3):
        one.launch()
        one.shell.wait_for_selector("text=You are looking back: nothing is saved.")
        assert set(one.right) <= set(one.lesson.evaluate(_HELD))
        one.page.goto("about:blank")
    assert one.lms.standing == told
