"""What meets a learner's eye: what to do comes first, and nothing is offered, counted or said that isn't so."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from axe import axe_script, run_axe
from learner import Learner
from playwright.sync_api import ViewportSize, expect
from profiles import Profiles
from sites import Site
from story import PAGE, SHOP, Player
from themes import publish as publish_under
from way import Taker, publish

SEARCHED = {"plugins": ["search", "coursewright"]}
PHONE: ViewportSize = {"width": 360, "height": 640}
_ABOVE = "([first, second]) => first.getBoundingClientRect().bottom <= second.getBoundingClientRect().top"


def test_the_final_and_the_review_say_first_what_to_do(learner: Learner, site: Site) -> None:
    address = publish(site)
    page = learner.page
    page.set_viewport_size(PHONE)
    page.goto(address + "final/")
    start, rule = page.locator("cw-final .cw-press"), page.get_by_text("In the final assessment, get")
    expect(start).to_be_in_viewport(ratio=1)
    assert page.evaluate(_ABOVE, [rule.element_handle(), start.element_handle()])  # attempts are counted
    page.goto(address + "review/")
    due, rule = page.locator("cw-review .cw-sum"), page.get_by_text("A question you miss comes back")
    expect(due).to_be_in_viewport(ratio=1)
    assert page.evaluate(_ABOVE, [due.element_handle(), rule.element_handle()])


def test_only_a_scenario_that_is_open_can_be_skipped(learner: Learner, site: Site) -> None:
    learner.open(site.publish({"index.md": PAGE, "../quizzes/scenarios/shop.md": SHOP}, theme="bare"))
    skip = learner.page.get_by_role("button", name="Skip this scenario")
    expect(skip).to_be_visible()
    player = Player(learner)
    player.press("Start")
    player.play("Look at the tray.", "“From around.”")
    learner.page.reload()
    expect(learner.page.get_by_text("You completed this scenario.")).to_be_visible()
    expect(learner.page.get_by_role("button", name="Start over")).to_be_visible()
    expect(skip).to_have_count(0)


def test_the_search_lists_all_that_it_counts(learner: Learner, site: Site) -> None:
    pages = {f"page-{number:02}.md": f"# Page {number}\n\nA lighthouse.\n" for number in range(30)}
    learner.open(site.publish({"index.md": "# Home\n", **pages}, config=SEARCHED))
    learner.page.locator(".cw-search-open").click()
    learner.page.keyboard.type("lighthouse")
    expect(learner.page.locator(".cw-search-count")).to_have_text("30 matching documents")
    expect(learner.page.locator(".cw-search-results a")).to_have_count(30)


BOXES = """# Boxes

!!! note
    Noted.

!!! warning
    Warned.

!!! danger
    Forbidden.

??? warning "Folded"
    Warned.

???+ danger "Open"
    Forbidden.
