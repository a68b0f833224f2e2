"""What rendering a page needs to know beyond its text."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Markdown

from coursewright.model.addresses import Addresses
from coursewright.model.course import Block, Course, Lesson
from coursewright.model.words import words_in
from coursewright.read.course import read_course
from coursewright.read.layout import Layout
from coursewright.read.local import LOCAL
from coursewright.render.items.markup import ItemForm
from coursewright.render.options import DEFAULTS, Formulas, PageOptions, formulas_option
from coursewright.render.texts import Texts, texts_in

_log = logging.getLogger(__name__)
ASSETS = "assets/coursewright"
"""Folder of the player's files in a built site."""


@dataclass(frozen=True, slots=True)
class Page:
    """The page that is being rendered."""

    path: str = ""
    """As the course's problems print it, such as ``docs/start.md``."""
    base: str = ""
    """From the page's address to the site's root: ``../`` or nothing."""
    lesson: str = ""
    """The lesson's id, by which its progress is saved."""
    language: str = ""
    """Where it isn't the session's."""
    options: PageOptions = DEFAULTS
    blocks: tuple[Block, ...] | None = None
    """What has been read from it already, if its text hasn't changed since."""
    text: str = ""
    """That text: hooks and other extensions may have changed it when it comes to rendering."""
    terms: bool = False
    """Whether words of the glossary are explained where they first stand."""


@dataclass
class Session:
    """A build: the course, the language, and the page at hand."""

    course: Course = field(default_factory=Course)
    language: str = "en"
    page: Page = field(default_factory=Page)
    versions: Mapping[str, str] = field(default_factory=dict)
    """Digest of each asset, so that a browser never runs an old script on a new page."""
    translations: Mapping[str, Path] = field(default_factory=dict)
    """A course's own catalogues by language, over mkdocs-quiz's."""
    formulas: Formulas = "mathml"
    """Whether formulas are drawn by the page alone, or stay TeX for a script of the author's."""
    installs: bool = False
    """Whether the site that is built may be kept on a learner's device."""
    rendered: dict[str, ItemForm] | None = None
    """Where each item's parts are kept by its id, for whoever needs more than the page; None where nobody does."""
    typeset: Callable[[str], str] = str
    """Sets a plain text as the page's own extensions set what is written in Markdown."""
    _addresses: Addresses | None = None

    @property
    def addresses(self) -> Addresses:
        """Where the links of the course's files lead."""
        if self._addresses is None or self._addresses.course is not self.course:
            self._addresses = Addresses(self.course)
        return self._addresses

    @property
    def texts(self) -> Texts:
        """Interface texts in the language of the page at hand."""
        language = self.page.language or self.language
        about, course = self.course.about, self.course.original or self.course
        words = words_in(about.words, language, about.languages[0] if about.languages else course.language)
        return texts_in(language, self.translations.get(language), words)

    def asset(self, name: str) -> str:
        """Return the address of one of the player's files, from the page at hand."""
        version = self.versions.get(name)
        return f"{self.page.base}{ASSETS}/{name}" + (f"?{version}" if version else "")

    @classmethod
    def from_options(cls, options: Mapping[str, Any], md: Markdown) -> Session:
        """Return a session for an engine without our plugin: from the extension's options, and Zensical's context."""
        context = next(
            (found for found in md.preprocessors if hasattr(found, "page") and hasattr(found, "config")), None
        )
        config: Mapping[str, Any] = getattr(context, "config", {}) if context else {}
        docs = str(config.get("docs_dir") or "docs")
        root = Path(str(config.get("root_dir") or Path.cwd()))
        facts = (config.get("extra") or {}).get("course")
        if options["course"]:
            facts = {**(facts if isinstance(facts, Mapping) else {}), "id": options["course"]}
        language = options["language"] or (config.get("theme") or {}).get("language") or "en"
        banks, nav = root / str(options["banks"]), _nav(config.get("nav")) or None
        name, site_url = str(config.get("site_name") or ""), str(config.get("site_url") or "")
        layout = Layout(root=root, docs=root / docs, banks=banks, nav=nav, facts=facts, title=name, site_url=site_url)
        course = _course(layout)
        if context is not None and (said := unnamed(course)):
            _warn(said)
        page = Page()
        if context is not None:
            found: Any = context.page
            docs_name = posixpath.relpath(docs, root.as_posix()) if Path(docs).is_absolute() else docs
            meta: Mapping[str, Any] = found.meta if isinstance(getattr(found, "meta", None), Mapping) else {}
            lesson = course.lesson_by_path.get(path := posixpath.join(docs_name, str(found.path)))
            page = Page(
                path,
                "../" * str(found.path).count("/"),  # from the file: Zensical turns it into one from the address
                lesson=lesson.progress_id if lesson else "",
                terms=explains(lesson, meta),
            )
        return cls(course, language, page, formulas=formulas_option(options, config.get("extra_javascript") or ()))


def unnamed(course: Course) -> str:
    """Return what to tell the author of a course without an id of its own; nothing to another one."""
    if course.about.named:
        return ""
    return (
        f"This course has no id, so learners' answers are saved as “{course.id}”, after the site's address or name; "
        "when that changes, nobody finds them again. Write into mkdocs.yml, below extra and course:\n"
        f"    id: {course.id}"
    )


@cache
def _warn(said: str) -> None:
    """Say it once, although each page has a session of its own."""
    _log.warning(said)


_courses: dict[tuple[Any, ...], Course] = {}


def explains(lesson: Lesson | None, meta: Mapping[str, Any]) -> bool:
    """Return whether a page explains words of the glossary: a lesson does, unless its front matter says not."""
    return lesson is not None and lesson.keeps_progress and meta.get("glossary") is not False


def _nav(entries: Any) -> Any:
    """Return Zensical's navigation as ``mkdocs.yml`` writes it."""
    if isinstance(entries, list):
        return [_nav(entry) for entry in entries]
    if isinstance(entries, Mapping) and "url" in entries:
        inside = _nav(entries["children"]) if entries.get("children") else entries["url"]
        return {entries["title"]: inside} if entries.get("title") else inside
    return entries


def _course(layout: Layout) -> Course:
    """Return the course, read anew only when one of its files has changed."""
    files = [path for folder in (layout.docs, layout.banks) for path in sorted(folder.rglob("*.md"))]
    stamps = tuple((str(path), path.stat().st_mtime_ns) for path in [*files, layout.root / LOCAL] if path.is_file())
    key = (str(layout.root), str(layout.banks), repr(layout.facts), layout.site_url, layout.title, stamps)
    if key not in _courses:
        _courses.clear()
        _courses[key] = read_course(layout)
    return _courses[key]
