"""A course that leaves as a package of another system and comes back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from sixty import PNG

from coursewright.config import read_layout
from coursewright.export.registry import all_exporters
from coursewright.imports.bank import Plan, plan
from coursewright.model.course import Course
from coursewright.model.site import Site
from coursewright.problem import Problem
from coursewright.read.course import read_course

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
from small_site import bank, small_site

__all__ = ["Trip", "back", "bank", "made"]

Trip = tuple[Plan, tuple[Problem, ...]]


def back(course: Course, site: Site, name: str, folder: Path) -> Trip:
    """Return what an export and an import make of a course."""
    exporter = all_exporters()[name]
    bundle = exporter.run(course, site, exporter.options(site_url="https://example.org/small/"))
    bundle.write(folder / f"{name}{exporter.ending}")
    return plan([folder / f"{name}{exporter.ending}"], folder / "quizzes" / "new.md"), bundle.problems


def made(folder: Path, banks: dict[str, str], images: Sequence[str]) -> tuple[Course, Site]:
    files: dict[str, str | bytes] = {f"quizzes/{name}.md": text for name, text in banks.items()}
    site = small_site(folder, files | {f"docs/{image}": PNG for image in images})
    layout, _ = read_layout(folder / "mkdocs.yml")
    assert layout
    return read_course(layout), site
