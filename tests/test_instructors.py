"""The pictures of the scenarios on the instructor's page are those of the scenarios as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from coursewright.cli import main

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("path", sorted((ROOT / "docs/instructors").glob("*.svg")), ids=lambda path: path.stem)
def test_a_picture_is_what_the_command_draws(path: Path, tmp_path: Path) -> None:
    source = ROOT / "quizzes/scenarios" / f"{path.stem}.md"
    done = CliRunner().invoke(main, ["graph", str(source), "--output", str(tmp_path / path.name)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / path.name).read_bytes() == path.read_bytes(), f"run: coursewright graph {source.name}"
