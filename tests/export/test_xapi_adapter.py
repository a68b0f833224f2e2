"""cmi5's and xAPI's adapters with a launch or an LRS that isn't as it should be, without a browser."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import pytest
from test_codec import facts

from node import in_node

HOST = files("coursewright") / "export" / "host"
PLAYER = files("coursewright") / "render" / "player"
RUN = """
const { readFileSync } = require("fs");
const [folder, player] = process.argv.slice(1);
const { dialect, search, facts, ends } = JSON.parse(readFileSync(0, "utf8"));
const storage = () => {
  const held = new Map();
  const setItem = (key, text) => held.set(key, text);
  return { getItem: (key) => held.get(key) ?? null, setItem, removeItem: (key) => held.delete(key) };
};
const given = { localStorage: storage(), sessionStorage: storage(), window: globalThis };
for (const [name, value] of Object.entries({ ...given, location: { search }, addEventListener() {} })) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}
const [said, asked] = [[], []];
const underWay = [];
globalThis.fetch = async (address, { method = "GET", body } = {}) => {
  asked.push([method, address.replace(/\\?.*/, ""), body && JSON.parse(body)]);
  if (ends && method === "POST" && address.includes("/statements")) await new Promise((go) => underWay.push(go));
  const found = address.includes("LaunchData") ? { launchMode: "Normal", returnURL: "https://lms.example/" } : {};
  const answer = address.endsWith("/fetch") ? { "auth-token": "token" } : found;
  const missing = /stateId=coursewright|profiles/.test(address) && method === "GET";
  const text = async () => JSON.stringify(answer);
  return { status: missing ? 404 : 200, ok: !missing, json: async () => answer, text };
};
for (const name of ["codec", "host", "responses", "xapi", dialect]) {
  eval(readFileSync(`${name === "codec" ? player : folder}/${name}.js`, "utf8"));
}
const lms = window.coursewrightLms;
const settled = () => new Promise((go) => setTimeout(go));
(async () => {
  const begun = await lms.start({ facts, say: (text) => said.push(text), attempts: () => 0 });
  await settled();
  if (ends) {
    lms.end();
    for (const arrive of underWay) arrive();
    await settled();
  }
  console.log(JSON.stringify({ begun, said, asked }));
  process.exit();
})();
"""
LAUNCHES = {
    "cmi5": {"endpoint": "https://lrs.example/xapi/", "fetch": "https://lms.example/fetch", "activityId": "urn:a"}
    | {"registration": "7c1f8a4e-5d2b-4b7e-9f33-0a1b2c3d4e5f", "actor": '{"name": "Ada"}'},
    "tincan": {"endpoint": "https://lrs.example/xapi/", "auth": "Basic x", "actor": '{"name": "Ada"}'},
}
LACKING = [(dialect, name) for dialect, launch in LAUNCHES.items() for name in launch]


def run(dialect: str, launch: dict[str, str], *, ends: bool = False) -> dict[str, Any]:
    known = {**facts(), "activity": "urn:a", "iri": "urn:a"}
    asked = {"dialect": dialect, "search": "?" + urlencode(launch), "facts": known, "ends": ends}
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
    assert all("doesn’t answer" not in said for said in found["said"]), found["said"]
