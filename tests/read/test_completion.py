"""What ``extra.course`` says of finishing is read in one place, and what can't be meant is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.model.path import Completion, Final
from coursewright.read.course import read_course

ITEM = """<quiz>
<!-- id: {name} -->
Who greets {name} first?
- [x] The client
  > Only they know who may learn of it.
- [ ] You
  > Your hello can tell who is a client.
</quiz>
"""
LESSON = "---\nid: {name}\n---\n# {name}\n\n" + ITEM
FINAL = "---\nuse: final\n---\n" + ITEM.format(name="f1") + ITEM.format(name="f2")
PAGES = {
    "docs/a.md": LESSON.format(name="a"),
    "docs/b.md": LESSON.format(name="b"),
    "docs/final.md": "# Final\n\n<!-- course: final -->\n",
    "quizzes/final.md": FINAL,
    "quizzes/practice.md": ITEM.format(name="p1"),
}
HEAD = """site_name: T
nav:
  - "Part one": [a.md]
  - "Part two": [b.md]
  - final.md
extra:
  course:
"""


def course(folder: Path, facts: str = "    id: c\n", **more: str) -> Course:
    files = {**PAGES, **more, "mkdocs.yml": f"{HEAD}{facts}plugins: [coursewright]\n"}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    layout, problems = read_layout(folder / "mkdocs.yml")
    assert layout is not None, problems
    return read_course(layout)


def reported(found: Course) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_without_a_word_every_section_counts(tmp_path: Path) -> None:
    found = course(tmp_path, **{"docs/final.md": "# Nothing\n"})
    assert reported(found) == []
    assert found.path.completion == Completion()
    assert [(section.title, section.core) for section in found.path.sections] == [
        ("Part one", True),
        ("Part two", True),
    ]
    assert [step.id for step in found.path.steps("lesson")] == ["a", "b"]


def test_with_electives_alone_every_other_section_counts(tmp_path: Path) -> None:
    found = course(tmp_path, '    electives: ["Part two"]\n', **{"docs/final.md": "# Nothing\n"})
    assert reported(found) == []
    assert [(section.title, section.core) for section in found.path.sections] == [
        ("Part one", True),
        ("Part two", False),
    ]
    (told,) = reported(
        course(tmp_path, '    electives: ["Part two"]\n    complete: [scenarios]\n', **{"docs/final.md": "# Nothing\n"})
    )
    assert "no page of the core has one" in told


def test_core_electives_and_final_are_read(tmp_path: Path) -> None:
    facts = """    core: ["Part one"]
    electives: ["Part two"]
    complete: [lessons, final]
    pass_mark: 80
    final: {draw: {final: 2}, attempts: 3}
