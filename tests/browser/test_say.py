"""Practice aloud: recorded in the page alone, compared, marked; without microphone, permission or scripts all the same.

The recording browser has Chromium's fake microphone, which beeps. Others have none, and a browser that asks nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe import add_axe
from learner import Learner
from playwright.sync_api import Browser, BrowserContext, Page, expect
from profiles import PATIENCE
from sites import Site
from test_accessibility import assert_sound
from watch import Watch

PAGE = """---
id: one
---
# One

<quiz>
<!-- id: shout; type: say -->
A client calls across the shop.

> “You're my worker! Tell them how well I'm doing!”

[Hear it](line.mp3)

- [ ] You are warm.
  > A smile will do.
- [ ] You name *no* reason.
- [ ] You offer another time.

The limit needs no reason aloud.

Reply: **Plain.** “Good to see you. Call me Monday?”

Reply: **Light.** “Ha, I'm off the clock!”
</quiz>

<quiz>
<!-- id: who -->
Who goes first?
- [x] The client
- [ ] You
</quiz>
"""
TEXTS = {"index.md": PAGE, "two.md": "# Two\n", "line.mp3": ""}
HEARD = """
window.streams = []; window.addresses = []; window.revoked = [];
const devices = window.MediaDevices?.prototype ?? {}; // a page without an address has none
const ask = devices.getUserMedia;
devices.getUserMedia = async function (wanted) {
  const stream = await ask.call(this, wanted);
  window.streams.push(stream);
  return stream;
};
const [make, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
URL.createObjectURL = (blob) => {
  window.addresses.push([make.call(URL, blob), blob.size]);
  return window.addresses.at(-1)[0];
};
URL.revokeObjectURL = (address) => { window.revoked.push(address); revoke.call(URL, address); };
"""
LIVE = (
    "() => window.streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length"
)


@pytest.fixture
def heard(recording: Browser, site: Site) -> Iterator[Page]:
    """A page in it that keeps count of microphones and addresses; it asks nothing of anybody."""
    watch, context = Watch(), recording.new_context(reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    add_axe(context)
    context.add_init_script(HEARD)
    watch.follow(context)
    page = context.new_page()
    page.goto(site.publish(TEXTS))
    yield page
    context.close()
    assert watch.errors == []
    assert watch.strangers(site.url) == []


def saved(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("() => localStorage.getItem('coursewright:course') ?? '{}'"))
    return found


def press(page: Page, name: str) -> None:
    page.locator("cw-item").first.get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> str:
    return page.locator(".cw-recorder-said").inner_text()


def test_a_reply_is_recorded_heard_compared_and_marked(heard: Page) -> None:
    page, requests = heard, []  # type: Page, list[str]
    expect(page.get_by_role("button", name="Record yourself")).to_have_attribute("aria-describedby", "item-shout-stem")
    page.on("request", lambda request: requests.append(request.url))
    page.locator("textarea").fill("Hey! Not here.")
    press(page, "Record yourself")
    expect(page.locator(".cw-recorder-said")).to_have_text("Recording")
    assert page.evaluate(LIVE) == 1
    assert_sound(page, "recording")
    expect(page.locator(".cw-clock")).to_have_text(re.compile(r"\d:(?!00)\d\d"))
    press(page, "Stop")
    expect(page.locator(".cw-take audio")).to_be_visible()
    assert page.evaluate(LIVE) == 0
    assert said(page) == "Recorded. Listen to yourself below."
    assert page.evaluate("() => window.addresses[0][1]") > 1000
    expect(page.get_by_role("link", name="Save the recording")).to_have_attribute("download", "reply.webm")
    assert saved(page).get("items") is None
    assert_sound(page, "recorded")

    press(page, "Compare with model replies")
    expect(page.locator(".cw-replies-title")).to_be_focused()
    assert page.locator(".cw-replies > li").all_inner_texts()[1] == "Light. “Ha, I'm off the clock!”"
    assert_sound(page, "to compare")
    page.get_by_label("You name no reason.").check()
    press(page, "Keep my marks")
    expect(page.locator(".cw-result").first).to_contain_text("You ticked 1 of 3.")
    assert_sound(page, "marked")
    entry = saved(page)["items"]["shout"]
    assert (len(entry["response"]), entry.get("score")) == (1, None)
    assert "Not here" not in json.dumps(saved(page))
    assert [url for url in requests if not url.startswith("blob:")] == []
    page.get_by_label("You are warm.").click(force=True)  # it is marked, and stays so
    assert page.locator(".cw-criteria input:checked").count() == 1

    page.reload()
    expect(page.locator(".cw-result").first).to_contain_text("You ticked 1 of 3.")
    assert page.locator("textarea").input_value() == ""
    Learner(page).wait_out_double_press()
    press(page, "Say it again")
    assert saved(page)["items"] == {}
    expect(page.get_by_role("button", name="Compare with model replies")).to_be_focused()


def test_nothing_of_a_recording_is_left_when_it_is_deleted_or_the_page_is_left(heard: Page) -> None:
    press(heard, "Record yourself")
    expect(heard.locator(".cw-recording")).to_be_visible()
    press(heard, "Stop")
    heard.locator(".cw-take audio").wait_for()
    press(heard, "Delete it")
    assert said(heard) == "Deleted."
    assert heard.locator(".cw-take audio").count() == 0
    assert heard.evaluate("() => window.revoked") == [heard.evaluate("() => window.addresses[0][0]")]
    press(heard, "Record yourself")
    expect(heard.locator(".cw-recording")).to_be_visible()
    heard.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert heard.evaluate(LIVE) == 0
    heard.wait_for_timeout(100)
    assert heard.evaluate("() => window.addresses.length") == 1  # what was under way isn't kept
    assert heard.locator(".cw-recording").count() == 0


def test_a_page_without_permission_says_so_and_counts_once_it_is_marked(learner: Learner, site: Site) -> None:
    page = learner.page
    page.goto(site.publish(TEXTS))
    press(page, "Record yourself")
    expect(page.locator(".cw-recorder-said")).to_contain_text("The microphone can’t be used here.")
    page.get_by_label("The client").check()
    page.get_by_role("button", name="Submit").click()
    score = page.locator("cw-score")
    expect(score).to_contain_text("Answered: 1 / 1")
    expect(score).to_contain_text("Said aloud: 0 / 1")
    assert saved(page)["lessons"]["one"] == {"answered": 1, "right": 1, "total": 1, "done": False}
    compare = page.get_by_role("button", name="Compare with model replies")
    compare.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(score).to_contain_text("Said aloud: 1 / 1")
    assert saved(page)["lessons"]["one"] == {"answered": 1, "right": 1, "total": 1, "done": True}
    assert saved(page).get("review") is None


def test_a_browser_that_cannot_record_has_no_button_for_it(context: BrowserContext, site: Site) -> None:
    context.add_init_script("delete window.MediaRecorder")
    page = context.new_page()
    page.goto(site.publish(TEXTS))
    expect(page.locator("cw-recorder")).to_have_text(
        "This browser can’t record. Say your reply without recording it, or write it."
    )
    press(page, "Compare with model replies")
    press(page, "Keep my marks")
    expect(page.locator(".cw-result").first).to_contain_text("You ticked 0 of 3.")
    page.reload()
    expect(page.locator(".cw-result").first).to_contain_text("You ticked 0 of 3.")


def test_without_scripts_the_card_is_whole(new_context: Callable[..., BrowserContext], site: Site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site.publish(TEXTS))
    card = page.locator("cw-item").first
    assert card.get_by_role("link", name="Hear it").get_attribute("href") == "line.mp3"
    expect(page.locator("cw-recorder")).to_be_hidden()
    card.locator("textarea").fill("Hey!")
    expect(card.locator(".cw-replies")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator(".cw-replies")).to_be_visible()
    card.get_by_label("You are warm.").check()


def test_on_paper_stand_the_card_and_its_criteria(learner: Learner, site: Site) -> None:
    page = learner.page
    page.goto(site.publish(TEXTS))
    page.emulate_media(media="print")
    for selector in ("blockquote", "textarea", ".cw-criteria", ".cw-replies"):
        expect(page.locator(f"cw-item {selector}").first).to_be_visible()
    expect(page.locator("cw-recorder")).to_be_hidden()


def test_a_frame_records_where_the_page_around_it_lets_it(
    recording: Browser, site: Site, new_site: Callable[[], Site], tmp_path: Path
) -> None:
    around = new_site()
    around.folder = tmp_path
    frames = "".join(
        f'<iframe title="{allow}" src="{site.url}?embed" allow="{allow}" width="800" height="900"></iframe>'
        for allow in ("microphone", "")
    )
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>x</title>{frames}', encoding="utf-8"
    )
    site.publish(TEXTS)
    page = recording.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(around.url)
    may, must_not = page.frames[1:]
    for frame, words in ((may, "Recording"), (must_not, "The microphone can’t be used here.")):
        frame.get_by_role("button", name="Record yourself").click()
        expect(frame.locator(".cw-recorder-said")).to_contain_text(words)
    page.close()
