"""An item in an annotation is told where the site's theme makes one: under Material, in code as the site says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from mkdocs.config import load_config

from coursewright.config import layout_of_build, read_layout
from coursewright.problem import Problem
from coursewright.read.course import read_course
from coursewright.read.layout import Layout
from coursewright.read.scan import scan

ITEM = "<quiz>\n    <!-- id: first -->\n    Who?\n    - [x] A\n    - [ ] B\n    </quiz>"
COMMENT = "``` js\nx() // see printf(3)\n```"
PLAIN = "```python\nx = f(1)  # same as f(1)\n```"
ASKED = "``` { .js .annotate }\nx() // (1)\n```"
TEXT = "Text (1).\n{ .annotate }"
MARKED = '<div class="annotate" markdown>\n\nText (1)\n\n</div>'
UNMARKED = '<div class="no-annotate" markdown>\n\nText (1)\n\n</div>'
MATERIAL = "theme: material\n"
FEATURE = "theme:\n  name: material\n  features: [content.code.annotate]\n"
OTHER = "theme:\n  name: material\n  features: [content.code.copy]\n"
OURS = "theme:\n  name: coursewright\n"


def layout_with(folder: Path, theme: str, above: str) -> Layout:
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text(f"# Page\n\n{above}\n\n1.  A note.\n\n    {ITEM}\n", "utf-8")
    (folder / "mkdocs.yml").write_text(f"site_name: Course\n{theme}plugins: [coursewright]\n", "utf-8")
    layout, _ = read_layout(folder / "mkdocs.yml")
    assert layout
    return layout


def told(layout: Layout) -> list[str]:
    return [found.message for found in read_course(layout).problems if found.code == "R006"]


@pytest.mark.parametrize(
    ("theme", "above"),
    [
        *((theme, above) for theme in ("", "theme: mkdocs\n", OURS) for above in (COMMENT, PLAIN, ASKED, TEXT, MARKED)),
        *((theme, above) for theme in (MATERIAL, OTHER) for above in (COMMENT, PLAIN, UNMARKED)),
        (FEATURE, UNMARKED),
    ],
)
def test_where_nothing_is_annotated_an_item_below_may_stand(theme: str, above: str, tmp_path: Path) -> None:
    assert told(layout_with(tmp_path, theme, above)) == []


@pytest.mark.parametrize(
    ("theme", "above"),
    [
        *((theme, above) for theme in (MATERIAL, OTHER, FEATURE) for above in (ASKED, TEXT, MARKED)),
        (FEATURE, COMMENT),
        (FEATURE, PLAIN),
    ],
)
def test_an_item_in_an_annotation_is_told(theme: str, above: str, tmp_path: Path) -> None:
    assert told(layout_with(tmp_path, theme, above)) == ["<quiz> stands in an annotation"]


@pytest.mark.parametrize("theme", [OURS, MATERIAL, OTHER, FEATURE])
def test_a_build_knows_the_same_of_its_theme(theme: str, tmp_path: Path) -> None:
    stated = layout_with(tmp_path, theme, COMMENT)
    built = layout_of_build(load_config(str(tmp_path / "mkdocs.yml")), {})
    assert built.annotations == stated.annotations


ANNOTATED = "Text (1).\n{ .annotate }\n\n1.  A note.\n\n"
MANY = [
    ("[^1]: A note.\n\n", f"    {ITEM}\n\n"),
    (ANNOTATED, "    <!-- quiz: a -->\n\n"),
    (ANNOTATED, "1.  A note.\n\n    <!-- quiz: a -->\n\n"),
    ("- A point.\n\n", "    <!-- quiz: a -->\n\n"),
]


@pytest.mark.parametrize(("above", "each"), MANY)
def test_each_line_above_is_looked_at_once(above: str, each: str) -> None:
    """Looked at again from each item on, this would take a minute."""
    start = time.process_time()
    problems: list[Problem] = []
    found = scan((above + each * 10_000).split("\n"), "page.md", 1, problems, "marked")
    assert len(found) + len(problems) >= 10_000
    assert time.process_time() - start < 5
