"""The glossary's page is read as authors write definition lists, and what can't be linked to is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.read.course import read_course

ENTRY = "**Boundary** {#boundary}\n:   A *line*. See [here](page.md).\n"


def course(folder: Path, glossary: str, value: str = "words.md") -> Course:
    (folder / "docs").mkdir()
    (folder / "docs" / "words.md").write_text(f"# Words\n\n{glossary}", encoding="utf-8")
    (folder / "docs" / "page.md").write_text("# Page\n", encoding="utf-8")
    settings = f"site_name: T\nmarkdown_extensions: [attr_list, def_list]\nextra:\n  course:\n    glossary: {value}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    layout, problems = read_layout(folder / "mkdocs.yml")
    assert layout is not None, problems
    return read_course(layout)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (ENTRY, ("boundary", "Boundary", "A line. See here.")),
        ("Boundary {#b}\n:   A line.\n", ("b", "Boundary", "A line.")),
        ("**Boundary** {#b}\n\n:   A line\n    of two.\n", ("b", "Boundary", "A line of two.")),
        ("**Dual (or multiple) tie** {#dual}\n: Two.\n", ("dual", "Dual tie", "Two.")),
        ("**Warm – Limit – Later** {#wll}\n:   Three.\r\n", ("wll", "Warm – Limit – Later", "Three.")),
    ],
)
def test_an_entry_is_read(written: str, read: tuple[str, str, str], tmp_path: Path) -> None:
    found = course(tmp_path, written)
    assert found.problems == ()
    assert [(term.id, term.name, term.definition) for term in found.glossary] == [read]
    assert found.glossary_path == "docs/words.md"


@pytest.mark.parametrize("value", ["", "false"])
def test_without_a_page_there_are_no_terms(value: str, tmp_path: Path) -> None:
    found = course(tmp_path, ENTRY, value)
    assert (found.problems, found.glossary) == ((), ())


@pytest.mark.parametrize(
    ("glossary", "value", "told"),
    [
        (ENTRY, "word.md", "mkdocs.yml:5:5: R026 there is no page “word.md” for the glossary"),
        (ENTRY, "[words.md]", "mkdocs.yml:5:5: R026 there is no page “['words.md']” for the glossary"),
        ("Nothing.\n", "words.md", "docs/words.md:1:1: R026 the glossary has no entries"),
        (f"{ENTRY}\n**Tie**\n:   A bond.\n", "words.md", "docs/words.md:6:1: R026 “Tie” has no anchor to link to"),
        (f"{ENTRY}\n{ENTRY}", "words.md", "docs/words.md:6:1: R026 “Boundary” stands here twice"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_place(glossary: str, value: str, told: str, tmp_path: Path) -> None:
    assert [str(problem) for problem in course(tmp_path, glossary, value).problems] == [told]
