"""Slips of testers that passed in silence: comments where they show nothing, open bold, empty notes, placeholders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.course import read_course
from coursewright.read.engine import Engine
from coursewright.read.near_inline import Defined, inline_marks

FINE = Path(__file__).parent / "slips"
PAGE, BANK, SCENE = "docs/one.md", "quizzes/lesson.md", "quizzes/scenarios/queue.md"
OLD = {PAGE: "<!-- quiz: hello -->", BANK: "You meet a client in a queue.", SCENE: "A client stands behind you."}
ITEM = "What is it?\n- [x] A nod\n  > So agreed.\n- [ ] A wave\n  > Seen by all.\n"
CODES = ("R005", "R006", "R013", "R014", "R028", "R029", "K012")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(FINE, tmp_path_factory.mktemp("silent") / "course")


def told(course: Path, name: str, written: str, old: str = "") -> list[Problem]:
    """Return what is told of the course with this text above a line of that file, or in the place of one."""
    path = course / name
    before = path.read_text("utf-8")
    line = old or OLD[name]
    assert line in before
    path.write_text(before.replace(line, written if old else f"{written}{line}", 1).replace("¦", ""), "utf-8")
    layout, _ = read_layout(course / "mkdocs.yml")
    assert layout
    found = [one for one in check(read_course(layout)) if one.code in CODES and one.source.path == name]
    path.write_text(before, "utf-8")
    return found


TOLD = [
    # comments that show something on a page only
    (SCENE, "error R014", "¦<!-- local: campus -->\n\n"),
    (SCENE, "error R014", "Text.\n\n¦<!-- course: progress -->\n\nText. "),
    (SCENE, "error R014", "¦<!-- quiz: bank lesson -->\n\n"),
    (SCENE, "error R014", "Text. ¦<!-- quiz: queue-first -->\n\n"),
    (BANK, "error R014", "¦<!-- local: campus-support -->\n"),
    (BANK, "error R014", "Look.\n\n¦<!-- quiz: scenario queue -->\n\n"),
    (PAGE, "error R014", f"<quiz>\nLook.\n\n¦<!-- course: calendar -->\n\n{ITEM}</quiz>\n\n"),
    # explanations above the choices
    (PAGE, "warning R029", f"<quiz>\n{ITEM.replace('?', '?¦Explanation: A nod tells the least.', 1)}</quiz>\n\n"),
    (
        PAGE,
        "warning R029",
        f"<quiz>\n{ITEM.replace('?', '?¶Plan: a nod.¶¶¦Rationale: A nod tells the least.', 1)}</quiz>\n\n",
    ),
    # the question in the tag's line
    (PAGE, "error R013", f"<quiz> ¦{ITEM.replace('?', '?¶<!-- id: aa-1; objective: G.1 -->', 1)}</quiz>\n\n"),
    # bold that stays open
    (PAGE, "warning R029", "¦**Never tell a name.\n\n"),
    (PAGE, "warning R029", "So it is. ¦**Never tell\na name.\n\n"),
    (PAGE, "warning R029", "- **One:** a\n- ¦**Two: b\n- **Three:** c\n\n"),
    (PAGE, "warning R029", "* ¦**Two: b\n\n"),
    (BANK, "warning R029", "¦**Never tell. "),
    (SCENE, "warning R029", "¦**Careful: "),
    # links of one letter
    (PAGE, "warning R029", "Read ¦[the letter][a] first.\n\n"),
    (PAGE, "warning R029", "Read ¦[Ana’s letter][1].\n\n"),
    # fences
    (PAGE, "warning R005", f"¦```quiz\n{ITEM}```\n\n"),
    (PAGE, "warning R005", f"¦~~~ {{.quiz}}\n{ITEM}~~~\n\n"),
    # placeholders
    (PAGE, "warning K012", "¦TODO: write this\n\n"),
    (PAGE, "warning K012", "## ¦TODO\n\n"),
    (PAGE, "warning K012", "**¦FIXME**: a source\n\n"),
    (PAGE, "warning K012", "¦[TODO: a picture]\n\n"),
    (PAGE, "warning K012", "¦TODO(ann): a picture\n\n"),
    (PAGE, "warning K012", "¦Lorem ipsum dolor sit amet.\n\n"),
    (SCENE, "warning K012", "¦TODO\n\n"),
    # notes whose text stands outside
    (PAGE, "warning R029", "!!! note\n¦Text of it.\n\n"),
    (PAGE, "warning R029", '!!! note "So"\n¦Text of it.\n\n'),
    (PAGE, "warning R029", "!!! note\n¦- Text of it.\n\n"),
]


@pytest.mark.parametrize(("name", "said", "written"), TOLD)
def test_a_slip_is_told_once_at_its_place(name: str, said: str, written: str, course: Path) -> None:
    written = written.replace("?¦", "?\n\n¦").replace("least.\n", "least.\n\n").replace("¶", "\n")
    before = (course / name).read_text("utf-8").partition(OLD[name])[0] + written.partition("¦")[0]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    found = told(course, name, written)
    seen = [(f"{one.severity.value} {one.code}", (one.source.line, one.source.column)) for one in found]
    assert seen == [(said, place)], found


RIGHT = [
    (SCENE, "<!-- local: later, with Ann -->\n\n"),
    (SCENE, "<!-- course: needs a source -->\n\n"),
    (SCENE, "<!-- quiz: later -->\n\n"),
    (SCENE, "`<!-- local: campus -->`\n\n"),
    (BANK, "<!-- quiz: from Ann's list -->\n"),
    (BANK, "```\n<!-- local: campus -->\n```\n\n"),
    (PAGE, f"<quiz>\n{ITEM.replace('What is it?', 'Explanation: it is what follows.')}</quiz>\n\n"),
    (PAGE, f"<quiz>\n{ITEM.replace('?', '? Mend the rationale.¶¶Rationale: it was so.', 1)}\n</quiz>\n\n"),
    (PAGE, f"<quiz>\n{ITEM.replace('?', '?¶¶Feedback: “It was well done.”¶', 1)}</quiz>\n\n"),
    (
        PAGE,
        f"<quiz>\n{ITEM.replace('?', '?¶¶Goal: walk on.¶¶Plan: a nod.¶¶Rationale: it is so.¶', 1)}</quiz>\n\n",
    ),
    (PAGE, f"<quiz>\n{ITEM.replace('?', '? It has this line.¶¶Explanation: it was so, says Ana.¶', 1)}</quiz>\n\n"),
    (PAGE, f"<quiz>\n{ITEM.replace('?', '?¶¶Explanation: it was a … that was agreed.¶', 1)}</quiz>\n\n"),
    (PAGE, f"<quiz>\n{ITEM.replace('?', '?¶¶Goal: walk on¶Rationale: it is what they want¶', 1)}</quiz>\n\n"),
    (PAGE, f"<quiz>\n{ITEM.replace('?', '.¶¶Explanation: it was so, they say.¶¶Which fits?¶', 1)}</quiz>\n\n"),
    (PAGE, f"<quiz>\n{ITEM.replace('?', '?¶¶```¶Mend it.¶Explanation: it was so.¶```¶', 1)}</quiz>\n\n"),
    (PAGE, f"<quiz> {ITEM}</quiz>\n\n"),
    (PAGE, "Pass **kwargs to it, and **options too.\n\n"),
    (PAGE, "**kwargs goes on.\n\n"),
    (PAGE, "It cost 10.00**.\n\n**See the note.\n\n"),
    (PAGE, "**p < .05, as they say.\n\n"),
    (PAGE, "2**n is more. `**Never`\n\n"),
    (PAGE, "**Never tell\na name.** So.\n\n"),
    (PAGE, "\\**Never tell.\n\n"),
    (PAGE, "Files in **/docs.\n\n"),
    (PAGE, "    **Never tell.\n\n"),
    (PAGE, "```\n**Never tell.\n```\n\n"),
    (PAGE, "<!-- **Never tell. -->\n\n"),
    (PAGE, "**** you, he said.\n\n"),
    (PAGE, "Take matrix[i][j], and [1, 2][i], and [word][i].\n\n"),
    (PAGE, "Read [the letter][a].\n\n[a]: path.md\n\n"),
    (PAGE, f"```markdown\n<quiz>\n{ITEM}</quiz>\n```\n\n"),
    (PAGE, "```quiz\nno choices\n```\n\n"),
    (PAGE, "```quizlang\n- [x] a\n```\n\n"),
    (PAGE, "TODO comments are left in code. A TODO: is one.\n\n"),
    (PAGE, "- TODO: what is left\n- FIXME: what is broken\n\n"),
    (PAGE, "> TODO: buy milk\n\n"),
    (PAGE, "`TODO: x`\n\n```\nTODO: x\n```\n\n<!-- TODO: x -->\n\n    TODO: x\n\n"),
    (PAGE, "A to-do list. Todo: nothing. Todos. Designers write “lorem ipsum” there.\n\n"),
    (PAGE, "```\nLorem ipsum dolor\n```\n\nLorem ipsum dolor sit amet.\n\n"),
    (PAGE, "!!! note\n{% set a = 1 %}\n\n"),
    (PAGE, '!!! tip "Read the next page"\n\nText.\n\n'),
    (PAGE, '!!! tip "Read the next page"\n\n    Text.\n\nText.\n\n'),
    (PAGE, "!!! note\n\nText.\n\n"),
    (PAGE, "!!! note\n\n## A heading\n\n"),
    (PAGE, "```\n!!! note\nText.\n```\n\n"),
    (PAGE, "- A\n\n    !!! note\n\n        Text.\n\n    Text.\n\n"),
]


@pytest.mark.parametrize(("name", "written"), RIGHT)
def test_what_is_right_stays_silent(name: str, written: str, course: Path) -> None:
    found = told(course, name, written.replace("¶", "\n"))
    assert found == told(course, name, "")


@pytest.mark.parametrize("written", ["- [x]** Walk on", "- **[x] Walk on", "- **[x]** Walk on", "- **[x] Walk on**"])
def test_stars_around_a_box_are_left_out_of_the_mend(written: str, course: Path) -> None:
    path = course / PAGE
    before = path.read_text("utf-8")
    path.write_text(before.replace("- [x] Walk on", written, 1), "utf-8")
    layout, _ = read_layout(course / "mkdocs.yml")
    assert layout
    found = [one for one in check(read_course(layout)) if one.code == "R009"]
    path.write_text(before, "utf-8")
    assert ["Write “- [x] Walk on”" in one.hint for one in found] == [True]


def test_many_marks_are_looked_at_once() -> None:
    """What each of the looks costs grows with the text, whatever it repeats."""
    for mark in ("**a", "**a\n", "**a\n\n", "> ", "**", "- **a\n", "* ", "\n>"):
        text = Text(mark * 200_000, "a.md", 1, 1)
        list(inline_marks(text.markdown, text, Engine(("tables",)), Defined(text.markdown), page=True))
