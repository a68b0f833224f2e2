"""A navigation, or the folders in its place → a course's sections and the order of its lessons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from coursewright.fragment.seen import without_tex
from coursewright.model.course import Lesson, Module


def stated(nav: Any, known: Mapping[str, Lesson]) -> tuple[list[Module], list[Lesson]]:
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


def missing(nav: Any, docs: Path, pages: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each page of a navigation that isn't there: its place in the configuration, and what it was meant for.

    What was meant is empty where no page is called nearly so.
    """

    def walk(entries: Any, place: str) -> Iterator[tuple[str, str, str]]:
        pairs = (
            entries.items() if isinstance(entries, dict) else enumerate(entries) if isinstance(entries, list) else ()
        )
        for name, value in pairs:
            here = f"{place}.{name}"
            if isinstance(value, str) and value.endswith(".md") and "//" not in value and not (docs / value).is_file():
                yield here, value, next(iter(get_close_matches(value, pages, 1, 0.85)), "")
            yield from walk(value, here)

    yield from walk(nav, "nav")


def folders(lessons: Sequence[Lesson]) -> list[Module]:
    """Return the sections of a course without a navigation: its folders, with the titles that MkDocs gives them."""
    found: dict[str, list[Lesson]] = {}
    for lesson in lessons:
        if "/" in lesson.common:
            found.setdefault(lesson.common.rsplit("/", 1)[0], []).append(lesson)
    return [Module(_title(folder.rsplit("/", 1)[-1]), tuple(inside)) for folder, inside in found.items()]


def _title(name: str) -> str:
    title = name.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