"""
    found = course(tmp_path, facts)
    assert reported(found) == []
    final = Final((("final", 2),), 3)
    assert found.path.completion == Completion(("Part one",), ("Part two",), ("lessons", "final"), 80, final)
    assert [(step.id, len(step.scored)) for step in found.path.steps("lesson")] == [("a", 1)]
    assert [step.id for step in found.path.steps("lesson", core=False)] == ["b"]


def test_a_lesson_without_an_id_or_a_scored_item_is_no_step(tmp_path: Path) -> None:
    unscored = LESSON.format(name="a").replace("id: a -->", "id: a; scored: false -->").replace("[x]", "[ ]")
    bare = LESSON.format(name="b").replace("---\nid: b\n---\n", "")
    found = course(tmp_path, **{"docs/a.md": unscored, "docs/b.md": bare, "docs/final.md": "# Nothing\n"})
    assert found.path.sections == ()


WRONG = [
    ("    core: ['Part on']\n", "8:12", "no section “Part on”", "Did you mean “Part one”?"),
    ("    core: Part one\n", "8:5", "not a list", ""),
    ("    core: [Part: one]\n", "8:12", "core 1 is not a title, but a name with a value", 'colon: "Part: one".'),
    ("    core: ['Part one']\n    electives: [Part: two]\n", "9:17", "electives 1 is not a title", '"Part: two"'),
    ("    core: [{a: b, c: d}]\n", "8:12", "no section “{a: b, c: d}”", ""),
    ("    complete: [lessons: all]\n", "8:16", "by “{lessons: all}”", ""),
    ("    title: {Part: one}\n", "8:5", "title is not a text", '"Part: one"'),
    ("    hosts: [https: //a.org]\n", "8:13", "hosts 1 is not a text", '"https: //a.org"'),
    ("    electives: ['Part two']\n    core: ['Part two']\n", "8:17", "both core and elective", ""),
    ("    complete: [lesson]\n", "8:16", "can't be completed by “lesson”", "Did you mean “lessons”?"),
    ("    complete: lessons\n", "8:5", "not a list", ""),
    ("    complete: [final]\n", "8:16", "asks for a final assessment, and there is none", ""),
    ("    pass_mark: 750\n", "8:5", "not a per cent", ""),
    ("    pass_mark: much\n", "8:5", "not a per cent", ""),
    ("    pass_mark: true\n", "8:5", "not a per cent", ""),
    ("    pass_mrk: 75\n", "8:5", "unknown name “pass_mrk”", "Did you mean “pass_mark”?"),
    ("    final: 4\n", "8:5", "doesn't say which banks", ""),
    ("    final: {draw: {}}\n", "8:5", "doesn't say which banks", ""),
    ("    final: {draw: {finale: 1}}\n", "8:20", "no bank “finale”", "Did you mean “final”?"),
    ("    final: {draw: {practice: 1}}\n", "8:20", "is for use: practice", ""),
    ("    final: {draw: {final: 3}}\n", "8:20", "has 2 scored items, and 3", ""),
    ("    final: {draw: {final: 0}}\n", "8:20", "not a number of items", ""),
    ("    final: {draw: {final: 1.5}}\n", "8:20", "not a number of items", ""),
    ("    final: {draw: {final: 1}, attempts: no}\n", "8:31", "not a number of attempts", ""),
    ("    final: {draw: {final: 1}, atempts: 3}\n", "8:31", "unknown name “atempts”", "Did you mean “attempts”?"),
]


@pytest.mark.parametrize(("facts", "place", "said", "hint"), WRONG, ids=[facts.strip() for facts, *_ in WRONG])
def test_what_cannot_be_meant_is_told_with_its_place(
    facts: str, place: str, said: str, hint: str, tmp_path: Path
) -> None:
    found = [problem for problem in course(tmp_path, facts).problems if problem.code == "R023"]
    assert [str(problem).startswith(f"mkdocs.yml:{place}: R023 ") for problem in found] == [True], found
    assert said in found[0].message
    assert hint in found[0].hint


def test_a_title_with_a_colon_in_quotation_marks_is_one(tmp_path: Path) -> None:
    head = HEAD.replace("Part one", '"Part: one"')
    assert head != HEAD
    found = course(tmp_path, **PAGES)
    (tmp_path / "mkdocs.yml").write_text(f'{head}    core: ["Part: one"]\nplugins: [coursewright]\n', "utf-8")
    layout, _ = read_layout(tmp_path / "mkdocs.yml")
    assert layout
    found = read_course(layout)
    assert [one for one in found.problems if one.code == "R023"] == []
    assert found.path.completion.core == ("Part: one",)


@pytest.mark.parametrize("facts", ["    id: c\n", "    core: {}\n", "    final: []\n", "    final: {draw: [1]}\n"])
def test_odd_facts_give_problems_and_no_traceback(facts: str, tmp_path: Path) -> None:
    assert course(tmp_path, facts).path.completion.final is None


def test_a_final_that_no_page_shows_is_told(tmp_path: Path) -> None:
    found = course(tmp_path, "    final: {draw: {final: 1}}\n    complete: [final]\n", **{"docs/final.md": "# No\n"})
    assert [problem.message for problem in found.problems] == [
        "completion asks for the final assessment, and no page has it"
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<!-- course: proggress -->", "docs/final.md:1:1: R014 there is no part “proggress” of the path"),
        ("<!-- course: final -->", "docs/final.md:1:1: R014 there is no final assessment"),
        ("<!-- course: agreement -->\n\nText", "docs/final.md:1:1: R014 no numbered list to fill in follows"),
        ("Some <!-- course: data -->", "docs/final.md:1:6: R006 an embed stands inside a line of text"),
        ("```\n<!-- course: nothing -->\n```", None),
        ("    <!-- course: nothing -->", None),
        ("`<!-- course: nothing -->`", None),
        ("<!-- course: agreement -->\n\n1. One", None),
        ("<!-- Course: Progress -->", None),
        ("> <!-- course: progress -->", None),
    ],
)
def test_a_comment_asks_for_a_part_that_there_is(line: str, told: str | None, tmp_path: Path) -> None:
    assert reported(course(tmp_path, **{"docs/final.md": line + "\n"})) == ([told] if told else [])


def test_a_section_inside_the_core_that_is_not_listed_is_named_where_it_has_what_finishing_takes(
    tmp_path: Path,
) -> None:
    item = "<!-- quiz: scenario queue -->\n"
    files = {"docs/c.md": item, "quizzes/scenarios/queue.md": "## Start\n\n**Ending: protected**\n\nOver.\n"}
    facts = "    core: [Part one]\n    complete: [scenarios]\n"
    nested = HEAD.replace("[a.md]", "[a.md, {Practice: [c.md]}]")
    for core, told in (("Part one", True), ("Part one, Practice", False)):
        (tmp_path / core).mkdir()
        found = course(tmp_path / core, facts, **files)
        (tmp_path / core / "mkdocs.yml").write_text(
            f"{nested}{facts.replace('Part one', core)}plugins: [coursewright]\n", encoding="utf-8"
        )
        layout, _ = read_layout(tmp_path / core / "mkdocs.yml")
        assert layout is not None
        found = read_course(layout)
        hints = [one.hint for one in found.problems if one.message.startswith("completion asks")]
        assert hints == ["“Practice” has one: list that section below core, too."] * told


@pytest.mark.parametrize(
    ("page", "facts", "told"),
    [
        ("<!-- course: device -->", "", 1),
        ("<!-- course: device -->", "    installable: true\n", 0),
        ("<!-- course: calendar -->", "", 1),
        ("<!-- course: review -->\n\n<!-- course: calendar -->", "", 0),
    ],
)
def test_a_part_that_could_do_nothing_is_told(page: str, facts: str, told: int, tmp_path: Path) -> None:
    found = course(tmp_path, f"    id: c\n{facts}", **{"docs/final.md": f"# Path\n\n{page}\n"})
    assert [(one.code, one.severity.value) for one in found.problems] == [("R014", "warning")] * told
