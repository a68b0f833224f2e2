"""A bank among the pages is published with its answers: that is the first thing to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from test_slips import FINE, problems_in

ITEM = "<quiz>\n<!-- id: zz -->\nWho greets first?\n- [x] They\n  > Only they know it.\n- [ ] You\n  > No.\n</quiz>\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FINE, tmp_path / "course")


def banks_told(folder: Path) -> list[str]:
    return [f"{one.source}" for one in problems_in(folder) if one.code == "R020" and one.severity.value == "error"]


@pytest.mark.parametrize("use", ["pool", "final", "private", "Final", "finall", "pools"])
@pytest.mark.parametrize("name", ["docs/quizzes/extra.md", "docs/extra.md"])
def test_a_bank_below_docs_is_told_at_its_use(use: str, name: str, folder: Path) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(f"---\ntitle: More\nuse: {use}\n---\n{ITEM}", encoding="utf-8")
    assert banks_told(folder) == [f"{name}:3:1"]


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: More\nuse: a theme\n---\n{ITEM}",
        f"---\ntitle: More\nuse: {{widgets: true}}\n---\n{ITEM}",
        f"---\ntitle: More\n---\n{ITEM}",
        "---\ntitle: More\nuse: final\n---\nNo item here.\n",
        f"---\ntitle: More\nuse: final\n---\n```\n{ITEM}```\n",
        f"---\ntitle: More\nuse: practice\n---\n{ITEM}",
        f"---\ntitle: More\nuse: Practise\n---\n{ITEM}",
        f"---\nid: more\nobjectives: {{G.8: Name it}}\nuse: practice\n---\n{ITEM}",
    ],
)
def test_another_page_is_none(text: str, folder: Path) -> None:
    (folder / "docs/extra.md").write_text(text, encoding="utf-8")
    assert banks_told(folder) == []


def test_what_is_left_out_of_the_site_is_none(folder: Path) -> None:
    (folder / "docs/extra.md").write_text(f"---\nuse: final\n---\n{ITEM}", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(f"exclude_docs: extra.md\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    assert banks_told(folder) == []


def test_banks_inside_the_folder_of_pages_are_to_move_out_of_it(folder: Path) -> None:
    (folder / "quizzes").rename(folder / "docs/items")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  - coursewright\n", "  - coursewright: {banks: docs/items}\n")
    config.write_text(text, encoding="utf-8")
    found = [one for one in problems_in(folder) if "among the pages, and" in one.message]
    assert found
    assert all(one.hint.startswith("Move the banks out of the pages' folder") for one in found)
    config.write_text(f"exclude_docs: items/\n{text}", encoding="utf-8")
    assert not [one for one in problems_in(folder) if "among the pages, and" in one.message]


def test_that_a_final_has_no_bank_then_follows(folder: Path) -> None:
    final = next(
        path for path in (folder / "quizzes").glob("*.md") if "\nuse: final" in path.read_text(encoding="utf-8")
    )
    final.rename(folder / "docs" / final.name)
    told = [one for one in problems_in(folder) if one.severity.value == "error"]
    (cause,) = (one for one in told if one.code == "R020")
    assert [one.code for one in told if not one.follows] == ["R020"]
    assert {one.code for one in told if one.follows == f"{cause.source} R020"} >= {"R023"}


def test_an_unseen_line_end_is_named_once_and_with_its_own_mend(folder: Path) -> None:
    bank = folder / "quizzes/lesson.md"
    text = bank.read_text(encoding="utf-8").replace("learn of it.\n- [ ]", "learn of it.\u2028- [ ]", 1)
    bank.write_text(text, encoding="utf-8")
    (found,) = (one for one in problems_in(folder) if one.code == "R009")
    assert "U+2028" in found.message
    assert "plain space" not in found.hint


def test_what_objectives_above_all_items_leave_out_follows(folder: Path) -> None:
    bank = folder / "quizzes/lesson.md"
    text = bank.read_text(encoding="utf-8").replace("use: practice", "use: practice\nobjectives: [G.1, G.2]", 1)
    bank.write_text(text.replace("; objective: G.1", "").replace("; objective: G.2", ""), encoding="utf-8")
    told = problems_in(folder)
    assert {one.code for one in told if one.severity.value == "error" and not one.follows} == {"R002"}
    assert {one.code for one in told if one.follows.endswith(" R002")} >= {"B204"}
