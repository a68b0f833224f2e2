"""Moodle GIFT: what Moodle reads from the file is what the course says, or a problem says what is missing."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from gift_reader import GRADES, Question, read_gift, seen
from hypothesis import example, given, settings
from hypothesis import strategies as st
from site_reader import CONTROLS, shown

from chance import EXAMPLES
from coursewright.check.report import as_text
from coursewright.config import read_layout
from coursewright.export.bundle import Bundle
from coursewright.export.moodle import category
from coursewright.export.registry import LOSSES, Options, all_exporters
from coursewright.fragment.identity import same_answer
from coursewright.fragment.text import Text
from coursewright.kinds.blanks import Blanks
from coursewright.kinds.choice import Multiple, Single
from coursewright.model.about import About
from coursewright.model.course import Bank, Course, Document, ItemBlock
from coursewright.model.item import Blank, Choice, Item, Metadata
from coursewright.problem import Problem, Source
from coursewright.read.course import read_course
from coursewright.read.document import read_document

SAVE = bool(os.environ.get("COURSEWRIGHT_SAVE_GOLDEN"))
CASE = Path(__file__).parent / "cases" / "awkward"
SITE = "https://example.org/course"
PLACE = Source("quizzes/bank.md", 1, 1)
FRAGMENTS = [
    "~", "=", "#", "{", "}", ":", "::", "####", "->", "\\", "\\n", "\\\\", "\\:", "%", "%50%", "%-100%", "//", "0",
    "\n", "\n\n", "\n0\n", "\n// ", "[", "]", "[html]", "[markdown]", "[plain", "[[x]]", "&&", "&&0", "&&010", "&&058;",
    "58;", "$CATEGORY: a", "T", "TRUE", "*", "_", "_____", "`", "<b>", "&amp;", " ", "\t", "a", "Wer?", "é", "א",
    "中文", "🏛️", "\0", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\ufeff",
]  # fmt: skip


def export(course: Course, options: Options | None = None) -> Bundle:
    return all_exporters()["gift"].run(course, None, options or Options())


def course_of(text: str, path: str = "quizzes/bank.md") -> Course:
    problems = []
    document, _ = read_document(text, path, problems)
    return Course(
        about=About(title="Course"), banks=(Bank("bank", "Bank", document.meta.get("use", "pool"), document),)
    )


def course_with(item: Item) -> Course:
    block = ItemBlock(0, 1, "", item, PLACE)
    return Course(
        about=About(title="Course"), banks=(Bank("bank", "Bank", "pool", Document(PLACE.path, {}, {}, (block,))),)
    )


def question_of(text: str, options: Options | None = None) -> Question:
    bundle = export(course_of(f"<quiz>\n{text}\n</quiz>\n"), options)
    assert own(bundle) == (), as_text(bundle.problems)
    (question,) = read_gift(bundle.content)
    return question


def own(bundle: Bundle) -> tuple[Problem, ...]:
    """What single items lose, without what Moodle scores or does otherwise."""
    return tuple(problem for problem in bundle.problems if problem.code == "E001")


def messages(text: str) -> list[str]:
    return [problem.message for problem in own(export(course_of(f"<quiz>\n{text}\n</quiz>\n")))]


# --- every awkward character, as text


@pytest.fixture(scope="module")
def awkward() -> tuple[Course, Bundle]:
    layout, unread = read_layout(CASE / "course" / "mkdocs.yml", [CASE / "private"])
    assert layout, unread
    course = read_course(layout)
    assert course.problems == ()
    return course, export(course, Options(site_url=SITE))


def test_the_awkward_course_becomes_the_committed_file(awkward: tuple[Course, Bundle]) -> None:
    _, bundle = awkward
    found = {**bundle.files, "problems.txt": as_text(bundle.problems).encode()}
    for name, content in found.items():
        if SAVE:
            (CASE / name).write_bytes(content)
        assert content == (CASE / name).read_bytes()


def test_every_scored_item_is_in_the_file_or_in_the_problems(awkward: tuple[Course, Bundle]) -> None:
    course, bundle = awkward
    carried = [question.name for question in read_gift(bundle.content)]
    lost = [problem.item for problem in bundle.problems if problem.message.startswith("not exported: ")]
    assert sorted(carried + lost) == sorted(item.id for item in course.items if item.metadata.scored)


def test_a_problem_stands_at_its_item(awkward: tuple[Course, Bundle]) -> None:
    course, bundle = awkward
    assert bundle.problems
    for problem in bundle.problems:
        assert problem.source == course.item_by_id[problem.item].source
        assert problem.name == LOSSES[problem.code][0]


def test_names_of_course_use_and_bank_make_the_category(awkward: tuple[Course, Bundle]) -> None:
    course, bundle = awkward
    assert {question.category for question in read_gift(bundle.content)} == {
        (course.about.title, "pool", "Signs: #1 {of} 2 = all ~/"),
        (course.about.title, "private", "The exam"),
        (course.about.title, "practice", "Home"),
    }


def test_ids_objectives_and_levels_become_id_numbers_and_tags(awkward: tuple[Course, Bundle]) -> None:
    question = read_gift(awkward[1].content)[0]
    assert (question.name, question.id_number, question.tags) == ("every-sign", "every-sign", ("P1.1", "P1.2", "apply"))


# --- any text


def a_text() -> st.SearchStrategy[str]:
    """Any text without links and formulas, which these tests' plain reader of pages doesn't know."""
    fragment = st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=4)
    glued = st.lists(fragment, min_size=1, max_size=12).map("".join)
    apart = glued.map(
        lambda text: re.sub(r"\$(?=.*\$)", "", text.replace("](", "] (").replace("]:", "] :"), flags=re.S)
    )
    return apart.map(lambda text: text.strip().strip(" \t\n\r\0\x0b")).filter(bool)


texts = a_text().map(lambda text: Text(text, *PLACE))
choices = st.tuples(texts, st.booleans(), st.none() | texts)


@st.composite
def items(draw: st.DrawFn) -> Item:
    kind = draw(st.sampled_from([Single, Multiple, Blanks]))
    made, gaps, stem = (), (), draw(texts)
    if kind is Blanks:
        before, behind = draw(a_text()), draw(a_text())
        accepted = draw(st.lists(a_text(), min_size=1, max_size=3))
        stem = Text(f"{before}[[…]]{behind}", *PLACE)
        gaps = (Blank(tuple(accepted), PLACE, len(before), len(before) + 5),)
    else:
        drafts = draw(st.lists(choices, min_size=1, max_size=13))
        made = tuple(Choice(str(n), text, right, why, str(n)) for n, (text, right, why) in enumerate(drafts))
    return kind(
        id="an-item", stem=stem, choices=made, blanks=gaps, explanation=draw(st.none() | texts), source=PLACE, end=1,
        metadata=Metadata(), use="pool",
    )  # fmt: skip


def blank(before: str, behind: str) -> Item:
    """Return an item with one blank, between these texts."""
    gap = Blank(("a",), PLACE, len(before), len(before) + 5)
    return Blanks(
        id="an-item", stem=Text(f"{before}[[…]]{behind}", *PLACE), choices=(), blanks=(gap,), explanation=None,
        source=PLACE, end=1, metadata=Metadata(), use="pool",
    )  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(items())
@example(blank("_", "_"))
def test_moodle_reads_back_what_the_item_says(item: Item) -> None:
    bundle = export(course_with(item))
    if not bundle.files:
        assert bundle.problems
        return
    (question,) = read_gift(bundle.content)
    assert (question.name, question.formats) == ("an-item", frozenset(["html"]))
    assert seen(question.feedback) == (shown(item.explanation.markdown) if item.explanation else "")
    if isinstance(item, Blanks):
        (gap,) = item.blanks
        stem = item.stem.markdown
        assert seen(question.text) == shown(f"{stem[: gap.start]}\ue000{stem[gap.end :]}").replace("\ue000", "_____")
        assert question.kind == "short"
        accepted = [(answer.grade, answer.text.replace("\\*", "*"), answer.feedback) for answer in question.answers]
        typed = [CONTROLS.sub("", answer) for answer in gap.accepted]
        assert {(100.0, " ".join(answer.split()), "") for answer in typed} <= set(accepted)
        assert {same_answer(answer) for _, answer, _ in accepted} == {same_answer(answer) for answer in typed}
        return
    assert seen(question.text) == shown(item.stem.markdown)
    assert question.kind == ("one" if isinstance(item, Single) else "several")
    assert [(seen(answer.text), seen(answer.feedback)) for answer in question.answers] == [
        (shown(choice.text.markdown), shown(choice.feedback.markdown) if choice.feedback else "")
        for choice in item.choices
    ]
    assert [answer.grade > 0 for answer in question.answers] == [choice.correct for choice in item.choices]


@settings(max_examples=EXAMPLES // 10 + 1, deadline=None)
@given(items())
@example(blank("_", "~"))
@example(blank("_", "_"))
def test_what_is_not_in_the_file_is_there_for_a_reason(item: Item) -> None:
    """An item is left out only for what Moodle can't take."""
    if export(course_with(item)).files:
        return
    right = sum(choice.correct for choice in item.choices)
    said = [item.stem.markdown, *(answer for blank in item.blanks for answer in blank.answers)]
    said += [text.markdown for choice in item.choices for text in (choice.text, choice.feedback) if text]
    said += [item.explanation.markdown] if item.explanation else []
    choosing = not isinstance(item, Blanks)
    if choosing:
        nothing = not all(shown(text.markdown) for text in (item.stem, *(choice.text for choice in item.choices)))
    else:
        before = item.stem.markdown.partition("[[…]]")[0]
        nothing = not all(CONTROLS.sub("", answer).strip() for blank in item.blanks for answer in blank.answers)
        nothing = nothing or "`" in before or "<" in before or "    " in before or "\t" in before
    assert (
        nothing
        or any("&&0" in text for text in said)
        or (choosing and (not right or right > 10 or len(item.choices) < 2))
        or (not choosing and any("->" in " ".join(text.split()) or "_____" in text for text in said))
    )


