"""A new course: complete, clean, and written over nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from coursewright import new
from coursewright.check.answer_key import answer_key
from coursewright.check.checker import check
from coursewright.cli import main
from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.new import course_files, requirement, write_course
from coursewright.read.course import read_course


def course_in(folder: Path) -> Course:
    layout, problems = read_layout(folder / "mkdocs.yml")
    assert layout, problems
    return read_course(layout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "help-desk"
    write_course(folder, "Help desk")
    return folder


def test_the_check_finds_nothing_in_it(folder: Path) -> None:
    assert check(course_in(folder)) == ()


def test_it_has_two_lessons_a_bank_a_scenario_a_final_and_every_page_of_the_path(folder: Path) -> None:
    course = course_in(folder)
    assert len([lesson for lesson in course.lessons if lesson.keeps_progress and lesson.objectives]) == 2
    assert {bank.use for bank in course.banks} == {"practice", "final"}
    assert len(course.scenarios) == 1
    pieces = {piece.name for lesson in course.lessons for piece in lesson.document.pieces}
    assert pieces == {"progress", "data", "final", "review", "certificate"}


def test_its_workflow_puts_its_packages_where_its_lessons_look_for_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = yaml.safe_load((folder / ".github/workflows/pages.yml").read_text("utf-8"))["jobs"]["build"]
    assert "coursewright packages --out site/packages" in [step.get("run") for step in job["steps"]]
    assert course_in(folder).about.packages == ""
    monkeypatch.setenv("PACKAGES", job["env"]["PACKAGES"])
    assert course_in(folder).about.packages == "packages/"


def test_its_answer_key_is_that_of_its_banks(folder: Path) -> None:
    assert (folder / "quizzes/answer-key.json").read_text("utf-8") == answer_key(course_in(folder))


def test_two_courses_of_other_names_never_share_an_id_and_the_same_is_the_same() -> None:
    one, same, other = (course_files(title)["mkdocs.yml"] for title in ("Help desk", " Help desk ", "Help-desk"))
    assert one == same
    assert ids(one) != ids(other)


def ids(config: str) -> list[str]:
    return [line for line in config.splitlines() if line.startswith("    id: ")]


@pytest.mark.parametrize(
    "title", ['Say "no"', "C:\\ and # more", "Ask: what?", "{a}", "Über den Tresen ✓", "- x", "@id@"]
)
def test_any_title_is_the_courses_title(tmp_path: Path, title: str) -> None:
    write_course(tmp_path / "course", title)
    course = course_in(tmp_path / "course")
    assert course.about.title == title
    assert course.about.named
    assert check(course) == ()


@pytest.mark.parametrize("title", ["", "  ", "a\nb", "a\x00b", "\u2028"])
def test_what_is_no_title_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(ValueError, match="one line of text"):
        write_course(tmp_path, title)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["mkdocs.yml", "docs/a.md", "quizzes/a.md"])
def test_a_course_that_is_there_is_not_touched(tmp_path: Path, there: str) -> None:
    file = tmp_path / there
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(main, ["new", str(tmp_path)])
    assert done.exit_code == 2
    assert f"{tmp_path / Path(there).parts[0]} is there already, so nothing was written" in done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]
    assert file.read_text("utf-8") == "mine"


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "course").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(main, ["new", str(tmp_path / "course")])
    assert (done.exit_code, (tmp_path / "course").read_text("utf-8")) == (2, "mine")
    assert "course is there already" in done.stderr


def test_a_fresh_clone_with_a_readme_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(main, ["new", str(tmp_path), "--title", "Help desk", "--theme", "material"])
    assert done.exit_code == 0, done.output
    assert f"Kept {tmp_path / 'README.md'}" in done.stderr
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"
    assert "name: material\n" in (tmp_path / "mkdocs.yml").read_text("utf-8")


def test_the_folders_name_is_the_title_of_who_gives_none(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "first-aid_kit")])
    assert done.exit_code == 0, done.output
    assert course_in(tmp_path / "first-aid_kit").about.title == "First aid kit"


@pytest.mark.parametrize(
    ("theme", "said"), [("materal", "Did you mean “material”?"), ("paper", "coursewright, material")]
)
def test_a_theme_that_isnt_there_is_told_and_nothing_is_written(theme: str, said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / "course"), "--theme", theme])
    assert done.exit_code == 2
    assert f"there is no theme “{theme}”" in done.stderr
    assert said in done.stderr
    assert not (tmp_path / "course").exists()


COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, f"coursewright=={new.__version__}"),
        (
            {"url": "https://example.org/c.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"coursewright @ git+https://example.org/c.git@{COMMIT}",
        ),
        ({"url": "https://example.org/c.whl", "archive_info": {}}, "coursewright @ https://example.org/c.whl"),
        ({"url": "file:///nowhere/at/all", "dir_info": {}}, "coursewright @ file:///nowhere/at/all"),
    ],
)
def test_its_requirement_is_what_is_installed(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, object] | None, line: str
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(origin) if origin else None

    monkeypatch.setattr(new, "distribution", lambda _: Installed())
    assert requirement() == line


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://me:secret@example.org:8443/team/c.git", "https://example.org:8443/team/c.git"),
        ("git@example.org:team/c.git", "ssh://git@example.org/team/c.git"),
        ("../c", ""),
    ],
)
def test_a_clone_is_installed_from_what_it_was_cloned_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, remote: str, address: str
) -> None:
    class Done:
        def __init__(self, stdout: str) -> None:
            self.stdout = stdout

    def git(command: list[str], **options: object) -> Done:
        assert options["cwd"] == tmp_path
        return Done(f"{remote if 'remote' in command else COMMIT}\n")

    monkeypatch.setattr(new.subprocess, "run", git)
    found: Callable[[Path], str] = new._cloned_from
    assert found(tmp_path) == (address and f"{address}@{COMMIT}")
