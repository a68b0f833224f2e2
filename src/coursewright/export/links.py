"""Links and images of an item that leaves its course: absolute where the website has their target."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from coursewright.export.registry import Options
from coursewright.model import Course
from coursewright.read.markup import mask_all_code

_INSIDE = r"(?:[^()\\]|\\.|\([^()]*\))*"
_TOKEN = re.compile(rf"\\.|!?\[|\](?:\((?P<inside>{_INSIDE})\)|\[(?P<name>[^\[\]]*)\])?", re.S)
_TARGET = re.compile(r"\s*(?:<(?P<angled>[^<>]*)>|(?P<bare>.*?))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*", re.S)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>[^\[\]^][^\[\]]*)\]:[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>\S+)).*\n?", re.M
)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r"\s(?P<name>href|src)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.I)


class Rewritten(NamedTuple):
    """A piece of Markdown that can be read anywhere."""

    markdown: str
    lost: tuple[str, ...]
    """Images that no address leads to."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Links:
    """Where the pages and files of a course are on its website."""

    site: str
    pages: dict[str, str]
    """Addresses below the site, by path as problems print it."""
    docs: str
    """What the path of every page and file of the site starts with."""

    @classmethod
    def of(cls, course: Course, options: Options) -> Links:
        """Return the course's addresses, as far as the options give them."""
        pages = {}
        docs = "docs/"
        for lesson in course.lessons:
            pages[lesson.document.path] = _page(lesson.url_path, options.directory_urls)
            docs = lesson.document.path.removesuffix(lesson.url_path)
        site = options.site_url
        return cls(site if not site or site.endswith("/") else f"{site}/", pages, docs)

    def address(self, link: str, origin: str) -> str | None:
        """Return the address that a link in the file ``origin`` leads to from anywhere; None if there is none."""
        try:
            parts = urlsplit(link)
        except ValueError:  # such as an unclosed [ in a host: not ours to judge
            return link
        if parts.scheme or parts.netloc:
            return link
        if not self.site:
            return None
        if parts.path.startswith("/"):
            return urljoin(self.site, link)
        path = origin
        if parts.path:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), unquote(parts.path)))
        if path in self.pages:
            path = self.pages[path]
        elif path.startswith(self.docs) and not path.endswith(".md"):
            path = path.removeprefix(self.docs) + ("/" if parts.path.endswith("/") else "")
        else:
            return None
        return self.site + parts._replace(path=quote(path)).geturl()

    def rewrite(self, markdown: str, origin: str, definitions: Mapping[str, str]) -> Rewritten:
        """Return Markdown of the file ``origin`` with absolute links; of a link without an address, its text.

        A link to one of the definitions (``[text][name]``) states its target itself.
        """
        if "[" not in markdown and "<" not in markdown:
            return Rewritten(markdown, ())
        found = _Finder(self, markdown, origin, definitions)
        text, done = "", 0
        for edit in sorted(found.edits):
            if edit.start >= done:
                text += markdown[done : edit.start] + edit.text
                done = edit.end
        return Rewritten(text + markdown[done:], tuple(found.lost))


def definitions_of(texts: Iterable[str]) -> dict[str, str]:
    """Return the targets that texts define for links elsewhere (``[name]: target``), by name."""
    found: dict[str, str] = {}
    for text in texts:
        if "]:" in text:
            for definition in _DEFINITION.finditer(mask_all_code(text)):
                found.setdefault(_name(definition["name"]), definition["bare"] or definition["angled"] or "")
    return found


class _Finder:
    """What has to change in one piece of Markdown; code stays as it is."""

    def __init__(self, links: Links, markdown: str, origin: str, definitions: Mapping[str, str]) -> None:
        self.links = links
        self.markdown = markdown
        self.origin = origin
        self.definitions = definitions
        self.edits: list[_Edit] = []
        self.lost: list[str] = []
        self.plain = mask_all_code(markdown)
        if "]:" in markdown:
            for found in reversed(list(_DEFINITION.finditer(self.plain))):
                self.edits.append(_Edit(found.start(), found.end(), ""))
                self.plain = self.plain[: found.start()] + " " * len(found[0]) + self.plain[found.end() :]
        self.brackets()
        self.tags()

    def brackets(self) -> None:
        opened: list[re.Match[str]] = []
        for token in _TOKEN.finditer(self.plain):
            if token[0][-1] == "[" and token[0][0] != "\\":
                opened.append(token)
            elif token[0][0] == "]" and opened:
                self.link(opened.pop(), token)

    def link(self, opening: re.Match[str], closing: re.Match[str]) -> None:
        if closing["inside"] is not None:
            inside = _TARGET.fullmatch(closing["inside"])
            assert inside  # it matches anything
            group = "bare" if inside["angled"] is None else "angled"
            start = closing.start("inside") + inside.start(group)
            end = closing.start("inside") + inside.end(group)
            target = self.markdown[start:end]
            address = self.links.address(target, self.origin)
            edit = _Edit(start, end, address or "")
        else:
            name = _name(closing["name"] or self.plain[opening.end() : closing.start()])
            if name not in self.definitions:
                return
            target = self.definitions[name]
            address = self.links.address(target, self.origin)
            edit = _Edit(closing.start(), closing.end(), f"](<{address}>)")
        if address is not None:
            self.edits.append(edit)
        elif opening[0][0] == "!":
            self.lost.append(target)
        else:
            self.edits.append(_Edit(opening.start(), opening.end(), ""))
            self.edits.append(_Edit(closing.start(), closing.end(), ""))

    def tags(self) -> None:
        for tag in _TAG.finditer(self.plain):
            for found in _ATTRIBUTE.finditer(tag[0]):
                group = "single" if found["double"] is None else "double"
                start, end = tag.start() + found.start(group), tag.start() + found.end(group)
                target = self.markdown[start:end]
                address = self.links.address(target, self.origin)
                if address is not None:
                    self.edits.append(_Edit(start, end, address))
                elif found["name"].lower() == "src":
                    self.lost.append(target)
                else:
                    self.edits.append(_Edit(tag.start() + found.start(), tag.start() + found.end(), ""))


def _name(written: str) -> str:
    return " ".join(written.split()).casefold()


def _page(path: str, directory_urls: bool) -> str:
    """Return a page's address below the site, as MkDocs gives it."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".md")
    if directory_urls:
        parts = [folder] * bool(folder) + [stem] * (stem != "index")
        return "".join(f"{part}/" for part in parts)
    return f"{folder}/{stem}.html".lstrip("/")
