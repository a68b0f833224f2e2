"""Every package of a course in one folder: whole, listed with checksums, and without what is not for the public."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import coursewright.release as release_module
from coursewright.cli import main
from coursewright.export.listing import carries
from coursewright.export.registry import Options, all_exporters

CONFIG = """\
site_name: A <course>
site_url: https://example.org/a
plugins: [coursewright]
nav: [index.md, {One: [one.md]}, {Two: [two.md]}]
extra: {course: {id: small, version: "1.2"}}
"""
LESSON = "---\nid: {name}\n---\n# Lesson {name}\n\n<!-- quiz: {name}-item -->\n"
BANK = """\
---
title: Bank of {name}
use: {use}
---
<quiz>
<!-- id: {name}-item -->
Where does the {name} sleep?
- [x] In the {name}'s bed
  > It does.
- [ ] Nowhere
  > It has to.
- [ ] On the roof
  > It rains there.
</quiz>
"""
SECRET = "heffalump"
KILLING = """
import os, signal
from pathlib import Path
from coursewright.cli import main
def killed():
    os.kill(os.getpid(), signal.SIGKILL)
opened, replaced, files = os.fdopen, Path.replace, []
class Half:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def write(self, content):
        self.file.write(content[: len(content) // 2])
        self.file.flush()
        killed()
def opens(descriptor, mode):
    files.append(descriptor)
    file = opened(descriptor, mode)
    return Half(file) if len(files) == 5 else file
def replaces(path, name):
    files.append(name)
    return killed() if len(files) == 5 else replaced(path, name)
"""
KILLED = {"half a file": "os.fdopen = opens", "before its name": "Path.replace = replaces"}
"""Moments at which a run ends without having been asked: how a file is written is what decides what is left."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    texts = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "# Home\n",
        "docs/one.md": LESSON.format(name="one"),
        "docs/two.md": LESSON.format(name="two"),
        "quizzes/one.md": BANK.format(name="one", use="practice"),
        "quizzes/two.md": BANK.format(name="two", use="practice"),
        "quizzes/pool.md": BANK.format(name=SECRET, use="pool"),
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"


def run(course: Path, out: Path) -> Result:
    return CliRunner().invoke(main, ["packages", "-f", str(course), "--out", str(out)])


@pytest.fixture(scope="module")
def made(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "dist"
    done = run(course, out)
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture
def listed(made: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((made / "packages.json").read_text(encoding="utf-8"))
    return found


def test_every_target_is_there_for_the_course_and_each_module(listed: dict[str, Any]) -> None:
    assert (listed["course"], listed["version"]) == ("small", "1.2")
    found = {(entry["target"], entry["module"]) for entry in listed["packages"]}
    assert found == {(target, module) for target in all_exporters() for module in ("", "One", "Two")}


def test_the_list_says_what_is_in_the_folder(made: Path, listed: dict[str, Any]) -> None:
    sums = dict(line.split("  ")[::-1] for line in (made / "SHA256SUMS").read_text().splitlines())
    page = (made / "index.html").read_text(encoding="utf-8")
    files = {path.name for path in made.iterdir()} - {"packages.json", "SHA256SUMS", "index.html", "packages.css"}
    assert files == set(sums) == {entry["file"] for entry in listed["packages"]}
    for entry in listed["packages"]:
        content = (made / entry["file"]).read_bytes()
        assert entry["size"] == len(content)
        assert entry["sha256"] == sums[entry["file"]] == sha256(content).hexdigest()
        assert f'href="{entry["file"]}"' in page
        assert entry["sha256"] in page
        assert entry["format"] in page
    assert "A &lt;course&gt;" in page
    assert "<script" not in page
    assert "style=" not in page


def test_what_most_platforms_take_comes_first_and_each_says_what_it_is_for(made: Path, listed: dict[str, Any]) -> None:
    order = [entry["target"] for entry in listed["packages"] if entry["module"] == "One"]
    assert order[:2] == ["scorm12", "scorm2004"]
    page = (made / "index.html").read_text(encoding="utf-8")
    said = (
        "Lessons with their questions, tracked and graded",
        "Lessons as pages, questions as quizzes of your platform",
        "The questions alone",
    )
    assert sum(page.count(f"<p>{text}</p>") for text in said) == len(listed["packages"])


@pytest.mark.parametrize(
    ("like", "changes", "said"),
    [
        ("scorm2004", {}, "Lessons with their questions, tracked and graded"),
        ("cc11", {}, "Lessons as pages, questions as quizzes of your platform"),
        ("qti21", {}, "The questions alone"),
        ("scorm2004", {"options": Options}, ""),
    ],
)
def test_another_target_is_listed_as_what_it_is_without_being_named(
    like: str, changes: dict[str, Any], said: str
) -> None:
    assert carries(replace(all_exporters()[like], name="another", **changes)) == said


def test_a_lesson_finds_the_packages_of_its_module(listed: dict[str, Any]) -> None:
    pages = {entry["module"]: entry["pages"] for entry in listed["packages"]}
    assert pages == {"": [], "One": ["one/"], "Two": ["two/"]}


def test_pool_items_are_in_no_file(made: Path, listed: dict[str, Any]) -> None:
    looked = 0
    for entry in listed["packages"]:
        path = made / entry["file"]
        texts = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                texts = [archive.read(name) for name in archive.namelist()]
        looked += any(b"one-item" in text for text in texts)
        assert not any(SECRET.encode() in text for text in texts), entry["file"]
    assert looked >= len(all_exporters())


def test_twice_gives_the_same_bytes(course: Path, made: Path, tmp_path: Path) -> None:
    assert run(course, tmp_path).exit_code == 0
    for path in made.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_who_is_stopped_leaves_whole_files_and_an_old_list(
    course: Path, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "packages.json").write_text("old", encoding="utf-8")
    write, left = release_module.write_whole, [3]

    def until(path: Path, content: bytes) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device", str(path))
        write(path, content)

    monkeypatch.setattr(release_module, "write_whole", until)
    done = run(course, tmp_path)
    assert done.exit_code == 2
    assert "can't be written: No space left on device" in done.output
    names = {path.name for path in tmp_path.iterdir()} - {"packages.json"}
    assert len(names) == 2
    assert all((tmp_path / name).read_bytes() == (made / name).read_bytes() for name in names)
    assert (tmp_path / "packages.json").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("moment", KILLED)
def test_who_is_killed_leaves_whole_files_and_the_next_run_makes_the_rest(
    moment: str, course: Path, made: Path, tmp_path: Path
) -> None:
    """Killed for good, with no last word: in the middle of its fifth file, or before that has its name."""
    script = f"{KILLED[moment]}\nmain(['packages', '-f', {str(course)!r}, '--out', {str(tmp_path)!r}])"
    done = subprocess.run([sys.executable, "-c", KILLING + script], capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    whole = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert len(whole) == 4
    assert all((tmp_path / name).read_bytes() == (made / name).read_bytes() for name in whole)
    assert run(course, tmp_path).exit_code == 0
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")} == {
        path.name for path in made.iterdir()
    }
    assert all((tmp_path / path.name).read_bytes() == path.read_bytes() for path in made.iterdir())


def test_a_course_without_items_has_lessons_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: A\nplugins: [coursewright]\n", encoding="utf-8")
    done = run(config, tmp_path / "dist")
    assert done.exit_code == 1
    assert "Nothing was exported" in done.output
    assert not (tmp_path / "dist").exists()
