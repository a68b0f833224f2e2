"""A theme as MkDocs means it: ours honours what a course sets, and another one is left as it is."""

from __future__ import annotations

import gzip
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from coursewright.model.course import Document, Lesson
from coursewright.render.frame.furniture import WORDS, frame_words, lesson_place
from coursewright.render.frame.lacking import lacking
from coursewright.render.frame.material import folder, search_files
from coursewright.render.texts import texts_in

LESSON = "---\nid: one\nobjectives: {O1: Say why.}\n---\n# One\n\n<quiz>\nWho?\n- [x] You\n- [ ] I\n</quiz>\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
FILES = {
    "docs/index.md": "# Home\n",
    "docs/one.md": LESSON,
    "docs/bare.md": "No heading.\n",
    "docs/de/one.md": "---\nid: eins\n---\n# Eins\n\n[Los](../index.md)\n",
    "docs/logo.svg": LOGO,
    "docs/own.js": "",
    "overrides/main.html": '{% extends "base.html" %}{% block announce %}<b>New</b>{% endblock %}'
    '{% block htmltitle %}<title>Own</title>{% endblock %}{% block scripts %}{{ super() }}<!-- last -->{% endblock %}',
    "overrides/partials/comments.html": "",
    "overrides/.icons/own/star.svg": LOGO,
}  # fmt: skip
EXTRA = {
    "course": {"id": "c"},
    "social": [
        {"icon": "own/star", "link": "https://social.example/@c"},
        {"link": "https://other.example/", "name": "Us"},
    ],
    "alternate": [
        {"name": "English", "link": "/course/", "lang": "en"},
        {"name": "Deutsch", "link": "./de/", "lang": "de"},
    ],
    "analytics": {"provider": "google"},
}  # fmt: skip
Sited = Callable[..., tuple[Path, str]]


@pytest.fixture(scope="module")
def sited(tmp_path_factory: pytest.TempPathFactory) -> Sited:
    """A function that builds a small site, and returns its folder and what the build said."""

    def run(theme: dict[str, Any], **settings: Any) -> tuple[Path, str]:
        root = tmp_path_factory.mktemp("site")
        for name, text in FILES.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        config = {"site_name": "T", "plugins": ["search", "coursewright"], "theme": {"custom_dir": "overrides"} | theme}
        (root / "mkdocs.yml").write_text(yaml.safe_dump(config | settings), encoding="utf-8")
        said: list[str] = []
        handler = logging.Handler()
        handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
        log = logging.getLogger("mkdocs")
        level = log.level
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        try:
            build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
        finally:
            log.removeHandler(handler)
            log.setLevel(level)
        return root / "site", "\n".join(said)

    return run


@pytest.fixture(scope="module")
def ours(sited: Sited) -> tuple[Path, str]:
    theme = {"name": "coursewright", "logo": "logo.svg", "favicon": "logo.svg", "direction": "rtl"}
    theme |= {"features": ["navigation.tabs", "navigation.footer"], "icon": {"repo": "own/star"}}
    theme |= {"palette": {"scheme": "slate", "primary": "lime"}}
    extra_javascript = [{"path": "own.js", "type": "module"}]
    return sited(
        theme, extra=EXTRA, extra_javascript=extra_javascript, site_url="https://x.example/course/",
        repo_url="https://github.com/a/b",
    )  # fmt: skip


def read(built: tuple[Path, str], page: str = "one/index.html") -> str:
    return (built[0] / page).read_text(encoding="utf-8")


# --- ours


@pytest.mark.parametrize(
    "said",
    [
        '<html lang="en" dir="rtl" data-scheme="dark" data-fixed data-course="c">',
        '<link rel="icon" href="../logo.svg">',
        '<img class="cw-icon" src="../logo.svg" alt="">',
        '<aside class="cw-announce"><b>New</b></aside>',
        "<title>Own</title>",
        '<script src="../own.js" type="module"></script>',
        "<!-- last -->",
        '<a href="https://social.example/@c" rel="noopener me"><svg class="cw-icon" aria-hidden="true"',
        '<span class="cw-unseen">social.example</span>',
        '<a href="https://other.example/" rel="noopener me">Us</a>',
        '<a href="../de/one/" hreflang="de" lang="de">Deutsch</a>',
        '<a href="./" hreflang="en" lang="en" aria-current="true">English</a>',
        '<a class="cw-edit" href="https://github.com/a/b/edit/master/docs/one.md">Edit this page</a>',
        "You will be able to",
    ],
)
def test_ours_honours_what_a_course_sets(said: str, ours: tuple[Path, str]) -> None:
    assert said in read(ours)


