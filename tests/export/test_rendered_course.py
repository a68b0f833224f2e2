"""A rendered course as a value: pages without chrome, every file that they load, every item part by part."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from small_site import small_site

from coursewright.build import build_site
from coursewright.export.shell import SHELL_TEXTS
from coursewright.model.course import Course
from coursewright.model.part import core_of, find_module, modules_of, only, slug
from coursewright.model.site import Site
from coursewright.render.html import html_links, with_links
from coursewright.render.texts import texts_in


@pytest.fixture(scope="module")
def real(course_site: Site) -> tuple[Course, Site]:
    return course_site.course, course_site


def test_pages_have_content_and_no_chrome(real: tuple[Course, Site]) -> None:
    course, site = real
    assert {page.path for page in site.pages} == {lesson.document.path for lesson in course.lessons}
    for page in site.pages:
        assert "<h1" in page.content, page.path
        assert "cw-header" not in page.content
        assert "<html" not in page.content
        assert page.url.endswith(".html")
    lesson = site.page_by_path["docs/principle-1/agreement.md"]
    assert (lesson.lesson, lesson.url) == ("agreement", "principle-1/agreement.html")
    assert 'aria-labelledby="cw-objectives"' in lesson.content
    assert "open-agreement" in lesson.items


def test_every_file_that_a_page_loads_is_in_the_list(real: tuple[Course, Site]) -> None:
    site = real[1]
    for page in site.pages:
        for link in html_links(page.content):
            parts = urlsplit(link.target)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.url), unquote(parts.path)))
            assert target in page.files or target in page.links or target == page.url, (page.url, link)
        assert set(page.files) <= set(site.assets)
        scripts = {posixpath.basename(name) for name in page.files}
        if "state.js" in scripts:
            assert "frame.js" in scripts  # which no page names: state.js loads it


def test_every_item_has_its_parts_those_of_the_final_too(real: tuple[Course, Site]) -> None:
    course, site = real
    assert set(site.items) == {item.id for item in course.items}
    for html in site.items.values():
        assert html.stem.text
        assert len(html.labels) == len(html.item.choices)
        assert len(html.feedback) == len(html.item.choices)
        assert len(html.pairs) == len(html.item.pairs)
        written = [html.stem, *html.labels, *html.feedback, html.explanation, *html.pairs, *html.hints]
        assert not any("\x02" in part.text for part in written if part)


def test_a_module_alone_has_what_belongs_to_it(real: tuple[Course, Site]) -> None:
    course, site = real
    module = find_module(course, "principle-2")
    assert module
    assert module.title == "Principle 2: Consistently enforce boundaries"
    alone = only(course, module)
    part = site.only(alone)
    assert [page.url for page in part.pages] == [f"principle-2/{name}.html" for name in ("ten-seconds", "pushes")]
    shown = {item.id for lesson in alone.lessons for item in course.practised_in(lesson)}
    objectives = {objective.id for lesson in alone.lessons for objective in lesson.objectives}
    for item in alone.items:
        assert item.id in {*shown, *part.pages[0].items, *part.pages[1].items} or any(
            objective.id in objectives for objective in item.metadata.objectives
        )
    assert len(alone.items) < len(course.items) / 2
    assert alone.path.completion.final is None
    assert {step.id for section in alone.path.sections for step in section.steps} == {
        lesson.id for lesson in module.lessons
    }
    assert set(part.assets) < set(site.assets)


def test_the_core_has_its_final_and_no_electives(real: tuple[Course, Site]) -> None:
    course, site = real
    pages = {page.url for page in site.only(core_of(course)).pages}
    assert {
        "start.html",
        "final.html",
        "certificate.html",
        "principle-3/at-stake.html",
        "practice/touchline.html",
    } <= pages
    assert not {"principle-3/helper.html", "practice/same-pew.html"} & pages
    assert not any(url.startswith(("electives/", "toolkit/", "instructors/", "reference/")) for url in pages)


def test_modules_are_found_by_title_or_by_how_their_name_begins(real: tuple[Course, Site]) -> None:
    course = real[0]
    for module in modules_of(course):
        assert find_module(course, module.title) is module
        assert find_module(course, slug(module.title)) is module
    assert find_module(course, "principle") is None  # three begin so
    assert find_module(course, "princip") is None
    assert find_module(course, "") is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="a.html">A</a>', '<a href="[a.html]">A</a>'),
        ("<a href='a.html'>A</a>", "<a href='[a.html]'>A</a>"),
        ("<a href=a.html>A</a>", '<a href="[a.html]">A</a>'),
        ('<img alt="href=&quot;x&quot;" src="b.png">', '<img alt="href=&quot;x&quot;" src="[b.png]">'),
        ('<a title="a > b" href="c?d&amp;e">C</a>', '<a title="a > b" href="[c?d&amp;e]">C</a>'),
        ('<!-- <a href="a.html"> -->', '<!-- <a href="a.html"> -->'),
        ('<code>&lt;a href="a.html"&gt;</code>', '<code>&lt;a href="a.html"&gt;</code>'),
        ('x\n<p>\n <a\n  href="a.html">', 'x\n<p>\n <a\n  href="[a.html]">'),
        ("<script>\"<a href='x'>\"</script>", "<script>\"<a href='x'>\"</script>"),
        ('<div data-x="1" data="2">', '<div data-x="1" data="2">'),
    ],
)
def test_addresses_in_html_are_found_as_a_browser_does(html: str, expected: str) -> None:
    assert with_links(html, lambda link: f"[{link.target}]") == expected


def test_an_address_can_be_taken_away() -> None:
    assert with_links('<a class="x" href="a" id="y">A</a>', lambda _: "") == '<a class="x" id="y">A</a>'


def test_a_site_that_cant_be_built_says_why(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A\n", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    for text, said in (
        ("site_name: A\n", "the plugin coursewright is not switched on"),
        ("site_name: A\nplugins: [coursewright]\ntheme: nowhere\n", "the site can't be built"),
    ):
        config.write_text(text, encoding="utf-8")
        site, problems = build_site(config, Course())
        assert site is None
        assert said in problems[0].message


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr"])
def test_a_package_speaks_the_courses_language(language: str) -> None:
    text = texts_in(language)
    same = {"Version", "Licences"}  # as French has them
    assert [english for english in SHELL_TEXTS if text(english) == english and english not in same] == []


def test_formulas_of_a_site_with_a_script_of_its_own_are_drawn_without_it(tmp_path: Path) -> None:
    """The script stays on the site, and its TeX was all that a package showed."""
    more = "  - pymdownx.arithmatex: {generic: true}\nextra_javascript: [katex.min.js]\nextra_css: [katex.min.css]"
    lesson = "# A\n\nSo $x^2$ is.\n\n<quiz>\nWhat is $y_1$?\n- [x] $a$ and $b$\n- [ ] $c$\n</quiz>\n"
    site = small_site(tmp_path, {"docs/a.md": lesson, "docs/katex.min.js": "", "docs/katex.min.css": ""}, more=more)
    pages = {page.url: page for page in site.pages}
    assert re.findall(r'alttext="(.*?)"', pages["a.html"].content.partition("<details")[0]) == [
        "x^2", "y_1", "a", "b", "c",
    ]  # fmt: skip
    assert "\\(" not in pages["a.html"].content
    assert "assets/coursewright/formulas.css" in pages["a.html"].files
    assert not any("katex" in name or "formulas" in name or "draw" in name for name in pages["index.html"].files)
    assert not any("katex" in name for name in site.styles)
    (item,) = site.items.values()
    assert "\\(y_1\\)" in item.stem.text  # what an LMS with MathJax gets
