"""A blank inside a formula is told there, with how to write the two apart."""

from __future__ import annotations

import pytest
from courses import course_of_item

from coursewright.check.checker import check


def told(text: str) -> list[str]:
    return [f"{one.code} {one.source.line}:{one.source.column} {one.hint}" for one in check(course_of_item(text))]


@pytest.mark.parametrize(
    ("stem", "column", "mended"),
    [
        ("The mass is $m = [[5 ± 1]]$ g.", 18, "$m =$ [[5 ± 1]]"),
        ("Then $[[5 ± 1]] = m$ holds.", 7, "[[5 ± 1]] $= m$"),
        ("Then \\(m = [[5 ± 1]] + x\\) holds.", 12, "\\(m =\\) [[5 ± 1]] \\(+ x\\)"),
        ("Then $$m = [[5 ± 1]]$$ holds.", 12, "$$m =$$ [[5 ± 1]]"),
    ],
)
@pytest.mark.parametrize(("kind", "code"), [("numeric", "K011"), ("blanks", "K011"), ("", "R008")])
def test_it_is_told_where_it_stands(stem: str, column: int, mended: str, kind: str, code: str) -> None:
    head = f"<!-- type: {kind} -->\n" if kind else ""
    found = [one for one in told(f"{head}{stem}\n\n---\nIt is so.") if one.startswith(code)]
    assert len(found) == 1
    assert found[0].startswith(f"{code} {3 if kind else 2}:{column} ")
    assert found[0].endswith(f"rite {mended}")


@pytest.mark.parametrize(
    "stem", ["$m =$ [[5 ± 1]] g.", "$m = [[x]]$, so it is [[5 ± 1]] g.", "It costs $5 or [[5 ± 1]] $."]
)
def test_beside_a_formula_it_is_one(stem: str) -> None:
    found = told(f"<!-- type: numeric -->\nSay: {stem}\n\n---\nIt is so.")
    assert not [one for one in found if "formula" in one or one.startswith(("K011", "R008"))]
