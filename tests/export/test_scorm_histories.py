"""SCORM's adapters in several windows of one activity, each with its own run-time, as in Moodle: random histories."""

from __future__ import annotations

from typing import Any

import pytest
from test_codec import a_state, facts
from test_scorm_adapter import HOST, PLAYER

from node import in_node

RUN = """
const { readFileSync } = require("fs");
const vm = require("vm");
const [folder, player] = process.argv.slice(1);
const { edition, facts, responses, runs, prompt, storing } = JSON.parse(readFileSync(0, "utf8"));
const prefix = edition === "12" ? "LMS" : "";
const scripts = ["codec", "host", "responses", "scorm", `scorm${edition}`].map((name) =>
  readFileSync(`${name === "codec" ? player : folder}/${name}.js`, "utf8"));
let now = Date.UTC(2026, 8, 1);
let seed = 1;
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const below = (n) => Math.floor(random() * n);

function history() {
  const server = { "cmi.core.student_id": "one", "cmi.learner_id": "one" };
  const storage = new Map();
  const windows = [];
  const ID = /^cmi\\.interactions\\.\\d+\\.id$/;
  const numbers = (cmi) => Object.keys(cmi).filter((name) => ID.test(name));

  async function open() {
    const cmi = { ...server };
    let sent = { ...server };
    const one = { timers: [], queue: [], code: 0 };
    const listeners = {};
    const heard = (key, newValue) => {
      for (const other of windows.filter(({ alive }) => alive)) {
        if (other === one) continue;
        if (prompt) other.hear({ key, newValue });
        else other.queue.push({ key, newValue });
      }
    };
    const usable = () => { if (!storing) throw new Error("blocked"); };
    const localStorage = {
      getItem: (key) => (usable(), storage.get(key) ?? null),
      setItem: (key, text) => { usable(); storage.set(key, text); heard(key, text); },
      removeItem: (key) => { usable(); storage.delete(key); heard(key, null); },
    };
    const api = {
      Initialize: () => "true",
      Finish: () => (api.Commit(), "true"),
      GetLastError: () => String(one.code),
      GetValue: (name) => ((one.code = 0), name.endsWith("_count") ? String(numbers(cmi).length) : (cmi[name] ?? "")),
      SetValue(name, value) {
        const [, number] = /^cmi\\.interactions\\.(\\d+)/.exec(name) ?? [];
        one.code = Number(number) > numbers(cmi).length ? (edition === "12" ? 201 : 351) : 0;
        if (one.code) return "false";
        cmi[name] = value;
        return "true";
      },
      Commit() {
        for (const [name, value] of Object.entries(cmi)) if (sent[name] !== value) server[name] = value;
        sent = { ...cmi };
        return "true";
      },
    };
    api.Terminate = api.Finish;
    const names = Object.fromEntries(Object.entries(api).map(([name, run]) => [prefix + name, run]));
    const context = vm.createContext({
      performance, localStorage, URL, TextEncoder, TextDecoder, atob, btoa,
      addEventListener: (name, run) => (listeners[name] = run),
      setTimeout: (run) => one.timers.push(run),
      clearTimeout: (id) => { if (id) one.timers[id - 1] = () => {}; },
      [edition === "12" ? "API" : "API_1484_11"]: names,
    });
    context.window = context;
    context.parent = context;
    context.opener = null;
    context.now = () => now;
    vm.runInContext("Date.now = now", context);
    for (const script of scripts) vm.runInContext(script, context);
    one.lms = context.coursewrightLms;
    one.hear = (event) => listeners.storage?.(event);
    one.alive = true;
    windows.push(one);
    one.state = (await one.lms.start({ facts, say() {}, attempts: () => 0 })).state ?? {};
    return one;
  }

  return { server, open, numbers };
}

(async () => {
  const found = [];
  for (let run = 0; run < runs; run++) {
    const { server, open, numbers } = history();
    const live = [await open(), await open()];
    const answered = [];
    const tick = ({ timers }) => {
      for (const timer of timers.splice(0, timers.length, ...timers.map(() => () => {}))) timer();
    };
    const hear = (one) => { while (one.queue.length) one.hear(one.queue.shift()); };
    const close = (one) => { one.alive = false; one.lms.end(); live.splice(live.indexOf(one), 1); };
    for (let step = 0; step < 24; step++) {
      now += 2000;
      const acting = prompt ? [live[below(live.length)]] : [...live]; // one after the other, or all in one moment
      for (const one of acting) act(one, random());
      if (random() < 0.1 && live.length < (prompt ? 3 : 2)) live.push(await open());
      else if (random() < 0.1 && live.length > 2) close(live[below(live.length)]);
      while (live.some(({ queue }) => queue.length)) hear(live[below(live.length)]);
    }
    function act(one, chance) {
      if (chance < 0.5) {
        const [id, response] = Object.entries(responses)[below(Object.keys(responses).length)];
        answered.push(`${id}.${answered.length}`);
        const detail = { id: answered.at(-1), response, score: 1, latency: 1000 * answered.length };
        one.lms.answered(detail, facts.items[id]);
        if (random() < 0.5) tick(one); // told before anybody hears of it
      } else tick(one);
    }
    while (live.length) {
      tick(live[0]);
      close(live[0]);
    }
    found.push({ answered, told: numbers(server).map((name) => server[name]) });
  }
  console.log(JSON.stringify(found));
})();
"""


def histories(edition: str, **how: Any) -> list[dict[str, list[str]]]:
    known = facts()
    known |= {"room": {"12": 4096, "2004": 64000}[edition], "least": 4096, "course": "c", "module": "m"}
    responses = {name: entry["response"] for name, entry in a_state(known)["items"].items()}
    asked = {"edition": edition, "facts": known, "responses": responses, "runs": 200, **how}
    found: list[dict[str, list[str]]] = in_node(RUN, HOST, PLAYER, asked=asked)
    assert sum(len(one["answered"]) for one in found) > 1500
    return found


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_windows_that_hear_each_other_tell_each_answer_once(edition: str) -> None:
    for found in histories(edition, prompt=True, storing=True):
        assert sorted(found["told"]) == sorted(found["answered"])


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_two_windows_that_take_a_number_in_one_moment_lose_no_answer(edition: str) -> None:
    for found in histories(edition, prompt=False, storing=True):
        assert set(found["told"]) == set(found["answered"])


@pytest.mark.parametrize("edition", ["12", "2004"])
def test_without_storage_windows_know_nothing_of_each_other(edition: str) -> None:
    """The page on SCORM says so: this is what the two tests above can find."""
    assert any(set(found["told"]) != set(found["answered"]) for found in histories(edition, prompt=True, storing=False))
