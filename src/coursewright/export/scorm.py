"""What both editions of SCORM share: one SCO that holds all lessons, and a manifest that lists every file.

One SCO, because several would each be launched alone, and Moodle plays SCORM 2004 without its sequencing. Its resource
comes first, because Open edX takes the first one.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from coursewright.export.bundle import Bundle
from coursewright.export.facts import PackageOptions
from coursewright.export.registry import Options
from coursewright.export.shell import LAUNCH, lesson_package
from coursewright.model.course import Course
from coursewright.model.part import part_name, slug
from coursewright.model.site import Site

MANIFEST = "imsmanifest.xml"


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


def scorm_package(course: Course, site: Site | None, options: Options, edition: Edition) -> Bundle:
    """Return the package of the course's pages, with its manifest at the root."""
    assert site is not None  # the registry says that these targets are rendered
    assert isinstance(options, PackageOptions)  # and that these are their options
    if not site.pages:
        return Bundle(files={})
    files, problems = lesson_package(site, options, edition.scripts)
    files[MANIFEST] = _manifest(course, options, sorted(files), edition).encode()
    return Bundle(files=files, problems=tuple(problems), first=(MANIFEST,))


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
