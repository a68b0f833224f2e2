"""All files of a course → the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar
from unicodedata import normalize

from coursewright.fragment.seen import title_of, without_tex
from coursewright.fragment.text import Text
from coursewright.model.blueprint import Blueprint
from coursewright.model.course import Bank, Course, Document, Embed, ItemBlock, Lesson
from coursewright.model.translation import as_translations
from coursewright.problem import Problem, Severity, Source
from coursewright.read.about import read_about
from coursewright.read.addresses import overwritten
from coursewright.read.answer_key import read_answer_key
from coursewright.read.blueprint import read_blueprint
from coursewright.read.comments import check_comments
from coursewright.read.completion import check_pieces, read_path
from coursewright.read.document import read_document
from coursewright.read.embeds import check_embeds, check_shown
from coursewright.read.facts import Facts
from coursewright.read.front_matter import split_front_matter
from coursewright.read.glossary import find_glossary, read_terms
from coursewright.read.installable import check_left_out
from coursewright.read.layout import Layout
from coursewright.read.lesson import LessonFacts, check_ids
from coursewright.read.local import LOCAL, check_slots, read_local
from coursewright.read.navigation import check_named, navigation
from coursewright.read.near_files import check_files
from coursewright.read.near_lacking import lacking_styles
from coursewright.read.near_macros import commented_out
from coursewright.read.near_parts import check_items, check_scenario
from coursewright.read.near_prose import check_prose
from coursewright.read.report import problem
from coursewright.read.scenario import read_scenarios
from coursewright.read.signs import with_signs
from coursewright.read.standards import read_standards
from coursewright.read.uncounted import check_uncounted
from coursewright.read.words import voices_of

ANSWER_KEY = "answer-key.json"
BLUEPRINT = "blueprint.yml"
STANDARDS = "standards.yml"
SCENARIOS = "scenarios"
"""The folder of scenarios, inside that of the banks."""


def read_editions(layout: Layout) -> tuple[Course, ...]:
    """Return the course in each of its languages, the one that it was first written in first."""
    first = read_course(layout)
    others = layout.languages.all[1:] if layout.languages else ()
    return (first, *(read_course(replace(layout, language=language), first) for language in others))


def read_course(layout: Layout, original: Course | None = None) -> Course:
    """Return the whole course; files that can't be read are problems, and the others are still read.

    ``original`` is the course that this one translates: its items share their ids and revisions.
    """
    original = original or (read_course(layout.original) if layout.original else None)
    problems: list[Problem] = []
    paths = (
        list(_markdown(layout.docs)) if layout.pages is None else [layout.docs / path for path in sorted(layout.pages)]
    )
    found = [_lesson(layout, path, common, problems) for path, common in _picked(layout, layout.docs, paths).items()]
    lessons = [_translated(lesson, original) for lesson in found if lesson]
    if layout.facts is None:
        problems = _of_others(problems, [lesson for lesson in lessons if not lesson.document.blocks])
    known = {lesson.url_path: lesson for lesson in lessons}
    read = {lesson.document.path for lesson in lessons}
    modules, ordered = navigation(layout, lessons, original)
    picked = _picked(layout, layout.banks, list(bank_files(layout.banks)), of_banks=True)
    played = {path: common for path, common in picked.items() if common.startswith(f"{SCENARIOS}/")}
    banks = [
        _bank(layout, path, layout.banks, problems, common) for path, common in picked.items() if path not in played
    ]
    texts = {layout.name(path): _played(layout, path, problems) for path in played}
    names = {layout.name(path): normalize("NFC", PurePosixPath(common).stem) for path, common in played.items()}
    for folder in layout.private_banks:
        banks += [_bank(layout, path, folder, problems) for path in bank_files(folder)]
    key_path, local_path = layout.banks / ANSWER_KEY, layout.root / LOCAL
    standards_path = layout.banks / STANDARDS
    standards = _read(layout, standards_path, problems) if standards_path.is_file() else ""
    local = (_read(layout, local_path, problems) or "") if local_path.is_file() else ""
    facts = Facts(layout.facts, layout.places, problems)
    place = layout.places.get("glossary") or Source("mkdocs.yml", 1, 1)
    spoken = {lesson.common: lesson for lesson in lessons} | known
    unsaid = problems if original is None else []  # a translation may leave it out
    glossary = find_glossary(facts.given.get("glossary"), spoken, place, unsaid)
    about = read_about(facts, layout.title, layout.site_url)
    check_left_out(facts, layout, known)
    if original and not about.named:
        about = replace(about, id=original.id, named=original.about.named)
    draft = Course(
        about=about,
        language=_language(layout),
        original=original,
        places=layout.places,
        shuffle_answers=layout.shuffle_answers,
        lessons=tuple(ordered),
        modules=tuple(modules),
        banks=tuple(_translated(bank, original) for bank in banks if bank),
        scenarios=tuple(read_scenarios(texts.items(), problems, names, voices_of(about.words))),
        files=_files(layout),
        left_out={layout.name(layout.docs / path): option for path, option in layout.left_out.items()},
        urls=layout.urls,
        formulas=layout.formulas,
        blueprint=_blueprint(layout, problems),
        standards=read_standards(standards or "", layout.name(standards_path), problems),
        standards_path=layout.name(standards_path),
        notes=read_local(local, LOCAL, problems),
        glossary=read_terms(glossary.document.body, problems) if glossary and glossary.document.body else (),
        glossary_path=glossary.document.path if glossary else "",
        answer_key=read_answer_key(key_path, layout.name(key_path), problems),
        answer_key_path=layout.name(key_path),
        settings=layout.settings,
        setting_places=layout.setting_places,
    )
    problems += check_ids(draft, counts=layout.facts is not None)
    problems += check_embeds(draft)
    if not layout.templated and "pymdownx.snippets" not in (layout.extensions or ()):  # else they may be in other files
        unread = (_read(layout, path, []) or "" for path in _markdown(layout.docs) if layout.name(path) not in read)
        problems += check_shown(draft, unread)
    path = read_path(draft, facts)
    problems += check_pieces(draft, path)
    problems += check_uncounted(draft, path, facts, layout)
    problems += check_slots(draft, LOCAL)
    problems += check_comments(draft, templated=layout.templated)
    problems += [*check_files(layout, draft), *check_named(layout, draft.lessons)]
    problems += [*overwritten(layout), *layout.problems]
    if engine := layout.engine:
        for lesson in draft.lessons:
            problems += check_prose(lesson, engine, draft.glossary_path)
        for scenario in draft.scenarios:
            problems += check_scenario(scenario, texts[scenario.path], engine)
    shown = (block for lesson in draft.lessons for block in lesson.document.blocks)
    if layout.unshown and any(isinstance(block, Embed | ItemBlock) for block in shown):
        hint = "Add “- coursewright” below “plugins”, so spelt: without it pages print items as text, keys included."
        problems.append(problem("R016", "coursewright isn't among the plugins", layout.unshown, hint))
    return replace(draft, path=path, problems=with_signs(layout, problems))


def _of_others(problems: list[Problem], pages: Sequence[Lesson]) -> list[Problem]:
    """Return the problems of a site that is no course, where front matter of a page without items is its own affair."""
    paths = {lesson.document.path for lesson in pages}
    return [
        replace(found, severity=Severity.ADVICE) if found.code == "R002" and found.source.path in paths else found
        for found in problems
    ]


def _markdown(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*.md")):
            hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
            if not hidden and path.is_file():
                yield path


def bank_files(folder: Path) -> Iterator[Path]:
    """Yield a folder's banks; its README, which on GitHub introduces it, is none."""
    return (path for path in _markdown(folder) if path.name.lower() != "readme.md")


