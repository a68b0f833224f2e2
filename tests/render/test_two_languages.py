"""A course in two languages, in each of the forms that there are: what is done in one of them is done in the other."""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.build import build_site
from coursewright.check.checker import check
from coursewright.cli import main
from coursewright.config import read_layout
from coursewright.model.part import modules_of
from coursewright.read.course import read_editions
from coursewright.read.languages import alternates

PAGE = """\
<!doctype html><html lang="{{ language }}"><body>
<script type="application/json">{{ translations | tojson }}</script>
{{ page.content }}</body></html>
"""
HOOK = """\
from mkdocs.plugins import event_priority
from coursewright.published import translations

@event_priority(-200)
def on_page_context(context, page, config, nav):
    plugin = config.plugins["coursewright"]
    found = translations(page, config, plugin.files, plugin.editions.layout.languages)
    return {**context, "language": plugin.language(config, page), "translations": found}
"""
"""What a theme gets of a page's languages, written down page by page."""
LESSON = """\
---
{front}
---
# {title}

<quiz>
<!-- id: q -->
{title}?
- [x] {yes}
  > {title} {yes}, {yes} {title}, {yes}.
- [ ] {no}
  > {title} {no}, {no} {title}, {no}.
</quiz>
"""
ENGLISH = LESSON.format(front="id: first", title="First", yes="Yes", no="No")
ARABIC = LESSON.format(front="title: الأول", title="الأول", yes="نعم", no="لا")
HOME = "# Home\n\n<!-- course: progress -->\n"
LOCALES = [{"locale": "en", "name": "English", "default": True}, {"locale": "ar", "name": "العربية"}]
ALTERNATE = [{"name": "English", "lang": "en", "link": "/dose/"}, {"name": "العربية", "lang": "ar", "link": "./ar/"}]


def i18n(structure: str) -> dict[str, Any]:
    titles = {"nav_translations": {"Part one": "الجزء الأول"}}
    return {"i18n": {"docs_structure": structure, "languages": [LOCALES[0], {**LOCALES[1], **titles}]}}


class Form(NamedTuple):
    """How a course says in which language a file is."""

    english: str
    arabic: str
    config: dict[str, Any]


FORMS = {
    "suffix": Form("{}.md", "{}.ar.md", {"plugins": ["search", i18n("suffix"), "coursewright"]}),
    "folder": Form("en/{}.md", "ar/{}.md", {"plugins": ["coursewright", i18n("folder")]}),
    "plain": Form(
        "{}.md",
        "ar/{}.md",
        {
            "plugins": ["coursewright"],
            "extra": {"alternate": ALTERNATE},
            "nav": [
                "index.md",
                {"Part one": ["part/first.md"]},
                {"العربية": ["ar/index.md", {"الجزء الأول": ["ar/part/first.md"]}]},
            ],
        },
    ),
}


