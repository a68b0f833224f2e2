"""SCORM packages in a real browser, launched by an LMS: nothing that a learner did is lost, and all of it is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from learner import where_it_opens
from lms import BLOCKED, HEARD, Launched, Lms, Standing
from playwright.sync_api import Browser, BrowserContext, Locator
from story import SHOP
from tides import PLAY, export, exports_of, write_course
from watch import Watch
from way import PAGES, lesson, names, question

from coursewright.packages import Exports


@pytest.fixture(scope="session")
def scorm12(tides: Exports) -> dict[str, bytes]:
    return export(tides)


@pytest.fixture(scope="session")
def scorm2004(tides: Exports) -> dict[str, bytes]:
    return export(tides, "scorm2004")


@pytest.fixture(params=["12", "2004"])
def new_platform(
    request: pytest.FixtureRequest, scorm12: dict[str, bytes], scorm2004: dict[str, bytes], new_lms: Any
) -> Callable[..., Lms]:
    """An LMS of each edition with the small course."""
    edition = request.param
    return partial(new_lms, scorm12 if edition == "12" else scorm2004, edition=edition)


@pytest.fixture
def new_lms() -> Iterator[Callable[..., Lms]]:
    made: list[Lms] = []

    def make(package: dict[str, bytes], **more: Any) -> Lms:
        made.append(Lms(package, **more))
        return made[-1]

    yield make
    for lms in made:
        lms.close()


@pytest.fixture
def profile(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Fresh profiles, in which no page says an error or asks anything of another origin."""
    watch, contexts = Watch(), []

    def make(**options: Any) -> BrowserContext:
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_timeout(8000)
        watch.follow(contexts[-1])
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()
    assert [error for error in watch.errors if "scorm-again" not in error] == []
    assert watch.strangers("http://127.0.0.1:", "http://localhost:") == []


def answer(opened: Launched, name: str, *, right: bool = True) -> None:
    item = opened.lesson.locator(f'cw-item[data-item="{name}"]')
    item.get_by_label(f"{'Right' if right else 'Wrong'} for {name}", exact=True).check()
    item.locator(".cw-submit").click()
    item.locator(".cw-result .cw-verdict").first.wait_for()


def verdicts(opened: Launched) -> dict[str, str]:
    items = opened.lesson.locator("cw-item.cw-settled")
    found = {}
    for at in range(items.count()):
        said = items.nth(at).locator(":scope .cw-result > .cw-verdict").inner_text()
        found[str(items.nth(at).get_attribute("data-item"))] = said.removeprefix("✓").removeprefix("✗").strip()
    return found


def go(opened: Launched, title: str) -> Locator:
    opened.lesson.locator("h1").wait_for()  # where the learner was: from now on nobody else moves the frame
    opened.shell.locator("#outline summary").click()
    with opened.page.expect_event("framenavigated", lambda frame: frame.name == "lesson"):  # maybe to the same page
        opened.shell.locator("nav").get_by_role("link", name=title).first.click()
    heading = opened.lesson.locator("h1").filter(has_text=title)
    heading.wait_for()
    return heading


def wait_for(lms: Lms, true: Callable[[Standing], bool], opened: Launched) -> None:
    for _ in range(300):
        if true(lms.standing):
            return
        opened.page.wait_for_timeout(50)
    raise AssertionError(json.dumps(lms.kept, indent=1))


def play(opened: Launched, *words: str) -> None:
    for word in words:
        opened.lesson.locator("cw-scenario").get_by_role("button", name=word).first.click()


def take_final(opened: Launched) -> None:
    lesson = opened.lesson
    go(opened, "Final")
    lesson.get_by_role("button", name="Start the final assessment").click()
    for at in range(4):
        name = lesson.locator("cw-final cw-item").get_attribute("data-item")
        lesson.get_by_label(f"Right for {name}", exact=True).check()
        lesson.get_by_role("button", name="Next" if at < 3 else "Hand in").click()
    lesson.locator(".cw-passed").wait_for()