def _read(layout: Layout, path: Path, problems: list[Problem]) -> str | None:
    if layout.texts and (text := layout.texts.get(layout.name(path))) is not None:
        return text
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


def _played(layout: Layout, path: Path, problems: list[Problem]) -> str:
    text = _read(layout, path, problems) or ""
    if layout.macros:
        top = split_front_matter(text, layout.name(path), []).meta
        problems += commented_out(Text(text, layout.name(path), 1, 1), top, layout.macros)
    return text


def _language(layout: Layout) -> str:
    return layout.language or (layout.languages.default if layout.languages else "")


def _picked(layout: Layout, folder: Path, paths: Sequence[Path], *, of_banks: bool = False) -> dict[Path, str]:
    """Return the files of the language to read, each with the path that it shares with its translations."""
    below = [path.relative_to(folder).as_posix() for path in paths]
    if layout.languages is None:
        return dict(zip(paths, below, strict=True))
    falls_back = of_banks or layout.languages.falls_back
    picked = layout.languages.pick(below, _language(layout), falls_back=falls_back)
    return {folder / path: common for path, common in picked.items()}


def _files(layout: Layout) -> frozenset[str]:
    """Return everything that a link between pages may name."""
    found = [path.relative_to(layout.docs).as_posix() for path in layout.docs.rglob("*") if path.is_file()]
    found += layout.languages.elsewhere(found, _language(layout)) if layout.languages else ()
    return frozenset(layout.name(layout.docs / path) for path in found)


