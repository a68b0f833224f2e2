"""What the rules about pages read: sentences with their places, syllables, grades, and the ids of headings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import Markdown

from coursewright.check.anchors import anchors_of
from coursewright.check.checker import check
from coursewright.check.grade import grade, syllables
from coursewright.check.prose import Prose, prose_of, without_sources
from coursewright.config import layout
from coursewright.model.course import Course, Lesson
from coursewright.read.course import read_course
from coursewright.read.document import read_document

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))


def prose(text: str) -> Prose:
    return prose_of(read_document(text, "page.md", [], "practice")[0])


def said(text: str) -> list[str]:
    return [sentence.text for sentence in prose(text).own]


SENTENCES = {
    "One. Two? Three!\nFour": ["One.", "Two?", "Three!", "Four"],
    '"What worries you?" does it. “Yes.” No.': ['"What worries you?" does it.', "“Yes.”", "No."],
    "See No. 5, e.g. Dr. Who (n.d.). In the U.S. Code. No. 'So.'": [
        "See No. 5, e.g. Dr. Who.",
        "In the U.S. Code.",
        "No.",
        "'So.'",
    ],
    "- **Limit.** Not *here*,\n  not now\n- Later\n\n1. One\n\n* Star": [
        "Limit.",
        "Not here, not now",
        "Later",
        "One",
        "Star",
    ],
    "Ask [the\nclient](https://example.org/a.b).[^1] ![A hill. A sea](x.png){ .wide } So `x. y` be it": [
        "Ask the client.",
        "So be it",
    ],
    "Held (Name, 2024), again (Other et al., n.d.; Name, 2020a) by law (42 CFR 2.11).": ["Held, again by law."],
    '# A heading. Here\n\n| A cell. |\n|---|\n\n!!! note\n    Inside. Too\n\n=== "Tab"\n\n    Deep\n\n---': [
        "Inside.",
        "Too",
        "Deep",
    ],
    "<div class='x.y'>\n\nIn a <em>tag</em>.\n</div>\n<!-- No.\nNo. -->\nYes. &amp; So\n\n[x]: y.md\n*[A]: B": [
        "In a tag.",
        "Yes.",
        "So",
    ],
    "Text.\n\n## Sources {#sources}\n\nListed.\n\n### Below\n\nToo.\n\n## Behind\n\nRead.": ["Text.", "Read."],
    "Before.\n\n<quiz>\nStem.\n- [x] Yes.\n  > So.\n</quiz>\n\nBehind.\n\n```text\nNo.\n```": ["Before.", "Behind."],
    "Kept: snake_case and 2 * 3 are two. 1984. 12": ["Kept: snake_case and 2 * 3 are two."],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_are_what_a_learner_reads(text: str) -> None:
    assert said(text) == SENTENCES[text]


def test_words_to_say_aloud_are_quotes_that_open_with_a_quotation_mark() -> None:
    found = prose('> "Ask me.\n> **Soon.**"\n\n> A quotation of another sort.\n\nText.\n\n- One\n\n    > “Inside.”\n')
    assert [sentence.text for sentence in found.spoken] == ['"Ask me.', 'Soon."', "“Inside.”"]
    assert [sentence.text for sentence in found.own] == ["A quotation of another sort.", "Text.", "One"]


def test_a_sentence_knows_its_place() -> None:
    text = '---\nid: x\n---\n\n# A\n\n- **One** [two](x.md).  Three\n  four. *Five* six\n\n> "Seven.\n> Eight"\n'
    lines = text.split("\n")
    found = prose(text)
    places = [found.place(sentence) for sentence in (*found.own, *found.spoken)]
    starts = [lines[line - 1][column - 1 :] for _, line, column in places]
    assert [start[:4] for start in starts] == ["One*", "Thre", "Five", '"Sev', "Eigh"]


def test_words_are_all_there_is_to_read_but_items_code_and_sources() -> None:
    text = (
        "# A heading here\n\nOne, two-three `four`.\n\n| five | six |\n|---|---|\n\n1. seven\n\n## Sources\n\n- eight\n"
    )
    assert prose(text).words == 9


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_line_stays_where_it_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [*map(len, without_sources(text).split("\n"))] == [*map(len, text.split("\n"))]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "friend those asked walked whole place HIPAA the quit eight mile"),
        (2, "client quiet people table wanted needed changes reaches little about agreed supper"),
        (3, "agency example interpret agreement exploited privacy’s"),
        (4, "supervisor community information experience's"),
        (6, "responsibility"),
    ],
)
def test_syllables(number: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), number)


def test_the_grade_is_the_formula_of_flesch_and_kincaid() -> None:
    sentences = prose("The client waves. You wave back.").own
    assert grade(sentences) == pytest.approx(0.39 * 6 / 2 + 11.8 * 7 / 6 - 15.59)


HARD = "Practitioners underestimate confidentiality implications of inconsequential conversations. " * 20


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ["A308"]),
        ({"languages": ["en-US", "fr"]}, ["A308"]),
        ({"languages": ["fr", "en"]}, []),
        ({"reading_grade": {"lessons": 40}}, []),
        ({"reading_grade": {"spoken": 40}}, ["A308"]),
        ({"reading_grade": {"clients": 40}}, ["A308"]),
        ({"reading_grade": {"client": 40}}, ["A308", "R023"]),
        ({"reading_grade": {"lesson": 40}}, ["A308", "R023"]),
        ({"reading_grade": {"lessons": "nine"}}, ["A308", "R023"]),
        ({"reading_grade": 9}, ["A308", "R023"]),
        ({"reading_grade": {"lessons": [6, 40]}}, []),
        ({"reading_grade": {"lessons": [6, 9]}}, ["A308"]),
        ({"reading_grade": {"lessons": [40, 6]}}, ["R023"]),
        ({"reading_grade": {"lessons": [6]}}, ["A308", "R023"]),
        ({"reading_grade": {"lessons": [6, "nine"]}}, ["A308", "R023"]),
        ({"reading_grade": {"lessons": [True, 9]}}, ["A308", "R023"]),
    ],
)
def test_a_course_states_its_limits(tmp_path: Path, facts: dict[str, object], codes: list[str]) -> None:
    assert sorted(code for code, _, _ in judged(tmp_path, HARD, facts)) == codes


def judged(tmp_path: Path, text: str, facts: dict[str, object]) -> list[tuple[str, int, str]]:
    """Return the code, column and message of each finding about a page with this text in its line 6."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(f"---\nid: a\n---\n# A\n\n{text}\n", encoding="utf-8")
    found = check(read_course(layout(tmp_path, {"extra": {"course": facts}}, {})))
    return [(problem.code, problem.source.column or 0, problem.message) for problem in found]


