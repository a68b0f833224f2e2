"""A piece of a course inside a page of another origin: the copied lines, its height, and what that page can hear."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from learner import where_it_opens
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect
from sites import Builder, Site
from waits import MARK, delivered, drawn, marked, rested
from watch import Watch

LESSON = """---
id: one
objectives: {O1: Tell trees apart.}
duration: 5
---
# Trees & "leaves"

A line before. [Elsewhere](more.md).

<quiz>
<!-- id: leaves -->
Which one has needles?
- [x] Pine
  > Needles, in twos.
- [ ] Beech
  > A beech has broad leaves, and this reason is long enough to take more than one line on a phone.
</quiz>

Between.

<quiz>
<!-- id: cones -->
Which one has cones?
- [x] Spruce
- [ ] Elm
</quiz>
"""


@pytest.fixture(scope="module")
def stranger(builder: Builder) -> Iterator[Site]:
    """An origin that the course doesn't know."""
    site = Site(builder)
    yield site
    site.close()


@pytest.fixture(scope="module")
def school(builder: Builder) -> Iterator[Site]:
    """An origin that the course lists."""
    site = Site(builder)
    yield site
    site.close()


@pytest.fixture(scope="module")
def site(builder: Builder, school: Site) -> Iterator[Site]:
    site = Site(builder)
    facts = {"id": "course", "hosts": [school.url.rstrip("/")]}
    config = {
        "nav": [{"Trees": ["lesson.md", "more.md"]}, "index.md"],
        "extra": {"generator": False, "course": facts},
    }
    site.publish({"index.md": "# Home\n", "lesson.md": LESSON, "more.md": "# More\n"}, config=config)
    yield site
    site.close()


Open = Callable[..., Page]


@pytest.fixture
def host(browser: Browser, stranger: Site, tmp_path: Path) -> Iterator[Open]:
    """Opens a page of another origin with some HTML, and keeps every message that it hears."""
    watch = Watch()
    contexts: list[BrowserContext] = []

    def run(body: str, at: Site = stranger, width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 700})
        context.set_default_timeout(5000)
        contexts.append(context)
        watch.follow(context)
        page = context.new_page()
        html = (
            '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Host</title>'
            '<link rel="icon" href="data:,"><script>window.heard = [];'
            'addEventListener("message", ({ data, origin }) => heard.push([origin, data]));</script>'
            f"<body><h1>Host</h1><main>{body}</main></body></html>"
        )
        (tmp_path / "index.html").write_text(html, encoding="utf-8")
        at.folder = tmp_path
        page.goto(at.url)
        return page

    yield run
    for context in contexts:
        context.close()
    assert watch.errors == []
    assert watch.strangers("http://127.0.0.1:") == []


