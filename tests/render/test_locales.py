"""Words have a home: the template knows every text, each catalogue is whole, and no English is left on a page."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from importlib.resources import files
from pathlib import Path

import polib
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from coursewright import translate
from coursewright.model import PIECES
from coursewright.render import texts as texts_module
from coursewright.render.path import scripts_of, spoken
from coursewright.render.texts import Texts, fill, read_catalogue, texts_in
from coursewright.translate import TEMPLATE, UnseenError, merged, messages_of, template
from engines import pages_of

CATALOGUES = sorted(TEMPLATE.parent.glob("*.po"))
LANGUAGES = [path.stem for path in CATALOGUES]
_NAMES = re.compile(r"\{\w+\}")
_ASSETS = files("coursewright") / "render" / "assets"

# --- the template and the catalogues


def test_the_template_is_fresh() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == str(template()), "run make locales"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_is_whole_and_fresh(path: Path) -> None:
    file = polib.pofile(str(path))
    assert path.read_text(encoding="utf-8") == str(merged(path)), "run make locales"
    assert [entry.msgid for entry in file.untranslated_entries()] == []
    assert [entry.msgid for entry in file.fuzzy_entries()] == []
    assert [entry.msgid for entry in file.obsolete_entries()] == []
    assert file.metadata["Language"] == path.stem
    assert file.metadata["X-Review"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_keeps_braces_and_has_a_form_for_each_number(path: Path) -> None:
    file = polib.pofile(str(path))
    count = int(re.search(r"nplurals=(\d)", file.metadata["Plural-Forms"])[1])  # type: ignore[index]
    for entry in file:
        wanted = sorted(_NAMES.findall(entry.msgid_plural or entry.msgid))
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == list(range(count)), entry.msgid
            forms = list(entry.msgstr_plural.values())
            assert sorted(_NAMES.findall(forms[-1])) == wanted, entry.msgid
            assert all(sorted(_NAMES.findall(form)) in (wanted, []) for form in forms), entry.msgid
        else:
            assert sorted(_NAMES.findall(entry.msgstr)) == wanted, entry.msgid


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_is_about_as_long_as_the_text_and_ends_like_it(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        for said in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert len(said) <= 2 * len(entry.msgid) + 12, entry.msgid
            assert said == said.strip(), entry.msgid
            for end in (".", ":", "…", "?"):
                ends = said.replace("؟", "?").endswith(end)
                assert ends == (entry.msgid_plural or entry.msgid).endswith(end), entry.msgid


def test_every_text_says_where_a_learner_meets_it() -> None:
    assert [entry.msgid for entry in template() if not entry.comment] == []


def test_texts_are_found_in_calls_and_tables_with_what_is_said_of_them() -> None:
    found = messages_of(
        """\
# Translators: on buttons,
# all of them
ONE_TEXTS = (
    "Go",
    # Translators: below
    "Stay",
)
WORDS = {"name": "Word"}


class Kind:
    texts = ("Own",)

    def one(self):
        # Translators: at the end
        return text("If" if self else "If " "not"), count("{n} day", "{n} days", 3)

    def two(self, english):
        return self.say(english)
