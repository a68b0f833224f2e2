"""A navigation, or the folders in its place → a course's sections and the order of its lessons."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from coursewright.fragment.seen import without_tex
from coursewright.fragment.there import is_file, is_there
from coursewright.model.course import Course, Lesson, Module
from coursewright.problem import Problem, Severity
from coursewright.read.layout import Layout
from coursewright.read.report import problem

_TITLED = re.compile(r"(?P<title>[^\s:][^:]*?)(?:[ \t]+|[ \t]*[:：][ \t]*)(?P<path>[^\s:：]+\.md)")

_LONG = 400


def navigation(layout: Layout, lessons: Sequence[Lesson], original: Course | None) -> tuple[list[Module], list[Lesson]]:
    """Return the sections that hold lessons, and all lessons in order, those the navigation leaves out at the end."""
    if not layout.nav_known:
        return [], list(lessons)
    if layout.nav is None:
        return _folders([lesson for lesson in lessons if lesson.url_path not in layout.loose]), list(lessons)
    known = {lesson.url_path: lesson for lesson in lessons}
    if layout.languages and layout.languages.apart:  # it may name pages as the default language does
        known = {lesson.common: lesson for lesson in lessons} | known
    modules, ordered = _stated(layout.nav, known)
    if original and layout.languages and not layout.languages.apart:
        modules = _without_its_language(modules, original)
    named = {lesson.url_path for lesson in ordered}
    return modules, [*ordered, *(lesson for lesson in lessons if lesson.url_path not in named)]


def _stated(nav: Any, known: Mapping[str, Lesson]) -> tuple[list[Module], list[Lesson]]:
    """Return the sections that hold lessons, and all lessons that the navigation names, in its order."""
    ordered: dict[str, Lesson] = {}
    modules: list[Module] = []

    def walk(entries: Any) -> list[Lesson]:
        found: list[Lesson] = []
        for entry in entries if isinstance(entries, list) else [entries]:
            pairs = entry.items() if isinstance(entry, dict) else [("", entry)]
            for title, value in pairs:
                if isinstance(value, str):
                    lesson = known.get(value)
                    if lesson and lesson.url_path not in ordered:
                        ordered[lesson.url_path] = lesson
                        found.append(lesson)
                elif isinstance(value, list | dict) and (inner := walk(value)):
                    modules.append(Module(without_tex(str(title)), tuple(inner)))
        return found

    walk(nav)
    return modules, list(ordered.values())


def _without_its_language(modules: list[Module], original: Course) -> list[Module]:
    """Return a translation's sections without the one that stands for its language.

    All it holds are other sections, and pages that stand in no section in the original.
    """
    placed = {lesson.common for module in original.modules for lesson in module.lessons}
    loose = {lesson.common for lesson in original.lessons} - placed
    kept = [module for module in modules if not loose.issuperset(lesson.common for lesson in module.lessons)]
    return kept or modules


def missing(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """Yield each page of a navigation that isn't there: its place in the configuration, and what it was meant for.

    What was meant is empty where no page is called nearly so, and starts with a title where that lacks its colon.
    """
    spoken = layout.languages if layout.languages and layout.languages.apart else None
    pages = [*(layout.pages or ())]
    there = {*pages, *(spoken.of(page)[1] for page in pages if spoken)}

    for here, value in _texts(layout.nav, "nav", away=True):
        if value not in there and (titled := _titled(value)) and titled[1] in there:
            yield here, value, ": ".join(titled)
        elif _leads_away(value):
            continue
        elif not value.endswith(".md"):
            meant = next((one for one in (f"{value}.md", value.partition(".md#")[0] + ".md") if one in there), "")
            if meant and not is_there(layout.docs / value):  # MkDocs takes it for an address
                yield here, value, meant
        elif value not in there and (".." in value.split("/") or not is_file(layout.docs / value)):
            below = value.removeprefix(f"{layout.docs.name}/")
            yield here, value, below if below in there else next(iter(get_close_matches(value, pages, 1, 0.85)), "")


def _titled(value: str) -> tuple[str, str] | None:
    """Return the title and the path of an entry in which no colon, or no space behind it, parts the two."""
    found = _TITLED.fullmatch(value) if value.endswith(".md") and len(value) < _LONG else None
    return (found["title"].strip(), found["path"]) if found else None


def left_out(layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield each page that a navigation names, that lies there, and that isn't published: its place, and its path."""
    pages = set(layout.pages or ())
    for here, value in _pages(layout.nav, "nav"):
        if posixpath.normpath(value) not in pages and ".." not in value.split("/") and is_file(layout.docs / value):
            yield here, value


def unnamed(layout: Layout) -> frozenset[str]:
    """Return the pages that a stated navigation doesn't name, unless a plugin may or an option says otherwise."""
    if layout.nav is None or not layout.nav_known or layout.templated or layout.languages:
        return frozenset()
    named = {posixpath.normpath(value) for _, value in _pages(layout.nav, "nav")}
    return frozenset(layout.pages or ()) - layout.loose - named


def names(layout: Layout) -> frozenset[str] | None:
    """Return the pages that a navigation names, as it writes them; None where folders stand in its place."""
    return None if layout.nav is None else frozenset(value for _, value in _pages(layout.nav, "nav"))


def check_named(layout: Layout, lessons: Sequence[Lesson]) -> Iterator[Problem]:
    """Yield advice for each lesson with an id that a navigation leaves out: its readers don't find it."""
    for lesson in lessons if layout.unnamed and layout.facts is not None else ():
        if lesson.url_path in layout.unnamed and (place := lesson.document.places.get("id")):
            hint = f"Name {lesson.url_path} in “nav”, or in “not_in_nav” if that is meant."
            message = "the navigation doesn't name this lesson, so it counts for no section"
            yield replace(problem("R031", message, place, hint), severity=Severity.ADVICE)


def repeated(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """Yield each page that a navigation names again: its place in the configuration, its path, and its first place."""
    seen: dict[str, str] = {}
    for here, value in _pages(layout.nav, "nav"):
        if (first := seen.setdefault(value, here)) != here:
            yield here, value, first


def _pages(entries: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the path of each page that a navigation names."""
    yield from ((here, value) for here, value in _texts(entries, place) if value.endswith(".md"))


def _texts(entries: Any, place: str, *, away: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each entry that leads to somewhere in the site, or ``away`` from it."""
    pairs = entries.items() if isinstance(entries, dict) else enumerate(entries) if isinstance(entries, list) else ()
    for name, value in pairs:
        here = f"{place}.{name}"
        if isinstance(value, str) and (away or not _leads_away(value)):
            yield here, value
        yield from _texts(value, here, away=away)


def _leads_away(value: str) -> bool:
    """Return whether MkDocs takes an entry for a link to somewhere else."""
    try:
        address = urlsplit(value)
    except ValueError:  # half of an address in brackets
        return True
    return bool(address.scheme or address.netloc)


def _folders(lessons: Sequence[Lesson]) -> list[Module]:
    """Return the sections of a course without a navigation: its folders, with the titles that MkDocs gives them."""
    found: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        if "/" in lesson.common:
            found.setdefault(lesson.common.rsplit("/", 1)[0], []).append(lesson)
    return [Module(_title(folder.rsplit("/", 1)[-1]), tuple(inside)) for folder, inside in found.items()]


def _title(name: str) -> str:
    title = name.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
