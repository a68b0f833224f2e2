"""A course as every part of the toolkit sees it: read once, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from coursewright.fragment.text import Text
from coursewright.model.about import About
from coursewright.model.blueprint import Blueprint
from coursewright.model.item import Item, Use
from coursewright.model.key import KeyRow
from coursewright.model.notes import Note, Term
from coursewright.model.path import BESIDE, LearningPath
from coursewright.model.scenario import Scenario
from coursewright.model.single import Single, singles
from coursewright.model.standards import Standards
from coursewright.model.urls import Urls
from coursewright.problem import Problem, Source, Suppression


class Embed(NamedTuple):
    """A comment in a page that puts an item, a whole bank or a scenario there."""

    target: str
    bank: bool
    source: Source
    first: int = 0
    """Index of its line, counted from 0 in the text without front matter."""
    last: int = 0
    prefix: str = ""
    """What stands before it in its line: indentation, block-quote marks and a list's bullet."""
    scenario: bool = False


class Piece(NamedTuple):
    """A comment in a page that puts a part of the learner's path, or a list of sources, there."""

    name: str
    """As written; one of ``PIECES`` where the author made no mistake."""
    source: Source
    first: int = 0
    last: int = 0
    prefix: str = ""

    @property
    def is_of_path(self) -> bool:
        """Whether its page is one of the learner's path."""
        return self.name not in BESIDE


class Slot(NamedTuple):
    """A comment in a page that shows what a school has written under a name."""

    name: str
    source: Source
    first: int = 0
    last: int = 0
    prefix: str = ""


class ItemBlock(NamedTuple):
    """Where an item stands in a page's text, readable or not."""

    first: int
    """Index of its first line, counted from 0 in the text without front matter."""
    last: int
    prefix: str
    item: Item | None
    source: Source
    before: str = ""
    """Text of its first line that doesn't belong to it."""
    after: str = ""
    """Likewise of its last line."""


Block: TypeAlias = ItemBlock | Embed | Piece | Slot
"""What a page's text holds that isn't Markdown alone."""


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file: its front matter and what stands in it."""

    path: str
    """As problems print it: relative to the folder of ``mkdocs.yml``."""
    meta: Mapping[str, Any]
    places: Mapping[str, Source]
    """Where each top-level key of the front matter stands."""
    blocks: tuple[Block, ...] = ()
    definitions: tuple[str, ...] = ()
    """Lines outside items that define links, footnotes or abbreviations."""
    fingerprint: int = 0
    """Hash of the text behind the front matter, for this process: whether a page's text is still the one read."""
    allow: tuple[Suppression, ...] = ()
    """Rules that are wrong about the file as a whole; they don't reach into its items."""
    body: Text | None = None
    """Its text behind the front matter; None where nobody has read a file."""

    def place(self, *keys: str) -> Source:
        """Return where the first of these keys stands that has a place of its own, else where the file starts."""
        return next((self.places[key] for key in keys if key in self.places), Source(self.path, 1, 1))

    @property
    def items(self) -> Iterator[Item]:
        """The readable items, in the order of the text."""
        return (block.item for block in self.blocks if isinstance(block, ItemBlock) and block.item)

    @property
    def embeds(self) -> Iterator[Embed]:
        """The embedding comments, in the order of the text."""
        return (block for block in self.blocks if isinstance(block, Embed))

    @property
    def pieces(self) -> Iterator[Piece]:
        """The comments that put parts of the learner's path there, in the order of the text."""
        return (block for block in self.blocks if isinstance(block, Piece))

    @property
    def slots(self) -> Iterator[Slot]:
        """The comments that show a school's own notes, in the order of the text."""
        return (block for block in self.blocks if isinstance(block, Slot))


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do after a lesson."""

    id: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page of the course; one without an id of its own keeps no progress."""

    id: str
    title: str
    document: Document
    url_path: str
    """Path below ``docs/``, such as ``principle-1/agreement.md``."""
    objectives: tuple[Objective, ...] = ()
    minutes: float | None = None
    sources: tuple[str, ...] = ()
    """The works that it rests on, as Markdown; ``text.plain`` gives their words alone."""
    common: str = ""
    """The path that it shares with its translations; ``url_path`` where it has none."""
    translates: bool = False
    """Whether it is the translation of a lesson, whose id it has."""

    @property
    def keeps_progress(self) -> bool:
        """Whether what a learner does on it is counted: only where the author gave it an id, or what it translates."""
        return self.translates or "id" in self.document.meta

    @property
    def progress_id(self) -> str:
        """The id that its progress is saved by; empty where it keeps none."""
        return self.id if self.keeps_progress else ""


@dataclass(frozen=True, slots=True)
class Bank:
    """A file of items."""

    id: str
    """Path below the banks' folder without its ending, such as ``lesson-1-2``."""
    title: str
    use: Use
    document: Document


