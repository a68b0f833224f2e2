"""Texts that count as one and look different on a page: in code, signs, marks and links the difference is the point."""

from __future__ import annotations

import pytest
from courses import course_of, course_of_item

from coursewright.check.checker import check
from coursewright.fragment.identity import norm
from coursewright.problem import Problem

REASON = "\n  > That is why it is so, in a few words.\n"


def of(text: str, code: str) -> list[Problem]:
    return [problem for problem in check(course_of_item(text)) if problem.code == code]


def choices(*texts: str) -> list[str]:
    """Return the levels of what K004 says of choices."""
    rows = "".join(f"- [{' ' if at else 'x'}] {text}{REASON}" for at, text in enumerate(texts))
    return [problem.severity.value for problem in of(f"Which one of these is it?\n{rows}", "K004")]


def pairs(*rows: tuple[str, str]) -> list[str]:
    table = "".join(f"| {left} | {right} |\n" for left, right in rows)
    text = f"<!-- type: match -->\nWhat is what?\n\n| This | That |\n| --- | --- |\n{table}\nThat is why it is so.\n"
    return [f"{problem.severity.value} {problem.source.line}" for problem in of(text, "K011")]


def stems(one: str, other: str, right: int = 1, use: str = "final") -> list[str]:
    """Return the levels of what K006 says of two items of a bank, whose right choices differ where ``right`` is 1."""
    text = f"---\nuse: {use}\n---\n"
    for number, stem in enumerate((one, other)):
        marks = ("x", " ") if number * right == 0 else (" ", "x")
        text += (
            f"<quiz>\n<!-- id: q{number} -->\n{stem}\n- [{marks[0]}] One{REASON}- [{marks[1]}] Two{REASON}</quiz>\n\n"
        )
    return [problem.severity.value for problem in check(course_of({"bank.md": text})) if problem.code == "K006"]


OTHER = [
    ("`–`", "`-`"),
    ("`…`", "`...`"),
    ("`„Ja“`", '`"Ja"`'),
    ("Write `„Ja“` there", 'Write `"Ja"` there'),
    ("`–`", "-"),
    ("−", "-"),
    ("–", "—"),
    ("’", "'"),
    ("…", "..."),
    ("1914–1918", "1914-1918"),
    ("x<sup>2</sup>", "x<sub>2</sub>"),
    ("x<sup>2</sup>", "x2"),
    ("x²", "x2"),
    ("Na<sup>+</sup>", "Na<sub>+</sub>"),
    ("He <del>go</del> goes", "He go <del>goes</del>"),
    ("~~a~~ bee", "a ~~bee~~"),
    ("<u>work</u>ers", "work<u>ers</u>"),
    ("<u>workers</u>", "workers"),
    ('<span style="color:red">word</span>', '<span style="color:blue">word</span>'),
    ('<span class="a">word</span>', '<span class="b">word</span>'),
    ("*word*{ .a }", "*word*{ .b }"),
    ("a<br>b", "a b"),
    ("<kbd>A</kbd>", "A"),
    ('<abbr title="a">x</abbr>', '<abbr title="b">x</abbr>'),
    ("**rec**ord", "re**cord**"),
    ("**I** saw her duck", "I **saw** her duck"),
    ("*I* saw her duck", "I saw her <em>duck</em>"),
    ("[Listen](1.mp3)", "[Listen](2.mp3)"),
    ('<audio src="1.mp3"></audio> Listen', '<audio src="2.mp3"></audio> Listen'),
    ('<ruby>日<rt class="a">hi</rt></ruby>', '<ruby>日<rt class="b">hi</rt></ruby>'),
]
SAME = [
    ("A quick nod", "A  quick nod"),
    ("A quick nod", "a quick nod."),
    ("A quick nod", "**A quick nod**"),
    ("**A quick nod**", "*A quick nod*"),
    ("A quick nod", "[A quick nod](a.md)"),
    ("don't", "don’t"),
    ("He said “yes” to all of them", 'He said "yes" to all of them'),
    ("A nod – a slow one – is enough", "A nod - a slow one - is enough"),
    ("well-known", "well‑known"),
    ("fish", "ﬁsh"),
    ("-p", "`-p`"),
    ("A&nbsp;nod", "A nod"),
]
ADVICE = [
    ("mW", "MW"),
    ("Γ", "γ"),
    ("Polish", "polish"),
    ("You came.", "You came?"),
    ("„Ja“", "“Ja”"),
    ("„Ja“", "«Ja»"),
    ("**I** saw her duck", "I saw her duck"),
    ("The first line<br>the second", "The first line the second"),
    ("Use -p here", "Use `-p` here"),
]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_looks_different_is_never_called_the_same(one: str, other: str) -> None:
    assert norm(one) == norm(other)
    assert choices(one, other) == []
    assert pairs((one, "left"), (other, "right")) == []
    slight = one in ("−", "–", "’", "…", "1914–1918", "a<br>b")  # in a sentence, whose dashes don't count
    found = stems(f"What does it mean: {one} as said here", f"What does it mean: {other} as said here")
    assert found == (["error"] if slight else [])


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_looks_the_same_is_told(one: str, other: str) -> None:
    assert norm(one) == norm(other)
    assert choices(one, other) == ["error"]
    assert pairs((one, "left"), (other, "right")) == ["error 8"]


