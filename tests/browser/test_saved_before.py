"""What learners saved with commit 5405f19 is there today: every kind, a scenario, the final and what is around them.

``states/5405f19.json`` is what a browser held after ``states/5405f19/`` had been built, and answered, with that commit.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from learner import RIGHT, WRONG, Learner
from playwright.sync_api import BrowserContext, expect
from sites import Site

FOLDER = Path(__file__).with_name("states") / "5405f19"
SAVED: dict[str, Any] = json.loads(FOLDER.with_suffix(".json").read_text(encoding="utf-8"))
KEY = "coursewright:course"
DAY = 86400
SAVED_AT = 1_800_000_000
"""Seconds: the clock stood still while it was saved."""
VERDICTS = dict.fromkeys(SAVED["items"], RIGHT) | {"order": WRONG, "missed": WRONG}
PARTS = """() => Object.fromEntries(
  ["items", "lessons", "scenarios", "final", "review", "course", "agreement", "learner"].map(
    (part) => [part, coursewright.store().part(part)]))"""
HELD = "(key) => JSON.parse(localStorage.getItem(key))"


@pytest.fixture
def address(site: Site) -> str:
    config = yaml.safe_load((FOLDER / "mkdocs.yml").read_text(encoding="utf-8"))
    files = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.rglob("*.md"))}
    texts = {
        name.removeprefix("docs/") if name.startswith("docs/") else f"../{name}": path.read_text(encoding="utf-8")
        for name, path in files.items()
    }
    options = {name: config[name] for name in ("nav", "extra", "markdown_extensions")}
    return site.publish(texts, config=options)


@pytest.fixture
def learner(context: BrowserContext, address: str) -> Learner:
    """A learner who has come back, on the same day."""
    page = context.new_page()
    page.clock.set_fixed_time(SAVED_AT)
    page.goto(address)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(SAVED)])
    return Learner(page)


def test_nothing_of_it_is_lost_on_any_page(learner: Learner, address: str) -> None:
    """Answers, verdicts, the final, the scenario, the agreement, the name and the dates of the review."""
    page = learner.page
    learner.open(address + "a/")
    kinds = page.locator("cw-item").evaluate_all("(items) => items.map((item) => item.dataset.kind)")
    assert sorted(set(kinds)) == ["blanks", "match", "multiple", "numeric", "order", "short", "single", "truefalse"]
    parts = {name: part for name, part in SAVED.items() if name != "version"}
    assert page.evaluate(PARTS) == parts
    given = "(items) => Object.fromEntries(items.map((item) => [item.ids[0], item.settled && item.response]))"
    seen = page.locator("cw-item").evaluate_all(given)
    assert seen == {name: entry["response"] for name, entry in SAVED["items"].items() if name != "hinted"}
    shown = page.locator("cw-item").evaluate_all(
        "(items) => items.map((item) => [item.ids[0], item.kind.response(item)])"
    )
    assert dict(shown) == seen
    assert {name: learner.verdict(name) for name in seen} == {name: VERDICTS[name] for name in seen}
    assert learner.counts() == (10, 8)

    learner.open(address + "b/")
    assert learner.verdict("hinted") == RIGHT
    expect(page.locator("cw-item .cw-calibration")).to_have_text("You were sure, and right.")
    expect(page.locator("cw-item .cw-hint:visible")).to_have_count(SAVED["items"]["hinted"]["hints"])
    stage = page.locator(".cw-stage")
    expect(stage.get_by_text("You completed this scenario.")).to_be_visible()
    expect(stage.get_by_text("Endings found: 1 of 3")).to_be_visible()
    stage.get_by_role("button", name="Go on where you were").click()
    expect(stage.locator(".cw-scene-title")).to_have_text("As agreed")

    learner.open(address + "progress/")
    rows = page.locator("cw-progress [data-step] .cw-state").all_text_contents()
    assert rows == ["done, 8 of 10 right", "done, 1 of 1 right", "done", "done, best: 2 of 2"]

    learner.open(address + "agreement/")
    lines = page.locator("cw-agreement textarea[data-line]")
    assert [lines.nth(at).input_value() for at in range(2)] == ["They do.", "Their “sister”."]
    expect(page.locator("cw-agreement [data-do=keep]")).to_be_checked()

    learner.open(address + "certificate/")
    expect(page.locator("cw-certificate [data-fill=name]")).to_have_text("Ada  Özil")
    expect(page.locator("cw-certificate [data-fill=date]")).to_have_text("January 15, 2027")

    learner.open(address + "review/")
    expect(page.locator("cw-review .cw-live")).to_contain_text("Nothing is due now. Next: Saturday, January 16, 2027.")
    page.clock.set_fixed_time(SAVED_AT + DAY)
    learner.open(address + "review/")
    expect(page.locator("cw-review .cw-live")).to_contain_text("Due now: 2.")

    learner.open(address + "final/")
    expect(page.locator("cw-final .cw-tried")).to_contain_text("Attempt 1: 2 of 2 points.")
    page.get_by_role("button", name="Go on with attempt 2").click()
    expect(page.locator("cw-final h2")).to_have_text("Question 2 of 2")
    page.get_by_role("button", name="Back", exact=True).click()
    assert (
        page.locator("cw-final cw-item input:checked").get_attribute("value")
        == (SAVED["final"]["current"]["slots"][0]["response"][0])
    )
    now = page.evaluate(HELD, KEY)
    assert now.pop("tabs").keys() == {"since", "changed"}  # for other tabs, and kept since then
    for slot in now["final"]["current"]["slots"]:
        slot.pop("latency", None)  # how long it was looked at, which is kept since then
    now["final"]["current"] |= {"at": SAVED["final"]["current"]["at"]}  # where one looks, and nothing else
    assert now == SAVED
