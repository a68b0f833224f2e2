"""The page of a folder of packages: what there is to download for each module, how large it is, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from coursewright.export.facts import PackageOptions
from coursewright.export.registry import Exporter, all_exporters
from coursewright.export.templates import filled, host_files
from coursewright.model.course import Course
from coursewright.model.site import Site
from coursewright.render.texts import direction

STYLE = "packages.css"
"""The style sheet that stands beside the page."""
LISTING_TEXTS = (
    # Translators: a page for instructors with packages to download: its title, the heading of the course as a whole,
    # and the columns of its tables
    "Packages for your learning platform",
    "The course",
    "Format",
    "File",
    "Size",
    "Checksum (SHA-256)",
    # Translators: there, below a file: how many parts of the course the format can't carry; a list unfolds
    "What it doesn’t carry: {n}",
    # Translators: there
    "Scores are reported by the learner’s browser. An embed reports no grade.",
    "To the course",
    # Translators: there, below the name of a file’s format: what an instructor gets with it
    "Lessons with their questions, tracked and graded",
    "Lessons as pages, questions as quizzes of your platform",
    "The questions alone",
)
"""English words of the page."""
FIRST = ("scorm12", "scorm2004", "cc11", "cc13", "moodlexml", "gift", "qti12", "qti21", "qti30")
"""Targets that most platforms take, in this order; others stand behind them."""


def carries(target: Exporter) -> str:
    """Return what a target carries, in English; nothing where what it registers doesn't tell."""
    lessons, pages, questions = LISTING_TEXTS[-3:]
    if issubclass(target.options, PackageOptions):
        return lessons
    if target.kinds is None:
        return ""
    return pages if target.core else questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """One file of a folder of packages."""

    target: str
    format: str
    """The target's name as people write it: ``SCORM 1.2``."""
    module: str
    """Title of the module; empty for the course, or its core."""
    pages: tuple[str, ...]
    """Addresses below the site's root of the lessons in the module: pages that can offer the file."""
    file: str
    size: int
    """In bytes."""
    sha256: str
    losses: tuple[str, ...]
    """What of the course it doesn't carry, a line each with file and line."""


def listing(course: Course, entries: Sequence[Released], site: Site | None) -> dict[str, bytes]:
    """Return the page and its style sheet, by their names in the folder; ``entries`` stand module by module."""
    language = site.language if site and site.pages else next(iter(course.about.languages), "en")
    html = filled(
        "packages.html",
        course=course,
        language=language,
        direction=direction(language),
        groups=[(module, list(group)) for module, group in groupby(entries, key=lambda entry: entry.module)],
        carries={name: said for name, target in all_exporters().items() if (said := carries(target))},
        newest=site.url if site else "",
        style=STYLE,
        say=site.texts if site else {english: english for english in LISTING_TEXTS},
        kilobytes=lambda size: max(1, round(size / 1000)),
    )
    return {"index.html": html} | host_files(STYLE)
