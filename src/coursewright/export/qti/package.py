"""A package of QTI 2.1 or 3.0: a file for each item, a test for each bank, and the manifest that lists them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coursewright.export.bundle import Bundle
from coursewright.export.parts import item_parts
from coursewright.export.qti.interactions import interaction_item
from coursewright.export.qti.manifest import MANIFEST, Resource, content_package, image_place
from coursewright.export.qti.report import Report
from coursewright.export.qti.two import test
from coursewright.export.qti.xml import Element, as_xml, name_of
from coursewright.export.registry import Options, scored_items
from coursewright.model.course import Course
from coursewright.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """How a version of the standard calls things."""

    mark: str
    """In the types of resources: ``v2p1``."""
    packaging: str
    """The manifest's namespace."""
    extra: tuple[tuple[str, str], ...] = ()
    """More attributes of the manifest."""
    schema: str
    schema_version: str
    form: Callable[[Element], Element]
    """Turns a file of 2.1 into one of this version."""


def qti_package(course: Course, site: Site | None, options: Options, version: Version) -> Bundle:
    """Return the package of all items that are chosen."""
    assert site is not None  # the registry says that these targets are rendered
    report = Report()
    language = (course.about.languages or ("en",))[0]
    files: dict[str, bytes] = {}
    resources: list[Resource] = []
    for title, use, items in scored_items(course, options):
        asked: list[tuple[str, str]] = []
        for item in items:
            parts = item_parts(site, item, image_place("../"), directory_urls=options.directory_urls)
            made = interaction_item(parts, report, language, course.shuffle_answers)
            if made is None:
                continue
            name = name_of("i", item.id)
            path = f"items/{name}.xml"
            shown = {image_place("")(address): content for address, content in parts.files.items()}
            files |= {path: as_xml(version.form(made), mixed=True), **shown}
            resources.append(Resource(name, f"imsqti_item_xml{version.mark}", (path,), sorted(shown), href=True))
            asked.append((name, f"../{path}"))
        if asked:
            name = name_of("t", f"{use}-{title}")
            path = f"tests/{name}.xml"
            files[path] = as_xml(version.form(test(name, title, asked)))
            loads = [address.removeprefix("../") for _, address in asked]
            resources.append(Resource(name, f"imsqti_test_xml{version.mark}", (path,), loads, href=True))
    if not resources:
        return Bundle(files={}, problems=report.problems)
    manifest = content_package(
        course,
        resources,
        packaging=version.packaging,
        extra=version.extra,
        schema=(version.schema, version.schema_version),
    )
    files[MANIFEST] = as_xml(manifest)
    return Bundle(files=files, problems=report.problems, first=(MANIFEST,))
