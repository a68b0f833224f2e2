"""When a missed item comes back: the schedule alone, without a page or a clock."""

from __future__ import annotations

from coursewright.render.served import PLAYER_FOLDER
from node import in_node

DAY = 86_400_000
NOW = 1_800_000_000_000
DUE = {"due": NOW, "step": 0}
SCRIPT = """
require(process.argv[1]);
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const noted = asked.map(([known, right, now]) => coursewrightDue(known, right, now));
console.log(JSON.stringify(noted.map((one) => (one === undefined ? "as it was" : one))));
"""
CASES = [
    ("a first miss", None, False, {"due": NOW + DAY, "step": 0}),
    ("a miss before its time", {"due": NOW + 5 * DAY, "step": 2}, False, {"due": NOW + DAY, "step": 0}),
    ("right at its time", DUE, True, {"due": NOW + 3 * DAY, "step": 1}),
    ("right the second time", {"due": NOW - 1, "step": 1}, True, {"due": NOW + 7 * DAY, "step": 2}),
    ("right the last time", {"due": NOW, "step": 2}, True, None),
    ("right before its time", {"due": NOW + 1, "step": 1}, True, "as it was"),
    ("right and never missed", None, True, "as it was"),
    ("neither right nor wrong", DUE, None, "as it was"),
    ("without a step", {"due": NOW}, True, {"due": NOW + 3 * DAY, "step": 1}),
    ("a step below none", {"due": NOW, "step": -4}, True, {"due": NOW + 3 * DAY, "step": 1}),
]


def test_each_answer_moves_an_item_as_its_step_says() -> None:
    moved = in_node(SCRIPT, PLAYER_FOLDER / "due.js", asked=[[known, right, NOW] for _, known, right, _ in CASES])
    names = [name for name, *_ in CASES]
    assert dict(zip(names, moved, strict=True)) == {name: noted for name, *_, noted in CASES}
