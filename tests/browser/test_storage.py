"""Storage that is blocked, full, broken or newer than the player: items work, and nobody's answers are destroyed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from learner import NOTICE, RIGHT, WRONG, Learner
from playwright.sync_api import BrowserContext
from profiles import Profiles
from sites import Site

KEY = "coursewright:course"
NAMES = ("sum", "constructor", "toString", "valueOf")
"""Ids that an author may give; every JavaScript object has three of them already."""
PAGE = "".join(
    f"""
<quiz>
<!-- id: {name} -->
What is {at} and {at}?
- [x] It is {at + at}
  > Count on your fingers.
- [ ] It is {at + at + 1}
  > Count on your fingers.
</quiz>
"""
    for at, name in enumerate(NAMES, 1)
)
BLOCK = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("Access is denied for this document.", "SecurityError"); },
});"""
REFUSE = """Storage.prototype.setItem = () => { throw new DOMException("Full.", "QuotaExceededError"); };"""


@pytest.fixture(scope="module")
def browser(at_once: Profiles) -> Profiles:
    return at_once


@pytest.fixture
def address(site: Site) -> str:
    return site.publish(PAGE, theme="bare")


def works(learner: Learner) -> None:
    """Answer every item, right and wrong by turns, then take one back."""
    learner.answer_all({name: [f"It is {at + at + at % 2}"] for at, name in enumerate(NAMES, 1)})
    assert list(learner.verdicts().values()) == [WRONG, RIGHT, WRONG, RIGHT]
    assert learner.counts() == (4, 2)
    learner.wait_out_double_press()
    learner.answer_all({"constructor": []})  # takes it back
    assert learner.counts() == (3, 1)
    learner.answer_all({"constructor": ["It is 4"]})
    assert learner.counts() == (4, 2)


def noticed(learner: Learner) -> bool:
    return learner.page.locator("cw-score").get_by_text(NOTICE).is_visible()


def raw(learner: Learner, key: str = KEY) -> str | None:
    found: str | None = learner.page.evaluate("key => localStorage.getItem(key)", key)
    return found


def put(learner: Learner, address: str, text: str) -> None:
    """Have this text in the storage before the player runs."""
    if learner.page.url != address:
        learner.open(address)
    learner.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    learner.reload()


def test_storage_that_works_needs_no_notice(learner: Learner, address: str) -> None:
    learner.open(address)
    works(learner)
    assert not noticed(learner)
    learner.reload()
    assert learner.counts() == (4, 2)


def test_blocked_storage(learner: Learner, address: str) -> None:
    learner.page.add_init_script(BLOCK)
    learner.open(address)
    assert noticed(learner)
    works(learner)
    assert learner.page.get_by_text(NOTICE).count() == 1
    learner.reset_page()
    assert learner.counts() == (0, 0)
    learner.answer("sum", "It is 2")
    learner.reload()
    assert learner.counts() == (0, 0)


def test_storage_that_refuses_to_write(learner: Learner, address: str) -> None:
    learner.page.add_init_script(REFUSE)
    learner.open(address)
    assert not noticed(learner)
    works(learner)
    assert noticed(learner)
    assert learner.page.get_by_text(NOTICE).count() == 1


def test_full_storage_keeps_what_it_holds_and_takes_the_rest_when_there_is_room(learner: Learner, address: str) -> None:
    learner.open(address)
    learner.answer("sum", "It is 2")
    learner.page.evaluate(
        """() => {
          let size = 2 ** 22;
          for (let at = 0; size >= 1; at++) {
            try { localStorage.setItem("filler" + at, "x".repeat(size)); } catch { size /= 2; }
          }
        }"""
    )
    learner.answer("constructor", "It is 4")
    assert learner.counts() == (2, 2)
    assert noticed(learner)
    assert list(learner.storage()["items"]) == ["sum"]

    learner.page.evaluate(
        """() => {
          for (const key of Object.keys(localStorage)) if (key.startsWith("filler")) localStorage.removeItem(key);
        }"""
    )
    learner.answer("toString", "It is 6")
    assert not noticed(learner)
    learner.reload()
    assert learner.counts() == (3, 3)


def test_reset_reaches_a_full_storage(learner: Learner, address: str) -> None:
    learner.open(address)
    learner.answer("sum", "It is 2")
    learner.page.evaluate(
        """() => {
          const plain = Storage.prototype.setItem;
          Storage.prototype.setItem = function (key, text) {
            if (text.length > (this.getItem(key) ?? "").length) throw new DOMException("Full.", "QuotaExceededError");
            plain.call(this, key, text);
          };
        }"""
    )
    learner.answer("constructor", "It is 4")
    learner.reset_page()
    learner.reload()
    assert learner.counts() == (0, 0)


