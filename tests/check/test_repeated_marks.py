"""One mark, a hundred thousand times: read, checked and shown in one go, not once for each of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest
from courses import course_of
from markdown import Markdown

from coursewright.check.checker import check
from coursewright.fragment.indent import Outline
from coursewright.fragment.text import Text
from coursewright.model.course import Lesson
from coursewright.problem import Problem
from coursewright.read.comments import check_comments
from coursewright.read.document import read_document
from coursewright.read.engine import Engine
from coursewright.read.near_prose import check_prose
from coursewright.read.scenario import read_scenario
from coursewright.read.scene import read_scene

ITEM = "<quiz>\nWho {stem}\n- [x] I {choice}\n  > So {feedback}\n- [ ] You\n\nFor {explanation}\n</quiz>\n"
HELLO = "<quiz>\n<!-- id: hello -->"
PLACES = ["stem", "choice", "feedback", "explanation"]
MARKS = [
    "[", "[[", "![", "](", "*", "**", "_", "<", "<!--", "`", "^", "~", "\\", "\\[", "$", "&", "|", "#", "> ", "{",
    "[^", "a<b", "*a", "[a](", "[a]: b\n", "\n- ", "- [x] a\n",
]  # fmt: skip


def quickest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def is_linear(work: Callable[[int], Callable[[], object]], most: int) -> bool:
    """Eight times as many take about eight times as long, and not sixty-four; other work on the machine is let be."""
    few, many = work(most // 8), work(most)
    return quickest(many) <= 24 * quickest(few) + 0.1


def item(place: str, text: str) -> str:
    return ITEM.format_map(dict.fromkeys(PLACES, "it is.") | {place: text})


def shown(text: str) -> str:
    return Markdown(extensions=["attr_list", "md_in_html", "footnotes", "coursewright"]).convert(text)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("place", PLACES)
def test_it_is_told_at_its_line(mark: str, place: str) -> None:
    """Looked at again from each mark on, this would take minutes."""
    text = item(place, mark * 50_000)
    found = [problem for problem in check(course_of({"bank.md": text})) if problem.code == "R032"]
    assert [problem.source.line for problem in found] == [7 if place == "explanation" else 2]
    assert "can’t be shown" in shown(text)


@pytest.mark.parametrize("mark", ["[", "*", "<", "`", "\\", "&", "\n- "])
def test_the_time_grows_as_the_text_does(mark: str) -> None:
    for work in (lambda text: check(course_of({"bank.md": text})), shown):
        assert is_linear(lambda times: partial(work, item("stem", mark * times)), 200_000)  # noqa: B023 - called at once


@pytest.mark.parametrize(
    "text",
    [
        "![A map](data:image/png;base64," + "iVBORw0KGgo+/" * 4000 + ")",
        "```json\n" + '{"a": [1, 2]},\n' * 2000 + "```",
        "word, " * 2900,
        ("a [link](b.md), *so*. " * 200 + "\n\n") * 5,
        "हिन्दी में " * 3000,
    ],
)
def test_pictures_listings_and_long_texts_are_meant(text: str) -> None:
    codes = {problem.code for problem in check(course_of({"bank.md": item("stem", f"is it?\n\n{text}\n\n")}))}
    assert "R032" not in codes


@pytest.mark.parametrize("mark", ["[", "[a](", "*a", "<b>", "`", "\\(", "&"])
@pytest.mark.parametrize("name", ["title", "objectives"])
def test_front_matter_is_told_too(name: str, mark: str) -> None:
    said = mark.replace("\\", "\\\\") * 20_000
    facts = {"title": "It", "objectives": "It"} | {name: said}
    text = f'---\ntitle: "{facts["title"]}"\nobjectives:\n  A.1: "{facts["objectives"]}"\n---\n# H\n\nText.\n'
    found = [problem for problem in check(course_of({"one.md": text})) if problem.code == "R032"]
    assert {problem.source.line for problem in found} == {2 if name == "title" else 4}


@pytest.mark.parametrize("mark", ["<!--", "[^", "-", "[", "`", "*a", "\\[", "\\begin{a}", "$a", "[a](", "<a ", "{#"])
def test_on_a_page_too(mark: str) -> None:
    def page(times: int) -> str:
        return f"---\nobjectives: {{A.1: It}}\n---\n# H\n\nText {mark * times} here.\n"

    assert is_linear(lambda times: partial(check, course_of({"one.md": page(times)})), 40_000)


@pytest.mark.parametrize("mark", ["<div>\n", "<p>\n\n", "<div>\n<p>\n", "<details>\n"])
def test_and_with_blocks_of_html(mark: str) -> None:
    def lesson(times: int) -> Lesson:
        return course_of({"one.md": f"---\nid: one\nobjectives: {{A.1: It}}\n---\n# H\n\n{mark * times}"}).lessons[0]

    assert is_linear(lambda times: lambda: list(check_prose(lesson(times), Engine(), "")), 10_000)


@pytest.mark.parametrize(
    "mark",
    [
        "!!! note “a”\n", "!!! note\n\n  a\n", "???", "=== ", ":::a\n", ":", ":*", "> [!a]\n", "| a | b |\n", "|",
        "a:\n- b\n- c\n",
        "a:\n- b\n", "** a ", "** ab", "[a][b] ", "[[a", "[^1]", "!!! a ", '!!! "', "> ", "a: ", "**", ":\n", "1. ",
        "| a |\n|---|\n| b | c |\n", "#|\n|-|\n", "[a](b.md ", "(aaa)[a.md] ", "[aa] (b.md) ", "[aa] ", "a\n#5\n", "a.",
        "1. x\n\n   ```\n   y\n   ```\n2. z\n", "*a*{#b} ", "{#a", "[^1]: a\n", "<div>**a**</div>\n", "<div>\n- a\n",
        "](b){#a}", "==a", "~~a", "a~1~ ", "a^1^ ", "++tab", "\n ```", "(a", "](",
    ],
)  # fmt: skip
def test_and_with_marks_that_are_nearly_some(mark: str) -> None:
    def found(times: int) -> list[object]:
        text = f"---\nid: one\nobjectives: {{A.1: It}}\n---\n# H\n\na: ** [^ ][ !!! ::: ??? === [[\n{mark * times}"
        return list(check_prose(course_of({"one.md": text}).lessons[0], Engine(["footnotes", "attr_list"]), ""))

    assert is_linear(lambda times: lambda: found(times), 20_000)


@pytest.mark.parametrize("mark", ["</div>\n1. x\n\n    a\n\n", "```\n1. x\n\n    a\n\n"])
def test_and_where_annotations_may_be(mark: str) -> None:
    def places(times: int) -> list[str]:
        lines = (mark * times).split("\n")
        outline = Outline(lines, "code")
        return [outline.no_place(row) for row, line in enumerate(lines) if line.startswith("    ")]

    assert is_linear(lambda times: lambda: places(times), 4_000)


@pytest.mark.parametrize("line", ["    [[quiz:hello]]\n", "    <!-- quiz: hello -->\n", "- a\n\n        <b>c\n\n"])
def test_and_in_lines_that_may_be_code(line: str) -> None:
    def found(times: int) -> list[object]:
        text = f"---\nid: one\nobjectives: {{A.1: It}}\n---\n# H\n\n{line * times}"
        course = course_of({"one.md": text, "bank.md": item("stem", "is it?").replace("<quiz>", HELLO)})
        return [*check_comments(course, templated=False), *check_prose(course.lessons[0], Engine(), "")]

    assert is_linear(lambda times: lambda: found(times), 4_000)


def test_a_scenario_is_told_too() -> None:
    scene = f"## Here\n\nA client {'<b>' * 2000} waves.\n\n- [Wave](#there)\n\n## There\n\n**Ending: harm**\n"
    text = f"---\nid: a\n---\n# A\n\n{scene}"
    found = [problem for problem in check(course_of({"scenario.md": text})) if problem.code == "R032"]
    assert [problem.source.line for problem in found] == [8]


@pytest.mark.parametrize("count", [900, 200_000])
@pytest.mark.parametrize(
    "line",
    [
        "#{}# Here", "# A{}b", "## A{}b", "### A{}b", "{}Text.", "*If{}a:* Text.", "*If a:{}Text.", "> {}Text.",
        "- {}[Wave](#there)", "- [Wave](#there)\n  >{}**You:** So.", "- [Wave](#there)\n  > **You:**{}So.",
        "- [Wave](#there)\n\n  *Remember:{}a b*", "- [Wave](#there)\n\n  *Remember: a{}b*",
        "- [Wave](#there)\n  > *Remember:{}a", "**Ending:{}harm**", "- **Principle:**{}a",
    ],
)  # fmt: skip
def test_blanks_in_a_scenario_are_looked_at_once_or_told(line: str, count: int) -> None:
    scene = f"## Here\n\n{line.format(' ' * count)}\n\n- [Go](#there)\n\n## There\n\n**Ending: harm**\n"
    text = f"---\nid: a\n---\n# A\n\n{scene}"
    assert quickest(lambda: check(course_of({"scenario.md": text}))) < 2
    told = [problem.source.line for problem in check(course_of({"scenario.md": text})) if problem.code == "R032"]
    assert told == [] if count < 1000 else told == [8 + line.split("{", maxsplit=1)[0].count("\n")]


def test_marks_in_the_headings_of_a_scenario_are_looked_at_once() -> None:
    def found(times: int) -> list[Problem]:
        problems: list[Problem] = []
        read_scenario("## A *Remember: a*\n\nText.\n\n" * times, "a.md", problems)
        return problems

    assert is_linear(lambda times: lambda: found(times), 4_000)


@pytest.mark.parametrize("blank", [" ", "\t"])
@pytest.mark.parametrize(
    "comment",
    [
        "<!-- id: a{}b -->", "<!-- id: a{}b: c -->", "<!-- id: a;{}b -->", "<!-- id{}b=c:d -->", "<!-- {} -- x",
        "<!-- id: a{}b", "<!- id: a{}b ->", "<!- id: a{}b -> c",
    ],
)  # fmt: skip
def test_blanks_in_a_comment_are_looked_at_once(comment: str, blank: str) -> None:
    text = item("stem", "is it?").replace("<quiz>\n", f"<quiz>\n{comment.format(blank * 200_000)}\n")
    assert quickest(lambda: check(course_of({"bank.md": text}))) < 2


@pytest.mark.parametrize("blank", [" ", "\t"])
@pytest.mark.parametrize(
    "comment",
    [
        "<!-- quiz: a{}b -->", "<!-- quiz: a{}b", "<!-- quiz{}: a -->", "<!-- quiz: bank{}b -->",
        "<!-- course: a{}b -->", "<!-- local: a{}b --> c", "<!-- local: a{}b --!>", "<!-- qiuz: a{}b -->", "quiz: a{}b",
    ],
)  # fmt: skip
def test_so_are_those_in_a_comment_of_a_page(comment: str, blank: str) -> None:
    text = f"---\nid: a\nobjectives: {{}}\n---\n# A\n\n{comment.format(blank * 200_000)}\n\nText.\n"
    assert quickest(lambda: check(course_of({"a.md": text}))) < 2


@pytest.mark.parametrize(
    "lines", ["<!-- a\n", "<!-- a\n<quiz>\n-->\n", "<!-- a\n```\n<!--\n```\n", "---\nid: a\ntitle: b\n"]
)
def test_comments_and_rules_that_never_end_are_read_in_one_go(lines: str) -> None:
    assert is_linear(lambda count: lambda: read_document(lines * count, "a.md", [], "practice"), 16_000)


@pytest.mark.parametrize("lines", ["Choose two\n\n", "text\n", "So?\n\n", "<!-- a\n", "<!-- a -->\n"])
def test_lines_between_two_choices_are_read_in_one_go(lines: str) -> None:
    def work(count: int) -> Callable[[], object]:
        text = f"<quiz>\nWho?\n\n- [x] You\n{lines * count}\n- [ ] I\n</quiz>\n"
        return lambda: read_document(text, "docs/one.md", [])

    assert is_linear(work, 16_000)


@pytest.mark.parametrize("line", ["::: quiz\n", "::: quiz\n- [x] a\n", "- [x] a\n::: quiz\na\n"])
def test_containers_that_never_end_are_read_in_one_go(line: str) -> None:
    assert is_linear(lambda count: lambda: read_document(line * count, "docs/one.md", []), 16_000)


@pytest.mark.parametrize("lines", ["<!-- a\n\ntext\n", "```\n\ntext\n", "```\ntext\n```\n\n", "---\nid: a\n---\n\n"])
def test_a_scene_of_many_pieces_is_read_in_one_go(lines: str) -> None:
    title = Text("Title", "a.md", 1, 1)
    assert is_linear(lambda count: lambda: read_scene((lines * count).split("\n"), title, "a", []), 4_000)


@pytest.mark.parametrize("mark", ["*a*{#b} ", "[a] (b.md) ", "(aaa)[a.md] ", "[^1]", "==a== "])
def test_and_in_one_line_of_a_list(mark: str) -> None:
    """Whether a line is code is asked once, not for each of its marks."""

    def found(times: int) -> list[object]:
        text = f"---\nid: one\nobjectives: {{A.1: It}}\n---\n# H\n\n- So\n\n    {mark * times}\n\n[^2]: a\n"
        return list(check_prose(course_of({"one.md": text}).lessons[0], Engine(["footnotes", "attr_list"]), ""))

    assert is_linear(lambda times: lambda: found(times), 20_000)


@pytest.mark.parametrize(
    "mark",
    [
        "- a\n  - b\n", "  - ", "  - a\n", "- a\n\n  - b\n\ntext\n\n", "text\n- a\n  - b\n", "x\n  - b\n", "    ",
        "1. a\n  1. b\n", "- a\n  1. b\n",
        "\n\n{ .a }\n", "{ ", "{ .a ", "{ .a .b=", "{: ", "\n2019. a\n\ntext\n", "2019. ", "\n2019. a\n",
        "2019. a\nb\n",
        "\nA b c d e f.\n---\n", "a b c d e f. ", "---\n", "<a1> ", "<aa", "<aa ", "<aa>", "a<aa>b",
        "<aa> <svg ", "<div>\n<aa>\n",
    ],
)  # fmt: skip
def test_and_with_lines_that_stand_alone(mark: str) -> None:
    def found(times: int) -> list[object]:
        before = "---\nid: one\nobjectives: {A.1: It}\n---\n# H\n\n- a\n  - b\n\n{ .a }\n\n<b2> so\n\n"
        text = before + mark * times
        return list(check_prose(course_of({"one.md": text}).lessons[0], Engine(["attr_list"]), ""))

    assert is_linear(lambda times: lambda: found(times), 20_000)


def test_and_with_many_names_in_angle_brackets() -> None:
    def found(times: int) -> list[object]:
        names = " ".join(f"<a{number}>" for number in range(times))
        text = f"---\nid: one\nobjectives: {{A.1: It}}\n---\n# H\n\nSo {names}\n"
        return list(check_prose(course_of({"one.md": text}).lessons[0], Engine(), ""))

    assert is_linear(lambda times: lambda: found(times), 20_000)
