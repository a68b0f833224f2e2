"""A line that is nearly a choice is an error at its place, wherever it stands; a line that only looks odd is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from coursewright.cli import main
from coursewright.problem import Problem
from coursewright.read.document import read_document

A, B = "- [x] A\n  > Because of A.\n", "- [ ] B\n  > Because of B.\n"
DASHES = [*"–—−‐‑‒―﹘－", "--", "---", "–-"]
BULLETS = [*"•●▪◦·‣⁃o→", "\\-", "\\*", "\uf0b7", "a)", "１．", "1\\."]
BOXES = [
    "[ x ]", "[x ]", "[ x]", "[×]", "[х]", "[*]", "[v]", "[√]", "[yes]", "[true]", "[✓]", "[✗]", "[☑]", "[□]", "[■]",
    "［x］", "［ ］", "【x】", "【】", "(x)", "(X)", "( )", "()", "{x}", "（x）", "\\[x\\]", "\\[ \\]", "\\[x]",
    "[\u200bx]", "[\xa0]", "☐", "☑", "☒", "✓", "✔", "✔️", "✗", "□", "■", "✅", "❌", "ⓧ", "⊠",
]  # fmt: skip
NEARLY = [
    *(f"{bullet} [x] C" for bullet in DASHES + BULLETS),
    *(f"- {box} C" for box in BOXES),
    *(f"{box} C" for box in BOXES if box not in ("[yes]", "[true]", "[v]", "\\[x]")),
    *(f"{start}- [x] C" for start in ("\u200b", "\ufeff", "\xa0", "\t", "    ", ">", "> ", "> > ")),
    *("–[x] C", "-[x] C", "- [x]C", "－［ｘ］C", "-【 】C", "* (x) C", "1. [yes] C", "1) (x) C", "A. (x) C"),
    *("- \u200b[x] C", "-\xa0[yes] C", "- C", "[x] C", "[ ] C", "[] C", "  – [x] C", "   -- [x] C", "\t– [x] C"),
]  # fmt: skip


def problems_of(item: str) -> list[Problem]:
    problems: list[Problem] = []
    read_document(f"<quiz>\n{item}</quiz>\n", "page.md", problems)
    return problems


@pytest.mark.parametrize("number", range(3), ids=["first", "between", "last"])
@pytest.mark.parametrize("line", NEARLY)
def test_it_is_reported_at_its_line_and_the_hint_shows_how_to_write_it(line: str, number: int) -> None:
    choices = [A, B]
    choices.insert(number, f"{line}\n  > Because of C.\n")
    for behind in ("", "\nAn explanation.\n"):
        found = problems_of(f"Which one?\n{''.join(choices)}{behind}")
        assert [(problem.code, problem.source.line) for problem in found] == [("R009", 3 + 2 * number)]
        assert 1 <= found[0].source.column <= len(line)
        assert "] C" in found[0].hint


@pytest.mark.parametrize("line", [line for line in NEARLY if line not in ("- C", "    - [x] C")])
def test_a_list_of_nothing_else_is_reported_line_by_line(line: str) -> None:
    found = problems_of(f"Which one?\n{line}\n{line.replace('C', 'D')}\n")
    assert [(problem.code, problem.source.line) for problem in found] == [("R009", 3), ("R009", 4)]


@pytest.mark.parametrize(
    ("line", "column", "hint"),
    [
        ("– [x] C", 1, "Write “- [x] C”"),
        ("- (x) C", 3, "Write “- [x] C”"),
        ("- [no] C", 4, "Write “- [ ] C”"),
        ("-- [ ] C", 1, "Write “- [ ] C”"),
        ("> - [x] C", 1, "Write “- [x] C”"),
        ("2. (x) C", 4, "Write “2. [x] C”"),
        ("- ☒ C", 3, "Write “- [x] C” if it is right, “- [ ] C” if it is wrong"),
        ("- C", 1, "Write “- [x] C” if it is right, “- [ ] C” if it is wrong"),
        ("    - [x] C", 5, "Start it where the other choices start: “- [x] C”"),
    ],
)
def test_column_and_mend(line: str, column: int, hint: str) -> None:
    (found,) = problems_of(f"Which one?\n{A}{B}{line}\n")
    assert found.source.column == column
    assert found.hint.startswith(hint)


def test_an_only_key_that_is_misspelt_is_still_the_key() -> None:
    """So that no second problem says that there is none."""
    for line in ("– [x] C", "- [✓] C", "- [х] C", "- (x) C"):
        document, _ = read_document(f"<quiz>\nWhich one?\n{line}\n{B}</quiz>\n", "page.md", [])
        assert [choice.correct for item in document.items for choice in item.choices] == [True, False]


PROSE = [
    "See also:\n\n- one\n- two", "See also:\n- one\n- two", "– No, she said.\n– Yes, he said.", "— No, she said.",
    "See:\n\n1. one\n2. two", "```\n- [x] a\n– [x] b\n[x] c\n- C\n```", "~~~\n– [x] a\n~~~", "[0, 1] is closed.",
    "Note:\n\n- [0, 1] is closed\n- (0, 1) is open", "[x](https://example.org) is a link.",
    "[x]: https://example.org", "See:\n\n- [x](https://example.org)", "Read:\n\n- [1] Smith\n- [2] Jones",
    "Text[^1].\n\n[^1]: A note", "There are (a) one\n(b) two", "(a) one\n(b) two",
    "`- [x]` is a choice.\n`[x]` is a box.", "* * *\nText", "---\nText", "Do this:\n\n✓ nod\n✗ hug",
    "Do this:\n\n- ☐ nod\n- ☑ hug", "**Right:** so.", "*x* is so.", "| a | b |\n|-|-|\n| c | d |",
    "Text\n\n> - one\n> - two", "\\[ x = 1 \\]", "Thus:\n\n$$\n[x] + 1\n$$", "!!! note\n    - one\n    - two",
    "-5 °C is cold.", "It is written\n[x] in old books.", "As said in part\n(x) of the law.", "![x](a.png)",
    "−5 is less than 3", "o dear", "A. Smith said so.", "1995. It was.", "*[HTML]: Hyper", "{: .note }",
    "{{ x }} is\n{% if x %}", "√2 is not rational.", "See:\n\n- one\n\n    ```\n    - [x] a\n    ```",
    "See\n\n- [a text][x]", "<b>- [y]</b>", "… and so on", "[sic] is Latin.",
]  # fmt: skip


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_none(text: str) -> None:
    """Behind the choices, above them with a line between, and in an item with a blank."""
    parted = B.replace("- [ ] B", "\n- [ ] B")
    for item in (
        f"Which one?\n{A}{B}\n{text}\n",
        f"Which one?\n{A}{parted}\n{text}\n",
        f"Which one?\n\n{text}\n\nSo which?\n{A}{B}",
        f"Which one?\n\n{text}\n\nSo which?\n\n{A}{B}",
        f"Which [[one]]?\n\n---\n{text}\n",
    ):
        assert problems_of(item) == [], item


@pytest.mark.parametrize("text", ["- one\n- two", "* one", "1. one\n2. two", "– No, she said.", "`[x]` is a box."])
def test_a_list_that_a_blank_line_parts_from_choices_without_such_lines_is_none(text: str) -> None:
    assert problems_of(f"Which one?\n{A}{B}\n{text}\n") == []
    assert problems_of(f"Which one?\n\n{text}\n\n{A}{B}") == []


EXPLAINS = ["The right one is A.", "`A` is it.", "``a`b`` is it.", "[A](https://example.org/) is it.", "$A$ is it.",
            "\\(A\\) is it.", "<b>A</b> is it.", "&ldquo;A&rdquo; is it.", "**A** is it."]  # fmt: skip


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
@pytest.mark.parametrize("explanation", EXPLAINS)
def test_an_indented_explanation_does_not_join_the_last_choice(explanation: str, indent: str) -> None:
    item = f"Which one?\n{A}- [ ] B\n\n{indent}{explanation}\n"
    (found,) = problems_of(item)
    assert (found.code, found.source.line, found.source.column) == ("R010", 7, len(indent) + 1)
    document, _ = read_document(f"<quiz>\n{item}</quiz>\n", "page.md", [])
    assert [[choice.text.markdown for choice in item.choices] for item in document.items] == [["A", "B"]]


@pytest.mark.parametrize(
    "choices",
    [
        "- [x] A\n\n  more\n- [ ] B\n\n  more\n",
        "- [x] A\n- [ ] B\n\n  more\n  > Because.\n",
        "- [x] A\n- [ ] B\n\n  - a list\n",
        "- [x] A\n- [ ] B\n  more\n",
        "- [x] A\n- [ ] B\n\n  ```\n\n  code\n  ```\n",
        "- [x] A\n- [ ] B\n\n      code\n",
        "- [x] A\n- [ ] B\n\n  [one]: https://example.org/\n",
        "- [x] A\n- [ ] B\n\n  ![a map](map.svg)\n",
    ],
)
def test_a_paragraph_that_is_the_last_choices_own_stays(choices: str) -> None:
    assert problems_of(f"Which one?\n{choices}") == []


@pytest.mark.parametrize("line", ["– [x] C", "- (x) C", "-- [x] C", "• [x] C", "- C", "[x] C", "- \\[x\\] C"])
def test_two_broken_keys_in_a_bank_of_forty_fail_the_check_at_their_lines(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [f"<quiz>\n<!-- id: q{number} -->\nWhich of {number}?\n{A}{B}</quiz>\n" for number in range(40)]
    items[6] = items[6].replace(A, f"{A}{line}\n")
    items[31] = items[31].replace(B, f"{B}{line}\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Start\n", encoding="utf-8")
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "bank.md").write_text("\n".join(items), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\nplugins: [coursewright]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 1
    said = [row for row in done.output.splitlines() if "R009" in row]
    assert [row.split(":")[1] for row in said] == [str(6 * 9 + 6), str(31 * 9 + 1 + 8)]


@pytest.mark.parametrize(
    "stem",
    [
        *(f"This is ___{said}___ so type [[x]]." for said in (
            '"very important"', "»wichtig«", "[a link](https://example.org)", "`code`", "$x$", "(this)", "so *it* is",
            "重要",
        )),
        "In the sentence “I ____ to school yesterday.” the right form of *go* is [[went]].",
        *(f"Im Satz {a}Ich ___ müde{b} fehlt [[bin]]." for a, b in ("„“", "„”", "«»", "»«", '""', "‘’", "''", "‚‘")),
        "In “I don’t\n____ it” the verb is [[like]].",
        "| a | b |\n|---|---|\n| ____ | 2 |\n\nType what is missing: [[1]].",
        "She [[has]] gone.\n\nSignature: ________________",
        "She [[has]] gone.\n\n**Name:** ____\n\nThen go.",
        "Type [[x]] and `____` or foo___bar.",
        "A line of $x_{___}$ and [[x]].",
    ],
)  # fmt: skip
def test_underscores_that_are_emphasis_or_belong_to_what_is_asked_about_are_no_blank(stem: str) -> None:
    assert [one for one in problems_of(f"<!-- id: a -->\n{stem}\n") if one.code == "R015"] == []


@pytest.mark.parametrize(
    "stem",
    [
        "First [[ask]], then ¦____.",
        "¦____ first, then [[ask]] ____.",
        "“First ¦____, then [[ask]]”, they say.",
        "“Ask” ¦____ and then “go” [[home]].",
        "He ¦_____ that it's [[his]], isn't it?",
        "| a | b |\n|---|---|\n| ¦____ | [[2]] |",
        "Name: ¦____ and [[ask]]",
        "| a | b |\n|---|---|\n| ¦____ | ____ |\n\nType [[1]].",
        "___Mind:___ first [[ask]], then ¦___.",
    ],
)
def test_a_gap_drawn_beside_a_blank_is_a_warning_at_its_place(stem: str) -> None:
    item = f"<!-- id: a -->\n{stem}\n"
    found = [one for one in problems_of(item.replace("¦", "")) if one.code == "R015"]
    at = item.index("¦")
    assert [(one.severity.value, one.source.line, one.source.column) for one in found] == [
        ("warning", item.count("\n", 0, at) + 2, at - item.rfind("\n", 0, at))
    ]