def test_a_page_speaks_the_language_of_its_folder(ours: tuple[Path, str]) -> None:
    html = read(ours, "de/one/index.html")
    assert '<html lang="de"' in html
    assert ">Zum Inhalt</a>" in html
    assert '<a href="../../one/" hreflang="en" lang="en">English</a>' in html


def test_a_scheme_without_a_switch_has_none(ours: tuple[Path, str]) -> None:
    assert "cw-scheme" not in read(ours)


def test_a_page_without_a_heading_has_its_title_for_one(ours: tuple[Path, str]) -> None:
    assert "<h1>Bare</h1>" in read(ours, "bare/index.html")
    assert read(ours).count("<h1") == 1


def test_colours_stand_in_the_style_sheet(ours: tuple[Path, str]) -> None:
    css = read(ours, "assets/coursewright/theme.css")
    assert re.search(r':root\[data-scheme="dark"\]\{--pine:#[0-9a-f]{6};\}', css)


def test_of_material_nothing_is_published_but_the_search(ours: tuple[Path, str]) -> None:
    published = {path.relative_to(ours[0]).as_posix() for path in ours[0].rglob("*") if path.is_file()}
    theirs = {path.relative_to(folder()).as_posix() for path in folder().rglob("*") if path.is_file()}
    (worker,) = {path for path in published & theirs if not path.endswith("404.html")}
    assert re.fullmatch(r"assets/javascripts/workers/search\.\w+\.min\.js", worker)
    assert f'data-worker="../{worker}"' in read(ours)
    assert not [path for path in published if "guest" in path or path.endswith((".py", ".yml"))]


def test_what_it_does_not_have_is_said_once_by_name(ours: tuple[Path, str]) -> None:
    (said,) = [line for line in ours[1].split("\n") if "the theme coursewright has no" in line]
    for name in ("feature navigation.tabs", "theme.icon.repo", "extra.analytics", "partials/comments.html"):
        assert name in said
    assert "footer" not in said
    assert "logo" not in said


def test_a_plain_course_is_told_nothing() -> None:
    plain = {
        "name": "coursewright",
        "favicon": "a.svg",
        "font": False,
        "features": [],
        "locale": "en",
        "language": "de",
    }
    assert lacking(plain, {"course": {}}, ["main.html", "partials/language.html"]) == ""


@pytest.mark.parametrize(
    ("theme", "named"),
    [
        ({"font": {"text": "Inter"}}, "theme.font"),
        ({"palette": [{"scheme": "own"}]}, "theme.palette.scheme “own”"),
        ({"palette": {"primary": "mauve"}}, "theme.palette.primary “mauve”"),
        ({"palette": {"toggle": {"icon": "material/x", "name": "X"}}}, "theme.palette.toggle.icon “material/x”"),
        ({"include_sidebar": True}, "theme.include_sidebar"),
    ],
)
def test_each_thing_is_named(theme: dict[str, Any], named: str) -> None:
    assert named in lacking(theme, {}, [])


@pytest.mark.parametrize("language", ["it", "ja", "pt-BR", "fr-CA", "de"])
def test_words_come_from_our_catalogues_or_else_from_materials(language: str) -> None:
    words = frame_words(texts_in(language))
    assert set(words) == set(WORDS)
    for name in ("skip", "search", "previous", "next", "none", "other", "edit"):
        assert words[name]
        assert words[name] != WORDS[name], name
    assert "#" in words["other"]


