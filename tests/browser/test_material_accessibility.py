"""axe on a whole page of Material with items on it: it finds nothing that it doesn't find on the page without them.

With the lines that the manual gives, and in a new course, which has them, it finds nothing at all.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe import add_axe, run_axe
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import BrowserContext
from sites import Site
from test_accessibility import _ANSWER, _DRAWN, _SIDEWAYS, COLOURS, TAGS, WIDTHS
from themes import TEXTS, settings
from waits import begun

from coursewright.new import course_files, write_course
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
    begun(page)
    page.evaluate(_ANSWER, ["wrong", "right", "leave"])
    found.append(set(page.evaluate(_RUN, TAGS)))
    stock, before, answered = found
    assert before - stock == set()
    assert answered - stock == set()
    assert {failure.split(":")[0] for failure in stock - before} == {"aria-dialog-name"}


THEMES_PAGE = Path(__file__).parents[2] / "docs/toolkit/theme.md"
LINES = re.compile(r'^```\w+ title="docs/readable[^"]*"\n(.*?)^```', re.S | re.M)
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

- [x] Look
- [ ] Listen
"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_lines_of_the_manual_end_what_axe_finds(scheme: str, context: BrowserContext, site: Site) -> None:
    styles, script = LINES.findall(THEMES_PAGE.read_text(encoding="utf-8"))
    prose = PROSE.replace("two.md", "index.md") + CODE
    texts = {**TEXTS, "prose.md": prose, "readable.css": styles, "readable.js": script}
    config = settings("Material") | {
        "copyright": "CC BY 4.0",
        "extra_css": ["readable.css"],
        "extra_javascript": ["readable.js"],
        "repo_url": "https://example.org/a",
        "edit_uri": "b/",
    }
    features = [*FEATURES, "navigation.top", "content.action.edit", "search.suggest", "search.share", "toc.follow"]
    both = [SCHEMES[scheme], *(entry for name, entry in SCHEMES.items() if name != scheme)]
    config["theme"] = {**THEME, "features": features, "palette": both}
    config["extra"] = {**config["extra"], "generator": True}
    tasks = {"pymdownx.tasklist": {"custom_checkbox": True}}
    config["markdown_extensions"] += [*CONFIG["markdown_extensions"], {"toc": {"permalink": True}}, tasks]
    config["plugins"] = ["search", "coursewright"]
    config["nav"].insert(1, "prose.md")
    add_axe(context)
    page = context.new_page()
    url, wrong = site.publish(texts, config=config), []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for name in PAGES:
            page.goto(url + name)
            page.add_style_tag(content="* { transition: none !important }")
            page.evaluate(_DRAWN)
            found = run_axe(page, TAGS if scheme == "default" else sorted(COLOURS))
            assert found.texts > 5, name
            wrong += [f"{name} at {width} px: {one}" for one in found.failures]
    assert not wrong, "\n".join(wrong)


def test_a_new_course_has_the_lines_of_the_manual() -> None:
    styles, _ = LINES.findall(THEMES_PAGE.read_text(encoding="utf-8"))
    assert course_files("Help desk", "material")["docs/readable.css"] == styles
    assert "docs/readable.css" not in course_files("Help desk")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("theme", ["material", "coursewright"])
def test_a_new_course_has_no_barrier(
    theme: str, scheme: str, context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    write_course(tmp_path, "Help desk", theme)
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.theme["palette"] = SCHEMES[scheme]
    build(config)
    site.folder = tmp_path / "site"
    add_axe(context)
    page, wrong = context.new_page(), []
    files = sorted(site.folder.rglob("*.html"))
    names = [file.relative_to(site.folder).as_posix().removesuffix("index.html") for file in files]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for name in names:
            page.goto(site.url + name)
            page.add_style_tag(content="* { transition: none !important }")
            page.evaluate(_DRAWN)
            found = run_axe(page, TAGS if scheme == "default" else sorted(COLOURS))
            assert found.texts > 5, name
            wrong += [f"{name} at {width} px: {one}" for one in found.failures]
            wrong += [f"{name} at {width} px scrolls sideways"] * (page.evaluate(_SIDEWAYS) > 0)
    assert not wrong, "\n".join(wrong)
