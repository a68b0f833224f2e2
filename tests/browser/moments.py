"""What a learner has in front of them on the way from lesson to certificate, moment by moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from playwright.sync_api import Page, expect
from sites import Site
from story import Player
from story import texts as story
from test_say import TEXTS as SAY
from way import Taker, complete, publish

FROM_THE_TOP = (
    "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }"
)
"""Has the tabulator begin anew, wherever it was."""
Moments = Callable[[Page, Site], Iterator[str]]


def final(page: Page, site: Site) -> Iterator[str]:
    taker = Taker(page)
    taker.open(publish(site) + "final/")
    yield "before the final"
    taker.press("Start the final assessment")
    yield "the first question"
    for _ in range(3):
        taker.press("Next")
    taker.press("Hand in")
    yield "questions without an answer"
    for _ in range(3):
        taker.press("Back")
    taker.take([True, False, True, False])
    page.locator(".cw-outcome-card").wait_for()
    yield "not passed"
    taker.put(**complete())
    taker.reload()
    page.locator(".cw-outcome-card").wait_for()
    yield "passed"


def review(page: Page, site: Site) -> Iterator[str]:
    taker = Taker(page)
    address = publish(site, None, **{"sheet.md": "# Sheet\n\n<!-- course: sheet -->\n"})
    taker.open(address + "a/")
    taker.answer("a-one", "Wrong for a-one")
    taker.answer("a-two", "Right for a-two")
    yield "a lesson with its verdicts"
    taker.put(review={"a-one": {"due": 1, "step": 0}})
    taker.open(address + "sheet/")
    expect(page.locator(".cw-missed > ul > li")).to_have_count(1)
    yield "the sheet"
    taker.open(address + "review/")
    yield "before the review"
    taker.press("Next question")
    taker.answer("a-one", "Wrong for a-one")
    yield "a question of the review with its verdict"


STATES: Mapping[str, Mapping[str, Any]] = {"empty": {}, "done": complete()}


def records(page: Page, site: Site) -> Iterator[str]:
    taker, address = Taker(page), publish(site)
    for state, more in STATES.items():
        for path in ("progress", "certificate"):
            taker.open(f"{address}{path}/")
            taker.put(**more)
            taker.reload()
            yield f"{path}, {state}"


def aloud(page: Page, site: Site) -> Iterator[str]:
    page.goto(site.publish(SAY))
    page.get_by_role("button", name="Compare with model replies").wait_for()
    yield "to be said"
    page.get_by_role("button", name="Compare with model replies").press("Enter")
    yield "beside model replies"
    page.get_by_role("button", name="Keep my marks").press("Enter")
    yield "marked"


def scenario(page: Page, site: Site) -> Iterator[str]:
    taker = Taker(page)
    taker.open(site.publish(story()))
    player = Player(taker)
    player.press("Start")
    yield "a scene"
    player.press("“Morning, you.”")
    yield "what comes of a choice"
    player.press("Continue")
    player.play("“We met at work.”")
    for details in page.locator(".cw-track").all():
        details.locator("summary").press("Enter")
    yield "the debrief"
    player.press("See it through the other person’s eyes")
    yield "the other one's eyes"


ALL: Mapping[str, Moments] = {one.__name__: one for one in (final, review, records, aloud, scenario)}
