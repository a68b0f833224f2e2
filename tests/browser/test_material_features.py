"""What Material itself offers, on a page with an item and inside of one: each works, and so does the item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from learner import RIGHT, Learner
from playwright.sync_api import Page, expect
from sites import Site

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40"/></svg>'


def code(name: str, indent: str = "") -> str:
    """Return a block of code with a note, as Material writes one."""
    lines = ("``` { .python .annotate }", f"{name} = 1  # (1)!", "```", "", f"1.  What {name} is.")
    return "\n".join(f"{indent}{line}".rstrip() for line in lines)


LESSON = f"""---
tags: [sums]
comments: true
---
# One

## Section

{code("above")}

Here is an HTML[^1] page, and [a link](two.md "A tip").

<quiz>
<!-- id: one -->
What is `stem`?

{code("stem")}

```python
stem += 1
```

![Night](night.svg#only-dark) ![Day](day.svg#only-light)

- [x] This
  > Since:
  >
{code("reason", "  > ")}
- [ ] That

#### Both

=== "First"

    The first tab.

=== "Second"

    The second tab.
</quiz>

[^1]: Text.

*[HTML]: Hypertext
"""
RATED = """document$.subscribe(() => {
  const form = document.forms.feedback;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.dataset.rated = event.submitter.dataset.mdValue;
  });
});"""
PAGES = {
    "index.md": LESSON,
    "two.md": "# Two\n\n[to One](index.md)\n\n<quiz>\n<!-- id: two -->\nIs it?\n- [x] Yes\n- [ ] No\n</quiz>\n",
    "deep/three.md": "# Three\n\nText.\n",
    "tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "night.svg": PICTURE,
    "day.svg": PICTURE,
    "../overrides/partials/comments.html": "{% if page.meta.comments %}<h2 id='said'>Comments</h2>"
    "<script>document.getElementById('said').dataset.ran = 1</script>{% endif %}",
    "../overrides/partials/integrations/analytics/stub.html": "<script>window.counted = 1</script>",
    "rated.js": RATED,
}
_TWICE = "(all) => all.map((one) => one.id).filter((id, at, ids) => ids.indexOf(id) < at)"
_OWN = "(all) => all.map((one) => one.closest('pre').contains(document.querySelector(one.dataset.clipboardTarget)))"
FEATURES = (
    "navigation.instant navigation.tabs navigation.prune navigation.top search.suggest search.share search.highlight "
    "toc.integrate content.code.copy content.tabs.link content.tooltips"
)
RATINGS = [
    {"icon": "material/thumb-up-outline", "name": "Yes", "data": 1, "note": "Thanks!"},
    {"icon": "material/thumb-down-outline", "name": "No", "data": 0, "note": "Sorry."},
]


def config(url: str) -> Mapping[str, Any]:
    feedback = {"title": "Was this page helpful?", "ratings": RATINGS}
    return {
        "site_url": url,
        "theme": {
            "name": "material", "font": False, "custom_dir": "overrides", "features": FEATURES.split(),
            "palette": [
                {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "To dark"}},
                {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "To light"}},
            ],
        },
        "extra_javascript": ["rated.js"],
        "plugins": ["search", "tags", "coursewright"],
        "markdown_extensions": [
            "abbr", "attr_list", "footnotes", "md_in_html", "pymdownx.highlight", "pymdownx.superfences",
            {"pymdownx.tabbed": {"alternate_style": True}},
        ],
        "extra": {
            "generator": False,
            "course": {"id": "course"},
            "analytics": {"provider": "stub", "feedback": feedback},
        },
        "nav": [{"Start": ["index.md", "two.md"]}, {"Deep": ["deep/three.md"]}, {"Tags": ["tags.md"]}],
    }  # fmt: skip


@pytest.fixture
def page(learner: Learner, site: Site) -> Page:
    """The lesson, once Material knows the other pages."""
    with learner.page.expect_response("**/sitemap.xml"):
        learner.open(site.publish(PAGES, config=config(site.url)))
    learner.page.wait_for_load_state("networkidle")
    return learner.page


def test_what_stands_around_an_item(page: Page, learner: Learner) -> None:
    """Who counts visits, the question whether a page helped, comments, tags, tabs, the outline in the navigation."""
    assert page.evaluate("() => window.counted") == 1
    expect(page.locator("#said")).to_have_attribute("data-ran", "1")
    expect(page.locator(".md-tag")).to_have_text("sums")
    expect(page.locator(".md-tabs__item--active")).to_contain_text("Start")
    expect(page.locator(".md-nav--primary .md-nav--secondary a")).to_have_text(["Section"])
    learner.answer("one", "This")
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator(".md-feedback")).to_have_attribute("data-rated", "1")
    assert learner.verdict("one") == RIGHT


def test_what_stands_in_an_item(page: Page, learner: Learner) -> None:
    """Notes in code, pictures of one scheme, content tabs and the button that copies."""
    item = learner.item("one")
    assert item.get_by_role("img").locator("visible=true").evaluate_all("(all) => all.map((one) => one.alt)") == ["Day"]
    page.locator("label[title='To dark']").click()
    assert item.get_by_role("img").locator("visible=true").evaluate_all("(all) => all.map((one) => one.alt)") == [
        "Night"
    ]
    note = item.locator(".cw-stem .md-annotation")
    note.locator(".md-annotation__index").click(force=True)
    expect(page.get_by_text("What stem is.").locator("visible=true")).to_have_count(1)
    page.locator("h1").click()
    learner.answer("one", "This")
    result = item.locator(".cw-result")
    result.get_by_text("Second", exact=True).click()
    expect(result.get_by_text("The second tab.")).to_be_visible()
    expect(result.get_by_text("The first tab.")).to_be_hidden()
    result.locator(".md-annotation__index").click(force=True)
    expect(page.get_by_text("What reason is.").locator("visible=true")).to_have_count(1)
    assert page.locator("cw-item [id]").evaluate_all(_TWICE) == []


def test_each_listing_is_copied_by_its_own_button(page: Page) -> None:
    """Material names a listing after what it stands in, and all of an item had one name."""
    buttons = page.locator("[data-clipboard-target]")
    expect(buttons).to_have_count(4)
    assert buttons.evaluate_all(_OWN) == [True] * 4


_LOOK = """() => {
  const of = (place) => document.querySelector(`cw-item[data-item=one] ${place}`);
  const style = (place) => getComputedStyle(of(place));
  const left = (place) => {
    const range = document.createRange();
    range.selectNodeContents(of(place));
    return Math.round(range.getBoundingClientRect().left);
  };
  return {
    code: style(".cw-stem pre > code").backgroundColor,
    item: getComputedStyle(of(".cw-form").parentElement).backgroundColor,
    edge: [style(".cw-submit").borderTopColor, style(".cw-submit").color],
    lefts: [left(".cw-result .cw-reasons > li"), left(".cw-result > .cw-explanation")],
    heading: style(".cw-result .cw-heading").fontWeight,
    above: style(".cw-stem > :first-child").marginTop,
  };
}"""


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_an_item_looks_as_it_should(scheme: str, page: Page, learner: Learner) -> None:
    """Seen on public sites: code without a ground, a button without an edge, reasons further in, headings gone."""
    page.add_style_tag(content="* { transition: none !important }")
    page.evaluate("(to) => { document.body.dataset.mdColorScheme = to }", scheme)
    learner.answer("one", "This")
    page.mouse.move(0, 0)
    page.evaluate("() => document.activeElement.blur()")
    look = page.evaluate(_LOOK)
    assert look["code"] != look["item"]
    assert look["edge"][0] == look["edge"][1]
    assert look["lefts"][0] == look["lefts"][1]
    assert (look["heading"], look["above"]) == ("700", "0px")


def test_a_page_that_is_shown_ahead_of_a_click_counts_for_nothing(learner: Learner, site: Site) -> None:
    """Its questions were counted on the page that links there, and that page's in the other lesson."""
    own = dict(config(site.url))
    own["theme"] = own["theme"] | {"features": ["navigation.instant", "navigation.instant.preview"]}
    with learner.page.expect_response("**/sitemap.xml"):
        learner.open(site.publish(PAGES, config=own))
    page = learner.page
    page.wait_for_load_state("networkidle")
    page.locator("article").get_by_role("link", name="a link").hover()
    expect(page.locator(".md-tooltip2 cw-item")).to_have_count(1, timeout=20_000)
    page.evaluate("""() => {
      const item = document.querySelector("article cw-item[data-item=one]");
      item.querySelector("input").click();
      item.querySelector(".cw-submit").click();
    }""")
    assert page.evaluate("() => [...document.querySelectorAll('.md-tooltip2 .cw-submit')].length") == 0
    assert page.locator("cw-score [data-count=answered]").all_inner_texts() == ["1", "0"]
    page.locator("article").get_by_role("link", name="a link").click()
    expect(page.locator("article h1")).to_have_text("Two")
    expect(learner.button("two")).to_have_count(1)
    assert learner.verdicts() == {"two": None}


def test_items_stay_whole_from_page_to_page(page: Page, learner: Learner) -> None:
    """With instant navigation, a pruned tree, tooltips and a search that can be shared."""
    page.evaluate("() => { window.same = true }")
    learner.answer("one", "This")
    for _ in range(2):
        page.locator("article").get_by_role("link", name="a link").click()
        expect(page.locator("article h1")).to_have_text("Two")
        expect(learner.button("two")).to_have_count(1)
        if learner.verdict("two") is None:
            learner.answer("two", "Yes")
        page.get_by_role("link", name="to One").click()
        expect(page.locator("article h1")).to_have_text("One")
        expect(learner.button("one")).to_have_count(1)
        expect(page.locator("#said")).to_have_attribute("data-ran", "1")
        expect(page.get_by_role("button", name="Yes", exact=True)).to_be_visible()
    assert page.evaluate("() => window.same") is True
    assert learner.verdicts() == {"one": RIGHT}
    assert learner.counts() == (1, 1)
    page.locator("article").get_by_role("link", name="a link").hover()
    expect(page.get_by_role("tooltip").get_by_text("A tip")).to_be_visible()
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("ste")
    expect(page.locator("[data-md-component=search-share]")).to_have_attribute("href", re.compile("[?]q=ste"))
