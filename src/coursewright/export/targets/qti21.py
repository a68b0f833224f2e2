"""QTI 2.1, with the names and the namespace by which Canvas knows it."""

from __future__ import annotations

from coursewright.export.bundle import Bundle
from coursewright.export.qti.kinds import INTERACTIONS
from coursewright.export.qti.manifest import CONTENT_PACKAGING
from coursewright.export.qti.package import Version, qti_package
from coursewright.export.qti.two import NAMESPACE
from coursewright.export.registry import Options, exporter
from coursewright.model.course import Course
from coursewright.model.site import Site

VERSION = Version(
    mark="v2p1",
    packaging=CONTENT_PACKAGING,
    extra=(("xmlns:imsqti", NAMESPACE),),  # by which Canvas tells it from 1.2
    prefix="imsqti",
    schema="QTIv2.1 Package",
    schema_version="1.0.0",
    form=lambda made: made,
)


@exporter("qti21", title="QTI 2.1", rendered=True, kinds=INTERACTIONS)
def qti21(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the package of all items that are chosen."""
    return qti_package(course, site, options, VERSION)
