"""Malformed and unusual items: what the author is told, and what the learner sees.

A case is a page in ``cases``. Its front matter lists what a check reports, as ``line:column CODE``; what a learner
finds on the page (``shows``: a number of things, a text, or a piece of HTML that starts with ``<``); and what stands
nowhere in its HTML (``hides``). Stock mkdocs-quiz stops the build at 1 to 18 and publishes 19 to 42 wrong; 43 to 57 are
unusual, and fine there too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown

from coursewright.check.checker import check
from coursewright.config import layout
from coursewright.read.course import read_course
from coursewright.read.front_matter import split_front_matter
from coursewright.render.texts import texts_in
from engines import Build, read_as_text

CASES = Path(__file__).parent / "cases"
EXTENSIONS = [
    "coursewright",
    "admonition",
    "attr_list",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "tables",
]
OPTIONS = {"pymdownx.tabbed": {"alternate_style": True}}
CONFIG = "site_name: Cases\ntheme: {{name: coursewright, language: {language}}}\nplugins: [coursewright]\n"
COUNTED = {
    "item": '<cw-item class="cw-item"',
    "broken": '<p class="cw-broken"',
    "choice": '<div class="cw-choice">',
    "gap": 'class="cw-gap"',
    "code block": "<pre",
}
REPORTED = re.compile(r"docs/(\S+\.md):(\d+:\d+): ([A-Z]\d{3}) ")


@dataclass(frozen=True)
class Case:
    """One page, and what it says of itself."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    @cached_property
    def meta(self) -> Any:
        return split_front_matter(self.text, self.path.name, [])[0]

    @cached_property
    def body(self) -> str:
        return split_front_matter(self.text, self.path.name, [])[2]


PAGES = [Case(path) for path in sorted(CASES.glob("*.md"))]
every_case = pytest.mark.parametrize("case", PAGES, ids=lambda case: case.path.stem)


def course_of(cases: list[Case], folder: Path) -> Path:
    """Write a course that consists of these pages; return its folder."""
    (folder / "docs").mkdir()
    for case in cases:
        (folder / "docs" / case.path.name).write_bytes(case.path.read_bytes())
    return folder


def rendered(case: Case) -> str:
    """Return the page's HTML under the extensions that courses use."""
    return Markdown(extensions=EXTENSIONS, extension_configs=OPTIONS).convert(case.body)


def is_shown(what: str, html: str) -> bool:
    """Return whether the page shows so many things, or the piece of HTML, or the text."""
    if counted := re.fullmatch(r"(\d+) (items?|broken|choices?|gaps?|code blocks?)", what):
        return html.count(COUNTED[counted[2].removesuffix("s")]) == int(counted[1])
    return what in html if what.startswith("<") else what in read_as_text(html)


def test_cases_are_numbered_without_gaps_and_no_fewer_than_54() -> None:
    numbers = [int(case.meta["case"].split(":")[0]) for case in PAGES]
    assert list(range(1, len(PAGES) + 1)) == numbers
    assert [int(case.path.stem.split("-")[0]) for case in PAGES] == numbers
    assert len(PAGES) >= 54


@every_case
def test_a_check_reports_exactly_what_the_case_expects(case: Case, tmp_path: Path) -> None:
    course = read_course(layout(course_of([case], tmp_path), {}, {}))
    found = [f"{problem.source.line}:{problem.source.column} {problem.code}" for problem in check(course)]
    assert case.meta["expect"] == found


@every_case
def test_the_page_shows_the_learner_what_the_case_says(case: Case) -> None:
    html = rendered(case)
    assert [what for what in case.meta["shows"] if not is_shown(what, html)] == [], html
    assert [what for what in case.meta["hides"] if what in html] == [], html


@every_case
def test_nothing_of_the_way_through_markdown_stays_in_the_page(case: Case) -> None:
    """No placeholder of ours or of Python-Markdown's, no holder, whatever the page is made of."""
    html = rendered(case).replace("\x02cw-item:0\x03 and \x02cw-gap:0:0\x03", "").replace("\x02cw-item:0\x03 is", "")
    assert re.findall("\x02|\x03|cw-hold|cw-part|wzxhzdk", html) == [], html


def test_one_strict_build_of_all_cases_reports_every_problem_at_its_place(tmp_path: Path, build: Build) -> None:
    folder = course_of(PAGES, tmp_path)
    config = CONFIG.format(language="en").replace("[coursewright]", "[coursewright: {severity: {R: warning}}]")
    config += "markdown_extensions:\n" + "".join(f"  - {name}\n" for name in EXTENSIONS)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    _, done = build(folder)
    expected = {(case.path.name, *said.split(" ")) for case in PAGES for said in case.meta["expect"]}
    assert expected == set(REPORTED.findall(done.stdout))
    assert "Traceback" not in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("language", "direction", "correct"),
    [
        ("he", "rtl", "Correct answer!"),
        ("ar", "rtl", texts_in("ar")("Correct answer!")),
        ("uk", "ltr", "Correct answer!"),
        ("fr", "ltr", "Bonne réponse !"),
        ("pt-BR", "ltr", "Resposta correta!"),
        ("zh-TW", "ltr", "Correct answer!"),
    ],
)
def test_a_site_in_any_language_of_the_theme_builds_strictly(
    language: str,
    direction: str,
    correct: str,
    tmp_path: Path,
    build: Build,
) -> None:
    """Interface texts are mkdocs-quiz's translations where it has the language, else English; never an error."""
    (tmp_path / "docs").mkdir()
    page = CASES / "18-an-item-in-a-block-quote.md"
    (tmp_path / "docs" / "index.md").write_text(Case(page).body, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(language=language), encoding="utf-8")
    site, done = build(tmp_path)
    assert done.returncode == 0, done.stdout
    html = (site / "index.html").read_text(encoding="utf-8")
    assert f'dir="{direction}"' in html
    assert correct in read_as_text(html)
