"""One mark, fifty thousand times: read and checked in one go, not once for each of them."""

from __future__ import annotations

import pytest
from courses import course_of

from coursewright.check.checker import check

ITEM = "<quiz>\nWho {stem}\n- [x] I {choice}\n  > So {feedback}\n- [ ] You\n</quiz>\n"


@pytest.mark.parametrize("mark", ["[", "[[", "![", "](", "*", "_", "<", "`"])
@pytest.mark.parametrize("place", ["stem", "choice", "feedback"])
def test_it_is_read(mark: str, place: str) -> None:
    """Looked at again from each mark on, this would take minutes."""
    texts = {"stem": "speaks?", "choice": "do", "feedback": "it is.", place: mark * 50_000}
    course = course_of({"bank.md": ITEM.format_map(texts)})
    assert all(problem.source.path == "bank.md" for problem in check(course))
