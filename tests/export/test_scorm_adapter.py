"""SCORM's adapters with an LMS that misbehaves, without a browser: what it refuses is told again, or never."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
from test_codec import a_state, digest, facts

from node import in_node

HOST = files("coursewright") / "export" / "host"
PLAYER = files("coursewright") / "render" / "player"
RUN = """
const { readFileSync } = require("fs");
const [folder, player] = process.argv.slice(1);
const { edition, steps, state, facts, kept, journal, hostile, clock } = JSON.parse(readFileSync(0, "utf8"));
if (clock) Date.now = () => clock;
globalThis.window = globalThis;
window.parent = window;
const listeners = {};
globalThis.addEventListener = (name, run) => (listeners[name] = run);
const storage = new Map(Object.entries(journal ?? {}));
globalThis.localStorage = {
  getItem(key) { if (hostile.blocked) throw new Error("blocked"); return storage.get(key) ?? null; },
  setItem(key, value) { if (hostile.blocked) throw new Error("blocked"); storage.set(key, value); },
  removeItem(key) { if (hostile.blocked) throw new Error("blocked"); storage.delete(key); },
};
const prefix = edition === "12" ? "LMS" : "";
let code = 0;
let commits = 0;
let leaving = false;
const cmi = { ...kept };
const committed = {};
const api = {
  Initialize: () => "true",
  Terminate: () => "true",
  GetLastError: () => String(code),
  GetValue(element) {
    if (!(element in cmi) && hostile.unset) throw new Error("unset");
    code = element in cmi ? 0 : 403;
    return cmi[element] ?? "";
  },
  SetValue(element, value) {
    code = 0;
    if (element.endsWith("suspend_data") && value.length > (hostile.cap ?? Infinity)) return (code = 405), "false";
    if ((hostile.never ?? []).some((name) => element.includes(name))) return (code = 401), "false";
    cmi[element] = value;
    return "true";
  },
  Commit() {
    if (hostile.commit && commits++ % 2 === 0) return (code = 101), "false";
    if (!(hostile.lost && leaving)) Object.assign(committed, cmi);
    return "true";
  },
};
const names = { Terminate: edition === "12" ? "Finish" : "Terminate" };
window[edition === "12" ? "API" : "API_1484_11"] =
  Object.fromEntries(Object.entries(api).map(([name, run]) => [prefix + (names[name] ?? name), run]));
