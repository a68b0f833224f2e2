"""What holds for every target: it has a page, a name of its own, and a command that refuses a broken course."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coursewright.cli import main
from coursewright.export.bundle import Bundle
from coursewright.export.registry import LOSSES, all_exporters, exporter

EXPORTS = Path(__file__).parents[2] / "docs" / "toolkit" / "exports"
BANK = """\
---
title: A bank
use: {use}
---
<quiz>
<!-- id: hello -->
Who says hello first?
- [x] The client
  > Only they know who may learn that [you two](../docs/index.md#you) know each other.
- [ ] The worker
  > Everyone in the queue learns that you two know each other.
- [ ] Whoever sees the other
  > It leaves to chance what the queue learns.
</quiz>
"""


def a_course(folder: Path, use: str = "pool") -> Path:
    (folder / "course" / "docs").mkdir(parents=True)
    (folder / "course" / "quizzes").mkdir()
    config = folder / "course" / "mkdocs.yml"
    config.write_text("site_name: A course\nsite_url: https://example.org/a\n", encoding="utf-8")
    (folder / "course" / "docs" / "index.md").write_text("# Home\n\n## You {#you}\n", encoding="utf-8")
    (folder / "course" / "quizzes" / "bank.md").write_text(BANK.format(use=use), encoding="utf-8")
    assert run("check", "-f", config, "--update-key", "--strict").exit_code == 0
    return config


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_two_exporters_of_one_name_are_refused() -> None:
    assert "gift" in all_exporters()
    with pytest.raises(ValueError, match=r"two exporters claim gift: .*gift and test_targets"):
        exporter("gift")(lambda course, options: Bundle(files={}))  # noqa: ARG005


def test_every_target_has_a_page_and_a_row_and_every_page_a_target() -> None:
    index = (EXPORTS / "index.md").read_text(encoding="utf-8")
    assert {path.stem for path in EXPORTS.glob("*.md")} - {"index"} == set(all_exporters())
    for name in all_exporters():
        assert f"]({name}.md)" in index
    for code in LOSSES:
        assert f"](../rules/{code}.md)" in index


@pytest.mark.parametrize("target", all_exporters())
def test_the_command_writes_the_same_bytes_twice(target: str, tmp_path: Path) -> None:
    config = a_course(tmp_path)
    contents = set()
    for name in ("one", "two"):
        done = run("export", target, "-f", config, "--output", tmp_path / name)
        assert done.exit_code == 0, done.output
        contents.add((tmp_path / name).read_bytes())
    assert len(contents) == 1


def test_links_lead_to_the_site_that_the_configuration_names(tmp_path: Path) -> None:
    run("export", "gift", "-f", a_course(tmp_path), "--output", tmp_path / "out")
    assert b"[you two](https\\://example.org/a/\\#you)" in (tmp_path / "out").read_bytes()


def test_a_course_with_errors_is_not_exported(tmp_path: Path) -> None:
    config = a_course(tmp_path)
    bank = config.parent / "quizzes" / "bank.md"
    bank.write_text(bank.read_text(encoding="utf-8").replace("[x]", "[ ]"), encoding="utf-8")
    done = run("export", "gift", "-f", config, "--output", tmp_path / "out")
    assert done.exit_code == 1
    assert "quizzes/bank.md:8:7: K002 " in done.output
    assert not (tmp_path / "out").exists()


def test_a_course_that_cant_be_found_is_the_commands_failure(tmp_path: Path) -> None:
    done = run("export", "gift", "-f", tmp_path / "mkdocs.yml", "--output", tmp_path / "out")
    assert (done.exit_code, "R001" in done.output) == (2, True)


def test_an_output_that_cant_be_written_is_the_commands_failure(tmp_path: Path) -> None:
    config = a_course(tmp_path)
    done = run("export", "gift", "-f", config, "--output", config / "out")
    assert (done.exit_code, "can't be written" in done.output) == (2, True)


def test_what_a_target_cant_carry_is_printed_and_the_rest_written(tmp_path: Path) -> None:
    config = a_course(tmp_path)
    bank = config.parent / "quizzes" / "bank.md"
    two = "\n<quiz>\n<!-- id: two -->\nFrom [[a]] to [[z]].\n\n---\nThese are the first and the last letter.\n</quiz>\n"
    bank.write_text(bank.read_text(encoding="utf-8") + two, encoding="utf-8")
    run("check", "-f", config, "--update-key")
    done = run("export", "gift", "-f", config, "--output", tmp_path / "out")
    assert done.exit_code == 0
    assert "quizzes/bank.md:16:1: E001 not exported: 2 blanks, and GIFT takes one\n" in done.output
    assert b"::hello::" in (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("use", ["practice", "final", "pool"])
def test_use_chooses(use: str, tmp_path: Path) -> None:
    config = a_course(tmp_path, use)
    for chosen in ("practice", "final", "pool"):
        done = run("export", "gift", "-f", config, "--output", tmp_path / chosen, "--use", chosen)
        assert done.exit_code == (0 if chosen == use else 1)
        assert (tmp_path / chosen).exists() is (chosen == use)


def test_private_items_are_exported_where_their_folder_is_named(tmp_path: Path) -> None:
    config = a_course(tmp_path)
    private = tmp_path / "private"
    private.mkdir()
    text = BANK.format(use="private").replace("hello", "secret").replace("first?", "in the exam?")
    (private / "exam.md").write_text(text, encoding="utf-8")
    done = run("export", "gift", "-f", config, "--output", tmp_path / "out", "--banks", private, "--use", "final")
    assert done.exit_code == 0, done.output
    content = (tmp_path / "out").read_bytes()
    assert b"::secret::" in content
    assert b"::hello::" not in content
