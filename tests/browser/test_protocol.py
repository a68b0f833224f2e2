"""What a trusted host hears of each kind of item and of a scenario, and what an unlisted one never does."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from sites import Site
from story import SHOP
from test_accessibility import _ANSWER
from waits import begun, delivered

from coursewright.kinds import KINDS
from manual import examples

_HOST = """(address) => {
  window.heard = [];
  addEventListener("message", ({ data, origin }) => heard.push({ ...data, origin }));
  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = "Lesson";
  document.body.append(frame);
}"""
_SEND = "(message) => document.querySelector('iframe').contentWindow.postMessage(message, '*')"
TEXTS = {
    "index.md": "# Home\n",
    "items.md": f"---\nid: items\n---\n# Items\n\n{examples()}\n",
    "play.md": "---\nid: play\n---\n# Play\n\n<!-- quiz: scenario shop -->\n",
    "../quizzes/scenarios/shop.md": SHOP,
}


@pytest.fixture
def page(browser: Browser) -> Any:
    context = browser.new_context()
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def heard(page: Page) -> list[dict[str, Any]]:
    delivered(page, page.frames[1])
    return [
        message for message in page.evaluate("() => heard") if message.get("type", "resize") not in ("mark", "resize")
    ]


def host(page: Page, site: Site, at: str, path: str) -> Page:
    """Open a page at an address that shows a page of the course in a frame."""
    page.goto(at)
    page.evaluate(_HOST, site.url + path)
    page.frame_locator("iframe").locator(".cw-submit:visible, .cw-stage button").first.wait_for()
    return page


def test_each_kind_tells_its_answer(page: Page, site: Site) -> None:
    site.publish(TEXTS)
    host(page, site, site.url, "items/")
    begun(page.frames[1])
    page.frames[1].evaluate(_ANSWER, ["right"])
    delivered(page, page.frames[1])
    told = [message for message in heard(page) if message["type"] == "answered"]
    kinds = page.frames[1].evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('cw-item')].map(({ dataset: { item, kind } }) =>"
        " [item, kind]))"
    )
    assert {kinds[message["id"]] for message in told if message["right"] is True} == {
        name for name, kind in KINDS.items() if not kind.self_marked
    }
    assert all({"id", "right", "score"} <= set(message) for message in told)
    assert {message["origin"] + "/" for message in told} == {site.url}
    assert [message["lesson"] for message in heard(page) if message["type"] == "completed"] == ["items"]


@pytest.mark.parametrize("choices", [True, False])
def test_a_scenario_tells_its_ending_and_its_choices_where_they_are_asked_for(
    choices: bool, page: Page, site: Site
) -> None:
    site.publish(TEXTS)
    host(page, site, site.url, "play/")
    page.wait_for_function("() => heard.some(({ type }) => type === 'ready')")
    page.evaluate(_SEND, {"protocol": "coursewright/1", "type": "config", "choices": choices})
    frame = page.frames[1]
    delivered(page, frame)
    for press in ("Start", "Look at the tray.", "Continue", "“From around.”", "Continue"):
        frame.locator(".cw-stage").get_by_role("button", name=press).click()
    told = [message for message in heard(page) if message.get("scenario") == "shop"]
    walked = ["scene", "choice", "scene", "choice", "scene"] if choices else []
    assert [message["type"] for message in told] == [*walked, "ending", "completed"]
    ending = next(message for message in told if message["type"] == "ending")
    assert (ending["scene"], ending["ending"], ending["complete"]) == ("as-agreed", "protected", True)


def test_a_stranger_hears_nothing_of_a_scenario_and_changes_nothing(page: Page, site: Site, new_site: Any) -> None:
    stranger = new_site()
    stranger.publish("# Host\n", theme="bare")
    site.publish(TEXTS)
    host(page, site, stranger.url, "play/")
    for type in ("hello", "config", "state"):
        page.evaluate(_SEND, {"protocol": "coursewright/1", "type": type, "choices": True, "state": {"version": 2}})
    frame = page.frames[1]
    for press in ("Start", "Look at the tray.", "Continue", "“From around.”", "Continue"):
        frame.locator(".cw-stage").get_by_role("button", name=press).click()
    assert heard(page) == []


def test_what_is_done_before_the_script_comes_that_tells_it_is_told_then(page: Page, site: Site) -> None:
    late: list[Route] = []
    page.route("**/frame.js*", lambda route: late.append(route))  # noqa: PLW0108 - Playwright wants its own
    site.publish(TEXTS)
    host(page, site, site.url, "play/")
    for press in ("Start", "Look at the tray.", "Continue", "“From around.”", "Continue"):
        page.frames[1].locator(".cw-stage").get_by_role("button", name=press).click()
    assert heard(page) == []
    late[0].continue_()
    page.wait_for_function("() => heard.some(({ type }) => type === 'ready')")
    page.evaluate(_SEND, {"protocol": "coursewright/1", "type": "config", "choices": True})
    delivered(page, page.frames[1])
    told = [message["type"] for message in heard(page)]
    assert told[0] == "ready"
    assert sorted(one for one in told if one != "state") == sorted(
        ["ready", "bookmark", "ending", "completed", "scene", "choice", "scene", "choice", "scene"]
    )
    assert "scenarios" in {name for one in heard(page) if one["type"] == "state" for name, _, _ in one["changes"]}
