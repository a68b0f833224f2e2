"""All files of a course → the model."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from coursewright.model.blueprint import Blueprint
from coursewright.model.course import Bank, Course, Embed, ItemBlock, Lesson, Module
from coursewright.problem import Problem, Source
from coursewright.read.about import read_about
from coursewright.read.answer_key import read_answer_key
from coursewright.read.blueprint import read_blueprint
from coursewright.read.comments import check_comments, meant_embed
from coursewright.read.completion import check_pieces, read_path
from coursewright.read.document import read_document
from coursewright.read.facts import Facts
from coursewright.read.glossary import find_glossary, read_terms
from coursewright.read.lesson import LessonFacts
from coursewright.read.local import LOCAL, check_slots, read_local
from coursewright.read.near_files import check_files
from coursewright.read.report import problem
from coursewright.read.scenario import read_scenarios

ANSWER_KEY = "answer-key.json"
BLUEPRINT = "blueprint.yml"
SCENARIOS = "scenarios"
"""The folder of scenarios, inside that of the banks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a course's files are, as plain data: reading knows no engine."""

    root: Path
    """The folder of ``mkdocs.yml``; problems print paths relative to it."""
    docs: Path
    banks: Path
    private_banks: tuple[Path, ...] = ()
    """Folders outside the public repository."""
    enabled: bool = True
    """Whether pages show their items unless their front matter says otherwise."""
    nav: Any = None
    """The navigation as in ``mkdocs.yml``: lists, mappings and paths."""
    facts: Any = None
    """``extra.course`` of ``mkdocs.yml``, as written."""
    places: Mapping[str, Source] = field(default_factory=dict)
    """Where each name and list entry of the facts stands, such as ``final.draw`` and ``core.0``."""
    title: str = ""
    site_url: str = ""
    directory_urls: bool = True
    """Whether a page's address ends with a folder instead of ``.html``."""
    shuffle_answers: bool = False
    """Whether choices are shuffled unless an item says otherwise."""
    unshown: Source | None = None
    """Where the plugins are listed, if neither they nor the extensions have Coursewright, so that no item is shown."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the configuration itself."""
    own_slugs: bool = False
    """Whether headings get their ids in another way than Python-Markdown's own."""

    def name(self, path: Path) -> str:
        """Return a path as problems print it."""
        return Path(os.path.relpath(path, self.root)).as_posix()


def read_course(layout: Layout) -> Course:
    """Return the whole course; files that can't be read are problems, and the others are still read."""
    problems: list[Problem] = []
    found = [_lesson(layout, path, problems) for path in _markdown(layout.docs)]
    lessons = [lesson for lesson in found if lesson]
    known = {lesson.url_path: lesson for lesson in lessons}
    modules, ordered = _navigation(layout.nav, known)
    scenes = layout.banks / SCENARIOS
    paths = [path for path in _bank_files(layout.banks) if scenes not in path.parents]
    banks = [_bank(layout, path, layout.banks, problems) for path in paths]
    texts = ((layout.name(path), _read(layout, path, problems) or "") for path in _bank_files(scenes))
    for folder in layout.private_banks:
        banks += [_bank(layout, path, folder, problems) for path in _bank_files(folder)]
    key_path, local_path = layout.banks / ANSWER_KEY, layout.root / LOCAL
    local = (_read(layout, local_path, problems) or "") if local_path.is_file() else ""
    facts = Facts(layout.facts, layout.places, problems)
    place = layout.places.get("glossary") or Source("mkdocs.yml", 1, 1)
    glossary = find_glossary(facts.given.get("glossary"), known, place, problems)
    draft = Course(
        about=read_about(facts, layout.title, layout.site_url),
        places=layout.places,
        shuffle_answers=layout.shuffle_answers,
        lessons=tuple(ordered),
        modules=modules,
        banks=tuple(bank for bank in banks if bank),
        scenarios=tuple(read_scenarios(texts, problems)),
        files=frozenset(layout.name(path) for path in layout.docs.rglob("*") if path.is_file()),
        own_slugs=layout.own_slugs,
        blueprint=_blueprint(layout, problems),
        notes=read_local(local, LOCAL, problems),
        glossary=read_terms(glossary.document.body, problems) if glossary and glossary.document.body else (),
        glossary_path=glossary.document.path if glossary else "",
        answer_key=read_answer_key(key_path, layout.name(key_path), problems),
        answer_key_path=layout.name(key_path),
    )
    problems += _lesson_ids(draft)
    problems += _embeds(draft)
    path = read_path(draft, facts)
    problems += check_pieces(draft, path)
    problems += check_slots(draft, LOCAL)
    problems += check_comments(draft)
    problems += check_files(layout, draft)
    problems += layout.problems
    shown = (block for lesson in draft.lessons for block in lesson.document.blocks)
    if layout.unshown and any(isinstance(block, Embed | ItemBlock) for block in shown):
        hint = "Add “- coursewright” below “plugins”: without it pages print items as text, right answers included."
        problems.append(problem("R016", "coursewright isn't among the plugins", layout.unshown, hint))
    return replace(draft, path=path, problems=tuple(sorted(problems, key=lambda found: found.order)))


