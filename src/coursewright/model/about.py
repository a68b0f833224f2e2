"""What an author states of a course as a whole, below ``extra.course`` in ``mkdocs.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coursewright.model.words import Word


class Band(NamedTuple):
    """From which reading grade to which a text may go."""

    least: float | None
    """Without one, no text is too easy."""
    most: float


class Grades(NamedTuple):
    """Between which reading grades texts may stand."""

    lessons: Band = Band(None, 9)
    spoken: Band = Band(None, 6)
    """For words to be said to somebody: the block quotes of lessons."""


DEFAULT_GRADES = Grades()


class Installable(NamedTuple):
    """That learners may keep the course on a device, to open it without a line."""

    without: tuple[str, ...] = ()
    """Folders and pages below ``docs/`` that are no part of it, such as ``toolkit/``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The facts of a course but for its path: a text is empty where the author states none."""

    id: str = "course"
    """By which browsers and learning platforms know it: what learners have saved is kept under it."""
    named: bool = False
    """Whether the author chose the id; else it follows from the site's address or name."""
    title: str = ""
    description: str = ""
    version: str = ""
    licence: str = ""
    """Its short name, such as ``CC BY 4.0``, or its address."""
    languages: tuple[str, ...] = ()
    """The course's own language first."""
    provider: str = ""
    """Who gives the course, as certificates and catalogues name them."""
    hosts: tuple[str, ...] = ()
    """Origins of other sites that may keep a learner's state in embedded pages."""
    card: str = ""
    """Path of the picture that a link to the course unfolds into, below the site's root."""
    packages: str = ""
    """Where packages for an LMS are published, below the site's root (``packages/``); empty if they aren't."""
    grades: Grades = DEFAULT_GRADES
    installable: Installable | None = None
    """None where the course can't be kept on a device."""
    words: tuple[Word, ...] = ()
    """What it calls those whom it speaks of."""

    @property
    def name(self) -> str:
        """What the course is called where it has to be called something: its title, else its id."""
        return self.title or self.id
