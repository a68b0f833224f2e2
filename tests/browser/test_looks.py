"""What a reader takes a part of the page for, by how it looks."""

from __future__ import annotations

import pytest
from learner import Learner
from playwright.sync_api import expect
from sites import Site
from story import SHOP
from way import question

ITEMS = {
    "../quizzes/sure.md": "---\nuse: practice\ncertainty: true\n---\n" + question("one").replace("a.md", "index.md"),
    "index.md": """# Items

<!-- quiz: bank sure -->

<quiz>
<!-- id: two -->
Which two?
- [x] This
- [x] And this
- [ ] Not this
</quiz>

<quiz>
<!-- id: aloud; type: say -->
> What now?

- [ ] You answer it.
  > In a word or two.
- [ ] You stay calm.
  > With a breath.

Reply: Nothing yet.

Reply: We shall see together.
</quiz>

<!-- course: agreement -->

1. **Hello.** Who greets first?
""",
}
EXTENSIONS = ["admonition", "pymdownx.details"]
_FILLED = """() => {
  const ground = (part) => {
    const { backgroundColor } = getComputedStyle(part);
    return backgroundColor === "rgba(0, 0, 0, 0)" ? ground(part.parentElement) : backgroundColor;
  };
  return [...document.querySelectorAll("main :is([type=radio], [type=checkbox]):not(:checked)")].map((control) => {
    const { appearance, borderTopStyle, borderTopWidth } = getComputedStyle(control);
    const plain = appearance === "none" && ground(control) === ground(control.parentElement);
    return [plain && borderTopStyle === "solid" && parseFloat(borderTopWidth) > 1, control.outerHTML];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_not_chosen_is_an_empty_frame_and_not_a_grey_control(scheme: str, learner: Learner, site: Site) -> None:
    """Browsers fill it with grey where it is dark, and it looks as if it couldn't be chosen."""
    learner.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    learner.open(site.publish(ITEMS))
    found = learner.page.evaluate(_FILLED)
    assert len(found) == 3 + 3 + 3 + 2 + 1
    assert [control for empty, control in found if not empty] == []
    learner.choose("one", "Right for one")
    chosen = learner.page.get_by_label("Right for one")
    assert chosen.evaluate("(control) => getComputedStyle(control).appearance") != "none"


BOXES = """# Boxes

??? note "Folded"
    Text.

???+ note "Open"
    Text.
"""


def test_a_folded_box_can_be_touched_all_over_and_has_its_title_in_the_middle(learner: Learner, site: Site) -> None:
    learner.page.goto(site.publish(BOXES, config={"markdown_extensions": ["pymdownx.details"]}))
    for box in learner.page.locator("article details").all():
        frame, title = box.bounding_box(), box.locator("summary").bounding_box()
        assert frame
        assert title
        assert title["height"] >= 44
        above, below = title["y"] - frame["y"], frame["y"] + frame["height"] - title["y"] - title["height"]
        assert abs(above) < 4
        assert abs(below) < 4 or box.get_attribute("open") is not None


def test_what_a_scenario_leads_to_is_said_as_loud_as_elsewhere(learner: Learner, site: Site) -> None:
    texts = {"shop.md": "# Shop\n\n<!-- quiz: scenario shop -->\n", "../quizzes/scenarios/shop.md": SHOP}
    learner.open(site.publish(texts, config={"nav": ["shop.md"]}) + "shop/")
    start = learner.page.get_by_role("button", name="Start", exact=True)
    expect(start).to_have_css("font-weight", "600")
    skip = learner.page.get_by_role("button", name="Skip this scenario")
    expect(skip).to_have_css("font-weight", "400")


TABS = """# Tabs

=== "One"

    First.

=== "Two"

    Second.
"""


def test_the_tab_that_is_chosen_is_shown_and_its_keyboard_seen(learner: Learner, site: Site) -> None:
    page = learner.page
    page.goto(site.publish(TABS, config={"markdown_extensions": [{"pymdownx.tabbed": {"alternate_style": True}}]}))
    expect(page.get_by_text("First.")).to_be_visible()
    expect(page.get_by_text("Second.")).to_be_hidden()
    page.get_by_text("Two", exact=True).click()
    expect(page.get_by_text("First.")).to_be_hidden()
    expect(page.get_by_text("Second.")).to_be_visible()
    marked = page.locator(".tabbed-labels > label").evaluate_all(
        "(labels) => labels.map((label) => getComputedStyle(label).borderBottomColor !== 'rgba(0, 0, 0, 0)')"
    )
    assert marked == [False, True]
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("First.")).to_be_visible()
    expect(page.locator(".tabbed-labels")).to_have_css("outline-style", "solid")


SECTIONS = "# Long\n\n" + "\n".join(f"## Part {n}\n\n" + "Words.\n\n" * 40 for n in range(1, 5))


_CURRENT = """() => [...document.querySelectorAll(".cw-toc a")]
  .filter((link) => getComputedStyle(link).textDecorationLine === "underline")
  .map((link) => link.textContent)"""
"""Which links of the table of contents look like the place that is read."""


def test_the_table_of_contents_shows_what_is_being_read(learner: Learner, site: Site) -> None:
    page = learner.page
    page.set_viewport_size({"width": 1400, "height": 800})
    page.goto(site.publish(SECTIONS))
    if not page.evaluate("() => CSS.supports('scroll-target-group', 'auto')"):
        pytest.skip("this browser doesn’t know of it")
    expect(page.locator(".cw-toc a").first).to_have_css("text-decoration-line", "underline")
    assert page.evaluate(_CURRENT) == ["Long"]  # above all parts
    for part in (3, 2):
        page.locator("h2", has_text=f"Part {part}").evaluate("(part) => part.scrollIntoView({ behavior: 'instant' })")
        expect(page.locator(".cw-toc a", has_text=f"Part {part}")).to_have_css("text-decoration-line", "underline")
        assert page.evaluate(_CURRENT) == [f"Part {part}"]


@pytest.mark.parametrize("kind", ["!!!", "???+"])
def test_a_choice_in_small_text_stands_in_the_middle_of_its_frame(kind: str, learner: Learner, site: Site) -> None:
    """Notes of Material's are written small, and a choice is as high as a finger wants it."""
    item = "    <quiz>\n    Which?\n    - [x] This\n    - [ ] That\n    </quiz>\n"
    text = f'# Items\n\n{kind} note "Note"\n\n{item}'
    theme = {"name": "material", "font": False}
    learner.page.goto(site.publish({"index.md": text}, config={"theme": theme, "markdown_extensions": EXTENSIONS}))
    for choice in learner.page.locator(".cw-choice").all():
        frame = choice.bounding_box()
        assert frame
        middle = frame["y"] + frame["height"] / 2
        line = choice.locator("label").evaluate(
            "label => { const all = document.createRange(); all.selectNodeContents(label);"
            " const { top, bottom } = all.getBoundingClientRect(); return (top + bottom) / 2; }"
        )
        mark = choice.locator("input").bounding_box()
        assert mark
        assert abs(line - middle) < 2
        assert abs(mark["y"] + mark["height"] / 2 - middle) < 2
