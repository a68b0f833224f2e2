"""QTI 3.0: the items of 2.1 in its words."""

from __future__ import annotations

from coursewright.export.bundle import Bundle
from coursewright.export.qti.kinds import INTERACTIONS
from coursewright.export.qti.package import Version, qti_package
from coursewright.export.qti.three import as_three
from coursewright.export.registry import Options, exporter
from coursewright.model.course import Course
from coursewright.model.site import Site

VERSION = Version(
    mark="v3p0",
    packaging="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    schema_version="3.0.0",
    form=as_three,
)


@exporter("qti30", title="QTI 3.0", rendered=True, kinds=INTERACTIONS)
def qti30(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the package of all items that are chosen."""
    return qti_package(course, site, options, VERSION)
