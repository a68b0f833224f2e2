"""A learner's state as a line: it comes back as it was, whatever else has changed, and never as something else."""

from __future__ import annotations

import json
from hashlib import blake2b
from importlib.resources import files
from random import Random
from typing import Any

import pytest

from node import in_node

CODEC = files("coursewright") / "render" / "player" / "codec.js"
NOW = 1_800_000_000_000
FIRST = "142tro8w0;i031fAcaf%C3%A9%20%248busQ"
"""What the first version wrote of one answer."""
RUN = """
const { readFileSync } = require("fs");
eval(readFileSync(process.argv[1], "utf8"));
const asked = JSON.parse(readFileSync(0, "utf8"));
const now = Number(process.argv[2]);
const done = asked.map(({ state, facts, later, limit, text }) => {
  const written = text === undefined ? coursewrightCodec.encode(state, facts, limit ?? Infinity, now) : { text };
  return { ...written, read: coursewrightCodec.decode(written.text ?? "", later ?? facts) };
});
console.log(JSON.stringify(done));
"""


def codec(*asked: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = in_node(RUN, CODEC, NOW, asked=asked)
    return found


def digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=4).hexdigest()


def an_item(number: int, kind: str = "single", choices: int = 4, revision: str = "r1") -> dict[str, Any]:
    name = f"item-{number}"
    ids = sorted(digest(name, str(place)) for place in range(choices))
    item = {"digest": digest("item", name, revision), "revision": revision, "kind": kind, "choices": ids}
    return item | ({"pairs": sorted(digest(name, "left", str(place)) for place in range(3))} if kind == "match" else {})


def a_scenario(number: int, scenes: int = 12) -> dict[str, Any]:
    name = f"scenario-{number}"
    graph = {
        f"scene-{at}": {
            "digest": digest("scene", f"scene-{at}"),
            "options": {
                digest(name, str(at), str(way)): {
                    "digest": digest("option", name, str(at), str(way)),
                    "to": f"scene-{at + 1 + way}",
                }
                for way in range(3)
                if at + 1 + way < scenes
            },
        }
        for at in range(scenes)
    }
    whole = digest("scenario", name) + digest("revision", name)
    return {"digest": whole, "revision": "s1", "first": "scene-0", "changes": ["alone", "late"], "scenes": graph}


