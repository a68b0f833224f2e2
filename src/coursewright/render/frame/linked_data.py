"""What search engines and catalogues read of a course: schema.org as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from coursewright.fragment.seen import readable
from coursewright.model.course import Course, Lesson

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC BY-NC-SA 4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Addresses of the licences that authors name in ``extra.course.licence``; an address is taken as it is."""


def linked_data(course: Course, lesson: Lesson | None, *, site_url: str, url: str, home: bool) -> str:
    """Return a page's JSON-LD, safe inside a ``script`` element; empty for a page that is neither home nor a lesson.

    The home page describes the course (https://schema.org/Course), a lesson a part of it
    (https://schema.org/LearningResource).
    """
    if home:
        data = _course(course, site_url or url)
    elif lesson is not None and lesson.keeps_progress:
        data = _lesson(course, lesson, site_url, url)
    else:
        return ""
    if not url:  # a build without site_url has no addresses
        data = {key: value for key, value in data.items() if value != ""}
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c")


def _course(course: Course, url: str) -> dict[str, Any]:
    about = course.about
    parts = [{"@type": "LearningResource", "name": lesson.title} for lesson in course.lessons if lesson.keeps_progress]
    data: dict[str, Any] = {
        "@type": "Course",
        "@id": url,
        "name": course.about.title,
        "url": url,
        **_shared(course),
    }
    if about.description:
        data["description"] = about.description
    if about.version:
        data["version"] = about.version
    if parts:
        data["hasPart"] = parts
    if about.provider:
        data["provider"] = {"@type": "Organization", "name": about.provider}
    return data


def _lesson(course: Course, lesson: Lesson, site_url: str, url: str) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "LearningResource", "name": lesson.title, **_shared(course)}
    data |= {"learningResourceType": "lesson", "isPartOf": {"@type": "Course", "name": course.about.title}}
    if url:
        data |= {"@id": url, "url": url}
        data["isPartOf"]["@id"] = site_url
    if lesson.objectives:
        data["teaches"] = [objective.text for objective in lesson.objectives]
    if lesson.sources:
        data["citation"] = [readable(source) for source in lesson.sources]
    if lesson.minutes:
        data["timeRequired"] = f"PT{round(lesson.minutes)}M"
    return data


def _shared(course: Course) -> dict[str, Any]:
    shared: dict[str, Any] = {"isAccessibleForFree": True}
    if licence := course.about.licence:
        shared["license"] = LICENCES.get(licence, licence)
    if languages := course.about.languages:
        shared["inLanguage"] = list(languages) if len(languages) > 1 else languages[0]
    return shared
