"""What both editions of SCORM share: one SCO that holds all lessons, and a manifest that lists every file.

One SCO, because several would each be launched alone, and Moodle plays SCORM 2004 without its sequencing. Its resource
comes first, because Open edX takes the first one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from coursewright.export.bundle import Bundle
from coursewright.export.facts import PackageOptions
from coursewright.export.registry import Options, problem
from coursewright.export.shell import LAUNCH, lesson_package
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.part import part_name, slug
from coursewright.model.site import Site
from coursewright.problem import Problem, Source

MANIFEST = "imsmanifest.xml"
LEAST = 4096
"""Characters of a learner's state that any LMS keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """How an edition words a manifest, and the scripts that speak its run-time."""

    scripts: tuple[str, ...]
    """Their names in ``export/host``, in the order in which they run."""
    schema_version: str
    """LMSs look at the exact words."""
    packaging: str
    """Namespace of content packaging."""
    extension: str
    """Namespace of ADL's extension."""
    schemas: str
    """Pairs of namespace and file, as ``xsi:schemaLocation`` names them."""
    kind: str
    """Of the attribute that says that a resource is a SCO."""
    title: str
    """How people call it."""
    room: int
    """Characters of a learner's state that an LMS keeps."""
    roomier: str
    """The formats that keep more, as people call them."""


def scorm_package(course: Course, site: Site | None, options: Options, edition: Edition) -> Bundle:
    """Return the package of the course's pages, with its manifest at the root."""
    assert site is not None  # the registry says that these targets are rendered
    assert isinstance(options, PackageOptions)  # and that these are their options
    if not site.pages:
        return Bundle(files={})
    files, problems = lesson_package(site, options, edition.scripts, told={"room": edition.room, "least": LEAST})
    files[MANIFEST] = _manifest(course, options, sorted(files), edition).encode()
    return Bundle(files=files, problems=(*problems, *_too_many(course, site, edition)), first=(MANIFEST,))


def _too_many(course: Course, site: Site, edition: Edition) -> Iterator[Problem]:
    """Yield the problem that a learner's answers don't fit, however short they are: ``codec.js`` writes them."""
    found = (course.item_by_id.get(name) for name in dict.fromkeys(name for page in site.pages for name in page.items))
    items = [item for item in found if item is not None and item.counts]
    lessons = sum(page.lesson != "" for page in site.pages)
    scenarios = sum(len(page.scenarios) for page in site.pages)
    least = 16 + sum(6 + _shortest(item) for item in items) + 11 * lessons + 13 * scenarios
    if least > edition.room:
        message = (
            f"{edition.title} keeps {edition.room:,} characters of a learner’s answers, and those to {len(items):,} "
            f"items take at least {least:,}: in another browser some are open again"
        )
        hint = f"Export it module by module (--module), or take a format that keeps more: {edition.roomier}."
        yield problem("E005", message, course.places.get("id") or Source("mkdocs.yml", 1, 1), hint)


def _shortest(item: Item) -> int:
    """Return how many characters the response to an item takes at least."""
    if item.picks or item.verdicts or item.self_marked:
        return -(-len(item.choices) // 6)  # six choices in a character
    return len(item.pairs or (item.choices if item.notation == "steps" else item.blanks))


def _manifest(course: Course, options: Options, paths: list[str], edition: Edition) -> str:
    title = escape(options.title(course))
    name = "-".join(filter(None, ["cw", slug(course.id), part_name(options.module) if options.module else ""]))
    listed = "\n".join(f'      <file href="{escape(quote(path))}"/>' for path in paths)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="{name}" version="1"
    xmlns="{edition.packaging}"
    xmlns:adlcp="{edition.extension}"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="{edition.schemas}">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>{edition.schema_version}</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>{title}</title>
      <item identifier="lessons" identifierref="sco">
        <title>{title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" adlcp:{edition.kind}="sco" href="{LAUNCH}">
{listed}
    </resource>
  </resources>
</manifest>
"""
