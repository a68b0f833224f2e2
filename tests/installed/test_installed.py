"""The package as it is installed, by its command alone: a new course is checked, built and exported.

``make release`` runs this against the wheel, with the oldest and the newest versions of what it needs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = Path(sys.executable).parent
THEMES = ("coursewright", "material")


def run(command: str, *arguments: str, folder: Path) -> str:
    """Run a command of this environment; return what it says, once it has left with 0."""
    settings = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [COMMANDS / command, *arguments],
        cwd=folder,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module", params=THEMES)
def course(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("author")
    run("coursewright", "new", "help-desk", "--theme", request.param, folder=folder)
    return folder / "help-desk"


def test_it_passes_the_check_and_a_strict_build(course: Path) -> None:
    assert run("coursewright", "check", "--strict", folder=course) == "No problems.\n"
    said = run("mkdocs", "build", "--strict", folder=course)
    assert "WARNING" not in said
    lesson = (course / "site/desk/say-no/index.html").read_text("utf-8")
    assert lesson.count("<cw-item ") == 2


def test_every_target_writes_it(course: Path) -> None:
    if "name: coursewright" not in (course / "mkdocs.yml").read_text("utf-8"):
        pytest.skip("once is enough: packages have the same look under any theme")
    run("coursewright", "packages", folder=course)
    names = {path.name for path in (course / "dist").iterdir()}
    kinds = ("scorm12", "scorm2004", "cmi5", "xapi", "cc11", "cc13", "moodlexml", "gift", "qti12", "qti21", "qti30")
    assert [kind for kind in kinds if not any(kind in name for name in names)] == []


def test_rules_are_explained(tmp_path: Path) -> None:
    assert "K002" in run("coursewright", "explain", "k002", folder=tmp_path)
