"""Where a page is, on the website and in a package; and the links and images of an item that leaves its course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urljoin

from coursewright.export.registry import Options
from coursewright.fragment.links import Link, links_in
from coursewright.model.addresses import Addresses
from coursewright.model.course import Course
from coursewright.model.item import Item

PAGES = "course"
"""Folder of the course's pages and their files in a package."""


class Rewritten(NamedTuple):
    """A piece of Markdown that can be read anywhere."""

    markdown: str
    lost: tuple[str, ...]
    """Images that no address leads to."""
    dead: tuple[str, ...] = ()
    """Links that no address leads to: their text stays."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Links:
    """Where the pages and files of a course are on its website."""

    addresses: Addresses
    site: str
    pages: dict[str, str]
    """Addresses below the site, by path as problems print it."""
    docs: str
    """What the path of every page and file of the site starts with."""

    @classmethod
    def of(cls, course: Course, options: Options) -> Links:
        """Return the course's addresses, as far as the options give them."""
        sources = {lesson.document.path: lesson.url_path for lesson in course.lessons} | dict(options.pages)
        pages = {path: site_address(below, options.directory_urls) for path, below in sources.items()}
        docs = next((path.removesuffix(below) for path, below in sources.items()), "docs/")
        site = options.site_url
        return cls(Addresses(course), site if not site or site.endswith("/") else f"{site}/", pages, docs)

    def address(self, link: str, origin: str, home: str = "") -> str | None:
        """Return the address that a link in the file ``origin`` leads to from anywhere; None if there is none."""
        target = self.addresses.target(link, origin, home)
        if target is None:
            return (urljoin(self.site, link) if self.site else None) if link[:1] == "/" and link[1:2] != "/" else link
        path = target.path
        if not self.site:
            return None
        if path in self.pages:
            path = self.pages[path]
        elif path.startswith(self.docs) and not path.endswith(".md"):
            path = path.removeprefix(self.docs) + ("/" if target.parts.path.endswith("/") else "")
        else:
            return None
        return self.site + target.parts._replace(path=quote(path)).geturl()

    def definitions(self, item: Item) -> dict[str, str]:
        """Return the targets that an item's links may refer to, by name: its own, and those of its file."""
        course, path = self.addresses.course, item.source.path
        lesson = course.lesson_by_path.get(path)
        document = lesson.document if lesson else course.document_by_path.get(path)
        return definitions_of([*(text.markdown for text in item.written), *(document.definitions if document else ())])

    def rewrite(self, markdown: str, origin: str, definitions: Mapping[str, str], home: str = "") -> Rewritten:
        """Return Markdown of the file ``origin`` with absolute links; of a link without an address, its text.

        A link to one of the definitions (``[text][name]``) states its target itself. An anchor alone leads to ``home``,
        where that is another file.
        """
        if "[" not in markdown and "<" not in markdown:
            return Rewritten(markdown, ())
        found = _Finder(self, markdown, origin, definitions, home)
        text, done = "", 0
        for edit in sorted(found.edits):
            if edit.start >= done:
                text += markdown[done : edit.start] + edit.text
                done = edit.end
        return Rewritten(text + markdown[done:], tuple(found.lost), tuple(found.dead))


def definitions_of(texts: Iterable[str]) -> dict[str, str]:
    """Return the targets that texts define for links elsewhere (``[name]: target``), by name."""
    found: dict[str, str] = {}
    for text in texts:
        if "]:" in text:
            for link in links_in(text):
                if link.form == "definition":
                    found.setdefault(link.name, link.target)
    return found


class _Finder:
    """What has to change in one piece of Markdown."""

    def __init__(
        self, links: Links, markdown: str, origin: str, definitions: Mapping[str, str], home: str = ""
    ) -> None:
        self.edits: list[_Edit] = []
        self.lost: list[str] = []
        self.dead: list[str] = []
        for link in links_in(markdown):
            if link.form == "definition":
                self.edits.append(_Edit(*link.opening, ""))
                continue
            target = link.target
            if link.form == "reference":
                if link.name not in definitions:
                    continue
                target = definitions[link.name]
            self.lead(link, target, links.address(target, origin, home))

    def lead(self, link: Link, target: str, address: str | None) -> None:
        if address is not None:
            text = f"](<{address}>)" if link.form == "reference" else address
            self.edits.append(_Edit(link.start, link.end, text))
        elif link.image:
            self.lost.append(target)
        else:
            self.dead.append(target)
            self.edits.append(_Edit(*link.opening, ""))
            if link.form != "attribute":
                self.edits.append(_Edit(*link.closing, ""))


def in_package(address: str) -> str:
    """Return where a package has a page, or a file that pages load, by its address in the rendered course."""
    return f"{PAGES}/{address}"


def site_address(path: str, directory_urls: bool) -> str:
    """Return a page's address below the site, as MkDocs gives it, from its source (``.md``) or its file (``.html``)."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if directory_urls:
        parts = [folder] * bool(folder) + [stem] * (stem != "index")
        return "".join(f"{part}/" for part in parts)
    return f"{folder}/{stem}.html".lstrip("/")
