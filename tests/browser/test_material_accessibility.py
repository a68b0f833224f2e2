"""axe on a whole page of Material with items on it: it finds nothing that it doesn't find on the page without them."""

from __future__ import annotations

import pytest
from axe import add_axe
from playwright.sync_api import BrowserContext
from sites import Site
from test_accessibility import _ANSWER, TAGS

from manual import examples

PROSE = """# One

Some text with [a link](two.md) and `code`.

## Section

!!! note "A note"

    Its text.

??? note "Another"

    Its text.

=== "First"

    One.

=== "Second"

    Two.

``` python
print(1)  # it is one
```

| Name | Value |
| ---- | ----- |
| a    | 1     |
"""
FEATURES = ["navigation.tabs", "navigation.footer", "content.code.copy"]
THEME = {"name": "material", "font": False, "features": FEATURES}
CONFIG = {
    "extra": {"generator": False, "course": {"id": "course"}},
    "markdown_extensions": [
        "admonition", "pymdownx.details", "pymdownx.highlight", "pymdownx.superfences",
        {"pymdownx.tabbed": {"alternate_style": True}},
    ],
    "nav": [{"Start": ["index.md", "two.md"]}],
}  # fmt: skip


_RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false });
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.split(">")[0]}`));
}"""


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_a_page_of_material_has_no_failure_that_is_ours(scheme: str, context: BrowserContext, site: Site) -> None:
    add_axe(context)
    page = context.new_page()
    found: list[set[str]] = []
    theme = {**THEME, "palette": {"scheme": scheme}}
    for plugins, items in ((["search"], ""), (["search", "coursewright"], examples())):
        texts = {"index.md": f"{PROSE}\n{items}", "two.md": "# Two\n\nText.\n"}
        page.goto(site.publish(texts, config={**CONFIG, "theme": theme, "plugins": plugins}))
        page.add_style_tag(content="* { transition: none !important }")  # no colour is half of another
        found.append(set(page.evaluate(_RUN, TAGS)))
    assert page.locator("cw-item .cw-submit").count() > 10
    page.evaluate(_ANSWER, ["wrong", "right", "leave"])
    found.append(set(page.evaluate(_RUN, TAGS)))
    stock, before, answered = found
    assert before - stock == set()
    assert answered - stock == set()
