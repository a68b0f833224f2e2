"""Examples that are the same in each run, and sites that several tests look at, built once a session."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from chance import FUZZ
from coursewright.config import read_layout
from coursewright.packages import Exports
from coursewright.read.course import read_course
from engines import Build, Built, copy_course, engine, first

settings.register_profile("gate", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("gate"), derandomize=False, print_blob=True)
settings.load_profile("fuzz" if FUZZ else "gate")
if not FUZZ:  # Hypothesis tries texts of whichever modules are loaded: other ones after each change, in each worker
    providers._get_local_constants = lambda: providers._local_constants


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all workers of this run."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def course_copy(shared: Path) -> Path:
    """The real course in a folder of its own; not to be changed."""
    folder = shared / "course"
    with first(folder) as is_first:
        return copy_course(folder) if is_first else folder


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A function that builds a course's folder with MkDocs, strictly, into a new folder."""

    def run(folder: Path, **environment: str) -> Built:
        site = tmp_path_factory.mktemp("site") / "site"
        return site, engine(["mkdocs", "build", "--strict", "--site-dir", str(site)], folder, **environment)

    return run


@pytest.fixture(scope="session")
def course_build(shared: Path, course_copy: Path, build: Build) -> Built:
    """The real course as MkDocs builds it, and what MkDocs said."""
    folder = shared / "course-build"
    with first(folder) as is_first:
        if is_first:
            built = build(course_copy, SOURCE_DATE_EPOCH="1700000000")
            folder.mkdir()
            (folder / "built").write_bytes(pickle.dumps(built))
    return pickle.loads((folder / "built").read_bytes())  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def site(course_build: Built) -> Path:
    """The real course as MkDocs builds it, whatever it warned of; a test of its own asks for no warning."""
    folder, done = course_build
    assert (folder / "index.html").is_file(), done.stdout
    return folder


@pytest.fixture(scope="session")
def exports(shared: Path, course_copy: Path) -> Exports:
    """All exports of the real course, which is built once for all workers."""
    config = course_copy / "mkdocs.yml"
    layout, problems = read_layout(config)
    assert layout, problems
    found = Exports(config, layout, read_course(layout))
    folder = shared / "course-rendered"
    with first(folder) as is_first:
        if is_first:
            folder.mkdir()
            (folder / "site").write_bytes(pickle.dumps(found.site()))
    found._site = pickle.loads((folder / "site").read_bytes())
    return found
