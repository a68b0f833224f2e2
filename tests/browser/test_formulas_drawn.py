"""Formulas without a script wherever a learner meets them, in either theme, in frames and in packages; and the site's
own script on what the player shows later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe import add_axe, run_axe
from lms import Lms
from playwright.sync_api import Browser, BrowserContext, Frame, Page
from sites import Builder, Site
from test_accessibility import TAGS
from test_csp import POLICY
from tides import export, exports_of
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

**Ending: protected**

You have $v_1$.
"""
DIAGRAM = """```mermaid
graph LR
  A --> B
```"""
PAGES = {
    "index.md": LESSON,
    "final.md": "---\nid: final\n---\n# Final\n\n<!-- course: final -->\n",
    "review.md": "---\nid: review\n---\n# Review\n\n<!-- course: review -->\n",
    "certificate.md": "---\nid: certificate\n---\n# Certificate\n\nFor $g_1$.\n\n<!-- course: certificate -->\n",
    "plain.md": "# Plain\n\nIt costs $5.\n\n<quiz>\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n",
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
    "extra": {
        "generator": False,
        "course": {
            "id": "course",
            "title": "Rates of $x^2$",
            "core": ["The $m^2$ part"],
            "complete": ["lessons", "final"],
            "final": {"draw": {"last": 1}},
        },
    },
    "nav": [
        {"The $m^2$ part": ["index.md"]},
        {"More": ["story.md", "final.md", "review.md", "certificate.md", "plain.md"]},
    ],
}
SITE = {"site_name": "Test", "plugins": ["coursewright"], "theme": {"name": "coursewright"}}
OFFLINE = {"plugins": [{"coursewright": {"offline": True}}]}
THEMES: dict[str, dict[str, Any]] = {
    "coursewright": {"name": "coursewright"},
    "Material": {"name": "material", "font": False, "palette": {"scheme": "slate"}},
}
_DRAWN = """() => [...document.querySelectorAll("main math, body > * math")]
  .filter((math) => math.checkVisibility())
  .map((math) => ({ said: math.getAttribute("alttext"), wide: math.getBoundingClientRect().width }))"""
