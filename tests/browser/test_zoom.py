"""At 400 % zoom, when a window of 1280 × 1024 has room for 320 × 256, the keyboard comes to all of a page in view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from moments import ALL, FROM_THE_TOP
from playwright.sync_api import Browser, Page
from sites import Site
from waits import begun
from way import publish, question

PAGES = (
    "practice/touchline",
    "principle-1/limits",
    "progress",
    "final",
    "review",
    "certificate",
    "tools/agreement",
    "tools/before-placement",
)
_SEEN = """() => {
  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
  const [x, y] = [Math.max(left, 0) + 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
  const there = document.elementFromPoint(x, y);
  return {
    name: document.activeElement.outerHTML.slice(0, 100),
    out: document.activeElement === document.body,
    seen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    covered: Boolean(there?.closest("header, [popover]")) && !document.activeElement.closest("header"),
    sideways: document.scrollingElement.scrollWidth - innerWidth,
  };
}"""
_CUT = """() => {
  const style = (part) => getComputedStyle(part);
  const scrolls = (part) => part && (["auto", "scroll"].includes(style(part).overflowX) || scrolls(part.parentElement));
  const cut = (part) => {
    const { overflowX, clipPath, position } = style(part);
    const hides = ["hidden", "clip"].includes(overflowX) && clipPath === "none" && part.clientWidth > 1;
    if (hides && part.scrollWidth > part.clientWidth + 1) return true;
    const { left, right } = part.getBoundingClientRect();
    return (left < 0 || right > innerWidth + 1) && position !== "absolute" && !scrolls(part.parentElement);
  };
  return [...document.querySelectorAll("main *:not(svg *)")]
    .filter((part) => part.checkVisibility() && cut(part))
    .map((part) => part.outerHTML.slice(0, 100));
}"""
"""What can't be read to its end: wider than the window, or than a box that hides the rest."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_each_stop_of_tab_is_in_view_and_nothing_is_wider_than_the_window(path: str, page: Page, course: Site) -> None:
    page.goto(f"{course.url}{path}/")
    go_through(page)


def go_through(page: Page, least: int = 8) -> None:
    """Go from stop to stop of the tabulator, and look at each."""
    begun(page)
    page.evaluate(FROM_THE_TOP)
    stops: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        at = page.evaluate(_SEEN)
        if at["out"]:
            break
        stops.append(at["name"])
        assert at["seen"], at
        assert not at["covered"], at
        assert at["sideways"] <= 0, at
    assert least < len(stops) < 199


@pytest.mark.parametrize("way", ALL)
def test_so_it_is_at_every_moment_of_the_way(way: str, page: Page, site: Site) -> None:
    for moment in ALL[way](page, site):
        cut = page.evaluate(_CUT)
        assert cut == [], (moment, cut)
        go_through(page, least=3)


@pytest.mark.parametrize("path", ["a", "progress", "agreement"])
def test_text_of_twice_the_size_fits_a_phone(path: str, page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{publish(site)}{path}/")
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0


LONG = "Verschwiegenheitsverpflichtungserklärungen"


def test_no_word_is_longer_than_a_phone_is_wide(page: Page, site: Site) -> None:
    """In the course's name, a section's, and a lesson's, wherever these stand."""
    pages = {
        "index.md": "# Home\n\n<!-- course: continue -->\n",
        "a.md": f"---\nid: a\ntitle: {LONG}\n---\n# {LONG}\n\n{question('a-one').replace('../docs/', '')}",
        "progress.md": "# Progress\n\n<!-- course: progress -->\n",
        "certificate.md": "# Certificate\n\n<!-- course: certificate -->\n",
    }
    nav = ["index.md", {LONG: ["a.md"]}, "progress.md", "certificate.md"]
    config = {"site_name": f"{LONG} and more", "nav": nav, "extra": {"generator": False, "course": {"id": "course"}}}
    address = site.publish(pages, config=config)
    for path in ("", "a/", "progress/", "certificate/"):
        page.goto(address + path)
        begun(page)
        assert page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0, path
        assert page.evaluate(_CUT) == [], path


_PARTED = """() => {
  const name = document.querySelector(".cw-home");
  const words = new Range();
  words.selectNodeContents(name);
  const lines = new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size;
  const [above, tools] = [name, document.querySelector(".cw-tools")].map((part) => part.getBoundingClientRect());
  return { lines, below: tools.top >= above.bottom };
}"""


@pytest.mark.parametrize(
    ("name", "lines", "below"),
    [("Care", 1, False), ("Sozialpsychiatrie", 1, True), ("Krisenintervention in Wohngruppen", 1, True)],
)
def test_a_long_word_of_the_courses_name_stays_whole_and_the_tools_stand_below_it(
    name: str, lines: int, below: bool, page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    config = {"site_name": name, "plugins": ["search", "coursewright"]}
    page.goto(site.publish({"index.md": "# Home\n"}, config=config))
    assert page.evaluate(_PARTED) == {"lines": lines, "below": below}
    assert page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_a_scene_is_read_from_its_heading_on(page: Page, course: Site) -> None:
    page.goto(f"{course.url}practice/touchline/")
    page.locator(".cw-stage").get_by_role("button", name="Start").press("Enter")
    for key in ("Tab", "Enter", "Tab", "Enter"):
        at = page.evaluate(_SEEN)
        assert at["seen"], at
        page.keyboard.press(key)
    assert page.evaluate("() => document.activeElement.getBoundingClientRect().top < 60")


def test_a_part_of_the_result_and_its_points_stand_beside_each_other_on_a_phone(page: Page, course: Site) -> None:
    """Though an author's table of two columns is read down there."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{course.url}final/")
    page.evaluate(
        """() => {
          const row = "<tbody><tr><th>Part</th><td>2 of 4</td></tr></tbody>";
          const own = Object.assign(document.createElement("table"), { className: "cw-parts", innerHTML: row });
          const other = Object.assign(document.createElement("table"), { className: "other", innerHTML: row });
          document.querySelector("cw-final").append(own, other);
        }"""
    )
    assert page.locator(".cw-parts tr").inner_text() == "Part\t2 of 4"
    assert page.locator(".other tr").inner_text() == "Part\n2 of 4"
    page.locator(".cw-parts th").evaluate("(part) => { part.textContent = 'Consistently enforce expectations'; }")
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0
    points = page.locator(".cw-parts td").bounding_box()
    assert points
    assert points["x"] + points["width"] <= 360


def test_enlarged_words_are_parted_at_syllables_and_boxes_leave_them_room(page: Page, course: Site) -> None:
    """Text of twice the size on a phone: the window is as wide as ten of its letters, or as 400 % zoom makes it."""
    page.goto(f"{course.url}principle-1/limits/")
    assert page.locator("article").evaluate("(part) => getComputedStyle(part).hyphens") == "auto"
    page.add_style_tag(content="html { font-size: 200% }")
    paddings = page.locator("cw-item .cw-item, blockquote").evaluate_all(
        "(boxes) => boxes.map((box) => parseFloat(getComputedStyle(box).paddingInlineStart))"
    )
    assert max(paddings) <= 320 * 0.05
    page.set_viewport_size({"width": 500, "height": 600})
    assert page.locator("article").evaluate("(part) => getComputedStyle(part).hyphens") == "manual"
