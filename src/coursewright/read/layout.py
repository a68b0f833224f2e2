"""Where a course's files are, and what its configuration says of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from coursewright.fragment.indent import Annotations
from coursewright.model.urls import Urls
from coursewright.problem import Problem, Source
from coursewright.read.configuration import places, plugin_entry
from coursewright.read.engine import Engine
from coursewright.read.facts import nearest
from coursewright.read.languages import Languages

Macros = Literal["", "asked", "all"]
"""Whether the plugin macros reads no text, that of pages which ask for it, or all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a course's files are, as plain data: reading knows no engine."""

    root: Path
    """The folder of ``mkdocs.yml``; problems print paths relative to it."""
    file: str = "mkdocs.yml"
    """The name of the configuration in that folder."""
    docs: Path
    banks: Path
    private_banks: tuple[Path, ...] = ()
    """Folders outside the public repository."""
    enabled: bool = True
    """Whether pages show their items unless their front matter says otherwise."""
    pages: tuple[str, ...] | None = None
    """Paths below ``docs`` of the pages that the engine publishes; None for all Markdown in the folder."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Files below ``docs`` that aren't published, each with the option that says so; empty for MkDocs by itself."""
    unnamed: frozenset[str] = frozenset()
    """Pages that a stated navigation doesn't name, where nothing says that this is meant."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """What the engine has in place of a file, by path as problems print it: pages that it makes, for example."""
    nav: Any = None
    """The navigation as in ``mkdocs.yml``: lists, mappings and paths."""
    nav_known: bool = True
    """Whether that is what readers will see; else a plugin makes it, and there are no sections before the build."""
    loose: frozenset[str] = frozenset()
    """Pages that stand in no section although no navigation is stated."""
    languages: Languages | None = None
    """In which languages the course is; None where files don't tell."""
    language: str = ""
    """The one to read; empty for the default one."""
    original: Layout | None = None
    """The course that this one translates, where each language is built from a configuration of its own."""
    facts: Any = None
    """``extra.course`` of ``mkdocs.yml``, as written."""
    places: Mapping[str, Source] = field(default_factory=dict)
    """Where each name and list entry of the facts stands, such as ``final.draw`` and ``core.0``."""
    title: str = ""
    site_url: str = ""
    directory_urls: bool = True
    """Whether a page's address ends with a folder instead of ``.html``."""
    shuffle_answers: bool = False
    """Whether choices are shuffled unless an item says otherwise."""
    unshown: Source | None = None
    """Where the plugins are listed, if neither they nor the extensions have Coursewright, so that no item is shown."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the configuration itself."""
    readdressed: bool = False
    """Whether a plugin or an option gives pages other addresses than MkDocs does by itself."""
    from_docs: bool = False
    """Whether a link that starts with a slash leads to a file below ``docs``."""
    own_slugs: bool = False
    """Whether headings get their ids in another way than Python-Markdown's own."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What the site says of rules, as written: ``select``, ``ignore``, ``severity`` and ``paths``."""
    setting_places: Mapping[str, Source] = field(default_factory=dict)
    """Where each name and list entry of the settings stands, such as ``ignore.0``."""
    apart: tuple[str, ...] = ()
    """Folders below ``docs`` that the theme lets stand apart from the course, as it lists them."""
    hides_parts: bool = False
    """Whether what a page hides are parts that we know: those of our theme, or Material's as it stands."""
    templated: bool = False
    """Whether a plugin or a hook may fill in what stands in braces or brackets."""
    formulas: bool = False
    """Whether formulas are drawn as MathML."""
    annotations: Annotations = ""
    """What has annotations under the site's theme."""
    extensions: frozenset[str] | None = None
    """Markdown's extensions by the names under which they are listed; None where nobody has said."""
    rewritten: bool = False
    """Whether a plugin or a hook may make something else of the marks that an author writes."""
    macros: Macros = ""
    """Which texts the plugin macros reads before Markdown does."""
    draws: frozenset[str] = frozenset(("formulas", "diagrams"))
    """Which of these two an extension draws, or a script or a template may draw."""

    @property
    def engine(self) -> Engine | None:
        """What Markdown makes of marks; None where nobody has said."""
        return None if self.extensions is None else Engine(self.extensions, self.rewritten, self.draws)

    @property
    def urls(self) -> Urls:
        """What becomes of addresses and headings."""
        plain = self.engine is not None and self.engine.leaves("pymdownx.pathconverter")
        known = plain and not self.readdressed and self.languages is None
        with suppress(ValueError):  # MkDocs says what it thinks of such an address
            root = urlsplit(self.site_url).path.strip("/")
            return Urls(self.own_slugs, known, self.directory_urls, self.from_docs, root)
        return Urls(self.own_slugs, known, self.directory_urls, self.from_docs)

    def place(self, key: str) -> Source:
        """Return where a name of the configuration stands, or the nearest one around it; the file is read for it."""
        return nearest(places(self.root / self.file, lambda node: (None, node)), key)

    def place_of_option(self, name: str) -> Source:
        """Likewise of an option of our plugin."""
        return nearest(places(self.root / self.file, plugin_entry), name)

    def name(self, path: Path) -> str:
        """Return a path as problems print it."""
        written, root = path.as_posix(), f"{self.root.as_posix()}/"
        if written.startswith(root) and ".." not in written:  # nearly always
            return written.removeprefix(root)
        return Path(os.path.relpath(path, self.root)).as_posix()
