"""What a learner takes along: review dates for a calendar, and a sheet with what they missed and agreed."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from learner import Learner
from playwright.sync_api import BrowserContext, expect
from sites import Site

DAY = 86_400_000
CHOICE = (
    "<quiz>\n<!-- id: {0} -->\nWho greets first {0}?\n- [x] The client {0}\n  > Theirs to choose.\n- [ ] You\n</quiz>\n"
)
LESSONS = "\n".join(CHOICE.format(f"q{number}") for number in range(10))
GAP = "<quiz>\n<!-- id: gap -->\nSay [[less]] here.\n</quiz>\n"
PAGES = {
    "index.md": "# Home\n",
    "lesson.md": f"---\nid: lesson\n---\n# Lesson\n\n{LESSONS}\n{GAP}",
    "review.md": "# Review\n\n<!-- course: review -->\n\n<!-- course: calendar -->\n",
    "sheet.md": "# The day before\n\n<!-- course: sheet -->\n\n## Card\n\n| Letter | Ask |\n|---|---|\n| P | Who? |\n",
    "agreement.md": (
        "# Our agreement\n\n<!-- course: agreement -->\n\n"
        "1. **Hello.** Who says *hello* first?\n2. What if somebody\n   is with us?\n\nBehind it.\n"
    ),
}


@pytest.fixture
def address(site: Site, learner: Learner) -> str:
    site.publish(PAGES)
    learner.page.goto(site.url + "index.html")
    return site.url


def save(learner: Learner, **parts: object) -> None:
    state = {"version": 2, **parts}
    learner.page.evaluate("state => localStorage.setItem('coursewright:course', state)", json.dumps(state))


def due(*ids: str, at: float = 0) -> dict[str, object]:
    return {name: {"due": (at or time.time() * 1000) + DAY, "step": 0} for name in ids}


def test_the_dates_are_saved_as_a_file_without_a_request(learner: Learner, address: str) -> None:
    page = learner.page
    page.goto(address + "review/")
    button, said = page.get_by_role("button", name="Save the dates"), page.locator("cw-calendar .cw-said")
    expect(page.locator("cw-review .cw-sum")).to_be_visible()
    expect(button).to_be_hidden()  # while there are none to save
    save(learner, review=due("q1", "gap", "gone"))  # an item that the course no longer has comes back on no day
    page.reload()
    expect(button).to_be_visible()
    with page.expect_download() as heard:
        button.press("Enter")
    expect(said).to_contain_text("Saved.")
    text = Path(heard.value.path()).read_bytes().decode()
    assert heard.value.suggested_filename == "course-review.ics"
    assert text.count("BEGIN:VEVENT\r\n") == 1
    assert f"URL:{address}review/\r\n" in text
    assert re.search(r"\r\nSUMMARY:Review: Test\r\n", text)
    assert "q1" not in text


def test_the_sheet_shows_what_was_missed_and_agreed_and_fits_on_two(learner: Learner, address: str) -> None:
    page = learner.page
    page.goto(address + "agreement/")
    lines = page.locator("textarea[data-line]")
    assert lines.count() == 2
    page.get_by_label("Keep what I write").check()
    lines.nth(1).fill("We nod & walk on.")
    page.goto(address + "sheet/")
    expect(page.locator(".cw-missed .cw-said")).to_have_text("You have no missed questions.")
    expect(page.locator(".cw-agreed dt:visible")).to_have_text("What if somebody is with us?")
    expect(page.locator(".cw-agreed dd:visible")).to_have_text("We nod & walk on.")
    kept = json.loads(page.evaluate("() => localStorage.getItem('coursewright:course')"))
    save(learner, agreement=kept["agreement"], review=due("gap", *(f"q{number}" for number in range(9))))
    page.reload()
    rows = page.locator(".cw-missed li:visible")
    expect(page.locator(".cw-missed > ul > li")).to_have_count(8)
    expect(page.locator(".cw-missed .cw-said")).to_have_text("And 2 more, which wait in the review.")
    expect(rows.first).to_contain_text("Who greets first q0?")
    expect(page.locator(".cw-missed")).to_contain_text("The client q0")
    expect(page.locator(".cw-missed")).not_to_contain_text("You")
    assert page.locator("cw-sheet :is(input, select, textarea):visible").count() == 0
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2
    save(learner)  # cleared in another tab
    page.evaluate("() => dispatchEvent(new StorageEvent('storage', {key: 'coursewright:course', newValue: null}))")
    expect(page.locator(".cw-missed .cw-said")).to_have_text("You have no missed questions.")
    expect(page.locator(".cw-none")).to_contain_text("No agreement is kept in this browser.")


def test_without_scripts_both_say_what_they_need(new_context: object, site: Site) -> None:
    site.publish(PAGES)
    context: BrowserContext = new_context(java_script_enabled=False)  # type: ignore[operator]
    page = context.new_page()
    page.goto(site.url + "sheet/")
    expect(page.locator(".cw-without")).to_contain_text("and they are off")
    expect(page.locator("cw-item").first).to_be_hidden()
    page.goto(site.url + "review/")
    expect(page.locator("cw-calendar .cw-without")).to_contain_text("and they are off")
