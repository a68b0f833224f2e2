"""Progress, certificate, agreement and one's own data, as a learner meets them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from sites import Site
from test_storage import BLOCK
from way import KEY, PAGES, Taker, complete, publish

DONE = {"answered": 2, "right": 1, "total": 2, "done": True}


@pytest.fixture
def address(site: Site) -> str:
    return publish(site)


@pytest.fixture
def taker(context: BrowserContext, address: str) -> Taker:
    taker = Taker(context.new_page())
    taker.open(address + "progress/")
    return taker


def kept(taker: Taker, **scores: float) -> dict[str, Any]:
    """Return saved answers to items as they stand now, as the page of progress that is open lists them."""
    asked = taker.page.locator("cw-progress [data-items]").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.items)"
    )
    revisions = {name: revision for row in asked for revision, name in (one.split(",")[:2] for one in row.split())}
    return {
        name: {"revision": revisions[name], "response": ["c"], "score": score}
        for name, score in ((name.replace("_", "-"), score) for name, score in scores.items())
    }


def rows(taker: Taker) -> list[str]:
    return [" ".join(row.split()) for row in taker.page.locator("cw-progress [data-step]").all_text_contents()]


# --- progress


def test_progress_tells_lesson_section_and_course_core_and_electives_apart(taker: Taker, address: str) -> None:
    assert rows(taker) == ["Lesson a not yet", "Final not yet", "Lesson b not yet"]
    taker.open(address + "a/")
    done = taker.page.get_by_text("This lesson is done.")
    taker.answer("a-one", "Right for a-one")
    expect(taker.page.locator("[data-count=answered]")).to_have_text("1")
    expect(done).to_be_hidden()
    taker.open(address + "b/")
    expect(done).to_be_hidden()
    taker.answer("b-one", "Wrong for b-one")
    expect(done).to_be_visible()
    taker.reload()
    expect(done).to_be_visible()
    taker.open(address + "progress/")
    assert rows(taker) == ["Lesson a 1 of 2 answered", "Final not yet", "Lesson b done, 0 of 1 right"]
    sums = [
        " ".join(text.split()) for text in taker.page.locator("cw-progress summary:has(.cw-count)").all_text_contents()
    ]
    assert sums == ["Core 0 of 1", "More optional 1 of 1"]
    assert "0 of 2 steps of the core are done." in taker.page.locator(".cw-sum").inner_text()
    assert not taker.page.locator(".cw-when-done").is_visible()


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_a_long_title_wraps_beside_its_count(size: str, browser: Browser, course: Site) -> None:
    """And above it where letters are so large that there is no room for both; never out of the window."""
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto(course.url + "progress/")
    page.add_style_tag(content=f"html {{ font-size: {size} }}")
    assert page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0
    title = page.locator("cw-progress summary h3", has_text="Principle 2: Consistently")
    expect(title.locator(".cw-count")).to_have_text("0 of 2")
    name, count = title.locator("> span").first.bounding_box(), title.locator(".cw-count").bounding_box()
    assert name
    assert count
    assert (count["y"] < name["y"] + name["height"]) == (size == "100%")
    page.close()


def test_progress_is_taken_in_at_once_on_a_phone(taker: Taker) -> None:
    """The sum and the way on come first, and each section is one line until it is asked for."""
    taker.put(items=kept(taker, a_one=1), lessons={"a": {**DONE, "done": False, "answered": 1}})
    taker.page.set_viewport_size({"width": 360, "height": 640})
    taker.reload()
    for part in (".cw-sum", ".cw-bar", ".cw-onward a", "summary:has(.cw-count) >> nth=0", ".cw-last a"):
        expect(taker.page.locator(f"cw-progress {part}")).to_be_in_viewport(ratio=1)
    assert not taker.page.locator("cw-progress .cw-part [data-id=a]").is_visible()
    taker.page.locator("cw-progress summary").first.click()
    assert taker.page.locator("cw-progress .cw-part [data-id=a]").is_visible()


ONWARD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing saved": ({}, ""),
    "nothing of the course": ({"learner": {"name": {"text": "A"}}}, ""),
    "a lesson that is gone": ({"lessons": {"old": DONE}}, ""),
    "begun": ({"items": {"a_one": 1}, "lessons": {"a": {**DONE, "done": False, "answered": 1}}}, "a/"),
    "begun, and all of it changed since": ({"lessons": {"a": {**DONE, "done": False, "answered": 1}}}, ""),
    "an elective begun": ({"lessons": {"b": {"answered": 0, "right": 0, "total": 1}, "a": DONE}}, "final/"),
    "done": ({"lessons": {"a": DONE}}, "final/"),
    "an elective done": ({"lessons": {"b": {"answered": 1, "right": 1, "total": 1, "done": True}}}, "a/"),
    "a final under way": ({"final": {"current": {"seed": 1, "slots": [], "at": 0}}}, "final/"),
    "all": (complete(), ""),
    "damaged": ({"lessons": [1], "scenarios": {"x": 3}, "final": "?"}, ""),
}


@pytest.mark.parametrize("page", ["progress/", "home/"])
def test_where_the_learner_was(page: str, taker: Taker, site: Site) -> None:
    """The link leads to a step that is there and not done; progress also says where to begin."""
    address = publish(site, **{"home.md": "# Home\n\n<!-- course: continue -->\n\nText.\n"})
    states = {name: {**state, "items": kept(taker, **state.get("items", {}))} for name, (state, _) in ONWARD.items()}
    for name, (_, way) in ONWARD.items():
        taker.page.evaluate("() => localStorage.clear()")
        taker.put(**states[name])
        taker.open(address + page)
        link = taker.page.locator(".cw-onward a")
        begins = not way and name != "all" and page == "progress/"
        taker.page.wait_for_function("() => customElements.get('cw-continue')")
        assert link.is_visible() == (bool(way) or begins), name
        if begins:
            assert "Begin here" in link.inner_text()
            assert link.evaluate("e => e.href") == address + "a/", name
        if way:
            assert link.evaluate("e => e.href") == address + way, name
            assert "Continue where you were" in link.inner_text()


def test_a_scenario_that_was_skipped_costs_nothing(taker: Taker) -> None:
    row = '<li data-step="scenario" data-id="s"><span class="cw-state"></span></li>'
    taker.put(scenarios={"s": {"skipped": True}})
    said = taker.page.evaluate(
        """(row) => {
          const list = Object.assign(document.createElement("ul"), { innerHTML: row });
          coursewright.path.mark(list);
          return list.textContent;
        }""",
        row,
    )
    assert said == "done"


# --- certificate

LACKING: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing done": ({}, ["Lesson a", "Final"]),
    "lessons only": ({"lessons": {"a": DONE}}, ["Final"]),
    "final only": ({"final": complete()["final"]}, ["Lesson a"]),
    "final failed": ({**complete(), "final": {"1": {"score": 2, "total": 4, "passed": False}}}, ["Final"]),
    "an attempt under way": ({**complete(), "final": {"current": {"passed": True}}}, ["Final"]),
    "electives only": ({"lessons": {"b": DONE}}, ["Lesson a", "Final"]),
    "half a lesson": ({**complete(), "lessons": {"a": {**DONE, "done": False, "answered": 1}}}, ["Lesson a"]),
    "nonsense": (
        {"lessons": {"a": 4}, "final": {"1": True}, "course": {"complete": {"at": "x"}}},
        ["Lesson a", "Final"],
    ),
}


@pytest.mark.parametrize("name", LACKING)
def test_there_is_no_certificate_before_the_course_is_complete(name: str, taker: Taker, address: str) -> None:
    state, lacking = LACKING[name]
    taker.put(**state)
    taker.open(address + "certificate/")
    assert not taker.page.locator(".cw-award").is_visible()
    shown = taker.page.locator(".cw-missing [data-step] a:visible")
    assert shown.all_inner_texts() == lacking
    assert shown.first.get_attribute("href") in ("../a/", "../final/")


def test_the_certificate_has_its_fields_and_the_name_stays_here(taker: Taker, address: str) -> None:
    taker.put(**complete())
    taker.open(address + "certificate/")
    assert not taker.page.locator(".cw-missing").is_visible()
    name = taker.page.get_by_label("Your name, as it should appear on the certificate")
    name.fill("  Ann <b>Example</b>  ")
    name.press("Tab")
    taker.reload()
    fields = dict(
        zip(
            taker.page.locator(".cw-paper dt").all_inner_texts(),
            taker.page.locator(".cw-paper dd").all_inner_texts(),
            strict=True,
        )
    )
    today = taker.page.evaluate("() => new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(new Date())")
    assert fields == {
        "Name": "Ann <b>Example</b>",
        "Course": "Tides",
        "Completed on": today,
        "Format": "self-paced, online, reading-based",
        "Hours": "about 0.5 (an estimate)",
        "Provider": "",
        "Provider’s approval": "",
        "Signature": "",
    }
    assert "It is no license and no continuing-education credit." in taker.page.locator(".cw-paper").inner_text()


def test_print_is_quiet_and_says_why_until_there_is_a_name(taker: Taker, address: str) -> None:
    taker.put(**complete())
    taker.open(address + "certificate/")
    print_, why = taker.page.get_by_role("button", name="Print"), taker.page.get_by_text("No name on it yet.")
    expect(print_).to_have_class("cw-press cw-plain")
    expect(why).to_be_visible()
    name = taker.page.get_by_label("Your name, as it should appear on the certificate")
    name.press_sequentially(" A")
    expect(print_).to_have_class("cw-press")
    expect(why).to_be_hidden()
    expect(taker.page.get_by_text("To send it, print it as a PDF.")).to_be_visible()
    name.fill("  ")
    expect(print_).to_have_class("cw-press cw-plain")


def test_what_is_complete_stays_complete_with_its_day(taker: Taker, address: str, site: Site) -> None:
    taker.put(**complete())
    taker.open(address + "progress/")
    at = taker.storage()["course"]["complete"]["at"]
    publish(site, {"core": ["Core", "More"], "electives": []})
    taker.open(address + "certificate/")
    assert taker.page.locator(".cw-award").is_visible()
    assert taker.storage()["course"]["complete"]["at"] == at


def test_print_shows_the_certificate_and_nothing_else(taker: Taker, address: str) -> None:
    taker.put(**complete())
    taker.open(address + "certificate/")
    taker.page.emulate_media(media="print")
    assert taker.page.locator(".cw-paper").is_visible()
    for other in ("h1", ".cw-press", ".cw-header", ".cw-footer", "[data-do=name]"):
        assert not taker.page.locator(other).first.is_visible(), other


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_certificate_is_one_sheet_across(paper: str, taker: Taker, address: str) -> None:
    long = {"name": {"text": "A name of many words, as long as the field will ever take, with both surnames in it"}}
    taker.put(**complete(learner=long))
    taker.open(address + "certificate/")
    sheets = taker.page.pdf(format=paper, prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
    width, height = map(float, re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", sheets)[0])
    assert width > height


def test_what_is_joined_is_joined_as_the_language_does(taker: Taker, site: Site) -> None:
    """In the list of progress and in the outline, which reads it to those who don't see it."""
    extra = {"generator": False, "course": {"id": "course", "core": ["Core"]}}
    nav = ["index.md", {"Core": ["a.md"]}]
    config = {"theme": {"name": "coursewright", "language": "ar"}, "nav": nav, "extra": extra}
    home = "# Home\n\n<!-- course: progress -->\n"
    site.publish({"index.md": home, "a.md": PAGES["a.md"]}, config=config)
    taker.open(site.url + "a/")
    taker.answer("a-one", "Right for a-one")
    taker.answer("a-two", "Wrong for a-two")
    taker.open(site.url)
    said = "تم، الصحيحة: 1 من 2"
    expect(taker.page.locator("[data-step=lesson] .cw-state")).to_have_text(said)
    expect(taker.page.locator(".cw-outline [data-lesson=a] .cw-progress")).to_have_accessible_name(said)


