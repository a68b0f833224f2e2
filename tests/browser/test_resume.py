"""A lesson in another site's page, where the browser keeps answers apart or not at all: an address takes them along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe import axe_script
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect
from profiles import PATIENCE
from sites import Builder, Site
from story import SHOP
from test_accessibility import assert_sound
from waits import begun
from watch import Watch

from coursewright.render.items.score import RESUME_TEXTS
from coursewright.render.texts import texts_in

PANEL = ".cw-resume"
LESSON = """---
id: one
---
# Trees

<quiz>
<!-- id: leaves; was: needles -->
Which one has needles?
- [x] Pine
- [ ] Beech
</quiz>

<quiz>
<!-- id: several -->
Which two have cones?
- [x] Spruce
- [x] Fir
- [ ] Elm
</quiz>

<quiz>
<!-- id: steps; type: order -->
What comes first?
1. Seed
2. Sprout
3. Tree
</quiz>

<quiz>
<!-- id: pairs; type: match -->
What belongs together?

| Tree | Part |
|---|---|
| Oak | Acorn |
| Pine | Needle |
</quiz>

<quiz>
<!-- id: blank -->
A tree has a [[trunk]].
</quiz>

<!-- quiz: scenario shop -->
"""
OTHER = "---\nid: two\n---\n# Other\n\n<quiz>\n<!-- id: other -->\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n"
ANSWER = """() => {
  const item = (id) => document.querySelector(`cw-item[data-item=${id}]`);
  const press = (id) => item(id).querySelector(".cw-submit").click();
  item("leaves").querySelectorAll("input")[1].click();
  for (const box of [...item("several").querySelectorAll("input")].slice(0, 2)) box.click();
  item("steps").querySelectorAll(".cw-move")[1].click();
  for (const box of item("pairs").querySelectorAll("select")) box.selectedIndex = 1;
  item("blank").querySelector("input").value = "it's a (50 %) “trunk”";
  for (const id of ["leaves", "several", "steps", "pairs", "blank"]) press(id);
  for (const name of ["Start", "Look at the tray", "Continue"]) {
    [...document.querySelectorAll(".cw-stage button")].find((one) => one.textContent.includes(name)).click();
  }
}"""
DONE = """() => [...document.querySelectorAll("cw-item")]
  .map((item) => [item.dataset.item, item.settled && item.kind.response(item)])
  .concat([["path", document.querySelector("cw-scenario").path]])"""
_BRING = """(given) => {
  const panel = document.querySelector(".cw-resume");
  panel.open = true;
  panel.querySelector("#cw-resume-kept").value = given;
  [...panel.querySelectorAll("button")].find((one) => one.textContent === "Bring the answers back").click();
  return panel.querySelector("[role=status]").textContent;
}"""
BLOCK = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("Denied.", "SecurityError"); },
});"""


@pytest.fixture(scope="module")
def school(builder: Builder) -> Iterator[Site]:
    """A site that holds frames of the course, and that it lists as a host."""
    site = Site(builder)
    yield site
    site.close()


@pytest.fixture(scope="module")
def course(builder: Builder, school: Site) -> Iterator[Site]:
    site = Site(builder)
    texts = {"index.md": "# Home\n", "lesson.md": LESSON, "other.md": OTHER, "../quizzes/scenarios/shop.md": SHOP}
    facts = {"id": "course", "hosts": [school.url.replace("127.0.0.1", "localhost").rstrip("/")]}
    site.publish(texts, config={"extra": {"generator": False, "course": facts}})
    yield site
    site.close()


