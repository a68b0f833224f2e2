"""What meets a learner's eye: what to do comes first, and nothing is offered, counted or said that isn't so."""

from __future__ import annotations

from learner import Learner
from playwright.sync_api import expect
from sites import Site
from story import PAGE, SHOP, Player
from way import publish

PHONE = {"width": 360, "height": 640}
_ABOVE = "([first, second]) => first.getBoundingClientRect().bottom <= second.getBoundingClientRect().top"


def test_the_final_and_the_review_say_first_what_to_do(learner: Learner, site: Site) -> None:
    address = publish(site)
    page = learner.page
    page.set_viewport_size(PHONE)
    for path, first, rule in (
        ("final/", "cw-final .cw-press", "It draws 4 questions anew"),
        ("review/", "cw-review .cw-sum", "A question you miss comes back"),
    ):
        page.goto(address + path)
        expect(page.locator(first)).to_be_in_viewport(ratio=1)
        both = [page.locator(first).element_handle(), page.get_by_text(rule).element_handle()]
        assert page.evaluate(_ABOVE, both), path


def test_only_a_scenario_that_is_open_can_be_skipped(learner: Learner, site: Site) -> None:
    learner.open(site.publish({"index.md": PAGE, "../quizzes/scenarios/shop.md": SHOP}, theme="bare"))
    skip = learner.page.get_by_role("button", name="Skip this scenario")
    expect(skip).to_be_visible()
    player = Player(learner)
    player.press("Start")
    player.play("Look at the tray.", "“From around.”")
    learner.page.reload()
    expect(learner.page.get_by_text("You completed this scenario.")).to_be_visible()
    expect(learner.page.get_by_role("button", name="Start over")).to_be_visible()
    expect(skip).to_have_count(0)


def test_the_search_lists_all_that_it_counts(learner: Learner, site: Site) -> None:
    pages = {f"page-{number:02}.md": f"# Page {number}\n\nA lighthouse.\n" for number in range(30)}
    learner.open(site.publish({"index.md": "# Home\n", **pages}, config={"plugins": ["search", "coursewright"]}))
    learner.page.locator(".cw-search-open").click()
    learner.page.keyboard.type("lighthouse")
    expect(learner.page.locator(".cw-search-count")).to_have_text("30 matching documents")
    expect(learner.page.locator(".cw-search-results a")).to_have_count(30)