def test_from_launch_to_passed_with_100(new_platform: Callable[..., Lms], profile: Any) -> None:
    lms = new_platform()
    context = profile()
    opened = lms.launch(context)
    go(opened, "Lesson a")
    wait_for(lms, lambda told: told.status == "incomplete", opened)
    answer(opened, "a-one", right=False)
    answer(opened, "a-two")
    wait_for(lms, lambda told: len(told.interactions) == 2, opened)
    one, two = lms.standing.interactions
    response = "student_response" if lms.edition == "12" else "learner_response"
    assert (one["id"], one["type"], one["result"]) == (
        "a-one",
        "choice",
        "wrong" if lms.edition == "12" else "incorrect",
    )
    assert (two["id"], two["result"]) == ("a-two", "correct")
    assert re.fullmatch("[abc]" if lms.edition == "12" else "[0-9a-f]{6,}", one[response])
    assert all(told["latency"] for told in (one, two))
    go(opened, "Play")
    play(opened, "Start", "Look at the tray", "Continue")
    opened.lesson.get_by_role("button", name="Skip this scenario").or_(
        opened.lesson.locator(".cw-options button").first
    ).first.click()
    go(opened, "Final")
    take_final(opened)
    wait_for(lms, lambda told: told.score == "100", opened)
    final = lms.standing.interactions[2:]
    assert len(final) == 4
    assert {told["result"] for told in final} == {"correct"}
    assert all(told["latency"] and told[response] for told in final)
    assert {told["id"] for told in final} <= {*names("tide"), *names("rock")}
    go(opened, "Play")
    opened.lesson.get_by_role("button", name="Skip this scenario").click()
    wait_for(lms, lambda told: told.status == "passed", opened)
    unset = {("get", element, 403) for element in ("cmi.location", "cmi.suspend_data", "cmi.completion_status")}
    assert opened.codes() <= (set() if lms.edition == "12" else unset)
    lms.leave(opened)
    if lms.edition == "2004":
        assert (lms.kept["score"]["scaled"], lms.kept["completion_status"]) == ("1", "completed")
    again = lms.launch(profile())
    again.lesson.locator("h1").filter(has_text="Play").wait_for()  # where the learner was
    go(again, "Lesson a")
    again.lesson.locator("cw-item.cw-settled").nth(1).wait_for()
    assert verdicts(again) == {"a-one": "Incorrect answer.", "a-two": "Correct answer!"}
    lms.leave(again)
    assert lms.standing.status == "passed"


def test_a_platform_that_takes_five_seconds_gets_it_all(scorm12: dict[str, bytes], new_lms: Any, profile: Any) -> None:
    lms = new_lms(scorm12, hostile={"slow": 5})
    context = profile()
    opened = lms.launch(context)
    go(opened, "Lesson a")
    answer(opened, "a-one")
    opened.page.close()  # the journal has it
    lms.hostile = {}
    again = lms.launch(context)
    again.lesson.locator("cw-item.cw-settled").first.wait_for()
    assert verdicts(again) == {"a-one": "Correct answer!"}
    wait_for(lms, lambda told: "i" in told.state, again)


def test_where_the_browser_keeps_nothing_the_platform_does(
    scorm2004: dict[str, bytes], new_lms: Any, profile: Any
) -> None:
    lms = new_lms(scorm2004, edition="2004", hostile={"commit": True, "unset": True})
    context = profile()
    context.add_init_script(BLOCKED)
    opened = lms.launch(context)
    go(opened, "Lesson a")
    answer(opened, "a-one")
    wait_for(lms, lambda told: len(told.interactions) == 1, opened)
    answer(opened, "a-two", right=False)
    lms.leave(opened)
    again = lms.launch(context)
    again.lesson.locator("cw-item.cw-settled").nth(1).wait_for()
    assert verdicts(again) == {"a-one": "Correct answer!", "a-two": "Incorrect answer."}


def test_what_a_page_says_last_is_told_again_while_it_is_still_on_its_way(
    new_platform: Callable[..., Lms], profile: Any
) -> None:
    lms = new_platform(hostile={"late": 60})
    context = profile()
    opened = lms.launch(context)
    go(opened, "Lesson a")
    answer(opened, "a-one")
    wait_for(lms, lambda told: len(told.interactions) == 1, opened)
    opened.frames[0].evaluate("() => { window.setTimeout = () => 0; }")  # nothing is told but the last word
    answer(opened, "a-two", right=False)
    opened.frames[0].evaluate(HEARD)
    opened.page.close()
    assert len(lms.standing.interactions) == 1
    again = lms.launch(context)
    again.lesson.locator("cw-item.cw-settled").nth(1).wait_for()
    wait_for(lms, lambda told: len(told.interactions) == 2, again)
    assert [told["id"] for told in lms.standing.interactions] == ["a-one", "a-two"]
    go(again, "Final")
    take_final(again)
    wait_for(lms, lambda told: len(told.interactions) == 6, again)
    assert [told["id"] for told in lms.standing.interactions[:2]] == ["a-one", "a-two"]


