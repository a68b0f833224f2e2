"""cmi5's and xAPI's adapters with a launch or an LRS that isn't as it should be, without a browser."""

from __future__ import annotations

from importlib.resources import files
from json import loads
from typing import Any
from urllib.parse import urlencode

import pytest
from test_codec import a_state, facts

from node import in_node

HOST = files("coursewright") / "export" / "host"
PLAYER = files("coursewright") / "render" / "player"
RUN = """
const { readFileSync } = require("fs");
const [folder, player] = process.argv.slice(1);
const { dialect, search, facts, ends, steps, lrs, kept, blocked, clock } = JSON.parse(readFileSync(0, "utf8"));
let shift = 0;
if (clock) Date.now = () => clock + shift;
const storage = (first) => {
  const held = new Map(Object.entries(first));
  const allowed = (run) => { if (blocked) throw new Error("blocked"); return run(); };
  return {
    held,
    getItem: (key) => allowed(() => held.get(key) ?? null),
    setItem: (key, text) => allowed(() => void held.set(key, text)),
    removeItem: (key) => allowed(() => held.delete(key)),
  };
};
const listeners = {};
console.info = () => {};
const localStorage = storage(kept);
const given = { localStorage, sessionStorage: storage({}), window: globalThis, location: { search } };
const addEventListener = (name, run) => (listeners[name] = run);
for (const [name, value] of Object.entries({ ...given, addEventListener })) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
const settled = ((wait) => () => new Promise((go) => wait(go, 5)))(setTimeout);
const timers = [];
globalThis.setTimeout = (run, wait) => timers.push([run, wait]);
globalThis.clearTimeout = (id) => { if (timers[id - 1]) timers[id - 1][0] = () => {}; };
AbortSignal.timeout = () => AbortSignal.abort(new Error("it takes too long"));
const [said, asked, flags, waits] = [[], [], [], []];
const underWay = [];
let document = lrs.document ?? null;
let version = 1;
const answers = lrs.answers ?? []; // what it says to the next requests of a kind, instead
const next = (what) => {
  const at = answers.findIndex(([part]) => what.includes(part));
  return at < 0 ? null : answers.splice(at, 1)[0].slice(1);
};
globalThis.fetch = async (address, { method = "GET", body, headers = {}, keepalive, signal } = {}) => {
  const what = `${method} ${address}`;
  asked.push([method, address.replace(/\\?.*/, ""), body && JSON.parse(body)]);
  flags.push({ what: what.replace(/\\?.*/, ""), size: Buffer.byteLength(body ?? ""), keepalive, headers });
  if (keepalive && Buffer.byteLength(body) > 65536) throw new TypeError("too much");
  if ((lrs.hangs ?? []).some((part) => what.includes(part))) throw signal.reason;
  if (ends && method === "POST" && address.includes("/statements")) await new Promise((go) => underWay.push(go));
  const reply = (status, text = "", more = {}) => ({
    status,
    ok: status < 300,
    headers: { get: (name) => more[name] ?? null },
    text: async () => text,
    json: async () => JSON.parse(text),
  });
  const [status, more] = next(what) ?? [];
  if (status) return reply(status, "", more);
  const state = address.includes("stateId=coursewright");
  if (state && method === "PUT") {
    const tag = headers["If-Match"] ?? (headers["If-None-Match"] === "*" && document === null ? `v${version}` : null);
    if (lrs.strict && tag !== `v${version}`) return reply(412);
    [document, version] = [JSON.parse(body), version + 1];
    return reply(204);
  }
  if (state) return document ? reply(200, JSON.stringify(document), { ETag: `v${version}` }) : reply(404);
  if (address.includes("profiles") && method === "GET") return reply(404);
  const found = address.includes("LaunchData") ? { launchMode: "Normal", returnURL: "https://lms.example/" } : {};
  return reply(200, JSON.stringify(address.endsWith("/fetch") ? { "auth-token": "token" } : found));
};
for (const name of ["codec", "host", "responses", "lrs", "statements", "xapi", dialect]) {
  eval(readFileSync(`${name === "codec" ? player : folder}/${name}.js`, "utf8"));
}
const lms = window.coursewrightLms;
const result = { complete: false, passed: false, judged: false, attempts: 0, score: 50, progress: 0.5 };
(async () => {
  const begun = await lms.start({ facts, say: (text) => said.push(text), attempts: () => 0 });
  await settled();
  if (ends) {
    lms.end();
    for (const arrive of underWay) arrive();
    await settled();
  }
  for (const [step, ...given] of steps) {
    if (step === "save") lms.save(given[0], { ...result, ...given[1] });
    else if (step === "answered") lms.answered(given[0], facts.items[given[0].id]);
    else if (step === "elsewhere") {
      const [key] = [...localStorage.held.keys(), given[1]];
      listeners.storage({ key: given[1] ?? key, newValue: given[0] });
    } else if (step === "overwritten") [document, version] = [given[0], version + 1];
    else if (step === "later") shift += given[0];
    else if (step === "tick") {
      const due = timers.splice(0, timers.length).filter(([run]) => String(run) !== "() => {}");
      const [run, wait] = due.at(-1) ?? [() => {}, -1];
      waits.push(wait);
      run();
    } else lms[step](...given);
    await settled();
  }
  const read = document && coursewrightCodec.decode(document.text, facts);
  const journal = Object.fromEntries(localStorage.held);
  const found = JSON.stringify({ begun, said, asked, flags, waits, document, read, journal });
  process.stdout.write(found, () => process.exit());
})();
"""
LAUNCHES = {
    "cmi5": {"endpoint": "https://lrs.example/xapi/", "fetch": "https://lms.example/fetch", "activityId": "urn:a"}
    | {"registration": "7c1f8a4e-5d2b-4b7e-9f33-0a1b2c3d4e5f", "actor": '{"name": "Ada"}'},
    "tincan": {"endpoint": "https://lrs.example/xapi/", "auth": "Basic x", "actor": '{"name": "Ada"}'},
}
LACKING = [(dialect, name) for dialect, launch in LAUNCHES.items() for name in launch]


