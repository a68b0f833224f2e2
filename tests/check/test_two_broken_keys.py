"""Two broken keys among forty items are both found, each at its line, however a key can break; the lock is there."""

from __future__ import annotations

import pytest

from coursewright.check.answer_key import answer_key
from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.problem import Severity
from coursewright.read.answer_key import of_other_version
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
        "- \\[x\\]", "- ［x］", "-", "> - [x]", "- [y]", "- [ x]", "- x", "* ", "1.", "a) [x]", "[x]",
        "*- [ ]", "✓ - [ ]")),
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
    *((STEPS, "1. Look", step + " Look") for step in ("-", "1", "(1)", "")),
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


NAMED = """<quiz>
<!-- id: hello; choices: client, worker; key: client -->
Who greets first?
- [ ] The client
  > Only they know who may learn of it.
- [ ] You
  > Your hello can tell the queue.
</quiz>
"""
TYPED = "<quiz>\n<!-- id: form; type: short -->\nName it.\n- [x] release\n- [x] 3.5 mg\n\nWhy.\n</quiz>\n"
GAP = "<quiz>\n<!-- id: gap -->\nTell [[nothing|little]].\n\n---\nWhy.\n</quiz>\n"
ROWS = """<quiz>
<!-- id: tells; type: match; choices: hello, thursday -->
What tells what?

| Said | Tells |
| --- | --- |
| Hello | You know them |
| On Thursday | A meeting |

Why.
</quiz>
"""
STEPPED = """<quiz>
<!-- id: way; type: order; choices: look, greet, leave -->
Order these.

1. Look
2. Greet
3. Leave

Why.
</quiz>
"""
SAME_NAMES = [
    (NAMED, "choices: client, worker", "choices: worker, client", True),
    (NAMED, "The client\n  > Only they know who may learn of it.\n- [ ] You", "You\n  > Hm.\n- [ ] The client", True),
    (TYPED, "- [x] release", "- [x] release!", True),
    (TYPED, "- [x] release", "- [x] Release", False),
    (TYPED, "- [x] 3.5 mg", "- [x] 3.5 mg.", True),
    (GAP, "nothing|little", "nothing\\|little", True),
    (ROWS, "| Hello |", "| On Thursday |", True),
    (
        ROWS,
        "| Hello | You know them |\n| On Thursday | A meeting |",
        "| On Thursday | A meeting |\n| Hello | Hm |",
        True,
    ),
    (STEPPED, "1. Look\n2. Greet", "1. Greet\n2. Look", True),
    (STEPPED, "2. Greet", "2. Greet them", False),
    (NAMED, "- [ ] The client", "- [ ] The client, if at all", False),
]


@pytest.mark.parametrize(("text", "old", "new", "found"), SAME_NAMES)
def test_the_lock_sees_what_its_names_no_longer_say(text: str, old: str, new: str, found: bool, layout: Layout) -> None:
    assert old in text
    assert found == bool(locked(text, text.replace(old, new), layout))


def test_a_lock_of_an_earlier_version_says_nothing_of_what_it_did_not_record(layout: Layout) -> None:
    path = layout.banks / "forty.md"
    path.write_text(NAMED, encoding="utf-8")
    key = layout.banks / "answer-key.json"
    row = '{"kind": "single", "key": ["client"], "points": 1.0}'
    key.write_text(f'{{"version": 1, "items": {{"hello": {row}}}}}', encoding="utf-8")
    assert not any(problem.code == "K016" for problem in check(read_course(layout)))


def test_an_item_that_a_merge_left_twice_in_the_lock_is_reported(layout: Layout) -> None:
    row = '    "hello": {"kind": "single", "key": ["client"], "points": 1.0}'
    (layout.banks / "forty.md").write_text(NAMED, encoding="utf-8")
    (layout.banks / "answer-key.json").write_text(f'{{\n  "items": {{\n{row},\n{row}\n  }}\n}}', encoding="utf-8")
    (found,) = (problem for problem in read_course(layout).problems if problem.code == "R001")
    assert "“hello” stands there twice" in found.message


def test_a_lock_of_a_later_version_is_not_guessed_at(layout: Layout) -> None:
    (layout.banks / "forty.md").write_text(NAMED, encoding="utf-8")
    (layout.banks / "answer-key.json").write_text('{"version": 2, "items": {}}', encoding="utf-8")
    (found,) = (problem for problem in read_course(layout).problems if problem.code == "R001")
    assert "of version 2" in found.message
    assert "Update Coursewright" in found.hint
    key = layout.banks / "answer-key.json"
    assert of_other_version(key, "key") is not None
    key.write_text('{"items": {"of version 2": 1}}', encoding="utf-8")
    assert of_other_version(key, "key") is None


def locked(before: str, after: str, layout: Layout) -> list[str]:
    """Return what the lock of one bank says of another one."""
    path = layout.banks / "forty.md"
    path.write_text(before, encoding="utf-8")
    key = layout.banks / "answer-key.json"
    key.write_text(answer_key(read_course(layout)), encoding="utf-8")
    path.write_text(after, encoding="utf-8")
    return [str(problem) for problem in check(read_course(layout)) if problem.code == "K016"]
