"""Sites that several tests look at, built once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines import Build, Built, copy_course, engine


@pytest.fixture(scope="session")
def course_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real course in a folder of its own; not to be changed."""
    return copy_course(tmp_path_factory.mktemp("course") / "copy")


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A function that builds a course's folder with MkDocs, strictly, into a new folder."""

    def run(folder: Path, **environment: str) -> Built:
        site = tmp_path_factory.mktemp("site") / "site"
        return site, engine(["mkdocs", "build", "--strict", "--site-dir", str(site)], folder, **environment)

    return run


@pytest.fixture(scope="session")
def course_build(course_copy: Path, build: Build) -> Built:
    """The real course as MkDocs builds it, and what MkDocs said."""
    return build(course_copy, SOURCE_DATE_EPOCH="1700000000")


@pytest.fixture(scope="session")
def site(course_build: Built) -> Path:
    """The real course as MkDocs builds it, whatever it warned of; a test of its own asks for no warning."""
    folder, done = course_build
    assert (folder / "index.html").is_file(), done.stdout
    return folder
