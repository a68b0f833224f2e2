"""Of all that a page of the learner's path offers, one step is the loudest: what a learner would do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from sites import Site
from story import SHOP, Player
from way import FACTS, PAGES, Taker, complete, question

TEXTS: Mapping[str, str] = {
    **PAGES,
    "index.md": f"# Home\n\n<!-- course: continue -->\n\n{question('open').replace('../docs/', '')}\n"
    "[Start](a.md){ .md-button .md-button--primary }\n",
    "sheet.md": "# Sheet\n\n<!-- course: sheet -->\n",
    "review.md": "# Review\n\n<!-- course: review -->\n\n<!-- course: calendar -->\n",
    "progress.md": "# Progress\n\n<!-- course: progress -->\n\n<!-- course: data -->\n\n<!-- course: device -->\n",
    "shop.md": "---\nid: shop\n---\n# Shop\n\n<!-- quiz: scenario shop -->\n",
    "../quizzes/scenarios/shop.md": SHOP,
    "card.md": "# Card\n\n<!-- course: print -->\n\nTo carry.\n",
    "last.md": "# Last\n",
}
NAV = [
    "index.md",
    {"Core": ["a.md"]},
    {"More": ["b.md", "shop.md"]},
    {"Path": ["progress.md", "final.md", "review.md", "certificate.md", "agreement.md"]},
    {"Paper": ["sheet.md", "card.md", "last.md"]},
]
MISSED = {"review": {"a-one": {"due": 1, "step": 0}}}
LATER = {"review": {"a-one": {"due": 4e12, "step": 0}}}
BEGUN = {"lessons": {"b": {"answered": 1, "right": 1, "total": 1, "done": True}}}
LOST = {"seed": 1, "score": 1, "total": 4, "passed": False, "at": 1, "slots": []}
WON = {**LOST, "score": 4, "passed": True}

_LOUD = """() => {
  const probe = Object.assign(document.createElement("i"), { style: "color: var(--pine)" });
  document.querySelector("main").append(probe);
  const loud = getComputedStyle(probe).color;
  probe.remove();
  return [...document.querySelectorAll("main :is(a, button)")]
    .filter((step) => step.checkVisibility() && getComputedStyle(step).backgroundColor === loud)
    .map((step) => step.textContent.replace(/\\s+/g, " ").trim());
}"""


@pytest.fixture
def taker(context: BrowserContext, site: Site) -> Taker:
    facts = {**FACTS, "installable": True}
    site.publish(
        TEXTS, config={"extra": {"generator": False, "course": facts}, "nav": NAV, "markdown_extensions": ["attr_list"]}
    )
    taker = Taker(context.new_page())
    taker.open(site.url + "last/")
    return taker


def loud(taker: Taker) -> list[str]:
    return list(taker.page.evaluate(_LOUD))


STATES: tuple[tuple[str, Mapping[str, Any], str], ...] = (
    ("", {}, "Submit"),
    ("", BEGUN, "Continue where you were Lesson a"),
    ("", complete(), "Certificate"),
    ("progress/", {}, "Begin here Lesson a"),
    ("progress/", BEGUN, "Continue where you were Lesson a"),
    ("progress/", complete(), "Certificate"),
    ("review/", {}, "Begin here Lesson a"),
    ("review/", LATER, "Begin here Lesson a"),
    ("review/", MISSED, "Next question"),
    ("review/", complete(), "Certificate"),
    ("final/", {}, "Start the final assessment"),
    ("final/", {"final": {"1": LOST}}, "Start attempt 2"),
    ("final/", {"final": {"1": WON}}, "Continue where you were Lesson a"),
    ("final/", complete(), "Certificate"),
    ("final/", {"final": {"1": LOST, "2": LOST}}, "Next Review"),
    ("final/", {"final": {"1": WON, "current": {"seed": 2, "slots": [], "at": 0}}}, "Go on with attempt 2"),
    ("certificate/", {}, "Begin here Lesson a"),
    ("certificate/", {"final": {"1": WON}}, "Continue where you were Lesson a"),
    ("certificate/", complete(), ""),  # a name is to be written
    ("certificate/", complete(learner={"name": {"text": "Ada"}}), "Print"),
    ("card/", {}, "Print"),
    ("agreement/", {}, "Print"),
    ("sheet/", {}, "Agreement"),
)


def test_one_step_is_the_loudest(taker: Taker, site: Site) -> None:
    """Each of them is where a learner would go: never this page, nor what is done."""
    found = []
    for path, state, _ in STATES:
        taker.page.evaluate("() => localStorage.clear()")
        taker.put(**state)
        taker.open(site.url + path)
        found.append((path, loud(taker)))
    wanted = [(path, [said] if said else []) for path, _, said in STATES]
    assert [pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1]] == []


def test_in_the_middle_of_a_final_or_a_review_too(taker: Taker, site: Site) -> None:
    taker.open(site.url + "final/")
    taker.press("Start the final assessment")
    assert loud(taker) == ["Next"]
    taker.take([True] * 4)
    expect(taker.page.locator(".cw-outcome-card")).to_be_visible()
    assert loud(taker) == ["Continue where you were Lesson a"]
    taker.page.evaluate("() => localStorage.clear()")
    taker.put(**MISSED)
    taker.open(site.url + "review/")
    taker.press("Next question")
    assert loud(taker) == ["Submit"]
    taker.answer("a-one", "Right for a-one")
    assert loud(taker) == ["Next question"]
    taker.press("Next question")
    assert loud(taker) == ["Continue where you were Lesson a"]


def test_a_scenario_leads_on_once_it_has_come_to_a_good_end(taker: Taker, site: Site) -> None:
    taker.open(site.url + "shop/")
    player = Player(taker)
    assert loud(taker) == ["Start"]
    player.press("Start")
    assert loud(taker) == []  # a line is to be chosen
    player.press("“Morning, you.”")
    assert loud(taker) == ["Continue"]
    player.press("Continue")
    player.press("“From around.”")
    if loud(taker) == ["Continue"]:
        player.press("Continue")
    assert player.title() == "As agreed"
    assert loud(taker) == ["Next: Progress"]
    onward = taker.page.locator(".cw-stage a.cw-submit").bounding_box()
    assert onward is not None
    assert onward["height"] >= 44
    assert "One good one is enough." in player.text()
    player.press("See it through the other person’s eyes")
    assert loud(taker) == ["Continue"]
    taker.reload()
    assert loud(taker) == ["Go on where you were"]
    taker.page.evaluate("() => localStorage.clear()")
    taker.reload()
    player.press("Skip this scenario")
    assert loud(taker) == ["Next Progress"]


@pytest.mark.parametrize(
    ("path", "step"), [("instructors/", "A plan for fifty minutes"), ("reference/cards/", "Print")]
)
def test_who_comes_to_teach_or_to_print_sees_the_first_step(
    path: str, step: str, browser: Browser, course: Site
) -> None:
    taker = Taker(browser.new_page(viewport={"width": 360, "height": 780}))
    taker.page.goto(course.url + path)
    expect(taker.page.get_by_text(step, exact=True)).to_be_in_viewport(ratio=1)
    assert loud(taker) == [step]
    taker.page.close()
