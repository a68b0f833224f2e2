"""Any text, however broken, gives problems at places inside it, and a page; never a traceback.

``make fuzz`` makes other examples each time, and more of them.
"""

from __future__ import annotations

import re

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from chance import EXAMPLES
from coursewright.check.checker import check
from coursewright.fragment.identity import norm, same_answer
from coursewright.model.course import Course, Lesson
from coursewright.problem import Problem
from coursewright.read.document import read_document
from coursewright.render.extension import CoursewrightExtension

FRAGMENTS = [
    "<quiz>", "</quiz>", "<Quiz>", "<quiz id='a'>", "< quiz >", "<quiz/>", "<?quiz?>", "<?/quiz?>", "`<quiz>`",
    "<qui", "<!--", "-->", "<!-- id: a; key: b, c; choices: b, c -->", "<!-- quiz: a -->",
    "<!-- quiz: bank b -->", "<!-- type: blanks -->", "<!-- type: order; credit: partial -->", "<!-- type: match -->",
    "<!-- type: numeric -->", "<!-- type: short; credit: partial -->", "<!-- type: truefalse; key: a -->",
    "<!-- type: match; choices: a, b -->", "\n\nHint: ", "\nHint:\n", "Hint: a", "[[1 ± 2]]", "[[1.5]]", "1. ",
    "\n2. b",
    "\n\n| a | b |\n|-|-|\n", "| c | d |\n", "| | e |\n", "|-|\n", "\\|", " | ",
    "<!-- type: multiple; points: 2; allow: K009 any of them may hold -->", "<!-- scored: false -->", "- [x] ",
    "- [ ] ", "* [X] ", "+ [] ", "1. [x] ", "- [y] ", "-[x]", "- [x](a) ", "  - [ ] ", "    - [x] ", "- ",
    "12) ", "> ", ">", "  > ", "[[a]]", "[[a|b]]", "[[]]", "[[", "]]", "[", "]", "(", ")", "\\", "|",
    "a|b\n-|-\n", "![a](b.png)", "```", "````", "~~~", "```python\n", "`", "``", "    ", "\t", "  ", " ", "\n",
    "\n\n", "\r\n", "\r", "---\n", "...\n", "***", "---\nid: a\n---\n",
    "---\nquiz: {enabled: false}\nobjectives: {P1: x}\nduration: y\n---\n", "---\n- a\n---\n",
    "---\na: [\n---\n", "# ", "!!! note\n", "??? tip \"a\"\n", "=== \"a\"\n", "<div>", "</div>",
    "<div markdown>", "<p>", "<b>", "</b>", "<script>", "</script>", "<style>", "<textarea>", "<pre>",
    "<details>", "&amp;", "&lt;", "&", "[a]: b\n", "[^1]", "[^1]: c\n", "{: .a #b }", "{#c}", "*", "**", "_",
    "__", "~~", "a", "b", "Which?", "x" * 70, "é", "e\u0301", "中文", "🏛️", "א", "\u202e", "\u200b", "\ufeff",
    "\x00", "\x02", "\x03", "\x02cw-item:0\x03", "\x02cw-gap:0:0\x03", "\x02cw-part:0\x03",
    "\x02cw-part:end\x03", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029",
]  # fmt: skip
EXTENSIONS = [
    "admonition",
    "attr_list",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "tables",
]
MARKS = re.compile(r"[*_`~<\[!&\\\0]")
LABEL = re.compile(r"(?:[a-z]|\d{1,2})[.)]\s")