# --- a browser that saves nothing

LOST = "This browser doesn’t allow saving, so nothing can be kept here."


@pytest.mark.parametrize("page", ["progress", "review", "certificate"])
def test_not_yet_is_explained_where_nothing_is_saved(
    page: str, taker: Taker, address: str, new_context: Callable[..., BrowserContext]
) -> None:
    taker.open(f"{address}{page}/")
    expect(taker.page.locator(".cw-onward a")).to_be_visible()
    expect(taker.page.locator(".cw-lost")).to_be_hidden()
    other = new_context()
    other.add_init_script(BLOCK)
    blocked = Taker(other.new_page())
    blocked.open(f"{address}{page}/")
    expect(blocked.page.locator(".cw-onward a")).to_be_visible()
    said = blocked.page.locator(f"cw-{page}").inner_text()
    assert said.count(LOST) == 1
    assert said.index(LOST) < said.index("Begin here")


# --- a button that prints


def test_a_page_has_a_button_that_prints_it(
    taker: Taker, site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    card = {"card.md": "# Card\n\n<!-- course: print -->\n\nTo carry.\n"}
    address = publish(site, **card) + "card/"
    taker.open(address)
    taker.page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    taker.press("Print")
    expect(taker.page).to_have_title("printed")
    taker.page.emulate_media(media="print")
    assert taker.page.locator("article").inner_text().split() == ["Card", "To", "carry."]
    reader = Taker(new_context(java_script_enabled=False).new_page())
    reader.open(address)
    expect(reader.page.get_by_text("To carry.")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Print")).to_be_hidden()


# --- agreement


def test_what_is_written_is_not_kept_unless_asked(taker: Taker, address: str) -> None:
    taker.open(address + "agreement/")
    line = taker.page.get_by_label("Hello. Who greets first?")
    line.fill("They do.")
    assert taker.storage() is None
    taker.reload()
    assert line.input_value() == ""
    line.fill("They do, if they like.")
    keep = taker.page.get_by_label("Keep what I write in this browser.")
    assert "No details of other people" in taker.page.locator(".cw-keep").inner_text()
    keep.check()
    line.press_sequentially(" Always.")
    taker.reload()
    assert line.input_value() == "They do, if they like. Always."
    keep.uncheck()
    assert "They do" not in json.dumps(taker.storage())
    assert line.input_value() != ""  # it is still on the page
    taker.reload()
    assert line.input_value() == ""


def test_a_kept_line_belongs_to_its_question(taker: Taker, address: str, site: Site) -> None:
    taker.open(address + "agreement/")
    taker.page.get_by_label("Hello. Who greets first?").fill("They do.")
    taker.page.get_by_label("Keep what I write in this browser.").check()
    publish(site, **{"agreement.md": "# A\n\n<!-- course: agreement -->\n\n1. New?\n2. **Hello.** Who greets first?\n"})
    taker.reload()
    assert taker.page.get_by_label("New?").input_value() == ""
    assert taker.page.get_by_label("Hello. Who greets first?").input_value() == "They do."


# --- data

Load = Callable[[object], str]


@pytest.fixture
def load(taker: Taker, tmp_path: Path) -> Load:
    """A function that brings a file, or a text, into the page, and returns what the page says of it."""

    def run(content: object) -> str:
        file = tmp_path / "progress.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        taker.page.locator("[data-do=import]").set_input_files(file)
        said = taker.page.locator("cw-data .cw-said")
        ask = taker.page.locator(".cw-ask")
        expect(said.filter(has_text=".").or_(ask.locator("visible=true")).first).to_be_visible()
        return said.inner_text() or ask.locator("p").first.inner_text()

    return run


def file(state: object, **more: object) -> dict[str, object]:
    return {"coursewright": "progress", "course": "course", "saved": "", "state": state, **more}


STATE = {"version": 2, "items": {"x": {"revision": "1", "response": ["a"]}}, "lessons": {"a": DONE}}


def test_a_file_takes_all_of_it_along(taker: Taker, load: Load, tmp_path: Path) -> None:
    answers = kept(taker, a_one=1, a_two=0)
    taker.put(**{**STATE, "items": answers}, learner={"name": {"text": "Ann"}})
    taker.reload()
    before = taker.storage()
    with taker.page.expect_download() as download:
        taker.press("Save a file")
    assert download.value.suggested_filename.startswith("course-")
    download.value.save_as(tmp_path / "saved.json")
    saved = (tmp_path / "saved.json").read_text("utf-8")
    assert load(saved) == "Nothing in the file is new."
    taker.page.evaluate("() => localStorage.clear()")
    taker.reload()
    assert load(saved) == "Done. Taken from the file: 4."
    assert taker.storage() == before
    assert rows(taker)[0] == "Lesson a done, 1 of 2 right"  # seen at once


UNREADABLE = "This file isn’t readable. Nothing was changed."
GARBAGE: dict[str, tuple[object, str]] = {
    "empty": ("", UNREADABLE),
    "no JSON": ("\x00PNG", UNREADABLE),
    "a list": ([1, 2], UNREADABLE),
    "null": ("null", UNREADABLE),
    "another file": ({"name": "x"}, UNREADABLE),
    "no state": ({"coursewright": "progress", "course": "course"}, UNREADABLE),
    "state without a version": (file({"items": {}}), UNREADABLE),
    "items that are none": (file({"version": 2, "items": [1]}), UNREADABLE),
    "another course": (file(STATE, course="other"), "This file is from another course. Nothing was changed."),
    "newer": (file({**STATE, "version": 3}), "This file is from a newer version of this course. Nothing was changed."),
    "entries that are none": (
        file({"version": 2, "items": {"x": 1}, "odd": [1]}),
        "Nothing in the file is new. Left out, because it can’t be read: answers (1), something else (1).",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GARBAGE)
def test_a_file_that_cannot_be_taken_changes_nothing(name: str, taker: Taker, load: Load) -> None:
    taker.put(lessons={"a": DONE})
    before = taker.page.evaluate("key => localStorage.getItem(key)", KEY)
    content, said = GARBAGE[name]
    assert load(content) == said
    assert taker.page.evaluate("key => localStorage.getItem(key)", KEY) == before


def test_an_older_file_is_brought_up_to_this_version(taker: Taker, load: Load) -> None:
    older = {"version": 1, "items": {}, "lessons": {"a": {"answered": 2, "right": 1, "total": 2}}}
    assert load(file(older)) == "Done. Taken from the file: 1."
    assert taker.storage()["lessons"]["a"] == DONE


def test_a_prototype_key_in_a_file_is_dropped(taker: Taker, load: Load) -> None:
    load('{"coursewright":"progress","course":"course","state":{"version":2,"items":{"__proto__":{"x":{"a":1}}}}}')
    assert taker.page.evaluate("() => ({}).x") is None


@pytest.mark.parametrize(
    ("button", "response"), [("Keep mine, add the rest", "mine"), ("Take the file’s", "theirs"), ("Cancel", "mine")]
)
def test_where_both_differ_the_learner_decides(button: str, response: str, taker: Taker, load: Load) -> None:
    taker.put(items={"x": {"revision": "1", "response": ["mine"]}})
    theirs = {"x": {"revision": "1", "response": ["theirs"]}, "y": {"revision": "1", "response": ["new"]}}
    said = load(file({"version": 2, "items": theirs}))
    assert said == "New in the file: 1. Different from what is saved here: 1."
    assert taker.storage()["items"]["x"]["response"] == ["mine"]
    taker.press(button)
    assert taker.storage()["items"]["x"]["response"] == [response]
    assert ("y" in taker.storage()["items"]) == (button != "Cancel")
    assert not taker.page.locator(".cw-ask").is_visible()


def test_finish_and_clear_takes_two_presses_and_every_key_of_the_course(taker: Taker) -> None:
    taker.put(**STATE)
    taker.page.evaluate(
        """(key) => {
          for (const name of [key + ":unreadable", key + ":more", key + "-2", "coursewright-scheme", "other"]) {
            localStorage.setItem(name, "x");
          }
        }""",
        KEY,
    )
    taker.reload()
    clear = taker.page.locator("[data-do=clear]")
    save = taker.page.locator("[data-do=export]")
    look = "e => ['color', 'backgroundColor', 'borderColor'].map((name) => getComputedStyle(e)[name])"
    assert not set(clear.evaluate(look)) & set(save.evaluate(look))
    calm = clear.evaluate(look)
    clear.dblclick()
    expect(clear).to_have_text("Press again to clear all of it")
    assert clear.evaluate(look) != calm
    assert taker.storage() is not None
    taker.wait_out_double_press()
    clear.click()
    left = taker.page.evaluate("() => Object.keys(localStorage).sort()")
    assert left == sorted([KEY + "-2", "coursewright-scheme", "other"])
    assert "is gone" in taker.page.locator("cw-data .cw-said").inner_text()
    assert rows(taker)[0] == "Lesson a not yet"


# --- without scripts


@pytest.fixture
def reader(new_context: Callable[..., BrowserContext], address: str) -> Taker:
    reader = Taker(new_context(java_script_enabled=False).new_page())
    reader.open(address)
    return reader


def test_without_scripts_what_finishing_takes_is_there(reader: Taker, address: str) -> None:
    for page in ("", "progress/"):
        reader.open(address + page)
        said = reader.page.locator("main").inner_text()
        assert "In the final assessment, get 3 of 4 questions right (75 %). You have 2 attempts" in said


@pytest.mark.parametrize("page", ["progress", "final", "review", "certificate"])
def test_without_scripts_nothing_pretends_to_work(page: str, reader: Taker, address: str) -> None:
    reader.open(f"{address}{page}/")
    main = reader.page.locator("main")
    assert main.locator("noscript").count() >= 1
    assert "they are off." in main.locator("noscript").first.text_content()  # type: ignore[operator]
    assert [found for found in main.locator("button, input, cw-item").all() if found.is_visible()] == []
    assert "Right for" not in reader.page.content() or page == "review"


def test_without_scripts_the_agreement_can_be_filled_in(reader: Taker, address: str) -> None:
    reader.open(address + "agreement/")
    reader.page.get_by_label("Hello. Who greets first?").fill("They do.")
    reader.page.emulate_media(media="print")
    assert reader.page.get_by_label("Hello. Who greets first?").input_value() == "They do."
    assert reader.page.get_by_text("Second signature").is_visible()
