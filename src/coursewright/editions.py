"""The course as one build publishes it: in one language, or once in each of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from coursewright.check.answer_key import LOCK
from coursewright.check.checker import check
from coursewright.model.course import Course, Lesson
from coursewright.problem import Problem
from coursewright.published import handed_over, outline, published, say_plainly
from coursewright.read.course import read_course
from coursewright.read.layout import Layout
from coursewright.render.frame.outline import Entry
from coursewright.render.frame.parts import Parts


class Editions:
    """What has been read of a course, by language; a course in one language has the empty text for it."""

    def __init__(self) -> None:
        self.courses: dict[str, Course] = {}
        self.lessons: dict[str, Lesson] = {}
        """Of what is being built, by path below the folder of pages."""
        self.current: tuple[Course, ...] = ()
        """Those that are being built: static-i18n builds one language after the other."""
        self.files: dict[str, Files] = {}
        """What was published in each language."""
        self.layout: Layout | None = None
        """Where that is; None before the navigation is known."""
        self.course_id = ""
        """Kept from the first build: a plugin may build every language with this one, under names of their own."""

    def read(self, found: Layout, files: Files, nav: Navigation, config: MkDocsConfig) -> list[Problem]:
        """Read and check what is published, behind every other plugin; return the problems in their order."""
        spoken = getattr(config.plugins.get("i18n"), "current_language", None) or ""
        languages = found.languages
        self.layout = where = published(replace(found, language=spoken), files, nav)
        full = handed_over(where, files, config)
        made = frozenset(self.path(path) for path in files.src_uris)
        problems: dict[Problem, None] = {}
        current = []
        first = read_course(found.original) if found.original else None
        for language in languages.all if languages and not languages.apart else (spoken,):
            original = first
            if languages and language != languages.default:
                original = self.courses.get(languages.default) or read_course(found)
            course, said = self._read(replace(where, language=language), full, original, made)
            problems |= dict.fromkeys(said)
            self.courses[course.language] = course
            self.files[course.language] = files
            current.append(course)
        self.layout, self.current = replace(full, language=spoken), tuple(current)
        self.lessons = {lesson.url_path: lesson for course in current for lesson in course.lessons}
        return sorted(problems, key=lambda problem: problem.order)

    def _read(
        self, where: Layout, full: Layout, original: Course | None, made: frozenset[str]
    ) -> tuple[Course, Iterable[Problem]]:
        """Return the course in one language as readers get it, and what is wrong with it."""
        course = self._named(read_course(where, original), made)
        problems = check(course)
        if where.texts == full.texts:
            return course, problems
        course = self._named(read_course(replace(full, language=where.language), original), made)
        locked = [problem for problem in problems if problem.code == LOCK]  # the key is of what the author writes
        return course, [*(problem for problem in check(course) if problem.code != LOCK), *locked]

    def _named(self, course: Course, made: frozenset[str]) -> Course:
        """Return the course under the id of the first build, and with the files that other plugins made."""
        self.course_id = self.course_id or course.id
        about = replace(course.about, id=self.course_id)
        return replace(course, about=about, files=(course.files or frozenset()) | made)

    def of(self, src_uri: str) -> Course:
        """Return the course in the language of a page."""
        languages = self.layout.languages if self.layout else None
        if len(self.current) == 1 or languages is None:
            return self.current[0]
        return self.courses[languages.of(src_uri)[0]]

    def path(self, src_uri: str) -> str:
        """Return a page's source file as problems print it."""
        assert self.layout is not None  # pages come behind the navigation
        return self.layout.name(self.layout.docs / src_uri)


def parted(nav: Navigation | None, apart: Sequence[str], name: str, editions: Editions) -> Parts:
    """Return the site's parts, once every title is known; and let no page lead on into another part.

    ``apart`` are the folders that stand apart from the course of this name.
    """
    if nav is None:
        return Parts()
    if editions.layout and editions.layout.formulas:
        say_plainly(nav.items)
    home = Entry(name, nav.homepage.url if nav.homepage else "")
    parts = Parts(outline(nav.items, editions.lessons, editions.of), apart, home)
    for page in nav.pages:
        if page.next_page and parts.of(page.next_page.url) != parts.of(page.url):
            page.next_page.previous_page, page.next_page = None, None
    return parts
