"""A course has its own words for those whom it speaks of; a neutral text stands wherever it has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.model.words import WORDS, Word, words_in
from coursewright.read.course import read_course
from coursewright.render.session import Page, Session
from coursewright.render.texts import texts_in

HEAD = "site_name: S\nplugins: [coursewright]\nextra:\n  course:\n"
NURSING = """
      other: {en: Patient, es: Paciente, pt-BR: Paciente}
      self: Nurse
      seen: As the patient sees it
"""
SCENARIO = """# Ward

## Bed

It is night.

*{seen}:* It is loud.

- [Wait.](#bed)
  > **{other}:** Alone.
  >
  > **{self}:** Tired.
"""

OLD = {"seen": "As the client sees it", "other": "Client", "self": "You"}


def course(folder: Path, words: str, scenario: str = "", facts: str = "languages: [en]") -> Course:
    files = {
        "mkdocs.yml": f"{HEAD}    id: c\n    {facts}\n    words: {words}\n",
        "docs/a.md": "# A\n",
        "quizzes/scenarios/ward.md": scenario or SCENARIO.format(**OLD),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    layout, unread = read_layout(folder / "mkdocs.yml")
    assert layout is not None, unread
    return read_course(layout)


def told(found: Course) -> list[str]:
    return [
        f"{problem} | {problem.hint}" for problem in found.problems if problem.source.path != "quizzes/answer-key.json"
    ]


def said(found: Course, language: str, name: str) -> str:
    return Session(found, "en", Page(language=language)).texts(WORDS[name])


@pytest.mark.parametrize(
    ("other", "self", "seen"),
    [
        ("Patient", "Nurse", "As the patient sees it"),
        ("patient", "NURSE", "as The patient Sees it"),
        ("Paciente", "You", "As the paciente sees it"),
        ("Client", "You", "As the client sees it"),
        ("The other person", "Nurse", "As the other person sees it"),
        ("Other person", "You", "As the other person sees it"),
    ],
)
def test_a_scenario_is_written_with_the_courses_words(tmp_path: Path, other: str, self: str, seen: str) -> None:
    found = course(tmp_path, NURSING, SCENARIO.format(other=other, self=self, seen=seen))
    assert told(found) == []
    (scene,) = found.scenarios[0].scenes
    assert [passage.as_other for passage in scene.passages] == [False, True]
    assert [(part.who, part.text.markdown) for part in scene.options[0].consequences] == [
        ("other", "Alone."),
        ("you", "Tired."),
    ]


def test_no_word_is_half_translated(tmp_path: Path) -> None:
    found = course(tmp_path, NURSING)
    assert [said(found, language, "other") for language in ("en", "en-GB", "es", "es-MX", "pt-BR")] == [
        "Patient", "Patient", "Paciente", "Paciente", "Paciente"
    ]  # fmt: skip
    for language in ("es", "fr", "de", "ar"):
        assert said(found, language, "seen") == texts_in(language)(WORDS["seen"]) != WORDS["seen"]
        assert said(found, language, "self") == texts_in(language)("You")
    assert said(found, "fr", "other") == "L’autre personne"
    assert said(found, "en", "seen") == "As the patient sees it"


def test_a_course_that_states_no_language_means_that_of_each_page(tmp_path: Path) -> None:
    found = course(tmp_path, "{other: Paciente}", facts="version: 1")
    assert said(found, "es", "other") == "Paciente"


def test_a_course_in_another_language_has_words_in_that(tmp_path: Path) -> None:
    found = course(tmp_path, "{other: Paciente}", facts="languages: [es, en]")
    assert said(found, "es", "other") == "Paciente"
    assert said(found, "en", "other") == "The other person"


def test_the_dialect_that_fits_best_is_spoken() -> None:
    words = Word("other", "pt", "Doente"), Word("other", "pt-BR", "Paciente")
    assert words_in(words, "pt-BR", "en") == ((WORDS["other"], "Paciente"),)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Patient", "mkdocs.yml:7:12: R023 words is not a list of “name: text” | Write “words: {other: Patient"),
        ("{otter: Patient}", "mkdocs.yml:7:13: R023 unknown name “otter” | Did you mean “other”?"),
        ("{Other: Patient}", "mkdocs.yml:7:13: R023 unknown name “Other” | Did you mean “other”?"),
        ("{colour: Patient}", "mkdocs.yml:7:13: R023 unknown name “colour” | Known: other, self, replay"),
        ("{other: [a]}", "mkdocs.yml:7:20: R023 words.other is not a line of text | Write what learners read"),
        ("{other: ''}", "mkdocs.yml:7:20: R023 words.other is not a line of text | Write what learners read"),
        ("{other: true}", "mkdocs.yml:7:20: R023 words.other is not a line of text | Write what learners read"),
        ('{signed: "a\\nb"}', "mkdocs.yml:7:21: R023 words.signed is not a line of text | Write what learners read"),
        ("{other: 'a:b'}", "mkdocs.yml:7:20: R023 words.other has a sign that marks can't have | Leave out"),
        ("{other: {no: Pasient}}", "mkdocs.yml:7:20: R023 “False” is not a language | Write a language's code"),
        ("{other: {spanish: Paciente}}", "mkdocs.yml:7:20: R023 “spanish” is not a language | Write a language's code"),
        ("{other: {es: 1}}", "mkdocs.yml:7:20: R023 words.other.es is not a line of text | Write what learners read"),
    ],
)
def test_what_cant_be_meant_is_told_at_its_place(tmp_path: Path, words: str, expected: str) -> None:
    found = course(tmp_path, words)
    (problem,) = told(found)
    place, _, message = expected.partition(": ")
    assert problem.startswith(place.rpartition(":")[0])
    assert message in problem
    assert found.about.words == ()


def test_a_misspelt_words_is_one(tmp_path: Path) -> None:
    found = course(tmp_path, "{}\n    wrods: {other: X}")
    assert any("unknown name “wrods” | Did you mean “words”?" in one for one in told(found))


def test_a_speaker_that_nobody_has_named_says_how_to_name_them(tmp_path: Path) -> None:
    found = course(tmp_path, "{}", SCENARIO.format(other="Patient", self="You", seen="As the patient sees it"))
    eye, speaker = told(found)
    assert "Write “*As the other person sees it:*”" in eye
    assert "Write “**Other person:**” or “**You:**”" in speaker
    assert "write “words: {other: Patient}” below extra.course in mkdocs.yml." in speaker


@pytest.mark.parametrize("slip", ["> **Pateint:** x", "> *Patient:* x", "> **Patient** x", "> **Patient：** x"])
def test_what_is_nearly_a_courses_word_is_told(tmp_path: Path, slip: str) -> None:
    found = course(tmp_path, NURSING, f"# W\n\n## A\n\nB.\n\n- [C.](#a)\n  {slip}\n")
    (problem,) = told(found)
    assert "quizzes/scenarios/ward.md:8:5" in problem
    assert "Write “**Patient:**”" in problem


def test_the_check_speaks_of_the_other_person_in_the_courses_words(tmp_path: Path) -> None:
    found = course(tmp_path, NURSING, "# W\n\n## A\n\nB.\n\n- [C.](#a)\n  > **Nurse:** x\n")
    hints = [problem.hint for problem in check(found) if "other person" in problem.message]
    assert hints == ["Add “> **Patient:** …” below it."]


@pytest.mark.parametrize("words", ["{other: {es: Visitante}}", "{other: {es: Visitante, fr: Visiteur}}"])
def test_words_in_no_language_of_the_course_are_told(tmp_path: Path, words: str) -> None:
    (found,) = told(course(tmp_path, words))
    assert found.startswith("mkdocs.yml:7:13: R023 words.other has no text in en, as the course is by “languages” | ")
    assert f"{{en: …, {words.split('{')[2]}".rstrip("}") in found


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("{other: {es: Visitante}}", "version: 1"),
        ("{other: {es: Visitante}}", "languages: [es]"),
        ("{other: {es: Visitante}}", "languages: [es-MX]"),
        ("{other: {es: Visitante}}", "languages: [en, es]"),
        ("{other: {en-GB: Visitor}}", "languages: [en]"),
        ("{other: {en: Visitor, es: Visitante}}", "languages: [en]"),
        ("{other: Visitante}", "languages: [en]"),
    ],
)
def test_words_in_a_language_of_the_course_are_taken(tmp_path: Path, words: str, facts: str) -> None:
    assert told(course(tmp_path, words, facts=facts)) == []
