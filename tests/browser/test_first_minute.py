"""What somebody who has seen nothing of the course meets first: a student on a phone, and an instructor."""

from __future__ import annotations

from learner import Learner
from playwright.sync_api import Browser, expect
from sites import Site

PHONE = {"width": 360, "height": 640}
_HOME = """---
title: Test
---
# Test

<quiz>
<!-- scored: false -->
Saturday. Your child's game. A client sits two seats away. Another parent is with them. You two have never talked
about meeting in public. Your eyes meet. Your first move?
- [ ] Look back at the game and wait for a sign
  > Nobody learns a thing.
- [ ] Give a small nod and a quick smile
  > It may feel good.
- [ ] Move down the row to give them space
  > No one will ask.
</quiz>

## Behind it

What the course is.
"""
_TEACHING = {
    "index.md": _HOME,
    "lesson.md": "# Lesson\n\nText.\n",
    "instructors/index.md": "# Teaching this?\n\nAll.\n",
}


def test_the_first_screen_of_a_phone_holds_the_whole_decision(browser: Browser, course: Site) -> None:
    """Of the course itself: its name, the scene, every choice, and the button; and then what the choice leads to."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(course.url)
    expect(page.locator(".cw-home")).to_be_in_viewport(ratio=1)
    expect(page.locator("cw-item .cw-choice")).to_have_count(3)
    expect(page.locator("cw-item .cw-submit")).to_be_in_viewport(ratio=1)
    first = page.evaluate("() => [...document.querySelector('.cw-article').children].map((part) => part.localName)")
    assert first[:4] == ["h1", "p", "cw-continue", "cw-item"]  # what it is, then the decision
    expect(page.locator("h1 + p")).to_be_in_viewport(ratio=1)
    page.locator("cw-item .cw-choice label").nth(1).click()
    page.locator("cw-item .cw-submit").click()
    expect(page.locator("cw-item .cw-result")).to_be_in_viewport(ratio=1)
    expect(page.locator("cw-item .cw-submit")).to_be_in_viewport(ratio=1)
    context.close()


def test_a_long_result_starts_where_it_can_be_read(learner: Learner, site: Site) -> None:
    learner.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    learner.open(site.publish(_HOME.replace("Nobody learns a thing.", "Nobody learns a thing. " * 60)))
    learner.page.locator("cw-item .cw-choice label").first.click()
    learner.page.locator("cw-item .cw-submit").click()
    expect(learner.page.locator("cw-item .cw-result .cw-copy").first).to_be_in_viewport(ratio=1)
    expect(learner.page.locator("cw-item .cw-submit")).not_to_be_in_viewport()


def test_a_heading_that_the_header_repeats_is_only_hidden_from_the_eye(learner: Learner, site: Site) -> None:
    learner.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    learner.open(site.publish({"index.md": _HOME, "other.md": "# Test\n\nNot the front page.\n"}))
    heading = learner.page.get_by_role("heading", level=1)
    expect(heading).to_have_accessible_name("Test")
    assert heading.evaluate("e => e.offsetHeight") == 1
    learner.page.set_viewport_size({"width": 1280, "height": 800})
    assert heading.evaluate("e => e.offsetHeight") > 20
    learner.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    learner.open(site.url + "other/")
    assert heading.evaluate("e => e.offsetHeight") > 20
    learner.open(site.publish("---\ntitle: Test\n---\n# Test\n\nA front page that opens with a text.\n"))
    assert heading.evaluate("e => e.offsetHeight") > 20


def test_an_instructor_is_one_step_away_on_every_page(learner: Learner, site: Site) -> None:
    learner.open(site.publish(_TEACHING))
    for path in ("", "lesson/", "instructors/", "404.html"):
        learner.page.goto(site.url + path)
        for size, place in ((PHONE, ".cw-footer"), ({"width": 1280, "height": 800}, ".cw-header")):
            learner.page.set_viewport_size(size)  # type: ignore[arg-type]
            link = learner.page.locator(place).get_by_role("link", name="Teaching this?")
            expect(link).to_be_visible()
            link.click()
            expect(learner.page).to_have_url(f"{site.url}instructors/")
            learner.page.goto(site.url + path)
    learner.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    learner.page.locator(".cw-contents").click()
    expect(learner.page.locator("#outline .cw-teaching a")).to_be_in_viewport(ratio=1)


def test_no_link_to_a_page_for_instructors_that_there_is_not(learner: Learner, site: Site) -> None:
    learner.open(site.publish("Some text.\n"))
    expect(learner.page.get_by_text("Teaching this?")).to_have_count(0)
