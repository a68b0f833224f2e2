"""What we ship: every file that the toolkit needs and no other; and lock files that say where it all comes from."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from coursewright import __version__
from coursewright.cli import main

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "coursewright"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = {".txt", ".css", ".html", ".js", ".json", ".md", ".po", ".pot", ".py", ".svg", ".ts", ".xml", ".yml"}
"""Endings of what belongs into the package; ``py.typed`` and a new course's ``.gitignore`` have none."""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=300)
    return next(folder.glob("coursewright-*.whl"))


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_the_source_the_rules_pages_and_its_metadata_and_nothing_else(wheel: Path) -> None:
    source = {
        f"coursewright/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    pages = {f"coursewright/rule-pages/{path.name}" for path in (ROOT / "docs/toolkit/rules").glob("*.md")}
    metadata = {
        f"coursewright-{__version__}.dist-info/{name}"
        for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    assert names(wheel) == source | pages | metadata
    assert {Path(name).suffix for name in source if not name.endswith(("/py.typed", "/.gitignore"))} <= SHIPPED


@pytest.mark.parametrize(
    "name",
    [
        "cli.py",
        "plugin.py",
        "py.typed",
        "check/rules/k002_no_correct_choice.py",
        "kinds/choice.py",
        "locales/coursewright.pot",
        "locales/de.po",
        "render/look/palette.css",
        "render/player/item.js",
        "render/player/player.css",
        "rule-pages/K002.md",
        "rule-pages/R001.md",
        "starter/.github/workflows/pages.yml",
        "starter/.gitignore",
        "starter/quizzes/scenarios/printer.md",
        "theme/main.html",
        "theme/mkdocs_theme.yml",
        "theme/partials/language.html",
    ],
)
def test_the_wheel_holds_one_of_each_sort(wheel: Path, name: str) -> None:
    assert f"coursewright/{name}" in names(wheel)


def test_a_rule_is_explained_from_the_installed_package(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "from coursewright.cli import main; main()", "explain", "k002"],
        env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert done.stdout == (tmp_path / "coursewright/rule-pages/K002.md").read_text(encoding="utf-8")


def test_whoever_puts_a_course_of_their_own_into_docs_still_has_a_package(tmp_path: Path) -> None:
    root = tmp_path / "fork"
    shutil.copytree(SOURCE, root / "src/coursewright", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, root / name)
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Mine\n", encoding="utf-8")
    made = next(WheelBuilder(str(root)).build(directory=str(tmp_path), versions=["standard"]))
    assert "coursewright/cli.py" in names(Path(made))
    assert not [name for name in names(Path(made)) if "rule-pages" in name or name.startswith("docs")]


def test_without_pages_of_rules_the_command_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coursewright.tools.rule_pages", dict)
    done = CliRunner().invoke(main, ["explain", "K002"])
    assert done.exit_code == 2
    assert "has no pages of rules" in done.output


WORKFLOWS = sorted(path for folder in (ROOT / ".github", SOURCE / "starter/.github") for path in folder.rglob("*.yml"))


@pytest.mark.parametrize("path", [ROOT / "action.yml", *WORKFLOWS], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_workflow_pins_what_it_uses_and_a_new_course_uses_what_we_do(path: Path) -> None:
    used = re.findall(r"uses: (\S+)@(\S+)(.*)", path.read_text(encoding="utf-8"))
    ours = {
        found for other in WORKFLOWS for found in re.findall(r"uses: (\S+)@(\S+)", other.read_text(encoding="utf-8"))
    }
    assert len({action for action, _ in ours}) == len(ours)
    for action, commit, version in used:
        assert re.fullmatch("[0-9a-f]{40}", commit), action
        assert re.fullmatch(r"  # v\d+\.\d+\.\d+", version), action
        assert (action, commit) in ours


def locked(name: str) -> dict[str, set[str]]:
    """Return the versions that a lock file pins, by distribution."""
    found: dict[str, set[str]] = {}
    for line in re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.M):
        found.setdefault(canonicalize_name(line[0]), set()).add(line[1])
    return found


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_a_lock_file_pins_a_fitting_release_of_whatever_pyproject_asks_for(name: str) -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    if name == "requirements-test.txt":
        groups = PROJECT["dependency-groups"]
        wanted += [entry for group in groups.values() for entry in group if isinstance(entry, str)]
    pins = locked(name)
    for requirement in map(Requirement, wanted):
        versions = pins.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement} is not in {name}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: run make lock"


def test_both_lock_files_pin_the_same_releases() -> None:
    tests = locked("requirements-test.txt")
    assert {name: tests.get(name) for name in locked("requirements.txt")} == locked("requirements.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_a_lock_file_has_hashes_and_names_no_host_and_no_machine(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    own = re.compile(r"#.*|[\w.-]+==[\w.]+(?: ; [\w.<>=!' ]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [line for line in lines if not own.fullmatch(line)] == []
    assert "://" not in "\n".join(lines)
    assert all(following.startswith("    --hash=") for line, following in pairwise(lines) if "==" in line)


def test_the_lock_file_of_npm_has_hashes_and_names_no_registry_and_package_json_pins_all() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    own = packages.pop("")
    assert own["devDependencies"] == wanted["devDependencies"]
    assert "dependencies" not in wanted  # what we ship needs no npm
    assert [
        version for version in wanted["devDependencies"].values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)
    ] == []
    assert [name for name, package in packages.items() if not package["integrity"].startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
