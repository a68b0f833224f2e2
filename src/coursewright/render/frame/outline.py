"""The course's outline as navigation, at a cost per page that doesn't grow with the course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from math import isqrt

MOST = 100
"""Up to how many sections all are shown."""
PAGES = 40
"""Up to how many pages all of them are shown, not only those of the current section."""


def title_text(title: str | None) -> str:
    """Return a page's title as text: MkDocs has the one of a heading as HTML, and any other as it was written."""
    return unescape(str(title or ""))


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the navigation, or a section with entries."""

    title: str
    url: str | None
    """From the site's root; None for a section."""
    entries: tuple[Entry, ...] = ()
    lesson: str = ""
    """The lesson's id, by which its progress is saved."""
    played: str = ""
    """The ids of the scenarios on it, by which theirs is."""

    @property
    def pages(self) -> tuple[Entry, ...]:
        """The pages below this entry in order, however deep."""
        if self.url is not None:
            return (self,)
        return tuple(page for entry in self.entries for page in entry.pages)


class Outline:
    """The navigation of one build: pages outside sections, the sections, and the pages of the current one or of all.

    Of very many sections it shows those near the current one, and some of the others: from there, their own neighbours.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entry for entry in entries if entry.pages)
        self._sections = tuple(entry for entry in self._entries if entry.url is None)
        self._open = sum(len(entry.pages) for entry in self._entries) <= PAGES
        self._section_of = {page.url: number for number, section in enumerate(self._sections) for page in section.pages}
        self._cached = cache(self._pieces)

    def html(self, url: str | None, base: str) -> str:
        """Return the outline as seen from a page; ``base`` leads from it to the site's root.

        Pages of one section and depth share the text, but for the mark on the current one.
        """
        text = self._cached(self._section_of.get(url or "") if url is not None else None, base)
        if url is None:
            return text
        link = f'href="{_href(base, url)}"'
        return text.replace(link, f'{link} aria-current="page"', 1)

    def place(self, url: str | None) -> tuple[str, int, int]:
        """Return a page's section, its number there counted from 1, and how many pages the section has.

        An empty title and zeros for a page outside sections.
        """
        number = self._section_of.get(url or "")
        if number is None:
            return "", 0, 0
        pages = [page.url for page in self._sections[number].pages]
        return self._sections[number].title, pages.index(url) + 1, len(pages)

    def _pieces(self, current: int | None, base: str) -> str:
        at, count, number = current or 0, len(self._sections), -1
        step = 1 if count <= MOST else isqrt(count)
        rows = []
        for entry in self._entries:
            if entry.url is not None:
                rows.append(_link(entry, base))
                continue
            number += 1
            if number % step == 0 or abs(number - at) <= step:
                rows.append(_section(entry, base, is_open=self._open or number == current))
        return f'<ul class="cw-outline">{"".join(rows)}</ul>'


def _section(section: Entry, base: str, *, is_open: bool = True) -> str:
    title = escape(section.title)
    if not is_open:
        lessons = " ".join(page.lesson for page in section.pages if page.lesson)
        played = " ".join(page.played for page in section.pages if page.played)
        marks = _data("lessons", lessons) + _data("played", played)
        return f'<li class="cw-module"><a href="{_href(base, section.pages[0].url or "")}"{marks}>{title}</a></li>'
    rows = "".join(
        _link(entry, base) if entry.url is not None else _section(entry, base)
        for entry in section.entries
        if entry.pages
    )
    return f'<li class="cw-module"><span>{title}</span><ul>{rows}</ul></li>'


def _link(page: Entry, base: str) -> str:
    marks = _data("lesson", page.lesson) + _data("played", page.played)
    return f'<li><a href="{_href(base, page.url or "")}"{marks}>{escape(page.title)}</a></li>'


def _data(name: str, ids: str) -> str:
    return f' data-{name}="{escape(ids)}"' if ids else ""


def _href(base: str, url: str) -> str:
    return escape(url if "://" in url or url.startswith(("/", "#")) else base + url or "./")
