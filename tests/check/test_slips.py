"""What hands, keyboards and word processors make of the format is reported at its place, with the mend.

Each line of ``slips.txt`` is a slip in the course that stands in ``slips``; written from the manual, not from the code.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Problem, Severity
from coursewright.read.course import read_course
from coursewright.read.layout import Layout
from coursewright.render.frame.slips import addresses

HERE = Path(__file__).parent
FINE = HERE / "slips"
SLIPS = [
    [part.replace("\\n", "\n").replace("\\t", "\t") for part in line.split("\t")]
    for line in (HERE / "slips.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(FINE, tmp_path_factory.mktemp("slips") / "course")


@pytest.fixture
def changed() -> Iterator[dict[Path, str | None]]:
    """Files to be put back, by what they hold without the slip."""
    before: dict[Path, str | None] = {}
    yield before
    for path, text in before.items():
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")


def problems_in(folder: Path, *, whole: bool = True) -> tuple[Problem, ...]:
    layout = layout_of(folder, (folder / "mkdocs.yml").read_text(encoding="utf-8"))
    if not isinstance(layout, Layout):
        return layout
    read = read_course(layout)
    return check(read) if whole else read.problems


@cache
def layout_of(folder: Path, config: str) -> Layout | tuple[Problem, ...]:  # noqa: ARG001 - for the cache
    layout, unread = read_layout(folder / "mkdocs.yml")
    return tuple(unread) if unread or layout is None else layout


def errors_in(folder: Path) -> list[str]:
    """Return what is wrong, but for the key and the plan, which count the items that a slip takes away."""
    found = [problem for problem in problems_in(folder) if problem.severity is Severity.ERROR]
    return [str(problem) for problem in found if problem.code not in ("K007", "K016", "B204")]


def test_the_course_without_a_slip_is_fine(course: Path) -> None:
    assert errors_in(course) == []


@pytest.mark.parametrize(("name", "codes", "words", "old", "new"), SLIPS)
def test_a_slip_is_reported_at_its_place_with_the_mend(
    name: str, codes: str, words: str, old: str, new: str, course: Path, changed: dict[Path, str | None]
) -> None:
    path = course / name
    changed[path] = text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    at = text.find("¦")
    path.write_text(text.replace("¦", ""), encoding="utf-8")
    if codes == "-":
        assert errors_in(course) == []
        return
    found = problems_in(course, whole=codes[0] == "K" or "B" in codes)
    meant = [one for one in found if one.code in codes.split() and words.lower() in f"{one.message} {one.hint}".lower()]
    if at >= 0:
        place = (name, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        meant = [one for one in meant if (one.source.path, one.source.line, one.source.column) == place]
    assert meant, [str(one.source) + f" {one.code} {one.message} | {one.hint}" for one in found]
    likely = meant[0].code == "R031" and "stops the build" not in meant[0].message
    likely = likely or any(
        words in meant[0].message
        for words in (
            "nothing reads the fact",
            "where nothing is typed",
            "is no blank",
            "is a note to you",
            "says nothing at",
        )
    )
    likely = likely or "quote it" in meant[0].hint
    assert meant[0].severity is (Severity.WARNING if likely else Severity.ERROR)


MOVED = [
    ("quizzes/blueprint.yml", "quizzes/blueprint.yaml", "R025"),
    ("quizzes/blueprint.yml", "quizzes/blue-print.yml", "R025"),
    ("quizzes/blueprint.yml", "blueprint.yml", "R025"),
    ("local.yml", "local.yaml", "R027"),
    ("local.yml", "docs/local.yml", "R027"),
    ("quizzes/lesson.md", "quizzes/lesson.markdown", "R020"),
    ("quizzes/lesson.md", "quizzes/lesson.txt", "R020"),
    ("quizzes/scenarios/queue.md", "quizzes/queue.md", "R020"),
    ("quizzes/scenarios", "quizzes/scenario", "R020"),
    ("quizzes/scenarios/queue.md", "docs/queue.md", "R020"),
    ("quizzes", "quizes", "R020"),
    ("docs/one.md", "docs/one.MD", "R020"),
    ("docs/one.md", "docs/one.mdx", "R020"),
]


@pytest.mark.parametrize(("right", "wrong", "code"), MOVED)
def test_a_file_or_folder_with_nearly_the_right_name_is_reported(
    right: str, wrong: str, code: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    (folder / right).rename(folder / wrong)
    found = [one for one in problems_in(folder, whole=False) if one.code == code and one.source.path.startswith(wrong)]
    assert len(found) == 1
    assert found[0].hint.startswith(("Call it ", "Move it into ", "Move it beside "))


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("mailto:info@scoala.md", False), ("https:c.md", False), ("//scoala.md", False), ("https://scoala.md", False),
        ("./path.md", False), ("'http://[x.md'", False), ("../README.md", True), ("../docs/path.md", True),
        ("ways/path.md", True),
    ],
)  # fmt: skip
def test_the_navigation_leads_to_pages_in_docs_and_away_as_mkdocs_takes_it(
    entry: str, told: bool, tmp_path: Path
) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    (folder / "README.md").write_text("# Read me\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("Town: [one.md]", f"Town: [one.md, {entry}]"), encoding="utf-8")
    found = [one for one in problems_in(folder, whole=False) if one.code == "R031"]
    assert [one.message for one in found] == [f"the navigation names “{entry}”, and there is no such page"] * told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("<p>One\n<p>Two\n", []),
        ("<p>One\n\n<p>Two\n\n<div>three</div>\n", []),
        ("<p>One **two**\n", []),
        ("<p>One\n\nTwo **three**\n", ["error 3"]),
        ("<p>One\n<p>Two\n## Three\n", ["error 3"]),
        ("<p>One\n- Two\n", ["error 3"]),
        ("<p>One\n<div>\nTwo\n", ["error 4"]),
        ("<div>\nOne\n", ["error 3"]),
        ("[x](<b>)\n", []),
        ("A wave:\n\n~~~\n\ntext\n", ["warning 5"]),
        ("A wave:\n~~~\ntext\n\n``` python\nx\n", ["warning 4", "error 7"]),
        ("A wave:\n\n~~~ text\nx\n", ["error 5"]),
        ("A wave:\n\n`~~~`\n\ntext\n", []),
    ],
)
def test_what_html_and_readers_take_as_meant_is_no_open_markup(written: str, told: list[str], tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    (folder / "docs/path.md").write_text(f"---\nid: path\n---\n{written}", encoding="utf-8")
    found = [one for one in problems_in(folder, whole=False) if one.code == "R017"]
    assert [f"{one.severity.value} {one.source.line - 1}" for one in found] == told


def test_a_list_of_standards_beside_the_configuration_is_reported(tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    code = "us-ethics:\n  names: [standard]\n  numbers: {1.07: Talk}\n"
    (folder / "standards.yml").write_text(code, encoding="utf-8")
    (folder / "docs" / "standards.yml").write_text("rules: [a]\n", encoding="utf-8")  # somebody else's
    found = [one for one in problems_in(folder, whole=False) if one.code == "R030"]
    assert [(one.source.path, one.hint) for one in found] == [("standards.yml", "Call it quizzes/standards.yml.")]


def test_a_page_that_shows_how_a_scenario_is_written_is_none(tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    scenario = (folder / "quizzes/scenarios/queue.md").read_text(encoding="utf-8")
    (folder / "docs/manual.md").write_text(f"# Scenarios\n\n```markdown\n{scenario}\n```\n", encoding="utf-8")
    assert not [one for one in problems_in(folder, whole=False) if one.source.path == "docs/manual.md"]


@pytest.mark.parametrize("ending", ["markdown", "mdown", "mkdn", "mkd"])
def test_a_page_is_whatever_mkdocs_takes_for_one(ending: str, tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    page = (folder / "docs" / "another.md").with_suffix(f".{ending}")
    page.write_text("# Another\n\n<quiz>\nWhich?\n- [ ] One\n- [ ] Two\n</quiz>\n", encoding="utf-8")
    found = [one for one in problems_in(folder) if one.source.path == f"docs/{page.name}"]
    assert "K002" in [one.code for one in found]


def test_a_course_without_docs_is_told_so(tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    shutil.rmtree(folder / "docs")
    assert any(one.code == "R001" and "docs/" in one.message for one in problems_in(folder, whole=False))


OTHERS = [
    "tags: [a]", "hide: [toc]", "icon: material/star", "status: new", "template: home.html", "date: 2026-01-01",
    "search: {exclude: true}", "social: {cards: false}", "description: A page", "comments: true", "slug: one",
    "authors: [ann]", "categories: [a]", "draft: true", "links: [a.md]", "layout: post", "image: a.png", "weight: 3",
    "keywords: [a]", "sidebar_label: One", "Title: One", "Duration: 10", "source: https://example.org", "ID: 17",
    "objective: Get to know the shell", "questions: [a]", "teaching: 10", "exercises: 2", "permalink: /a/",
]  # fmt: skip


@pytest.mark.parametrize("line", OTHERS)
def test_what_others_state_at_the_top_of_a_page_is_none(
    line: str, course: Path, changed: dict[Path, str | None]
) -> None:
    path = course / "docs/words.md"
    changed[path] = text = path.read_text(encoding="utf-8")
    path.write_text(f"---\n{line}\n---\n{text}", encoding="utf-8")
    assert not [one for one in problems_in(course, whole=False) if one.source.path == "docs/words.md"]


REMARKS = [
    "<!-- quiz -->", "<!-- quiz answers below -->", "<!-- course starts here -->", "<!-- local notes: later -->",
    "<!-- bank holiday -->", "<!-- scenario two -->", "<!-- source: a book -->", "<!-- locale: en -->", "<!-- note -->",
    "<!-- progress -->", "<!-- todo: quiz -->", "<!-- quit: x -->", "`<!-- quizz: hello -->`", "<!-- item: three -->",
    "<quit>", "[quiz]", "text `<quizz>` text", "`<quizz>`", "```\n<quizz>\n<!-- quizz: hello -->\n```", "<- quiz: x",
]  # fmt: skip


@pytest.mark.parametrize("line", REMARKS)
def test_a_remark_is_none(line: str, course: Path, changed: dict[Path, str | None]) -> None:
    path = course / "docs/words.md"
    changed[path] = text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{line}\n\nText.\n", encoding="utf-8")
    assert not [one for one in problems_in(course, whole=False) if one.source.path == "docs/words.md"]


def test_a_folder_of_banks_that_is_not_there_is_the_one_thing_to_mend(tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  - coursewright\n", "  - coursewright: {banks: items}\n")
    config.write_text(text, encoding="utf-8")
    told = [one for one in problems_in(folder) if not one.follows and one.severity is Severity.ERROR]
    assert [(one.code, one.message) for one in told] == [("R020", "there is no folder items/")]


@pytest.mark.parametrize(
    ("banks", "told"),
    [
        ("docs", "docs/ holds the pages, and is no folder of banks"),
        (".", "./ holds the pages, and is no folder of banks"),
        ("quizzes/scenarios", "quizzes/scenarios/ has no items, and quizzes/, which isn't read, has some"),
    ],
)
def test_another_folder_than_that_of_the_banks_is_the_first_thing_to_mend(
    banks: str, told: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  - coursewright\n", f"  - coursewright: {{banks: {banks}}}\n")
    config.write_text(text, encoding="utf-8")
    found = [one for one in problems_in(folder) if one.severity is Severity.ERROR]
    assert [one.message for one in found if not one.follows and one.code != "R014"] == [told]
    assert not [one for one in found if not one.follows and "there is no bank" in one.message]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_bank_is_found_however_its_accents_are_written(form: Literal["NFC", "NFD"], tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    (folder / "quizzes/lesson.md").rename(folder / "quizzes" / f"{normalize('NFD', 'leçon')}.md")
    page = folder / "docs/one.md"
    text = page.read_text(encoding="utf-8").replace("bank lesson", f"bank {normalize(form, 'leçon')}")
    page.write_text(text, encoding="utf-8")
    (folder / "quizzes/last.md").rename(folder / "quizzes" / f"{normalize('NFD', 'thé')}.md")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("{last: 2}", f"{{{normalize(form, 'thé')}: 2}}")
    config.write_text(text, encoding="utf-8")
    assert errors_in(folder) == []


def test_a_list_that_may_be_choices_without_an_item_is_advice(tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    with (folder / "quizzes/lesson.md").open("a", encoding="utf-8") as file:
        file.write("\n- [x] Ask Ann\n- [ ] Ask Ben\n")
    found = [one for one in problems_in(folder, whole=False) if one.code == "R004"]
    assert [one.severity for one in found] == [Severity.ADVICE]


@pytest.mark.parametrize(
    ("rest", "severity"), [("Nothing is asked.", "advice"), ("<quiz>\nWho?\n- [x] A\n- [ ] B\n</quiz>", "error")]
)
def test_front_matter_that_is_no_yaml_is_advice_on_a_page_of_a_site_that_is_no_course(
    rest: str, severity: str, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Notes\nplugins: [coursewright]\n", encoding="utf-8")
    page = f"---\ntitle: Notes\ndescription: Notes of ours: a list\n---\n{rest}\n"
    (tmp_path / "docs/index.md").write_text(page, encoding="utf-8")
    found = [one for one in problems_in(tmp_path, whole=False) if one.code == "R002"]
    assert [one.severity for one in found] == [severity]


@pytest.mark.parametrize("line", ["plugins:\n  - macros", "hooks: [fill.py]\nplugins:"])
def test_what_a_plugin_or_a_hook_may_fill_in_is_its_own(line: str, tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    for name, old, new in (
        ("mkdocs.yml", "plugins:", line),
        ("docs/one.md", "<!-- quiz: hello -->", "{{ quiz: hello }}"),
    ):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert not [one for one in problems_in(folder, whole=False) if one.source.path == "docs/one.md"]


@pytest.mark.parametrize(("option", "level"), [("exclude_docs", Severity.WARNING), ("draft_docs", Severity.ADVICE)])
def test_a_page_of_the_navigation_that_is_left_out_is_the_cause_of_what_it_takes_along(
    option: str, level: Severity, tmp_path: Path
) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    config = folder / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}{option}: one.md\n", encoding="utf-8")
    (folder / "docs/two.md").write_text("---\nid: two\nobjectives: {G.9: Wave}\n---\n# Two\n", encoding="utf-8")
    told = problems_in(folder)
    cause = next(one for one in told if one.code == "R031" and "leaves out" in one.message)
    others = [one for one in told if one.code in ("B202", "R027")]
    assert (cause.severity, cause.source.path) == (level, "mkdocs.yml")
    assert {one.code for one in others} == {"B202", "R027"}
    assert {one.follows for one in others} == {f"{cause.source} R031"}


def test_words_at_another_level_are_the_cause_of_marks_that_mean_nothing(tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("    words: {other: Client, seen: As the client sees it}\n", "")
    text = text.replace("extra:\n", "extra:\n  words: {other: Visitor}\n")
    config.write_text(text, encoding="utf-8")
    scenario = folder / "quizzes/scenarios/queue.md"
    scenario.write_text(scenario.read_text("utf-8").replace("**Client:**", "**Visitor:**"), encoding="utf-8")
    told = [one for one in problems_in(folder) if one.code in ("R021", "R023")]
    cause = next(one for one in told if one.code == "R023")
    assert cause.message == "“words” belongs below course"
    assert {one.follows for one in told if one is not cause} == {f"{cause.source} R023"}


@pytest.mark.parametrize("name", ["site_url", "repo_url"])
def test_an_address_without_its_beginning_stops_the_build(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    config = folder / "mkdocs.yml"
    before = config.read_text("utf-8")
    for value, told in (("example.org/a/", 1), ("//example.org/", 1), ("https://example.org/", 0), ("''", 0)):
        config.write_text(f"{name}: {value}\n{before}", encoding="utf-8")
        found = [one for one in problems_in(folder, whole=False) if one.code == "R031" and "stops" in one.message]
        assert [(one.source.line, one.severity) for one in found] == [(1, Severity.ERROR)] * told
        assert all("https://example.org" in one.hint for one in found)


@pytest.mark.parametrize("name", ["a" * 5000, r"a\0b", "a/" * 3000])
@pytest.mark.parametrize(
    "written",
    [
        ("theme: material", "theme: {{name: coursewright, apart: ['{}']}}"),
        ("theme: material", "theme: {{name: coursewright, language: '{}'}}"),
        ("theme: material", "theme: {{name: material, language: '{}'}}"),
        ("theme: material", "theme: {{name: coursewright, custom_dir: '{}', logo: a.png}}"),
        ("theme: material", "theme: {{name: coursewright, favicon: '{}', icon: {{logo: '{}'}}}}"),
        ("theme: material", "theme: {{name: coursewright}}\nextra_css: ['{}']"),
        ("site_name: Slips", "site_name: Slips\ndocs_dir: '{}'"),
        ("  - coursewright\n", "  - coursewright: {{banks: '{}'}}\n"),
        ("    id: slips", "    id: slips\n    installable: {{without: ['{}']}}"),
        ("    id: slips", "    id: slips\n    translates: '{}'"),
        ("  - coursewright\n", "  - coursewright: {{custom_translations: {{xx: '{}'}}}}\n"),
        ("extra:\n", "extra:\n  alternate: [{{name: X, lang: xx, link: './{}/'}}]\n"),
        ("[one.md]", "[one.md, '{}.md']"),
    ],
)
def test_a_name_that_no_system_can_hold_is_that_of_nothing(written: tuple[str, str], name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    config = folder / "mkdocs.yml"
    new = written[1].replace("'", '"').format(name, name)
    config.write_text(config.read_text("utf-8").replace(written[0], new, 1), encoding="utf-8")
    assert isinstance(problems_in(folder), tuple)


@pytest.mark.parametrize("name", ["templates/two.md", ".two.md", "more/.drafts/two.md"])
def test_a_page_that_mkdocs_leaves_out_by_itself_is_told_with_what_takes_it_back(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    page = folder / "docs" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# Two\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("[one.md]", f"[one.md, {name}]")
    for before, told in (
        ("", ["MkDocs by itself"]),
        (f"exclude_docs: |\n  !{name}\n", []),
        (f"exclude_docs: |\n  {name}\n", ["exclude_docs"]),
    ):
        config.write_text(before + text, encoding="utf-8")
        found = [one for one in problems_in(folder, whole=False) if "leaves out" in one.message]
        named = f"the navigation names “{name}”, which"
        assert [one.message for one in found] == [f"{named} {by} leaves out" for by in told]
        assert all((f"“!{name}”" in one.hint) is (not before) for one in found)


@pytest.mark.parametrize(
    ("hidden", "meant"),
    [
        ("nav", "navigation"),
        ("sidebar", "navigation"),
        ("toc, table of contents", "toc"),
        ("navigaton", "navigation"),
        ("TOC", "toc"),
        ("tabs, paths, navigation, toc, footer, path, feedback, tags, comments", ""),
    ],
)
def test_what_a_page_has_none_of_to_hide_is_a_warning_where_the_theme_is_known(
    hidden: str, meant: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(FINE, tmp_path / "course")
    page, config = folder / "docs/one.md", folder / "mkdocs.yml"
    page.write_text(page.read_text("utf-8").replace("duration: 4", f"duration: 4\nhide: [{hidden}]"), encoding="utf-8")
    before = config.read_text("utf-8")
    for theme, known in (
        ("material", True),
        ("{name: coursewright}", True),
        ("{name: material, custom_dir: overrides}", False),
        ("{name: coursewright, custom_dir: overrides}", False),
        ("readthedocs", False),
        ("{name: null, custom_dir: own}", False),
    ):
        config.write_text(before.replace("theme: material", f"theme: {theme}"), encoding="utf-8")
        found = [one for one in problems_in(folder, whole=False) if "to hide" in one.message]
        told = [(Severity.WARNING, f"Did you mean “{meant}”?")] if known and meant else []
        assert [(one.severity, one.hint) for one in found] == told


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("git@git.example.org:owner/name.git", "https://git.example.org/owner/name"),
        ("git@git.example.org:/owner/name", "https://git.example.org/owner/name"),
        ("https:/git.example.org/a", "https://git.example.org/a"),
        ("HTTPS:git.example.org/a", "https://git.example.org/a"),
        ("http//git.example.org", "http://git.example.org"),
        ("https:///git.example.org/", "https://git.example.org/"),
        ("git.example.org:8080/a", "https://git.example.org:8080/a"),
        ("localhost:8000", "http://localhost:8000"),
        ("/docs/", ""),
        ("owner/name", ""),
        ("file:///C:/course", ""),
    ],
)
def test_an_address_is_completed_as_it_was_meant(written: str, meant: str) -> None:
    hint = f"Write “repo_url: {meant}”." if meant else "Write it whole, such as “repo_url: https://example.org/”."
    assert [one.hint for one in addresses({"repo_url": written})] == [hint]
