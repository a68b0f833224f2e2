"""Texts of a front matter that YAML reads in other lines than editors, or as something else than a text."""

from __future__ import annotations

import pytest

from coursewright.problem import Problem
from coursewright.read.document import read_document
from coursewright.read.local import read_local
from coursewright.read.scenario import read_scenario

SIGNS = ["\u2028", "\u2029", "\x85", "\r"]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_that_end_a_line_for_yaml_alone_end_no_check(sign: str) -> None:
    """Such as come along from a layout program or a web page."""
    problems: list[Problem] = []
    text = f'---\nid: a\ntitle: "a{sign} b{sign} c{sign} d" # five\nsources: [a{sign} b{sign} c]\n---\n# A\n'
    document, _ = read_document(text, "a.md", problems, "practice")
    assert document.meta["id"] == "a"
    assert [problem.code for problem in problems if problem.code != "R002"] == []
    read_local(f'abuse-lines: "x{sign} y{sign} z{sign} w"\n', "local.yml", problems)


@pytest.mark.parametrize(
    ("line", "name", "title"),
    [
        ("id: 2026-11-29", "2026-11-29", "Shop"),
        ("title: 2026-11-29", "shop", "2026-11-29"),
        ("title: 1984", "shop", "1984"),
        ("id: 7", "7", "Shop"),
        ("id: [a]", "shop", "Shop"),
        ("title: {a: b}", "shop", "Shop"),
    ],
)
def test_a_date_or_a_number_is_a_text_as_it_stands(line: str, name: str, title: str) -> None:
    problems: list[Problem] = []
    scenario = read_scenario(f"---\n{line}\n---\n# Shop\n\n## A\n\nText.\n", "shop.md", problems, "shop")
    assert scenario
    assert (scenario.id, scenario.title) == (name, title)
