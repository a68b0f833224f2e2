r"""What stands between ``\[`` and ``\]`` is told where the page doesn't draw it; brackets of a text never are."""

from __future__ import annotations

import pytest
from courses import course_of
from markdown import Markdown

from coursewright.check.checker import check
from coursewright.model.course import Course
from coursewright.problem import Problem
from coursewright.render.extension import CoursewrightExtension
from coursewright.render.session import Page, Session

FRONT = "---\nformulas: true\nobjectives: {A.1: Say it}\n---\n"
ITEM = "<quiz>\n<!-- id: a -->\n{}\n- [x] Yes, {}\n  > It is so, because it is.\n- [ ] No\n  > It isn’t.\n</quiz>\n"


def drawn(text: str) -> bool:
    """Return whether every formula of a page becomes one."""
    session = Session(Course())
    session.page = Page(path="docs/a.md")
    names = ["tables", "def_list", "footnotes", "md_in_html", "pymdownx.arithmatex"]
    html = Markdown(extensions=[*names, CoursewrightExtension(session=session)]).convert(text)
    assert ("<math" in html) != ("x^2" in html.replace('alttext="x^2"', "").replace('aria-label="x^2"', ""))
    return "<math" in html


def told(text: str) -> list[Problem]:
    return [problem for problem in check(course_of({"a.md": FRONT + text})) if problem.code == "K018"]


@pytest.mark.parametrize(
    "text",
    [
        r"\[x^2\]",
        "\\[\nx^2\n\\]",
        "Text.\n\n\\[x^2\\]\n\nText.",
        "# Heading\n\\[x^2\\]\n",
        "> \\[x^2\\]",
        "- \\[x^2\\]",
        "1. Text\n\n    \\[x^2\\]",
        "Term\n\n:   \\[x^2\\]",
        "Note[^1].\n\n[^1]: \\[x^2\\]",
        "So \\(x^2\\) is.",
        "So $$x^2$$ is.",
        ITEM.format("\\[x^2\\]", "it is"),
        ITEM.format("What?\n\n\\[x^2\\]", "it is"),
        ITEM.format("What?\n\nHint: \\[x^2\\]", "it is"),
        "It is \\[x^2\\].",
        "\\[x^2\\] it is.",
        "It is\n\\[x^2\\]",
        "\\[x^2\\]\nit is.",
        "- It is\n  \\[x^2\\]",
        "> It is \\[x^2\\]",
        "# It is \\[x^2\\]",
        "It is \\begin{align}x^2\\end{align}.",
        "It is\n\\begin{align}x^2\\end{align}",
        ITEM.format("What is \\[x^2\\]?", "it is"),
        ITEM.format("What?", "it is \\[x^2\\]"),
        "Term\n:   \\[x^2\\]",
        "Term\n:   It is\n:   \\[x^2\\]",
        "Term\n:   \\[x^2\\]\n    more",
        "- It is\n- \\[x^2\\]",
        "1. It is\n2. \\[x^2\\]\n3. so",
        "- It is\n    - \\[x^2\\]",
        "It is\n- \\[x^2\\]",
        "- \\[x^2\\]\nit is.",
        "\\[x^2\\]\n\\[x^2\\]",
        "\\[\nx^2\n\\]\n\\[x^2\\]",
    ],
)
def test_a_formula_is_told_where_it_is_not_drawn(text: str) -> None:
    assert bool(told(text)) != drawn(text)


def test_one_with_a_fault_is_told_too() -> None:
    messages = [problem.message for problem in told("The reaction \\[ \\ce{H2O} \\] is.")]
    assert messages == ["text stands beside this formula, so that it isn’t drawn"]


def test_where_and_why_it_is_told() -> None:
    (problem,) = told("Text.\n\nIt is \\[x^2\\].")
    assert (problem.source.line, problem.source.column) == (FRONT.count("\n") + 3, 7)
    assert problem.message == "text stands beside this formula, so that it isn’t drawn"
    assert problem.hint == "Put it in a paragraph of its own; within text, write \\(…\\)."


@pytest.mark.parametrize(
    "written",
    [
        "1", "optional", "sic!", "a+b=c", "…", "x=1", "-a | -b", "1–3", "^1", "Ctrl^C", "a_b", "<key>=<value>", "\\w+",
        "\\*", "C:\\temp", "^ab^", "[1](a.md)|[2](b.md)", "A-Z{2}", "`x^2`", "{{ a }}", "2^", "a\\_b", "\\nobody",
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["See \\[{}\\].", "\\[{}\\] see", "See\n\\[{}\\]\nand", "| \\[{}\\] | b |"])
def test_brackets_of_a_text_are_none(text: str, written: str) -> None:
    assert told(text.format(written)) == []
