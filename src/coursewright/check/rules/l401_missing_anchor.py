"""A link to a page, a file or a heading that isn't there: the learner asks why, and lands on an error."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property
from urllib.parse import unquote

from coursewright.check.anchors import anchors_of
from coursewright.check.elsewhere import Wrong, called, elsewhere, empty, meant_elsewhere, speaks_of_it
from coursewright.check.looks import all_said
from coursewright.check.registry import Finding, rule
from coursewright.fragment.code import mask_all_code, mask_comments
from coursewright.fragment.indent import Outline
from coursewright.fragment.links import Link, links_in
from coursewright.fragment.rest import holds
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.addresses import Addresses, Target
from coursewright.model.course import Course, Lesson
from coursewright.model.urls import page_file
from coursewright.problem import Severity, Source

_INLINE = re.compile(r"\]\(([^()\s<]+)\)")
_ODD = re.compile(r"\[(?<!\[\[)(?![ x]\] |\[[^\[\]]*\]\](?!\()|[^\[\]]*\]\([^()\s<]+\))")
"""A bracket that opens neither a link in the plainest form, nor a box, nor a blank."""
_TAGGED = seldom(r"<[^<>]*\s(?:href|src)\s*=", re.I)
_FILLED_IN = re.compile(r"\{[{%]|\$\{|%7B%7B", re.I)
"""What a plugin replaces before anybody sees the page, such as ``{{ downloads }}/form.pdf``."""
_PICTURES = (".apng", ".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_MADE = ("__", "cw-", ":~:")
"""What the fragments start with that themes, our scripts and browsers make themselves."""


@rule("L401", "missing-anchor")
def missing_anchor(course: Course) -> Iterator[Finding]:
    """Follow the links of pages, sources, notes, items and scenarios as far as files and headings go.

    Other sites aren't asked, but an address that can lead nowhere is told. A missing anchor in a page's own text is
    advice: MkDocs has a setting for those.
    """
    site = _Site(course)
    yield from _in_pages(course, site)
    for text in _lines(course):
        for wrong, _ in site.broken(text, text.markdown):
            yield Finding(wrong.message, text.source, wrong.hint, severity=wrong.severity)
    for bank in course.banks:
        body, path = bank.document.body, bank.document.path
        anchors = body is None or holds(body.markdown, "](#") or holds(body.markdown, "](?")
        if body and not anchors and site.sound(body.markdown, path):
            continue
        for item in bank.document.items:
            home = site.addresses.home(item)
            for text in () if site.sound(all_said(item), path, home) else item.written:
                for wrong, source in site.broken(text, text.markdown, home):
                    yield Finding(wrong.message, source, wrong.hint, item.id, wrong.severity)
    for scenario in course.scenarios:
        for text, _ in scenario.texts:
            for wrong, source in site.broken(text, text.markdown):
                yield Finding(wrong.message, source, wrong.hint, severity=wrong.severity)


def _in_pages(course: Course, site: _Site) -> Iterator[Finding]:
    for lesson in course.lessons:
        if body := lesson.document.body:
            plain = mask_comments(mask_all_code(body.markdown))
            found = [] if site.sound(plain, body.path) else [*site.broken(body, plain)]
            outline = Outline(body.markdown.split("\n") if found else ())
            for wrong, source in found:
                if outline.is_block(source.line - body.line):  # of code, which shows links
                    continue
                item = _item_at(lesson, source.line)
                severity = wrong.severity if item else wrong.in_prose or wrong.severity
                yield Finding(wrong.message, source, wrong.hint, item, severity)


def _lines(course: Course) -> Iterator[Text]:
    """Yield the sources of pages and a school's notes, each with the place of its name or list entry."""
    for lesson in course.lessons:
        for at, source in enumerate(lesson.sources):
            yield Text(source, *(lesson.document.places.get(f"sources.{at}") or lesson.document.places["sources"]))
    for note in course.notes.values():
        yield Text(note.markdown, *note.source)


def _item_at(lesson: Lesson, line: int) -> str:
    """Return the id of the item that stands in a line of the lesson's own text."""
    found = (item.id for item in lesson.document.items if item.source.line <= line <= item.end)
    return next(found, "")


def _left_out(path: str, option: str) -> Wrong:
    """Return what is wrong with a link to a file that isn't published; a draft may be so until it is ready."""
    hint = f"Take it out of “{option}” in mkdocs.yml, or the link out of here."
    if not option:
        hint = "Move it: MkDocs publishes neither templates/ nor what starts with a dot."
    severity = Severity.ADVICE if option == "draft_docs" else Severity.ERROR
    return Wrong(f"“{path}” isn't in the site: {option or 'MkDocs by itself'} leaves it out", hint, severity)


def _of_page(address: str) -> tuple[str, ...]:
    """Return the files that can stand at an address: of that name, or a page's."""
    stem = address.removesuffix(".html").removesuffix("/index")
    return address, f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"