class Built(NamedTuple):
    form: str
    root: Path

    def page(self, path: str) -> str:
        return (self.root / "site" / path / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=FORMS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    form, more = FORMS[request.param], {}
    if request.param == "folder":  # a link to a page that nobody has translated, and to a picture beside both
        link = f"{HOME}\n[more](more.md) ![](p.png)\n"
        more = {"docs/ar/index.md": link, "docs/en/more.md": "# More\n", "docs/p.png": ""}
    nav = form.config.get("nav") or ["index.md", {"Part one": ["part/first.md"]}]
    return _built(request.param, tmp_path_factory.mktemp(request.param), nav, more)


@pytest.fixture(scope="module", params=FORMS)
def partly(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course of two lessons, one of which nobody has translated."""
    form = FORMS[request.param]
    second = ENGLISH.replace("first", "second").replace("First", "Second").replace("id: q", "id: r")
    part = {"Part one": ["part/first.md", "part/second.md"]}
    nav = ["index.md", part, *form.config.get("nav", [])[2:]]
    root = tmp_path_factory.mktemp(f"partly-{request.param}")
    return _built(request.param, root, nav, {f"docs/{form.english.format('part/second')}": second})


def _built(name: str, root: Path, nav: list[Any], more: dict[str, str]) -> Built:
    """Build a course without a warning, which would end a strict build."""
    form = FORMS[name]
    if "i18n" in str(form.config) and find_spec("mkdocs_static_i18n") is None:
        pytest.skip("mkdocs-static-i18n is not installed")
    config = {
        "site_name": "T",
        "site_url": "https://example.org/dose/",
        "theme": {"name": None, "custom_dir": str(root / "bare")},
        "hooks": ["hook.py"],
        **form.config,
        "nav": nav,
        "extra": {**form.config.get("extra", {}), "course": {"id": "t", "core": ["Part one"]}},
    }
    files = {f"docs/{form.english.format(name)}": text for name, text in (("index", HOME), ("part/first", ENGLISH))}
    files |= {f"docs/{form.arabic.format(name)}": text for name, text in (("index", HOME), ("part/first", ARABIC))}
    files |= {**more, "bare/main.html": PAGE, "hook.py": HOOK, "mkdocs.yml": yaml.safe_dump(config)}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml"), strict=True))
    return Built(name, root)


def test_each_language_has_its_own_path_and_shares_what_is_done(built: Built) -> None:
    for home, section in (("", "Part one"), ("ar", "الجزء الأول")):
        html = built.page(home)
        assert re.findall(r'data-step="lesson" data-id="(.*?)"', html) == ["first"]
        assert re.findall(r'<details class="cw-part" open><summary><h3><span>(.*?)</span> <span', html) == [section]
    pages = [built.page("part/first"), built.page("ar/part/first")]
    asked = [re.findall(r'data-item="(.*?)".*? data-revision="(.*?)" data-key="(.*?)"', page) for page in pages]
    assert asked[0] == asked[1]
    assert len(asked[0]) == 1
    picked = [re.findall(r'type="radio" name="item-q" value="(.*?)"', page) for page in pages]
    assert picked[0] == picked[1]
    for page, label in zip(pages, ("Yes", "نعم"), strict=True):
        assert re.search(r'<cw-score [^>]*data-lesson="first"', page)
        assert re.search(rf'<label for="item-q-1">{label}<', page)


def test_a_page_says_its_language_and_where_it_is_in_the_other(built: Built) -> None:
    for path, language, links in (
        ("part/first", "en", ["./", "../../ar/part/first/"]),
        ("ar/part/first", "ar", ["../../../part/first/", "./"]),
    ):
        html = built.page(path)
        assert f'<html lang="{language}">' in html
        assert ("إجابة" in html) == (language == "ar")  # on the button that opens the answer
        found = re.search(r'<script type="application/json">(.*?)</script>', html)
        assert found
        said = sorted(json.loads(unescape(found[1])), key=lambda entry: entry["language"] != "en")
        assert [(entry["name"], entry["language"], entry["href"]) for entry in said] == [
            ("English", "en", links[0]),
            ("العربية", "ar", links[1]),
        ]
        assert [entry["current"] for entry in said] == [language == "en", language == "ar"]


def test_a_lesson_that_is_not_translated_counts_where_it_can_be_read(partly: Built) -> None:
    """The plugin i18n shows the original in its place; a site without it has no such page."""
    stands_in = partly.form != "plain"
    for home, lessons in (("", ["first", "second"]), ("ar", ["first", "second"] if stands_in else ["first"])):
        html = partly.page(home)
        assert re.findall(r'data-step="lesson" data-id="(.*?)"', html) == lessons
        assert re.findall(r'href="(part/\w+/)"', html) == [f"part/{lesson}/" for lesson in lessons]
    assert (partly.root / "site/ar/part/second/index.html").exists() == stands_in
    found = re.search(r'<script type="application/json">(.*?)</script>', partly.page("part/second"))
    assert found
    there = {entry["language"]: entry["href"] for entry in json.loads(unescape(found[1]))}
    assert there == {"en": "./", "ar": "../../ar/part/second/" if stands_in else "../../ar/"}


def test_nothing_is_wrong_with_a_lesson_that_is_not_translated(partly: Built) -> None:
    layout, unread = read_layout(partly.root / "mkdocs.yml")
    assert layout
    found = [problem for course in read_editions(layout) for problem in check(course)]
    assert [str(problem) for problem in (*unread, *found) if problem.code != "K016"] == []


def test_the_check_and_the_exports_see_the_same(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    layout, _ = read_layout(built.root / "mkdocs.yml")
    assert layout
    english, arabic = read_editions(layout)
    assert [lesson.url_path for lesson in arabic.lessons if lesson.keeps_progress] == [
        FORMS[built.form].arabic.format("part/first")
    ]
    assert [item.revision for item in english.items] == [item.revision for item in arabic.items]
    monkeypatch.setattr(logging.getLogger("mkdocs"), "level", logging.CRITICAL)
    site, problems = build_site(built.root / "mkdocs.yml", english)
    assert site, problems
    assert [module.title for module in modules_of(english)] == ["Part one"]
    assert [(page.title, page.language) for page in site.pages] == [
        ("Home", "en"),
        ("First", "en"),
        *([("More", "en")] if built.form == "folder" else []),
    ]
    assert site.items["q"].labels[0].text == "Yes"


def test_each_language_has_packages_of_its_own(built: Built, tmp_path: Path) -> None:
    """They were those of the first language, and nobody said so."""
    command = ["export", "scorm12", "-f", str(built.root / "mkdocs.yml"), "--out", str(tmp_path)]
    done = CliRunner().invoke(main, [*command, "--language", "ar", "--module", "الجزء الأول"])
    assert done.exit_code == 0, done.output
    assert "--language" not in done.output
    (file,) = tmp_path.glob("t-ar-part-*.zip")  # the title has no letter from a to z
    with ZipFile(file) as package:
        page = package.read("course/ar/part/first.html").decode()
        assert 'lang="ar" dir="rtl"' in package.read("index.html").decode()
    assert ">نعم<" in page
    assert 'lang="ar" dir="rtl"' in page
    assert CliRunner().invoke(main, [*command, "--language", "fr"]).exit_code == 2
    gift = ["export", "gift", *command[2:]]
    assert "This is the course in en. For ar: --language." in CliRunner().invoke(main, gift).output


@pytest.mark.parametrize("wrapped", [False, True])
def test_packages_hold_the_same_pages_in_every_language(wrapped: bool, tmp_path: Path) -> None:
    """Where all of a language's pages stand in one section, its home page and its certificate were among them."""
    names = ("index", "part/first", "deep/second", "end")
    second = ENGLISH.replace("first", "second").replace("First", "Second").replace("id: q", "id: r")
    texts = dict(zip(names, (HOME, ENGLISH, second, "# End\n\n<!-- course: certificate -->\n"), strict=True))
    for folder in ("", "ar/"):
        for name, text in texts.items():
            path = tmp_path / "docs" / f"{folder}{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def nav(folder: str, titles: tuple[str, str]) -> list[Any]:
        home, first, second, end = (f"{folder}{name}.md" for name in names)
        return [home, {titles[0]: [first, {titles[1]: [second]}]}, end]

    english, arabic = nav("", ("Part", "Deep")), nav("ar/", ("الجزء", "العمق"))
    config = {
        "site_name": "T",
        "plugins": ["coursewright"],
        "nav": [*([{"English": english}] if wrapped else english), {"العربية": arabic}],
        "extra": {"alternate": ALTERNATE, "course": {"id": "t", "core": ["Part", "Deep"], "languages": ["en", "ar"]}},
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    found = []
    for language, folder in (("en", ""), ("ar", "ar/")):
        out = tmp_path / language
        command = ["export", "scorm12", "-f", str(tmp_path / "mkdocs.yml"), "--out", str(out), "--language", language]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
        with ZipFile(next(out.iterdir())) as package:
            pages = {name for name in package.namelist() if name.startswith("course/") and name.endswith(".html")}
            outline = re.findall("<item identifier", package.read("imsmanifest.xml").decode())
        found.append(({page.replace(f"course/{folder}", "", 1) for page in pages}, len(outline)))
    assert found[0] == found[1]
    assert {"part/first.html", "deep/second.html"} <= found[0][0]
    assert wrapped == ("end.html" in found[0][0])


@pytest.mark.parametrize(
    ("link", "folder"),
    [
        ("/dose/de/", "de"),
        ("./de/", "de"),
        ("de", "de"),
        ("/de/", "de"),
        ("/dose/", ""),
        ("./", ""),
        ("https://example.org/dose/de/index.html", "de"),
        ("https://example.net/de/", None),
    ],
)
def test_links_to_a_language_start_anywhere(link: str, folder: str | None) -> None:
    config = {"site_url": "https://example.org/dose/", "extra": {"alternate": [{"link": link, "lang": "de"}]}}
    assert [entry.folder for entry in alternates(config)] == ([] if folder is None else [folder])