def test_a_sections_name_keeps_its_own_direction_above_a_lesson() -> None:
    """Else the number behind it would be read as part of it, where one is written from right to left."""
    lesson = Lesson("a", "A", Document("docs/a.md", {"id": "a"}, {}), "a.md")
    said = lesson_place(lesson, ("Python & you", 2, 3), texts_in("ar"))
    assert said == "<bdi>Python &amp; you</bdi> · 2 من 3"


def test_a_language_that_nobody_knows_has_english_words() -> None:
    assert frame_words(texts_in("tlh"))["skip"] == "Skip to content"


def test_search_in_another_language_has_its_scripts() -> None:
    assert len(search_files(["en"])) == 1
    names = [path.rpartition("/")[2] for path in search_files(["de", "ja"])]
    assert {"lunr.de.min.js", "lunr.ja.min.js", "lunr.stemmer.support.min.js", "tinyseg.js"} <= set(names)


# --- another theme

MATERIAL = {"name": "material", "font": False}


@pytest.fixture(scope="module", params=["material", "mkdocs", "readthedocs"])
def theirs(request: pytest.FixtureRequest, sited: Sited) -> tuple[Path, str]:
    name = request.param
    theme = MATERIAL if name == "material" else {"name": name}
    return sited(theme, extra={"course": {"id": "c"}}, site_url="https://x.example/course/")


def test_another_theme_stays_as_it_is_with_what_a_course_needs(theirs: tuple[Path, str]) -> None:
    html = read(theirs)
    assert 'class="cw-header"' not in html
    assert "coursewright/theme.css" not in html
    assert not (theirs[0] / "assets/coursewright/theme.css").exists()
    assert "the theme coursewright" not in theirs[1]
    head = html.partition("</head>")[0]
    assert '<link rel="stylesheet" href="../assets/coursewright/guest.css?' in head
    assert '<script src="../assets/coursewright/guest.js?' in head
    assert '"@type":"LearningResource"' in head.replace(" ", "")
    assert 'rel="alternate " type="application/json+oembed"' in head  # Material asks for a list beside any “alternate”
    assert html.count("You will be able to") == 1
    assert html.index("</h1>") < html.index("You will be able to") < html.index("<cw-item")
    script = (theirs[0] / "assets/coursewright/guest.js").read_text(encoding="utf-8")
    assert script.startswith(
        'self.coursewrightSite = {"course":"c","hosts":"",'
        '"pages":{"de/one/":{"lesson":"eins"},"one/":{"lesson":"one"}},'
        '"words":["done","{right} of {total} right","{answered} of {total} answered","done, {said}"]};\n'
    )


def loaded(site: Path) -> int:
    """Return the bytes of a first visit to the lesson, after gzip."""
    html = (site / "one/index.html").read_text(encoding="utf-8")
    names = re.findall(r'<(?:link rel="(?:stylesheet|icon)" |script )[^>]*?(?:href|src)="\.\./([^"?]+)', html)
    texts = [html.encode(), *((site / name).read_bytes() for name in dict.fromkeys(names))]
    return sum(len(gzip.compress(text, 9)) for text in texts)


def test_a_plain_lesson_stays_within_its_budget(sited: Sited) -> None:
    """At most 30 KiB in our theme; at most 12 KiB above Material, which shows the same page without us."""
    own = loaded(sited({"name": "coursewright"})[0])
    above = loaded(sited(MATERIAL)[0]) - loaded(sited(MATERIAL, plugins=["search"])[0])
    print(f"\n{own / 1024:.2f} KiB; {above / 1024:.2f} KiB above Material")  # noqa: T201
    assert 15 * 1024 < own <= 30 * 1024
    assert 8 * 1024 < above <= 12 * 1024


@pytest.mark.parametrize(("language", "code"), [("englisch", "en"), ("en-US", "en"), ("pt_BR", "pt-BR")])
def test_where_material_lacks_a_language_the_build_ends_with_the_code_to_write(
    language: str, code: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    plugins = "[material/search, coursewright]"
    config = f"site_name: T\ntheme: {{name: material, language: {language}}}\nplugins: {plugins}\n"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    with pytest.raises(Abort):
        build(load_config(str(tmp_path / "mkdocs.yml")))
    assert f"Material has no words in “{language}”, and stops the build. Write “language: {code}”." in caplog.text
