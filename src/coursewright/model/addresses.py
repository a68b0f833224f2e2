"""Where the links of what was written in one file lead, for whoever checks, shows or exports it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from coursewright.model.course import Course
from coursewright.model.item import Item


class Target(NamedTuple):
    """A page or a file of the course that a link leads to."""

    path: str
    """As problems print it."""
    parts: SplitResult
    """The link as it is written."""

    @property
    def fragment(self) -> str:
        """The anchor on the page; empty where the link has none."""
        return unquote(self.parts.fragment)


@dataclass(frozen=True)
class Addresses:
    """The targets of a course's links."""

    course: Course

    @cached_property
    def _shown(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for lesson in self.course.lessons:
            for item in self.course.shown_in(lesson):
                found.setdefault(item.id, lesson.document.path)
        return found

    def home(self, item: Item) -> str:
        """Return the page that an anchor alone means in an item: its own, or the first that shows it; else nothing."""
        if item.source.path in self.course.lesson_by_path:
            return item.source.path
        return self._shown.get(item.id, "")

    def target(self, link: str, origin: str, home: str = "") -> Target | None:
        """Return what a link in the file ``origin`` leads to; None if it leads out of the course's files.

        An anchor alone leads to ``home``, where that is another file. What starts with a slash leads out, too: nobody
        knows what is at the root of a host.
        """
        try:
            parts = urlsplit(link)
        except ValueError:  # such as an unclosed [ in a host: the engine says what it thinks of it
            return None
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        if not parts.path:
            return Target(home or origin, parts)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(parts.path)))
        return Target(path, parts)

    def seen_from(self, page: str, link: str, origin: str, home: str = "") -> str:
        """Return a link of one file as another one needs it; it stays as it is where that would change nothing."""
        target = self.target(link, origin, home)
        if target is None or (not target.parts.path and (not target.fragment or not home or home == page)):
            return link
        if target.path == page and target.fragment:
            return f"#{target.parts.fragment}"
        written = target.parts.path and posixpath.join(posixpath.dirname(origin), target.parts.path)
        path = posixpath.relpath(written or quote(target.path), posixpath.dirname(page) or ".")
        return target.parts._replace(path=f"{path}/" if target.parts.path.endswith("/") else path).geturl()