@pytest.fixture
def visit(apart: Browser, course: Site, school: Site, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of another site that holds the lesson in a frame, in a browser of its own or one that is there."""
    watch, made = Watch(), []
    school.folder = tmp_path

    def run(
        context: BrowserContext | None = None, host: str = "localhost", script: str = "", path: str = "lesson/?embed"
    ) -> Page:
        if context is None:
            context = apart.new_context(reduced_motion="reduce")
            context.set_default_timeout(PATIENCE)
            context.add_init_script(script)
            watch.follow(context)
            made.append(context)
        page = context.new_page()
        body = f'<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><h1>Host</h1>\
<iframe src="{course.url}{path}" title="Lesson" width="600" height="600"></iframe>'
        (tmp_path / "index.html").write_text(body, encoding="utf-8")
        page.goto(school.url.replace("127.0.0.1", host))
        page.frame_locator("iframe").locator("cw-item .cw-submit:visible").first.wait_for()
        return page

    yield run
    for context in made:
        context.close()
    assert watch.errors == []
    assert watch.strangers("http://127.0.0.1:", "http://localhost:") == []


def inner(page: Page) -> Frame:
    """Return the embedded lesson, once its items can be answered."""
    begun(page.frames[1])
    return page.frames[1]


def taken_along(page: Page) -> str:
    panel = page.frame_locator("iframe").locator(PANEL)
    panel.locator("summary").click()
    address = panel.get_by_label("Address with your answers")
    expect(address).not_to_have_value("")  # it is written once the browser has told that the panel is open
    return address.input_value()


def bring(frame: Frame, given: str) -> str:
    """Put an address into the panel; return what is said of it."""
    return str(frame.evaluate(_BRING, given))


def test_what_stays_in_the_frame_goes_on_at_the_courses_own_site(visit: Callable[..., Page], course: Site) -> None:
    page = visit(script=axe_script())
    frame = inner(page)
    frame.evaluate(ANSWER)
    done = frame.evaluate(DONE)
    assert all(response for _, response in done)
    address = taken_along(page)
    assert address.startswith(f"{course.url}lesson/#resume=")
    assert len(address) < 250
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_role("link", name="Go on in a window of its own").click()
    own = opened.value
    expect(own.locator("#cw-resume-kept")).to_be_focused()
    assert own.url == f"{course.url}lesson/"
    assert not any(settled for _, settled in own.evaluate(DONE))  # the browser keeps it apart
    own.keyboard.press("Enter")
    expect(own.locator(f"{PANEL} [role=status]")).to_contain_text("Done. Taken from the address: ")
    assert own.evaluate(DONE) == done
    own.set_viewport_size({"width": 320, "height": 640})
    assert own.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert_sound(own, "brought back")
    own.reload()
    assert own.evaluate(DONE) == done
    expect(own.locator(PANEL)).to_have_count(0)  # nothing is shown where storage works


def test_at_another_visit_the_embed_takes_it_back_and_asks_before_it_replaces(visit: Callable[..., Page]) -> None:
    page = visit(script=BLOCK)
    inner(page).evaluate(ANSWER)
    done = inner(page).evaluate(DONE)
    address = taken_along(page)
    again = visit(page.context)
    assert bring(inner(again), address).startswith("Done.")
    assert inner(again).evaluate(DONE) == done
    assert bring(inner(again), address.partition("#resume=")[2]) == "Nothing in this address is new."
    third = visit(page.context)
    inner(third).locator("[data-item=leaves]").get_by_label("Pine").check()
    inner(third).locator("[data-item=leaves] .cw-submit").click()
    assert bring(inner(third), address) == ""
    mine = third.frame_locator("iframe").get_by_role("button", name="Keep mine, add the rest")
    expect(mine).to_be_focused()
    inner(third).locator("[data-item=blank] input").fill("bark")  # while it asks
    inner(third).locator("[data-item=blank] .cw-submit").click()
    mine.press("Enter")
    left = inner(third).evaluate(DONE)
    assert [one for one in left if one not in done] == [left[0], ["blank", ["bark"]]]
    bring(inner(third), address)
    third.frame_locator("iframe").get_by_role("button", name="Take those of the address").click()
    assert inner(third).evaluate(DONE) == done


def test_what_is_no_address_of_this_lesson_changes_nothing(visit: Callable[..., Page]) -> None:
    page = visit()
    inner(page).evaluate(ANSWER)
    address = taken_along(page)
    for spoilt in ("", "x", address[:-1], address + "A", "#resume=%", "#resume=%E0%A4", "1" * 300000):
        assert bring(inner(page), spoilt) == "This address isn’t readable. Nothing was changed.", spoilt[:50]
    other = visit(page.context, path="other/?embed")
    assert bring(inner(other), address) == "Nothing in this address belongs to this lesson. Nothing was changed."
    forged = inner(other).evaluate(
        """() => {
          const { digest, encode, decode } = coursewrightCodec;
          const { revision } = document.querySelector("cw-item").dataset;
          const choices = [...document.querySelectorAll("cw-item input")].map(({ value }) => value).sort();
          const item = { digest: digest("item", "other", revision), revision, kind: "single", choices };
          const state = { items: { other: { revision, response: choices } } }; // two of one
          return encode(state, { items: { other: item }, lessons: {}, scenarios: {} }).text;
        }"""
    )
    bring(inner(other), forged)
    assert inner(other).evaluate("() => document.querySelector('cw-item').settled") is not True
    assert inner(other).evaluate("() => document.querySelectorAll('input:checked').length") == 0


def test_nothing_is_shown_where_storage_works_or_a_host_keeps_it(visit: Callable[..., Page], course: Site) -> None:
    same = visit(host="127.0.0.1")  # the same site: its storage is the course's own
    inner(same).evaluate(ANSWER)
    expect(same.frame_locator("iframe").locator(PANEL)).to_have_count(0)
    page = visit(same.context)
    panel = page.frame_locator("iframe").locator(PANEL)
    expect(panel).to_have_count(1)
    hello = {"protocol": "coursewright/1", "type": "hello"}
    page.evaluate("(hello) => document.querySelector('iframe').contentWindow.postMessage(hello, '*')", hello)
    expect(panel).to_have_count(0)
    inner(page).evaluate(ANSWER)
    expect(panel).to_have_count(0)
    own = page.context.new_page()
    own.goto(f"{course.url}lesson/")
    expect(own.locator(PANEL)).to_have_count(0)


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr"])
def test_it_is_said_in_the_learners_language(language: str) -> None:
    text = texts_in(language)
    assert [english for english in RESUME_TEXTS if text(english) == english] == []
