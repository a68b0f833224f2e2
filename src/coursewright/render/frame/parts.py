"""A site's parts: the course, and folders that stand apart from it with an outline and a search of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from coursewright.render.frame.furniture import INDEX, INDEX_JSON, index_script
from coursewright.render.frame.outline import Entry, Outline


class Parts:
    """The course and what stands apart; the course's own part has the empty text for its folder."""

    def __init__(
        self,
        entries: Sequence[Entry] = (),
        folders: Sequence[str] = (),
        home: Entry = Entry("", ""),  # noqa: B008
    ) -> None:
        """``entries`` are the whole navigation; ``home`` is the way back from a part to the course."""
        self._folders = tuple(sorted((quote(folder) for folder in folders), key=len, reverse=True))
        self._outlines = {"": Outline(self._of(entries, ""))}
        self._links: dict[str, dict[str, str]] = {}
        for folder in self._folders:
            own = self._of(entries, folder)
            pages = [page for entry in own for page in entry.pages]
            self._outlines[folder] = Outline((home, *own))
            if pages:
                self._links[folder] = {"title": own[0].title, "url": pages[0].url or ""}

    def of(self, url: str | None) -> str:
        """Return the folder of a page's part."""
        return next((folder for folder in self._folders if (url or "").startswith(folder)), "")

    def outline(self, url: str | None) -> Outline:
        """Return the outline of a page's part."""
        return self._outlines[self.of(url)]

    def shown(self, url: str | None, base: str, index: str) -> dict[str, object]:
        """Return what a page's template gets: its outline, its search index, and the ways to the other parts.

        ``index`` is that of the course; ``base`` leads from the page to the site's root.
        """
        part = self.of(url)
        return {
            "outline": self._outlines[part].html(url, base),
            "apart": bool(part),
            "search_index": _index(index, part),
            "parts": [link for folder, link in self._links.items() if folder != part],
        }

    def indexes(self, text: str, *, offline: bool) -> Iterator[tuple[str, str]]:
        """Yield the search index (JSON) part by part, each with its path; offline, as scripts too."""
        index = json.loads(text) if self._folders else {"docs": []}
        for part in self._outlines:
            docs = [doc for doc in index["docs"] if self.of(doc["location"]) == part]
            own = json.dumps({**index, "docs": docs}, separators=(",", ":")) if self._folders else text
            yield _index(INDEX_JSON, part), own
            if offline:
                yield _index(INDEX, part), index_script(own)

    def _of(self, entries: Sequence[Entry], part: str) -> tuple[Entry, ...]:
        kept = []
        for entry in entries:
            if entry.url is None:
                kept.append(replace(entry, entries=self._of(entry.entries, part)))
            elif self.of(entry.url) == part:
                kept.append(entry)
        return tuple(entry for entry in kept if entry.pages)


def _index(name: str, part: str) -> str:
    """Return the path of a part's index, where the course's has this one."""
    return name.replace("search_index", "search_" + part.strip("/").replace("/", "-")) if part else name