# --- grades


@pytest.mark.parametrize("right", range(1, 11))
@pytest.mark.parametrize("wrong", [0, 1, 2, 3, 7, 10, 12])
def test_all_right_choices_give_everything_and_all_choices_nothing(right: int, wrong: int) -> None:
    if right + wrong < 2:
        pytest.skip("one choice is none")
    rows = [f"- [x] right {n}" for n in range(right)] + [f"- [ ] wrong {n}" for n in range(wrong)]
    question = question_of("\n".join(["<!-- type: multiple -->", "Which?", *rows]))
    grades = [answer.grade for answer in question.answers]
    assert question.kind == "several"
    assert sum(grade for grade in grades if grade > 0) == pytest.approx(100, abs=0.0001)
    assert {abs(grade) for grade in grades} <= set(GRADES)
    assert not wrong or max(sum(grades), 0) == pytest.approx(0, abs=0.0001)
    assert all(-grade >= max(grades) for grade in grades if grade < 0)


def test_a_wrong_single_choice_takes_nothing_away() -> None:
    question = question_of("Which?\n- [ ] a\n- [x] b\n- [ ] c")
    assert (question.kind, [answer.grade for answer in question.answers]) == ("one", [0, 100, 0])


def test_either_of_two_right_choices_is_enough_in_a_single_choice() -> None:
    question = question_of("<!-- type: single -->\nWhich?\n- [x] a\n- [x] b")
    assert (question.kind, [answer.grade for answer in question.answers]) == ("one", [100, 100])


