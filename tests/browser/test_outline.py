"""The outline: on a phone it opens and closes by touch alone, and everywhere it shows where the learner is."""

from __future__ import annotations

from learner import Learner
from playwright.sync_api import expect
from sites import Site


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