const timers = [];
globalThis.setTimeout = (run, wait) => timers.push([run, wait]);
globalThis.clearTimeout = (id) => { if (timers[id - 1]) timers[id - 1][0] = () => {}; };
for (const name of ["codec", "host", "responses", "scorm", `scorm${edition}`]) {
  eval(readFileSync(`${name === "codec" ? player : folder}/${name}.js`, "utf8"));
}
const lms = window.coursewrightLms;
const said = [];
const result = { complete: false, passed: false, score: 50, progress: 0.5 };
(async () => {
  const begun = await lms.start({ facts, say: (text) => said.push(text) });
  const waits = [];
  const tick = () => {
    const [run, wait] = timers.splice(0, timers.length).at(-1) ?? [() => {}, -1];
    waits.push(wait);
    run();
  };
  for (const [step, ...given] of steps) {
    if (step === "save") lms.save(given[1] ?? state, { ...result, ...given[0] });
    else if (step === "answered") lms.answered(given[0], facts.items[given[0].id]);
    else if (step === "tick") tick();
    else if (step === "end") lms.end((leaving = true));
    else if (step === "elsewhere") listeners.storage({ key: given[0], newValue: given[1] });
    else if (step === "stored") storage.set(given[0], given[1]);
    else lms[step](...given);
  }
  const read = coursewrightCodec.decode(committed["cmi.suspend_data"] ?? "", facts)?.state ?? null;
  const kept = Object.fromEntries(storage);
  console.log(JSON.stringify({ begun, said, committed, read, waits, journal: kept, log: lms.log }));
})();
"""
ANSWER = {"id": "item-0", "score": 1, "latency": 1500}
LEARNER = {"cmi.core.student_id": "one", "cmi.learner_id": "one"}


def run(edition: str, *steps: list[Any], kept: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    asked = {
        "edition": edition,
        "steps": steps,
        "hostile": {},
        "kept": LEARNER | (kept or {}),
        "facts": facts(),
        **more,
    }
    asked["facts"] = {"room": {"12": 4096, "2004": 64000}[edition], "least": 4096} | asked["facts"]
    asked.setdefault("state", a_state(asked["facts"]))
    found: dict[str, Any] = in_node(RUN, HOST, PLAYER, asked=asked)
    return found


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_what_is_refused_is_told_until_it_is_taken(edition: str) -> None:
    found = run(edition, ["save"], ["tick"], ["tick"], hostile={"commit": True})
    assert found["read"]["items"]
    assert "doesn’t answer" in found["said"][-2]
    assert found["said"][-1] == ""
    assert found["journal"] == {}


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_the_last_word_is_tried_twice_and_waits_in_the_journal(edition: str) -> None:
    found = run(edition, ["tick"], ["save"], ["end"], hostile={"commit": True})
    assert found["read"]["items"]
    assert [call["name"] for call in found["log"]][-1] == "finish"


def test_a_platform_that_keeps_less_than_its_standard_says_gets_less() -> None:
    known = facts(400, 60)
    state = a_state(known)
    found = run("2004", ["save"], ["tick"], facts=known, state=state, hostile={"cap": 64000})
    assert len(found["committed"]["cmi.suspend_data"]) > 8000
    known = facts(130, 20)
    state = {**a_state(known), "review": {name: {"due": 1.8e12, "step": 1} for name in known["items"]}}
    roomy = run("2004", ["save"], ["tick"], facts=known, state=state)
    assert len(roomy["committed"]["cmi.suspend_data"]) > 4096
    tight = run("2004", ["save"], ["tick"], ["tick"], facts=known, state=state, hostile={"cap": 4096})
    assert len(tight["committed"]["cmi.suspend_data"]) <= 4096
    for name, entry in roomy["read"]["items"].items():
        assert tight["read"]["items"][name]["response"] == entry["response"]
    assert tight["said"][-1] == ""


@pytest.mark.parametrize(("edition", "cap"), [("12", 4096), ("2004", 64000), ("2004", 4096)])
def test_where_there_are_more_answers_than_fit_the_browser_keeps_all_and_the_learner_is_told(
    edition: str, cap: int
) -> None:
    """A platform's room is the least that a package may count on; what was kept here comes back here."""
    known = facts(9000 if cap == 64000 else 900, 2)
    state = a_state(known)
    steps = [["goTo", "b.html"], ["save"], ["tick"], ["tick"], ["goTo", "c.html"], ["tick"], ["end"]]
    first = run(edition, *steps, facts=known, state=state, hostile={"cap": cap})
    told = first["committed"]["cmi.suspend_data"]
    assert cap - 60 < len(told) <= cap
    assert "has room for only some" in first["said"][-1]
    assert len(first["read"]["items"]) < len(state["items"])
    kept = first["committed"] | LEARNER
    again = run(edition, ["tick"], facts=known, kept=kept, journal=first["journal"], hostile={"cap": cap})
    restored = again["begun"]["state"]["items"]
    assert {name: entry["response"] for name, entry in restored.items()} == {
        name: entry["response"] for name, entry in state["items"].items()
    }
    elsewhere = run(edition, ["tick"], facts=known, kept=kept, hostile={"cap": cap})
    assert elsewhere["begun"]["state"]["items"].keys() == first["read"]["items"].keys()
    anew = run(edition, ["tick"], facts=known, journal=first["journal"], hostile={"cap": cap})
    assert anew["begun"]["state"] == {}, "another attempt begins anew"


