"""Words have a home: the template knows every text, and each catalogue is whole."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import polib
import pytest

from coursewright import translate
from coursewright.render import texts as texts_module
from coursewright.render.path.maker import Maker
from coursewright.render.session import Session
from coursewright.render.texts import Texts, fill, read_catalogue, texts_in
from coursewright.translate import TEMPLATE, UnseenError, merged, messages_of, template

CATALOGUES = sorted(TEMPLATE.parent.glob("*.po"))
_NAMES = re.compile(r"\{\w+\}")
_ASSETS = files("coursewright") / "render" / "player"

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
        if entry.msgid == ".":
            continue  # a sign, not a text
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


def test_decimals_have_the_sign_of_their_language() -> None:
    assert [Maker(Session(language=language)).decimal(0.5) for language in ("en", "fr", "ar")] == ["0.5", "0,5", "0.5"]


def test_a_rule_for_numbers_that_is_none_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n +;\\n"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="plural"):
        read_catalogue(tmp_path / "a.po")
