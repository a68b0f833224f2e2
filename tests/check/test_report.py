"""What a check says of its findings: in which order, which of them, in which form, and whether it fails."""

from __future__ import annotations

import json
from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest
from courses import course_of, course_of_item

from coursewright.check import pages
from coursewright.check.checker import check
from coursewright.check.report import FORMATS, as_github, as_json, as_text, fails
from coursewright.problem import Problem, Severity, Source

ALL_RIGHT = (
    "{}What protects privacy?\n"
    "- [x] Step aside\n  > Nobody in the queue hears a word.\n"
    "- [x] Wait\n  > The shop is empty an hour later.\n"
)
ERROR = Problem(
    "K004", "“50%: a, b” reads twice", Source("a,b.md", 3, 7), Severity.ERROR, "Delete\none.", "duplicate-choice", "q"
)
WARNING = Problem("K009", "all 2 choices are right", Source("c.md", 1, 2), Severity.WARNING, "", "degenerate-multi")
ADVICE = Problem("K000", "nothing much", Source("c.md", 1, 2), Severity.ADVICE)


@pytest.mark.parametrize("stated", ["https://example.org/manual", "https://example.org/manual/"])
def test_a_message_says_where_its_rules_page_is_if_the_manual_has_an_address(
    stated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "See " not in as_text([ERROR])
    facts = Message()
    facts["Project-URL"] = f"Documentation, {stated}"
    monkeypatch.setattr(pages, "metadata", {"coursewright": facts}.get)
    pages.addresses.cache_clear()
    try:
        assert "one.\n    See https://example.org/manual/rules/K004/\n" in as_text([ERROR])
        assert json.loads(as_json([ERROR]))[0]["page"] == "https://example.org/manual/rules/K004/"
        assert "See " not in as_text([ADVICE])  # there is no such rule
    finally:
        pages.addresses.cache_clear()


def codes(text: str) -> list[str]:
    return [problem.code for problem in check(course_of_item(text))]


def test_a_finding_is_left_out_where_its_item_allows_it() -> None:
    assert codes(ALL_RIGHT.format("")) == ["K009"]
    assert codes(ALL_RIGHT.format("<!-- allow: K009 one or more may be right here -->\n")) == []


def test_allowing_one_rule_allows_no_other_and_is_reported_as_unused() -> None:
    text = ALL_RIGHT.format("<!-- allow: K003 one or more may be right here -->\n")
    assert codes(text) == ["X001", "K009"]


def test_what_is_told_while_an_item_is_read_can_be_allowed_there() -> None:
    text = ALL_RIGHT.format("{}").replace("[x] Wait", "[ ] Wait").replace("What", "Hint: Nobody hears it.\n\nWhat")
    assert codes(text.format("")) == ["R029"]
    assert codes(text.format("<!-- allow: R029 such words are asked about -->\n")) == []
    files = {"a.md": f"<quiz>\n{text.format('<!-- allow: R029 such words are asked about -->')}</quiz>\n\n"}
    files["a.md"] += f"<quiz>\n{text.format('').replace('What', 'What, then,')}</quiz>\n"
    assert [(found.code, found.source.line) for found in check(course_of(files)) if found.code[0] == "R"] == [
        ("R029", 12)
    ]


def test_allowing_a_rule_needs_a_reason() -> None:
    assert codes(ALL_RIGHT.format("<!-- allow: K009 -->\n")) == ["R013", "K009"]


SHORTEST = Path(__file__).parent.joinpath("cases", "w150-scenario-fires.md").read_text("utf-8")


def allowing(line: str) -> list[str]:
    text = SHORTEST.replace("standard:", f"allow:\n  {line}\nstandard:", 1)
    return [problem.code for problem in check(course_of({"scenario.md": text}))]


def test_a_file_answers_what_is_said_of_it_as_a_whole() -> None:
    assert allowing("W150: short answers are the point") == []
    assert allowing("W151: short answers are the point") == ["X001", "W150"]


def test_a_file_needs_a_code_and_a_reason() -> None:
    for line in ("W150:", "W150: short", "longest: short answers are the point", "W150: 12"):
        assert allowing(line) == ["R002", "W150"]
    text = SHORTEST.replace("standard:", "allow: W150\nstandard:", 1)
    assert [problem.code for problem in check(course_of({"scenario.md": text}))] == ["R002", "W150"]


def test_a_file_answers_for_all_of_its_items() -> None:
    items = [ALL_RIGHT.format("").replace("privacy", name) for name in ("a name", "a place")]
    bank = "".join(f"<quiz>\n{item}</quiz>\n" for item in items)
    allowed = f"---\nallow:\n  K009: one or more may be right\n---\n{bank}"
    assert [problem.code for problem in check(course_of({"bank.md": allowed}))] == []
    found = check(course_of({"bank.md": allowed, "other.md": bank.replace("What", "Here, what")}))
    assert [(problem.source.path, problem.code) for problem in found] == [("other.md", "K009")] * 2


def test_a_file_answers_for_what_was_met_in_reading_it_but_for_no_error() -> None:
    item = "<quiz>\nWhich is a list?\n- [x] List<int>\n- [ ] {}\n\nA list holds numbers of one type only.\n</quiz>\n"
    allowed = "---\nallow:\n  R028: generic types are no tags\n---\n"
    assert [problem.code for problem in check(course_of({"bank.md": item.format("int")}))] == ["R028"]
    assert [problem.code for problem in check(course_of({"bank.md": allowed + item.format("int")}))] == []
    broken = "---\nallow:\n  R008: it asks nothing on purpose\n---\n<quiz>\nNothing to answer.\n</quiz>\n"
    assert [problem.code for problem in check(course_of({"bank.md": broken}))] == ["X001", "R008"]


def test_an_item_allows_nothing_for_another() -> None:
    allowed = ALL_RIGHT.format("<!-- id: one; allow: K009 one or more may be right here -->\n")
    other = ALL_RIGHT.format("<!-- id: two -->\n").replace("privacy", "the client, and how")
    found = check(course_of({"bank.md": f"<quiz>\n{allowed}</quiz>\n\n<quiz>\n{other}</quiz>\n"}))
    assert [(problem.code, problem.item) for problem in found] == [("K009", "two")]


def test_findings_are_sorted_by_path_line_column_and_code() -> None:
    item = "<quiz>\nWho?\n- [ ] You\n- [ ] you\n</quiz>\n"
    found = check(course_of({"z.md": f"text\n\n{item}", "a.md": f"</quiz>\n\n{item}"}))
    assert [str(problem).partition(" ")[0] + problem.code for problem in found] == [
        "a.md:1:1:R004",
        "a.md:4:1:K006",
        "a.md:5:7:K002",
        "a.md:5:7:K007",
        "a.md:6:7:K004",
        "z.md:5:7:K002",
        "z.md:5:7:K007",
        "z.md:6:7:K004",
    ]


def test_text_has_a_line_a_finding_its_hint_below_it_and_a_count() -> None:
    assert as_text([ERROR, WARNING, WARNING]) == (
        "Errors:\n"
        "a,b.md:3:7: K004 “50%: a, b” reads twice\n"
        "    Delete\none.\n"
        "\n"
        "Warnings:\n"
        "c.md:1:2: K009 all 2 choices are right\n"
        "c.md:1:2: K009 all 2 choices are right\n"
        "\n"
        "1 error, 2 warnings\n"
    )


def test_neighbours_with_one_hint_have_it_below_the_last_of_them() -> None:
    def gone(line: int, code: str = "K016", hint: str = "Mend it.", follows: str = "") -> Problem:
        return Problem(code, "gone", Source("a.md", line, 1), Severity.ERROR, hint, follows=follows)

    rows = [gone(1), gone(2), gone(3, hint="Other."), gone(4, hint="Other."), gone(5, "K017", "Other.")]
    assert as_text(rows).splitlines()[1:-2] == [
        "a.md:1:1: K016 gone",
        "a.md:2:1: K016 gone",
        "    Mend it.",
        "a.md:3:1: K016 gone",
        "a.md:4:1: K016 gone",
        "    Other.",
        "a.md:5:1: K017 gone",
        "    Other.",
    ]
    cause = [gone(1), gone(2), gone(3, "K007", follows="a.md:1:1 K016")]
    assert as_text(cause).count("Mend it.") == 2, "what a cause has below it stays with its hint"
    assert as_github(rows).count("Mend it.") == 2, "a mark in a pull request stands alone"


def test_text_says_that_there_are_no_problems() -> None:
    assert as_text([]) == "No problems.\n"


def test_json_has_an_object_a_finding() -> None:
    assert json.loads(as_json([ERROR])) == [
        {
            "path": "a,b.md",
            "line": 3,
            "column": 7,
            "code": "K004",
            "name": "duplicate-choice",
            "severity": "error",
            "message": "“50%: a, b” reads twice",
            "hint": "Delete\none.",
            "item": "q",
            "page": "",
            "follows": "",
        }
    ]


def test_github_annotations_escape_what_would_end_them() -> None:
    assert as_github([ERROR, WARNING, ADVICE]) == (
        "::error file=a%2Cb.md,line=3,col=7,title=K004 duplicate-choice::“50%25: a, b” reads twice. Delete%0Aone.\n"
        "::warning file=c.md,line=1,col=2,title=K009 degenerate-multi::all 2 choices are right.\n"
        "::notice file=c.md,line=1,col=2,title=K000 ::nothing much.\n"
    )


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_findings_give_the_same_report(name: str) -> None:
    texts = {"bank.md": f"<quiz>\n{ALL_RIGHT.format('')}</quiz>\n"}
    assert FORMATS[name](check(course_of(texts))) == FORMATS[name](check(course_of(texts)))


def test_an_error_always_fails_a_check_and_warnings_and_advice_only_a_strict_one() -> None:
    assert [fails([problem], strict=False) for problem in (ERROR, WARNING, ADVICE)] == [True, False, False]
    assert [fails([problem], strict=True) for problem in (ERROR, WARNING, ADVICE)] == [True, True, True]
    assert fails([], strict=True) is False


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("““Hello” is” is right now, “b” was", "“‘Hello’ is” is right now, “b” was"),
        ("“““a” b” c” is none", "“‘‘a’ b’ c” is none"),
        ("““Good … …” was", "““Good … …” was"),  # cut off
        ("“„Guten Tag!“” was", "“„Guten Tag!“” was"),
        ("“a” and “b” differ", "“a” and “b” differ"),
    ],
)
def test_what_has_quotation_marks_is_quoted_by_others(message: str, told: str) -> None:
    found = Problem("K016", message, Source("a.md", 1, 1), hint="Write “- [x] “Hello!””.")
    assert (found.message, found.hint) == (told, "Write “- [x] “Hello!””.")
    assert replace(found, follows="a.md:1:1").message == told