@pytest.mark.parametrize(("edition", "cap"), [("12", 4096), ("2004", 4096)])
@pytest.mark.parametrize("last", [[["tick"]], [["end"]]], ids=["open", "left"])
def test_answers_without_room_outlive_a_visit_in_another_browser(edition: str, cap: int, last: list[list[Any]]) -> None:
    known = facts(900, 2)
    *_, changed, fresh = (name for name, item in known["items"].items() if item["kind"] == "single")
    items = a_state(known)["items"]
    limits: dict[str, Any] = {"facts": known, "hostile": {"cap": cap}}
    state = {"items": {name: entry for name, entry in items.items() if name != fresh}}
    told_first = [answer_to(0), ["goTo", "a.html"], ["save"], ["tick"], ["tick"], answer_to(1), *last]
    first = run(edition, *told_first, state=state, clock=MORNING, **limits)
    kept = visited(first["committed"]) | LEARNER
    response = [next(one for one in known["items"][changed]["choices"] if one not in items[changed]["response"])]
    anew = {**items[changed], "response": response}
    there = run(edition, clock=NOON - 5000, kept=kept, **limits)["begun"]["state"]["items"]
    state = {"items": {**there, changed: anew, fresh: items[fresh]}}
    steps = [["goTo", "b.html"], answer_to(3), ["save"], ["tick"], ["tick"], ["end"]]
    other = run(edition, *steps, state=state, clock=NOON, kept=kept, **limits)
    assert {changed, fresh} <= set(other["read"]["items"])
    kept = visited(other["committed"]) | LEARNER
    back = run(edition, ["tick"], ["tick"], kept=kept, journal=first["journal"], clock=NOON + 5000, **limits)
    found = {name: entry["response"] for name, entry in back["begun"]["state"]["items"].items()}
    assert found == {name: (anew if name == changed else items[name])["response"] for name in items}
    assert back["begun"]["location"] == "b.html"
    assert told(back["committed"]) == told(other["committed"]), "what arrived is not told twice"
    assert "has room for only some" in back["said"][-1]
    later = run(edition, kept=visited(back["committed"]) | LEARNER, journal=back["journal"], **limits)
    assert set(later["begun"]["state"]["items"]) == set(items)
    again = run(edition, journal=back["journal"], **limits)
    assert (again["begun"]["state"], again["journal"]) == ({}, {}), "another attempt begins anew"


def test_where_not_even_the_lessons_fit_the_browser_keeps_all() -> None:
    known = {**facts(10, 0), "lessons": {f"lesson-{number}": digest("lesson", str(number)) for number in range(900)}}
    found = run("12", ["save"], ["tick"], ["end"], facts=known, hostile={"cap": 4096})
    assert "cmi.suspend_data" not in found["committed"]
    assert "has room for only some" in found["said"][-1]
    assert len(next(iter(found["journal"].values()))) > 4096


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_a_platform_without_interactions_keeps_all_else(edition: str) -> None:
    state = a_state(facts())
    answer = {**ANSWER, "response": state["items"]["item-0"]["response"]}
    found = run(edition, ["answered", answer], ["save"], ["tick"], hostile={"never": ["interactions"]}, state=state)
    assert found["read"]["items"]
    assert found["said"][-1] == ""
    assert not any("interactions" in name for name in found["committed"])
    assert {call["code"] for call in found["log"] if "interactions" in call["given"][0]} == {401, 403}


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_a_platform_that_raises_for_what_isnt_set_is_one_like_others(edition: str) -> None:
    found = run(edition, ["save"], ["tick"], hostile={"unset": True})
    assert found["read"]["items"]
    assert found["begun"]["state"] == {}
    assert {call["code"] for call in found["log"]} == {0, -1}