"""
_BOXES = """() => [...document.querySelectorAll(".admonition, .cw-article details")].map((box) => {
  const title = box.firstElementChild;
  return [getComputedStyle(title).color, getComputedStyle(title, "::before").content.split(" / ")[0]];
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_warnings_and_dangers_look_unlike_notes(scheme: str, learner: Learner, site: Site) -> None:
    """By colour, which is read well, and by a mark that stays where colours are the reader's own."""
    address = site.publish(BOXES, config={"markdown_extensions": ["admonition", "pymdownx.details"]})
    page = learner.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    note, warning, danger, *folded = page.evaluate(_BOXES)
    assert folded == [warning, danger]
    assert len({colour for colour, _ in (note, warning, danger)}) == 3
    assert (note[1], warning[1], danger[1]) == ("none", '"!"', '"✕"')
    page.evaluate(axe_script())
    assert run_axe(page, ["color-contrast"]).failures == []
    page.emulate_media(forced_colors="active")
    assert [mark for _, mark in page.evaluate(_BOXES)[:3]] == ["none", '"!"', '"✕"']


CODE = """# Code

```sh
pip install something that is longer than any line that has room on a phone, and longer still
echo
```

```yaml title="mkdocs.yml"
plugins: [a, list, that, is, longer, than, any, line, that, has, room, on, a, phone, and, longer, still]
```
"""
_COVERED = """() => [...document.querySelectorAll(".cw-copy-code")].map((button) => {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(button.parentElement.querySelector("code"));
  return [...range.getClientRects()].some((box) =>
    box.width && box.left < right && box.right > left && box.top < bottom && box.bottom > top);
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_button_that_copies_covers_no_code(width: int, learner: Learner, site: Site) -> None:
    page = learner.page
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(site.publish(CODE, config={"markdown_extensions": ["pymdownx.superfences"]}))
    expect(page.locator(".cw-copy-code")).to_have_count(2)
    for way in (0, 50, 10_000):
        page.locator("pre").evaluate_all("(all, way) => all.forEach((pre) => (pre.scrollLeft = way))", way)
        assert page.evaluate(_COVERED) == [False, False]


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("missing", ["gone", "a/gone", "a/b/gone/"])
def test_a_missing_address_below_a_path_that_the_build_never_knew(
    missing: str, scripted: bool, browser: Profiles, site: Site, tmp_path: Path
) -> None:
    """Its page is dressed without a script; with one, its links and the search lead into the course."""
    site.publish({"index.md": "# Home\n", "one.md": "# One\n\nA lighthouse.\n"}, config=SEARCHED)
    copytree(site.folder, tmp_path / "course")
    site.folder = tmp_path
    context = browser.new_context(java_script_enabled=scripted)
    page = context.new_page()
    address = f"{site.url}course/"
    page.route(address + missing, lambda route: route.fulfill(status=404, path=tmp_path / "course/404.html"))
    page.goto(address + missing)
    expect(page).to_have_title("This page isn’t here - Test")
    expect(page.locator(".cw-header")).to_have_css("display", "flex")
    if scripted:
        page.locator(".cw-search-open").click()
        page.keyboard.type("lighthouse")
        expect(page.locator(".cw-search-results a")).to_have_attribute("href", f"{address}one/")
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Go to the first page").click()
        expect(page).to_have_url(address)
    context.close()


def test_the_name_of_a_course_takes_two_lines_on_a_phone(browser: Profiles, course: Site) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    for path in ("start/", "toolkit/lesson/"):
        page.goto(course.url + path)
        line = "(name) => name.getClientRects()[0].height <= 2.5 * parseFloat(getComputedStyle(name).lineHeight)"
        assert page.locator(".cw-home").evaluate(line)
        assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
    context.close()


_MARGINS = """(lists) => lists.flatMap((list) => [list, ...list.children]).map((node) => {
  const { marginLeft, marginRight } = getComputedStyle(node);
  return `${marginLeft} ${marginRight}`;
})"""


def test_material_indents_no_steps_choices_of_scenes_or_told_questions(learner: Learner, site: Site) -> None:
    """A phone's width is for what they say."""
    address = publish_under(site, "Material")
    page = learner.page
    page.set_viewport_size(PHONE)
    page.goto(address + "play/")
    Player(learner).press("Start")
    found = page.locator(".cw-stage .cw-options").evaluate_all(_MARGINS)
    page.goto(address + "kinds/")
    found += page.locator("cw-item[data-kind=order] .cw-steps >> nth=0").evaluate_all(_MARGINS)
    page.goto(address + "final/")
    taker = Taker(page)
    taker.press("Start the final assessment")
    found += page.locator(".cw-strip ol").evaluate_all(_MARGINS)
    taker.take([True] * 4)
    found += page.locator(".cw-told").evaluate_all(_MARGINS)
    assert len(found) == 3 + 5 + 5 + 5
    assert set(found) == {"0px 0px"}