KATEX = """
window.renderMathInElement = (node, { delimiters }) => {
  node.innerHTML = "<span class='katex'>" + node.textContent.slice(delimiters[0].left.length, -2) + "</span>";
};
const render = async (id, source) => ({ svg: `<svg id="${id}"><text>${source.length}</text></svg>` });
window.mermaid = { initialize() {}, render };
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


def assert_drawn(page: Page | Frame, *formulas: str) -> None:
    found = page.evaluate(_DRAWN)
    assert set(formulas) <= {one["said"] for one in found}
    assert all(one["wide"] > 0 for one in found), found
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("theme", THEMES)
def test_formulas_are_drawn_offline_printed_and_in_whatever_comes_later(
    theme: str, context: BrowserContext, builder: Builder
) -> None:
    folder = builder.build(PAGES, config={**CONFIG, **OFFLINE, "theme": THEMES[theme]})
    add_axe(context)
    page = context.new_page()
    page.clock.install()
    page.goto((folder / "index.html").as_uri())
    assert_drawn(page, "a^2", "a < b; c = 1/2", "x_1 < y", "1/2", "√2")
    page.get_by_role("radio", name="√2").check()
    page.get_by_role("button", name="Submit").click()
    assert page.locator(".cw-result math").count() > 0
    assert run_axe(page, TAGS, [] if theme == "coursewright" else ["article"]).failures == []
    assert_on_paper(page, "x_1 < y", "1/2", "√2")

    page.goto((folder / "story.html").as_uri())
    page.get_by_role("button", name="Start").click()
    assert_drawn(page, "s_1", "t_1")
    page.get_by_role("button", name="Take").click()
    assert_drawn(page, "u_1")
    assert_on_paper(page, "s_1", "t_1", "u_1", "v_1")

    page.goto((folder / "final.html").as_uri())
    page.get_by_role("button", name="Start the final").click()
    assert_drawn(page, "e^x", "a/b", "2")
    assert page.locator(".cw-live code").all_inner_texts() == ["code", "graph LR\n  A --> B"]
    page.get_by_role("radio", name="a/b").check()
    page.get_by_role("button", name="Hand in").click()
    assert_drawn(page, "b_1", "a/b")
    assert_on_paper(page, "a/b")

    page.goto((folder / "certificate.html").as_uri())
    assert_drawn(page, "g_1")
    assert page.locator(".cw-paper [data-line=course] dd").inner_text() == "Rates of x^2"
    assert "$" not in page.locator("article").inner_text()

    page.clock.fast_forward(72 * 3600 * 1000)
    page.goto((folder / "review.html").as_uri())
    page.get_by_role("button", name="Next question").click()
    assert_drawn(page, "x_1 < y", "1/2")

    with watched(context) as watch:
        page.goto((folder / "plain.html").as_uri())
        page.locator(".cw-submit").wait_for()
    assert len(watch.requests) > 3
    assert [url for url in watch.requests if re.search(r"formulas|draw|katex|mathjax|mermaid", url, re.I)] == []


@contextmanager
def watched(context: BrowserContext) -> Iterator[Watch]:
    """Watch over the context anew."""
    watch = Watch()
    watch.follow(context)
    yield watch


def assert_on_paper(page: Page, *formulas: str) -> None:
    page.emulate_media(media="print")
    assert_drawn(page, *formulas)
    page.emulate_media(media="screen")


def test_formulas_are_drawn_in_frames_of_other_sites(
    context: BrowserContext, site: Site, new_site: Callable[[], Site]
) -> None:
    """Under the strictest policy that allows a frame at all."""
    site.headers = {"Content-Security-Policy": POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")}
    url, host = site.publish(PAGES, config=CONFIG), new_site()
    pieces = {"?embed": "a < b; c = 1/2", "?embed&item=half": "x_1 < y", "story/?embed&scenario=story": "s_1"}
    frames = "".join(
        f'<iframe src="{url}{piece}" title="{at}" width="320"></iframe>' for at, piece in enumerate(pieces)
    )
    host.publish(f"# Host\n\n{frames}\n", theme="bare")
    page = context.new_page()
    page.goto(host.url)
    for at, formula in enumerate(pieces.values()):
        frame = page.frame_locator(f"iframe[title='{at}']")
        if "scenario" in list(pieces)[at]:
            frame.get_by_role("button", name="Start").click()
        math = frame.locator(f'math[alttext="{formula}"]').locator("visible=true").first
        math.wait_for()
        assert math.evaluate("(math) => math.getBoundingClientRect().width") > 0
    item = page.frame_locator("iframe[title='1']")
    item.get_by_role("radio", name="1/2").check()
    item.get_by_role("button", name="Submit").click()
    item.locator(".cw-result math").first.wait_for()


def test_formulas_are_drawn_in_a_package(context: BrowserContext, tmp_path: Path) -> None:
    """Whose pages have a policy of their own."""
    for name, text in {**PAGES, "../mkdocs.yml": yaml.safe_dump({**CONFIG, **SITE})}.items():
        path = tmp_path / "docs" / name
        path = tmp_path / name.removeprefix("../") if name.startswith("../") else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    files = export(exports_of(tmp_path / "mkdocs.yml"))
    assert b"Content-Security-Policy" in files["course/index.html"]
    assert b"<title>Rates of x^2</title>" in files["index.html"]
    lms = Lms(files)
    opened = lms.launch(context)
    shell, lesson = opened.frames
    assert_drawn(lesson, "a^2", "a < b; c = 1/2", "x_1 < y", "1/2", "√2")
    lesson.get_by_role("radio", name="1/2").check()
    lesson.get_by_role("button", name="Submit").click()
    lesson.locator(".cw-result math").first.wait_for()
    assert_drawn(lesson, "∫_0^1xdx")
    shell.evaluate("() => { document.querySelector('iframe').src = 'course/final.html'; }")
    opened.lesson.get_by_role("button", name="Start the final").click()
    assert_drawn(opened.frames[1], "e^x", "a/b", "2")
    opened.page.close()
    lms.close()


@pytest.mark.parametrize("theme", THEMES)
def test_the_script_of_the_site_draws_what_comes_later(theme: str, context: BrowserContext, site: Site) -> None:
    texts = {**PAGES, "katex.js": KATEX, "plain.md": f"# A diagram\n\n{DIAGRAM}\n\n{PAGES['plain.md']}"}
    page = context.new_page()
    url = site.publish(texts, config={**CONFIG, "theme": THEMES[theme], "extra_javascript": ["katex.js"]})
    page.goto(f"{url}plain/")
    page.locator(".cw-diagram svg, div.mermaid").first.wait_for()  # Material puts its own where no script looks
    page.goto(f"{url}final/")
    page.get_by_role("button", name="Start the final").click()
    page.locator(".cw-live .cw-diagram svg").wait_for()
    assert page.locator(".cw-live .katex").all_inner_texts() == ["e^{x}", "\\frac{a}{b}", "2"]
    page.goto(f"{url}story/")
    page.get_by_role("button", name="Start").click()
    page.locator("cw-scenario .katex").first.wait_for()
    assert "s_1" in page.locator("cw-scenario .katex").all_inner_texts()
