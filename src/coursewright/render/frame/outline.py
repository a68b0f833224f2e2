"""The course's outline as navigation, at a cost per page that doesn't grow with the course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

NEIGHBOURS = 3
"""How many sections before and behind the current one are shown."""
MOST = 12
"""Up to how many sections all are shown."""
PAGES = 40
"""Up to how many pages all of them are shown, not only those of the current section."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the navigation, or a section with entries."""

    title: str
    url: str | None
    """From the site's root; None for a section."""
    entries: tuple[Entry, ...] = ()
    lesson: str = ""
    """The lesson's id, by which its progress is saved."""

    @property
    def pages(self) -> tuple[Entry, ...]:
        """The pages below this entry in order, however deep."""
        if self.url is not None:
            return (self,)
        return tuple(page for entry in self.entries for page in entry.pages)


class Outline:
    """The navigation of one build: pages outside sections, the sections, and the pages of the current one or of all."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._loose = tuple(entry for entry in entries if entry.url is not None)
        self._sections = tuple(entry for entry in entries if entry.url is None and entry.pages)
        self._open = len(self._loose) + sum(len(section.pages) for section in self._sections) <= PAGES
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
        rows = [_link(page, base) for page in self._loose]
        shown = range(len(self._sections))
        if len(shown) > MOST:
            at = current or 0
            shown = range(max(0, at - NEIGHBOURS), min(len(shown), at + NEIGHBOURS + 1))
        rows += [self._section(number, self._open or number == current, base) for number in shown]
        return f'<ul class="cw-outline">{"".join(rows)}</ul>'

    def _section(self, number: int, is_open: bool, base: str) -> str:
        section = self._sections[number]
        if not is_open:
            first = section.pages[0]
            return f'<li class="cw-module"><a href="{_href(base, first.url or "")}">{escape(section.title)}</a></li>'
        rows = "".join(_link(page, base) for page in section.pages)
        return f'<li class="cw-module"><span>{escape(section.title)}</span><ul>{rows}</ul></li>'


def _link(page: Entry, base: str) -> str:
    lesson = f' data-lesson="{escape(page.lesson)}"' if page.lesson else ""
    return f'<li><a href="{_href(base, page.url or "")}"{lesson}>{escape(page.title)}</a></li>'


def _href(base: str, url: str) -> str:
    return escape(url if "://" in url or url.startswith(("/", "#")) else base + url or "./")
