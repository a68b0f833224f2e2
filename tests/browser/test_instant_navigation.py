"""Material swaps the content of the page under the player: each item is upgraded once, and works."""

from __future__ import annotations

import pytest
from learner import RIGHT, WRONG, Learner
from playwright.sync_api import expect
from sites import Site

COUNT_LISTENERS = """
window.listening = 0;
window.loads = (window.loads ?? 0) + 1;
for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
  const plain = Document.prototype[name];
  document[name] = function (type, ...rest) {
    if (type.startsWith("coursewright:")) window.listening += step;
    return plain.call(this, type, ...rest);
  };
}
"""


def page(title: str) -> str:
    items = "".join(
        f"""
<quiz>
<!-- id: {title.lower()}-{number} -->
Is {number} more than one, on page {title}?
- [x] Yes
  > Count on your fingers.
- [ ] No
  > Count on your fingers.
</quiz>
"""
        for number in (2, 3)
    )
    return f"# {title}\n{LINKS}\n{items}"


LINKS = "\n[to One](index.md) [to Two](two.md) [to Three](three.md) [to Kinds](kinds.md)\n"
KINDS = f"""# Kinds
{LINKS}
<quiz>
<!-- id: order; type: order -->
From small to big.

Hint: Look at their legs.

1. Ant
2. Cow
3. Whale
</quiz>

<quiz>
<!-- id: match; type: match -->
Who says what?

| Who | What |
| --- | --- |
| Cat | Miaow |
| Cow | Moo |
</quiz>
"""
INSTANT = {"theme": {"name": "material", "font": False, "features": ["navigation.instant"]}}
PAGES = {"index.md": page("One"), "two.md": page("Two"), "three.md": f"# Three\n{LINKS}", "kinds.md": KINDS}


@pytest.fixture(autouse=True)
def _opened(learner: Learner, site: Site) -> None:
    learner.page.add_init_script(COUNT_LISTENERS)
    load(learner, site.publish(PAGES, theme="material", config={**INSTANT, "site_url": site.url}))


def load(learner: Learner, url: str) -> None:
    """Open a page and wait until Material knows the other ones; before, it lets the browser load them."""
    with learner.page.expect_response("**/sitemap.xml"):
        learner.open(url)
    learner.page.wait_for_load_state("networkidle")
    learner.page.evaluate("() => { window.samePage = true }")


def go(learner: Learner, title: str) -> None:
    learner.page.get_by_role("link", name=f"to {title}").click()
    arrived(learner, title)


def arrived(learner: Learner, title: str) -> None:
    expect(learner.page.locator("article h1")).to_have_text(title)
    assert learner.page.evaluate("() => window.samePage") is True, "the page was loaded, not swapped"


def whole(learner: Learner, title: str) -> None:
    """Every item has one button and one live region, and one score listens to them.

    The saved state listens too, and so does what marks lessons in Material's navigation, to three events.
    """
    expect(learner.page.locator(".cw-submit")).to_have_count(0 if title == "Three" else 2)
    for item in learner.seen().values():
        assert len(item.buttons) == 1
        assert learner.item(item.id).get_by_role("status").count() == 1
    assert learner.page.evaluate("() => window.listening") == (4 if title == "Three" else 6)


def test_items_work_after_many_navigations(learner: Learner) -> None:
    learner.answer("one-2", "Yes")
    for title in ("Two", "One", "Three", "Two", "One", "Two"):
        go(learner, title)
        whole(learner, title)
    assert learner.counts() == (0, 0)
    learner.answer("two-2", "Yes")
    learner.answer("two-3", "No")
    assert learner.counts() == (2, 1)
    learner.retry("two-2")
    assert learner.counts() == (1, 0)

    go(learner, "One")
    whole(learner, "One")
    assert learner.verdicts() == {"one-2": RIGHT, "one-3": None}
    assert learner.counts() == (1, 1)
    learner.reset_page()
    assert learner.counts() == (0, 0)
    learner.answer("one-3", "No")
    assert learner.counts() == (1, 0)

    go(learner, "Two")
    assert learner.verdicts() == {"two-2": None, "two-3": WRONG}


def test_back_and_forth_keeps_answers(learner: Learner) -> None:
    learner.answer("one-2", "No")
    go(learner, "Two")
    learner.answer("two-2", "Yes")
    for _ in range(2):
        learner.page.go_back()
        arrived(learner, "One")
        whole(learner, "One")
        assert learner.verdicts() == {"one-2": WRONG, "one-3": None}
        assert learner.counts() == (1, 0)
        learner.page.go_forward()
        arrived(learner, "Two")
        whole(learner, "Two")
        assert learner.verdicts() == {"two-2": RIGHT, "two-3": None}
        assert learner.counts() == (1, 1)


def test_the_player_runs_when_the_first_page_had_no_items(learner: Learner, site: Site) -> None:
    load(learner, site.url + "three/")
    go(learner, "One")
    whole(learner, "One")
    learner.answer("one-2", "Yes")
    assert learner.counts() == (1, 1)


def test_a_kinds_own_script_comes_with_the_first_page_that_needs_it(learner: Learner) -> None:
    """The player is there by then, and has left these items alone."""
    assert learner.page.evaluate("() => window.coursewright.kinds.order") is None
    for _ in range(2):
        go(learner, "Kinds")
        expect(learner.page.locator(".cw-submit")).to_have_count(2)
        expect(learner.page.locator(".cw-move")).to_have_count(6)
        assert learner.score().startswith("Answered:")
        go(learner, "Two")
    go(learner, "Kinds")
    learner.answer_all({"order": ("Ant", "Cow", "Whale"), "match": ("Cat = Moo", "Cow = Moo")})
    assert learner.verdicts() == {"order": RIGHT, "match": WRONG}
    assert learner.counts() == (2, 1)
    go(learner, "Two")
    go(learner, "Kinds")
    assert learner.verdicts() == {"order": RIGHT, "match": WRONG}
    assert learner.counts() == (2, 1)
    learner.item("order").locator(".cw-hint summary").click()
    expect(learner.item("order").get_by_text("Look at their legs.")).to_be_visible()
