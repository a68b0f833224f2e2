"""What a build's log says of findings, and which links are nobody's mistake."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from courses import course_of

from coursewright.check.checker import check
from coursewright.problem import Problem, Severity, Source
from coursewright.told import tell


def problem(code: str, severity: Severity, line: int = 1, follows: str = "") -> Problem:
    return Problem(code, "wrong", Source("a.md", line, 1), severity, "Mend it.", follows=follows)


def test_a_build_says_errors_and_warnings_and_counts_advice(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    lone = problem("K002", Severity.ERROR, 1)
    cause = problem("R009", Severity.ERROR, 5)
    behind = [problem("K016", Severity.ERROR, 6, "a.md:5:1 R009"), problem("K007", Severity.ADVICE, 6, "a.md:5:1 R009")]
    tell([problem("W101", Severity.ADVICE), problem("K008", Severity.WARNING), lone, cause, *behind])
    said = [(record.levelname, record.getMessage().partition(": ")[2].splitlines()) for record in caplog.records]
    assert said == [
        ("ERROR", ["a.md:5:1: R009 wrong", "    Mend it.", "    and 2 findings that follow"]),
        ("ERROR", ["a.md:1:1: K002 wrong", "    Mend it."]),
        ("WARNING", ["a.md:1:1: K008 wrong", "    Mend it."]),
        ("INFO", ["1 piece of advice: “coursewright check” tells it"]),
    ]


def test_a_build_says_the_hint_of_neighbours_once(caplog: pytest.LogCaptureFixture) -> None:
    tell([problem("K016", Severity.ERROR, line) for line in (1, 2, 3)])
    assert [record.getMessage().count("Mend it.") for record in caplog.records] == [0, 0, 1]


def links(text: str, *files: str) -> list[tuple[str, str]]:
    """Return what is said of the links of a page, ``docs/guide/page.md``."""
    page = f"---\nobjectives:\n  P1.1: Judge a greeting\n---\n# Page\n\n{text}\n"
    course = course_of({"docs/guide/page.md": page})
    lesson = replace(course.lessons[0], url_path="guide/page.md")
    course = replace(course, lessons=(lesson,), files=frozenset({"docs/guide/page.md", *files}))
    return [(found.code, found.severity) for found in check(course) if found.code == "L401"]


@pytest.mark.parametrize(
    "text",
    [
        "[form]({{ downloads }}/form.pdf)",
        "[form]({{ url('form.pdf') }})",
        "![form]({% static 'form.png' %})",
        "[form]: {{ downloads }}/form.pdf",
        '<a href="{{ downloads }}/form.pdf">form</a>',
        "[form](${BASE}/form.pdf)",
        '<img src="../../assets/form.png">',
        "[next](../next/)",
        "[next](../next/index.html)",
    ],
)
def test_a_link_that_a_plugin_fills_in_or_a_browser_follows_is_no_mistake(text: str) -> None:
    assert links(text, "docs/assets/form.png", "docs/guide/next.md") == []


def test_a_missing_file_is_an_error_and_a_missing_heading_in_a_pages_own_text_advice() -> None:
    assert links("[form](../form.pdf)") == [("L401", Severity.ERROR)]
    assert links("[next](../nxt/)", "docs/guide/next.md") == [("L401", Severity.ERROR)]
    assert links("[part](#nowhere)") == [("L401", Severity.ADVICE)]
    item = "<quiz>\nWho?\n- [x] The client, see [part](#nowhere)\n- [ ] You\n\nThe client alone knows why.\n</quiz>"
    assert links(item) == [("L401", Severity.WARNING)]


def hints(text: str) -> list[str]:
    page = course_of({"docs/guide/page.md": f"---\nobjectives:\n  P1.1: Judge a greeting\n---\n# Page\n\n{text}\n"})
    item = course_of({"bank.md": f"<quiz>\nWhich is it?\n- [x] {text}\n- [ ] Other\n</quiz>\n"})
    return [one.hint for course in (page, replace(item, files=frozenset({"x.md"}))) for one in check(course)
        if one.code == "L401"]  # fmt: skip


@pytest.mark.parametrize(
    "code",
    ["handlers[0](event)", "self.handlers[-1](event, 2)", "f[i](x)", "f[n + 1](x)", "f['a'](x)", "f[0]()", "f[1:](x)"],
)
def test_code_that_markdown_takes_for_a_link_belongs_in_backticks(code: str) -> None:
    assert hints(f"Write {code} there") == [f"Put code in backticks: `{code}`."] * 2
    assert hints(f"Write `{code}` there") == []


@pytest.mark.parametrize("link", ["see[this](that)", "see[1](that.md)", "see [1](that)", "[0](event)", "a[0](#b)"])
def test_a_link_that_leads_nowhere_is_a_link(link: str) -> None:
    assert not [hint for hint in hints(f"So {link} it is") if "backticks" in hint]