# --- kinds that are named


def test_a_number_keeps_its_tolerance() -> None:
    question = question_of("<!-- type: numeric -->\nOf 100 items, [[46,2 ± 0.5]] were flawed.\n---\nIn 2006.")
    assert (question.kind, question.feedback) == ("number", "In 2006.")
    assert [(answer.text, answer.feedback) for answer in question.answers] == [("46.2", "0.5")]
    assert "<span>_____</span>" in question.text
    assert [(answer.text, answer.feedback) for answer in question_of("<!-- type: numeric -->\n[[-3]]?").answers] == [
        ("-3", "0")
    ]


def test_pairs_keep_their_sides_and_lures_have_none() -> None:
    rows = "| A *nod* | You ~know~ each = other |\n| `->`ish | b \\| c |\n| [x] | `{d}` |\n| | [lure] |"
    table = f"| Act | What it tells |\n| - | - |\n{rows}"
    question = question_of(f"<!-- type: match -->\nWhat tells what?\n\n{table}")
    assert question.kind == "match"
    assert [(answer.text, answer.feedback) for answer in question.answers] == [
        ("A <em>nod</em>", "You ~know~ each = other"), ("<code>-&gt;</code>ish", "b | c"), ("&#91;x]", "{d}"),
        ("", "[lure]"),
    ]  # fmt: skip