def _markdown(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*.md")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and path.is_file():
                yield path


def _bank_files(folder: Path) -> Iterator[Path]:
    """Yield a folder's banks; its README, which on GitHub introduces it, is none."""
    return (path for path in _markdown(folder) if path.name.lower() != "readme.md")


def _read(layout: Layout, path: Path, problems: list[Problem]) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        place = Source(layout.name(path), line, column)
        problems.append(problem("R001", "the file is not UTF-8", place, "Save it as UTF-8."))
    except OSError as error:
        problems.append(problem("R001", f"the file can't be read: {error.strerror}", Source(layout.name(path), 1, 1)))
    return None


def _lesson(layout: Layout, path: Path, problems: list[Problem]) -> Lesson | None:
    text = _read(layout, path, problems)
    if text is None:
        return None
    document, heading = read_document(text, layout.name(path), problems, "practice")
    url_path = path.relative_to(layout.docs).as_posix()
    facts = LessonFacts(document, problems, layout.enabled)
    return Lesson(
        id=facts.id() or str(PurePosixPath(url_path).with_suffix("")),
        title=str(document.meta.get("title") or heading or path.stem),
        document=document,
        url_path=url_path,
        objectives=facts.objectives(),
        minutes=facts.minutes(),
        sources=facts.sources(),
    )


def _bank(layout: Layout, path: Path, folder: Path, problems: list[Problem]) -> Bank | None:
    text = _read(layout, path, problems)
    if text is None:
        return None
    name = layout.name(path)
    private = folder != layout.banks
    document, heading = read_document(text, name, problems, "private" if private else None)
    use = "private" if private else next((item.use for item in document.items), None) or document.meta.get("use")
    use = use if use in ("final", "pool", "private") else "practice"
    if use == "private" and document.meta.get("use") == "private" and layout.root in path.parents:
        hint = "Move it to a folder outside the repository and name that with --banks."
        place = document.places.get("use") or Source(name, 1, 1)
        problems.append(problem("R020", "a private bank stands in the public repository", place, hint))
    bank_id = path.relative_to(folder).with_suffix("").as_posix()
    return Bank(bank_id, str(document.meta.get("title") or heading or path.stem), use, document)


def _navigation(nav: Any, known: Mapping[str, Lesson]) -> tuple[tuple[Module, ...], list[Lesson]]:
    """Return the sections that hold lessons, and all lessons in order, those the navigation leaves out at the end."""
    ordered: dict[str, Lesson] = {}
    modules: list[Module] = []

    def walk(entries: Any) -> list[Lesson]:
        found: list[Lesson] = []
        for entry in entries if isinstance(entries, list) else [entries]:
            pairs = entry.items() if isinstance(entry, dict) else [("", entry)]
            for title, value in pairs:
                if isinstance(value, str):
                    lesson = known.get(value)
                    if lesson and value not in ordered:
                        ordered[value] = lesson
                        found.append(lesson)
                elif isinstance(value, list | dict) and (inner := walk(value)):
                    modules.append(Module(str(title), tuple(inner)))
        return found

    if nav:
        walk(nav)
    else:
        modules += _folders(known)
    return tuple(modules), [
        *ordered.values(),
        *(lesson for path, lesson in known.items() if path not in ordered),
    ]


def _folders(known: Mapping[str, Lesson]) -> list[Module]:
    """Return the modules of a course without a navigation: its folders."""
    folders: dict[str, list[Lesson]] = {}
    for path, lesson in known.items():
        if "/" in path:
            folders.setdefault(path.rsplit("/", 1)[0], []).append(lesson)
    return [
        Module(folder.rsplit("/", 1)[-1].replace("-", " ").capitalize(), tuple(lessons))
        for folder, lessons in folders.items()
    ]


def _lesson_ids(course: Course) -> Iterator[Problem]:
    seen: dict[str, Lesson] = {}
    for lesson in course.lessons:
        first = seen.setdefault(lesson.id, lesson)
        if first is not lesson:
            place = lesson.document.places.get("id") or Source(lesson.document.path, 1, 1)
            message = f"lesson id “{lesson.id}” is taken by {first.document.path}"
            yield problem("R019", message, place, "Progress is saved by this id: give each lesson its own.")


def _embeds(course: Course) -> Iterator[Problem]:
    for lesson in course.lessons:
        for embed in lesson.document.embeds:
            yield from _embed(course, embed)


def _embed(course: Course, embed: Embed) -> Iterator[Problem]:
    if embed.scenario:
        use = "practice" if embed.target in course.scenario_by_id else None
        what, known = "scenario", list(course.scenario_by_id)
    elif embed.bank:
        bank = course.bank_by_id.get(embed.target)
        use = bank.use if bank else None
        what, known = "bank", list(course.bank_by_id)
    else:
        item = course.item_by_id.get(embed.target)
        use = item.use if item else None
        what, known = "item", list(course.item_by_id)
    if use is None:
        near = get_close_matches(embed.target, known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else ""
        if (meant := meant_embed(course, embed)) and (not near or f" {near[0]}" not in meant):
            hint = f"Write <!-- {meant} -->."
        yield problem("R014", f"there is no {what} “{embed.target}”", embed.source, hint)
    elif use != "practice":
        hint = "Only practice banks stand in lessons."
        yield problem("R014", f"{what} “{embed.target}” is for use: {use}", embed.source, hint)


def _blueprint(layout: Layout, problems: list[Problem]) -> Blueprint | None:
    path = layout.banks / BLUEPRINT
    text = _read(layout, path, problems) if path.is_file() else None
    return None if text is None else read_blueprint(text, layout.name(path), problems)
