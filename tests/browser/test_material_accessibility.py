"""axe on a whole page of Material with items on it: it finds nothing that it doesn't find on the page without them.

With the lines of style that the manual gives, it finds nothing at all.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe import add_axe, run_axe
from playwright.sync_api import BrowserContext
from sites import Site
from test_accessibility import _ANSWER, _DRAWN, COLOURS, TAGS, WIDTHS
from themes import TEXTS, settings

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
    assert {failure.split(":")[0] for failure in stock - before} == {"aria-dialog-name"}


THEMES_PAGE = Path(__file__).parents[2] / "docs/toolkit/theme.md"
STYLES = re.compile(r'^```css title="docs/readable.css[^"]*"\n(.*?)^```', re.S | re.M)
SCHEMES = {
    "default": {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "To dark"}},
    "slate": {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "To light"}},
}
PATH = ("progress/", "final/", "review/", "certificate/", "agreement/")
PAGES = ("", "prose/", "kinds/", "play/", "words/", "a/", *PATH, "404.html")
CODE = """
``` python
@decorated
class Tide(object):  # it comes, and goes
    \"\"\"High or low.\"\"\"
    def __init__(self, height: float = 1.5) -> None:
        self.name = f"tide of {height!r}" if height >= 1 else None
        print(r"\\d+", [one for one in range(10) if one != 2 and not one == 3])
```

``` diff
- one line
+ another line
```
"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_lines_of_the_manual_end_what_axe_finds(scheme: str, context: BrowserContext, site: Site) -> None:
    """But for the parts around its buttons for code, which Material makes in the browser, and gives no names."""
    (styles,) = STYLES.findall(THEMES_PAGE.read_text(encoding="utf-8"))
    texts = {**TEXTS, "prose.md": PROSE.replace("two.md", "index.md") + CODE, "readable.css": styles}
    config = settings("Material") | {
        "extra_css": ["readable.css"],
        "repo_url": "https://example.org/a",
        "edit_uri": "b/",
    }
    features = [*FEATURES, "navigation.top", "content.action.edit", "search.suggest", "search.share", "toc.follow"]
    both = [SCHEMES[scheme], *(entry for name, entry in SCHEMES.items() if name != scheme)]
    config["theme"] = {**THEME, "features": features, "palette": both}
    config["markdown_extensions"] += [*CONFIG["markdown_extensions"], {"toc": {"permalink": True}}]
    config["plugins"] = ["search", "coursewright"]
    config["nav"].insert(1, "prose.md")
    add_axe(context)
    page = context.new_page()
    url, wrong = site.publish(texts, config=config), []
    for name in PAGES:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(url + name)
            page.add_style_tag(content="* { transition: none !important }")
            page.evaluate(_DRAWN)
            found = run_axe(page, TAGS if scheme == "default" else sorted(COLOURS))
            assert found.texts > 5, name
            wrong += [f"{name} at {width} px: {one}" for one in found.failures if ".md-code__nav" not in one]
    assert not wrong, "\n".join(wrong)
