"""Which files of a course are read as what."""

from __future__ import annotations

from pathlib import Path

from coursewright.read.course import Layout, read_course

ITEM = "<quiz>\nWho greets first?\n- [x] The client\n- [ ] You\n</quiz>\n"


def test_a_readme_is_a_page_in_docs_and_no_bank_among_banks(tmp_path: Path) -> None:
    """MkDocs makes a folder's first page of docs/README.md; quizzes/README.md introduces the folder on GitHub."""
    for folder in ("docs", "quizzes"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "README.md").write_text(ITEM, encoding="utf-8")
    course = read_course(Layout(root=tmp_path, docs=tmp_path / "docs", banks=tmp_path / "quizzes"))
    assert [item.source.path for item in course.items] == ["docs/README.md"]
