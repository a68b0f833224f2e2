"""Pool and private items never stand in a built site; and where somebody puts one there, K014 says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coursewright.check.leaks import leaks
from coursewright.cli import main
from coursewright.model.course import Course
from coursewright.read.course import read_course
from coursewright.read.layout import Layout
from engines import Build

STEM = "A colleague at the fair asks whom you saw on Tuesday. Which reply gives nothing away?"
ITEM = """<quiz>
<!-- id: {name} -->
{stem}
- [x] I meet a lot of people, and I never talk about any of them at all
  > Said the same way every time, this tells a listener nothing about anybody in town.
- [ ] Nobody you know
  > This answers a question about one person, and the next silence will answer another.
</quiz>
"""
PRIVATE = "At the pharmacy counter, the clerk reads a name aloud. What protects its owner best?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pools") / "course"
    files = {
        "mkdocs.yml": "site_name: Pools\nplugins: [search, coursewright]\ntheme: {name: material, font: false}\n",
        "docs/index.md": "# Home\n\nWords of the lesson.\n\n<!-- quiz: open -->\n",
        "quizzes/open.md": ITEM.format(name="open", stem="Which reply is for everyone to read?")
        .replace("I meet a lot of people, and I never talk about any of them at all", "This")
        .replace("Said the same way every time, this tells a listener nothing about anybody in town.", "Fine.")
        .replace("This answers a question about one person, and the next silence will answer another.", "Not."),
        "quizzes/bank.md": "---\nuse: pool\n---\n" + ITEM.format(name="kept-x7", stem=STEM),
        "../private/bank.md": ITEM.format(name="secret-x7", stem=PRIVATE)
        .replace("people", "neighbours")
        .replace("listener", "clerk"),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def course(folder: Path) -> Course:
    return read_course(Layout(root=folder, docs=folder / "docs", banks=folder / "quizzes",
                              private_banks=(folder.parent / "private",)))  # fmt: skip


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of the built site, to plant things in."""
    for path in built.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".js", ".xml"):
            target = tmp_path / "site" / path.relative_to(built)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path / "site"


@pytest.fixture(scope="module")
def built(folder: Path, build: Build) -> Path:
    site, done = build(folder)
    assert "index.html" in [path.name for path in site.iterdir()], done.stdout
    return site


def test_the_course_has_a_pool_and_a_private_item(course: Course) -> None:
    assert {item.id: item.use for item in course.items} == {
        "open": "practice",
        "kept-x7": "pool",
        "secret-x7": "private",
    }


def test_a_built_site_holds_nothing_of_either(course: Course, built: Path) -> None:
    everything = b"\n".join(path.read_bytes() for path in built.rglob("*") if path.is_file())
    assert b"for everyone to read" in everything
    for said in (b"gives nothing away", b"pharmacy counter", b"never talk about any", b"kept-x7", b"secret-x7"):
        assert said not in everything, said
    assert leaks(course, built) == ()


PLANTED = {
    "index.html": f"<p>{STEM}</p>",
    "a/page.html": f"<p>{STEM.replace('whom', '<em>whom</em>').replace('fair', 'f<b>ai</b>r')}</p>",
    "attribute.html": f'<div data-stem="{STEM}"></div>',
    "comment.html": f"<!-- {STEM} -->",
    "entities.html": "".join(f"&#{ord(sign)};" for sign in STEM),
    "search/search_index.json": json.dumps({"docs": [{"text": f"Über: {STEM}"}]}),
    "deep/index.json": json.dumps([[{"a": [STEM]}]]),
    "broken.json": "{" + STEM,
    "search/search_index.js": f"self.index = {json.dumps(STEM)};",
    "llms.txt": STEM.upper(),
    "feedback.html": "this tells a listener nothing about anybody in town",
    "choice.html": "I meet a lot of people, and I never talk",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_leak_is_found_wherever_it_is(name: str, course: Course, site: Path) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PLANTED[name], encoding="utf-8")
    found = leaks(course, site)
    assert [(problem.code, problem.item) for problem in found] == [("K014", "kept-x7")]
    assert str(found[0].source) == "quizzes/bank.md:6:1"
    assert found[0].message.startswith(f"{name} of the built site holds “")


def test_seven_words_of_a_choice_or_a_public_item_are_no_leak(course: Course, site: Path) -> None:
    (site / "index.html").write_text(
        "I meet a lot of people and. Nobody you know. Which reply is for everyone?", "utf-8"
    )
    assert leaks(course, site) == ()


def test_the_command_searches_a_site_for_private_banks_too(
    folder: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (site / "index.html").write_text(PRIVATE, encoding="utf-8")
    command = [
        "check",
        "-f",
        str(folder / "mkdocs.yml"),
        "--banks",
        str(folder.parent / "private"),
        "--site",
        str(site),
    ]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "../private/bank.md:3:1: K014" in done.output


def test_a_build_fails_that_publishes_its_own_pool(folder: Path, build: Build, tmp_path: Path) -> None:
    for path in ("mkdocs.yml", "docs/index.md", "quizzes/open.md", "quizzes/bank.md"):
        target = tmp_path / "course" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((folder / path).read_bytes())
    (tmp_path / "course/docs/index.md").write_text(f"# Home\n\n{STEM}\n", encoding="utf-8")
    _, done = build(tmp_path / "course")
    assert done.returncode == 1
    assert "quizzes/bank.md:6:1: K014" in done.stdout


def test_the_pool_can_be_allowed_to_share_a_text(course: Course, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    text = (
        (folder / "quizzes/bank.md").read_text("utf-8").replace("id: kept-x7", "id: kept-x7; allow: K014 a law, quoted")
    )
    (tmp_path / "quizzes/bank.md").write_text(text, encoding="utf-8")
    (tmp_path / "index.html").write_text(STEM, encoding="utf-8")
    allowed = read_course(Layout(root=tmp_path, docs=tmp_path / "docs", banks=tmp_path / "quizzes"))
    assert leaks(allowed, tmp_path) == ()
    assert leaks(course, tmp_path) != ()