@pytest.mark.parametrize(
    ("edition", "status", "passed"),
    [("12", "cmi.core.lesson_status", "passed"), ("2004", "cmi.completion_status", "completed")],
)
def test_a_platform_that_doesnt_say_its_status_never_hears_that_a_learner_has_fallen_back(
    edition: str, status: str, passed: str
) -> None:
    first = run(edition, ["tick"], ["save"], ["tick"])
    assert first["committed"][status] == "incomplete"
    kept = {"cmi.suspend_data": first["committed"]["cmi.suspend_data"]}
    assert status not in run(edition, ["tick"], ["end"], kept=kept)["committed"]
    done = {"complete": True, "passed": True, "score": 100, "progress": 1}
    assert run(edition, ["save", done], ["tick"], kept=kept)["committed"][status] == passed


def test_a_preview_is_told_at_once_and_only_where_nothing_has_begun() -> None:
    mode, status = {"cmi.core.lesson_mode": "browse"}, "cmi.core.lesson_status"
    assert run("12", kept=mode)["committed"][status] == "browsed"
    known = run("12", ["save"], ["tick"])["committed"]["cmi.suspend_data"]
    for begun in ({"cmi.suspend_data": known}, {status: "incomplete"}, {status: "passed"}):
        found = run("12", ["save"], ["end"], kept=mode | begun)
        assert not [call for call in found["log"] if call["name"] in ("set", "commit")]


def test_without_a_journal_an_answer_is_delivered_at_once() -> None:
    assert run("12", ["save"], ["tick"])["waits"] == [1000]
    assert run("12", ["save"], ["tick"], hostile={"blocked": True})["waits"] == [0]


def test_of_two_states_the_newer_counts_and_the_other_fills_it_up() -> None:
    known = facts()
    first = run("12", ["save"], ["tick"], state={"items": {"item-0": a_state(known)["items"]["item-0"]}})
    kept = {"cmi.suspend_data": first["committed"]["cmi.suspend_data"]}
    name = "coursewright-journal:undefined:undefined:one"
    other = run(
        "12", ["save"], ["goTo", "course/b.html"], state={"items": {"item-1": a_state(known)["items"]["item-1"]}}
    )
    journal = {key: text for key, text in other["journal"].items() if key == name}
    assert journal
    found = run("12", kept=kept, journal=journal)
    assert set(found["begun"]["state"]["items"]) == {"item-0", "item-1"}
    assert (set(found["read"]["items"]), found["journal"]) == (
        {"item-0", "item-1"},
        {},
    )  # who leaves now has lost nothing
    assert found["begun"]["late"]
    assert found["begun"]["location"] == found["committed"]["cmi.core.lesson_location"] == "course/b.html"


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_what_left_with_the_page_and_never_arrived_is_told_again(edition: str) -> None:
    """Moodle hands the last words of a page to the browser, and says “true” before it has them."""
    left = run(edition, ["tick"], ["goTo", "course/a b.html"], ["save"], ["end"], hostile={"lost": True})
    assert left["read"] is None
    (text,) = left["journal"].values()
    assert text.endswith("\n")
    again = run(edition, ["save"], ["tick"], kept=left["committed"], journal=left["journal"])
    assert again["begun"]["late"]
    assert again["begun"]["state"]["items"]
    assert again["begun"]["location"] == "course/a b.html"
    assert again["read"]["items"]
    assert again["journal"] == {}


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_what_left_with_the_page_and_arrived_is_forgotten(edition: str) -> None:
    left = run(edition, ["tick"], ["save"], ["end"])
    assert left["journal"]
    again = run(edition, kept=left["committed"], journal=left["journal"])
    assert not again["begun"]["late"]
    assert again["begun"]["state"]["items"]
    assert again["journal"] == {}


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_a_new_attempt_begins_anew_whatever_left_with_the_page(edition: str) -> None:
    left = run(edition, ["tick"], ["save"], ["end"])
    anew = run(edition, journal=left["journal"])
    assert anew["begun"]["state"] == {}
    assert (anew["begun"]["late"], anew["journal"]) == (False, {})


