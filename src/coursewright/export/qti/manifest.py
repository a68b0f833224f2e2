"""The manifest of an IMS content package, and the names of files in it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote

from coursewright.export.qti.xml import Element, element, name_of
from coursewright.fragment.identity import digest_of
from coursewright.model.course import Course

MANIFEST = "imsmanifest.xml"
IMAGES = "images"
FILE_BASE = "$IMS-CC-FILEBASE$/"
"""The package's root, as the standard writes it in a text; quizzes stand there, as Moodle takes it for their folder."""
CONTENT_PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"


class Resource(NamedTuple):
    """One entry of a manifest's resources."""

    name: str
    type: str
    files: Sequence[str]
    """Its own, the one that it is for first."""
    loads: Sequence[str] = ()
    """Others that it needs, each of which is a resource of its own."""
    href: bool = False
    """Whether the first file is stated as its address, too."""
    metadata: Element | None = None


def image_place(up: str) -> Callable[[str], str]:
    """Return a function from a file's path on the site to its address from a folder ``up`` below the package's root."""

    def place(path: str) -> str:
        stem, ending = posixpath.splitext(posixpath.basename(path))
        return f"{up}{IMAGES}/{name_of('f', stem)}-{digest_of(path, 4)}{ending.lower()}"

    return place


def resource_elements(resources: Sequence[Resource], files_type: str = "webcontent") -> list[Element]:
    """Return the entries, and one for each file that they load; each file stands in one entry only."""
    own = {path for resource in resources for path in resource.files}
    loaded = sorted({path for resource in resources for path in resource.loads} - own)
    owner = {resource.files[0]: resource.name for resource in resources} | {path: file_name(path) for path in loaded}
    made = [_resource(resource, owner) for resource in resources]
    return made + [_resource(Resource(owner[path], files_type, (path,), href=True), owner) for path in loaded]


def file_name(path: str) -> str:
    """Return the name of the resource that is one file."""
    return f"{name_of('f', posixpath.basename(path))}-{digest_of(path, 4)}"


def content_package(
    course: Course,
    resources: Sequence[Resource],
    *,
    packaging: str = CONTENT_PACKAGING,
    extra: Iterable[tuple[str, str]] = (),
    schema: tuple[str, str] = ("IMS Content", "1.1.3"),
) -> Element:
    """Return the manifest of a package that has resources and no organization; ``schema`` is its name and version."""
    name, version = schema
    return element(
        "manifest",
        {"xmlns": packaging, **dict(extra), "identifier": name_of("m", course.id)},
        element("metadata", {}, element("schema", {}, name), element("schemaversion", {}, version)),
        element("organizations"),
        element("resources", {}, *resource_elements(resources)),
    )


def _resource(resource: Resource, owner: dict[str, str]) -> Element:
    facts = {"identifier": resource.name, "type": resource.type}
    if resource.href:
        facts["href"] = quote(resource.files[0])
    needs = dict.fromkeys(owner[path] for path in resource.loads if owner[path] != resource.name)
    return element(
        "resource",
        facts,
        resource.metadata,
        *(element("file", {"href": quote(path)}) for path in resource.files),
        *(element("dependency", {"identifierref": name}) for name in needs),
    )
