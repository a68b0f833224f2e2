"""Parts of an item where they count for nothing: blanks in code or behind a line “---”, rows above a table's head."""

from __future__ import annotations

import pytest
from courses import course_of_item

from coursewright.check.checker import check
from coursewright.problem import Problem

BEHIND = "\n\n---\nA short question is heard over a queue.\n"


def found(text: str, code: str) -> list[Problem]:
    return [one for one in check(course_of_item(text)) if one.code == code]


def told(text: str, code: str) -> list[str]:
    """Return what is told, with “¦” in front of the place where it should be."""
    plain = text.replace("¦", "")
    before = text.partition("¦")[0]
    place = (before.count("\n") + 2, len(before) - before.rfind("\n"))
    return [
        one.severity.value if (one.source.line, one.source.column) == place else str(one) for one in found(plain, code)
    ]


@pytest.mark.parametrize(
    "stem",
    [
        "The sign says `ask for the ¦[[goal]]`, and what you ask is [[short]].",
        "What you ask is [[short]]. The sign says `ask for ¦[[the goal|aim]]`.",
        "First [[stage]] it, then `git ¦[[commit]]`.",
        "Take `sudo ¦[[apt]] install`, and then [[restart]].",
        "First [[stage]] it:\n\n```\ngit ¦[[commit]] -m\n```",
        "Frag `nach dem ¦[[Ziel]]`, und zwar [[kurz]].",
    ],
)
def test_a_blank_in_code_is_told_beside_another_one(stem: str) -> None:
    assert told(stem + BEHIND, "R015") == ["warning"]
    assert "backticks" in found(stem.replace("¦", "") + BEHIND, "R015")[0].hint


@pytest.mark.parametrize(
    "stem",
    [
        "The test `if [[ -f x ]]` is of [[Bash]].",
        "The test `if [[ $x == y ]]; then` is of [[Bash]].",
        "The test `if [[$x]]` is of [[Bash]].",
        "Python's `x[[0]]` takes a [[list]], and so does `x [[0]]`.",
        "In `for x in [[one]]` there is [[one]] list.",
        "In `return [[root]]` there is [[one]] list.",
        "In `rows = [[one], [two]]` there are [[two]] lists.",
        "In `df[[name]]` is a [[list]]. So in `take(df [[name]])`.",
        "`[[nodiscard]] int go();` warns of a [[result]].",
        "The attribute of `int go [[nodiscard]]` warns of a [[result]].",
        "A file has `[[package]]` for each [[package]].",
        "A wiki has `See [[Home]]` for the page [[Home]].",
        "`See [[Home]]` shows a link to [[Home]].",
        "Write two brackets, as in `the word [[goal]]`, for a [[blank]].",
        "Lua takes `print [[hello]]` for a [[text]].",
        "```lua\nprint [[hello]]\n```\n\nIt says [[hello]].",
        "`A --> B [[Sub]]` draws a [[box]].",
        "Only [[short]] ones, says $`the [[goal]]`$.",
        "What you ask is [[short]], and `[[goal]]` is it.",
    ],
)
def test_brackets_of_a_language_in_code_stay(stem: str) -> None:
    assert told(stem + BEHIND, "R015") == []


@pytest.mark.parametrize("stem", ["A visitor runs in.", "A visitor runs in. What do you ask for?"])
def test_a_second_line_is_named_where_the_first_begins_the_explanation(stem: str) -> None:
    text = f"{stem}\n\n---\n\nAsk what the [[goal]] is.\n\n---\nWith it you choose the way."
    assert told(text.replace("[[", "¦[["), "R015") == ["error"]
    assert "The first line “---” begins the explanation" in found(text, "R015")[0].hint
    assert found(text, "R008") == []


def test_a_second_line_is_named_beside_another_blank() -> None:
    text = "A visitor [[runs]] in.\n\n---\nAsk what the ¦[[goal]] is.\n\n---\nWith it you choose the way."
    assert told(text, "R015") == ["warning"]
    assert "The first line “---” begins" in found(text.replace("¦", ""), "R015")[0].hint


def test_a_line_across_an_explanation_changes_nothing_else() -> None:
    assert found("A visitor [[runs]] in.\n\n---\nAs most do.\n\n---\nSee there.", "R015") == []
    text = "A visitor runs in.\n\n---\nAs most do.\n\n---\nAsk what the [[goal]] is."
    assert "swapped" in found(text, "R015")[0].hint


ASKED = "<!-- type: match -->\nWhat does each of these ask for?\n\n"
PAIRS = "| “Which floor?” | The way |\n| “By when?” | The time |\n\nOnly one of them finds out what they need.\n"
HEAD, PARTING = "| You ask | It asks for |\n", "| --- | --- |\n"
ROW = "| “What for?” | The goal |\n"


@pytest.mark.parametrize(
    "table",
    [
        f"¦{ROW}{HEAD}{PARTING}{PAIRS}",
        f"¦{ROW}{ROW.replace('What', 'Who')}{HEAD}{PARTING}{PAIRS}",
        f"¦{ROW}\n{HEAD}{PARTING}{PAIRS}",
        f"¦{HEAD}{ROW}{PARTING}{PAIRS}",
        f"¦{HEAD}\n{ROW}{PARTING}{PAIRS}",
        f"¦| | The goal |\n{HEAD}{PARTING}{PAIRS}",
    ],
)
def test_a_row_above_the_head_of_pairs_is_told(table: str) -> None:
    assert told(ASKED + table, "R024") == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        f"{ASKED}{HEAD}{PARTING}{PAIRS}",
        f"<!-- type: match -->\nWhat is |x| of each?\n{HEAD}{PARTING}{PAIRS}",
        f"<!-- type: match -->\nWhat is each?\n\n|x|\n\n{HEAD}{PARTING}{PAIRS}",
        f"<!-- type: match -->\n```\n{ROW}```\nWhat is each?\n\n{HEAD}{PARTING}{PAIRS}",
        f"<!-- type: match -->\nWhat does each ask for?\n\n```\n{ROW}```\n\n{HEAD}{PARTING}{PAIRS}",
        f"<!-- type: match -->\n{HEAD}{PARTING}{PAIRS}",
    ],
)
def test_what_is_no_row_above_the_head_stays(text: str) -> None:
    assert told(text, "R024") == []
