"""Words that the whole repository uses in one way."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = {".html", ".js", ".json", ".md", ".po", ".py", ".svg", ".toml", ".txt", ".yml"}
BOARD = re.compile(
    "licen[cs]e" + r"\s+(?:board|to practi[cs]e)|professional licence|gives no licence|is no licence", re.I
)


def test_a_social_worker_is_licensed_by_a_licensing_board() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    paths = [ROOT / name for name in listed if Path(name).suffix in TEXTS and ROOT / name != Path(__file__)]
    assert len(paths) > 300
    found = [path for path in paths if path.is_file() and BOARD.search(path.read_text("utf-8"))]
    assert found == []
    assert len([path for path in paths if path.is_file() and "licensing board" in path.read_text("utf-8")]) > 20
