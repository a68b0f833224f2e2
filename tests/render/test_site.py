"""What the built site of the real course promises learners, search engines and whoever builds it again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from coursewright.config import read_layout
from coursewright.fragment.identity import norm
from coursewright.model.course import Course
from coursewright.read.course import read_course
from engines import Build, Built, copy_course, items_of, pages_of, read_as_text

ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
TINY = """\
site_name: Tiny
theme: {{name: material, font: false}}
plugins: [{plugins}]
"""
ITEM = """\
<quiz>
Who asks?
- [x] The worker
  > The duty is the worker's own.
- [ ] Nobody
  > Then nobody knows what they want.
</quiz>
"""


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return pages_of(site)


@pytest.fixture(scope="module")
def course(course_copy: Path) -> Course:
    layout, problems = read_layout(course_copy / "mkdocs.yml")
    assert layout is not None, problems
    return read_course(layout)


def test_the_course_builds_strictly(course_build: Built) -> None:
    _, done = course_build
    assert re.findall("(?:WARNING|ERROR) +-.*", done.stdout) == []
    assert done.returncode == 0


def page_of(url_path: str) -> str:
    """Return where MkDocs puts a page of ``docs``."""
    path = url_path.removesuffix(".md").removesuffix("index")
    return f"{path.rstrip('/')}/index.html".lstrip("/")


def test_every_practice_item_that_a_lesson_embeds_is_on_its_page(course: Course, pages: dict[str, str]) -> None:
    for lesson in course.lessons:
        expected = [item.id for item in lesson.document.items]
        if any(piece.name in ("review", "sheet") for piece in lesson.document.pieces):
            continue  # they hold every practice item, for when it is due
        for embed in lesson.document.embeds:
            if embed.scenario:
                continue
            bank = course.bank_by_id.get(embed.target) if embed.bank else None
            expected += [item.id for item in bank.document.items] if bank else [embed.target]
        found = re.findall(r'<cw-item\b[^>]* data-item="(.*?)"', pages[page_of(lesson.url_path)])
        assert sorted(expected) == sorted(found), lesson.url_path


def test_the_search_index_holds_no_choice_feedback_or_explanation(course: Course, site: Path) -> None:
    """Of four words or more, unless a lesson's own text says them: what it teaches, it may ask for, too."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    indexed = norm(" ".join(read_as_text(f"{entry['title']} {entry['text']}") for entry in index["docs"]))
    texts = [choice.text for item in course.items for choice in item.choices]
    texts += [choice.feedback for item in course.items for choice in item.choices if choice.feedback]
    texts += [item.explanation for item in course.items if item.explanation]
    hidden = [said for text in texts for line in text.markdown.split("\n") if len((said := norm(line)).split()) >= 4]
    assert len(hidden) > len(texts) / 2
    own = norm(" ".join(page.document.body.markdown for page in course.lessons if page.document.body))
    assert [said for said in hidden if said in indexed and said not in own] == []