""",
        "a.py",
    )
    assert [(each.english, each.many, each.comment) for each in found] == [
        ("Go", "", "on buttons, all of them"),
        ("Stay", "", "below"),
        ("Word", "", ""),
        ("Own", "", ""),
        ("If", "", "at the end"),
        ("If not", "", "at the end"),
        ("{n} day", "{n} days", "at the end"),
    ]


@pytest.mark.parametrize("call", ["say(words)", "p(f'{n} days')", "text(said[0])", "count(words, 'b', 2)"])
def test_a_text_that_cannot_be_seen_is_an_error(call: str) -> None:
    with pytest.raises(UnseenError, match=r"a\.py:1: write the text"):
        messages_of(call, "a.py")


def test_every_text_of_a_script_is_in_the_template() -> None:
    known = {entry.msgid for entry in template()}
    said = set()
    for path in _ASSETS.iterdir():
        if path.name.endswith(".js"):
            for call in re.findall(r"\b(?:text|say|settle)\((.*)", path.read_text(encoding="utf-8")):
                said |= set(re.findall(r'"([A-Z][^"]* [^"]*)"', call))
    assert len(said) > 40
    assert said - known == set()


# --- one language more


def test_one_file_is_a_language_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tlh.po").write_text(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\nmsgid "Hint"\nmsgstr "nuH"\n\n'
        'msgid "{n} ending"\nmsgid_plural "{n} endings"\nmsgstr[0] "{n} Dor"\n\n#~ msgid "Start"\n#~ msgstr "tagh"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(texts_module, "LOCALES", tmp_path)
    said = Texts("tlh-001")
    assert texts_module.is_translated("tlh-001")
    assert not texts_module.is_translated("zz")
    assert said("Hint") == "nuH"
    assert said("Sure") == "Sure"
    assert said("Start") == "Start"  # out of use
    assert [said.count("{n} ending", "{n} endings", n) for n in (1, 7)] == ["1 Dor", "7 Dor"]


def test_a_catalogue_keeps_up_with_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tlh.po").write_text(
        '# Mine.\nmsgid ""\nmsgstr "Language: tlh\\n"\n\nmsgid "Hint"\nmsgstr "nuH"\n\nmsgid "Old"\nmsgstr "ngo"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(translate, "LOCALES", tmp_path)
    monkeypatch.setattr(translate, "TEMPLATE", tmp_path / "coursewright.pot")
    translate.update()
    translate.update()
    assert (tmp_path / "coursewright.pot").read_text(encoding="utf-8") == TEMPLATE.read_text(encoding="utf-8")
    file = polib.pofile(str(tmp_path / "tlh.po"))
    assert file.header == "Mine."
    assert {entry.msgid for entry in file if not entry.obsolete} == {entry.msgid for entry in template()}
    assert [entry.msgid for entry in file.translated_entries()] == ["Hint"]
    assert [(entry.msgid, entry.msgstr) for entry in file.obsolete_entries()] == [("Old", "ngo")]


def test_mkdocs_quiz_speaks_first_and_a_course_before_it(tmp_path: Path) -> None:
    own = tmp_path / "own.po"
    own.write_text('msgid "Hint"\nmsgstr "Wink"\n\nmsgid "{n} endings"\nmsgstr "Schlüsse: {n}"\n', encoding="utf-8")
    german = texts_in("de-AT", own)
    assert german("Submit") == "Absenden"
    assert german("Hint") == "Wink"
    assert german("Start over") == "Von vorn beginnen"
    assert german.count("{n} ending", "{n} endings", 4) == "Schlüsse: 4"
    assert german.count("about {n} minute", "about {n} minutes", 1) == "etwa 1 Minute"


def test_numbers_have_the_form_of_their_language() -> None:
    english, arabic = Texts("en"), Texts("ar")
    assert [english.count("{n} ending", "{n} endings", n) for n in (0, 1, 2)] == ["0 endings", "1 ending", "2 endings"]
    assert (
        len({arabic.count("about {n} minute", "about {n} minutes", n).replace(str(n), "") for n in (0, 1, 2, 3, 11)})
        == 5
    )
    assert [Texts("fr").count("{n} ending", "{n} endings", n) for n in (0, 1, 2)] == ["0 fin", "1 fin", "2 fins"]


def test_a_brace_that_nobody_knows_stays() -> None:
    assert fill("{n} {m} {", n=1) == "1 {m} {"


def test_a_rule_for_numbers_that_is_none_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n +;\\n"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="plural"):
        read_catalogue(tmp_path / "a.po")


# --- a whole site

ITEM = """\
<quiz>
<!-- id: shop -->
Aaa?
- [x] Bbb
  > Ccc.
- [ ] Ddd
  > Eee.
</quiz>
"""
EVERY_KIND = f"""\
---
id: all
duration: 30
objectives: {{O1: Fff ggg.}}
sources: ["[Xxx](https://example.org)"]
quiz: {{auto_number: true}}
---
# Qqq
<!-- mkdocs-quiz intro -->

A kiosk.
{ITEM}
<quiz>
Mmm [[two|2]] nnn [[four|4]]?
</quiz>

<quiz>
<!-- scored: false -->
Ooo?
- [ ] Ppp
- [ ] Qqq
</quiz>

<quiz>
<!-- type: truefalse -->
Rrr?
- [x] True
- [ ] False
</quiz>

<quiz>
<!-- type: short -->
Sss?
- [x] one
</quiz>

<quiz>
<!-- type: numeric -->
Ttt? [[1]]
</quiz>

<quiz>
<!-- type: order -->
Uuu?

1. Vvv
2. Www
</quiz>

<quiz>
<!-- type: match; credit: partial -->
Xxx?

Hint: Yyy.

| a | b |
| - | - |
| c | d |
| e | f |
</quiz>

<!-- quiz: sure -->

<!-- quiz: scenario meeting -->

<!-- quiz: missing -->
"""
DEBRIEF = """\
- **Principle:** Vwx.
- **Objectives:** O1
- **Standard:** Yza.
- **What would change my mind:** Bcd.
- **Next session:** Efg.
"""
SCENARIO = f"""\
---
id: meeting
title: Ghi
content_note: Abc.
change: {{def: Def}}
minutes: 3
---
# Ghi

## Jkl

*As the client sees it:* Efg.

