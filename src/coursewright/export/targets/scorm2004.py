"""SCORM 2004, 4th edition: the same one SCO, with completion and success told apart and room for a longer state.

The manifest follows ADL SCORM 2004 4th Edition Content Aggregation Model (2009). Nothing in it rests on sequencing.
"""

from __future__ import annotations

from coursewright.export.bundle import Bundle
from coursewright.export.facts import PackageOptions
from coursewright.export.registry import Options, exporter
from coursewright.export.scorm import Edition, scorm_package
from coursewright.model.course import Course
from coursewright.model.site import Site

_PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
_EXTENSION = "http://www.adlnet.org/xsd/adlcp_v1p3"
_EDITION = Edition(
    scripts=("responses.js", "scorm.js", "scorm2004.js"),
    schema_version="2004 4th Edition",
    packaging=_PACKAGING,
    extension=_EXTENSION,
    schemas=f"{_PACKAGING} imscp_v1p1.xsd {_EXTENSION} adlcp_v1p3.xsd",
    kind="scormType",
    title="SCORM 2004",
    room=64000,
    roomier="cmi5",
)


@exporter("scorm2004", title="SCORM 2004 4th Edition", rendered=True, core=True, options=PackageOptions)
def scorm2004(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the package of the course's pages, with its manifest at the root."""
    return scorm_package(course, site, options, _EDITION)
