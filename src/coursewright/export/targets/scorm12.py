"""SCORM 1.2: a module, or the core course, as one SCO that any LMS of the last twenty years can track.

The manifest follows ADL SCORM Content Aggregation Model 1.2 (2001).
"""

from __future__ import annotations

from coursewright.export.bundle import Bundle
from coursewright.export.facts import PackageOptions
from coursewright.export.registry import Options, exporter
from coursewright.export.scorm import LEAST, Edition, scorm_package
from coursewright.model.course import Course
from coursewright.model.site import Site

_PACKAGING = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_EXTENSION = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_EDITION = Edition(
    scripts=("scorm.js", "scorm12.js"),
    schema_version="1.2",
    packaging=_PACKAGING,
    extension=_EXTENSION,
    schemas=f"{_PACKAGING} imscp_rootv1p1p2.xsd {_EXTENSION} adlcp_rootv1p2.xsd",
    kind="scormtype",
    title="SCORM 1.2",
    room=LEAST,
    roomier="SCORM 2004, cmi5",
)


@exporter("scorm12", title="SCORM 1.2", rendered=True, core=True, options=PackageOptions)
def scorm12(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the package of the course's pages, with its manifest at the root."""
    return scorm_package(course, site, options, _EDITION)
