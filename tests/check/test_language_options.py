"""What the plugin's options say of languages is told where no page speaks them, and a catalogue at its own line."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.problem import Severity

GOOD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n# "so\nmsgid "Submit"\nmsgstr "Go"\n'


def told(folder: Path, options: str, *, more: str = "", page: str = "", catalogue: str = GOOD) -> list[str]:
    files = {
        "docs/index.md": f"{page}# Home\n",
        "docs/fr/salut.md": "# Salut\n",
        "own.po": catalogue,
        "mkdocs.yml": f"site_name: Site\nplugins:\n  - coursewright:\n      {options}\n{more}",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    layout, unread = read_layout(folder / "mkdocs.yml")
    assert layout
    return [f"{one.severity.value} {one.source} {one.message} {one.hint}" for one in (*unread, *layout.problems)]


def fits(pattern: str) -> str:
    return f'language_patterns: [{{pattern: "{pattern}", language: fr}}]'


@pytest.mark.parametrize(
    ("pattern", "mend"),
    [
        ("docs/fr/**/*", "Did you mean “fr/**/*”? Paths start in docs/."),
        ("/fr/**/*", "Did you mean “fr/**/*”? Paths start in docs/."),
        ("./fr/*", "Did you mean “fr/*”? Paths start in docs/."),
        ("fr", "Did you mean “fr/**/*”? Paths start in docs/."),
        ("docs/fr/", "Did you mean “fr/**/*”? Paths start in docs/."),
        ("de/**/*", "Paths start in docs/, such as fr/**/*."),
    ],
)
def test_a_pattern_that_fits_no_page_is_told(pattern: str, mend: str, tmp_path: Path) -> None:
    expected = f"warning mkdocs.yml:4:28 language_patterns: no page fits “{pattern}” {mend}"
    assert told(tmp_path, fits(pattern)) == [expected]


@pytest.mark.parametrize("pattern", ["fr/**/*", "fr/*", "*", "**/*", "fr/salut.md", "*.md", ""])
def test_a_pattern_that_fits_stays_silent(pattern: str, tmp_path: Path) -> None:
    assert not [one for one in told(tmp_path, fits(pattern)) if "fits" in one]


def test_a_pattern_of_pages_that_a_plugin_may_make_stays_silent(tmp_path: Path) -> None:
    assert told(tmp_path, fits("api/**/*"), more="  - gen-files\n") == []


@pytest.mark.parametrize(
    ("code", "more", "mend"),
    [
        ("eng", "", "Did you mean “en”?"),
        ("en-GB", "", "Did you mean “en”?"),
        ("EN", "", "Did you mean “en”?"),
        ("deu", "theme: {name: coursewright, language: de}\n", "Did you mean “de”?"),
        ("spa", "theme: {name: coursewright, language: es}\n", "Did you mean “es”?"),
        ("pt-BR", "theme: {name: coursewright, language: pt}\n", "Did you mean “pt”?"),
        ("pt", "theme: {name: coursewright, language: pt-BR}\n", "Did you mean “pt-BR”?"),
        ("fr", "", "Pages speak en; name a language as they do."),
    ],
)
def test_a_catalogue_in_a_language_that_no_page_speaks_is_told(code: str, more: str, mend: str, tmp_path: Path) -> None:
    found = [one for one in told(tmp_path, f"custom_translations: {{{code}: own.po}}", more=more) if "speaks" in one]
    assert found == [f"warning mkdocs.yml:4:29 custom_translations: no page speaks “{code}” {mend}"]


@pytest.mark.parametrize(
    ("options", "more", "page"),
    [
        ("custom_translations: {en: own.po}", "", ""),
        ("custom_translations: {fr: own.po}", "theme: {name: coursewright, language: fr}\n", ""),
        ("custom_translations: {fr: own.po}", "theme: {name: mkdocs, locale: fr}\n", ""),
        ("custom_translations: {fr: own.po}\n      language: fr", "", ""),
        (f"custom_translations: {{fr: own.po}}\n      {fits('fr/*')}", "", ""),
        ("custom_translations: {fr: own.po}", "", "---\nquiz:\n  language: fr\n---\n"),
        ("custom_translations: {fr: own.po}", "", "---\nquiz: {language: 'fr'}\n---\n"),
        (
            "custom_translations: {fr: own.po}",
            "extra: {alternate: [{name: F, link: /fr/, lang: fr}, {name: E, link: /, lang: en}]}\n",
            "",
        ),
        (
            "custom_translations: {fr: own.po}",
            "  - i18n: {languages: [{locale: en, default: true, name: E}, {locale: fr, name: F}]}\n",
            "",
        ),
        ("custom_translations: {fr: own.po}", "  - of-others\n", ""),
    ],
)
def test_a_catalogue_in_a_language_of_the_site_stays_silent(options: str, more: str, page: str, tmp_path: Path) -> None:
    assert told(tmp_path, options, more=more, page=page) == []


def test_what_many_sites_inherit_has_catalogues_for_each(tmp_path: Path) -> None:
    base = "plugins:\n  - coursewright:\n      custom_translations: {pt: own.po, pt-BR: own.po, fr: own.po}\n"
    (tmp_path / "base.yml").write_text(base, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "own.po").write_text(GOOD, encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    config.write_text("INHERIT: base.yml\nsite_name: S\ntheme: {name: mkdocs, language: pt}\n", encoding="utf-8")
    layout, _ = read_layout(config)
    assert layout
    assert [one for one in layout.problems if "speaks" in one.message] == []


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('msgid "Submit\nmsgstr "Check"\n', 1, "a quotation mark is missing"),
        ('msgid Submit"\nmsgstr "Check"\n', 1, "a quotation mark is missing"),
        (f'{GOOD}\nmsgid "Reset"\nmsgstr "Again\n', 10, "a quotation mark is missing"),
        (f'{GOOD}\nmsgid "Reset"\nmsgstr "Again\\"\n', 10, "a quotation mark is missing"),
        (f'{GOOD}\nmsgid “Reset”\nmsgstr "Again"\n', 9, "a quotation mark is missing"),
        (f'{GOOD}\nmsgid ""\n"Reset\nmsgstr "Again"\n', 10, "a quotation mark is missing"),
        (f'{GOOD}\nmsgid "Say "so""\nmsgstr "x"\n', 9, "a quotation mark inside a text has no backslash before it"),
        (f'{GOOD}\nmsgidd "Reset"\nmsgstr "Again"\n', 9, "no line of a catalogue (.po)"),
    ],
)
def test_a_broken_catalogue_is_told_at_its_own_line(text: str, line: int, why: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, "custom_translations: {en: own.po}", catalogue=text)
    assert found.startswith(f"{Severity.ERROR.value} own.po:{line}:1 {why}")


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\ufeff{GOOD}",
        GOOD.replace("\n", "\r\n"),
        f'{GOOD}\nmsgid "Say \\"so\\""\nmsgstr ""\n"Say "\n"\\"it\\\\"\n#~ msgid "Old\n',
        f'{GOOD}\nmsgctxt "a"\nmsgid "One \u2028 two"\nmsgid_plural "Many"\nmsgstr[0] "1"\nmsgstr[1] "2"\n',
        f'{GOOD}\n#, fuzzy\n#| msgid "a "b""\nmsgid "Reset"\nmsgstr "x"\n',
    ],
)
def test_a_right_catalogue_stays_silent(text: str, tmp_path: Path) -> None:
    assert [one for one in told(tmp_path, "custom_translations: {en: own.po}", catalogue=text) if "error" in one] == []
