"""A rendered course as a value: what packages, embeds and exports are made of, without any site's chrome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.problem import Source


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of an author's Markdown as HTML."""

    text: str
    block: bool = False
    """Whether it holds more than a line's worth: paragraphs, lists, code."""

    def within(self, tag: str, name: str) -> str:
        """Return it in an element of that class; a paragraph's place is taken by a ``div`` where it holds blocks."""
        tag = "div" if self.block and tag in ("p", "span") else tag
        return f'<{tag} class="{name}">{self.text}</{tag}>'


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """One page's content, between the frame's header and footer."""

    path: str
    """Its source file, as problems print it."""
    url: str
    """Below the site's root, an explicit file: ``principle-1/agreement.html``."""
    title: str
    content: str
    """HTML; what it links to stands relative to ``url``."""
    language: str = "en"
    """What its text is in: that of another edition, where nobody has translated it."""
    lesson: str = ""
    """The id that its progress is saved by; empty where it keeps none."""
    items: tuple[str, ...] = ()
    """Ids of the items that stand on it, those in a piece of the learner's path included."""
    scenarios: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    """Names of the pieces of the learner's path that stand on it."""
    files: tuple[str, ...] = ()
    """Every file of the site that it can load, by path below the root; what scripts and styles load is among them."""
    diagrams: tuple[Source, ...] = ()
    """Where each diagram that it shows is written, in its own file or in a bank."""
    links: tuple[str, ...] = ()
    """Every other page of the site that it links to, by ``url``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHtml:
    """The parts of an item as HTML, whose links are relative to the site's root, and lead to a page's file."""

    item: Item
    stem: Html
    labels: tuple[Html, ...] = ()
    """Each choice's text."""
    feedback: tuple[Html | None, ...] = ()
    """Each choice's reason."""
    explanation: Html | None = None
    pairs: tuple[Html, ...] = ()
    """Each pair's left entry."""
    hints: tuple[Html, ...] = ()
    replies: tuple[Html, ...] = ()
    files: tuple[str, ...] = ()
    """Every file of the site that it names, by path below the root."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """What a build of a course gives: pages, the files that they can load, and items part by part."""

    course: Course
    url: str = ""
    """The public address, with a slash at its end; empty where the course states none."""
    pages: tuple[SitePage, ...] = ()
    """In the order of the navigation, those that it leaves out behind it."""
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """Every file that a page can load, by path below the root."""
    items: Mapping[str, ItemHtml] = field(default_factory=dict)
    """Every readable item, those that stand on no page included, by id."""
    styles: tuple[str, ...] = ()
    """The style sheets of the look, and the course's own, by path below the root, in order."""
    drawing: tuple[str, ...] = ()
    """The course's own scripts that draw diagrams, by path below the root, in order."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Words of a package's frame in the course's language, by their English."""

    @property
    def language(self) -> str:
        """What the course is in, whatever single pages are in; there is one page at least."""
        return self.course.language or self.pages[0].language

    @cached_property
    def page_by_path(self) -> dict[str, SitePage]:
        """Pages by their source file."""
        return {page.path: page for page in self.pages}

    @cached_property
    def page_by_url(self) -> dict[str, SitePage]:
        """Pages by their address below the root."""
        return {page.url: page for page in self.pages}

    def only(self, course: Course) -> Site:
        """Return the site of a course that has been cut down: its lessons' pages, its items, and the files of both."""
        kept = {lesson.document.path for lesson in course.lessons}
        pages = tuple(page for page in self.pages if page.path in kept)
        items = {item.id: self.items[item.id] for item in course.items if item.id in self.items}
        files = {name for page in pages for name in page.files} | set(self.styles)
        files |= {name for item in items.values() for name in item.files}
        return replace(
            self,
            course=course,
            pages=pages,
            assets={name: content for name, content in self.assets.items() if name in files},
            items=items,
        )
