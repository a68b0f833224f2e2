"""The outline: on a phone it opens and closes by touch alone, and everywhere it shows where the learner is."""

from __future__ import annotations

import pytest
from learner import Learner
from playwright.sync_api import expect
from sites import Site, Theme
from story import PAGE, SHOP


def test_the_outline_opens_and_closes_on_a_phone(learner: Learner, site: Site) -> None:
    """Its own button closes it, and so does a press beside it: a phone has no Escape key."""
    learner.page.set_viewport_size({"width": 360, "height": 640})
    learner.open(site.publish("Some text.\n"))
    outline = learner.page.locator("#outline")
    for close in (lambda: outline.locator(".cw-close").click(), lambda: learner.page.mouse.click(350, 600)):
        assert not outline.is_visible()
        learner.page.locator(".cw-contents").click()
        assert outline.is_visible()
        close()
    assert not outline.is_visible()


def test_a_long_outline_shows_where_the_learner_is(learner: Learner, site: Site) -> None:
    pages = {f"page-{number:02}.md": f"# Page {number}\n\nText.\n" for number in range(40)}
    address = site.publish({"index.md": "# Home\n", **pages})
    here = learner.page.locator("#outline [aria-current]")
    learner.page.set_viewport_size({"width": 1280, "height": 640})
    learner.open(f"{address}page-35/")
    expect(here).to_be_in_viewport(ratio=1)
    assert learner.page.evaluate("() => scrollY") == 0
    learner.page.set_viewport_size({"width": 360, "height": 640})
    learner.open(f"{address}page-35/")
    learner.page.locator(".cw-contents").click()
    expect(here).to_be_in_viewport(ratio=1)
    expect(learner.page.locator(".cw-close")).to_be_in_viewport(ratio=1)


LESSON = "---\nid: one\n---\n# One\n\n<quiz>\n<!-- id: who -->\nWho?\n- [x] This\n- [ ] That\n</quiz>\n"


@pytest.mark.parametrize(("theme", "navigation"), [("course", ".cw-outline"), ("material", ".md-nav--primary")])
def test_a_finished_lesson_has_a_mark(theme: Theme, navigation: str, learner: Learner, site: Site) -> None:
    """Whatever was right: it is finished when every question has an answer."""
    address = site.publish({"index.md": "# Home\n", "one.md": LESSON}, theme=theme)
    learner.open(f"{address}one/")
    mark = learner.page.locator(f"{navigation} a[data-lesson=one] .cw-progress")
    expect(mark).to_have_count(0)
    learner.page.get_by_label("That").check()
    learner.page.locator(".cw-submit").click()
    expect(mark).to_have_text("0/1")
    expect(mark).to_contain_class("cw-done cw-missed")
    learner.open(address)
    expect(mark).to_have_accessible_name("done, 0 of 1 right")
    learner.page.evaluate(
        """() => {
          const store = coursewright.store();
          store.put(["lessons", "one", { answered: 1, right: 1, total: 1, done: true }]);
          coursewright.announce("restored", {});
        }"""
    )
    expect(mark).to_have_accessible_name("done, 1 of 1 right")
    expect(mark).not_to_contain_class("cw-missed")


_PUT = """([part, id, value]) => {
  coursewright.store().put([part, id, value]);
  coursewright.announce("restored", {});
}"""


def test_a_lesson_under_way_shows_what_is_answered(learner: Learner, site: Site) -> None:
    """As the page of progress and the certificate count it; what is right is told of a finished one."""
    learner.open(site.publish({"index.md": "# Home\n", "one.md": LESSON}))
    mark = learner.page.locator(".cw-outline a[data-lesson=one] .cw-progress")
    learner.page.evaluate(_PUT, ["lessons", "one", {"answered": 1, "right": 0, "total": 3, "done": False}])
    expect(mark).to_have_text("1/3")
    expect(mark).to_have_accessible_name("1 of 3 answered")
    learner.page.evaluate(_PUT, ["lessons", "one", {"answered": 3, "right": 2, "total": 3, "done": True}])
    expect(mark).to_have_text("2/3")
    expect(mark).to_have_accessible_name("done, 2 of 3 right")


def test_a_folded_section_has_a_mark_once_all_of_it_is_done(learner: Learner, site: Site) -> None:
    pages = {f"page-{number:02}.md": f"# Page {number}\n" for number in range(40)}
    pages |= {"one.md": LESSON, "play.md": PAGE, "../quizzes/scenarios/shop.md": SHOP}
    first = {"Core": ["one.md", "play.md", "page-00.md"]}
    navigation = [first, {"More": [name for name in pages if name.startswith("page-") and "00" not in name]}]
    learner.open(site.publish(pages, config={"nav": navigation}) + "page-20/")
    mark = learner.page.locator(".cw-module", has_text="Core").locator(".cw-progress")
    learner.page.evaluate(_PUT, ["lessons", "one", {"answered": 1, "right": 0, "total": 1, "done": True}])
    learner.page.evaluate(_PUT, ["scenarios", "shop", {"complete": False}])
    expect(mark).to_have_count(0)
    learner.page.evaluate(_PUT, ["scenarios", "shop", {"complete": True}])
    expect(mark).to_have_accessible_name("done")
    expect(mark).to_have_text("")


@pytest.mark.parametrize(("theme", "navigation"), [("course", ".cw-outline"), ("material", ".md-nav--primary")])
def test_a_scenario_that_was_brought_to_an_end_has_a_mark(
    theme: Theme, navigation: str, learner: Learner, site: Site
) -> None:
    """On a page with questions, only once these are answered, too."""
    pages = {"play.md": PAGE, "both.md": f"{LESSON}\n<!-- quiz: scenario shop -->\n"}
    learner.open(site.publish({"index.md": "# Home\n", "../quizzes/scenarios/shop.md": SHOP, **pages}, theme=theme))
    marks = learner.page.locator(f"{navigation} .cw-progress")
    learner.page.wait_for_function("() => window.coursewright?.showProgress")
    expect(marks).to_have_count(0)
    done = """([part, value]) => {
      const store = coursewright.store();
      store.put([part, part === "lessons" ? "one" : "shop", value]);
      coursewright.announce("restored", {});
    }"""
    learner.page.evaluate(done, ["scenarios", {"path": [["a", "b"]]}])
    expect(marks).to_have_count(0)
    learner.page.evaluate(done, ["scenarios", {"complete": True}])
    expect(marks).to_have_count(1)
    expect(marks).to_have_accessible_name("done")
    learner.page.evaluate(done, ["lessons", {"answered": 1, "right": 1, "total": 1, "done": True}])
    expect(marks).to_have_count(2)


def test_a_piece_alone_is_shown_in_another_theme(learner: Learner, site: Site) -> None:
    learner.open(site.publish({"index.md": "# Home\n", "one.md": LESSON}, theme="material") + "one/?embed&item=who")
    expect(learner.page.locator("cw-item")).to_be_visible()
    expect(learner.page.locator("header, nav, .md-sidebar, .cw-reset").locator("visible=true")).to_have_count(0)
