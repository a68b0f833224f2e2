"""Files and folders whose names are nearly those that a course is read from: nobody would read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from coursewright.fragment.code import mask_all_code, mask_comments
from coursewright.fragment.near import near
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course, ItemBlock
from coursewright.model.item import USES
from coursewright.problem import Problem, Source
from coursewright.read.report import problem

_NAME_IT = "Name the folder of banks as “banks” below the plugin in mkdocs.yml; without it, it is quizzes/."
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of pages, as MkDocs knows them."""
_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".txt", ".md.txt")
_ENDING = re.compile(r"^ {0,3}\*\*Ending:[ \t]*\w+[ \t]*\*\*[ \t]*$", re.M)
_CHOICE = seldom(r"^ {0,3}(?:[-*+]|\d+[.)])[ \t].*\]\(#[\w-]+\)[ \t]*$", re.M)


class Folders(Protocol):
    """Where a course's files are."""

    @property
    def root(self) -> Path:
        """The folder of ``mkdocs.yml``."""

    @property
    def docs(self) -> Path:
        """The folder of pages."""

    @property
    def banks(self) -> Path:
        """The folder of banks."""

    def place(self, key: str) -> Source:
        """Return where a name of the configuration stands, or its beginning."""

    def place_of_option(self, name: str) -> Source:
        """Likewise of an option of our plugin."""

    def name(self, path: Path) -> str:
        """Return a path as problems print it."""


def check_files(layout: Folders, course: Course) -> Iterator[Problem]:
    """Yield a problem for each file that was nearly certainly meant for a part of the course and isn't read."""
    if not layout.docs.is_dir():
        hint = "Make the folder and write docs/index.md, or name another as “docs_dir” in mkdocs.yml."
        yield problem("R001", f"there is no folder {layout.name(layout.docs)}/", layout.place("docs_dir"), hint)
    yield from _plans(layout)
    yield from _banks(layout, layout.banks)
    yield from _pages(layout)
    yield from _scenarios(layout, course)
    yield from _published(layout, course)
    missing = not layout.banks.exists()
    if not missing and any(not embed.scenario for lesson in course.lessons for embed in lesson.document.embeds):
        yield from _wrong_folder(layout, course)
    if missing and layout.banks.name != "quizzes" and any(lesson.document.embeds for lesson in course.lessons):
        yield problem(
            "R020", f"there is no folder {layout.name(layout.banks)}/", layout.place_of_option("banks"), _NAME_IT
        )
    for folder in _inside(layout.root) if missing else ():
        if near(folder.name, (layout.banks.name,)) and folder.is_dir():
            hint = f"Call it {layout.banks.name}/, or name it as “banks” below the plugin in mkdocs.yml."
            yield problem("R020", "the folder of banks has another name", Source(layout.name(folder), 1, 1), hint)


def _wrong_folder(layout: Folders, course: Course) -> Iterator[Problem]:
    """Yield a problem if what the plugin is told is the folder of banks can't be it."""
    name, usual = layout.name(layout.banks), layout.root / "quizzes"
    if layout.docs.is_relative_to(layout.banks):
        message = f"{name}/ holds the pages, and is no folder of banks"
        yield problem("R020", message, layout.place_of_option("banks"), _NAME_IT)
        return
    unread = [] if usual in (layout.banks, layout.docs) else usual.rglob("*.md")
    if not any(bank.document.blocks for bank in course.banks) and any(_holds(path, "<quiz") for path in unread):
        message = f"{name}/ has no items, and quizzes/, which isn't read, has some"
        yield problem("R020", message, layout.place_of_option("banks"), _NAME_IT)


