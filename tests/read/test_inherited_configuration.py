"""A configuration that inherits another one: what is wrong is told at its place in the file that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.read.course import read_course

BASE = """\
site_name: Base
plugins:
  - coursewright:
      banks: banks
extra:
  course:
    id: base
    title: Base course
    core: [One]
markdown_extensions: [attr_list]
"""


def written(folder: Path, **files: str) -> Path:
    (folder / "docs").mkdir()
    (folder / "banks").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    for name, text in files.items():
        path = folder / {"child": "mkdocs.yml", "base": "common/base.yml", "root": "root.yml"}[name]
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"


def told(config: Path) -> list[str]:
    layout, unread = read_layout(config)
    assert layout
    course = read_course(layout)
    found = [*unread, *check(course)]
    return [f"{problem.source} {problem.code}" for problem in found if problem.code in ("R001", "R023", "R031")]


def test_what_it_inherits_counts_and_what_it_says_itself_counts_more(tmp_path: Path) -> None:
    child = "INHERIT: common/base.yml\nextra: {course: {title: Child course}}\n"
    layout, problems = read_layout(written(tmp_path, child=child, base=BASE))
    assert problems == []
    assert layout
    assert layout.facts == {"id": "base", "title": "Child course", "core": ["One"]}
    assert layout.banks == tmp_path / "banks"
    assert layout.title == "Base"


@pytest.mark.parametrize("quote", ["", '"', "'"])
@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("    title: Base", "    titl: Base", "common/base.yml:8:5 R023"),
        ("banks: banks", "bank: banks", "common/base.yml:4:7 R023"),
        ("core: [One]", "core: One", "common/base.yml:9:5 R023"),
        ("  course:", "  cours:", "common/base.yml:6:3 R023"),
        ("core: [One]", "core: [One", "common/base.yml:10:20 R001"),
        ("id: base", "id: base: two", "common/base.yml:7:13 R001"),
        ("title: Base", "id: Base", "common/base.yml:8:5 R023"),
        ("site_name: Base", "theme: {name: coursewrigth}", "common/base.yml:1:1 R031"),
    ],
)
def test_a_slip_in_it_is_told_there(right: str, wrong: str, place: str, quote: str, tmp_path: Path) -> None:
    child = f"# Ours\nINHERIT: {quote}common/base.yml{quote}  # of all our courses\nsite_name: Child\n"
    assert right in BASE
    assert told(written(tmp_path, child=child, base=BASE.replace(right, wrong, 1)))[0] == place


@pytest.mark.parametrize(
    "line",
    [
        "INHERIT: !ENV [NO_SUCH_VARIABLE, common/base.yml]",
        "INHERIT: !ENV [NO_SUCH_VARIABLE, BASE_OF_THE_TEST, elsewhere.yml]",
        "INHERIT: !ENV BASE_OF_THE_TEST",
        '"INHERIT": common/base.yml',
        "INHERIT : common/base.yml",
        "INHERIT: >-\n  common/base.yml",
        "site_name: Child\nINHERIT: ./common/../common/base.yml",
    ],
)
def test_it_is_named_as_yaml_allows(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASE_OF_THE_TEST", "common/base.yml")
    layout, problems = read_layout(written(tmp_path, child=f"{line}\n", base=BASE.replace("core:", "coer:")))
    assert problems == []
    assert layout
    assert layout.facts["id"] == "base"
    assert [str(problem.source) for problem in read_course(layout).problems] == ["common/base.yml:9:5"]


def test_an_alias_inside_of_what_it_names_ends(tmp_path: Path) -> None:
    base = BASE.replace("core: [One]", "final: &final {draw: *final}")
    layout, _ = read_layout(written(tmp_path, child="INHERIT: common/base.yml\n", base=base))
    assert layout
    assert layout.places["final.draw"].line == 9


def test_plugins_without_coursewright_are_told_there(tmp_path: Path) -> None:
    base = BASE.replace("  - coursewright:\n      banks: banks\n", "  - search\n")
    layout, _ = read_layout(written(tmp_path, child="INHERIT: common/base.yml\n", base=base))
    assert layout
    assert str(layout.unshown) == "common/base.yml:2:1"


def test_a_slip_of_its_own_is_told_at_home_and_both_files_are_read(tmp_path: Path) -> None:
    child = "INHERIT: common/base.yml\nextra:\n  course:\n    titel: Child\n"
    base = BASE.replace("core:", "coer:")
    assert told(written(tmp_path, child=child, base=base)) == ["common/base.yml:9:5 R023", "mkdocs.yml:4:5 R023"]


def test_of_a_broken_file_the_rest_counts_and_so_does_the_other_file(tmp_path: Path) -> None:
    child = "INHERIT: common/base.yml\nnav: [\nextra: {course: {title: Child course}}\n"
    layout, problems = read_layout(written(tmp_path, child=child, base=BASE))
    assert [str(problem.source) for problem in problems] == ["mkdocs.yml:4:1"]
    assert layout
    assert layout.facts == {"id": "base", "title": "Child course", "core": ["One"]}


@pytest.mark.parametrize(
    ("files", "place", "said"),
    [
        ({"child": "site_name: A\nINHERIT: comon/base.yml\n"}, "mkdocs.yml:2:1", "no such file"),
        ({"child": "INHERIT: common\n", "base": BASE}, "mkdocs.yml:1:1", "no such file"),
        ({"child": "INHERIT: mkdocs.yml\n"}, "mkdocs.yml:1:1", "among those that inherit this one"),
        (
            {"child": "INHERIT: common/base.yml\n", "base": f"{BASE}INHERIT: ../mkdocs.yml\n"},
            "common/base.yml:11:1",
            "among those that inherit this one",
        ),
        (
            {"child": "INHERIT: common/base.yml\n", "base": "INHERIT: ../root.yml\n", "root": "- a\n- b\n"},
            "root.yml:1:1",
            "not a list of “name: value”",
        ),
        ({"child": "INHERIT: common/base.yml\n", "base": "\udc80"}, "common/base.yml:1:1", "not UTF-8"),
    ],
)
def test_one_that_cant_be_had_is_told_where_it_is_named(
    files: dict[str, str], place: str, said: str, tmp_path: Path
) -> None:
    broken = {name: text for name, text in files.items() if text != "\udc80"}
    config = written(tmp_path, **broken)
    if broken != files:
        (tmp_path / "common").mkdir()
        (tmp_path / "common" / "base.yml").write_bytes(b"\x80")
    _, problems = read_layout(config)
    assert [str(problem.source) for problem in problems] == [place]
    assert said in problems[0].message
