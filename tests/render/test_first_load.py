"""How much a first visit to each page of the course loads, after gzip: what a poor line in a rural town gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.read.course import read_course
from coursewright.render.served import JOINED
from first_load import first_load

LIMIT = 30
MORE = {
    "final/index.html": 46,
    "review/index.html": 54,
    "tools/before-placement/index.html": 51,
}
"""Pages that hold many items: all that may be drawn, or all that may have been missed. Nobody learns here first."""


@pytest.fixture(scope="module")
def sizes(site: Path) -> dict[str, float]:
    """KiB of every page's first load, by the path of its file."""
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return {page: sum(first_load(site, page).values()) / 1024 for page in pages}


def test_every_page_loads_at_most_30_kib_at_first(sizes: dict[str, float]) -> None:
    """But for those that hold many items. The ten largest are printed (``-s``)."""
    for page in sorted(sizes, key=lambda page: -sizes[page])[:10]:
        print(f"\n{sizes[page]:5.1f} KiB {page}", end="")  # noqa: T201
    assert {page: kib for page, kib in sizes.items() if kib > MORE.get(page, LIMIT)} == {}


def test_no_part_of_a_style_sheet_is_loaded_twice_by_a_page(site: Path) -> None:
    """Whatever stands on it: items, scenarios, pieces of the path, or several of these."""
    kinds = set()
    for path in sorted(site.rglob("*.html")):
        names = [Path(name).name for name in first_load(site, path.relative_to(site).as_posix())]
        parts = [part for name in names if name.endswith(".css") for part in JOINED.get(name, (name,))]
        assert len(parts) == len(set(parts)), path
        own = {"player.css", "path.css", "scenario.css"}.intersection(names)
        assert ("colours.css" in parts) == bool(own), path
        kinds.add(frozenset(own))
    assert len(kinds) > 4


def test_no_lesson_is_among_those_that_may_load_more(sizes: dict[str, float], course_copy: Path) -> None:
    layout, problems = read_layout(course_copy / "mkdocs.yml")
    assert layout is not None, problems
    paths = [lesson.url_path for lesson in read_course(layout).lessons if lesson.keeps_progress]
    lessons = {path.removesuffix(".md") + "/index.html" for path in paths}
    assert len(lessons & set(sizes)) > 20
    assert not lessons & set(MORE)
