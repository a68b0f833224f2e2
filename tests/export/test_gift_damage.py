"""What once sank a file, changed an item or got lost in Moodle, kind by kind: it arrives, or is reported."""

from __future__ import annotations

from html import unescape

import pytest
from gift_reader import read_gift, seen
from site_reader import shown
from test_gift import course_of, export, messages, question_of

from coursewright.export.html import html_of


@pytest.mark.parametrize(
    "feedback",
    ["First -> then.", "A --> B", "`a->b`", "    code\n    a->b", "Yes.<!-- no -> one -->", "<!-- -->Yes.",
     "<b title='->'>x</b>",     "<x->y</x->", "a -\\> b", "```c\na->b\n```", "| a |\n| - |\n| -> |", "[->](https://example.org/->)"],
)  # fmt: skip
@pytest.mark.parametrize("every", [True, False])
def test_an_arrow_or_a_comment_in_feedback_leaves_a_short_answer_one(feedback: str, every: bool) -> None:
    quoted = "\n".join(f"  > {line}" for line in feedback.split("\n"))
    rows = f"- [x] one\n{quoted}\n- [ ] two\n" + (quoted if every else "  > No.")
    question = question_of(f"<!-- type: short -->\nWhich?\n{rows}\n\n{feedback}")
    assert question.kind == "short"
    assert seen(question.answers[0].feedback) == seen(question.feedback) == shown(feedback) != ""


@pytest.mark.parametrize("kind", ["numeric", "blanks"])
def test_an_arrow_in_an_explanation_leaves_a_blank_one(kind: str) -> None:
    question = question_of(f"<!-- type: {kind} -->\nA `->` to [[5]].\n---\nFrom 4 -> 5 <!-- -> -->")
    assert question.kind == {"numeric": "number", "blanks": "short"}[kind]
    assert seen(question.feedback) == "From 4 -> 5"


@pytest.mark.parametrize("right", ["`<em>`", "`&amp;`", "`a->b`", "&lt;b&gt;", "R&D", "a < b", "`</select>`", "`&lt;`"])
def test_an_option_shows_what_the_entry_shows(right: str) -> None:
    table = f"| A | B |\n| - | - |\n| one | {right} |\n| two | other |"
    question = question_of(f"<!-- type: match -->\nWhich?\n\n{table}")
    assert question.answers[0].feedback == (right.strip("`") if "`" in right else unescape(right))


def test_an_entry_that_the_database_refuses_is_reported() -> None:
    table = f"| A | B |\n| - | - |\n| one | {'long ' * 52} |\n| two | other |"
    assert messages(f"<!-- type: match -->\nWhich?\n\n{table}") == [
        "not exported: an entry on the right with 259 characters, and Moodle takes 255"
    ]


def test_a_long_id_is_shortened_to_another_one_each() -> None:
    names = [f"{'x' * 100}{end}" for end in ("", "-1", "-2")]
    text = "".join(f"<quiz>\n<!-- id: {name} -->\nWho is {name[100:]}?\n- [x] a\n- [ ] b\n</quiz>\n" for name in names)
    bundle = export(course_of(text))
    numbers = [question.id_number for question in read_gift(bundle.content)]
    assert numbers[0] == names[0]
    assert len(set(numbers)) == 3
    assert [len(number) for number in numbers] == [100, 100, 100]
    said = [problem.message for problem in bundle.problems if "ID number" in problem.message]
    assert said == [f"an ID number has 100 characters at most: it becomes {number}" for number in numbers[1:]]
    assert export(course_of(text)).content == bundle.content


def test_ids_that_some_databases_take_for_one_are_reported() -> None:
    text = "".join(f"<quiz>\n<!-- id: {name} -->\nWho is {name}?\n- [x] a\n- [ ] b\n</quiz>\n" for name in ("Me", "me"))
    bundle = export(course_of(text))
    assert [question.id_number for question in read_gift(bundle.content)] == ["Me"]
    assert [p.message for p in bundle.problems if p.item == "me"] == [
        "not exported: another item of this bank has the ID number me"
    ]


