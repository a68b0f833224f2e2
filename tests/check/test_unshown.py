"""What stands nowhere is told: banks and scenarios on no page, what finishing asks for and no page has."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from test_told_where import FINE, told

from coursewright.config import read_layout
from coursewright.problem import Severity
from coursewright.read.course import read_course

BANK, SCENARIO = "<!-- quiz: bank lesson -->", "<!-- quiz: scenario queue -->"
ASKED = ("mkdocs.yml", "complete: [lessons, final]", "complete: [lessons, final, scenarios]")
GONE = ("docs/one.md", SCENARIO, "")


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ([], []),
        ([("docs/one.md", BANK, "<!-- TODO -->")], ["quizzes/lesson.md:1:1 no page shows bank “lesson”"]),
        ([("docs/one.md", BANK, "<!-- quiz: gap -->")], []),
        ([("docs/one.md", BANK, ""), ("quizzes/lesson.md", "use: practice", "use: pool")], []),
        ([GONE], ["quizzes/scenarios/queue.md:1:1 no page shows scenario “queue”"]),
        ([GONE, ("docs/words.md", "# Words", f"# Words\n\n{SCENARIO}")], []),
        ([("docs/one.md", BANK, ""), ("mkdocs.yml", "plugins:", "plugins:\n  - macros")], []),
        ([("docs/one.md", BANK, ""), ("mkdocs.yml", "  - attr_list", "  - attr_list\n  - pymdownx.snippets")], []),
        (
            [
                ("docs/one.md", BANK, ""),
                ("mkdocs.yml", "nav:", "draft_docs: path.md\nnav:"),
                ("docs/path.md", "# Path", f"# Path\n\n{BANK}"),
            ],
            [],
        ),
        (
            [
                ("docs/one.md", BANK, ""),
                ("docs/one.md", SCENARIO, ""),
                ("docs/one.md", "<!-- quiz: hello -->", ""),
            ],
            [],
        ),
    ],
)
def test_a_bank_or_a_scenario_on_no_page_is_advice(
    changes: list[tuple[str, str, str]], messages: list[str], tmp_path: Path
) -> None:
    found = [
        one for one in told(tmp_path, *changes) if one.message.startswith(("no page shows bank", "no page shows s"))
    ]
    assert [f"{one.source} {one.message}" for one in found] == messages
    assert all(one.severity is Severity.ADVICE for one in found)


def test_a_bank_that_another_languages_page_shows_is_shown(tmp_path: Path) -> None:
    i18n = "plugins:\n  - i18n:\n      languages: [{locale: en, default: true, name: E}, {locale: fr, name: F}]\n"
    course = shutil.copytree(FINE, tmp_path / "course")
    page, config = course / "docs/one.md", course / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("plugins:\n", i18n), encoding="utf-8")
    (course / "docs/one.fr.md").write_text(page.read_text("utf-8"), encoding="utf-8")
    page.write_text(page.read_text("utf-8").replace(BANK, ""), encoding="utf-8")
    layout, _ = read_layout(config)
    assert layout
    assert not [one for one in read_course(layout).problems if "no page shows bank" in one.message]


@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        ([ASKED], ""),
        ([GONE], ""),
        ([ASKED, GONE], "scenarios"),
        (
            [
                ASKED,
                GONE,
                ("docs/words.md", "# Words", f"# Words\n\n{SCENARIO}"),
                ("mkdocs.yml", "  - words.md", "  - More: [words.md]"),
            ],
            "scenarios",
        ),
    ],
)
def test_scenarios_that_finishing_asks_for_stand_on_a_page_of_the_core(
    changes: list[tuple[str, str, str]], asks: str, tmp_path: Path
) -> None:
    found = [one for one in told(tmp_path, *changes) if one.message.startswith("completion asks for")]
    assert [one.message for one in found] == (
        [f"completion asks for {asks}, and no page of the core has one"] * bool(asks)
    )


def test_lessons_that_finishing_asks_for_have_items(tmp_path: Path) -> None:
    text = (FINE / "docs/one.md").read_text(encoding="utf-8")
    found = told(tmp_path, ("docs/one.md", text, "---\nid: one\n---\n# First\n\nText.\n"))
    assert "completion asks for lessons, and no page of the core has an item" in [one.message for one in found]


def test_what_an_embed_that_is_misspelt_takes_from_the_pages_follows_from_it(tmp_path: Path) -> None:
    found = told(tmp_path, ASKED, ("docs/one.md", SCENARIO, "<!-- quiz: scenario queu -->"))
    lost = [one for one in found if "scenario" in one.message and one.code in ("R014", "R023")]
    assert [one.follows for one in lost if "there is no" not in one.message] == ["docs/one.md:21:1 R014"]


@pytest.mark.parametrize(
    "extra",
    ["version: {provider: mike}\n  social: []\n  title: Notes", "version: 1.2\n  title: Notes\n  languages: [en]"],
)
def test_what_a_theme_reads_below_extra_are_no_facts_of_a_course(extra: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: Notes\nplugins: [coursewright]\nextra:\n  {extra}\n", encoding="utf-8")
    layout, _ = read_layout(config)
    assert layout
    assert layout.facts is None


def test_facts_without_course_above_them_are_the_one_thing_to_mend(tmp_path: Path) -> None:
    facts = "  course:\n    id: slips\n    title: Slips\n"
    found = told(tmp_path, ("mkdocs.yml", facts, "    id: slips\n    title: Slips\n"))
    errors = [one for one in found if one.severity is Severity.ERROR and not one.follows]
    assert [(str(one.source), one.code) for one in errors] == [("mkdocs.yml:12:5", "R023")]


@pytest.mark.parametrize("nav", ["A: https://e.org\n  - B: https://e.org", "one.fr.md"])
def test_what_is_no_page_twice_in_the_navigation_is_let_be(nav: str, tmp_path: Path) -> None:
    found = told(tmp_path, ("mkdocs.yml", "  - words.md\n", f"  - words.md\n  - {nav}\n"))
    assert not [one for one in found if "twice" in one.message]