@dataclass(frozen=True, slots=True)
class Module:
    """A section of the navigation that holds lessons."""

    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Course:
    """Everything an author wrote, and the problems met in reading it."""

    about: About = field(default_factory=About)
    """What the author states of the course as a whole."""
    language: str = ""
    """Where the course is in several languages, the one of these lessons and banks."""
    original: Course | None = None
    """The same course in the language that it was first written in; None where that is this one."""
    places: Mapping[str, Source] = field(default_factory=dict)
    """Where each name and list entry of ``extra.course`` stands, such as ``final.draw`` and ``core.0``."""
    shuffle_answers: bool = False
    """Whether choices are shuffled unless an item says otherwise."""
    lessons: tuple[Lesson, ...] = ()
    """Every page of ``docs/``, in the order of the navigation, the rest behind it by path."""
    modules: tuple[Module, ...] = ()
    banks: tuple[Bank, ...] = ()
    path: LearningPath = field(default_factory=LearningPath)
    """What a learner goes through, and what finishing takes."""
    scenarios: tuple[Scenario, ...] = ()
    """Every readable scenario, in the order of their files' names."""
    files: frozenset[str] | None = None
    """Everything in the folder of pages, as problems print paths; None where nobody has looked."""
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Those of the files that aren't published, each with the option that says so; empty for the engine by itself."""
    urls: Urls = field(default_factory=Urls)
    """What becomes of addresses and headings."""
    formulas: bool = False
    """Whether formulas are drawn as MathML, and have to be such that they can be."""
    blueprint: Blueprint | None = None
    """What the author plans to assess, or None where nothing is planned."""
    standards: tuple[Standards, ...] = ()
    """What the author has looked up and may cite by number; where there is none, no number is checked."""
    standards_path: str = ""
    notes: Mapping[str, Note] = field(default_factory=dict)
    """What a school has written for its own learners, by name."""
    glossary: tuple[Term, ...] = ()
    """The words that lessons explain where they first use them; none unless ``extra.course`` names the page."""
    glossary_path: str = ""
    answer_key: tuple[KeyRow, ...] | None = None
    """The committed answer key, or None where there is none."""
    answer_key_path: str = ""
    problems: tuple[Problem, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What the site says of rules, as written: ``select``, ``ignore``, ``severity`` and ``paths``."""
    setting_places: Mapping[str, Source] = field(default_factory=dict)
    """Where each name and list entry of the settings stands, such as ``ignore.0``."""

    @property
    def id(self) -> str:
        """The author's id for the course."""
        return self.about.id

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every readable item: the banks' in order of path, then those that stand in lessons."""
        return tuple(item for document in self.documents for item in document.items)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The files that may hold items: the banks' in order of path, then the lessons'."""
        return (*[bank.document for bank in self.banks], *[lesson.document for lesson in self.lessons])

    @cached_property
    def singles(self) -> tuple[Single, ...]:
        """The scored items of which one of several choices may be picked, and one is right."""
        return tuple(singles(self.items))

    @cached_property
    def item_by_id(self) -> dict[str, Item]:
        """The first item of each id."""
        return {item.id: item for item in reversed(self.items)}

    @cached_property
    def document_by_path(self) -> dict[str, Document]:
        """Banks' files by their path."""
        return {bank.document.path: bank.document for bank in self.banks}

    @cached_property
    def lesson_by_path(self) -> dict[str, Lesson]:
        """Pages by their path, as problems print it."""
        return {lesson.document.path: lesson for lesson in self.lessons}

    @cached_property
    def lesson_by_common(self) -> dict[str, Lesson]:
        """Pages by the path that they share with their translations."""
        return {lesson.common: lesson for lesson in self.lessons}

    @cached_property
    def bank_by_id(self) -> dict[str, Bank]:
        """Banks by their id."""
        return {bank.id: bank for bank in self.banks}

    @cached_property
    def scenario_by_id(self) -> dict[str, Scenario]:
        """The first scenario of each id."""
        return {scenario.id: scenario for scenario in reversed(self.scenarios)}

    def practised_in(self, lesson: Lesson) -> list[Item]:
        """Return the items that a lesson shows and that count for it, each once."""
        return [item for item in self.shown_in(lesson) if item.counts and item.use == "practice"]

    def played_in(self, lesson: Lesson) -> list[str]:
        """Return the ids of the scenarios that a lesson shows."""
        found = (embed.target for embed in lesson.document.embeds if embed.scenario)
        return [target for target in dict.fromkeys(found) if target in self.scenario_by_id]

    def shown_in(self, lesson: Lesson) -> list[Item]:
        """Return the items that a lesson shows, each once."""
        shown = list(lesson.document.items)
        for embed in (embed for embed in lesson.document.embeds if not embed.scenario):
            bank, item = self.bank_by_id.get(embed.target), self.item_by_id.get(embed.target)
            shown += (bank.document.items if bank else ()) if embed.bank else [item] if item else ()
        first = {one.id: one for one in reversed(shown)}
        return [first[name] for name in dict.fromkeys(one.id for one in shown)]