def test_the_search_index_holds_no_text_of_the_form(site: Path) -> None:
    """Lessons only: the pages for authors show what a form says and is made of."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts = [entry["text"] for entry in index["docs"] if entry["location"].startswith(("principle-", "start"))]
    assert len(texts) > 20
    assert [said for said in ("Correct answer!", "Incorrect answer.", "Reset quiz", "cw-") if said in str(texts)] == []


def linked_data_of(html: str) -> Any:
    found = LINKED_DATA.findall(html)
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def test_the_home_page_describes_the_course(course: Course, pages: dict[str, str]) -> None:
    data = linked_data_of(pages["index.html"])
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "Course"
    assert data["name"] == course.about.title
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    lessons = [lesson.title for lesson in course.lessons if lesson.keeps_progress]
    assert [part["name"] for part in data["hasPart"]] == lessons


def test_every_lesson_describes_itself_and_no_other_page_does(course: Course, pages: dict[str, str]) -> None:
    lessons = {page_of(lesson.url_path): lesson for lesson in course.lessons if lesson.keeps_progress}
    assert lessons
    for path, html in pages.items():
        data = linked_data_of(html)
        if path in lessons:
            assert data["@type"] == "LearningResource", path
            assert data["name"] == lessons[path].title
            assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
            assert data["isPartOf"]["name"] == course.about.title
            assert data.get("teaches", []) == [objective.text for objective in lessons[path].objectives]
        elif path != "index.html":
            assert data is None, path


def test_every_link_of_an_item_leads_to_a_page_and_an_anchor_of_the_site(pages: dict[str, str], site: Path) -> None:
    seen = 0
    broken = []
    for path, html in pages.items():
        for item in items_of(html):
            for link in re.findall(r'<(?:a|img)\b[^>]*? (?:href|src)="([^"]*)"', item):
                parts = urlsplit(link)
                if parts.scheme or parts.netloc:
                    continue
                seen += 1
                target = unquote(urlsplit(urljoin(f"/{path}", link)).path).lstrip("/")
                target += "index.html" if not target or target.endswith("/") else ""
                found = (site / target).is_file() and (not parts.fragment or f' id="{parts.fragment}"' in pages[target])
                if not found:
                    broken.append(f"{path}: {link}")
    assert seen > 0
    assert broken == []


def test_no_name_is_given_twice_on_a_page(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        ids = [name for item in items_of(html) for name in re.findall(r' id="([^"]*)"', item)]
        assert len(ids) == len(set(ids)), path


def test_articles_hold_no_inline_script_or_style(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        for article in ARTICLE.findall(html):
            assert re.findall(r"<script\b(?![^>]*\bsrc=)[^>]*>|<style\b", article) == [], path
            assert re.findall(r"<[a-z][^<>]* (?:style|on[a-z]+)=[^<>]*>", article) == [], path


def test_every_page_loads_the_store_and_those_with_items_the_player(pages: dict[str, str], site: Path) -> None:
    for path, html in pages.items():
        links = re.findall(r'(?:src|href)="((?:[^"]*/)?(?:player|state)\.\w+)(?:\?[^"]*)?"', html)
        loaded = [
            urlsplit(urljoin(f"https://example.org/{path}", link)).path for link in links
        ]  # for ../ above the root
        player = {f"/assets/coursewright/{name}" for name in ("player.css", "player.js", "state.js")}
        answers = items_of(html) or "<cw-final" in html
        state = {"/assets/coursewright/state.js"}  # the outline shows what is saved
        assert set(loaded) == (player if answers else state), path
        assert all((site / name.lstrip("/")).is_file() for name in loaded)


def test_nothing_on_a_page_is_loaded_from_elsewhere(pages: dict[str, str]) -> None:
    for path, html in pages.items():
        sources = re.findall(r"<(?:script|img|iframe|source|video|audio)\b[^>]*? src=\"([^\"]*)\"", html)
        sources += re.findall(r'<link\b[^>]*? rel="(?:stylesheet|preload|icon|preconnect)"[^>]*? href="([^"]*)"', html)
        sources += re.findall(r'<link\b[^>]*? href="([^"]*)"[^>]*? rel="(?:stylesheet|preload|icon|preconnect)"', html)
        assert [source for source in sources if urlsplit(source).netloc] == [], path


def test_the_same_source_built_twice_gives_the_same_bytes(site: Path, tmp_path: Path, build: Build) -> None:
    """In another folder, with other dates of files and another order of sets."""
    again, _ = build(copy_course(tmp_path / "elsewhere"), SOURCE_DATE_EPOCH="1700000000", PYTHONHASHSEED="7")
    first, second = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (site, again)
    )
    assert sorted(first) == sorted(second)
    assert [path for path, content in first.items() if content != second[path]] == []


@pytest.mark.parametrize("plugins", ["mkdocs_quiz, coursewright", "coursewright, mkdocs_quiz"])
def test_mkdocs_quiz_beside_us_is_told_of_with_what_to_change(plugins: str, tmp_path: Path, build: Build) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(ITEM, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(TINY.format(plugins=plugins), encoding="utf-8")
    _, done = build(tmp_path)
    assert "Delete mkdocs_quiz from the plugins in mkdocs.yml" in done.stdout
    assert "Traceback" not in done.stdout
    assert done.returncode == 1


def test_without_mkdocs_quiz_the_same_page_builds(tmp_path: Path, build: Build) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(ITEM, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(TINY.format(plugins="coursewright"), encoding="utf-8")
    site, done = build(tmp_path)
    assert done.returncode == 0, done.stdout
    assert len(items_of((site / "index.html").read_text(encoding="utf-8"))) == 1


def test_without_the_plugin_the_extension_alone_builds_the_page(tmp_path: Path, build: Build) -> None:
    """As under Zensical; the plugin's place in ``mkdocs.yml`` is taken by ``markdown_extensions``."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(ITEM, encoding="utf-8")
    config = yaml.safe_load(TINY.format(plugins="search")) | {"markdown_extensions": ["coursewright"]}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    site, done = build(tmp_path)
    assert done.returncode == 0, done.stdout
    assert len(items_of((site / "index.html").read_text(encoding="utf-8"))) == 1


def test_the_link_of_a_heading_is_for_the_mouse_alone(site: Path) -> None:
    html = (site / "practice" / "touchline" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a class="headerlink"[^>]*>', html)
    assert links
    assert [link for link in links if 'aria-hidden="true" tabindex="-1"' not in link] == []


def test_search_finds_what_is_for_learners_first(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    boosts = {one["location"].split("/")[0]: one.get("boost", 1) for one in index}
    assert boosts["instructors"] < boosts["practice"] == boosts["reference"] == 1


def test_the_manual_for_authors_has_an_outline_and_a_search_of_its_own(site: Path) -> None:
    """Learners don't meet it; what is said at the foot of each page leads there."""
    ours, theirs = (
        json.loads((site / "search" / f"search_{name}.json").read_text("utf-8")) for name in ("index", "toolkit")
    )
    assert ours["config"] == theirs["config"]
    assert not [one for one in ours["docs"] if one["location"].startswith("toolkit/")]
    assert [one for one in theirs["docs"] if not one["location"].startswith("toolkit/")] == []
    assert len(theirs["docs"]) > 100
    for page, inside in (("start", False), ("instructors", False), ("toolkit", True), ("toolkit/rules/K002", True)):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        outline = html[
            html.index('<ul class="cw-outline">') : html.index("</nav>", html.index('<ul class="cw-outline">'))
        ]
        assert ("toolkit/items/" in outline or 'href="../items/"' in outline or "../items/" in outline) is inside, page
        assert ("practice" in outline) is not inside, page
        assert ('class="cw-apart"' in html) is not inside, page
        assert ("search_toolkit.json" in html) is inside, page
    last = (site / "reference" / "licence" / "index.html").read_text(encoding="utf-8")
    first = (site / "toolkit" / "index.html").read_text(encoding="utf-8")
    assert 'rel="next"' not in last
    assert 'rel="prev"' not in first


def test_neighbours_are_named_by_what_they_are(pages: dict[str, str]) -> None:
    """They are no footer, which has a place of its own."""
    assert '<nav class="cw-next" aria-label="Previous · Next">' in pages["principle-1/limits/index.html"]
    assert not [path for path, html in pages.items() if 'aria-label="Footer"' in html]
