"""Plain xAPI: a module, or the core course, as one activity that tells a learning record store what learners do.

``tincan.xml`` is what learning platforms with an xAPI launch read; the launch hands over the store's address and the
learner in the query.
"""

from __future__ import annotations

from html import escape

from coursewright.export.bundle import Bundle
from coursewright.export.facts import PackageOptions, course_iri, module_iri
from coursewright.export.registry import Options, exporter
from coursewright.export.shell import LAUNCH, LRS_POLICY, lesson_package
from coursewright.model.course import Course
from coursewright.model.site import Site

ACTIVITIES = "tincan.xml"
_SCRIPTS = ("responses.js", "lrs.js", "statements.js", "xapi.js", "tincan.js")


@exporter("xapi", title="xAPI", rendered=True, core=True, options=PackageOptions)
def xapi(course: Course, site: Site | None, options: Options) -> Bundle:
    """Return the package of the course's pages, with the list of its one activity at the root."""
    assert site is not None  # the registry says that this target is rendered
    assert isinstance(options, PackageOptions)  # and that these are its options
    if not site.pages:
        return Bundle(files={})
    files, problems = lesson_package(site, options, _SCRIPTS, LRS_POLICY)
    files[ACTIVITIES] = _activities(course, options, site.language).encode()
    return Bundle(files=files, problems=tuple(problems), first=(ACTIVITIES,))


def _activities(course: Course, options: Options, language: str) -> str:
    title = options.title(course)
    iri = module_iri(course, options.module) if options.module else course_iri(course)
    kind = "module" if options.module else "course"
    lang = escape(language)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
    <activity id="{escape(iri)}" type="http://adlnet.gov/expapi/activities/{kind}">
      <name>{escape(title)}</name>
      <description lang="{lang}">{escape(course.about.description or title)}</description>
      <launch lang="{lang}">{LAUNCH}</launch>
    </activity>
  </activities>
</tincan>
"""
