"""One score everywhere, SCORM's part: what an LMS is told of an answer is worth what the player gives for it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import pytest
from one_score import responses
from small_site import bank, small_site
from test_one_score import QUESTIONS

from coursewright.export.registry import all_exporters
from coursewright.model.item import Item
from coursewright.model.site import Site
from node import in_node

HOST = files("coursewright") / "export" / "host"
CODEC = files("coursewright") / "render" / "player" / "codec.js"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
RUN = """
const { readFileSync } = require("fs");
const [host, codec] = process.argv.slice(1);
const { edition, facts, asked } = JSON.parse(readFileSync(0, "utf8"));
globalThis.window = globalThis;
window.parent = window;
const later = [];
globalThis.setTimeout = (run) => later.push(run);
globalThis.clearTimeout = () => {};
const told = {};
const done = () => "true";
const api = {
  Initialize: done, Commit: done, GetLastError: () => "0", GetValue: () => "",
  SetValue(element, value) { told[element] = value; return "true"; },
};
const prefix = edition === "12" ? "LMS" : "";
window[edition === "12" ? "API" : "API_1484_11"] =
  Object.fromEntries(Object.entries(api).map(([name, run]) => [prefix + name, run]));
eval(readFileSync(codec, "utf8"));
for (const name of ["host", "responses", "scorm", `scorm${edition}`]) eval(readFileSync(`${host}/${name}.js`, "utf8"));
const lms = window.coursewrightLms;
(async () => {
  await lms.start({ facts, say() {} });
  for (const [id, response, score] of asked) lms.answered({ id, response, score }, facts.items[id]);
  for (const run of later) run();
  const said = edition === "12" ? "student_response" : "learner_response";
  console.log(JSON.stringify(asked.map((_, at) =>
    ["type", said, "result"].map((name) => told[`cmi.interactions.${at}.${name}`]))));
})();
"""
"""The package's own adapter, from ``lms.answered`` to what it sets; ``asked`` has the player's score of each answer."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The bank of every kind on a page, since a package has what its learners meet."""
    texts = {
        "quizzes/bank.md": bank(*QUESTIONS, use="practice"),
        "docs/all.md": "---\nid: all\n---\n# All\n\n<!-- quiz: bank bank -->\n",
    }
    return small_site(tmp_path_factory.mktemp("shown"), texts)


def told(site: Site, edition: str) -> tuple[dict[str, Any], list[tuple[Item, Sequence[str]]], list[list[str]]]:
    """Return what a package knows of its items, each answer to them, and what an LMS hears: type, words, result."""
    exporter = all_exporters()[f"scorm{edition}"]
    page = exporter.run(site.course, site, exporter.options(site_url=site.url)).files["index.html"].decode()
    found = re.search(r'<script type="application/json" id="course">(.+?)</script>', page)
    assert found
    facts = json.loads(found[1])
    items = [item for item in site.course.items if item.id in facts["items"] and not item.self_marked]
    answers = [(item, response) for item in items for response in responses(item)]
    asked = [(item.id, response, item.score(response)) for item, response in answers]
    heard = in_node(RUN, HOST, CODEC, asked={"edition": edition, "facts": facts, "asked": asked})
    return facts["items"], answers, heard


def read_back(item: Item, facts: dict[str, Any], edition: str, said: str) -> list[str]:
    """Return the response that an LMS's report shows, by the edition's grammar: ids, pairs, or what was typed."""
    if item.kind in ("blanks", "short", "numeric"):
        return said.split(" | " if edition == "12" else "[,]")
    parts = [part for part in said.split("," if edition == "12" else "[,]") if part]
    if edition == "12":
        choices, pairs = (dict(zip(LETTERS, facts.get(name, []), strict=False)) for name in ("choices", "pairs"))
        halves = [part.split(".") for part in parts]
        return [f"{pairs[half[0]]}:{choices[half[1]]}" if len(half) > 1 else choices[half[0]] for half in halves]
    return [part.replace("[.]", ":") for part in parts]


@pytest.mark.parametrize("edition", ["12", "2004"])
@pytest.mark.parametrize("name", ["shown", "course_site"])
def test_an_lms_is_told_the_players_score_and_an_answer_that_is_worth_it(
    name: str, edition: str, request: pytest.FixtureRequest
) -> None:
    facts, answers, heard = told(request.getfixturevalue(name), edition)
    wrong = {"12": "wrong", "2004": "incorrect"}[edition]
    differences = []
    for (item, response), (kind, said, result) in zip(answers, heard, strict=True):
        wanted = item.score(response)
        got = {"correct": 1.0, wrong: 0.0}.get(result)
        got = float(result) if got is None else got
        again = item.score(read_back(item, facts[item.id], edition, said))
        if abs(wanted - got) > 1e-6 or again != wanted:
            differences.append(f"{item.id}: {response} is worth {wanted:g}; told as {result}, {kind} {said!r}")
    print(f"\nscorm{edition}, {name}: {len(answers)} scores, {len(differences)} differences")  # noqa: T201
    assert differences == []
    assert len(answers) > 200