@pytest.mark.parametrize(
    ("number", "kind", "form"),
    [
        (0, "choice", r"\w+"),
        (2, "sequencing", r"\w+(\[,\]\w+)*"),
        (3, "matching", r"\w+\[\.\]\w+(\[,\]\w+\[\.\]\w+)*"),
        (4, "fill-in", r".+"),
    ],
)
def test_each_kind_is_an_interaction_of_its_type(number: int, kind: str, form: str) -> None:
    known = facts(8)
    state = a_state(known)
    answer = {
        "id": f"item-{number}",
        "score": 0.5,
        "latency": 61500,
        "response": state["items"][f"item-{number}"]["response"],
    }
    for edition in ("12", "2004"):
        told = run(edition, ["answered", answer], ["tick"], facts=known)["committed"]
        part = {name.rpartition(".")[2]: said for name, said in told.items() if ".interactions.0." in name}
        assert (part["id"], part["type"], part["result"]) == (f"item-{number}", kind, "0.5")
        assert part["latency"] == ("0000:01:01.50" if edition == "12" else "PT0H1M1.5S")
        if edition == "2004":
            assert re.fullmatch(form, part["learner_response"])
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ", part["timestamp"])
        else:
            assert len(part["student_response"]) <= 255


def test_completion_and_success_are_told_apart_in_2004() -> None:
    done = {"complete": True, "passed": False, "score": 50, "progress": 1}
    told = run("2004", ["save", done], ["tick"])["committed"]
    assert (told["cmi.completion_status"], told.get("cmi.success_status"), told["cmi.score.scaled"]) == (
        "completed",
        None,
        "0.5",
    )
    told = run("2004", ["save", {**done, "passed": True, "score": 80}], ["tick"])["committed"]
    assert (told["cmi.completion_status"], told["cmi.success_status"]) == ("completed", "passed")
    kept = {"cmi.completion_status": "completed", "cmi.success_status": "passed"}
    told = run("2004", ["save", {**done, "complete": False}], ["tick"], kept=kept)["committed"]
    assert (told["cmi.completion_status"], told["cmi.success_status"]) == ("completed", "passed")


@pytest.mark.parametrize(("edition", "longest"), [("12", 255), ("2004", 1000)])
def test_a_place_that_is_too_long_loses_its_anchor_and_then_stands_by_a_digest(edition: str, longest: int) -> None:
    element = "cmi.core.lesson_location" if edition == "12" else "cmi.location"
    page = f"course/{'a' * (longest - 12)}.html"
    assert run(edition, ["goTo", f"{page}#b"], ["tick"])["committed"][element] == page
    found = run(edition, ["goTo", f"a{page}#b"], ["tick"])["committed"][element]
    assert re.fullmatch(r"[\w-]{8}", found)


def told(committed: dict[str, str]) -> list[str]:
    """Return which item each interaction is of that a platform holds, by number, without a gap."""
    found = (re.fullmatch(r"cmi\.interactions\.(\d+)\.id", name) for name in committed)
    numbers = sorted(int(name[1]) for name in found if name)
    assert numbers == list(range(len(numbers)))
    return [committed[f"cmi.interactions.{number}.id"] for number in numbers]


def answer_to(number: int) -> list[Any]:
    name = f"item-{number}"
    return ["answered", {**ANSWER, "id": name, "response": a_state(facts())["items"][name]["response"]}]


def visited(committed: dict[str, str]) -> dict[str, str]:
    """Return what a platform knows at the next launch."""
    return {**committed, "cmi.interactions._count": str(len(told(committed)))}


MORNING, NOON = 1_790_000_000_000, 1_790_020_000_000


