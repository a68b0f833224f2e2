"""What a bank's author wrote in a place where it counts for nothing is told there: fenced items, names, blanks."""

from __future__ import annotations

import pytest
from courses import course_of, course_of_item

from coursewright.check.checker import check

ITEM = """<quiz>
<!-- id: who -->
Who decides what a visitor has come for?
- [x] The visitor
  > Only they know what they came for.
- [ ] The desk clerk
  > The desk knows the ways, and not the goal.
</quiz>
"""
OTHER = "<quiz>\nThe desk tells [[nothing]].\n\n---\nEven that they came tells others something.\n</quiz>\n"


def told(text: str, code: str) -> list[str]:
    found = [one for one in check(course_of({"bank.md": text})) if one.code == code]
    return [f"{one.severity.value} {one.source.line}:{one.source.column}" for one in found]


def hints(text: str, code: str) -> list[str]:
    return [one.hint for one in check(course_of_item(text)) if one.code == code]


def indented(by: str) -> str:
    return "\n".join(by + line for line in ITEM.split("\n"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"To do: mend it.\n\n```\n{ITEM}```\n\n{OTHER}", "3:1"),
        (f"Copy this:\n\n```\n{ITEM}```\n\n{OTHER}\nText\n\n```\n{ITEM}```\n", "23:1"),
        (f"```markdown\n{ITEM}```\n\n{OTHER}", "1:1"),
        (f"{OTHER}\n~~~\n{ITEM}~~~\n", "8:1"),
        (f"{OTHER}\n````\nAn item:\n\n{ITEM}````\n", "8:1"),
        (f"{OTHER}\n\n{indented('    ')}\n", "9:5"),
        (f"{OTHER}\nText\n\n{indented(chr(9))}\n", "10:2"),
        (f"{OTHER}\n<!-- a remark -->\n```\n{ITEM}```\n", "9:1"),
    ],
)
def test_an_item_that_is_code_is_told_in_a_bank(text: str, place: str) -> None:
    assert told(text, "R006") == [f"warning {place}"]
    page = f"---\nobjectives: {{P1: Name it}}\n---\n{text}"
    assert told(page, "R006") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{OTHER}\n<!--\n```\n<quiz>\nWho?\n</quiz>\n```\n-->\n",
        f"{OTHER}\n<!-- taken out:\n\n    <quiz>\n    Who?\n    </quiz>\n-->\n",
        f"{OTHER}\n```text\nWrite `<quiz>` above it.\n```\n",
        OTHER.replace("The desk tells", "What does this do?\n\n```html\n<quiz>\n</quiz>\n```\n\nIt tells"),
        f"- {indented('  ').strip()}\n\n{OTHER}",
        f"{OTHER}\n```html\n<p>Put it between</p>\n<quiz>\n</quiz>\n```\n",
        f"**Copy this:**\n\n```markdown\n{ITEM}```\n\n{OTHER}",
        f"{OTHER}\nSo schreiben wir：\n~~~\n{ITEM}~~~\n",
        f"{OTHER}\nSo we write them:\n\n{indented('    ')}\n",
        f"{OTHER}\n## Template\n\n```markdown\n{ITEM}```\n",
        f"{OTHER}\n```text\nNo item at all.\n```\n",
    ],
)
def test_what_is_no_item_or_taken_out_is_let_be(text: str) -> None:
    assert told(text, "R006") == []


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("objectives: [D.5, D.6]", "error"),
        ("objective: D.5", "error"),
        ("level: apply", "error"),
        ("shuffle: true", "error"),
        ("was: before", "error"),
        ("shuffle_answers: true", "error"),
        ("show_correct: false", "error"),
        ("quiz: {shuffle_answers: true}", "error"),
        ("id: lab", "warning"),
        ("use: pool", ""),
        ("certainty: true", ""),
        ("tags: [a]", ""),
        ("description: What we ask", ""),
    ],
)
def test_names_of_others_count_for_nothing_at_the_top_of_a_bank(line: str, level: str) -> None:
    assert told(f"---\ntitle: Lab\n{line}\n---\n{ITEM}", "R002") == ([f"{level} 3:1"] if level else [])


def test_a_name_of_banks_counts_for_nothing_in_an_item() -> None:
    (hint,) = hints("<!-- id: a; certainty: true -->\nThey tell [[nothing]].", "R013")
    assert "at the top of the bank" in hint


@pytest.mark.parametrize("blank", ["[[nothing]]", "[[12]]", "[[one|two]]"])
def test_text_and_explanation_may_be_swapped(blank: str) -> None:
    text = f"<quiz>\nEven that they came tells something.\n\n---\nThe desk tells {blank}.\n</quiz>\n"
    assert told(text, "R015") == ["error 5:16"]
    assert told(text, "R008") == []


@pytest.mark.parametrize("behind", ["So it is.", "So `[[it]]` is.", "$[[1, 2]]$ is one."])
def test_an_explanation_without_a_blank_is_none_of_that(behind: str) -> None:
    text = f"<quiz>\nEven that they came tells something.\n\n---\n{behind}\n</quiz>\n"
    assert told(text, "R015") == []
    assert told(text, "R008") == ["error 2:1"]


def test_a_hidden_item_may_be_meant_to_stay_out() -> None:
    hint = next(one.hint for one in check(course_of({"bank.md": f"```\n{ITEM}```\n"})) if one.code == "R006")
    assert hint.startswith("If it shall stay out, move it into a file that is no bank; else delete")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- type: ordr -->\nWhat is first? See below.\n\n---\nSee [[Desk]].",
        "<!-- type: order -->\nWhat is first? See below.\n\n---\nSee [[Desk]].",
        "What is first?\n\n1. Look\n2. Greet\n\n---\nSee [[Desk]].",
        "Who decides? (x) They ( ) You\n\n---\nSee [[Desk]].",
        "Who decides? - [x] They - [ ] You\n\n---\nSee [[Desk]].",
        "What do you see in it?\n\n---\nSee [[Desk]].",
        "What is it? `[[1]]`\n\n---\nSee [[Desk]].",
    ],
)
def test_what_has_another_fault_is_not_swapped(text: str) -> None:
    assert told(f"<quiz>\n{text}\n</quiz>\n", "R015") == []


def test_a_blank_in_a_hint_is_none() -> None:
    hint = "\n\nHint: Not the [[way|aim]].\n\n"
    assert told(f"<quiz>\nThey tell [[nothing]].{hint}---\nSo they say.\n</quiz>\n", "R015") == ["warning 4:15"]
    assert told(f"<quiz>\nWho asks?{hint}- [x] They\n- [ ] You\n</quiz>\n", "R012") == ["error 4:15"]
    assert (
        told(f"<quiz>\nThey tell [[nothing]].{hint.replace('[[', '`[[').replace(']]', ']]`')}</quiz>\n", "R015") == []
    )


def test_a_blank_in_a_formula_is_none() -> None:
    text = "<quiz>\nNine forms, eight are wrong: $9 - 8 = [[1]]$.\n\n---\nOne is left.\n</quiz>\n"
    assert told(text, "R008") == ["error 2:39"]
    (hint,) = hints("What is it? $9 - 8 = [[1]]$", "R008")
    assert "formula" in hint
    assert "code" not in hint
    (hint,) = hints("What is it? `[[1]]`", "R008")
    assert "code" in hint
    assert told(text.replace("= [[1]]$", "=$ [[1]]"), "R008") == []
