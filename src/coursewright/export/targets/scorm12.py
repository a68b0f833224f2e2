"""SCORM 1.2: a module, or the core course, as one SCO that any LMS of the last twenty years can track.

The manifest follows ADL SCORM Content Aggregation Model 1.2 (2001). One SCO, because several would each be launched
alone; its resource comes first, because Open edX takes the first one; every file is listed.
"""

from __future__ import annotations

from html import escape

from coursewright.export.bundle import Bundle
from coursewright.export.facts import PackageOptions
from coursewright.export.registry import Options, exporter
from coursewright.export.shell import LAUNCH, lesson_package
from coursewright.model.course import Course
from coursewright.model.part import slug
from coursewright.model.site import Site

MANIFEST = "imsmanifest.xml"


@exporter("scorm12", title="SCORM 1.2", rendered=True, core=True, options=PackageOptions)
def scorm12(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the package of the course's pages, with its manifest at the root."""
    assert site is not None  # the registry says that this target is rendered
    assert isinstance(options, PackageOptions)  # and that these are its options
    if not site.pages:
        return Bundle(files={})
    files, problems = lesson_package(site, options, ["scorm.js", "scorm12.js"])
    files[MANIFEST] = _manifest(course, options, sorted(files)).encode()
    return Bundle(files=files, problems=tuple(problems), first=(MANIFEST,))


def _manifest(course: Course, options: Options, paths: list[str]) -> str:
    title = escape(options.module or course.about.title or course.id)
    name = escape(f"{course.id}{f'-{slug(options.module)}' if options.module else ''}")
    listed = "\n".join(f'      <file href="{escape(path)}"/>' for path in paths)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="cw-{name}" version="1"
    xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
      http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
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
    <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="{LAUNCH}">
{listed}
    </resource>
  </resources>
</manifest>
"""