def run(
    dialect: str,
    launch: dict[str, str],
    *steps: list[Any],
    ends: bool = False,
    lrs: dict[str, Any] | None = None,
    kept: dict[str, str] | None = None,
    **more: Any,
) -> dict[str, Any]:
    known = {**facts(), "activity": "urn:a", "iri": "urn:a"}
    asked = {"dialect": dialect, "search": "?" + urlencode(launch), "facts": known, "ends": ends}
    asked |= {"steps": steps, "lrs": lrs or {}, "kept": kept or {}, **more}
    found: dict[str, Any] = in_node(RUN, HOST, PLAYER, asked=asked)
    return found


@pytest.mark.parametrize(("dialect", "name"), LACKING)
def test_a_launch_that_lacks_something_is_none(dialect: str, name: str) -> None:
    found = run(dialect, {key: value for key, value in LAUNCHES[dialect].items() if key != name})
    assert "can’t be reached" in found["said"][-1]
    assert found["begun"] == {}
    assert found["asked"] == []


@pytest.mark.parametrize("dialect", LAUNCHES)
def test_a_launch_that_is_whole_begins_a_visit(dialect: str) -> None:
    found = run(dialect, LAUNCHES[dialect])
    assert found["said"][-1] == ""
    assert any(address.endswith("/statements") for _, address, _ in found["asked"])


@pytest.mark.parametrize("dialect", LAUNCHES)
def test_a_visit_that_ends_while_something_is_on_its_way_does_not_say_that_nobody_answers(dialect: str) -> None:
    found = run(dialect, LAUNCHES[dialect], ends=True)
    verbs = [
        one["verb"]["display"]["en"] for method, _, body in found["asked"] if method == "POST" and body for one in body
    ]
    assert verbs == ["initialized", "initialized", "terminated"]
    posts = [body for method, _, body in found["asked"] if method == "POST" and body]
    assert [len(body) for body in posts] == [1, 1, 1]  # ADL's LRS takes none of a request with one that it has
    assert all("doesn’t answer" not in said for said in found["said"]), found["said"]


ITEMS = a_state(facts())["items"]


def save(*names: str) -> list[Any]:
    return ["save", {"items": {name: ITEMS[name] for name in names}}]


def answered(name: str) -> list[Any]:
    return ["answered", {"id": name, "score": 1, "response": ITEMS[name]["response"]}]


def told(found: dict[str, Any]) -> list[str]:
    """Return what the store was told of, by verb or item, in the order of the requests."""
    posts = [body for method, address, body in found["asked"] if method == "POST" and address.endswith("/statements")]
    names = [(one["verb"]["display"]["en"], one["object"]["id"].rpartition(":")[2]) for body in posts for one in body]
    return [item if verb == "answered" else verb for verb, item in names]


def waiting(found: dict[str, Any]) -> list[str]:
    """Return the items whose statements wait in the browser."""
    return [
        one["object"]["id"].rpartition(":")[2] for text in found["journal"].values() for one in loads(text)["queue"]
    ]


