"""The course of this repository, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.read.course import read_course


@pytest.fixture(scope="session")
def course() -> Course:
    layout, problems = read_layout(Path(__file__).parents[2] / "mkdocs.yml")
    assert layout
    assert not problems
    return read_course(layout)
