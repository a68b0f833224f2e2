"""cmi5: one package whose modules, and final assessment, are each launched, tracked and graded on their own.

The course structure follows the cmi5 specification ("Quartz", 1st edition, section 13). Each assignable unit has a
folder of its own with its pages and the launch page, so that none leads into another one's session.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from coursewright.export.bundle import Bundle
from coursewright.export.facts import PackageOptions, course_iri, module_iri
from coursewright.export.registry import Options, exporter, problem
from coursewright.export.shell import LAUNCH, LRS_POLICY, lesson_package
from coursewright.model.course import Course
from coursewright.model.part import final_of, modules_of, only, part_name
from coursewright.model.site import Site

STRUCTURE = "cmi5.xml"
_SCRIPTS = ("responses.js", "lrs.js", "statements.js", "xapi.js", "cmi5.js")


class Unit(NamedTuple):
    """An assignable unit: a module of the course, or its final assessment."""

    title: str
    site: Site
    move_on: str


@exporter("cmi5", title="cmi5", rendered=True, core=True, options=PackageOptions)
def cmi5(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return a unit for each module, and one for the final assessment; the course structure stands at the root."""
    assert site is not None  # the registry says that this target is rendered
    assert isinstance(options, PackageOptions)  # and that these are its options
    if not site.pages:
        return Bundle(files={})
    units = list(_units(course, site)) or [Unit(course.about.name, site, "Completed")]
    found: dict[str, bytes] = {}
    problems = []
    for unit in units:
        files, lost = lesson_package(unit.site, replace(options, module=unit.title), _SCRIPTS, LRS_POLICY)
        found |= {f"{part_name(unit.title)}/{name}": content for name, content in files.items()}
        problems += lost
    carried = {page.path for unit in units for page in unit.site.pages}
    if left := [page for page in site.pages if page.path not in carried]:
        message = f"pages of no module stay on the website: {', '.join(page.title for page in left)}"
        hint = "cmi5 keeps what is learned module by module: no page can tell of all of them. SCORM has these pages."
        source = course.lesson_by_path[left[0].path].document.place("title")
        problems.append(problem("E004", message, source, hint))
    found[STRUCTURE] = _structure(course, units).encode()
    return Bundle(files=found, problems=tuple(problems), first=(STRUCTURE,))


def _units(course: Course, site: Site) -> Iterator[Unit]:
    for module in modules_of(course):
        yield Unit(module.title, site.only(only(course, module)), "Completed")
    if (final := final_of(course)) is not None:
        pages = site.only(final)
        if pages.pages:
            yield Unit(pages.pages[0].title, pages, "Passed")


def _structure(course: Course, units: list[Unit]) -> str:
    about = course.about
    language = units[0].site.language
    title = about.name

    def said(tag: str, text: str) -> str:
        return f'<{tag}><langstring lang="{escape(language)}">{escape(text)}</langstring></{tag}>'

    mastery = f"{course.path.completion.pass_mark / 100:.4g}"
    rows = "\n".join(
        f"""  <au id="{escape(module_iri(course, unit.title))}" moveOn="{unit.move_on}"{_mastery(unit, mastery)}>
    {said("title", unit.title)}
    {said("description", f"{title}: {unit.title}")}
    <url>{escape(quote(part_name(unit.title)))}/{LAUNCH}</url>
  </au>"""
        for unit in units
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="{escape(course_iri(course))}">
    {said("title", title)}
    {said("description", about.description or title)}
  </course>
{rows}
</courseStructure>
"""


def _mastery(unit: Unit, mark: str) -> str:
    path = unit.site.course.path
    return f' masteryScore="{mark}"' if path.completion.final or path.checks else ""
