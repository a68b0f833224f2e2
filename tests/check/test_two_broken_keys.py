"""Two broken keys among forty items are both found, each at its line, however a key can break; the lock is there."""

from __future__ import annotations

import pytest

from coursewright.check.answer_key import answer_key
from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Severity
from coursewright.read.course import read_course
from coursewright.read.layout import Layout

CHOICES = """Who greets {n}?
- [x] The client {n}
  > Only they know who may learn of it.
- [ ] You, number {n}
  > Your hello can tell the queue.
- [ ] Nobody at all {n}
  > A nod costs nothing.

Ask before you meet."""
BLANKS = "Tell a neighbour [[nothing{n}]].\n\n---\nEven that tells something."
NUMBER = "About [[46 ± 1]] of 100 items had flaw {n}.\n\n---\nNearly half."
STEPS = "Order these.\n\n1. Look {n}\n2. Greet {n}\n3. Leave {n}\n\nWhy."
PAIRS = """What tells what in {n}?

| Said | Tells |
| --- | --- |
| Hello {n} | You know them |
| Thursday {n} | A meeting |

Why."""
WORD = "Name the form {n}.\n- [x] release\n- [ ] permission\n  > It has a name of its own."
RIGHT, LAST = "- [x] The client", "- [ ] Nobody"
WAYS = [
    *((CHOICES, RIGHT, mark + " The client") for mark in (
        "– [x]", "— [x]", "-- [x]", "• [x]", "- (x)", "- {x}", "-[x]", "- [x]The", "- [х]", "- [✓]", "- ☑", "- [X ]",
        "- \\[x\\]", "- ［x］", "-", "> - [x]", "- [y]", "- [ x]", "- x", "* ", "1.", "a) [x]", "[x]")),
    *((CHOICES, LAST, mark + " Nobody") for mark in (
        "– [ ]", "-- [ ]", "• [ ]", "- ( )", "-[ ]", "-", "- [-]", "☐", "- [\xa0]")),
    (CHOICES, "  > A nod costs nothing.\n\nAsk", "\n  Ask"),
    (CHOICES, "- [x] The", "- [ ] The"),
    (CHOICES, "  > Only they know who may learn of it.", "  - Only they know."),
    (CHOICES, "- [ ] You", "    - [ ] You"),
    (CHOICES, "- [ ] You", "Or\n- [ ] You"),
    *((BLANKS, "[[nothing{n}]]", blank) for blank in (
        "[[nothing{n}]", "[nothing{n}]]", "[[[nothing{n}]]]", "[[{n} nothing / little]]", "[[nothing{n}¦little]]",
        "[[nothing{n}||little]]", "［［nothing{n}］］", "[[ ]]", "[nothing{n}]", "`[[nothing{n}]]`")),
    (BLANKS, "---", "—"),
    (BLANKS, "---", "***"),
    *((NUMBER, "46 ± 1", number) for number in ("46 ± 2%", "46.2", "45–47", "46 mg", "46 ± -1", "about 46")),
    *((STEPS, "2. Greet", step + " Greet") for step in ("2", "- ", "2:", "2.[ ]", "– ")),
    (PAIRS, "| Thursday {n} | A meeting |", "Thursday {n} - A meeting"),
    (PAIRS, "| Thursday {n} | A meeting |", "| Thursday {n} | A meeting | x |"),
    (PAIRS, "| Thursday {n} | A meeting |", "| Thursday {n} | |"),
    (PAIRS, "| --- | --- |", "| — | — |"),
    *((WORD, "- [x] release", mark + " release") for mark in ("–", "- [v]", "-", "- [ ]")),
]  # fmt: skip
TYPES = {NUMBER: "; type: numeric", STEPS: "; type: order", PAIRS: "; type: match", WORD: "; type: short"}
BROKEN = (7, 31)


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The layout of a course with one bank, which each test writes anew, and an answer key of forty items."""
    folder = tmp_path_factory.mktemp("forty")
    (folder / "docs").mkdir()
    (folder / "quizzes").mkdir()
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Forty\nplugins: [coursewright]\n", encoding="utf-8")
    found, _ = read_layout(folder / "mkdocs.yml")
    assert found
    return found


def bank(form: str, old: str = "", new: str = "") -> str:
    """Return forty items, of which two have another form, with what breaks it."""
    items = []
    for n in range(40):
        text, type = (form.replace(old, new, 1), TYPES.get(form, "")) if n in BROKEN else (CHOICES, "")
        items.append(f"<quiz>\n<!-- id: item-{n}{type} -->\n{text}\n</quiz>\n".replace("{n}", str(n)))
    return "\n".join(items)


@pytest.mark.parametrize(("form", "old", "new"), WAYS)
def test_two_broken_keys_among_forty_are_each_found_at_their_place(
    layout: Layout, form: str, old: str, new: str
) -> None:
    assert old in form
    file = layout.banks / "forty.md"
    key = layout.banks / "answer-key.json"
    file.write_text(bank(form), encoding="utf-8")
    key.unlink(missing_ok=True)
    key.write_text(answer_key(read_course(layout)), encoding="utf-8")
    assert not [problem for problem in check(read_course(layout)) if problem.severity is Severity.ERROR]
    text = bank(form, old, new)
    file.write_text(text, encoding="utf-8")
    found = [one for one in check(read_course(layout)) if one.severity is Severity.ERROR and not one.follows]
    lines = text.split("\n")
    for n in BROKEN:
        first = next(at for at, line in enumerate(lines, 1) if f"id: item-{n}" in line)
        last = next(at for at, line in enumerate(lines, 1) if at > first and line == "</quiz>")
        here = [one for one in found if first - 1 <= one.source.line <= last and one.code != "K016"]
        assert here, [str(one) for one in found]
        assert all(one.hint for one in here)
    assert {one.source.path for one in found} <= {"quizzes/forty.md", "quizzes/answer-key.json"}
