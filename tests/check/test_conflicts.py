"""A merge that Git could not end: each conflict is told at its line, and what is wrong behind it follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from courses import course_of

from coursewright.check.causes import folded
from coursewright.check.checker import check
from coursewright.cli import main
from coursewright.config import read_layout
from coursewright.read.conflicts import conflicts

BEGINS, MIDDLE, ENDS = "<<<<<<< HEAD", "=======", ">>>>>>> greetings"
BOTH = f"{BEGINS}\nOne.\n{MIDDLE}\nTwo.\n{ENDS}\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (BOTH, [1]),
        (f"# A\n\n{BOTH}\n{BOTH}", [3, 9]),
        (BOTH.replace("\n", "\r\n"), [1]),
        (f"{BEGINS}\nOne.\n||||||| 1a2b3c\nBefore.\n{MIDDLE}\nTwo.\n{ENDS}\n", [1]),
        (f"One.\n{MIDDLE}\nTwo.\n{ENDS}\n", [4]),  # its first line is gone
        (f"{BEGINS}\nOne.\n", [1]),  # its end is
        ("<<<<<<<\nOne.\n", [1]),
        (f"---\n{BEGINS}\ntitle: One\n{MIDDLE}\ntitle: Two\n{ENDS}\n---\nText.\n", [2]),
        (f"One\u2028two.\n{BOTH}", [2]),
        (f"```\n{BOTH}```\n", []),
        (f"~~~ diff\n{BOTH}~~~\n", []),
        ("    <<<<<<< HEAD\n", []),
        ("A heading\n=======\n\nText.\n", []),
        ("A heading\n=======\n\nText.\n>>>>>>>>> quoted\n", []),
        (">>>>>>> quoted seven times\n", []),
        ("<<<<<<<< eight\n>>>>>>>> eight\n", []),
        ("Shift by a<<<<<<<b.\n", []),
        ("Between `<<<<<<< HEAD` and `>>>>>>> branch`.\n", []),
    ],
)
def test_each_conflict_is_told_at_its_first_mark(text: str, lines: list[int]) -> None:
    assert [(problem.code, problem.source.line) for problem in conflicts(text, "a.md")] == [
        ("R033", line) for line in lines
    ]


ITEM = "<quiz>\n<!-- id: greet -->\nWho greets first?\n{}- [ ] You\n- [ ] Nobody\n</quiz>\n"
TORN = ITEM.format(f"{BEGINS}\n- [x] The client\n{MIDDLE}\n- [ ] The client\n{ENDS}\n")
SCENES = f"# Shop\n\n## Shop\n\n{BEGINS}\n- [On](#on)\n{MIDDLE}\n- [On](#of)\n{ENDS}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("docs/a.md", f"---\nobjectives: {{}}\n---\n{TORN}"),
        ("quizzes/a.md", f"---\ntitle: A\n---\n{TORN}"),
        ("quizzes/scenarios/shop.md", SCENES),
        ("quizzes/a.md", f"---\n{BEGINS}\nuse: final\n{MIDDLE}\nuse: pool\n{ENDS}\n---\n{ITEM.format('- [x] A')}"),
    ],
)
def test_in_whichever_file_it_is_the_cause_of_what_follows(name: str, text: str) -> None:
    found = folded(check(course_of({name: text})))
    assert [problem.code for problem, _ in found] == ["R033"]
    assert found[0][1]


def test_the_answer_key_keeps_what_a_conflict_hides(tmp_path: Path) -> None:
    """Until somebody has chosen, neither version is the right one."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [coursewright]\n", encoding="utf-8")
    page, key = tmp_path / "docs" / "index.md", tmp_path / "quizzes" / "answer-key.json"
    update = ["check", "--config-file", str(tmp_path / "mkdocs.yml"), "--update-key"]
    page.write_text(ITEM.format("- [x] The client\n"), encoding="utf-8")
    assert CliRunner().invoke(main, update).exit_code == 0
    committed = key.read_bytes()
    page.write_text(TORN, encoding="utf-8")
    assert CliRunner().invoke(main, update).exit_code == 1
    assert key.read_bytes() == committed


def test_the_answer_key_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [coursewright]\n", encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text(ITEM.format("- [x] The client\n"), encoding="utf-8")
    key = tmp_path / "quizzes" / "answer-key.json"
    key.write_text('{"version": 9, "items": {}}', encoding="utf-8")
    done = CliRunner().invoke(main, ["check", "--config-file", str(tmp_path / "mkdocs.yml"), "--update-key"])
    assert done.exit_code == 1
    assert "Nothing is written" in done.stderr
    assert key.read_text(encoding="utf-8") == '{"version": 9, "items": {}}'


def test_a_configuration_says_so_too(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"{BEGINS}\nsite_name: A\n{MIDDLE}\nsite_name: B\n{ENDS}\n", encoding="utf-8")
    _, problems = read_layout(tmp_path / "mkdocs.yml")
    assert "Keep one of the two versions" in problems[0].hint
