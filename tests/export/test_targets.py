"""What holds for every target: it has a page, a name of its own, and a command that refuses a broken course."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_site import bank, small_site

from coursewright.cli import main
from coursewright.export.bundle import Bundle
from coursewright.export.registry import LOSSES, all_exporters, exporter
from coursewright.model.site import Site

EXPORTS = Path(__file__).parents[2] / "docs" / "toolkit" / "exports"
HOME = """\
---
id: home
---
# Home

## You {#you}
"""
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
    config.write_text(
        "site_name: A course\nsite_url: https://example.org/a\n"
        "plugins: [coursewright]\nmarkdown_extensions: [attr_list]\n",
        encoding="utf-8",
    )
    (folder / "course" / "docs" / "index.md").write_text(HOME, encoding="utf-8")
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
def test_a_file_is_named_after_its_target_once(target: str, tmp_path: Path) -> None:
    done = run("export", target, "-f", a_course(tmp_path), "--out", tmp_path / "dist")
    assert done.exit_code == 0
    (written,) = (path.name for path in (tmp_path / "dist").iterdir())
    assert re.split(r"[.-]", written).count(target) == 1


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
    assert b'<a href\\="https\\://example.org/a/\\#you">you two</a>' in (tmp_path / "out").read_bytes()


def export_with(config: Path, more: str) -> tuple[int, str, bytes]:
    """Export the course with more behind its bank's item; return exit status, what is printed, and the file."""
    bank = config.parent / "quizzes" / "bank.md"
    bank.write_text(bank.read_text(encoding="utf-8") + more, encoding="utf-8")
    run("check", "-f", config, "--update-key")
    output = config.parent / "out"
    done = run("export", "gift", "-f", config, "--output", output)
    return done.exit_code, done.output, output.read_bytes() if output.exists() else b""


def test_a_course_of_wrong_items_only_is_not_exported(tmp_path: Path) -> None:
    config = a_course(tmp_path)
    bank = config.parent / "quizzes" / "bank.md"
    bank.write_text(bank.read_text(encoding="utf-8").replace("[x]", "[ ]"), encoding="utf-8")
    done = run("export", "gift", "-f", config, "--output", tmp_path / "out")
    assert done.exit_code == 1
    assert "quizzes/bank.md:8:7: E001 not exported: K002 none of the 3 choices is marked as right\n" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("Which?\n- [ ] a\n  > Not a.\n- [ ] b\n  > Not b.", "quizzes/bank.md:18:7: E001 not exported: K002 "),
        ("Which?\n- [x] same\n- [ ] **same**\n\nEach one is said here for a reason.", "E001 not exported: K004 "),
        ("<!-- id: hello -->\nWho?\n- [x] a\n- [ ] b\n\nThe first one it is, as always.", "E001 not exported: K005 "),
        ("<!-- type: match -->\nWhich?\n- [x] a\n- [ ] b", "E001 not exported: "),
        (
            "<!-- colour: red -->\nWhich?\n- [x] a\n- [ ] b\n\nThe first one it is, as always.",
            "E001 not exported: R013 ",
        ),
        ("Which?\n- [?] a\n- [x] b\n\nThe first one it is, as always.", "E001 not exported: R009 "),
        ("", "R007 the item is empty"),
    ],
)
def test_a_wrong_item_is_left_out_and_the_others_are_written(item: str, said: str, tmp_path: Path) -> None:
    status, output, content = export_with(a_course(tmp_path), f"\n<quiz>\n{item}\n</quiz>\n")
    assert (status, content.count(b"\n::"), b"::hello::" in content) == (0, 1, True)
    assert said in output


def test_an_item_that_the_answer_key_contradicts_is_left_out(tmp_path: Path) -> None:
    config = a_course(tmp_path)
    export_with(config, "\n<quiz>\n<!-- id: two -->\nWho, then?\n- [x] a\n- [ ] b\n</quiz>\n")
    bank = config.parent / "quizzes" / "bank.md"
    text = bank.read_text(encoding="utf-8").replace("[x] a", "[ ] a").replace("[ ] b", "[x] b")
    bank.write_text(text, encoding="utf-8")
    done = run("export", "gift", "-f", config, "--output", tmp_path / "out")
    assert done.exit_code == 0
    assert "E001 not exported: K016 " in done.output
    assert (tmp_path / "out").read_bytes().count(b"\n::") == 1


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("<!-- id: two -->\nWhich?\n- [x] a\n- [ ] b", "K007"),
        (
            "<!-- id: two -->\nWho says hello first?\n- [x] The client\n- [ ] The worker\n- [ ] Whoever sees the other",
            "K006",
        ),
        ("<!-- id: two; type: multiple -->\nWhich?\n- [x] a\n- [ ] b", "K009"),
    ],
)
def test_what_makes_no_item_wrong_keeps_none_from_leaving(item: str, code: str, tmp_path: Path) -> None:
    config = a_course(tmp_path)
    status, output, content = export_with(config, f"\n<quiz>\n{item}\n</quiz>\n")
    assert code in run("check", "-f", config).output
    assert (status, content.count(b"\n::"), "not exported" in output) == (0, 2, False)