@pytest.mark.parametrize(("one", "other"), ADVICE)
def test_what_may_be_the_point_is_advice_among_choices_and_nothing_among_pairs(one: str, other: str) -> None:
    assert norm(one) == norm(other)
    assert choices(one, other) == ["advice"]
    assert pairs((one, "left"), (other, "right")) == []


def test_advice_says_what_tells_two_choices_apart() -> None:
    def said(one: str, other: str) -> str:
        return of(f"Which one?\n- [x] {one}{REASON}- [ ] {other}{REASON}", "K004")[0].message

    assert "differs only in case" in said("MW", "mW")
    assert "differs only in emphasis" in said("I saw her **duck**", "I saw her duck")
    assert "differs only in dashes, quotation marks or punctuation" in said("You came.", "You came!")


def test_backticks_do_what_the_hint_says() -> None:
    for one, other in [SAME[1], ("True", "true"), ("a – b", "a - b"), ("You came.", "You came!")]:
        assert choices(f"`{one}`", f"`{other}`") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Which word has stress in “**I** saw her duck” here?", "Which word has stress in “I **saw** her duck” here?"),
        ("The line is a verb in it: “<u>Run</u> is fun.”", "The line is a verb in it: “Run is <u>fun</u>.”"),
        ("What do you hear in [this recording](1.mp3) of it?", "What do you hear in [this recording](2.mp3) of it?"),
        ('What?\n\n<audio src="1.mp3" controls></audio>', 'What?\n\n<audio src="2.mp3" controls></audio>'),
        ('What is it?\n\n<video><source src="1.mp4"></video>', 'What is it?\n\n<video><source src="2.mp4"></video>'),
        ("What does `print(1)` print when Python 3 runs it?", "What does `print(1+1)` print when Python 3 runs it?"),
        ("How many of the numbers here solve x² + 1 > 0 ?", "How many of the numbers here solve x² − 1 > 0 ?"),
        ("What is $x$ in the equation $x + 1 = 2$ as it is?", "What is $x$ in the equation $x - 1 = 2$ as it is?"),
        ("What is Co?", "What is CO?"),
    ],
)  # fmt: skip
def test_two_questions_that_look_different_are_two(one: str, other: str) -> None:
    assert stems(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Which offer keeps the boundary?", "Which offer keeps the **boundary**?"),
        ("Which offer keeps the boundary?", "which offer  keeps the boundary"),
        ("What is 2+2?", "What is 2+2"),
        ("What does “yes” mean?", 'What does "yes" mean?'),
    ],
)
def test_one_question_with_two_keys_is_told_however_it_is_written(one: str, other: str) -> None:
    assert stems(one, other) == ["error"]
    assert stems(one, other, 0) == ["warning"]


def test_a_third_question_is_compared_with_each_that_looks_different() -> None:
    heard = "What do you hear in [this recording]({}) of it?"
    items = "".join(
        f"<quiz>\n<!-- id: q{at} -->\n{heard.format(to)}\n- [x] One{REASON}- [ ] Two{REASON}</quiz>\n\n"
        for at, to in enumerate(("1.mp3", "2.mp3", "2.mp3"))
    )
    found = [one for one in check(course_of({"bank.md": f"---\nuse: final\n---\n{items}"})) if one.code == "K006"]
    assert [one.item for one in found] == ["q2"]


@pytest.mark.parametrize(
    ("one", "other"), [("x<sup>2</sup>", "x<sub>2</sub>"), ("You came.", "You came?"), ("–", "—"), ("`–`", "`-`")]
)
def test_entries_on_the_right_that_look_different_are_two(one: str, other: str) -> None:
    assert pairs(("left", one), ("right", other)) == []
    table = f"| left | {one} |\n| right | {other} |\n| third | {other} |\n| fourth | something |\n"
    text = f"<!-- type: match -->\nWhat?\n\n| This | That |\n| --- | --- |\n{table}\nSo it is.\n"
    item = course_of_item(text).items[0]
    assert [choice.text.markdown for choice in item.choices] == [one, other, "something"]
    assert len({choice.id for choice in item.choices}) == 3
    assert [pair.right for pair in item.pairs] == [item.choices[at].id for at in (0, 1, 1, 2)]
    assert item.choices[0].id == item.choices[0].digest, "as it was before there were two"
    lure = course_of_item(text.replace("| third |", "| |").replace("| right |", "| |"))
    assert [problem.code for problem in check(lure)].count("R024") == 1  # the second lure repeats the first


def test_entries_on_the_right_that_read_the_same_stay_one() -> None:
    for one, other in [("Africa", "africa"), ("A nod", "**A nod**"), ("A nod", "a nod."), ("don't", "don’t")]:
        text = f"<!-- type: match -->\nWhat?\n\n| This | That |\n| --- | --- |\n| a1 | {one} |\n| b2 | {other} |\n"
        assert len(course_of_item(text).items[0].choices) == 1