@pytest.mark.parametrize("right", ["True", "False"])
def test_true_or_false_keeps_each_feedback(right: str) -> None:
    rows = (f"- [{'x' if said == right else ' '}] {said}\n  > Since {said}.\n" for said in ("True", "False"))
    question = question_of(f"<!-- type: truefalse -->\nA nod tells.\n{''.join(rows)}\nFor all.")
    assert (question.kind, question.feedback) == ("truefalse", "For all.")
    assert (question.answers[0].text, question.answers[0].feedback) == (right.lower(), f"Since {right}.")
    assert {answer.feedback for answer in question.answers} == {"Since True.", "Since False."}


def test_true_or_false_in_other_words_is_a_choice() -> None:
    question = question_of("<!-- type: truefalse -->\nGeht das?\n- [x] Wahr\n- [ ] Falsch")
    assert (question.kind, [answer.text for answer in question.answers]) == ("one", ["Wahr", "Falsch"])


def test_a_foreseen_wrong_answer_keeps_its_feedback() -> None:
    rows = "- [x] release\n- [x] `a*b`\n- [ ] permission\n  > Its form has = another name."
    question = question_of(f"<!-- type: short -->\nWhat is it called?\n{rows}")
    assert question.kind == "short"
    assert [(answer.grade, answer.text, answer.feedback) for answer in question.answers] == [
        (100, "release", ""), (100, "a\\*b", ""), (0, "permission", "Its form has = another name."),
    ]  # fmt: skip


# --- what stays in the course


def test_unscored_items_stay_in_the_course() -> None:
    bundle = export(course_of("<quiz>\n<!-- scored: false -->\nWhich?\n- [ ] a\n- [ ] b\n</quiz>\n"))
    assert (bundle.files, bundle.problems) == ({}, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("From [[a]] to [[z]].", "not exported: 2 blanks, and GIFT takes one"),
        ("An arrow is [[->]].", "not exported: an answer with “->”, which GIFT takes for a matching question"),
        ("<!-- type: single -->\nWhich?\n- [x] a", "not exported: GIFT needs two choices or more"),
        ("Which?\n- [ ] a\n- [ ] b", "not exported: no choice is right"),
        ("![a](b.png)?\n- [ ] a\n- [x] b", "not exported: the image b.png has no address"),
        ("<img alt='a' src='b.png'>?\n- [ ] a\n- [x] b", "not exported: the image b.png has no address"),
        ("<!-- points: 2 -->\nWhich?\n- [ ] a\n- [x] b", "GIFT has no points: 2 become 1"),
        ("<!-- type: order -->\nOrder?\n1. a\n2. b", "not exported: GIFT has no items of type order"),
        ("<!-- type: match -->\nMatch?\n\n|a|b|\n|-|-|\n|c|d|", "not exported: GIFT needs two pairs or more"),
        ("<!-- type: numeric -->\nHow many? [[x]]", "not exported: the blank holds no number"),
        ("<!-- type: short -->\nWhat?\n- [ ] a", "not exported: no choice is right"),
        (
            "<!-- type: truefalse -->\nIs it?\n- [ ] True\n- [ ] False",
            "not exported: neither or both of true and false are right",
        ),
        ("Which?\n\nHint: b.\n- [ ] a\n- [x] b", "GIFT has no hints"),
        ("<!-- shuffle: false -->\nWhich?\n- [ ] a\n- [x] b", "GIFT can't keep the order of choices"),
    ],
)
def test_what_gift_lacks_is_a_problem(text: str, message: str) -> None:
    assert messages(text) == [message]


def test_the_options_choose_by_use() -> None:
    text = "---\nuse: {}\n---\n<quiz>\nWhich?\n- [x] a\n- [ ] b\n</quiz>\n"
    for use in ("practice", "final", "pool", "private"):
        assert export(course_of(text.format(use))).files
        assert export(course_of(text.format(use)), Options(uses=(use,))).files
        assert not export(course_of(text.format(use)), Options(uses=())).files


# --- same course, same bytes


def test_the_same_course_gives_the_same_bytes(awkward: tuple[Course, Bundle]) -> None:
    course, bundle = awkward
    again = export(course, Options(site_url=SITE))
    assert (again.content, again.problems) == (bundle.content, bundle.problems)


def test_a_category_whose_name_has_a_tag_is_shown_in_full_by_moodle() -> None:
    assert category("A course", "pool", "x < y > z, 3 > 2") == "A course/pool/x ‹ y › z, 3 › 2"
    assert category("A course", "pool", "3 > 2") == "A course/pool/3 > 2"
