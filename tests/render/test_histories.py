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
"""Of ``make fuzz`` another one each time."""
HISTORIES = int(os.environ.get("COURSEWRIGHT_HISTORIES", "200" if SEED else "20"))
WORLD = Path(__file__).with_name("tabs_world.js")
FOUND: list[int] = []
"""Seeds of histories in which something was wrong once."""


@pytest.mark.fuzz
def test_nothing_is_lost_comes_back_or_is_counted_wrong() -> None:
    if not shutil.which("node"):
        pytest.skip("there is no node")
    seeds = [*FOUND, *(SEED * 10_000 + number for number in range(HISTORIES))]
    asked = json.dumps({"folder": str(PLAYER_FOLDER), "seeds": seeds, "steps": 60})
    done = subprocess.run(["node", str(WORLD)], input=asked, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert found == []
