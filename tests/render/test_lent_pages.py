"""A page that static-i18n shows untranslated among those of another language says in which one its text is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright.cli import main

LESSON = "---\nid: {id}\nobjectives: {{O1: Say why.}}\n---\n# {title}\n\n<quiz>\nWho?\n- [x] You\n- [ ] I\n</quiz>\n"
ENGLISH = {name: LESSON.format(id=name, title=f"Lesson {name}") for name in ("one", "two")}
ARABIC = LESSON.format(id="one", title="الدرس")
LANGUAGES = [{"locale": "en", "name": "English", "default": True}, {"locale": "ar", "name": "العربية"}]
FORMS: Mapping[str, Mapping[str, str]] = {
    "suffix": {"index.md": "# Home\n", "one.md": ENGLISH["one"], "two.md": ENGLISH["two"], "one.ar.md": ARABIC},
    "folder": {
        "en/index.md": "# Home\n", "en/one.md": ENGLISH["one"], "en/two.md": ENGLISH["two"], "ar/one.md": ARABIC,
    },
}  # fmt: skip
THEMES = {
    "coursewright": '<article([^>]* class="cw-article md-typeset"[^>]*)>',
    "material": '<article([^>]* class="md-content__inner md-typeset"[^>]*)>',
    "mkdocs": '<div([^>]* role="main"[^>]*)>',
    "readthedocs": '<div([^>]* role="main"[^>]*)>',
}
"""What holds a page's text."""


def published(root: Path, form: str, theme: str) -> Path:
    pytest.importorskip("mkdocs_static_i18n")
    for name, text in FORMS[form].items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    config = {
        "site_name": "Test",
        "theme": {"name": theme},
        "plugins": ["coursewright", {"i18n": {"docs_structure": form, "languages": LANGUAGES}}],
        "extra": {"course": {"id": "test", "core": ["Core"]}},
        "nav": ["index.md", {"Core": ["one.md", "two.md"]}],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site")))
    return root / "site"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("theme", THEMES)
def test_text_that_is_not_translated_says_its_language(theme: str, form: str, tmp_path: Path) -> None:
    site = published(tmp_path, form, theme)
    marks = {}
    for path in ("one/index.html", "two/index.html", "ar/one/index.html", "ar/two/index.html"):
        html = (site / path).read_text(encoding="utf-8")
        found = re.search(THEMES[theme], html)
        assert found, path
        marks[path] = found[1]
        article = html[found.end() :]
        arabic = path == "ar/one/index.html"
        assert ("You will be able to" in article) is not arabic, path
        assert ("data-texts=" in article) is arabic, path
    assert [path for path in marks if "lang=" in marks[path]] == ["ar/two/index.html"]
    assert ' lang="en" dir="ltr"' in marks["ar/two/index.html"]


def test_what_stands_around_it_speaks_the_language_of_the_others(tmp_path: Path) -> None:
    html = (published(tmp_path, "suffix", "coursewright") / "ar/two/index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl"' in html
    assert '<p class="cw-place" lang="ar" dir="rtl">' in html
    assert "Skip to content" not in html


@pytest.mark.parametrize("form", FORMS)
def test_in_packages_the_page_is_in_its_language_and_the_frame_in_that_of_the_others(form: str, tmp_path: Path) -> None:
    """The first page of all is not translated either: it names no language for the package."""
    published(tmp_path, form, "material")
    config, out = tmp_path / "mkdocs.yml", tmp_path / "dist"
    command = ["export", "xapi", "--language", "ar", "--config-file", str(config), "--out", str(out)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    with ZipFile(next(out.iterdir())) as package:
        found = {name: package.read(name).decode() for name in package.namelist() if name.endswith((".html", ".xml"))}
    pages = {re.split("[/.]", name)[-2]: html for name, html in found.items() if name.startswith("course/")}
    assert '<html lang="ar" dir="rtl"' in pages["one"]
    assert "You will be able to" not in pages["one"]
    assert '<html lang="en" dir="ltr"' in pages["two"]
    assert "You will be able to" in pages["two"]
    assert '<nav class="cw-next" lang="ar" dir="rtl"' in pages["two"]
    assert '<html lang="ar" dir="rtl"' in found["index.html"]
    assert '<launch lang="ar">' in found["tincan.xml"]