def facts(items: int = 6, scenarios: int = 2) -> dict[str, Any]:
    kinds = ("single", "multiple", "order", "match", "short", "numeric", "blanks", "truefalse")
    return {
        "items": {f"item-{n}": {**an_item(n, kinds[n % 8]), "bank": f"bank-{n % 3}"} for n in range(items)},
        "lessons": {f"lesson-{n}": digest("lesson", str(n)) for n in range(max(items // 4, 1))},
        "scenarios": {f"scenario-{n}": a_scenario(n) for n in range(scenarios)},
    }


def response(item: dict[str, Any], random: Random) -> list[str]:
    choices = item["choices"]
    if item["kind"] in ("single", "truefalse"):
        return [random.choice(choices)]
    if item["kind"] == "multiple":
        return [choice for choice in choices if random.random() < 0.5]
    if item["kind"] == "order":
        return random.sample(choices, len(choices))
    if item["kind"] == "match":
        return [f"{pair}:{random.choice(choices)}" for pair in item["pairs"]]
    return random.choice([["12"], ["the clerk"], ["no: “never”, 100 %;/=."], ["שלום"], [""], ["\U0001f600 a", "b:c"]])


def walk(scenario: dict[str, Any], random: Random) -> list[list[str]]:
    scene, path = scenario["first"], []
    while scenario["scenes"][scene]["options"]:
        name, option = random.choice(sorted(scenario["scenes"][scene]["options"].items()))
        path.append([scene, name])
        scene = option["to"]
    return path


def a_state(known: dict[str, Any], seed: int = 1) -> dict[str, Any]:
    random = Random(seed)
    items = {}
    for name, item in known["items"].items():
        aids = {key: value for key, value in (("sure", random.randrange(4)), ("hints", random.randrange(3))) if value}
        items[name] = {"revision": item["revision"], "response": response(item, random), "at": NOW, **aids}
    slots = [
        {"bank": item["bank"], "id": name, "revision": item["revision"], "response": response(item, random)}
        for name, item in list(known["items"].items())[:12]
    ]
    current = [{key: value for key, value in slot.items() if key != "response"} for slot in slots[:3]] + slots[3:]
    tried = {"seed": 4294967295, "slots": slots, "score": 9.25, "total": 12, "passed": True, "at": 1_790_000_000_000}
    return {
        "items": items,
        "lessons": {name: {"answered": 3, "right": 2, "total": 4, "done": True} for name in known["lessons"]},
        "scenarios": {
            name: {
                "revision": scenario["revision"],
                "path": walk(scenario, random),
                "change": random.choice([None, "alone", "late"]),
                "told": random.random() < 0.5,
                "found": random.sample(sorted(scenario["scenes"]), 3),
                "complete": random.random() < 0.5,
                "skipped": False,
            }
            for name, scenario in known["scenarios"].items()
        },
        "review": {name: {"due": 500_123 * 3_600_000, "step": 2} for name in list(known["items"])[::3]},
        "final": {"current": {"seed": 77, "slots": current, "at": 2}, "1": tried},
        "course": {"complete": {"at": 1_790_000_000_000}},
    }


@pytest.mark.parametrize("seed", range(5))
def test_a_state_comes_back_as_it_was(seed: int) -> None:
    known = facts(40, 6)
    state = a_state(known, seed)
    (done,) = codec({"state": state, "facts": known})
    assert done["lost"] == 0
    assert done["read"] == {"state": state, "at": NOW}
    assert done["text"].isascii()
    assert done["text"].isprintable()


def test_what_is_private_stays_in_the_browser() -> None:
    known = facts()
    state = {"agreement": {"a": {"text": "wave first"}}, "learner": {"name": {"text": "A Learner"}}}
    (done,) = codec({"state": state, "facts": known})
    assert done["read"]["state"] == {}


def test_120_items_and_20_scenarios_fit_what_scorm_1_2_keeps() -> None:
    known = facts(120, 20)
    lengths = [
        len(done["text"]) for done in codec(*({"state": a_state(known, seed), "facts": known} for seed in range(20)))
    ]
    assert max(lengths) <= 4096


def test_what_doesnt_fit_is_an_answer_only_if_nothing_else_is_left() -> None:
    known = facts(40, 6)
    state = a_state(known)
    whole = len(codec({"state": state, "facts": known})[0]["text"])
    limits = range(whole, 0, -25)
    tight = codec(*({"state": state, "facts": known, "limit": limit} for limit in limits))
    lost = [done["lost"] for done in tight]
    assert lost == sorted(lost)
    assert lost.count(0) > 3
    assert len(set(lost)) > 15
    for done, limit in zip(tight, limits, strict=True):
        if done["text"] is None:
            assert done["lost"] == len(state["items"])  # there isn't even room for which lessons are done
            continue
        assert len(done["text"]) <= limit
        found = done["read"]["state"]
        assert found["lessons"] == state["lessons"]
        kept = found.get("items", {})
        assert len(kept) == len(state["items"]) - done["lost"]
        assert kept == {name: entry for name, entry in state["items"].items() if name in kept}
        if done["lost"]:
            assert "review" not in found
    assert tight[-1]["text"] is None


def test_short_answers_stay_and_of_two_the_newer() -> None:
    known = {**facts(0, 0), "items": {f"item-{number}": an_item(number, "short") for number in range(6)}}
    texts = ["older", "x" * 300, "newer", "y" * 200, "later", "z" * 90]
    state = {
        "items": {
            name: {"revision": "r1", "response": [text], "at": NOW}
            for name, text in zip(known["items"], texts, strict=True)
        }
    }
    whole = len(codec({"state": state, "facts": known})[0]["text"])
    limits = [whole - less for less in (1, 310, 520, 612)]
    found = codec(*({"state": state, "facts": known, "limit": limit} for limit in limits))
    kept = [[entry["response"][0][:5] for entry in done["read"]["state"]["items"].values()] for done in found]
    assert kept == [
        ["older", "newer", "yyyyy", "later", "zzzzz"],
        ["older", "newer", "later", "zzzzz"],
        ["older", "newer", "later"],
        ["newer", "later"],
    ]


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("plain words", 15),
        ("caf\u00e9", 9),
        ("\u0633\u0631\u064a\u0629 \u0627\u0644\u0639\u0645\u064a\u0644", 30),
        ("\u4fdd\u5bc6", 9),
        ("$8.50, or: 3/4; a=b", 40),
        ("$", 3),
        ("\U0001f600\u200f", 11),
        ("", 0),
    ],
)
def test_a_typed_answer_takes_the_shorter_of_two_ways(text: str, room: int) -> None:
    known = {**facts(0, 0), "items": {"item-0": an_item(0, "short")}}
    states = [
        {"items": {"item-0": {"revision": "r1", "response": [words], "at": NOW}}}
        for words in (text, "", text + "\ud83d")
    ]
    found = codec(*({"state": state, "facts": known} for state in states))
    assert found[0]["read"]["state"] == states[0]
    assert len(found[0]["text"]) - len(found[1]["text"]) <= room
    assert found[2]["read"]["state"]["items"]["item-0"]["response"] == [text + "\ufffd"]  # half a letter is none


def test_a_line_of_the_first_version_is_still_read() -> None:
    """Written by the version before; texts in it have one way."""
    known = {**facts(0, 0), "items": {"item-0": an_item(0, "short")}}
    (done,) = codec({"text": FIRST, "facts": known})
    assert done["read"]["state"]["items"]["item-0"]["response"] == ["caf\u00e9 $8"]


def test_a_line_that_isnt_whole_says_nothing() -> None:
    known = facts()
    (done,) = codec({"state": a_state(known), "facts": known})
    text = done["text"]
    random = Random(3)
    spoilt = ["", "1", "{}", text[:-1], text[1:], text + "A", f"1{text[1:]}", f"3{text[1:]}", "x" * 4096]
    for _ in range(300):
        at = random.randrange(len(text))
        spoilt.append(text[:at] + random.choice("Aa0-_,;:/=~") + text[at + 1 :])
    for was, found in zip(spoilt, codec(*({"text": was, "facts": known} for was in spoilt)), strict=True):
        assert found["read"] is None or was == text


def test_an_edited_package_finds_what_is_left_and_nothing_else() -> None:
    known = facts(40, 6)
    state = a_state(known)
    later = json.loads(json.dumps(known))
    del later["items"]["item-3"]
    later["items"]["item-4"] = {**an_item(4, revision="r2"), "bank": "bank-1"}
    later["items"] = dict(reversed(later["items"].items())) | {"item-99": {**an_item(99), "bank": "bank-1"}}
    scenario = later["scenarios"]["scenario-1"]
    scenario["revision"], scenario["digest"] = "s2", digest("scenario", "scenario-1") + digest("other")
    at, gone = state["scenarios"]["scenario-1"]["path"][2]
    del scenario["scenes"][at]["options"][gone]
    (done,) = codec({"state": state, "facts": known, "later": later})
    read = done["read"]["state"]
    expected = {name: saved for name, saved in state["items"].items() if name not in ("item-3", "item-4")}
    assert read["items"] == expected
    assert {slot["id"] for slot in read["final"]["1"]["slots"]}.isdisjoint({"item-3", "item-4"})
    (again,) = codec({"state": read, "facts": later})  # and keeps it
    assert again["read"]["state"]["items"] == expected
    was = state["scenarios"]["scenario-1"]
    assert read["scenarios"]["scenario-1"] == {
        **was,
        "revision": "",
        "path": [*was["path"][:2], [at, ""]],
    }
    assert again["read"]["state"]["scenarios"]["scenario-1"] == {**was, "revision": "", "path": was["path"][:2]}
    assert read["scenarios"]["scenario-2"] == state["scenarios"]["scenario-2"]
