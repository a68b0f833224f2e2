"""Diagrams that Mermaid itself draws, wherever a learner meets one, in either theme, from a file of the course."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from packages import packaged
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect
from sites import Site
from tides import export, exports_of
from way import Taker

THEMES: Mapping[str, Mapping[str, Any]] = {
    "coursewright": {"name": "coursewright"},
    "Material": {"name": "material", "font": False, "palette": {"scheme": "slate"}},
}
DRAWN = "div.mermaid, .cw-diagram:has(svg)"  # Material puts its own where no script looks


def mermaid() -> str:
    """Return Mermaid's script."""
    return packaged("@mermaid-js/tiny/dist/mermaid.tiny.js").read_text(encoding="utf-8")


def diagram(name: str, indent: str = "") -> str:
    """Return a fence with a diagram of two boxes."""
    return "\n".join(f"{indent}{line}" for line in ("```mermaid", "graph LR", f"  {name} --> B", "```"))


def item(name: str) -> str:
    """Return an item with a diagram in each of its parts."""
    return f"""<quiz>
<!-- id: {name} -->
What is {name}?

{diagram("Stem")}

- [x] This

{diagram("Choice", "  ")}

  > Since:
  >
{diagram("Reason", "  > ")}
- [ ] That
  > Not that.

Of both:

{diagram("Both")}
</quiz>
"""


STORY = f"""---
id: story
---
# Story

## Start

It is so:

{diagram("Scene")}

- [Go on](#end)
  > **Client:** So it is.

## End

**Ending: protected**

{diagram("End")}
"""


def course(script: str) -> dict[str, str]:
    """Return the pages of a course that has Mermaid's script."""
    return {
        "index.md": f"---\nid: one\n---\n# One\n\n{diagram('Lesson')}\n\n{item('seen')}",
        "final.md": "---\nid: final\n---\n# Final\n\n<!-- course: final -->\n",
        "review.md": "---\nid: review\n---\n# Review\n\n<!-- course: review -->\n",
        "story.md": "---\nid: story\n---\n# Story\n\n<!-- quiz: scenario story -->\n",
        "../quizzes/last.md": f"---\nuse: final\n---\n{item('last')}",
        "../quizzes/scenarios/story.md": STORY,
        "mermaid.js": script,
    }


CONFIG: Mapping[str, Any] = {
    "markdown_extensions": [{"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]}}],
    "extra_javascript": ["mermaid.js"],
    "extra": {
        "generator": False,
        "course": {"id": "course", "core": ["Core"], "complete": ["lessons", "final"], "final": {"draw": {"last": 1}}},
    },
    "nav": [{"Core": ["index.md"]}, {"More": ["story.md", "final.md", "review.md"]}],
}


def assert_drawn(place: Locator, count: int) -> None:
    """Assert that so many diagrams are seen in a place, as large as two boxes are, and the source of none."""
    expect(place.locator(DRAWN).locator("visible=true")).to_have_count(count)
    for one in place.locator(DRAWN).locator("visible=true").all():
        size = one.evaluate("(e) => [e.getBoundingClientRect().width, e.getBoundingClientRect().height]")
        assert all(one > 40 for one in size), size
    expect(place.locator("pre.mermaid, pre.cw-diagram").locator("visible=true")).to_have_count(0)


def answer(page: Page | FrameLocator, button: str) -> None:
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize("theme", THEMES)
def test_mermaid_draws_whatever_a_learner_meets(theme: str, context: BrowserContext, site: Site) -> None:
    url = site.publish(course(mermaid()), config={**CONFIG, "theme": dict(THEMES[theme])})
    page = context.new_page()
    page.goto(url)
    main = page.locator("main")
    assert_drawn(main, 3)
    answer(page, "Submit")
    assert_drawn(page.locator(".cw-result"), 2)

    page.goto(f"{url}story/")
    page.get_by_role("button", name="Start").click()
    assert_drawn(page.locator(".cw-stage"), 1)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Continue").click()
    assert_drawn(page.locator(".cw-stage"), 1)

    page.goto(f"{url}final/")
    page.get_by_role("button", name="Start the final").click()
    assert_drawn(page.locator("cw-final .cw-live"), 2)
    answer(page, "Hand in")
    expect(page.locator("cw-final .cw-result").first).to_be_visible()
    assert page.locator("cw-final .cw-live").locator(DRAWN).locator("visible=true").count() > 0
    expect(page.locator("cw-final .cw-live pre").locator("visible=true")).to_have_count(0)

    Taker(page).put(review={"seen": {"due": 1, "step": 0}})
    page.goto(f"{url}review/")
    page.get_by_role("button", name="Next question").click()
    assert_drawn(page.locator("cw-review .cw-live"), 2)


def test_mermaid_draws_in_what_other_sites_embed(context: BrowserContext, site: Site) -> None:
    url = site.publish(course(mermaid()), config={**CONFIG, "theme": dict(THEMES["coursewright"])})
    page = context.new_page()
    for piece, count in {"?embed": 3, "?embed&item=seen": 2, "story/?embed&scenario=story": 1}.items():
        page.goto(url + piece)
        if "scenario" in piece:
            page.get_by_role("button", name="Start").click()
        assert_drawn(page.locator("main"), count)


@pytest.mark.parametrize("theme", THEMES)
def test_mermaid_draws_in_packages(theme: str, context: BrowserContext, site: Site, tmp_path: Path) -> None:
    """Under their policy, which allows a page with diagrams the styles in them, and nothing from elsewhere."""
    core = {"nav": [{"Core": ["index.md", "story.md"]}, "final.md", "review.md"]}
    site.publish(course(mermaid()), config={**CONFIG, **core, "theme": dict(THEMES[theme])})
    for name, content in export(exports_of(site.folder.parent / "mkdocs.yml")).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    site.folder = tmp_path
    page = context.new_page()
    page.goto(site.url)
    lesson = page.frame_locator("iframe")
    assert_drawn(lesson.locator("main"), 3)
    answer(lesson, "Submit")
    assert_drawn(lesson.locator(".cw-result"), 2)
    lesson.get_by_role("link", name="Next Story").click()
    lesson.get_by_role("button", name="Start").click()
    assert_drawn(lesson.locator(".cw-stage"), 1)
