"""Lists whose numbers readers don't see as they were written, and prose that four spaces make code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import Markdown
from test_lone_marks import ALL, told

from coursewright.fragment.text import Text
from coursewright.problem import Problem, Severity
from coursewright.read.near_code import coded_prose
from coursewright.read.near_counted import renumbered_lists
from coursewright.read.near_lines import MarkedLines

COUNTED = [
    "1. Look up.\n2. Ask.\n\nWait.\n\n¦3. Name it.\n4. Go.\n", "1. a\n\n```\nb\n```\n\n¦2. c\n",
    "1. a\n\n<!-- quiz: hello -->\n\n¦2. b\n", "1. a\n\n<!-- a remark -->\n\n¦2. b\n", "1. a\n\n## So\n¦2. b\n",
    "1. a\n\n<div>b</div>\n\n¦2. c\n", "1. a\n\n| b |\n|---|\n| c |\n\n¦2. d\n", "1. a\n\n---\n\n¦2. b\n",
    "1. a\n\n  text\n\n¦2. b\n", "1. a\n\n> b\n\n¦2. c\n", "1. a\n\n![b](b.png)\n\n¦2. c\n", "1. `a`\n\nb\n\n¦2. `c`\n",
    "!!! note\n\n    1. a\n\n    b\n\n    ¦2. c\n", "1. a\n    - b\n\nc\n\n¦2. d\n", "1. a\n\n    b\n\nc\n\n¦2. d\n",
]  # fmt: skip
OTHERS = [
    "¦3. Man war es.\n", "¦0. a\n1. b\n", "## So\n¦4. a\n", "1. a\n    ¦3. b\n", "- a\n\n    ¦2. b\n", "¦2. a\n3. b\n",
    "¦2019. That.\n2020. This.\n", "Text\n1. a\n\nText\n\n¦3. b\n", "!!! note\n    ¦3. a\n",
    "1. a\n2. b\n\nc\n\n¦5. d\n",
    "10. a\n    - b\n".replace("1", "¦1"), "Text\n1. a\n\n¦3. b\n",
]  # fmt: skip
SEEN = [
    "1. a\n\n2. b\n\n3. c\n", "1. a\n\n    b\n\n2. c\n", "1. a\nb\n\n2. c\n", "- a\n\n3. b\n", "2\\. a\n",
    "1. a\n2. b\n\nc\n\n1. d\n", "Text\n1. a\n    3. b\n",
    "1. a\n\n    ```\n    b\n    ```\n\n2. c\n", "1. a\n\n[x]: path.md\n\n2. b [c][x]\n", "Text\n3. a\n", "    3. a\n",
    "```\n3. a\n```\n", "3) a\n", "3.14 of it\n", "<!--\n3. a\n-->\n", "<pre>\n3. a\n</pre>\n",
    "1. a\n{ .b }\n\n2. c\n",
    "1. a\n\n   b\n   2. c\n", "1. a\n    - b\n\n        c\n\n2. d\n", "1. a\n\n\n\n2. b\n", " 1. a\n\n 2. b\n",
    "1. a\n1. b\n", "1. a\n```\nb\n```\n\n2. c\n", "<!-- a -->\n- a\n\n2. b\n",
    "> 3. a\n", "Text\n\n    3. a\n", "1. a\n\n        b\n\n2. c\n",
]  # fmt: skip


def numbers(folder: Path, written: str, extensions: list[str]) -> list[Problem]:
    return [one for one in told(folder, written, extensions, numbers=True) if "list of its own" in one.message]


@pytest.mark.parametrize("written", [*COUNTED, *OTHERS])
def test_a_list_that_begins_again_is_told_at_its_number(written: str, tmp_path: Path) -> None:
    at = written.index("¦")
    (found,) = numbers(tmp_path, written.replace("¦", ""), ALL)
    assert (found.source.line, found.source.column) == (
        15 + written.count("\n", 0, at),
        at - written.rfind("\n", 0, at),
    )
    assert found.severity is (Severity.WARNING if written in COUNTED else Severity.ADVICE)
    assert numbers(tmp_path / "sane", written.replace("¦", ""), [*ALL, "sane_lists"]) == []


@pytest.mark.parametrize("written", SEEN)
def test_numbers_that_readers_see_are_left_alone(written: str, tmp_path: Path) -> None:
    assert numbers(tmp_path, written, ALL) == []


@pytest.mark.parametrize("written", [*COUNTED, *OTHERS])
def test_readers_see_a_list_begin_where_it_is_told(written: str) -> None:
    """Markdown begins one there, without a number of its own."""
    row = re.sub(r"¦(\d+\. )(`?)", r"\1\2¦", written)
    shown = Markdown(extensions=ALL).convert(row)
    assert re.search(r"<ol>\s*<li>(?:\s*<p>)?(?:<code>)?¦", shown), shown


A = "If they are in a hurry, ask all the same, and go on with\n"
PROSE = [
    f"Look up.\n\n    ¦{A}    [what comes after a no](no.md) once they are gone.\n", f"    ¦{A}    it.\n",
    "## So\n\n    ¦If they are in a *hurry*, ask all the same, and go on.\n", f"Look.\n\n\t¦{A}\tit, and so on.\n",
    "- a\n\nLook.\n\n    ¦“If they are in a hurry, ask all the same, and go on.”\n",
    "Look.\n\n     ¦Wer es eilig hat, den fragst du trotzdem, und dann geht es weiter.\n",
]  # fmt: skip
CODE = [
    "Type this:\n\n    If they are in a hurry, ask all the same, and go on.\n", f"- a\n\n    {A}    it.\n",
    f"!!! note\n\n    {A}    it.\n", "Look.\n\n    ls -a and so on, in all of the folders that are there.\n",
    "Look.\n\n    If they = 5, ask all the same, and go on with it.\n", f"Look.\n    {A}    it.\n",
    "Look.\n\n    If they are in a hurry.\n", "Look.\n\n    Ann: I can't come today, as they are in a hurry.\n",
    "Look.\n\n    Shall I compare thee to a summer day?\n    Thou art more lovely and more temperate.\n",
    f"Look.\n\n    {A}    it.\n\nLook.\n\n    ls -a\n", f"Look.\n\n    {A}    it.\n\n```\nls\n```\n",
    f"<div>\n\n    {A}    it.\n\n</div>\n", f"<!--\n\n    {A}    it.\n\n-->\n",
    f"[^1]: So.\n\n    {A}    it.\n\nSee.[^1]\n",
    f'=== "One"\n\n    {A}    it.\n', f"Term\n:   So.\n\n    {A}    it.\n", f"Look.\n\n   {A}   it.\n",
    "Look.\n\n    SELECT ALL THE NAMES FROM USERS OF IT, and so on.\n",
]  # fmt: skip


@pytest.mark.parametrize("written", PROSE)
def test_prose_behind_four_spaces_is_advice(written: str, tmp_path: Path) -> None:
    at = written.index("¦")
    (found,) = told(tmp_path, written.replace("¦", ""), ALL)
    assert (found.source.line, found.source.column) == (
        15 + written.count("\n", 0, at),
        at - written.rfind("\n", 0, at),
    )
    assert (found.code, found.severity) == ("R029", Severity.ADVICE)
    assert "<pre>" in Markdown(extensions=ALL).convert(written.replace("¦", ""))


@pytest.mark.parametrize("written", CODE)
def test_code_and_what_belongs_to_a_list_or_a_note_is_left_alone(written: str, tmp_path: Path) -> None:
    assert [one for one in told(tmp_path, written, ALL) if "four spaces make" in one.message] == []


@pytest.mark.parametrize(
    "mark", ["3. a\n\n", "3. ", "    a\n\n", "    3. a\n\n", "\n3. a\n\n    b\n", "1. ", "    So a, b. "]
)
def test_many_lines_are_looked_at_once(mark: str) -> None:
    text = Text(mark * (200_000 // len(mark)), "a.md", 1, 1)
    lines = MarkedLines(text.markdown, text, ())
    list(renumbered_lists(lines))
    list(coded_prose(lines))