def visit(*steps: list[Any], **more: Any) -> dict[str, Any]:
    return run("tincan", LAUNCHES["tincan"], *steps, **more)


@pytest.mark.parametrize("status", [409, 412])
def test_a_store_that_asks_for_the_mark_of_what_it_has_gets_it(status: int) -> None:
    first = visit(save("item-0"), ["tick"], lrs={"strict": True, "answers": [["PUT", status]]})
    assert set(first["read"]["state"]["items"]) == {"item-0"}
    assert (first["said"][-1], first["journal"]) == ("", {})
    again = visit(save("item-0", "item-1"), ["tick"], lrs={"strict": True, "document": first["document"]})
    assert set(again["read"]["state"]["items"]) == {"item-0", "item-1"}
    assert again["said"][-1] == ""


def test_what_another_device_has_told_a_strict_store_is_not_overwritten() -> None:
    other = visit(save("item-2"), ["tick"])["document"]
    found = visit(
        save("item-0"), ["tick"], ["overwritten", other], save("item-0", "item-1"), ["tick"], lrs={"strict": True}
    )
    assert set(found["read"]["state"]["items"]) == {"item-0", "item-1", "item-2"}


def final(**tried: dict[str, Any]) -> list[Any]:
    return ["save", {"items": {"item-0": ITEMS["item-0"]}, "final": tried}]


FINAL = a_state(facts())["final"]
UNDER_WAY, HANDED_IN = FINAL["current"], FINAL["1"] | {"seed": FINAL["current"]["seed"]}


def test_what_is_taken_back_does_not_come_back_from_a_strict_store() -> None:
    """Such a store has this window's own earlier document told to it at each later one."""
    steps = [save("item-0", "item-1"), ["tick"], save("item-0"), ["tick"], save("item-0"), ["tick"]]
    found = visit(*steps, lrs={"strict": True})
    assert set(found["read"]["state"]["items"]) == {"item-0"}
    found = visit(*steps, save("item-0", "item-1"), ["tick"], lrs={"strict": True})
    assert set(found["read"]["state"]["items"]) == {"item-0", "item-1"}, "answered again"


def test_an_attempt_that_is_handed_in_is_not_under_way_in_a_strict_store() -> None:
    steps = [final(current=UNDER_WAY), ["tick"], final(**{"1": HANDED_IN}), ["tick"]]
    found = visit(*steps, lrs={"strict": True})
    assert list(found["read"]["state"]["final"]) == ["1"]
    found = visit(*steps, final(**{"1": HANDED_IN}, current=UNDER_WAY | {"seed": 5}), ["tick"], lrs={"strict": True})
    assert found["read"]["state"]["final"]["current"]["seed"] == 5, "the next attempt"


def test_an_attempt_that_another_device_has_handed_in_is_not_under_way() -> None:
    handed = visit(final(**{"1": HANDED_IN}), ["tick"])["document"]
    found = visit(final(current=UNDER_WAY), ["tick"], ["overwritten", handed], save("item-0"), lrs={"strict": True})
    left = visit(final(current=UNDER_WAY), lrs={"answers": [["PUT", 503]] * 9})["journal"]
    again = visit(kept=left, lrs={"document": handed})
    assert list(again["begun"]["state"]["final"]) == ["1"]
    assert "item-0" in found["read"]["state"]["items"]


def test_what_another_device_has_told_a_strict_store_stays_through_later_changes() -> None:
    other = visit(save("item-2"), ["tick"])["document"]
    steps = [save("item-0", "item-1"), ["tick"], ["overwritten", other], save("item-0"), ["tick"]]
    later = [save("item-0", "item-3"), ["tick"], save("item-3"), ["tick"]]
    found = visit(*steps, *later, lrs={"strict": True})
    assert set(found["read"]["state"]["items"]) == {"item-2", "item-3"}


def test_what_is_taken_back_here_and_answered_anew_on_another_device_stays() -> None:
    noon = 1_790_020_000_000
    other = visit(save("item-1"), ["tick"], clock=noon + 60_000)["document"]
    steps = [save("item-0", "item-1"), ["tick"], save("item-0"), ["tick"], ["overwritten", other], ["later", 120_000]]
    found = visit(*steps, save("item-0"), ["tick"], save("item-0"), ["tick"], lrs={"strict": True}, clock=noon)
    assert set(found["read"]["state"]["items"]) == {"item-0", "item-1"}


