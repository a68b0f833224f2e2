"""A scenario's file gives scenes, choices, facts and endings at their places; any other text gives problems."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from test_properties import FRAGMENTS, often

from coursewright.check.checker import check
from coursewright.config import layout
from coursewright.model.course import Course
from coursewright.model.scenario import Scenario
from coursewright.problem import Problem
from coursewright.read.course import read_course
from coursewright.read.scenario import read_scenario, slug
from coursewright.render.extension import CoursewrightExtension
from coursewright.render.scenario.graph import graph
from coursewright.render.session import Session

TEXT = """\
---
id: shop
objectives: [P1, P2]
change:
  agreed: You had agreed
---
# The **shop**

For readers on GitHub.

## At the till {#start}

A client stands
behind you.

*If agreed:* You two
agreed.

Then it is your turn.

*If not agreed:* *As the client sees it:* There they are.

- [“Morning, **you**.”](#next)
  > **Client:** Seen,
  > in front of all.
  >
  > *If agreed:* You: As said.

  *Remember: Spoke  first*
- *If spoke first:* [Go [on].](#caf%C3%A9)

## Café

**Ending: Protected**

Over.

- **Principle:** 2, keep
  the boundary
- **Objectives:** P1, P2
- **What would change my mind:** Nothing.

And then?

- [Again.](#start)
"""


def read(text: str) -> tuple[Scenario | None, list[Problem]]:
    problems: list[Problem] = []
    return read_scenario(text, "page.md", problems), problems


def test_everything_stands_where_the_file_has_it() -> None:
    scenario, problems = read(TEXT)
    assert scenario
    assert problems == []
    assert (scenario.id, scenario.title) == ("shop", "The shop")
    assert [fact.name for fact in scenario.change] == ["agreed"]
    start, end = scenario.scenes
    assert (start.id, start.title.markdown, end.id) == ("start", "At the till", "café")
    said = [(passage.text.markdown, passage.as_other, passage.behind) for passage in start.passages]
    assert said == [
        ("A client stands\nbehind you.", False, False),
        ("You two\nagreed.", False, False),
        ("Then it is your turn.", False, False),
        ("There they are.", True, False),
    ]
    assert [passage.condition and passage.condition[:2] for passage in start.passages] == [
        None, ("agreed", True), None, ("agreed", False)
    ]  # fmt: skip
    first, second = start.options
    assert [(part.who, part.text.markdown, bool(part.condition)) for part in first.consequences] == [
        ("other", "Seen,\nin front of all.", False), ("you", "As said.", True)
    ]  # fmt: skip
    assert [fact.name for fact in first.sets] == ["spoke first"]
    assert (second.text.markdown, second.target.id) == ("Go [on].", "café")
    assert end.ending
    assert end.ending.type.id == "protected"
    assert end.ending.principle
    assert end.ending.principle.markdown == "2, keep\nthe boundary"
    assert [objective.id for objective in end.ending.objectives] == ["P1", "P2"]
    assert [passage.behind for passage in end.passages] == [False, True]
    lines = TEXT.split("\n")
    parts = [text for text, _ in scenario.texts]
    assert len(parts) == 15
    for text in parts:
        assert lines[text.line - 1][text.column - 1 :].startswith(text.markdown.split("\n")[0])
    for condition in scenario.conditions:
        assert lines[condition.source.line - 1][condition.source.column - 1 :].startswith("*If")


@pytest.mark.parametrize(
    ("scene", "found"),
    [
        ("", []),
        ("- [Go.](#a) and on\n", ["2:13 R021"]),
        ("- [](#a)\n", ["2:4 R021"]),
        ("- [Go.](#a)\n  > They see you.\n", ["3:5 R021"]),
        ("- [Go.](#a)\n  > Client:\n", ["3:1 R021"]),
        ("- [Go.](#a)\n  Off you go.\n", ["3:3 R021"]),
        ("- [Go.](#a)\n  *Remember: not told*\n", ["3:14 R021"]),
        ("- [Go.](#a)\n> Client: Far off.\n", ["3:1 R021"]),
        ("- [Go.](#a)\n\nMore.\n", ["4:1 R021"]),
        ("**Ending: harm**\n**Ending: protected**\n", ["3:1 R021"]),
        ("**Ending: harm**\n\n- **Principle:** 1\n- **Principle:** 2\n", ["5:5 R021"]),
        ("**Ending: harm**\n\n- **Objectives:** P1, Two three\n", ["4:23 R021"]),
        ("<div>\n", ["2:1 R017"]),
        ("```\n- [Go.](#a)\n## No scene\n```\n", []),
        ("- [Go.](elsewhere.md)\n- [Go.](https://example.org/#a)\n", []),
    ],
)
def test_what_cannot_be_understood_is_told_at_its_place(scene: str, found: list[str]) -> None:
    _, problems = read(f"## A\n{scene}")
    assert [f"{problem.source.line}:{problem.source.column} {problem.code}" for problem in problems] == found


@pytest.mark.parametrize(
    ("meta", "line"),
    [
        ("id: a b", 2), ("objectives: {a: b}", 2), ("objectives: [a b]", 2), ("minutes: soon", 2), ("minutes: true", 2),
        ("change: agreed", 2), ("principle: [1]", 2), ("- a", 2),
    ],
)  # fmt: skip
def test_front_matter_of_a_wrong_kind(meta: str, line: int) -> None:
    scenario, problems = read(f"---\n{meta}\n---\n## A\n\nText.\n")
    assert scenario
    assert [(problem.code, problem.source.line) for problem in problems] == [("R002", line)]


def test_two_scenes_of_one_name_and_a_file_without_any() -> None:
    assert [str(problem.source) for problem in read("## A\n\n## a\n\n## ?!\n")[1]] == ["page.md:3:4", "page.md:5:4"]
    scenario, problems = read("# Only a title\n\nText.\n")
    assert scenario is None
    assert [problem.code for problem in problems] == ["R021"]


@pytest.mark.parametrize(
    ("title", "anchor"),
    [("At the till", "at-the-till"), ("“You're off”", "youre-off"), ("It can't wait!", "it-cant-wait"),
     ("Café & bar", "café--bar"), ("  9:30 sharp ", "930-sharp"), ("a_b-c", "a_b-c")],
)  # fmt: skip
def test_a_scene_has_the_anchor_that_github_gives_it(title: str, anchor: str) -> None:
    assert slug(title) == anchor


def test_scenarios_are_no_banks_and_are_embedded_by_id(tmp_path: Path) -> None:
    for path, text in {
        "docs/a.md": "<!-- quiz: scenario shop -->\n\n<!-- quiz: scenario shap -->\n\n<!-- quiz: shop -->\n",
        "quizzes/scenarios/b.md": TEXT,
        "quizzes/scenarios/c.md": TEXT,
        "quizzes/scenarios/README.md": "Text.\n",
        "quizzes/d.md": "<quiz>\nIs it? [[yes]]\n</quiz>\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    course = read_course(layout(tmp_path, {}, {}))
    assert [bank.id for bank in course.banks] == ["d"]
    assert [scenario.path for scenario in course.scenarios] == ["quizzes/scenarios/b.md", "quizzes/scenarios/c.md"]
    assert [f"{problem.source} {problem.code}" for problem in course.problems] == [
        "docs/a.md:3:1 R014", "docs/a.md:5:1 R014", "quizzes/d.md:1:1 R014", "quizzes/scenarios/c.md:2:1 R022"
    ]  # fmt: skip
    assert course.problems[0].hint == "Did you mean “shop”?"


def test_the_revision_goes_by_scenes_choices_and_facts_and_not_by_what_is_told() -> None:
    scenario = read(TEXT)[0]
    assert scenario

    def after(old: str, new: str) -> str:
        assert old in TEXT
        edited = read(TEXT.replace(old, new))[0]
        assert edited
        return edited.revision

    assert after("A client stands", "Somebody stands") == scenario.revision
    assert after("in front of all", "by nobody") == scenario.revision
    for old, new in (
        ("(#next)", "(#start)"),
        ("Spoke  first", "Spoke"),
        ("[Again.]", "[Back.]"),
        ("Protected", "harm"),
    ):
        assert after(old, new) != scenario.revision


# --- any text

PIECES = [
    *FRAGMENTS, "## a\n", "## ", "## a {#b}\n", "- [x](#a)\n", "- [“x”](#", "](#a)",
    "  > Client: y\n", "  > **You:** y\n", "  > Client:\n", "  > y\n",
    "*Remember: f*", "  *Remember: f*\n", "*If f:* ", "*If not f:* ", "*If ", ":* ", "*As the client sees it:* ",
    "**Ending: protected**\n", "**Ending: ", "- **Principle:** z\n", "- **Objectives:** P1, z\n",
    "- **What would change my mind:** z\n", "---\nchange: {f: g}\nobjectives: [P1]\n---\n", "---\nminutes: 3\n---\n",
]  # fmt: skip
a_choice = st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from(PIECES), max_size=3)).map(
    lambda pair: f"- *If f:* [x](#{pair[0]})\n  > Client: y\n  {''.join(pair[1])}\n"
)
a_scene = st.tuples(st.sampled_from("abc"), st.lists(st.one_of(a_choice, st.sampled_from(PIECES)), max_size=6)).map(
    lambda pair: f"## {pair[0]}\n\n{''.join(pair[1])}\n"
)
scenarios = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.lists(a_scene, max_size=5).map("".join)
)


@often(0.5)
@given(scenarios)
@example("## a\n- [x](#a)\n")
def test_reading_checking_and_drawing_any_text_reports_problems_inside_it(text: str) -> None:
    scenario, problems = read(text)
    course = Course(scenarios=(scenario,) if scenario else (), problems=tuple(problems))
    lines = re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))
    for problem in check(course):
        assert 1 <= problem.source.line <= len(lines), problem
        assert 1 <= problem.source.column <= len(lines[problem.source.line - 1]) + 1, problem
    if scenario:
        assert graph(scenario) == graph(scenario)


@often(0.1)
@given(scenarios)
def test_rendering_any_scenario_gives_a_page_without_our_placeholders(text: str) -> None:
    scenario, _ = read(re.sub("[\x02\x03]|cw-", "", text))
    session = Session(Course(scenarios=(scenario,) if scenario else ()))
    html = Markdown(extensions=[CoursewrightExtension(session=session), "md_in_html", "footnotes", "tables"]).convert(
        "# A page\n\n<!-- quiz: scenario scenario -->\n\nBehind.\n"
    )
    assert re.findall("\x02cw|cw-hold|cw-part", html) == []
    assert "<cw-scenario" in html or scenario is None or scenario.id != "scenario"
    assert html.count("Behind.") == 1
