"""Progress that is damaged, in a file or in the browser: what can be read counts, and no page goes blank."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from sites import Site
from way import KEY, Taker, complete, publish

LEFT_OUT = "Left out, because it can’t be read: "
RESPONSE = {"revision": "1", "response": ["a"]}
SLOT = {"bank": "tide", "id": "tide-1", "revision": "1", "response": ["a"]}
TRIED = {"seed": 1, "slots": [SLOT], "score": 1, "total": 4, "passed": False, "at": 1}
BAD_DATES = [1e300, 8.64e15, -1, 0, "NaN", "Infinity", "2026-01-01", None, True, [], {}, [1]]
BAD_TEXTS = [1, True, [], {}, ["a"], "x" * 1001]
BAD_RESPONSES = ["a", 1, {}, {"0": "a", "length": 1}, [1], [None], [["a"]], [{}], ["a"] * 1001, ["x" * 10001]]
BAD_COUNTS = [-1, 1.5, 1e300, "1", [], {}, True]
MUST: dict[str, tuple[str, dict[str, Any], dict[str, list[Any]]]] = {
    "items": ("answers", RESPONSE, {"revision": BAD_TEXTS, "response": BAD_RESPONSES}),
    "lessons": (
        "lessons",
        {"answered": 2, "right": 1, "total": 2},
        {"answered": BAD_COUNTS, "right": BAD_COUNTS, "total": BAD_COUNTS},
    ),
    "final": (
        "final assessment",
        {"score": 1, "total": 4, "passed": False},
        {"score": [-1, 1e300, "1", [], {}], "total": BAD_COUNTS, "passed": ["true", 1, []]},
    ),
    "review": ("review dates", {"due": 1}, {"due": BAD_DATES}),
    "course": ("date of completion", {"at": 1}, {"at": BAD_DATES}),
    "agreement": ("agreement", {"text": "a"}, {"text": [1, True, [], {}]}),
    "learner": ("name", {"text": "a"}, {"text": BAD_TEXTS}),
}
"""What an entry can't do without: by part its name for learners, a sound one, and what it can't be."""
MAY: dict[str, tuple[dict[str, Any], dict[str, list[Any]]]] = {
    "items": (RESPONSE, {"score": [2, -1, "1"], "sure": [4, "3", 1.5], "hints": BAD_COUNTS, "at": BAD_DATES}),
    "final": (
        {"score": 1, "total": 4, "passed": False},
        {"at": BAD_DATES, "slots": [1, {}, "tide-1"], "seed": [-1, "x", 1e300]},
    ),
    "review": ({"due": 1}, {"step": BAD_COUNTS}),
    "scenarios": ({}, {"path": [1, "ab", {}], "found": [1, "a", [1]], "told": [1], "change": [1, []]}),
}
"""What it can do without."""
IDS = {"final": "1", "course": "complete", "learner": "name"}
_SOUND = """(cases) => cases.map(([part, id, value]) => {
  let lost = 0;
  return [window.coursewright.sound(part, id, value, () => lost++), lost];
})"""


@pytest.fixture
def address(site: Site) -> str:
    return publish(site)


@pytest.fixture
def taker(context: BrowserContext, address: str) -> Taker:
    taker = Taker(context.new_page())
    taker.open(address + "progress/")
    return taker


Load = Callable[[object], str]


@pytest.fixture
def load(taker: Taker, tmp_path: Path) -> Load:
    """A function that brings a file, or a text, into the page, and returns what the page says of it."""

    def run(content: object) -> str:
        file = tmp_path / "progress.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        said = taker.page.locator("cw-data .cw-said")
        taker.page.locator("[data-do=import]").set_input_files(file)
        expect(said).to_contain_text(".", timeout=20000)
        return said.inner_text()

    return run


def file(state: dict[str, Any]) -> dict[str, Any]:
    return {"coursewright": "progress", "course": "course", "saved": "", "state": {"version": 2, **state}}


def sound(taker: Taker, *cases: tuple[str, str, Any]) -> list[tuple[Any, int]]:
    return [(value, lost) for value, lost in taker.page.evaluate(_SOUND, [list(case) for case in cases])]


@pytest.mark.parametrize("part", MUST)
def test_an_entry_without_what_it_needs_is_none(part: str, taker: Taker) -> None:
    _, entry, bad = MUST[part]
    name = IDS.get(part, "x")
    assert sound(taker, (part, name, entry)) == [(entry, 0)]
    cases = [(part, name, {**entry, field: value}) for field, values in bad.items() for value in values]
    cases += [(part, name, {key: value for key, value in entry.items() if key != field}) for field in bad]
    cases += [(part, name, value) for value in (None, 1, "a", [], [entry], {}, True)]
    assert [case for case, (found, _) in zip(cases, sound(taker, *cases), strict=True) if found is not None] == []


@pytest.mark.parametrize("part", MAY)
def test_what_an_entry_can_do_without_is_left_out_of_it_alone(part: str, taker: Taker) -> None:
    entry, bad = MAY[part]
    cases = [(part, IDS.get(part, "x"), {**entry, field: value}) for field, values in bad.items() for value in values]
    found = sound(taker, *cases)
    assert [case for case, (left, _) in zip(cases, found, strict=True) if left != entry] == []
    given = [next((value for field, value in case[2].items() if field not in entry)) is not None for case in cases]
    assert [lost > 0 for _, lost in found] == given


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("final", "0"), ("final", "01"), ("final", "1e3"), ("final", "99999999999999999999"), ("final", "currents"),
        ("course", "other"), ("learner", "email"), ("odd", "x"), ("constructor", "x"), ("__proto__", "x"),
    ],
)  # fmt: skip
def test_ids_and_parts_that_nobody_has_are_none(part: str, name: str, taker: Taker) -> None:
    assert sound(taker, (part, name, {**TRIED, "due": 1, "text": "a"})) == [(None, 0)]


def test_slots_and_steps_that_are_sound_stay(taker: Taker) -> None:
    odd = {**SLOT, "response": [1]}
    (final, lost), (scenario, cut) = sound(
        taker,
        ("final", "1", {**TRIED, "slots": [SLOT, odd, 1, {"bank": "tide"}, SLOT]}),
        ("scenarios", "s", {"path": [["a", "b"], ["c"], ["d", "e"]], "complete": True}),
    )
    assert final["slots"] == [SLOT, {key: value for key, value in SLOT.items() if key != "response"}, SLOT]
    assert (scenario, lost > 0, cut) == ({"path": [["a", "b"]], "complete": True}, True, 1)


# --- files


def test_a_file_is_taken_but_for_what_cannot_be_read_and_that_is_said(taker: Taker, load: Load) -> None:
    good = {part: {IDS.get(part, "x"): entry} for part, (_, entry, _) in MUST.items()}
    bad = {part: {"bad": 1} for part in MUST}
    said = load(file({part: {**good[part], **bad[part]} for part in MUST}))
    assert said.startswith(f"Done. Taken from the file: {len(MUST)}. {LEFT_OUT}")
    assert said.endswith(": " + ", ".join(f"{name} (1)" for name, _, _ in MUST.values()) + ".")
    assert taker.storage() == {"version": 2, **good}


def test_dates_that_no_calendar_has_are_left_out_and_every_page_works(taker: Taker, load: Load, address: str) -> None:
    state = complete(course={"complete": {"at": 1e300}}, review={"a-one": {"due": 1e300, "step": 0}})
    assert load(file(state)).endswith(f"{LEFT_OUT}date of completion (1), review dates (1).")
    works(taker, address)


NASTY: dict[str, str] = {
    "deep nesting": '{"version":2,"items":{"x":{"revision":"1","response":' + "[" * 60000 + "]" * 60000 + "}}}",
    "a deep part": '{"version":2,"odd":' + '{"a":' * 60000 + "1" + "}" * 60000 + "}",
    "prototypes": '{"version":2,"__proto__":{"x":{"due":1}},"items":{"__proto__":{"revision":"1","response":["a"]}}}',
    "numbers without end": '{"version":2,"review":{"x":{"due":1e999}},"course":{"complete":{"at":-1e999}}}',
    "lists for parts": '{"version":2,"items":{},"lessons":[1],"final":[{"score":1}],"review":"x","course":null}',
    "a long id": json.dumps({"version": 2, "review": {"x" * 201: {"due": 1}}}),
}


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_left_out(name: str, taker: Taker, load: Load, address: str) -> None:
    said = load(f'{{"coursewright":"progress","course":"course","state":{NASTY[name]}}}')
    assert LEFT_OUT in said
    assert said.startswith("Nothing in the file is new.")
    assert taker.storage() is None
    assert taker.page.evaluate("() => ({}).due ?? ({}).revision ?? null") is None
    works(taker, address)


def test_markup_and_nul_are_a_text_like_any_other(taker: Taker, load: Load, address: str) -> None:
    odd = "\u0000<img src=x onerror=alert(1)>"
    assert load(file(complete(learner={"name": {"text": odd}}, agreement={"x": {"text": odd}}))).startswith("Done.")
    taker.open(address + "certificate/")
    assert "<img src=x" in str(taker.page.locator("[data-fill=name]").text_content())
    assert taker.page.locator(".cw-paper img").count() == 0


def test_ten_thousand_answers_are_taken_and_no_page_waits_for_them(taker: Taker, load: Load, address: str) -> None:
    items = {f"item-{number}": {"revision": "1", "response": ["a"], "at": 1} for number in range(10000)}
    content = file({"items": items})
    assert load(content) == "Done. Taken from the file: 10000."
    taker.reload()
    assert load(content) == "Nothing in the file is new."
    works(taker, address)


def test_more_entries_than_any_course_has_are_left_out(load: Load) -> None:
    said = load(file({"review": {str(number): {"due": 1} for number in range(200000)}}))
    assert said == f"Done. Taken from the file: 20000. {LEFT_OUT}review dates (180000)."


def test_what_there_is_no_room_for_is_not_called_taken(taker: Taker, load: Load) -> None:
    taker.put(lessons={"b": {"answered": 1, "right": 1, "total": 1, "done": True}})
    before = taker.storage()
    lines = {f"line-{number}": {"text": "é" * 900000} for number in range(6)}
    taker.page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    said = load(file({"learner": {"name": {"text": "Ann"}}, "agreement": {"x": {"text": "a"}}}))
    assert said == "It couldn’t be kept: this browser doesn’t allow saving, or has no room for it."
    assert len(json.dumps(file({"agreement": lines}), ensure_ascii=False)) > 5e6
    assert load(json.dumps(file({"agreement": lines}))) == "This file isn’t readable. Nothing was changed."
    taker.reload()
    assert taker.storage() == before


# --- the browser's own store


def works(taker: Taker, address: str) -> None:
    """Every page of the path shows what it is for."""
    taker.open(address + "review/")
    expect(taker.page.locator("cw-review .cw-live")).to_contain_text("due", ignore_case=True)
    taker.open(address + "progress/")
    expect(taker.page.locator("cw-progress .cw-sum")).to_contain_text("steps of the core are done.")
    assert taker.page.locator("cw-data .cw-live").is_visible()
    taker.open(address + "final/")
    expect(taker.page.locator("cw-final .cw-press").first).to_be_visible()
    taker.open(address + "agreement/")
    expect(taker.page.locator(".cw-keep")).to_be_visible()
    taker.open(address + "certificate/")
    expect(taker.page.locator(".cw-missing, .cw-award").locator("visible=true")).to_have_count(1)
    taker.open(address + "a/")
    assert taker.counts() == (0, 0)


STORED: dict[str, dict[str, Any]] = {
    "dates out of range": complete(
        course={"complete": {"at": 1e300}}, review={"a-one": {"due": 1e300, "step": 0}, "a-two": {"due": 9e15}}
    ),
    "texts that are none": complete(learner={"name": {"text": {}}}, agreement={"x": {"text": [1]}}),
    "attempts that are none": complete(final={"1": {"slots": [1, None, {}]}, "current": {"slots": [None]}, "x": {}}),
    "responses that are none": complete(
        final={"1": {**TRIED, "slots": [{**SLOT, "response": 5}, {**SLOT, "response": {"a": 1}}]}},
        items={"a-one": {"revision": 1, "response": 5}},
    ),
    "lists for parts": {part: [1, None, {}] for part in MUST if part != "items"},
    "nothing but null": {part: {"x": None, "1": None, "complete": None, "name": None} for part in MUST},
}


@pytest.mark.parametrize("name", STORED)
def test_a_damaged_record_in_the_browser_blanks_no_page(name: str, taker: Taker, address: str) -> None:
    taker.put(**STORED[name])
    works(taker, address)


def test_an_answer_that_does_not_fit_is_no_question_among_the_results(taker: Taker, address: str) -> None:
    taker.open(address + "final/")
    taker.press("Start the final assessment")
    asked = taker.take([True, True, True, True])
    final = taker.final()
    final["1"]["slots"][0]["response"] = ["no-such-choice"]
    del final["1"]["slots"][1]["response"]
    taker.put(final=final)
    taker.reload()
    assert taker.verdicts() == dict.fromkeys(asked[2:], "Correct answer!")
    assert taker.page.get_by_text("This question has changed since.").count() == 2
    assert taker.page.locator("cw-final .cw-submit").locator("visible=true").count() == 0


def test_a_new_attempt_takes_no_earlier_ones_place(taker: Taker, address: str) -> None:
    for last, following in (("2", "3"), ("9999", "1")):
        taker.put(final={last: {"score": 1, "total": 4, "passed": False}})
        taker.open(address + "final/")
        taker.press(f"Start attempt {following}" if following != "1" else "Start the final assessment")
        taker.take([True, True, True, True])
        assert [taker.final()[n]["score"] for n in (last, following)] == [1, 4]


def test_the_outline_shows_no_count_that_is_none(taker: Taker, address: str) -> None:
    taker.put(lessons={"a": {"answered": 1, "right": {"<b>": 1}, "total": [2], "done": True}})
    taker.open(address)
    assert taker.page.evaluate("key => localStorage.getItem(key)", KEY)
    marks = taker.page.locator(".cw-outline .cw-progress")
    assert marks.all_text_contents() == [""]  # that it was done holds, and no count does