- [Mno.](#pqr)
  > **Client:** Pqr.

  > **You:** Stu.

  *Remember: def*
- *If def:* [Vwx.](#stu)
  > **Client:** Pqr.
- *If not def:* [Yza.](#stu)
  > **Client:** Pqr.

## Pqr

**Ending: protected**

Hhh.

{DEBRIEF}
## Stu

**Ending: repairable**

Hhh.

{DEBRIEF}
Iii.

- [Jjj.](#rep)
  > **Client:** Pqr.
- [Kkk.](#harmed)
  > **Client:** Pqr.

## Rep

**Ending: repaired**

Hhh.

{DEBRIEF}
## Harmed

**Ending: harm**

Hhh.

{DEBRIEF}"""
FILES = {
    "docs/index.md": "# Home\n\n<!-- course: sources -->\n",
    "docs/words.md": "# Words\n\n**Kiosk** {#kiosk}\n:   A stall.\n",
    "docs/part/all.md": EVERY_KIND,
    "docs/path.md": "# Path\n\n" + "\n\n".join(f"<!-- course: {name} -->" for name in PIECES if name != "agreement")
    + "\n\n<!-- course: agreement -->\n\n1. **Hij.** Klm.\n",
    "quizzes/scenarios/meeting.md": SCENARIO,
    "quizzes/sure.md": f"---\ncertainty: true\n---\n{ITEM.replace('shop', 'sure')}",
    "quizzes/final.md": f"---\nuse: final\n---\n{ITEM.replace('shop', 'last')}",
}  # fmt: skip


Site = Callable[..., dict[str, str]]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A function that builds a site with every kind, a scenario and every piece of the path in a language."""

    def run(language: str, step: int = 1, **course: object) -> dict[str, str]:
        shutil.rmtree(tmp_path, ignore_errors=True)
        for name, text in FILES.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        facts = {"id": "c", "glossary": "words.md", "complete": ["lessons", "scenarios", "final"]}
        facts |= {"core": ["Rst"], "final": {"draw": {"final": 1}}} | course
        settings = {
            "site_name": "Uvw",
            "theme": {"name": "material", "font": False, "language": language},
            "plugins": ["search", "coursewright"],
            "nav": ["index.md", {"Rst": ["part/all.md"]}, {"Xyz": ["path.md", "words.md"]}][::step],
            "markdown_extensions": ["attr_list", "def_list", "tables"],
            "extra": {"course": facts},
        }
        (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        build(load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
        return pages_of(tmp_path / "site")

    return run


def test_every_text_that_a_build_asks_for_is_in_the_template_and_no_other(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    def count(_: Texts, one: str, many: str, n: int) -> str:
        asked.add(one)
        return fill(many, n=n)

    monkeypatch.setattr(Texts, "__call__", lambda _, english: asked.add(english) or english)
    monkeypatch.setattr(Texts, "count", count)
    site("en")
    site("en", core=None, final={"draw": {"final": 1}, "attempts": 2})
    site("en", complete=["lessons"], electives=["Rst"], core=["Xyz"])
    site("en", step=2, core=None)  # without the lesson
    known = {entry.msgid for entry in template()}
    assert asked - known == set()
    assert known - asked == set()


def shown(html: str) -> Iterator[str]:
    """Yield every text that a page shows, or says to a screen reader."""
    html = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", "", html, flags=re.S)
    for said in re.findall(r">([^<>]+)<", html):
        yield " ".join(unescape(said).split())
    for said in re.findall(r' (?:aria-label|title|placeholder|alt|data-copied|data-none)="([^"]*)"', html):
        yield " ".join(unescape(said).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_a_language_has_no_english_word_of_ours(language: str, site: Site) -> None:
    pages = site(language)
    said = texts_in(language)
    english = [entry.msgid for entry in template() if entry.msgid_plural or said(entry.msgid) != entry.msgid]
    english += [entry.msgid_plural for entry in template() if entry.msgid_plural]
    words = (_NAMES.sub(".{1,30}", re.escape(text).replace(r"\{", "{").replace(r"\}", "}")) for text in english)
    pattern = re.compile(f"(?:{'|'.join(words)})(?: ?:| \\d+ / \\d+)?")
    assert pattern.fullmatch("Answer 1 / 2")
    assert {"404.html", "part/all/index.html", "path/index.html"} <= set(pages)
    for name, html in pages.items():
        assert [text for text in shown(html) if pattern.fullmatch(text)] == [], name
        assert f'<html lang="{language}"' in html
        assert ('dir="rtl"' in html) == (language == "ar")
    assert said("This page isn’t here") in pages["404.html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_gets_every_word_in_the_language(language: str, site: Site) -> None:
    pages, said = site(language), texts_in(language)
    for name, scripts in (("part/all", ["scenario.js"]), ("path", scripts_of(PIECES))):
        html = pages[f"{name}/index.html"]
        (texts,) = re.findall(r'<cw-score[^>]* data-texts="([^"]*)"', html)
        given = json.loads(unescape(texts))
        wanted = {"Submit", "Partly correct: {share}", "Start over"} if name == "part/all" else set(spoken(scripts))
        assert {text for text in wanted if said(text) != text} <= set(given)
        assert given == {english: said(english) for english in given}