class _Site:
    """The pages and files of a course, and the anchors of those pages that are linked to."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.addresses = Addresses(course)
        self.pages: dict[str, Lesson] = {lesson.document.path: lesson for lesson in course.lessons}
        self.anchors: dict[str, frozenset[str] | None] = {}
        self.followed: dict[tuple[str, str], tuple[Wrong, ...]] = {}
        """What is wrong with a target, by the file it is in, or by its folder where any file there would do."""
        self.right: dict[str, set[str]] = defaultdict(set)
        """Targets that lead somewhere from each file of a folder."""
        self.targets: dict[tuple[str, str], Target | None] = {}
        """Where an address leads, whatever anchor is behind it."""

    @cached_property
    def files(self) -> frozenset[str]:
        return (self.course.files or frozenset()) | self.pages.keys()

    @cached_property
    def folders(self) -> frozenset[str]:
        found = {posixpath.dirname(path) for path in self.files}
        return frozenset(found | {posixpath.dirname(folder) for folder in found})

    def broken(self, text: Text, plain: str, home: str = "") -> Iterator[tuple[Wrong, Source]]:
        """Yield what is wrong with each link that leads nowhere, and its place; ``plain`` is the text to look at.

        ``home`` is the page that an anchor alone leads to, where the text stands in another file.
        """
        spoken: bool | None = None
        for link in links_in(plain):
            found = self.wrong(link.target, text.path, home) if link.target else (*empty(link, plain),)
            for wrong in found or (self.in_tag(link, text.path, home) if link.form == "attribute" else ()):
                if wrong.own and spoken is None:
                    spoken = speaks_of_it(text.markdown, plain)
                if (code := called(link, plain)) and wrong.hint != f"Did you mean “{link.target}.md”?":
                    wrong = wrong._replace(hint=f"Put code in backticks: `{code}`.")  # noqa: PLW2901
                if not (wrong.own and spoken):
                    yield wrong, text.place(link.start)

    def sound(self, plain: str, path: str, home: str = "") -> bool:
        """Return whether a text's links are of the plainest form, and each leads somewhere; it takes less long."""
        if _ODD.search(plain) or holds(plain, "]:") or ("=" in plain and _TAGGED.search(plain)):
            return False
        right = self.right[posixpath.dirname(path)]
        new = {*_INLINE.findall(plain)} - right
        right.update(target for target in new if target[0] not in "#?" and not self.wrong(target, path))
        return not any(self.wrong(target, path, home) for target in new - right)

    def wrong(self, target: str, path: str, home: str = "") -> tuple[Wrong, ...]:
        """Return what is wrong with a link in a file."""
        key = target, self.start(target, path, home)
        found = () if _FILLED_IN.search(target) else self.followed.get(key)
        if found is None:
            found = self.followed[key] = tuple(self.follow(target, path, home))
        return found

    def start(self, link: str, path: str, home: str) -> str:
        """Return what a link leads on from: the file's folder, or a page if it is an anchor alone."""
        return home or path if link[:1] in ("", "#", "?") else posixpath.dirname(path)

    def follow(self, link: str, origin: str, home: str) -> Iterator[Wrong]:
        """Yield what is wrong with a link in the file ``origin``."""
        address, _, fragment = link.partition("#")
        key = address, self.start(address, origin, home)
        if key not in self.targets:
            self.targets[key] = self.addresses.target(address, origin, home)
        target, fragment = self.targets[key], unquote(fragment)
        if target is None:
            yield from elsewhere(link) if link[:1] != "/" else self.from_root(unquote(address), origin)
        elif target.path in self.pages:
            yield from self.anchor(fragment, target.path)
        elif target.parts.path and self.course.files is not None and target.path not in self.files | self.folders:
            if not self.is_address(target.parts.path, origin):
                yield self.missing(target.path, origin, link)
        elif target.path in self.course.left_out:
            yield _left_out(target.path, self.course.left_out[target.path])
        elif fragment and origin in self.course.document_by_path and not target.parts.path:
            hint = "Name the page, too: “page.md#name”."
            message = f"“#{fragment}” leads nowhere: no lesson shows this item"
            yield Wrong(message, hint, Severity.WARNING, Severity.ADVICE)

    def is_address(self, path: str, origin: str) -> bool:
        """Return whether a page's link leads somewhere as browsers take it, from the page's address: ``../other/``."""
        page = self.pages.get(origin)
        if page is None or path.endswith(".md"):
            return False
        return self.is_there(posixpath.normpath(posixpath.join(self.address(page), unquote(path))))

    def address(self, page: Lesson, *, inside: bool = True) -> str:
        """Return the folder that is a page's address, or in which that is; outside of it, the last part counts, too."""
        built = page_file(page.document.path, directory=self.course.urls.directory)
        return posixpath.dirname(built) if inside or posixpath.basename(built) == "index.html" else built

    def is_there(self, found: str) -> bool:
        """Return whether a file is published at an address, or a page."""
        return any(name in self.files for name in _of_page(found.rstrip("/")))

    def in_tag(self, link: Link, origin: str, home: str) -> Iterator[Wrong]:
        """Yield what is wrong with an address in a tag of HTML, which MkDocs doesn't make that of a page.

        Browsers follow it from the address of the page that it stands in, and not from its file.
        """
        page = self.pages.get(home or origin)
        if page is None or not self.course.urls.known or _FILLED_IN.search(link.target):
            return
        target = self.addresses.target(link.target, origin, home)
        if target is None or not target.parts.path or self.course.files is None or target.path not in self.files:
            return
        if self.is_address(target.parts.path, page.document.path):
            return
        linked = self.pages.get(target.path)
        to = self.address(linked, inside=False) if linked else target.path
        right = posixpath.relpath(to, self.address(page)) + ("/" if linked and not to.endswith(".html") else "")
        right += f"#{target.parts.fragment}" if target.parts.fragment else ""
        hints = [f'{link.name}="{right}"'] if not home or home == origin else []
        if link.name == "href" or posixpath.splitext(target.path)[1].lower() in _PICTURES:
            hints.insert(0, f"“{'!' if link.image else ''}[…]({link.target})”")
        hint = f"Write {' or '.join(hints)}." if hints else "Name it from the address of the page that shows it."
        message = f"“{link.target}” leads nowhere: MkDocs leaves it as it is in a tag, where it counts from the address"
        yield Wrong(message, hint, Severity.WARNING, self.in_prose(page))  # Zensical makes addresses of those, too

    def from_root(self, address: str, origin: str) -> Iterator[Wrong]:
        """Yield what is wrong with an address that starts with a slash: it counts from the root of the host."""
        urls, path = self.course.urls, address.lstrip("/")
        if address[:2] == "//" or urls.from_docs or not urls.known or not path:
            return
        of_pages = f"{self.docs}/{path}"
        meant = of_pages if self.is_there(of_pages) else path if self.is_there(path) else ""
        if meant and path.endswith(".md"):
            severity, why = Severity.ERROR, "the site has no “.md” at any address"
        elif meant == of_pages and urls.root and not f"{path}/".startswith(f"{urls.root}/"):
            severity, why = Severity.WARNING, f"the site stands below “/{urls.root}/”"
        else:
            return
        right = next((name for name in _of_page(meant.rstrip("/")) if name in self.pages), meant)
        hint = f"Write “{posixpath.relpath(right, posixpath.dirname(origin) or '.')}”."
        yield Wrong(f"“{address}” leads nowhere: {why}", hint, severity, self.in_prose(self.pages.get(origin)))

    @staticmethod
    def in_prose(page: Lesson | None) -> Severity | None:
        """Return how much matters, in a page's own text, what MkDocs lets pass even if it is strict."""
        return None if page and page.document.meta.get("id") else Severity.ADVICE

    @cached_property
    def docs(self) -> str:
        """The folder of pages."""
        found = ((path, page.url_path) for path, page in self.pages.items())
        return next((path.removesuffix(f"/{url}") for path, url in found if path.endswith(f"/{url}")), "docs")

    def missing(self, path: str, origin: str, link: str) -> Wrong:
        name = posixpath.basename(path)
        outside = (
            origin not in self.pages
            and not path.startswith(f"{self.docs}/")
            and posixpath.splitext(name)[1] not in ("", ".md")
        )
        near = [] if outside else get_close_matches(path, self.files, 1, 0.7)
        near = near or [file for file in sorted(self.files) if posixpath.basename(file) == name][:1]
        hint = f"Did you mean “{posixpath.relpath(near[0], posixpath.dirname(origin) or '.')}”?" if near else ""
        if not hint and (meant := meant_elsewhere(link)):
            hint = f"Did you mean “{meant}”?"
        if not hint and outside:
            right = posixpath.relpath(f"{self.docs}/{name}", posixpath.dirname(origin) or ".")
            hint = f"Put it into {self.docs}/, and write “{right}”: only what lies there is published."
            return Wrong(f"“{path}” is no file of the site", hint, Severity.ERROR)
        hint = hint or "Links go to files, as on GitHub, from the file they are in."
        return Wrong(f"there is no page or file “{path}”", hint, Severity.ERROR)

    def anchor(self, fragment: str, path: str) -> Iterator[Wrong]:
        if not fragment or fragment == "top" or fragment.startswith(_MADE):
            return
        if path not in self.anchors:
            self.anchors[path] = anchors_of(self.pages[path], self.course)
        known = self.anchors[path]
        if known is not None and fragment not in known:
            near = get_close_matches(fragment, sorted(known), 1)
            hint = f"Did you mean “#{near[0]}”?" if near else f"Give the heading that name: {{#{fragment}}}"
            message = f"{path} has no heading or id “#{fragment}”"
            yield Wrong(message, hint, Severity.WARNING, Severity.ADVICE)