_Written = TypeVar("_Written", Lesson, Bank)


def _translated(written: _Written, original: Course | None) -> _Written:
    """Return a page or a bank whose items are those of the original's ids, as far as they are the same."""
    if original is None:
        return written
    document = replace(written.document, blocks=as_translations(written.document.blocks, original))
    if (
        isinstance(written, Lesson)
        and (first := original.lesson_by_common.get(written.common))
        and first.keeps_progress
    ):
        return replace(written, document=document, id=first.id, translates=True)
    return replace(written, document=document)


def _lesson(layout: Layout, path: Path, common: str, problems: list[Problem]) -> Lesson | None:
    text = _read(layout, path, problems)
    if text is None:
        return None
    document, heading = read_document(text, layout.name(path), problems, "practice", layout.annotations)
    problems += check_items(document, text, layout.engine) if layout.engine else ()
    problems += commented_out(Text(text, document.path, 1, 1), document.meta, layout.macros)
    url_path = path.relative_to(layout.docs).as_posix()
    facts = LessonFacts(document, problems, layout.enabled, hides_parts=layout.hides_parts)
    return Lesson(
        id=facts.id() or str(PurePosixPath(url_path).with_suffix("")),
        title=_title(document, heading, path),
        document=document,
        url_path=url_path,
        objectives=facts.objectives(),
        minutes=facts.minutes(),
        sources=facts.sources(),
        common=common,
    )


def _bank(layout: Layout, path: Path, folder: Path, problems: list[Problem], common: str = "") -> Bank | None:
    text = _read(layout, path, problems)
    if text is None:
        return None
    name = layout.name(path)
    private = folder != layout.banks
    document, heading = read_document(text, name, problems, "private" if private else None)
    if layout.engine:
        body = document.body or Text(text, name, 1, 1)
        problems += check_items(document, body.markdown, layout.engine)
        problems += lacking_styles(body, layout.engine)
    problems += commented_out(Text(text, name, 1, 1), document.meta, "" if private else layout.macros)
    use = "private" if private else next((item.use for item in document.items), None) or document.meta.get("use")
    use = use if use in ("final", "pool", "private") else "practice"
    if use == "private" and document.meta.get("use") == "private" and layout.root in path.parents:
        hint = "Move it to a folder outside the repository and name that with --banks."
        place = document.places.get("use") or Source(name, 1, 1)
        problems.append(problem("R020", "a private bank stands in the public repository", place, hint))
    bank_id = normalize("NFC", str(PurePosixPath(common or path.relative_to(folder).as_posix()).with_suffix("")))
    return Bank(bank_id, _title(document, heading, path), use, document)


def _title(document: Document, heading: str, path: Path) -> str:
    """Return what a file is called: as its front matter says, where no markup counts, else by its first heading."""
    stated = document.meta.get("title")
    return without_tex(str(stated)) if stated else title_of(heading) or path.stem


def _blueprint(layout: Layout, problems: list[Problem]) -> Blueprint | None:
    path = layout.banks / BLUEPRINT
    text = _read(layout, path, problems) if path.is_file() else None
    return None if text is None else read_blueprint(text, layout.name(path), problems)