@pytest.mark.parametrize("edition", ["12", "2004"])
@pytest.mark.parametrize("last", [[["end"]], []], ids=["left", "killed"])
def test_an_interaction_that_never_arrived_is_told_again_before_those_of_the_next_visit(
    edition: str, last: list[list[Any]]
) -> None:
    left = run(edition, answer_to(0), ["save"], ["tick"], answer_to(1), ["save"], *last, hostile={"lost": True})
    assert told(left["committed"]) == ["item-0"]
    again = run(
        edition, ["tick"], answer_to(2), ["save"], ["tick"], kept=visited(left["committed"]), journal=left["journal"]
    )
    assert told(again["committed"]) == ["item-0", "item-1", "item-2"]
    assert again["journal"] == {}


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_an_interaction_that_arrived_is_not_told_twice(edition: str) -> None:
    left = run(edition, answer_to(0), ["save"], ["tick"], answer_to(1), ["save"], ["end"])
    again = run(edition, answer_to(2), ["save"], ["tick"], kept=visited(left["committed"]), journal=left["journal"])
    assert told(again["committed"]) == ["item-0", "item-1", "item-2"]


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_an_interaction_that_arrives_during_the_next_visit_overwrites_no_other(edition: str) -> None:
    left = run(edition, answer_to(0), ["save"], ["tick"], answer_to(1), ["save"], ["end"], hostile={"lost": True})
    arriving = run(edition, answer_to(0), ["save"], ["tick"], answer_to(1), ["save"], ["end"])["committed"]
    again = run(edition, answer_to(2), ["save"], ["tick"], kept=visited(left["committed"]), journal=left["journal"])
    late = {name: said for name, said in arriving.items() if name.startswith("cmi.interactions.")}
    assert told({**again["committed"], **late}) == ["item-0", "item-1", "item-2"]


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_an_interaction_that_never_arrived_stands_behind_those_of_another_device(edition: str) -> None:
    first = run(edition, answer_to(0), ["save"], ["tick"], clock=MORNING)
    kept = visited(first["committed"])
    killed = run(edition, answer_to(1), ["save"], kept=kept, clock=MORNING + 5000)
    other = run(edition, answer_to(3), ["save"], ["tick"], kept=kept, clock=NOON)
    again = run(
        edition,
        answer_to(2),
        ["save"],
        ["tick"],
        kept=visited(other["committed"]),
        journal=killed["journal"],
        clock=NOON + 5000,
    )
    assert told(again["committed"]) == ["item-0", "item-3", "item-1", "item-2"]


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_a_clock_that_was_set_back_loses_no_answer(edition: str) -> None:
    items = a_state(facts())["items"]
    first = run(edition, ["save"], ["tick"], state={"items": {"item-0": items["item-0"]}}, clock=NOON)
    kept = first["committed"]
    left = run(edition, ["save"], ["end"], kept=kept, state={"items": items}, clock=MORNING, hostile={"lost": True})
    again = run(edition, kept=kept, journal=left["journal"], clock=MORNING + 60_000)
    assert set(again["begun"]["state"]["items"]) == set(items)


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_two_windows_lose_no_answer_of_each_other(edition: str) -> None:
    items = a_state(facts())["items"]
    other = run(edition, ["save"], state={"items": {"item-1": items["item-1"]}})
    ((key, text),) = other["journal"].items()
    there = ["elsewhere", key, text]
    found = run(edition, there, ["save"], ["tick"], state={"items": {"item-0": items["item-0"]}})
    assert set(found["read"]["items"]) == {"item-0", "item-1"}


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_what_is_taken_back_does_not_come_back_from_another_window(edition: str) -> None:
    items = a_state(facts())["items"]
    both = {"items": {name: items[name] for name in ("item-0", "item-1")}}
    other = run(edition, ["save"], state={"items": {name: items[name] for name in ("item-0", "item-1", "item-2")}})
    ((key, text),) = other["journal"].items()
    steps = [["save", {}, both], ["elsewhere", key, text], ["elsewhere", key, None]]
    found = run(edition, *steps, ["save", {}, {"items": {"item-0": items["item-0"]}}], ["tick"])
    assert set(found["read"]["items"]) == {"item-0", "item-2"}
