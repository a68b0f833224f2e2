"""Formulas without a script wherever a learner meets them, and the site's own script on what the player shows later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from packages import packaged
from playwright.sync_api import Browser, BrowserContext, Page
from sites import Builder, Site
from watch import Watch

LESSON = r"""---
id: one
---
# The $a^2$ rule

$$
\begin{aligned} a &< b \\ c &= \frac{1}{2} \end{aligned}
$$

<quiz>
<!-- id: half -->
What is $x_1 < y$?
- [x] $\frac{1}{2}$
  > Since $$\int_0^1 x\,dx$$ is.
- [ ] $$\sqrt{2}$$
  > It is \(\sqrt{2}\).
</quiz>
"""
FINAL = r"""---
use: final
---
<quiz>
<!-- id: last -->
What is $e^{x}$ in `code`?

```mermaid
graph LR
  A --> B
```

- [x] $\frac{a}{b}$
  > Since $b_1$ is.
- [ ] $2$
  > Not $c_1$.
</quiz>
"""
STORY = r"""---
id: story
---
# Story

## Start

It is $s_1$.

- [Take $t_1$](#end)
  > **Client:** So $u_1$.

## End

*Ending: protected*

You have $v_1$.
"""
PAGES = {
    "index.md": LESSON,
    "final.md": "---\nid: final\n---\n# Final\n\n<!-- course: final -->\n",
    "review.md": "---\nid: review\n---\n# Review\n\n<!-- course: review -->\n",
    "story.md": "---\nid: story\n---\n# Story\n\n<!-- quiz: scenario story -->\n",
    "../quizzes/last.md": FINAL,
    "../quizzes/scenarios/story.md": STORY,
}
FENCES = [{"name": "mermaid", "class": "mermaid"}]
CONFIG: dict[str, Any] = {
    "markdown_extensions": [
        "attr_list",
        {"pymdownx.arithmatex": {"generic": True}},
        {"pymdownx.superfences": {"custom_fences": FENCES}},
    ],
    "extra": {"generator": False, "course": {"id": "course", "final": {"draw": {"last": 1}}}},
}
_DRAWN = """() => [...document.querySelectorAll("main math, body > * math")]
  .filter((math) => math.checkVisibility())
  .map((math) => ({ said: math.getAttribute("alttext"), wide: math.getBoundingClientRect().width }))"""
KATEX = """
window.renderMathInElement = (node, { delimiters }) => {
  node.innerHTML = "<span class='katex'>" + node.textContent.slice(delimiters[0].left.length, -2) + "</span>";
};
window.mermaid = { render: async (id, source) => ({ svg: `<svg id="${id}"><text>${source.length}</text></svg>` }) };
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    watch = Watch()
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    context.set_default_timeout(10000)
    watch.follow(context)
    yield context
    context.close()
    assert (watch.errors, watch.failed, watch.strangers("file://", "http://127.0.0.1")) == ([], [], [])


def assert_drawn(page: Page, *formulas: str) -> None:
    found = page.evaluate(_DRAWN)
    assert set(formulas) <= {one["said"] for one in found}
    assert all(one["wide"] > 0 for one in found), found
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_formulas_are_drawn_offline_printed_and_in_whatever_comes_later(
    context: BrowserContext, builder: Builder
) -> None:
    folder = builder.build(PAGES, config={**CONFIG, "plugins": [{"coursewright": {"offline": True}}]})
    context.add_init_script(packaged("axe-core/axe.min.js").read_text(encoding="utf-8"))
    page = context.new_page()
    page.clock.install()
    page.goto((folder / "index.html").as_uri())
    assert_drawn(page, "a^2", "a < b; c = 1/2", "x_1 < y", "1/2", "√2")
    page.get_by_role("radio", name="√2").check()
    page.get_by_role("button", name="Submit").click()
    assert page.locator(".cw-result math").count() > 0
    assert page.evaluate("axe.run({ preload: false }).then(({ violations }) => violations.map(({ id }) => id))") == []
    page.emulate_media(media="print")
    assert_drawn(page, "x_1 < y", "1/2", "√2")
    page.emulate_media(media="screen")

    page.goto((folder / "story.html").as_uri())
    page.get_by_role("button", name="Start").click()
    assert_drawn(page, "s_1", "t_1")
    page.get_by_role("button", name="Take").click()
    assert_drawn(page, "u_1")

    page.goto((folder / "final.html").as_uri())
    page.get_by_role("button", name="Start the final").click()
    assert_drawn(page, "e^x", "a/b", "2")
    assert page.locator(".cw-live code").all_inner_texts() == ["code", "graph LR\n  A --> B"]
    page.get_by_role("radio", name="a/b").check()
    page.get_by_role("button", name="Hand in").click()
    assert_drawn(page, "b_1", "a/b")

    page.clock.fast_forward(72 * 3600 * 1000)
    page.goto((folder / "review.html").as_uri())
    page.get_by_role("button", name="Next question").click()
    assert_drawn(page, "x_1 < y", "1/2")


def test_the_script_of_the_site_draws_what_comes_later(context: BrowserContext, site: Site) -> None:
    texts = {**PAGES, "katex.js": KATEX}
    page = context.new_page()
    url = site.publish(texts, config={**CONFIG, "extra_javascript": ["katex.js"]})
    page.goto(f"{url}final/")
    page.get_by_role("button", name="Start the final").click()
    page.locator(".cw-live .cw-diagram svg").wait_for()
    assert page.locator(".cw-live .katex").all_inner_texts() == ["e^{x}", "\\frac{a}{b}", "2"]
    page.goto(f"{url}story/")
    page.get_by_role("button", name="Start").click()
    page.locator("cw-scenario .katex").first.wait_for()
    assert "s_1" in page.locator("cw-scenario .katex").all_inner_texts()
