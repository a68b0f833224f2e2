"""What can be proved of an item and what can't: repeated questions, choices that read alike, negations."""

from __future__ import annotations

import pytest
from courses import course_of, course_of_item

from coursewright.check.checker import check
from coursewright.problem import Severity


def messages(text: str, code: str) -> list[str]:
    return [problem.message for problem in check(course_of_item(text)) if problem.code == code]


def severities(text: str, code: str) -> list[Severity]:
    return [problem.severity for problem in check(course_of_item(text)) if problem.code == code]


LONG = "A client greets you in a shop in front of a colleague. What do you say first?"
LESSON = "---\nobjectives:\n  P1.1: Judge a greeting\n---\n"


def repeated(*files: tuple[str, str, str]) -> list[Severity]:
    """Return what is said of one question in these files, each with its stem and the right one of two choices."""
    texts = {}
    for path, stem, right in files:
        other = {"Hello": "Nothing", "Nothing": "Hello"}[right]
        item = f"<quiz>\n{stem}\n- [x] {right}\n- [ ] {other}\n\nThe greeting is the client's to choose.\n</quiz>\n"
        head = LESSON if path.startswith("page") else f"---\nuse: {path.partition('-')[0]}\n---\n"
        texts[path] = texts.get(path, head) + item
    return [problem.severity for problem in check(course_of(texts)) if problem.code == "K006"]


def test_pages_repeat_questions_as_they_like_and_banks_do_not() -> None:
    assert repeated(("page-1.md", LONG, "Hello"), ("page-1.md", LONG, "Hello")) == []
    assert repeated(("page-1.md", LONG, "Hello"), ("page-2.md", LONG, "Hello")) == []
    assert repeated(("practice-1.md", LONG, "Hello"), ("page-1.md", LONG, "Hello")) == []
    assert repeated(("practice-1.md", LONG, "Hello"), ("practice-2.md", LONG, "Hello")) == [Severity.ADVICE]
    assert repeated(("final-1.md", LONG, "Hello"), ("final-2.md", LONG, "Hello")) == [Severity.WARNING]
    assert repeated(("final-1.md", LONG, "Hello"), ("page-1.md", LONG, "Hello")) == [Severity.WARNING]


def test_one_question_with_two_keys_is_an_error_in_banks_and_likely_one_on_pages() -> None:
    assert repeated(("practice-1.md", LONG, "Hello"), ("practice-2.md", LONG, "Nothing")) == [Severity.ERROR]
    assert repeated(("page-1.md", LONG, "Hello"), ("page-2.md", LONG, "Nothing")) == [Severity.WARNING]
    assert (
        repeated(("page-1.md", "What does it print?", "Hello"), ("page-1.md", "What does it print?", "Nothing")) == []
    )


def test_the_order_of_choices_and_their_names_make_no_other_key() -> None:
    one = "<quiz>\n<!-- choices: a, b -->\nWho speaks first?\n- [x] The client\n- [ ] You\n</quiz>\n"
    two = "<quiz>\nWho speaks first?\n- [ ] You\n- [x] The client\n</quiz>\n"
    found = [problem for problem in check(course_of({"a.md": one, "b.md": two})) if problem.code == "K006"]
    assert [(problem.severity, problem.message.startswith("the same question")) for problem in found] == [
        (Severity.ADVICE, True)
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("-p", "-P", None),
        ("git branch -D", "git branch -d", None),
        ("$!", "$?", None),
        ("cd /", "cd ..", None),
        ("cd ..", "cd", None),
        ("cd..", "cd", None),
        ("int x;", "int x", None),
        ("x = 1", "X = 1", None),
        ("a.b", "a.b.", None),
        ("`True`", "`true`", None),
        ("O(n)", "o(n)", None),
        ("10 mg", "10 Mg", None),
        ("True", "true", Severity.ADVICE),
        ("SELECT name", "select name", Severity.ADVICE),
        ("A nod", "a nod.", Severity.ERROR),
        ("Wait, then nod", "**wait, then nod!**", Severity.ERROR),
        ("Yes", "Yes.", Severity.ERROR),
        ("-p", "`-p`", Severity.ERROR),
        ("don't", "don’t", Severity.ERROR),
        ("`a  b`", "`a b`", Severity.ERROR),
    ],
)
def test_case_and_punctuation_count_in_code_and_not_in_words(one: str, other: str, expected: Severity | None) -> None:
    found = severities(f"Which one is it?\n- [x] {one}\n- [ ] {other}\n- [ ] Something else\n", "K004")
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("stem", "fires"),
    [
        ("Which of these gives the most value for the least effort?", False),
        ("What does least privilege mean?", False),
        ("What is the principle of least privilege?", False),
        ("Which method fits a line by least squares?", False),
        ("What does a 404 Not Found say?", False),
        ("Which call returns False?", False),
        ("Which has the least overhead?", False),
        ("Which reply is least likely to help?", True),
        ("Which is the least effective step?", True),
        ("Which reply least protects the client?", True),
        ("Which is false?", True),
        ("What should you never do?", True),
    ],
)
def test_least_of_a_thing_is_no_negation_and_least_of_a_quality_is(stem: str, fires: bool) -> None:
    assert bool(messages(f"{stem}\n- [x] One\n- [ ] Two\n- [ ] Three\n", "W104")) is fires


@pytest.mark.parametrize("written", ["isn't", "isn’t", "is not"])
def test_the_word_to_write_for_a_negation_ends_it(written: str) -> None:
    text = "Which step {} yours?\n- [x] One\n- [ ] Two\n- [ ] Three\n"
    found = [problem for problem in check(course_of_item(text.format(written))) if problem.code == "W104"]
    assert [problem.hint.endswith("write **NOT**.") for problem in found] == [True]
    assert messages(text.format("is **NOT**"), "W104") == []


def test_following_a_hint_raises_no_other_finding_on_the_item() -> None:
    """“All of the above” becomes several right choices and a wrong one; two right ones of three stay as they are."""
    reason = "\n  > The client learns of it from you alone, and early.\n"
    above = (
        "".join(f"- [ ] {word}{reason}" for word in ("Wait outside", "Nod back")) + f"- [x] All of the above{reason}"
    )
    several = "".join(f"- [{mark}] {word}{reason}" for mark, word in zip("xx ", ("Wait", "Nod", "Shout"), strict=True))
    assert [problem.code for problem in check(course_of_item(f"What is safe to do here?\n{above}"))] == ["W102"]
    assert [problem.code for problem in check(course_of_item(f"What is safe to do here?\n{several}"))] == []