@pytest.mark.parametrize("front", ["use: [", "use: exam"])
def test_items_stay_where_nobody_knows_what_they_are_for(front: str, tmp_path: Path) -> None:
    config = a_course(tmp_path)
    text = BANK.replace("use: {use}", front).replace("hello", "exam").replace("first?", "in the exam?")
    (config.parent / "quizzes" / "exam.md").write_text(text, encoding="utf-8")
    status, output, content = export_with(config, "")
    assert (status, b"::hello::" in content, b"::exam::" in content) == (0, True, False)
    assert "E001 not exported: R002 " in output


def test_links_without_an_address_are_said_once(tmp_path: Path) -> None:
    config = a_course(tmp_path)
    config.write_text(
        "site_name: A course\nplugins: [coursewright]\nmarkdown_extensions: [attr_list]\n", encoding="utf-8"
    )
    rows = (f"- [{mark}] {said}\n  > See [{said}](../docs/index.md).\n" for mark, said in ("x1", " 2"))
    status, output, content = export_with(config, f"\n<quiz>\nWho?\n{''.join(rows)}</quiz>\n")
    assert status == 0
    assert output.count("E003") == 1
    assert "quizzes/bank.md:5:1: E003 without the site's address, links become plain text: 3\n" in output
    assert b"<a" not in content


@pytest.mark.parametrize("target", ["gift", "moodlexml"])
def test_a_module_keeps_its_links_to_pages_of_others(target: str, tmp_path: Path) -> None:
    config = a_course(tmp_path)
    for name, other in (("one", "two"), ("two", "one")):
        quiz = f"<quiz>\n<!-- id: in-{name} -->\nAs [there](../{other}/a.md#x)?\n- [x] a\n- [ ] b\n</quiz>\n"
        page = config.parent / "docs" / name / "a.md"
        page.parent.mkdir()
        page.write_text(f"---\nid: {name}\n---\n# Page {name}\n\n{quiz}", encoding="utf-8")
    nav = "nav:\n  - index.md\n  - One: [one/a.md]\n  - Two: [two/a.md]\n"
    config.write_text(config.read_text(encoding="utf-8") + nav, encoding="utf-8")
    run("check", "-f", config, "--update-key")
    done = run("export", target, "-f", config, "--module", "one", "--output", tmp_path / "out")
    assert (done.exit_code, "leads to no page" in done.output) == (0, False), done.output
    content = (tmp_path / "out").read_bytes().replace(b"\\", b"")
    assert b"https://example.org/a/two/a/#x" in content
    assert b"in-two" not in content


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


@pytest.mark.parametrize(("target", "mark"), [("gift", "::{}::"), ("moodlexml", "<text>{}</text>")])
def test_private_items_are_exported_where_their_folder_is_named(target: str, mark: str, tmp_path: Path) -> None:
    config = a_course(tmp_path)
    private = tmp_path / "private"
    private.mkdir()
    text = BANK.format(use="private").replace("hello", "secret").replace("first?", "in the exam?")
    (private / "exam.md").write_text(text, encoding="utf-8")
    done = run("export", target, "-f", config, "--output", tmp_path / "out", "--banks", private, "--use", "final")
    assert done.exit_code == 0, done.output
    content = (tmp_path / "out").read_bytes()
    assert mark.format("secret").encode() in content
    assert mark.format("hello").encode() not in content


@pytest.fixture(scope="module")
def levelled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    item = "<!-- id: herd; level: analyze -->\nWhich eats grass?\n- [x] A cow\n- [ ] A cat"
    return small_site(tmp_path_factory.mktemp("levelled"), {"quizzes/herd.md": bank(item, use="pool")})


@pytest.mark.parametrize("target", [name for name, one in all_exporters().items() if one.kinds is not None])
def test_a_level_is_carried_or_said_to_be_lost(levelled: Site, target: str) -> None:
    one = all_exporters()[target]
    bundle = one.run(levelled.course, levelled, one.options(site_url=levelled.url))
    carried = any(b"analyze" in content for content in bundle.files.values())
    told = [problem for problem in bundle.problems if "no levels" in problem.message]
    assert [problem.code for problem in told] == ([] if carried else ["E004"])