glued = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
an_item = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map(
    lambda parts: f"<quiz>\nWhich?\n- [x] a{''.join(parts[::2])}\n- [ ] b{''.join(parts[1::2])}\n</quiz>\n"
)
a_blank = st.lists(st.sampled_from(FRAGMENTS), max_size=8).map(
    lambda parts: f"<quiz>\nFill [[in]]{''.join(parts)}\n</quiz>\n"
)
a_kind = st.tuples(
    st.sampled_from(["order", "match", "numeric", "short", "truefalse"]),
    st.sampled_from(["", "; credit: partial", "; choices: a, b", "; key: a", "; scored: false"]),
    st.sampled_from(["", "\n\nHint: look\n\nHint: again"]),
    st.sampled_from(
        ["\n\n1. a{}\n2. b{}", "\n\n|a|b|\n|-|-|\n|c{}|d{}|\n||e|", " [[1 ± 2]]{}{}", "\n- [x] a{}\n- [ ] b{}"]
    ),
    st.lists(st.sampled_from(FRAGMENTS), min_size=2, max_size=2),
).map(lambda p: f"<quiz>\n<!-- type: {p[0]}{p[1]} -->\nWhich?{p[2]}{p[3].format(*p[4])}\n</quiz>\n")
indented = st.tuples(st.sampled_from(["> ", "    ", "  ", "- ", "1. ", "\t", "> - "]), an_item).map(
    lambda pair: "".join(f"{pair[0]}{line}\n" for line in pair[1].split("\n"))
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
pages = st.one_of(
    glued, st.lists(st.one_of(an_item, a_blank, a_kind, indented, glued, anything), max_size=5).map("\n".join), anything
)


def often(share: float) -> settings:
    """Return settings for a share of the examples; the last failure of a run is repeated first."""
    return settings(
        max_examples=max(1, round(EXAMPLES * share)),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    )


def assert_inside(text: str, problems: list[Problem]) -> None:
    """Every problem stands at a character of the text, or right behind the last one of its line."""
    lines = re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))
    for problem in problems:
        assert problem.source.path == "page.md", problem
        assert 1 <= problem.source.line <= len(lines), problem
        assert 1 <= problem.source.column <= len(lines[problem.source.line - 1]) + 1, problem


@often(0.5)
@given(pages)
@example("---\n\r---\nid: a\n---\n`<quiz>`<quiz>")
@example("<quiz>\nWhich?\n- [x] a\n\x0c> b\n- [ ] c\n</quiz>\n")
@example("<quiz>\nWhich?\n- [x] a\n\n[[]]\n- [ ] b\n</quiz>\n")
@example("<quiz>\nWhich?\n- [x] a\n  > why\n0[[]]\n- [ ] b\n</quiz>\n")
def test_reading_and_checking_any_text_reports_problems_inside_it(text: str) -> None:
    problems: list[Problem] = []
    document, heading = read_document(text, "page.md", problems, "practice")
    course = Course(lessons=(Lesson("page", heading, document, "page.md"),), problems=tuple(problems))
    assert_inside(text, list(check(course)))


@often(0.1)
@given(pages)
def test_every_part_of_an_item_stands_where_its_text_says(text: str) -> None:
    """The first word of a stem, a choice, feedback or an explanation is found at its place in the file."""
    lines = re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))
    document, _ = read_document(text, "page.md", [], "practice")
    for item in document.items:
        for part in item.written:
            first = part.markdown.split("\n")[0].split()
            if first and "|" not in first[0]:  # in a cell, its backslash is gone
                assert lines[part.source.line - 1][part.source.column - 1 :].lstrip().startswith(first[0]), part


@often(0.1)
@given(pages, st.lists(st.text(max_size=5) | st.sampled_from(["a", "b", "1", "a:b"]), max_size=4))
def test_any_response_to_any_item_is_worth_something_from_nothing_to_all(text: str, response: list[str]) -> None:
    document, _ = read_document(text, "page.md", [], "practice")
    for item in document.items:
        assert 0 <= item.score(response) <= 1
        assert item.score(response) in (0, 1) or item.metadata.credit


@often(0.2)
@given(pages)
def test_rendering_any_text_gives_a_page_without_our_placeholders(text: str) -> None:
    plain = re.sub("[\x02\x03]|cw-", "", text)
    html = Markdown(extensions=[CoursewrightExtension(), *EXTENSIONS]).convert(plain)
    assert re.findall("\x02cw|cw-hold|cw-part", html) == []


@often(0.1)
@given(pages)
def test_rendering_text_with_forged_placeholders_never_raises(text: str) -> None:
    Markdown(extensions=["coursewright"]).convert(text)


@often(0.1)
@given(st.one_of(glued, anything, st.text(max_size=80)))
@example("Hint: a\\\\")
def test_normalising_is_idempotent(text: str) -> None:
    """But for Markdown and labels: what is left may look like more of them (``a) b)``), and is meant to stay."""
    norm(text)
    plain = norm(MARKS.sub("", text))
    assert LABEL.match(plain) or norm(plain) == plain
    assert same_answer(same_answer(text)) == same_answer(text)
