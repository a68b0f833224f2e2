"""The outline on a phone: what opens can be closed again by touch alone."""

from __future__ import annotations

from learner import Learner
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
