"""A learner who changes the language on the way: one course, finished once, and always the same page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import yaml
from learner import Learner
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


def take_final(page: Page, url: str, right: str) -> None:
    page.goto(f"{url}final/")
    taker = Taker(page)
    page.locator("cw-final .cw-press").click()
    taker.choice(f"{right} {taker.asked()}").check()
    page.locator("cw-final .cw-live .cw-press").last.click()


def certified(page: Page, url: str) -> None:
    for folder in ("de/", ""):
        page.goto(f"{url}{folder}certificate/")
        expect(page.locator(".cw-award")).to_be_visible()


def in_folders(theme: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return a course whose German is in a folder; Material's own selector would know the first pages only."""
    config = settings(theme, "en", "https://example.org/", [*nav("Core"), {"Deutsch": nav("Kern", "de/")}])
    return {**pages(), **pages("de/")}, config


def with_static_i18n(theme: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Return the same course as static-i18n wants it: the language stands in the names of files."""
    pytest.importorskip("mkdocs_static_i18n")
    german = {name.replace("de/", "").replace(".md", ".de.md"): text for name, text in pages("de/").items()}
    config = settings(theme, "en", "https://example.org/", nav("Core"))
    del config["extra"]["alternate"]
    languages = [
        {"locale": "en", "name": "English", "default": True},
        {"locale": "de", "name": "Deutsch", "nav_translations": {"Core": "Kern"}},
    ]
    config["plugins"] = ["search", "coursewright", {"i18n": {"languages": languages}}]
    return {**pages(), **german}, config


FORMS = {"folders": in_folders, "static-i18n": with_static_i18n}


def change_language(page: Page, theme: str, language: str) -> None:
    """Choose a language in the theme's own list."""
    if theme == "material":
        page.locator(".md-select > button").hover()
        page.locator(f".md-select__link[hreflang={language}]").click()
    else:
        page.locator(".cw-languages > summary").click()
        page.locator(f".cw-languages a[hreflang={language}]").click()


@pytest.mark.parametrize("theme", ["material", "coursewright"])
@pytest.mark.parametrize("form", FORMS)
def test_a_course_is_finished_once_in_either_language(
    form: str, theme: str, site: Site, new_context: Callable[..., BrowserContext]
) -> None:
    texts, config = FORMS[form](theme)
    url = site.publish(texts, config=config)
    page = new_context().new_page()
    page.goto(f"{url}de/a/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    outline = page.locator(".md-nav--primary" if theme == "material" else "#outline")
    expect(outline).to_contain_text("Kern")
    answer(page, "Richtig für a-one")
    change_language(page, theme, "en")
    page.wait_for_url(f"{url}a/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_label("Right for a-one", exact=True)).to_be_checked()
    expect(page.locator(".cw-result > .cw-verdict")).to_have_text("Correct answer!")
    page.goto(f"{url}b/")
    answer(page, "Right for b-one")
    take_final(page, f"{url}de/", "Richtig für")
    certified(page, url)
    for folder, right in (("", "Right for"), ("de/", "Richtig für")):  # and by one who never changes
        page = new_context().new_page()
        for name in ("a", "b"):
            page.goto(f"{url}{folder}{name}/")
            answer(page, f"{right} {name}-one")
        take_final(page, f"{url}{folder}", right)
        certified(page, url)


def test_a_language_that_is_built_apart_shows_the_same_page(
    site: Site, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """The selector led from a German page to itself, and from an English one to the German home page."""
    root = "https://example.org/"
    english = site.builder.build(pages(), config=settings("coursewright", "en", root, nav("Core")))
    texts = {name: german(text) for name, text in pages().items() if name != "b.md"}
    own = settings("coursewright", "de", f"{root}de/", ["index.md", {"Kern": ["a.md"]}, "final.md", "certificate.md"])
    del own["extra"]["course"]["id"]
    own["extra"]["course"] |= {"core": ["Kern"], "translates": str(english.parent / "mkdocs.yml")}
    copytree(english, tmp_path / "site")
    copytree(site.builder.build(texts, config=own), tmp_path / "site" / "de")
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
    page.goto(f"{site.url}de/a/")
    answer(page, "Richtig für a-one")
    page.goto(f"{site.url}a/")  # what was answered there is answered here
    expect(page.get_by_label("Right for a-one", exact=True)).to_be_checked()
    expect(page.locator(".cw-result > .cw-verdict")).to_have_text("Correct answer!")


@pytest.mark.parametrize("theme", ["material", "coursewright"])
@pytest.mark.parametrize("form", ["folders", "static-i18n"])
def test_a_page_runs_in_the_direction_of_its_language(form: str, theme: str, learner: Learner, site: Site) -> None:
    arabic = [entry | {"lang": "ar", "link": "/ar/"} if entry["lang"] == "de" else entry for entry in ALTERNATE]
    texts, config = FORMS[form](theme)
    texts = {name.replace("de/", "ar/").replace(".de.", ".ar."): text for name, text in texts.items()}
    config = yaml.safe_load(yaml.safe_dump(config).replace("de/", "ar/").replace("locale: de", "locale: ar"))
    if form == "folders":
        config["extra"]["alternate"] = arabic
    url = site.publish(texts, config=config)
    for path, language, direction in (("ar/a/", "ar", "rtl"), ("a/", "en", "ltr")):
        learner.open(url + path)
        expect(learner.page.locator("html")).to_have_attribute("lang", language)
        assert learner.page.evaluate("() => getComputedStyle(document.querySelector('article')).direction") == direction
        assert learner.page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0
    assert (learner.page.locator(".cw-submit").inner_text() == "Submit") == (language == "en")