@pytest.mark.parametrize(
    ("comment", "rows", "said"),
    [
        ("", "- [x] a\n- [x] b\n- [ ] c\n- [ ] d", True),
        ("<!-- credit: partial -->\n", "- [x] a\n- [x] b\n- [ ] c\n- [ ] d", False),
        ("<!-- type: multiple -->\n", "- [x] a\n- [ ] b\n- [ ] c", False),
        ("", "- [x] a\n- [ ] b\n- [ ] c", False),
        ("<!-- type: match -->\n", "\n| A | B |\n| - | - |\n| 1 | a |\n| 2 | b |", True),
        ("<!-- type: match; credit: partial -->\n", "\n| A | B |\n| - | - |\n| 1 | a |\n| 2 | b |", False),
    ],
)
def test_all_or_nothing_is_reported_where_moodle_gives_a_part(comment: str, rows: str, said: bool) -> None:
    problems = export(course_of(f"<quiz>\n{comment}Which?\n{rows}\n</quiz>\n")).problems
    found = [(p.code, str(p.source)) for p in problems if p.message.startswith("all or nothing")]
    assert found == [("E002", "quizzes/bank.md:1:1")] * said


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\(x\)", r"\(x\)"),
        (r"Is \(a_1*b*c < 2\) so?", r"Is \(a_1*b*c &lt; 2\) so?"),
        (r"\[x^2\]", r"\[x^2\]"),
        ("$$\\{x_1\\}$$", "$$\\{x_1\\}$$"),
        ("$x^2$ and $y$", r"\(x^2\) and \(y\)"),
        ("$5 and $6", "$5 and $6"),
        (r"See \[sic\]", "See [sic]"),
        (r"`\(x\)`", r"<code>\(x\)</code>"),
        (r"\\(x\\)", r"\(x\)"),
        ("US$5 = $6", "US$5 = $6"),
    ],
)
def test_a_formula_stays_a_formula(written: str, read: str) -> None:
    question = question_of(f"Which?\n- [x] {written}\n  > {written}\n- [ ] b\n\n{written}")
    assert [question.answers[0].text, question.answers[0].feedback, question.feedback] == [read] * 3


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('!!! note "Look"\n    *Here*',
         '<div class="admonition note">\n<p class="admonition-title"><strong>Look</strong></p>\n'
         "<p><em>Here</em></p>\n</div>"),
        ("**a**{ .big }", '<strong class="big">a</strong>'),
        ("<div markdown>\n*a*\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
        ("<b>a", "&lt;b&gt;a"),
        ("a</div>", "a"),
        ("<script>a</script>", "a"),
        ("<b onclick='x()' id='y'>a</b>", "<b>a</b>"),
        ("1986. A year", "1986. A year"),
        ("plain, and 'no' \"more\" – 5 % (a/b)", "plain, and 'no' \"more\" – 5 % (a/b)"),
        ("a\0b", "ab"),
    ],
)  # fmt: skip
def test_markdown_of_the_site_is_html_in_moodle(written: str, read: str) -> None:
    assert html_of(written) == read


@pytest.mark.parametrize("text", ['=== "One"\n    a', "See[^1]."])
def test_what_only_a_website_shows_is_reported(text: str) -> None:
    (said,) = messages(f"Which?\n- [x] a\n- [ ] b\n\n{text}")
    assert "is shown as it is written" in said


@pytest.mark.parametrize(
    ("text", "code", "start"),
    [
        ("---\ncertainty: true\n---\n<quiz>\nWho?\n- [x] a\n- [ ] b\n</quiz>\n", "E004", "GIFT can't ask how sure"),
        ("<quiz>\nWho?\n- [x] a\n- [ ] b\n</quiz>\n", "E004", "Moodle shuffles choices that the site doesn't"),
        ("<quiz>\n<!-- type: numeric -->\nIt is [[46.0 ± 1]].\n</quiz>\n", "E004", "Moodle reads numbers otherwise"),
        ("<quiz>\nIt is [[a b]].\n</quiz>\n", "E004", "Moodle compares what is typed by the letter"),
        ("<quiz>\n<!-- type: match -->\nWho?\n\n| A | B |\n| - | - |\n| 1 | a |\n| 2 | b |\n</quiz>\n", "E004",
         "GIFT has no heads"),
    ],
)  # fmt: skip
def test_what_moodle_does_otherwise_is_said_once(text: str, code: str, start: str) -> None:
    more = text.partition("<quiz>")
    again = "".join(more[1:]).replace("Who?", "And who?").replace("It is", "Then it is")
    found = [p for p in export(course_of(text + again)).problems if p.message.startswith(start)]
    assert [(p.code, p.message.rpartition(": ")[2]) for p in found] == [(code, "2")]
