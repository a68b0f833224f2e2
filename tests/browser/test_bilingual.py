"""A learner who changes the language on the way: one course, finished once, and always the same page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from sites import Site
from way import Taker, bank, lesson, question

ALTERNATE = [{"name": "English", "lang": "en", "link": "/"}, {"name": "Deutsch", "lang": "de", "link": "/de/"}]
NAMES = ("index", "a", "b", "final", "certificate")


def pages(folder: str = "") -> dict[str, str]:
    """Return the course in English; below a folder, what stands for its German."""
    texts = {
        "index": "# Home\n\n<!-- course: completion -->\n",
        "a": lesson("a", "a-one"),
        "b": lesson("b", "b-one"),
        "final": "# Final\n\n<!-- course: final -->\n",
        "certificate": "# Certificate\n\n<!-- course: certificate -->\n",
    }
    found = {f"{folder}{name}.md": text for name, text in texts.items()}
    found[f"../quizzes/{folder}tide.md"] = bank(question("tide-1"), question("tide-2"))
    return {name: german(text) if folder else text for name, text in found.items()}


def german(text: str) -> str:
    return text.replace("Right for", "Richtig für").replace("Wrong for", "Falsch für").replace("# Lesson", "# Lektion")


def settings(theme: str, language: str, site_url: str, nav: list[Any]) -> dict[str, Any]:
    final = {"draw": {"tide": 1}}
    course = {"id": "course", "core": ["Core"], "complete": ["lessons", "final"], "pass_mark": 100, "final": final}
    return {
        "site_url": site_url,
        "theme": {"name": theme, "font": False, "language": language},
        "extra": {"generator": False, "alternate": ALTERNATE, "course": course},
        "nav": nav,
    }


def nav(core: str, folder: str = "") -> list[Any]:
    home, first, second, final, certificate = (f"{folder}{name}.md" for name in NAMES)
    return [home, {core: [first, second]}, final, certificate]


def answer(page: Page, label: str) -> None:
    page.get_by_label(label, exact=True).check()
    page.locator("cw-item .cw-submit").click()
    expect(page.locator(".cw-result > .cw-verdict")).to_be_visible()


def test_a_course_is_finished_once_in_either_language(site: Site, new_context: Callable[..., BrowserContext]) -> None:
    """Under Material, whose own selector knows a site in folders by their first pages only."""
    config = settings("material", "en", "https://example.org/", [*nav("Core"), {"Deutsch": nav("Kern", "de/")}])
    url = site.publish({**pages(), **pages("de/")}, config=config)
    page = new_context().new_page()
    page.goto(f"{url}de/a/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    answer(page, "Richtig für a-one")
    page.get_by_role("button", name="Sprache wechseln").hover()
    page.locator(".md-select__link[hreflang=en]").click()
    page.wait_for_url(f"{url}a/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_label("Right for a-one", exact=True)).to_be_checked()
    expect(page.locator(".cw-result > .cw-verdict")).to_have_text("Correct answer!")
    page.goto(f"{url}b/")
    answer(page, "Right for b-one")
    page.goto(f"{url}de/final/")
    taker = Taker(page)
    page.locator("cw-final .cw-press").click()
    taker.choice(f"Richtig für {taker.asked()}").check()
    page.locator("cw-final .cw-live .cw-press").last.click()
    for folder in ("de/", ""):
        page.goto(f"{url}{folder}certificate/")
        expect(page.locator(".cw-award")).to_be_visible()


def test_a_language_that_is_built_apart_shows_the_same_page(
    site: Site, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """The selector led from a German page to itself, and from an English one to the German home page."""
    root = "https://example.org/"
    english = site.builder.build(pages(), config=settings("coursewright", "en", root, nav("Core")))
    texts = {name: german(text) for name, text in pages().items() if name != "b.md"}
    own = ["index.md", {"Core": ["a.md"]}, "final.md", "certificate.md"]
    copytree(english, tmp_path / "site")
    copytree(
        site.builder.build(texts, config=settings("coursewright", "de", f"{root}de/", own)), tmp_path / "site" / "de"
    )
    site.folder, page = tmp_path / "site", new_context().new_page()
    for start, language, target in (("a/", "de", "de/a/"), ("de/a/", "en", "a/"), ("b/", "de", "de/")):
        page.goto(f"{site.url}{start}")
        with page.expect_response("**/sitemap.xml"):
            page.locator(".cw-languages > summary").click()
        link = page.locator(f".cw-languages a[hreflang={language}]")
        if start != "b/":  # which nobody has translated
            expect(link).to_have_attribute("href", f"{site.url}{target}")
        link.click()
        page.wait_for_url(f"{site.url}{target}")