BROKEN: dict[str, str] = {
    "not JSON": "{",
    "empty": "",
    "null": "null",
    "a number": "7",
    "a text": '"7"',
    "true": "true",
    "an array": "[]",
    "no version": '{"items": {}}',
    "an old version": '{"version": 0, "items": {}}',
    "a version in words": '{"version": "first", "items": {}}',
    "no items": '{"version": 1}',
    "items null": '{"version": 1, "items": null}',
    "items in an array": '{"version": 2, "items": [1, 2]}',
    "items a text": '{"version": 2, "items": "sum"}',
    "between two versions": '{"version": 1.5, "items": {}}',
    "a number too big": '{"version": -1e999, "items": {}}',
}


def test_unreadable_state_is_kept_aside_and_items_work(learner: Learner, address: str) -> None:
    for name, text in BROKEN.items():
        put(learner, address, text)
        assert learner.counts() == (0, 0), name
        works(learner)
        assert not noticed(learner), name
        assert raw(learner, f"{KEY}:unreadable") == text, name
        learner.reload()
        assert learner.counts() == (4, 2), name


def test_unreadable_state_that_cannot_be_kept_aside_stays_where_it_is(learner: Learner, address: str) -> None:
    learner.page.add_init_script(f'if (localStorage.getItem("{KEY}")) {REFUSE}')
    put(learner, address, "{")
    works(learner)
    assert noticed(learner)
    assert raw(learner) == "{"


def wrong_answers(revision: str, choice: str) -> dict[str, Any]:
    return {
        "null": None,
        "a number": 7,
        "a text": choice,
        "an array": [revision, [choice]],
        "an empty object": {},
        "no response": {"revision": revision},
        "a response that is no list": {"revision": revision, "response": choice},
        "an object for a list": {"revision": revision, "response": {"0": choice, "length": 1}},
        "numbers in the list": {"revision": revision, "response": [0]},
        "null in the list": {"revision": revision, "response": [None]},
        "lists in the list": {"revision": revision, "response": [[choice]]},
        "an empty list": {"revision": revision, "response": []},
        "an unknown choice": {"revision": revision, "response": ["no-such-choice"]},
        "one known, one unknown": {"revision": revision, "response": [choice, "no-such-choice"]},
        "twice the same": {"revision": revision, "response": [choice, choice]},
        "another revision": {"revision": "0" * 12, "response": [choice]},
        "no revision": {"response": [choice]},
    }


def test_an_answer_of_a_wrong_shape_leaves_the_item_open_and_untouched(learner: Learner, address: str) -> None:
    learner.open(address)
    revisions = learner.page.locator("cw-item").evaluate_all("(items) => items.map((item) => item.dataset.revision)")
    choices = [learner.inputs(name).first.input_value() for name in NAMES]
    for shape in wrong_answers("", ""):
        items = {
            name: wrong_answers(revision, choice)[shape]
            for name, revision, choice in zip(NAMES, revisions, choices, strict=True)
        }
        put(learner, address, json.dumps({"version": 2, "items": items}))
        assert learner.counts() == (0, 0), shape
        assert all(not seen.chosen and seen.verdict is None for seen in learner.seen().values()), shape
        works(learner)
        learner.reload()
        assert learner.counts() == (4, 2), shape


def test_both_radios_of_an_item_cannot_have_been_the_answer(learner: Learner, address: str) -> None:
    learner.open(address)
    revision = learner.item("sum").get_attribute("data-revision")
    both = [learner.inputs("sum").nth(at).input_value() for at in (0, 1)]
    put(learner, address, json.dumps({"version": 2, "items": {"sum": {"revision": revision, "response": both}}}))
    assert learner.seen()["sum"].chosen == ()
    assert learner.verdict("sum") is None


def test_a_prototype_key_among_the_answers_is_only_a_key(learner: Learner, address: str) -> None:
    learner.open(address)
    revision = learner.item("constructor").get_attribute("data-revision")
    answer = {"revision": revision, "response": [learner.inputs("constructor").first.input_value()]}
    text = json.dumps({"version": 2, "items": {"__proto__": {"polluted": answer, "constructor": answer}}})
    put(learner, address, text)
    assert learner.counts() == (0, 0)
    works(learner)
    assert learner.page.evaluate("() => ({}).polluted") is None
    assert '"__proto__":{"polluted"' in (raw(learner) or "")  # not ours, so it is still there


def test_what_else_the_course_keeps_in_the_state_stays_there(learner: Learner, address: str) -> None:
    lessons = {"one": {"right": 1, "total": 2}}
    put(learner, address, json.dumps({"lessons": lessons, "version": 2, "items": {}}))
    works(learner)
    learner.reset_page()
    assert without_review(learner) == {"version": 2, "items": {}, "lessons": lessons}


def without_review(learner: Learner) -> object:
    """Return the saved state but for what is to come back when, which the clock decides."""
    return {part: value for part, value in learner.storage().items() if part != "review"}


STATES = Path(__file__).with_name("states")


@pytest.mark.parametrize("version", [1])
def test_the_state_of_an_older_version_is_brought_up_to_this_one(learner: Learner, address: str, version: int) -> None:
    """The files hold what that version wrote for the page above, and what it becomes with the next answer."""
    put(learner, address, (STATES / f"{version}.json").read_text(encoding="utf-8"))
    assert learner.verdict("sum") == RIGHT
    assert learner.verdict("constructor") == WRONG
    assert learner.counts() == (2, 1)
    learner.answer("toString", "It is 7")
    state: Any = without_review(learner)
    assert state["items"]["toString"].pop("at") > 1_700_000_000_000
    assert state == json.loads((STATES / f"{version}-brought-up.json").read_text(encoding="utf-8"))
    assert raw(learner, f"{KEY}:unreadable") is None