def _plans(layout: Folders) -> Iterator[Problem]:
    """Yield a problem for each file that is nearly the plan, the list of standards, or a school's notes."""
    wanted = {
        "blueprint": ("R025", layout.banks / "blueprint.yml"),
        "standards": ("R030", layout.banks / "standards.yml"),
        "local": ("R027", layout.root / "local.yml"),
    }
    for folder in dict.fromkeys((layout.root, layout.banks, layout.docs)):
        for path in _inside(folder):
            if path.suffix.lower() not in (".yml", ".yaml") or any(path == right for _, right in wanted.values()):
                continue
            stem = path.stem.lower()
            for name, (code, right) in wanted.items():
                meant = stem == name or (name != "local" and near(stem, (name,)))
                if name == "standards" and folder != layout.banks:  # a common word: such a file may be anybody's
                    meant = meant and _holds(path, "names:") and _holds(path, "numbers:")
                if meant and not right.exists():
                    moved = name == "local" and folder != layout.root
                    hint = f"Move it beside mkdocs.yml, as {right.name}." if moved else f"Call it {layout.name(right)}."
                    yield problem(code, f"{layout.name(path)} isn't read", Source(layout.name(path), 1, 1), hint)


def _banks(layout: Folders, folder: Path) -> Iterator[Problem]:
    """Yield a problem for each file of items whose ending isn't that of a bank."""
    for path in sorted(folder.rglob("*.*")) if folder.is_dir() else ():
        odd = path.name.lower().endswith(_MARKDOWN) or (path.suffix.lower() == ".md" and path.suffix != ".md")
        if odd and path.is_file() and _holds(path, "<quiz"):
            stem = path.name[: path.name.index(".")]
            hint = f"Call it {stem}.md."
            yield problem("R020", f"{layout.name(path)} isn't read", Source(layout.name(path), 1, 1), hint)


def _pages(layout: Folders) -> Iterator[Problem]:
    """Yield a problem for each file with items that no engine takes for a page: it is published as it stands."""
    for path in sorted(layout.docs.rglob("*.*")):
        nearly = path.suffix.lower() in _PAGES and path.suffix != path.suffix.lower()
        if (nearly or path.suffix.lower() == ".mdx") and path.is_file() and _holds(path, "<quiz"):
            message = f"{layout.name(path)} is no page: it is published as a file, with its answers"
            yield problem("R020", message, Source(layout.name(path), 1, 1), f"Call it {path.stem}.md.")


def _scenarios(layout: Folders, course: Course) -> Iterator[Problem]:
    """Yield a problem for each bank and each page that is a scenario in another folder than theirs."""
    for bank in course.banks:
        path = layout.root / bank.document.path
        if not bank.document.blocks and _holds(path, "\n## ") and _holds(path, "**Ending"):
            hint = f"Move it into {layout.name(layout.banks)}/scenarios/."
            yield problem("R020", "a scenario stands among the banks", Source(bank.document.path, 1, 1), hint)
    for lesson in course.lessons:
        body = lesson.document.body
        if body is None or lesson.document.blocks or "**Ending" not in body.markdown:
            continue
        text = mask_comments(mask_all_code(body.markdown))
        if _ENDING.search(text) and _CHOICE.search(text):
            hint = f"Move it into {layout.name(layout.banks)}/scenarios/; a page shows it by <!-- quiz: scenario … -->."
            yield problem("R020", "a scenario stands among the pages", Source(lesson.document.path, 1, 1), hint)


def _published(layout: Folders, course: Course) -> Iterator[Problem]:
    """Yield a problem for each bank among the pages: an engine publishes it, with its answers.

    Of a page's items, ``practice`` is true.
    """
    banks = layout.name(layout.banks)
    for lesson in course.lessons:
        document = lesson.document
        use = str(document.meta.get("use") or "").lower()
        meant = use if use in USES else near(use, USES)
        if meant in ("", "practice") or not any(isinstance(block, ItemBlock) for block in document.blocks):
            continue
        hint = f"Move it into {banks}/: of a bank there, pages show what they name."
        if layout.banks.is_relative_to(layout.docs):
            hint = "Move the banks out of the pages' folder, and name theirs as “banks” below the plugin in mkdocs.yml."
        message = "a bank stands among the pages, and is published with its answers"
        yield problem("R020", message, document.place("use"), hint)


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _holds(path: Path, text: str) -> bool:
    try:
        return text.encode() in path.read_bytes()
    except OSError:
        return False