def lines(browser: Browser, site: Site, piece: str, path: str = "lesson/") -> list[str]:
    """Return what the lesson's own panel offers to copy: a line, a frame, a link."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url + path)
    page.locator(".cw-use summary").click()
    page.locator("#cw-piece option").nth(1).wait_for(state="attached")
    page.locator("#cw-piece").select_option(piece)
    found = page.locator(".cw-use input").evaluate_all("(fields) => fields.map((field) => field.value)")
    context.close()
    return list(found)


def inner(page: Page) -> Frame:
    page.locator("iframe").wait_for()
    frame = page.frames[1]
    frame.locator(".cw-submit:visible").first.wait_for()
    frame.wait_for_function("() => coursewright.frame")  # it comes by itself
    return frame


def assert_fits(page: Page) -> None:
    """The frame is as high as its content, stays so, and neither it nor the page around it scrolls sideways."""
    frame = page.frames[1]
    content = "() => Math.ceil(document.body.getBoundingClientRect().height)"
    own = "() => document.querySelector('iframe').getBoundingClientRect().height"
    page.wait_for_function(f"(height) => Math.abs(({own})() - height) <= 1", arg=frame.evaluate(content))
    before = frame.evaluate(content)
    drawn(page, 10)
    drawn(frame, 2)
    assert frame.evaluate(content) == before
    assert abs(page.evaluate(own) - before) <= 1
    assert frame.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert frame.evaluate("() => document.documentElement.scrollHeight <= innerHeight + 1")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("piece", ["", "item=leaves"])
def test_the_copied_line_shows_a_piece_at_its_height(
    piece: str, width: int, browser: Browser, site: Site, host: Open
) -> None:
    page = host(lines(browser, site, piece)[0], width=width)
    frame = inner(page)
    assert page.locator("iframe").get_attribute("title") == 'Trees & "leaves"'
    assert page.locator("iframe").get_attribute("loading") == "lazy"
    assert_fits(page)
    shown = frame.locator("cw-item:visible")
    expect(shown).to_have_count(1 if piece else 2)
    assert frame.locator("h1").evaluate("(h1) => h1.offsetHeight <= 1") is bool(piece)  # unseen, not unheard
    expect(frame.locator(".cw-header, .cw-nav, .cw-footer, .cw-use").locator("visible=true")).to_have_count(0)
    frame.get_by_label("Beech").check()
    frame.locator(".cw-submit:visible").first.click()
    expect(frame.locator(".cw-result > .cw-verdict:visible").first).to_be_visible()
    assert_fits(page)
    frame.locator(".cw-answer summary:visible").first.click()
    assert_fits(page)
    page.set_viewport_size({"width": 400, "height": 700})
    assert_fits(page)


def test_the_plain_frame_and_the_link_work_without_our_script(browser: Browser, site: Site, host: Open) -> None:
    _, frame_line, link = lines(browser, site, "item=cones")
    page = host(frame_line)
    expect(inner(page).locator("cw-item:visible")).to_have_count(1)
    page.goto(link)
    expect(page.locator("cw-item:visible")).to_have_count(1)
    page.get_by_label("Spruce").check()
    page.keyboard.press("Enter")
    expect(page.locator(".cw-result > .cw-verdict:visible").first).to_be_visible()


def test_the_line_is_a_link_with_scripts_off(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(lines(browser, site, "")[0])
    assert page.get_by_role("link", name='Trees & "leaves"').get_attribute("href") == site.url + "lesson/?embed"
    context.close()


def test_a_piece_that_is_not_there_shows_the_lesson(site: Site, host: Open) -> None:
    page = host(f'<iframe src="{site.url}lesson/?embed&item=no%22such" title="Piece"></iframe>')
    expect(inner(page).locator("cw-item:visible")).to_have_count(2)


def test_the_keyboard_goes_in_and_out(browser: Browser, site: Site, host: Open) -> None:
    page = host(f"<button>Before</button>{lines(browser, site, 'item=leaves')[0]}<button>After</button>")
    frame = inner(page)
    page.get_by_role("button", name="Before").focus()
    page.keyboard.press("Tab")  # into the frame, to the choices
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(frame.locator(".cw-result > .cw-verdict:visible").first).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == "After":
            return
    raise AssertionError("Tab never left the frame")


def test_links_of_an_embedded_lesson_open_a_window_of_their_own(browser: Browser, site: Site, host: Open) -> None:
    frame = inner(host(lines(browser, site, "")[0]))
    assert where_it_opens(frame.get_by_role("link", name="Elsewhere")) == ("_blank", "noopener")


@pytest.mark.parametrize(
    ("href", "opens"),
    [
        ("../more/", ("_blank", "noopener")),
        ("http://127.0.0.1:9/", ("_blank", "noopener")),
        ("#leaves", ("", "")),
        ("mailto:a@example.org", ("", "")),
        ('blob:x" download="x', ("", "")),
    ],
)
def test_a_link_that_comes_later_does_so_too(
    browser: Browser, site: Site, host: Open, href: str, opens: tuple[str, str]
) -> None:
    frame = inner(host(lines(browser, site, "")[0]))
    link = f'<a href="{href}">Later</a>'
    frame.evaluate("(link) => document.querySelector('.cw-article').insertAdjacentHTML('beforeend', link)", link)
    assert where_it_opens(frame.get_by_role("link", name="Later")) == opens


def test_a_height_that_chases_itself_comes_to_rest(site: Site, host: Open) -> None:
    page = host(
        f'<a class="coursewright" href="{site.url}lesson/?embed">A</a><script src="{site.url}EMBED"></script>'.replace(
            "EMBED", "assets/coursewright/embed.js"
        )
    )
    frame = inner(page)
    frame.evaluate("() => (document.querySelector('.cw-main').style.minHeight = 'calc(100vh + 10px)')")
    assert rested(page, "heard.filter(([, { type }]) => type === 'resize').length", 60) <= 60
    assert page.evaluate("() => document.querySelector('iframe').getBoundingClientRect().height") <= 20000


# --- who hears what


def answer(frame: Frame) -> None:
    frame.get_by_label("Pine").check()
    frame.locator(".cw-submit:visible").first.click()
    expect(frame.locator(".cw-result > .cw-verdict:visible").first).to_be_visible()


def heard(page: Page) -> list[dict[str, Any]]:
    delivered(page, page.frames[1])
    said = [data for _, data in page.evaluate("() => heard") if data != MARK]
    return [data for data in said if data.get("subject") != "lti.frameResize" or set(data) != {"subject", "height"}]


def send(page: Page, message: object) -> None:
    page.evaluate("(message) => document.querySelector('iframe').contentWindow.postMessage(message, '*')", message)
    delivered(page, page.frames[1])


def storage(frame: Frame) -> Any:
    text = frame.evaluate("() => localStorage.getItem('coursewright:course')")
    return text and json.loads(text)


_CYCLIC = """() => {
  const state = { version: 2, items: {} };
  state.items.again = state;
  document.querySelector("iframe").contentWindow.postMessage({ protocol: "coursewright/1", type: "state", state }, "*");
}"""
FORGED = {"version": 2, "items": {"leaves": {"revision": "0", "response": []}}, "lessons": {"one": {"done": True}}}
ATTACKS: list[object] = [
    {"protocol": "coursewright/1", "type": "hello"},
    {"protocol": "coursewright/1", "type": "hello", "origin": "http://127.0.0.1"},
    {"protocol": "coursewright/1", "type": "state", "state": FORGED},
    {"protocol": "coursewright/1", "type": "config", "choices": True},
    {"protocol": "coursewright/1", "type": "ready", "hosts": ["*"]},
    {"protocol": "coursewright/1", "type": "state", "state": None},
    {"protocol": "coursewright/1", "type": "state", "state": {**FORGED, "version": "__proto__"}},
    {"protocol": "coursewright/1", "type": "state", "state": {"version": 2, "items": {"leaves": "x" * 100_000}}},
    {"protocol": "coursewright/2", "type": "hello"},
    {"protocol": ["coursewright/1"], "type": {"toString": 1}},
    {"protocol": "coursewright/1"},
    {"__proto__": {"protocol": "coursewright/1"}},
    "coursewright/1",
    ["coursewright/1"],
    7,
    None,
]


def test_a_hostile_parent_hears_heights_and_nothing_else_and_sets_nothing(site: Site, host: Open) -> None:
    page = host(f'<iframe src="{site.url}lesson/" title="Lesson"></iframe>')
    frame = inner(page)
    for attack in ATTACKS:
        send(page, attack)
    assert storage(frame) is None
    answer(frame)
    saved = storage(frame)
    for attack in ATTACKS:
        send(page, attack)
    assert storage(frame) == saved
    expect(frame.locator(".cw-result > .cw-verdict:visible").first).to_be_visible()
    messages = heard(page)
    assert len(messages) > 1
    for message in messages:
        assert set(message) == {"protocol", "type", "height"}
        assert message["type"] == "resize"


def test_a_sibling_frame_or_an_opener_of_a_listed_origin_is_no_parent(site: Site, host: Open) -> None:
    """The message comes from an origin that the course lists, but not from the parent."""
    page = host(f'<iframe src="{site.url}lesson/" title="Lesson"></iframe>')
    frame = inner(page)
    page.evaluate(
        """(origin) => new Promise((done) => {
          const sibling = document.createElement("iframe");
          sibling.src = origin + "/more/";
          sibling.onload = done;
          document.body.append(sibling);
        })""",
        site.url.rstrip("/"),
    )
    sibling = page.frames[2]
    with marked(frame):
        for message in ({"protocol": "coursewright/1", "type": "state", "state": FORGED}, MARK):
            sibling.evaluate("(message) => parent.frames[0].postMessage(message, '*')", message)
    assert storage(frame) is None
    answer(frame)
    assert {message["type"] for message in heard(page)} == {"resize"}


def test_a_listed_parent_hears_the_learner_after_its_hello_and_may_bring_the_state(
    site: Site, school: Site, host: Open
) -> None:
    page = host(f'<iframe src="{site.url}lesson/" title="Lesson"></iframe>', at=school)
    frame = inner(page)
    answer(frame)
    assert {message["type"] for message in heard(page)} == {"resize"}
    send(page, {"protocol": "coursewright/1", "type": "hello"})
    messages = heard(page)
    told = {message["type"]: message for message in messages}
    assert {"ready", "bookmark", "answered", "progress"} <= set(told)
    assert told["ready"]["course"] == "course"
    assert told["ready"]["lesson"] == "one"
    assert told["answered"]["id"] == "leaves"
    assert told["answered"]["right"] is True
    assert told["progress"] | {"protocol": 0, "type": 0} == told["progress"] | {"protocol": 0, "type": 0}

    saved = storage(frame)
    send(page, {"protocol": "coursewright/1", "type": "state", "state": {"version": 2, "items": {}}})
    expect(frame.locator(".cw-verdict:visible")).to_have_count(0)
    send(page, {"protocol": "coursewright/1", "type": "state", "state": saved})
    expect(frame.locator("[data-item=leaves] .cw-result .cw-verdict")).to_be_visible()
    for state in ({"version": 99, "items": {}}, {**FORGED, "version": "__proto__"}, {"version": 2, "items": []}, [], 7):
        send(page, {"protocol": "coursewright/1", "type": "state", "state": state})
    page.evaluate(_CYCLIC)
    delivered(page, page.frames[1])
    assert storage(frame) == saved


def test_a_parent_of_the_same_origin_hears_the_learner_without_asking(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.url)
    page.evaluate(
        """() => {
          window.heard = [];
          addEventListener("message", ({ data, origin }) => heard.push([origin, data]));
          const frame = document.createElement("iframe");
          frame.src = "lesson/";
          document.body.append(frame);
        }"""
    )
    frame = inner(page)
    answer(frame)
    kinds = [message["type"] for message in heard(page)]
    assert kinds.index("ready") < kinds.index("answered")
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_scenario_is_played_inside_another_page(width: int, browser: Browser, course: Site, host: Open) -> None:
    page = host(lines(browser, course, "scenario=touchline", "practice/touchline/")[0], width=width)
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Start", exact=True).wait_for()
    assert_fits(page)
    expect(frame.locator("cw-item:visible, .cw-header:visible, .cw-use:visible")).to_have_count(0)
    frame.get_by_role("button", name="Start", exact=True).press("Enter")
    assert_fits(page)
    frame.get_by_role("button", name="Good to see you").press("Enter")
    expect(frame.get_by_text("Somebody is glad to see me.").locator("visible=true")).to_be_visible()
    assert_fits(page)
    for press in ("Continue", "I’m afraid", "Continue", "Bring it up", "Continue", "What was Saturday", "Continue"):
        frame.locator(".cw-stage").get_by_role("button", name=press).press("Enter")
        assert_fits(page)
    expect(frame.get_by_text("You completed this scenario.")).to_be_visible()
