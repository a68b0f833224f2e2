"""The command as a shell runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

RUN = [sys.executable, "-c", "from coursewright.cli import run; run()"]
BROKEN = "<quiz>\nWhich?\n- [ ] a\n- [ ] b\n</quiz>\n\n"


def course(folder: Path, text: str) -> Path:
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: A\nplugins: [coursewright]\n", encoding="utf-8")
    (folder / "docs" / "index.md").write_text(f"# A\n\n{text}", encoding="utf-8")
    return folder


def test_it_leaves_with_its_status_and_has_said_everything(tmp_path: Path) -> None:
    done = subprocess.run(
        [*RUN, "check"], cwd=course(tmp_path, BROKEN * 2000), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert len(done.stdout) > 1 << 17  # more than a pipe holds
    assert done.stdout.splitlines()[-1].endswith(" errors, 2000 pieces of advice")
    assert done.stderr == ""


def test_a_clean_course_leaves_with_zero_and_a_wrong_call_with_two(tmp_path: Path) -> None:
    folder = course(tmp_path, "Text.\n")
    assert subprocess.run([*RUN, "check"], cwd=folder, capture_output=True, check=False).returncode == 0
    assert subprocess.run([*RUN, "chekc"], cwd=folder, capture_output=True, check=False).returncode == 2


def test_who_reads_only_the_start_gets_no_traceback(tmp_path: Path) -> None:
    folder = course(tmp_path, BROKEN * 2000)
    with subprocess.Popen([*RUN, "check"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert b"Traceback" not in child.stderr.read()


@pytest.mark.parametrize(
    ("here", "asked", "workspace", "path"),
    [
        ("course", [], "", "docs/index.md"),
        (".", ["-f", "course/mkdocs.yml"], "", "course/docs/index.md"),
        ("course/docs", ["-f", "../mkdocs.yml"], "", "index.md"),
        ("other", ["-f", "../course/mkdocs.yml"], "", "../course/docs/index.md"),
        ("course", ["--format", "github"], ".", "course/docs/index.md"),
        ("other", ["-f", "../course/mkdocs.yml", "--format", "github"], ".", "course/docs/index.md"),
        ("course", ["--format", "github"], "course", "docs/index.md"),
        ("course", ["--format", "text"], ".", "docs/index.md"),
    ],
)
def test_paths_lead_from_the_working_folder_or_the_repository(
    here: str, asked: list[str], workspace: str, path: str, tmp_path: Path
) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "other").mkdir()
    course(tmp_path / "course", BROKEN)
    environment = {**os.environ, "GITHUB_WORKSPACE": str(tmp_path / workspace) if workspace else ""}
    done = subprocess.run(
        [*RUN, "check", *asked],
        cwd=tmp_path / here,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    named = re.findall(r"^::error file=([^,]+),", done.stdout, re.M) or re.findall(r"^(\S+?):\d+:", done.stdout, re.M)
    assert set(named) == {path}
    assert "docs" not in done.stdout.replace(path, "")
