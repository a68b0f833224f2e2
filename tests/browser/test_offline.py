"""A site built to open from a folder: links, search, answers and the scheme work from ``file://``, and ask nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sites import Builder, Theme
from watch import Watch

from engines import Build, unlike

COURSE = {
    "index.md": "# Home\n\nTo [the lesson](part/lesson.md#why).\n",
    "part/lesson.md": (
        "---\nid: one\n---\n# One\n\n## Why {#why}\n\nLighthouses stand on rocks.\n\n"
        "<quiz>\nWhich?\n- [x] This\n- [ ] That\n</quiz>\n"
    ),
    "instructors/index.md": "# Teaching\n\n[Home](../index.md)\n",
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    watch = Watch()
    context = browser.new_context()
    context.set_default_timeout(5000)
    watch.follow(context)
    yield context
    context.close()
    assert watch.errors == []
    assert watch.strangers("file://") == []


def opened(context: BrowserContext, builder: Builder, language: str = "en") -> tuple[Page, Path]:
    config: dict[str, Any] = {
        "plugins": ["search", {"coursewright": {"offline": True}}],
        "markdown_extensions": ["attr_list"],
        "theme": {"name": "coursewright", "language": language},
    }
    theme: Theme = "course"
    site = builder.build(COURSE, theme, config=config)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    return page, site


def test_every_link_names_a_file_of_the_folder(context: BrowserContext, builder: Builder) -> None:
    page, site = opened(context, builder)
    for path in sorted(site.rglob("*.html")):
        if path.name == "404.html":  # a server's page
            continue
        page.goto(path.as_uri())
        for address in page.evaluate("() => [...document.querySelectorAll('[href], [src]')].map(e => e.href ?? e.src)"):
            parts = urlsplit(address)
            assert parts.scheme == "file", address
            assert Path(unquote(parts.path)).is_file(), address


@pytest.mark.parametrize("language", ["en", "fr"])  # another language's worker loads more scripts
def test_search_finds_a_lesson_without_a_server(context: BrowserContext, builder: Builder, language: str) -> None:
    page, site = opened(context, builder, language)
    page.locator(".cw-search-open").click()
    page.keyboard.type("lighthouses")
    found = page.locator(".cw-search-results a").first
    expect(found).to_have_text("One: Why")
    found.press("Enter")
    page.wait_for_url((site / "part/lesson.html").as_uri() + "**")


def test_an_answer_and_the_scheme_last_from_page_to_page(context: BrowserContext, builder: Builder) -> None:
    page, site = opened(context, builder)
    page.locator(".cw-scheme").click()
    page.get_by_role("link", name="the lesson").click()
    page.get_by_label("This").check()
    page.get_by_role("button", name="Submit").click()
    page.goto((site / "index.html").as_uri())
    expect(page.locator(".cw-outline [data-lesson=one] .cw-progress")).to_have_text("1/1")
    assert page.evaluate("() => document.documentElement.dataset.scheme") == "dark"


def test_every_page_of_the_real_course_works_from_its_folder(
    context: BrowserContext, course_copy: Path, build: Build
) -> None:
    """Every one that isn't made of what others are; the fixture sees to it that none says an error or asks anybody."""
    site, _ = build(course_copy, OFFLINE="true")
    page = context.new_page()
    pages = [path for path in unlike(site) if path.name != "404.html"]
    for path in pages:
        page.goto(path.as_uri())
    assert len(pages) > 20