@pytest.mark.parametrize("closed", [True, False])
def test_what_is_taken_back_does_not_come_back_from_another_window(closed: bool) -> None:
    first = visit(save("item-0", "item-1"), ["tick"])["document"]
    other = visit(save("item-0", "item-1", "item-2"), lrs={"document": first, "answers": [["PUT", 503]] * 9})
    ((key, text),) = other["journal"].items()
    there = [["elsewhere", text, key], *[["elsewhere", None, key]] * closed]
    steps = [save("item-0", "item-1"), *there, save("item-0"), ["tick"], save("item-0"), ["tick"]]
    found = visit(*steps, lrs={"document": first})
    assert set(found["read"]["state"]["items"]) == {"item-0", "item-2"}


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_store_that_is_busy_is_asked_again_and_then_has_all(status: int) -> None:
    busy = {"answers": [["POST https://lrs.example/xapi/statements", 200], ["POST", status, {"Retry-After": "120"}]]}
    found = visit(answered("item-0"), save("item-0"), ["tick"], ["tick"], ["tick"], lrs=busy)
    assert told(found) == ["initialized", "item-0", "item-0"]
    assert "doesn’t answer" in "".join(found["said"])
    assert (found["said"][-1], found["journal"]) == ("", {})
    assert 120_000 in found["waits"]


def test_what_a_store_forbids_waits_for_the_next_visit_once() -> None:
    over = {"answers": [["POST https://lrs.example/xapi/statements", 200], ["POST", 403]]}
    found = visit(answered("item-0"), save("item-0"), ["tick"], ["end"], lrs=over)
    assert waiting(found) == ["item-0"]
    again = visit(kept=found["journal"], lrs={"document": found["document"]})
    assert told(again) == ["initialized", "item-0"]
    assert again["journal"] == {}
    never = {"answers": [["POST", 403], ["POST", 200], ["POST", 403]]}
    assert visit(["tick"], kept=found["journal"], lrs=never)["journal"] == {}


@pytest.mark.parametrize("dialect", LAUNCHES)
def test_a_store_that_never_answers_keeps_no_learner_from_the_lessons(dialect: str) -> None:
    found = run(
        dialect, LAUNCHES[dialect], answered("item-0"), save("item-0"), ["end"], lrs={"hangs": ["lrs.", "lms."]}
    )
    assert found["said"] == ["Your learning platform doesn’t answer. Your answers wait here and are sent again."]
    assert waiting(found) == ["item-0"]


def test_a_request_that_takes_too_long_is_made_again() -> None:
    assert visit(save("item-0"), ["tick"], lrs={"hangs": ["PUT"]})["said"][-1].startswith(
        "Your learning platform doesn’t"
    )


def test_a_page_that_is_left_says_so_however_much_still_waits() -> None:
    """A browser takes 64 KiB of a page that goes away, and else nothing."""
    many = [answered("item-0")] * 150
    found = visit(*many, save("item-0"), ["end"], lrs={"answers": [["POST", 503]]})
    last = [flag for flag in found["flags"] if flag["what"].startswith("POST")][-1]
    assert last["size"] < 65536
    assert told(found)[-1] == "terminated"
    assert len(waiting(found)) == 150
    again = visit(kept=found["journal"], lrs={"document": found["document"]})
    assert told(again) == ["initialized"] + ["item-0"] * 150
    assert again["journal"] == {}


def test_two_windows_lose_neither_states_nor_statements_of_each_other() -> None:
    down = {"answers": [["POST", 503]] * 9 + [["PUT", 503]] * 9}
    other = visit(answered("item-1"), save("item-1"), lrs=down)
    ((key, text),) = other["journal"].items()
    found = visit(answered("item-0"), save("item-0"), ["elsewhere", text, key], save("item-0"), lrs=down)
    assert sorted(waiting(found)) == ["item-0", "item-1"]
    there = ["elsewhere", text, key]
    found = visit(answered("item-0"), there, ["elsewhere", None, key], save("item-0"), ["tick"])
    assert set(found["read"]["state"]["items"]) == {"item-0", "item-1"}
    assert (told(found), found["journal"]) == (["initialized", "item-0"], {})


def test_a_clock_that_was_set_back_makes_no_answer_old() -> None:
    noon = 1_790_020_000_000
    first = visit(save("item-0"), ["tick"], clock=noon)
    left = visit(save("item-0", "item-1"), clock=noon - 3_600_000, lrs={"document": first["document"]})
    last = loads(next(iter(left["journal"].values())))
    assert last["at"] > first["document"]["at"]


def test_where_the_browser_keeps_nothing_the_store_is_told_at_once() -> None:
    found = visit(save("item-0"), ["tick"], blocked=True)
    assert found["waits"] == [0]
    assert set(found["read"]["state"]["items"]) == {"item-0"}
