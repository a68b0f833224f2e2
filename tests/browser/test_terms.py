"""A word of the glossary opens its definition by keyboard, touch and mouse, without scripts, and moves nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from packages import packaged
from playwright.sync_api import Browser, Page, expect
from sites import Site, Theme

TEXTS = {
    "index.md": "# Home\n",
    "words.md": "# Words\n\n**Boundary** {#boundary}\n:   The line that keeps the work for the client's good.\n",
    "one.md": "---\nid: one\n---\n# One\n\n## Two\n\nA word such as boundary is explained here.\n\nMore.\n",
    "wide.md": f"---\nid: wide\n---\n# Wide\n\n## Two\n\n{'word ' * 8}boundary {'word ' * 60}\n",
}
CONFIG = {
    "markdown_extensions": ["attr_list", "def_list"],
    "extra": {"generator": False, "course": {"id": "c", "glossary": "words.md"}},
}
_FAILURES = """async () => (await axe.run(document)).violations
  .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target}`))"""
SIZES = [(320, 640), (700, 500), (1280, 800)]


@pytest.fixture(params=SIZES, ids=str)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("theme", ["course", "material"])
@pytest.mark.parametrize("path", ["one/", "wide/"])
def test_it_opens_and_closes_without_scripts(path: str, theme: Theme, page: Page, site: Site) -> None:
    page.goto(site.publish(TEXTS, theme=theme, config=CONFIG) + path)
    word, shown = page.get_by_role("button", name="boundary"), page.locator(".cw-def")
    before = word.bounding_box()
    expect(shown).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("The line that keeps the work for the client's good.")
    box, width, height = shown.bounding_box(), *(page.viewport_size or {}).values()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    assert word.bounding_box() == before
    page.keyboard.press("Tab")
    expect(shown.get_by_role("link", name="In the glossary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    word.click()
    expect(shown).to_be_visible()
    page.mouse.click(2, 2)
    expect(shown).to_be_hidden()
    word.click()
    shown.get_by_role("link").click()
    assert page.url.endswith("/words/#boundary")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_axe_fails_while_it_is_open(scheme: str, browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
    context.add_init_script(packaged("axe-core/axe.min.js").read_text(encoding="utf-8"))
    page = context.new_page()
    page.goto(site.publish(TEXTS, config=CONFIG) + "one/")
    page.get_by_role("button", name="boundary").click()
    expect(page.locator(".cw-def")).to_be_visible()
    failures = page.evaluate(_FAILURES)
    context.close()
    assert failures == []
