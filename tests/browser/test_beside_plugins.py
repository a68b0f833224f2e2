"""Other plugins at work in a browser: what they make of a page, and what they add to it, is in no learner's way."""

from __future__ import annotations

from typing import Any

import pytest
from learner import Learner
from playwright.sync_api import expect
from sites import Site
from story import Player
from test_accessibility import _ANSWER, _WITHOUT_VERDICT
from themes import TEXTS, THEMES, settings
from waits import begun
from way import Taker

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>'
PICTURED = """# Pictures

![A map](map.svg)

<quiz>
<!-- id: seen -->
![A queue](queue.svg) Where is it?
- [x] ![At the till](till.svg)
  > ![The till](till.svg)
- [ ] Elsewhere
</quiz>
"""
OWN: dict[str, dict[str, Any]] = {"coursewright": {"name": "coursewright"}, "Material": dict(THEMES["Material"])}


@pytest.mark.parametrize("theme", OWN)
def test_a_tap_on_an_image_of_a_choice_chooses_it(theme: str, learner: Learner, site: Site) -> None:
    """It opened the lightbox, and chose nothing; images elsewhere still open."""
    pytest.importorskip("mkdocs_glightbox")
    pictures = dict.fromkeys(("map.svg", "queue.svg", "till.svg"), PICTURE)
    config = {"theme": OWN[theme], "plugins": ["coursewright", "glightbox"]}
    learner.open(site.publish({"index.md": PICTURED, **pictures}, config=config))
    page, box = learner.page, learner.page.locator(".glightbox-container")
    page.get_by_role("img", name="At the till").first.click()
    assert learner.seen()["seen"].chosen == ("",)
    learner.submit("seen")
    expect(page.locator(".cw-result > .cw-verdict")).to_have_text("Correct answer!")
    expect(box).to_have_count(0)
    page.get_by_role("img", name="A map").click()
    expect(box).to_be_visible()


@pytest.mark.parametrize("theme", ["Material", "coursewright"])
def test_a_site_that_minify_made_smaller_works(theme: str, learner: Learner, site: Site) -> None:
    pytest.importorskip("mkdocs_minify_plugin")
    options = {"minify_html": True, "minify_js": True, "minify_css": True}
    options["htmlmin_opts"] = {"remove_comments": True, "remove_empty_space": True}
    config = settings("Material") | {"theme": OWN[theme]}
    config["plugins"] = ["search", "coursewright", {"minify": options}]
    url = site.publish(TEXTS, config=config)
    learner.open(f"{url}kinds/")
    begun(learner.page)
    learner.page.evaluate(_ANSWER, ["right"])
    assert learner.page.evaluate(_WITHOUT_VERDICT) == []
    learner.open(f"{url}play/")
    player = Player(learner)
    player.press("Start")
    player.play("Morning")
    assert player.title() == "The clerk"
    taker = Taker(learner.page)
    taker.open(f"{url}final/")
    taker.press("Start the final assessment")
    taker.take([True, True, True, True])
    expect(taker.page.locator("cw-final .cw-live")).to_contain_text("4 of 4 points. You have passed.")