def test_another_learner_of_this_browser_sees_nothing(scorm12: dict[str, bytes], new_lms: Any, profile: Any) -> None:
    context = profile()
    lms = new_lms(scorm12, kept={"core": {"student_id": "one"}})
    opened = lms.launch(context)
    go(opened, "Lesson a")
    answer(opened, "a-one")
    lms.leave(opened)
    lms.kept = {"core": {"student_id": "two"}}
    again = lms.launch(context)
    go(again, "Lesson a")
    again.page.wait_for_timeout(300)
    assert verdicts(again) == {}


def test_looking_back_writes_nothing(new_platform: Callable[..., Lms], profile: Any) -> None:
    lms = new_platform()
    context = profile()
    opened = lms.launch(context)
    go(opened, "Lesson a")
    answer(opened, "a-one")
    lms.leave(opened)
    before = lms.standing
    if lms.edition == "12":
        lms.kept["core"]["lesson_mode"] = "review"
    else:
        lms.kept["mode"] = "review"
    again = lms.launch(context)
    again.shell.locator("#said").filter(has_text="You are looking back: nothing is saved.").wait_for()
    again.lesson.locator("cw-item.cw-settled").first.wait_for()
    answer(again, "a-two")
    lms.leave(again)
    assert lms.standing == before


def test_whoever_previews_first_has_completed_nothing(new_platform: Callable[..., Lms], profile: Any) -> None:
    """Moodle took a *Preview* for a completed visit: whoever pressed *Enter* then could only look back."""
    lms = new_platform(hostile={"completes": True})
    mode = lms.kept["core"] if lms.edition == "12" else lms.kept
    mode["lesson_mode" if lms.edition == "12" else "mode"] = "browse"
    opened = lms.launch(profile())
    opened.shell.locator("#said").filter(has_text="You are looking back: nothing is saved.").wait_for()
    go(opened, "Lesson a")
    answer(opened, "a-one")
    lms.leave(opened)
    assert lms.standing.status in ("browsed", "unknown", "not attempted")
    assert (lms.standing.state, lms.standing.interactions) == ("", [])
    mode = lms.kept["core"] if lms.edition == "12" else lms.kept
    mode["lesson_mode" if lms.edition == "12" else "mode"] = "normal"
    again = lms.launch(profile())
    go(again, "Lesson a")
    answer(again, "a-one")
    lms.leave(again)
    assert lms.standing.status == "incomplete"
    assert [told["id"] for told in lms.standing.interactions] == ["a-one"]


def test_a_spoilt_state_begins_anew_and_says_so(scorm12: dict[str, bytes], new_lms: Any, profile: Any) -> None:
    lms = new_lms(scorm12, kept={"suspend_data": "1abc;i,,,,"})
    opened = lms.launch(profile())
    opened.shell.locator("#said").filter(
        has_text="What was saved before can’t be read, so this begins anew."
    ).wait_for()
    go(opened, "Lesson a")
    answer(opened, "a-one")


def test_without_a_platform_the_lessons_can_be_read_and_it_is_said(
    scorm12: dict[str, bytes], new_lms: Any, profile: Any
) -> None:
    lms = new_lms(scorm12)
    page = profile().new_page()
    page.goto(f"{lms.url}package/index.html")
    page.locator("#said").filter(
        has_text="Your learning platform can’t be reached, so nothing can be kept here."
    ).wait_for()
    page.frame_locator("iframe[name=lesson]").locator("h1").wait_for()


def test_a_parent_of_another_origin_is_passed_over(scorm12: dict[str, bytes], new_lms: Any, profile: Any) -> None:
    lms = new_lms(scorm12)
    frame = f'<iframe id="lms" src="{lms.url}" width="900" height="700"></iframe>'
    outer = f'<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,">{frame}'
    other = new_lms({}, page=outer.replace("127.0.0.1", "localhost"))
    page = profile().new_page()
    page.goto(other.url)
    opened = page.frame_locator("#lms").frame_locator("#sco")
    opened.frame_locator("iframe[name=lesson]").locator("h1").first.wait_for()
    assert opened.locator("#said").inner_text() == ""


