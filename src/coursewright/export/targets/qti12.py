"""QTI 1.2 as Canvas takes it: one assessment for each bank, and for each lesson that holds items itself.

Every file is listed in the manifest; the images that items show stand below ``images/``.
"""

from __future__ import annotations

from coursewright.export.bundle import Bundle
from coursewright.export.parts import item_parts
from coursewright.export.qti.canvas import canvas_item
from coursewright.export.qti.kinds import CANVAS
from coursewright.export.qti.manifest import MANIFEST, Resource, content_package, image_place
from coursewright.export.qti.one import assessment
from coursewright.export.qti.report import Report
from coursewright.export.qti.xml import Element, as_xml, name_of
from coursewright.export.registry import Options, exporter, scored_items
from coursewright.model.course import Course
from coursewright.model.site import Site

FILE_BASE = "%24IMS-CC-FILEBASE%24/"
"""What Canvas takes for the package's root in a text, as text2qti writes it."""


@exporter("qti12", title="QTI 1.2", rendered=True, kinds=CANVAS)
def qti12(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the package of all items that Canvas has a form for."""
    assert site is not None  # the registry says that this target is rendered
    report = Report()
    files: dict[str, bytes] = {}
    resources = []
    for title, use, items in scored_items(course, options):
        made: list[Element] = []
        shown: dict[str, bytes] = {}
        for item in items:
            parts = item_parts(site, item, image_place(FILE_BASE), directory_urls=options.directory_urls)
            if (found := canvas_item(parts, report, CANVAS, course.shuffle_answers)) is not None:
                made.append(found)
                shown |= {image_place("")(path): content for path, content in parts.files.items()}
        if not made:
            continue
        name = name_of("a", f"{use}-{title}")
        path = f"assessments/{name}.xml"
        files[path] = as_xml(assessment(name, title, {"cc_maxattempts": "1"}, made), mixed=True)
        files |= shown
        resources.append(Resource(name, "imsqti_xmlv1p2", (path,), tuple(sorted(shown)), href=True))
    if not resources:
        return Bundle(files={}, problems=report.problems)
    files[MANIFEST] = as_xml(content_package(course, resources))
    return Bundle(files=files, problems=report.problems, first=(MANIFEST,))
