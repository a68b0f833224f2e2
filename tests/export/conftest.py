"""The real course, rendered once for all tests that look at it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from coursewright.build import build_site
from coursewright.config import read_layout
from coursewright.model.site import Site
from coursewright.read.course import read_course
from engines import first


@pytest.fixture(scope="session")
def course_site(shared: Path, course_copy: Path) -> Site:
    """The real course as a value; not to be changed."""
    folder = shared / "course-site"
    with first(folder) as is_first:
        if is_first:
            layout, unread = read_layout(course_copy / "mkdocs.yml")
            assert layout, unread
            site, stopping = build_site(course_copy / "mkdocs.yml", read_course(layout))
            assert site, stopping
            folder.mkdir()
            (folder / "site").write_bytes(pickle.dumps(site))
    return pickle.loads((folder / "site").read_bytes())  # type: ignore[no-any-return]
