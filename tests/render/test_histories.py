"""Histories by chance of tabs, imports, edits and clears: the player's own scripts in Node, against what was done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from coursewright.render.served import PLAYER_FOLDER

SEED = int(os.environ.get("COURSEWRIGHT_SEED", "0"))
"""Of ``make fuzz`` another one each time, and more histories from there on."""
HISTORIES = int(os.environ.get("COURSEWRIGHT_HISTORIES", "200" if "COURSEWRIGHT_SEED" in os.environ else "40"))
WORLD = Path(__file__).with_name("tabs_histories.js")

Step = tuple[int, str] | tuple[int, str, int]
"""Of which tab, what it does, and to which entry."""
FOUND: dict[str, tuple[int, list[Step]]] = {
    "a cleared attempt comes back with what another tab writes upon it": (
        2,
        [(0, "start"), (0, "slot", 2), (0, "clear"), (1, "import", 3), (1, "sends")],
    ),
    "a cleared answer comes back from a tab that writes as another one clears, and answers": (
        2,
        [(0, "back"), (1, "answer"), (0, "back"), (0, "settle"), (0, "start"), (1, "clear"), (1, "answer", 1)],
    ),
    "a cleared answer comes back with news from before it, which waited for the script that joins": (
        2,
        [
            *((0, "answer", 1), (0, "clear"), (1, "start"), (0, "sends"), (0, "sends"), (0, "sends"), (1, "sends")),
            *((1, "hears"), (1, "hears"), (1, "hears"), (1, "loads")),
        ],
    ),
}


def told(**histories: Any) -> list[dict[str, Any]]:
    if not shutil.which("node"):
        pytest.skip("there is no node")
    asked = json.dumps({"folder": str(PLAYER_FOLDER), "steps": 60, **histories})
    done = subprocess.run(["node", str(WORLD)], input=asked, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.fuzz
def test_nothing_is_lost_comes_back_or_is_counted_wrong() -> None:
    assert told(seeds=list(range(SEED, SEED + HISTORIES))) == []


def test_what_was_found_stays_mended() -> None:
    assert told(told=[{"tabs": tabs, "steps": steps} for tabs, steps in FOUND.values()]) == []
