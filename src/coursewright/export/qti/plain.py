"""Lessons as plain pages: for importers that take pages apart, and leave scripts, styles, and some links behind."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from coursewright.export.diagrams import undrawn
from coursewright.export.links import in_package, site_address
from coursewright.export.parts import ItemParts
from coursewright.export.qti.manifest import FILE_BASE, image_place
from coursewright.export.registry import loss
from coursewright.export.shell import dead_links
from coursewright.export.templates import filled
from coursewright.model.site import Site, SitePage
from coursewright.problem import Problem
from coursewright.render.html import HtmlLink, inside, with_links
from coursewright.render.texts import direction

_LEFT_OUT = re.compile(
    r'<a class="headerlink".*?</a>|<link\b[^>]*>|<script\b.*?</script>|\ssrcset="[^"]*"'
    r'|<select\b.*?</select>|<cw-score\b.*?</cw-score>|<fieldset class="cw-sure">.*?</fieldset>',
    re.S,
)
"""What means nothing there: marks behind headings, styles, scripts, sizes of images, and what only a script reads."""

_ITEM = re.compile(r'<cw-item\b[^>]*? data-item="(?P<id>[^"]*)".*?</cw-item>', re.S)
_ANSWER = re.compile(r' data-(?:key|accept|answers)="[^"]*"|<details class="cw-answer">.*</details>(?=</form>)', re.S)
_IMAGE = re.compile(r'<img\b[^<>]*?\ssrc="(?P<address>[^"]*)"[^<>]*>')
_DESCRIBED = re.compile(r'\salt="(?P<text>[^"]*)"')


class Reader(NamedTuple):
    """How an importer finds what a page names."""

    folder: str
    """Where it looks for the files that pages show, below the package's root."""
    file: Callable[[str, str], str]
    """Returns the address of a file by its path in that folder, from a page by its path in the package."""
    page: Callable[[str], str]
    """Returns the address of another page, by its path in the package; empty if it finds none."""
    anchors: bool
    """Whether it keeps the places in a page to which links lead."""
    folds: bool
    """Whether what a page folds away stays folded."""


MOODLE = Reader(
    "", lambda name, page: posixpath.relpath(name, posixpath.dirname(page)), lambda _: "", anchors=False, folds=False
)
"""Takes files by their place beside the page, forgets where pages were and the ids in them, and unfolds what is folded.

Read in ``backup/cc/entity11.resource.class.php``, and seen in Moodle 4.5.6.
"""
OPEN_EDX = Reader(
    "web_resources/",
    lambda name, _: FILE_BASE + name,
    lambda page: f"$WIKI_REFERENCE$/pages/{page.removesuffix('.html')}",
    anchors=True,
    folds=True,
)
"""Takes the names that Canvas writes. Read in cc2olx's ``static_links.py``, and seen in cc2olx."""


class PlainPage(NamedTuple):
    """One page as it stands in the package."""

    content: bytes
    files: Mapping[str, bytes]
    """What it shows, by path in the package."""
    problems: tuple[Problem, ...]


def plain_page(site: Site, page: SitePage, reader: Reader, asked: Container[str], *, directory_urls: bool) -> PlainPage:
    """Return a page without what makes it work on a website: its words, its pictures, and links that lead somewhere.

    ``asked`` are the items that a quiz asks as well: where nothing stays folded, their answers are the quiz's to tell.
    """
    dead: list[str] = []
    files: dict[str, bytes] = {}

    def target(link: HtmlLink) -> str | None:
        if link.target.startswith("#"):
            return None if reader.anchors else ""
        path = inside(link.target, page.url)
        if not path:
            return None
        if path in page.files:
            name = image_place("")(path)
            files[reader.folder + name] = site.assets[path]
            return reader.file(name, in_package(page.url))
        if path in site.page_by_url and (address := reader.page(in_package(path))):
            return address
        if site.url:
            address = site_address(path, directory_urls) if path.endswith(".html") else path
            return site.url + urlsplit(link.target)._replace(path=quote(address)).geturl()
        dead.append(link.target)
        return ""

    html = page.content if reader.folds else _ITEM.sub(lambda item: _unanswered(item, asked), page.content)
    html = with_links(_LEFT_OUT.sub("", html), target)
    content = filled("plain.html", page=page, direction=direction(page.language), content=html)
    return PlainPage(content, files, (*dead_links(page, dead), *undrawn(page.diagrams)))


def _unanswered(item: re.Match[str], asked: Container[str]) -> str:
    return _ANSWER.sub("", item[0]) if unescape(item["id"]) in asked else item[0]


def shown_in_moodle(parts: ItemParts, site: Site) -> ItemParts:
    """Return an item whose pictures outside its stem stand on the website, where Moodle's importer looks for none.

    Without an address of the website, their descriptions stay, and a problem says so.
    """
    places = {image_place(FILE_BASE)(path): path for path in parts.files}
    lost: list[str] = []

    def seen(html: str) -> str:
        return _IMAGE.sub(image, html)

    def image(tag: re.Match[str]) -> str:
        path = places.get(tag["address"])
        if path is None:
            return tag[0]
        if site.url:
            return tag[0].replace(f'"{tag["address"]}"', f'"{escape(site.url + quote(path))}"')
        lost.append(path)
        described = _DESCRIBED.search(tag[0])
        return described["text"] if described else ""

    made = replace(
        parts,
        labels=tuple(map(seen, parts.labels)),
        feedback=tuple(map(seen, parts.feedback)),
        explanation=seen(parts.explanation),
        replies=tuple(map(seen, parts.replies)),
        files={path: parts.files[path] for place, path in places.items() if place in parts.stem},
    )
    if not lost:
        return made
    message = "Moodle finds pictures of a cartridge in stems alone: elsewhere their description stays"
    hint = "State site_url in mkdocs.yml, or take Moodle XML."
    return replace(made, problems=(*parts.problems, loss(parts.item, message, hint)))
