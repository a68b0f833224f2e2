"""A part of a course, on its own: one module, or the core with what finishing it takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from coursewright.fragment.identity import digest_of
from coursewright.model.course import Course, Document, ItemBlock, Lesson, Module
from coursewright.model.item import Item
from coursewright.model.path import NEEDS, LearningPath

_APART = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """Return a title as it stands in a file's name: ``principle-1-set-expectations-early``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return _APART.sub("-", plain).strip("-")


def part_name(title: str) -> str:
    """Return a title as it stands in IRIs and in names of files and folders; one in another script is a digest."""
    return slug(title) or f"part-{digest_of(title, 4)}"


def modules_of(course: Course) -> tuple[Module, ...]:
    """Return the modules in which there is something to do: those that can be taken on their own."""
    titles = {section.title for section in course.path.sections}
    return tuple(module for module in course.modules if module.title in titles)


def find_module(course: Course, asked: str) -> Module | None:
    """Return the module of a title, or of a file name's beginning (``principle-1``); None if that isn't one."""
    known = modules_of(course)
    exact = [module for module in known if asked in (module.title, part_name(module.title))]
    wanted = slug(asked)
    near = [module for module in known if wanted and f"{slug(module.title)}-".startswith(f"{wanted}-")]
    found = exact or near
    return found[0] if len(found) == 1 else None


def only(course: Course, module: Module) -> Course:
    """Return the course with one module alone: its lessons, and the items and scenarios that belong to them.

    Items belong by standing in its lessons, or by an objective that these state. What finishing takes is what can be
    done in it; there is no final assessment.
    """
    sections = tuple(section for section in course.path.sections if section.title == module.title)
    kinds = {f"{step.kind}s" for section in sections for step in section.steps}
    needs = tuple(need for need in NEEDS if need in kinds)
    completion = replace(course.path.completion, core=(module.title,), electives=(), needs=needs, final=None)
    core = tuple(replace(section, core=True) for section in sections)
    return _cut(course, module.lessons, (module,), LearningPath(completion, core))


def final_of(course: Course) -> Course | None:
    """Return the course with its final assessment alone, on the pages that hold it; None if finishing takes none."""
    completion = course.path.completion
    if completion.final is None or "final" not in completion.needs:
        return None
    lessons = tuple(lesson for lesson in course.lessons if _holds_final(lesson))
    return _cut(course, lessons, (), LearningPath(replace(completion, needs=("final",)))) if lessons else None


def core_of(course: Course) -> Course:
    """Return the course without electives.

    Left are the core's modules, pages of the navigation that hold a part of the learner's path, and what is in no
    section: lessons, such as a first page on how the course works, and the final assessment.
    """
    sections = tuple(section for section in course.path.sections if section.core)
    titles = {section.title for section in sections}
    modules = tuple(module for module in course.modules if module.title in titles)
    in_core = {lesson.id for module in modules for lesson in module.lessons}
    in_sections = {lesson.id for module in course.modules for lesson in module.lessons}
    lessons = tuple(
        lesson
        for lesson in course.lessons
        if lesson.id in in_core
        or (lesson.id in in_sections and any(piece.is_of_path for piece in lesson.document.pieces))
        or (lesson.id not in in_sections and (lesson.keeps_progress or _holds_final(lesson)))
    )
    return _cut(course, lessons, modules, replace(course.path, sections=sections))


def _holds_final(lesson: Lesson) -> bool:
    return any(piece.name == "final" for piece in lesson.document.pieces)


def _cut(course: Course, lessons: tuple[Lesson, ...], modules: tuple[Module, ...], path: LearningPath) -> Course:
    kept, left = _ties(course, lessons), _ties(course, [lesson for lesson in course.lessons if lesson not in lessons])
    drawn = {bank for bank, _ in path.completion.final.draw} if path.completion.final else set()
    played = {embed.target for lesson in lessons for embed in lesson.document.embeds if embed.scenario}

    def belongs(item: Item) -> bool:
        ties = {item.id, *(objective.id for objective in item.metadata.objectives)}
        return bool(ties & kept) or (path.completion.final is not None and not ties & left)

    banks = [
        bank if bank.id in drawn else replace(bank, document=_with(bank.document, map(belongs, bank.document.items)))
        for bank in course.banks
    ]
    return replace(
        course,
        lessons=lessons,
        modules=modules,
        banks=tuple(bank for bank in banks if any(bank.document.items)),
        path=path,
        scenarios=tuple(scenario for scenario in course.scenarios if scenario.id in played),
    )


def _ties(course: Course, lessons: Iterable[Lesson]) -> set[str]:
    """Return ids of the items that lessons show, and of the objectives that they state."""
    found: set[str] = set()
    for lesson in lessons:
        found |= {objective.id for objective in lesson.objectives}
        for block in lesson.document.embeds:
            bank = course.bank_by_id.get(block.target) if block.bank else None
            found |= {item.id for item in bank.document.items} if bank else {block.target}
    return found


def _with(document: Document, kept: Iterable[bool]) -> Document:
    """Return a bank's file with some of its items."""
    flags = iter(kept)
    blocks = tuple(
        block for block in document.blocks if not (isinstance(block, ItemBlock) and block.item) or next(flags)
    )
    return replace(document, blocks=blocks)
