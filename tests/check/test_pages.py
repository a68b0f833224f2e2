"""Every rule has a page whose bad example shows just that flaw, and whose good one shows none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright.check import leaks, settings
from coursewright.check.answer_key import answer_key
from coursewright.check.checker import check
from coursewright.check.registry import all_rules
from coursewright.config import read_layout
from coursewright.export.registry import LOSSES, Options, all_exporters
from coursewright.imports import report as imports
from coursewright.problem import Severity
from coursewright.read.course import ANSWER_KEY, read_course
from coursewright.read.front_matter import split_front_matter
from coursewright.read.report import RULES

PAGES = Path(__file__).parents[2] / "docs" / "toolkit" / "rules"
CODES: dict[str, tuple[str, Severity]] = {
    **{rule.code: (rule.name, rule.severity) for rule in all_rules()},
    **RULES,
    **LOSSES,
    **imports.LOSSES,
    leaks.CODE: (leaks.NAME, leaks.SEVERITY),
    "X001": ("unused-suppression", Severity.ADVICE),
    settings.CODE: (settings.NAME, settings.SEVERITY),
}
LEVELS = {
    code: levels.split(", ")
    for code, levels in re.findall(
        r"^\| \[(\w+)\]\(\w+\.md\) \| [\w-]+ \| ([\w, ]+) \|", (PAGES / "index.md").read_text("utf-8"), re.M
    )
}
BLOCK = re.compile(
    r'^(`{3,})(?:markdown|yaml title="(?P<yaml>[^"]+)"|markdown title="(?P<page>[^"]+)")\n(.*?)^\1\n', re.S | re.M
)


def page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def section(code: str, heading: str) -> str:
    behind = page(code).partition(f"\n## {heading}\n")[2]
    return re.split(r"^## (?:Bad|Good|Why)$", behind, maxsplit=1, flags=re.M)[0]  # examples have headings, too


def example(code: str, heading: str) -> dict[str, str] | None:
    """Return the files of the example below the heading, or None where the page says why there is none to run.

    A block's title is its file. One without a title is a bank if it has a use, a scenario if it has a principle, else a
    lesson.
    """
    if "<!-- example: not run, " in section(code, heading):
        return None
    files = {}
    for block in BLOCK.finditer(section(code, heading)):
        meta = split_front_matter(block[4], "page.md", [])[0]
        place = "quizzes" if "use" in meta else "quizzes/scenarios" if "principle" in meta else "docs"
        name = block["yaml"] or block["page"] or f"{place}/page.md"
        assert name not in files, f"{code} has two examples below “{heading}”"
        files[name] = block[4]
    assert files, f"{code} has no example below “{heading}”"
    return files


def codes(files: dict[str, str], folder: Path, *, exported: bool) -> set[str]:
    """Return what a check reports of a course of these files; if it is exported, what every target says too."""
    for name, text in {
        "docs/index.md": "",
        "mkdocs.yml": "site_name: Course\nplugins: [coursewright]\n",
        **files,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "quizzes").mkdir(exist_ok=True)
    layout, _ = read_layout(folder / "mkdocs.yml")
    assert layout
    (folder / "quizzes" / ANSWER_KEY).write_text(answer_key(read_course(layout)), encoding="utf-8")
    course = read_course(layout)
    found = check(course)
    items = [exporter for exporter in all_exporters().values() if not exporter.rendered]
    bundles = [exporter.run(course, None, Options()) for exporter in items] if exported else []
    return {problem.code for problems in (found, *(bundle.problems for bundle in bundles)) for problem in problems}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} - {"index"} == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_starts_with_code_name_and_level_and_has_its_sections(code: str) -> None:
    assert page(code).partition("\n")[0] == f"# {code} {CODES[code][0]}"
    said = re.search(r"^Level: \[(.*)\]\(index\.md#levels\)\.$", page(code), re.M)
    assert said
    assert re.split(r", | or ", said[1]) == LEVELS[code]
    assert re.findall(r"^## (.*)$", BLOCK.sub("", page(code)), re.M) == ["Bad", "Good", "Why"]


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_bad_example_shows_exactly_this_flaw_and_the_good_one_none(code: str, tmp_path: Path) -> None:
    bad, good = example(code, "Bad"), example(code, "Good")
    if bad is None or good is None:
        pytest.skip("the page says why its examples can't be run")
    exported = code in LOSSES
    assert codes(bad, tmp_path / "bad", exported=exported) == {code}
    assert codes(good, tmp_path / "good", exported=exported) == set()


def test_the_index_lists_every_rule_with_its_level_and_a_link() -> None:
    rows = re.findall(r"^\| \[(\w+)\]\((\w+)\.md\) \| ([\w-]+) \| (\w+)", page("index"), re.M)
    assert sorted(rows) == sorted((code, code, name, str(severity)) for code, (name, severity) in CODES.items())