NEWER = [
    '{"version": 3, "items": {"sum": {"r": 1}}, "more": [1, 2]}',
    '  {"items": [], "version": 2.5}',
    '{"version": "3"}',
    '{"version": 99999999999}',
]


@pytest.mark.parametrize("text", NEWER)
def test_a_newer_version_is_left_byte_for_byte_alone(learner: Learner, address: str, text: str) -> None:
    put(learner, address, text)
    assert noticed(learner)
    works(learner)
    learner.reset_page()
    learner.answer("sum", "It is 2")
    assert learner.verdict("sum") == RIGHT
    assert raw(learner) == text
    assert raw(learner, f"{KEY}:unreadable") is None


def test_a_newer_version_that_comes_meanwhile_is_left_alone_too(learner: Learner, address: str) -> None:
    learner.open(address)
    learner.answer("sum", "It is 2")
    learner.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, NEWER[0]])
    learner.answer("constructor", "It is 4")
    assert noticed(learner)
    assert learner.counts() == (2, 2)
    assert raw(learner) == NEWER[0]


def heard(tab: Learner, name: str, *, gone: bool = False) -> None:
    """Wait until a tab's process has heard what another one has written, which takes a browser some milliseconds."""
    has = "Object.hasOwn(JSON.parse(localStorage.getItem(key))?.items ?? {}, name)"
    tab.page.wait_for_function(f"([key, name]) => {'!' if gone else ''}{has}", arg=[KEY, name])


def test_two_tabs_that_answer_different_items_lose_nothing(context: BrowserContext, address: str) -> None:
    one, two = Learner(context.new_page()), Learner(context.new_page())
    one.open(address)
    two.open(address)
    tabs = [one, two]
    for name, text in (("sum", "It is 2"), ("constructor", "It is 5"), ("toString", "It is 6"), ("valueOf", "It is 8")):
        tabs[0].answer_all({name: [text]})
        heard(tabs[1], name)
        tabs.reverse()
    two.wait_out_double_press()
    two.answer_all({"constructor": []})  # takes it back
    heard(one, "constructor", gone=True)
    for tab in (one, two):
        tab.reload()
        assert tab.verdicts() == {"sum": RIGHT, "constructor": None, "toString": RIGHT, "valueOf": RIGHT}
        assert tab.counts() == (3, 3)


def test_two_tabs_lose_nothing_when_the_storage_was_full_for_one_of_them(context: BrowserContext, address: str) -> None:
    one, two = Learner(context.new_page()), Learner(context.new_page())
    one.open(address)
    two.open(address)
    one.page.evaluate(f"() => {{ window.plain = Storage.prototype.setItem; {REFUSE} }}")
    one.answer_all({"sum": ["It is 2"]})
    two.answer_all({"constructor": ["It is 4"]})
    heard(one, "constructor")
    one.page.evaluate("() => { Storage.prototype.setItem = window.plain }")
    one.answer_all({"toString": ["It is 6"]})
    heard(two, "toString")
    two.reload()
    assert two.counts() == (3, 3)


def test_an_answer_is_written_before_the_verdict_is_shown(learner: Learner, address: str) -> None:
    learner.open(address)
    learner.page.evaluate(
        """() => {
          const plain = Storage.prototype.setItem;
          Storage.prototype.setItem = function (...given) {
            window.shownAtWrite = !!document.querySelector(".cw-result .cw-verdict");
            return plain.apply(this, given);
          };
        }"""
    )
    learner.answer("sum", "It is 2")
    assert learner.page.evaluate("() => window.shownAtWrite") is False


@pytest.mark.parametrize("way", ["name", "address"])
def test_two_courses_without_an_id_keep_their_answers_apart(way: str, learner: Learner, site: Site) -> None:
    """Though one host serves both, and though both have items of the same id and content."""
    config = {
        "name": ({"site_name": "One"}, {"site_name": "Two"}),
        "address": ({"site_url": "https://example.org/one/"}, {"site_url": "https://example.org/two/"}),
    }[way]
    one, two = ({"extra": {"generator": False}, **own} for own in config)
    old = json.dumps({"version": 2, "items": {"sum": {"revision": "1", "response": []}}})
    learner.open(site.publish(PAGE, config=one))
    learner.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, old])
    works(learner)
    learner.open(site.publish(PAGE, config=two))
    assert learner.counts() == (0, 0)
    learner.answer_all({"sum": ["It is 2"]})
    learner.open(site.publish(PAGE, config=one))
    assert learner.counts() == (4, 2)
    learner.open(site.publish(PAGE, config=two))
    assert learner.counts() == (1, 1)
    assert raw(learner) == old  # an earlier version wrote it: nobody knows for which of the two