CLIPPED = "You ask. They wave. You nod. Done. "
JOINED = "You ask the client before you meet in the town, because nobody there can ask for them. " * 8
EASY = JOINED + CLIPPED + JOINED


def test_without_a_floor_no_text_is_too_easy(tmp_path: Path) -> None:
    assert judged(tmp_path, CLIPPED * 20, {"reading_grade": {"lessons": 9}}) == []


def test_below_the_floor_the_most_clipped_passage_is_named(tmp_path: Path) -> None:
    ((code, column, message),) = judged(tmp_path, EASY, {"reading_grade": {"lessons": [7, 9]}})
    assert (code, column) == ("A308", len(JOINED) + 1)
    assert re.fullmatch(
        r"the lesson reads at grade \d\.\d, below 7, with 13\.9 words a sentence; most clipped from “You ask\.”",
        message,
    )


def test_a_floor_for_what_is_said_is_its_own(tmp_path: Path) -> None:
    facts: dict[str, object] = {"reading_grade": {"lessons": [1, 9], "spoken": [3, 6]}}
    text = EASY + '\n\n> "' + "You say hi. I say hi. That is all. " * 4 + '"'
    ((code, _, message),) = judged(tmp_path, text, facts)
    assert (code, message.partition(" at ")[0]) == ("A308", "the words to say aloud read")


def test_a_few_words_are_not_judged_by_a_floor_either(tmp_path: Path) -> None:
    assert judged(tmp_path, CLIPPED * 30, {"reading_grade": {"lessons": [6, 9]}}) == []


def anchors(text: str) -> frozenset[str] | None:
    document, _ = read_document(text, "page.md", [], "practice")
    lesson = Lesson("a", "a", document, "page.md")
    return anchors_of(lesson, Course(lessons=(lesson,)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_headings_have_the_ids_that_python_markdown_gives_them(page: Path) -> None:
    text = re.sub(r"\A---\n.*?^---\n", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    md = Markdown(extensions=["toc", "attr_list", "admonition", "md_in_html", "tables", "def_list", "footnotes",
                              "pymdownx.superfences", "pymdownx.details"])  # fmt: skip
    found = anchors(text)
    if found is not None:
        assert set(re.findall(r"<h[1-6] id=\"([^\"]+)\"", md.convert(text))) <= found


@pytest.mark.parametrize(
    "text",
    [
        "## Again{#it}",
        "## Why?{: #it }",
        "## Again {#it}",
        "## **Again**{#it}",
        "## [Again](a.md){#it}",
        "So *it*{#it}",
    ],
)
def test_a_name_right_behind_a_word_names_nothing(text: str) -> None:
    html = Markdown(extensions=["toc", "attr_list"]).convert(text)
    found = anchors(text)
    assert found is not None
    assert ("it" in found) is ('id="it"' in html)
    assert set(re.findall(r"<h[1-6] id=\"([^\"]+)\"", html)) <= found


@pytest.mark.parametrize("text", ['--8<-- "x.md"', "{% include 'x' %}", "{{ heading }}", "::: module.name"])
def test_what_only_the_build_knows_is_not_judged(text: str) -> None:
    assert anchors(f"# A\n\n{text}\n") is None


@pytest.mark.parametrize(
    ("config", "own"),
    [
        ({"markdown_extensions": ["toc"]}, False),
        ({"markdown_extensions": ["tables", {"toc": {"permalink": True}}]}, False),
        ({"markdown_extensions": [{"toc": {"slugify": "x"}}]}, True),
        ({"markdown_extensions": {"toc": {"slugify": "x"}}}, True),
        ({"markdown_extensions": ["toc"], "mdx_configs": {"toc": {"slugify": "x"}}}, True),
    ],
)
def test_slugs_of_the_authors_own_are_known(tmp_path: Path, config: dict[str, object], own: bool) -> None:
    assert layout(tmp_path, config, {}).own_slugs is own


@pytest.mark.parametrize(
    "text", ["It's the client’s own 'word'", "In 2024 café x² ½ ² 12 a1 snake_case", "ÀB’s ’tis", "Ⅳ ٣"]
)
def test_plain_words_are_found_as_all_words_are(text: str) -> None:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)
    found = prose(text)
    assert found.words == len(words)
    assert [word for sentence in found.own for word in sentence.words] == [one for one in words if not one.isdigit()]
