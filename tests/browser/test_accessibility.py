"""No page of the course, in no state that a learner can bring it to, fails a rule of axe or scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from axe import add_axe, run_axe, sized
from playwright.sync_api import Browser, Page, expect
from sites import Site
from waits import begun

from coursewright.kinds import KINDS
from manual import examples

PAGES = {
    "home": "",
    "lesson": "principle-1/limits/",
    "manual": "toolkit/items/",
    "rules": "toolkit/rules/",
    "sources": "reference/references/",
    "instructors": "instructors/",
    "missing page": "404.html",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")
WIDTHS = (1280, 320)

COLOURS = {"color-contrast", "link-in-text-block"}
"""Rules that a scheme can change: it gives other colours, and nothing else (``test_schemes_change_colours_alone``)."""

_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
_SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"
_ANSWER = """(ways) => [...document.querySelectorAll("cw-item")].forEach((item, at) => {
  const way = ways[at % ways.length];
  if (way === "leave" || item.matches(".cw-settled")) return; // one that stands here twice is settled by its first
  const key = (item.dataset.key ?? "").split(" ");
  const choices = [...item.querySelectorAll(".cw-choice input")];
  if (way !== "submit") {
    for (const choice of choices) {
      const right = key.includes(choice.value) || (item.dataset.key === undefined && choice === choices[0]);
      if (choice.checked !== (right === (way === "right"))) choice.click();
    }
    for (const gap of item.querySelectorAll("[data-accept], [data-value], [data-answers]")) {
      const { accept, answers, value } = gap.dataset;
      const short = answers && Object.entries(JSON.parse(answers)).find(([, id]) => key.includes(id))[0];
      gap.value = way === "right" ? (value ?? short ?? JSON.parse(accept)[0]) : "7654321";
    }
    for (const box of item.querySelectorAll("select")) {
      const pair = key.find((known) => known.startsWith(`${box.dataset.pair}:`)).split(":")[1];
      const other = [...box.options].find((option) => option.value && option.value !== pair).value;
      box.value = way === "right" ? pair : other;
    }
    for (const [place, id] of (item.steps && way === "right" ? key : []).entries()) {
      const step = item.steps.querySelector(`[data-choice="${id}"]`);
      while ([...item.steps.children].indexOf(step) > place) step.querySelector(".cw-move").click();
    }
    if (item.steps && way === "wrong") item.querySelector(".cw-move").nextSibling.click();
  }
  item.querySelectorAll(".cw-sure input").forEach((radio) => { if (way !== "submit") radio.click(); });
  item.querySelectorAll(".cw-hint").forEach((hint) => { hint.open = true; });
  item.querySelector(".cw-submit").click();
  if ("marked" in item.dataset && way !== "submit") item.querySelector(".cw-submit").click(); // compared, then marked
  item.querySelectorAll("details:not([hidden])").forEach((details) => { details.open = true; });
})"""
"""Answers every item by its key, as it stands in the page."""
_STATES = {"before": ["leave"], "mixed": ["wrong", "right", "submit", "leave"], "all right": ["right"]}
_WITHOUT_VERDICT = """() => [...document.querySelectorAll("cw-item:not([data-unscored], [data-marked])")]
  .filter((item) => !item.querySelector(".cw-result > .cw-verdict.cw-right")).map((item) => item.dataset.item)"""
_PALETTE = """() => {
  const style = getComputedStyle(document.documentElement);
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.style);
  const names = rules.flatMap((rule) => [...rule.style]).filter((name) => name.startsWith("--"));
  return Object.fromEntries([...new Set(names), "color-scheme"].map((name) => [name, style.getPropertyValue(name)]));
}"""
_OF_SCHEMES = """() => {
  const rules = (list) => [...list].flatMap((rule) => rule.cssRules?.length ? [rule, ...rules(rule.cssRules)] : [rule]);
  const about = (rule) => rule && (/prefers-color-scheme/.test(rule.media?.mediaText ?? "") ||
    /\\[data-(md-color-|)scheme|\\[data-bs-theme/.test(rule.selectorText ?? "") || about(rule.parentRule));
  const all = rules([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]));
  return all.filter((rule) => rule.style && about(rule)).flatMap((rule) => [...rule.style].map((name) =>
    ({ name, value: rule.style.getPropertyValue(name).trim(), colour: CSS.supports("color",
      rule.style.getPropertyValue(name)) })));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(5000)
    add_axe(context)
    yield context.new_page()
    context.close()


def assert_sound(page: Page, state: str, widths: Sequence[int] = WIDTHS, schemes: Sequence[str] = SCHEMES) -> None:
    """Look at the page as it stands, at these widths and in these schemes."""
    found: list[str] = []
    for width in sized(page, widths):
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            first = scheme == schemes[0]
            seen = run_axe(page, TAGS if first else sorted(COLOURS))
            wanted = COLOURS | {"target-size", "region", "scrollable-region-focusable"} if first else COLOURS
            assert wanted <= seen.ran
            found += [f"{state}, {width} px, {scheme}: {failure}" for failure in seen.failures]
        if (over := page.evaluate(_SIDEWAYS)) > 0:
            found.append(f"{state}, {width} px: the page is {over} px wider than the window")
    assert not found, "\n".join(found)


def answer(page: Page, state: str) -> None:
    page.evaluate("() => localStorage.clear()")
    page.reload()
    begun(page)
    page.evaluate(_ANSWER, _STATES[state])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_course(name: str, page: Page, course: Site) -> None:
    page.goto(course.url + PAGES[name])
    assert_sound(page, "as it comes")


def test_every_other_page_on_a_phone(page: Page, course: Site) -> None:
    """But the pages of rules and decisions, which are many and alike."""
    paths = [path.relative_to(course.folder).as_posix() for path in sorted(course.folder.rglob("index.html"))]
    others = {path.removesuffix("index.html") for path in paths} - set(PAGES.values())
    for path in sorted(others):
        if not path.startswith(("toolkit/rules/", "toolkit/decisions/")) or path.endswith(("K009/", "0001-engine/")):
            page.goto(course.url + path)
            assert_sound(page, path, widths=(320,), schemes=("light",))


def test_an_embedded_scenario(page: Page, course: Site) -> None:
    page.goto(f"{course.url}practice/touchline/?embed&scenario=touchline")
    expect(page.locator(".cw-header, cw-item").locator("visible=true")).to_have_count(0)
    assert_sound(page, "embedded, before")
    page.locator(".cw-stage").get_by_role("button", name="Start").click()
    assert_sound(page, "embedded, at the first scene")


@pytest.mark.parametrize("piece", ["", "&item=p1-missing-line"])
def test_an_embedded_piece(piece: str, page: Page, course: Site) -> None:
    page.goto(f"{course.url}principle-1/agreement/?embed{piece}")
    expect(page.locator(".cw-submit:visible").first).to_be_visible()
    assert_sound(page, "embedded, before")
    begun(page)
    page.evaluate(_ANSWER, ["wrong"])
    assert_sound(page, "embedded, answered")


def test_the_panel_with_lines_to_copy(page: Page, course: Site) -> None:
    page.goto(course.url + PAGES["lesson"])
    page.locator(".cw-use summary").click()
    page.locator("#cw-piece option").nth(1).wait_for(state="attached")
    assert_sound(page, "panel open")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_search_with_results(width: int, page: Page, course: Site) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(course.url + PAGES["lesson"])
    page.locator(".cw-search-open").click()
    assert_sound(page, "search, empty", widths=(width,), schemes=("light",))
    page.keyboard.type("consent")
    expect(page.locator(".cw-search-results li").first).to_be_visible()
    assert_sound(page, "search, with results", widths=(width,))


def test_the_outline_open_on_a_phone(page: Page, course: Site) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(course.url + PAGES["lesson"])
    page.locator(".cw-contents").click()
    expect(page.locator("#outline")).to_be_visible()
    assert_sound(page, "outline open", widths=(320,))


def test_chosen_schemes_are_those_of_the_system(page: Page, course: Site) -> None:
    """So that what is measured in one holds in the other."""
    palettes = {}
    for system in SCHEMES:
        page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
        page.goto(course.url + PAGES["lesson"])
        page.evaluate("() => localStorage.clear()")
        for chosen in (None, *SCHEMES):
            page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme ?? '' }", chosen)
            palettes[system, chosen] = page.evaluate(_PALETTE)
    assert len(palettes["light", None]) > 20
    assert palettes["light", "light"] == palettes["dark", "light"] == palettes["light", None]
    assert palettes["light", "dark"] == palettes["dark", "dark"] == palettes["dark", None]
    assert palettes["light", None] != palettes["dark", None]


def test_contrast_is_measured_once_for_texts_that_are_alike(page: Page, site: Site) -> None:
    """And again where anything that it hangs on is another."""
    texts = '<p class="a">One</p><p class="a">Two</p><div class="b"><p class="a">Three</p></div>'
    page.emulate_media(color_scheme="light")
    page.goto(site.publish(f"# Home\n\n{texts}\n"))
    rules = ["color-contrast"]
    assert run_axe(page, rules, [".a"]).failures == []
    style = "(text) => { document.head.append(Object.assign(document.createElement('style'), { textContent: text })) }"
    failures = []
    for css in (
        "div.b { background: #333 }",
        "div.b { background: none; opacity: 0.4 }",
        "div.b { opacity: 1 } .a { color: #aaa }",
    ):
        page.evaluate(style, css)
        failures.append(len(run_axe(page, rules, [".a"]).failures))
        failures.append(len(run_axe(page, rules, [".a"]).failures))
    assert failures == [1, 1, 1, 1, 3, 3]  # what fails fails again


PLANTED = """# Home

<p><button class="nameless"></button></p>

<p class="pale" style="color: #888; background: #808080">Pale</p>

<p style="width: 400px">Wide</p>
"""


def test_a_barrier_is_found_at_every_width_whichever_comes_first(page: Page, site: Site) -> None:
    for first in WIDTHS:
        page.goto(site.publish(PLANTED))
        page.set_viewport_size({"width": first, "height": 800})
        with pytest.raises(AssertionError) as found:
            assert_sound(page, "planted")
        told = str(found.value)
        for width in WIDTHS:
            assert f"planted, {width} px, light: button-name: .nameless: " in told
            for scheme in SCHEMES:
                assert f"planted, {width} px, {scheme}: color-contrast: .pale: " in told
        assert "320 px: the page is" in told
        assert "1280 px: the page is" not in told


def test_schemes_change_colours_alone(page: Page, course: Site) -> None:
    """So that a rule that looks at no colour says of one scheme what it says of the other."""
    looked = 0
    for name in ("lesson", "home"):
        page.goto(course.url + PAGES[name])
        for found in page.evaluate(_OF_SCHEMES):
            assert found["name"] == "color-scheme" or (found["name"].startswith("--") and found["colour"]), found
            looked += 1
    page.goto(f"{course.url}practice/touchline/")
    assert all(found["name"] == "color-scheme" or found["colour"] for found in page.evaluate(_OF_SCHEMES))
    assert looked > 40


@pytest.mark.parametrize("state", _STATES)
@pytest.mark.parametrize("name", ["home", "lesson"])
def test_the_items_of_a_page(name: str, state: str, page: Page, course: Site) -> None:
    page.goto(course.url + PAGES[name])
    answer(page, state)
    assert_sound(page, state)


@pytest.mark.parametrize("state", _STATES)
def test_items_of_every_kind(state: str, page: Page, site: Site) -> None:
    page.goto(site.publish(examples()))
    kinds = page.evaluate("() => [...document.querySelectorAll('cw-item')].map((item) => item.dataset.kind)")
    assert set(kinds) == set(KINDS)
    answer(page, state)
    if state == "all right":
        assert page.evaluate(_WITHOUT_VERDICT) == [], "_ANSWER in this file does not know how to answer these"
    assert_sound(page, state)