def test_after_an_update_untouched_answers_stand_and_no_verdict_is_wrong(
    tmp_path: Path, scorm12: dict[str, bytes], new_lms: Any, profile: Any
) -> None:
    lms = new_lms(scorm12)
    opened = lms.launch(profile())
    go(opened, "Lesson a")
    answer(opened, "a-one")
    answer(opened, "a-two", right=False)
    go(opened, "Play")
    play(opened, "Start", "Look at the tray", "Continue", "From around", "Continue")
    lms.leave(opened)
    edited = PAGES["a.md"].replace("Wrong for a-two", "Never right for a-two")
    parts = edited.split("<quiz>")
    turned = "<quiz>".join([parts[0], question("a-new").removeprefix("<quiz>"), *parts[:0:-1]])  # in another order
    shop = SHOP.replace("As agreed", "As you two agreed").replace("#as-agreed", "#as-you-two-agreed")
    pages = {"a.md": turned.replace("../docs/", ""), "../quizzes/scenarios/shop.md": shop}
    lms.package = export(exports_of(write_course(tmp_path / "edited", **pages)))
    again = lms.launch(profile())
    again.lesson.get_by_text("This scenario has changed since your last visit.").wait_for()
    assert again.frames[1].evaluate("() => document.querySelector('cw-scenario').path.length") == 1
    go(again, "Lesson a")
    again.lesson.locator("cw-item.cw-settled").first.wait_for()
    assert verdicts(again) == {"a-one": "Correct answer!"}


def test_no_pool_item_is_in_a_package(scorm12: dict[str, bytes]) -> None:
    for name, content in scorm12.items():
        assert b"pool-one" not in content, name
        assert b"Whatever fits" not in content, name


def test_every_name_of_the_final_can_be_drawn(scorm12: dict[str, bytes]) -> None:
    text = scorm12["index.html"].decode()
    for stratum in ("tide", "rock"):
        for name in names(stratum):
            assert f'"{name}"' in text


def test_a_link_out_of_the_package_leads_to_the_website_as_it_is_published(scorm12: dict[str, bytes]) -> None:
    progress = scorm12["course/progress.html"].decode()
    assert 'href="https://example.org/tides/b/"' in progress  # the elective, whose page there is a folder
    assert 'href="a.html"' in progress


def test_what_leads_out_of_the_package_opens_a_window_of_its_own(
    scorm12: dict[str, bytes], new_lms: Any, profile: Any
) -> None:
    opened = new_lms(scorm12).launch(profile())
    go(opened, "Progress")
    _ = opened.frames  # all of the lesson's scripts have come
    out = opened.lesson.locator('a[href="https://example.org/tides/b/"]').first
    assert where_it_opens(out) == ("_blank", "noopener")
    assert where_it_opens(opened.lesson.locator('a[href="a.html"]').first) == ("", "")


def test_a_page_of_any_name_is_in_the_package_and_a_picture_alone_opens_beside_it(
    tmp_path: Path, new_lms: Any, profile: Any
) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    text = "\n![A](<größe & maß.svg>)\n\n[Enlarge](<größe & maß.svg>)\n"
    us = lesson("us", "us-one").replace("Lesson us", "Über uns") + text
    folder = f"a b/{'界' * 28}/"  # too long for the place that an LMS keeps
    pages = {f"{folder}über uns.md": us, f"{folder}größe & maß.svg": picture}
    config = write_course(tmp_path, **{**pages, "play.md": f"{PLAY}\n[Us](<{folder}über uns.md>)\n"})
    config.write_text(config.read_text(encoding="utf-8").replace("- a.md", f"- a.md\n  - {folder}über uns.md"), "utf-8")
    lms = new_lms(export(exports_of(config)))
    opened = lms.launch(profile())
    go(opened, "Play")
    with opened.page.expect_event("framenavigated", lambda frame: frame.name == "lesson"):
        opened.lesson.get_by_role("link", name="Us", exact=True).click()
    opened.lesson.locator("h1").filter(has_text="Über uns").wait_for()
    _ = opened.frames  # all of the lesson's scripts have come
    shown = opened.lesson.locator("article img")
    assert shown.evaluate("async (image) => (await image.decode(), image.naturalWidth)") == 9
    assert where_it_opens(opened.lesson.get_by_role("link", name="Enlarge")) == ("_blank", "noopener")
    opened.shell.locator("#outline summary").click()
    here = opened.shell.locator("nav a[aria-current=page]")
    assert here.inner_text() == "Über uns"
    lms.leave(opened)
    again = lms.launch(profile())
    again.lesson.locator("h1").filter(has_text="Über uns").wait_for()


@pytest.mark.parametrize(("settings", "told"), [({}, 0), ({"choices": "true"}, 1)])
def test_choices_in_scenarios_are_told_only_if_the_exporter_says_so(
    tides: Exports, new_lms: Any, profile: Any, settings: dict[str, str], told: int
) -> None:
    lms = new_lms(export(tides, settings=settings))
    opened = lms.launch(profile())
    go(opened, "Play")
    play(opened, "Start", "Look at the tray")
    lms.leave(opened)
    assert [found["type"] for found in lms.kept["interactions"].values()] == ["performance"] * told
