"""A learner's path: its pieces on pages, and what counts as finishing, stated once in ``mkdocs.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coursewright.model.item import Item

Need = Literal["lessons", "scenarios", "final"]
NEEDS: tuple[Need, ...] = ("lessons", "scenarios", "final")
"""What a course can ask of a learner who wants to finish it."""

LISTS = ("sources", "references")
"""Pieces that are lists of sources: the page's own, and those of all pages."""
BESIDE = (*LISTS, "print")
"""Pieces that any page may have: they make it no page of a learner's path."""
PIECES = (
    *("progress", "continue", "completion", "final", "review", "calendar", "certificate", "agreement", "sheet", "data"),
    *("device", "packages", *BESIDE),
)
"""What ``<!-- course: … -->`` can put into a page; each has its module in ``render/path/pieces``."""


@dataclass(frozen=True, slots=True)
class Final:
    """The final assessment: how many items each attempt draws from each bank, and how many attempts there are."""

    draw: tuple[tuple[str, int], ...]
    """Banks' ids with numbers of items; each bank is a stratum."""
    attempts: int | None = None
    """None for as many as one likes."""

    @property
    def total(self) -> int:
        """How many items one attempt has."""
        return sum(number for _, number in self.draw)


@dataclass(frozen=True, slots=True)
class Completion:
    """What an author states about finishing, or the plainest reading where nothing is stated."""

    core: tuple[str, ...] = ()
    """Titles of the navigation's sections that count."""
    electives: tuple[str, ...] = ()
    """Titles of those that may be left out."""
    needs: tuple[Need, ...] = ("lessons",)
    pass_mark: float = 75
    """Per cent of the final assessment's points."""
    final: Final | None = None

    @property
    def asked(self) -> Final | None:
        """The final assessment, where finishing takes it."""
        return self.final if "final" in self.needs else None


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson with a check, or one scenario, on a learner's path."""

    id: str
    """By which its progress is saved."""
    title: str
    path: str
    """The page that holds it, as problems print it."""
    kind: Literal["lesson", "scenario"]
    items: tuple[Item, ...] = ()
    """The items of a lesson that count for it."""

    @property
    def scored(self) -> tuple[Item, ...]:
        """Those of them that are right or wrong."""
        return tuple(item for item in self.items if not item.self_marked)

    @property
    def aloud(self) -> tuple[Item, ...]:
        """Those of them that learners mark themselves."""
        return tuple(item for item in self.items if item.self_marked)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the navigation as a learner goes through it."""

    title: str
    core: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class LearningPath:
    """A learner's way through a course, and what of it counts."""

    completion: Completion = Completion()
    sections: tuple[Section, ...] = ()

    @property
    def checks(self) -> bool:
        """Whether there is a scored item in any of its lessons."""
        return any(step.items for section in self.sections for step in section.steps)

    def steps(self, kind: Literal["lesson", "scenario"], *, core: bool = True) -> tuple[Step, ...]:
        """Return the lessons, or the scenarios, of the core or of the electives."""
        return tuple(
            step for section in self.sections if section.core is core for step in section.steps if step.kind == kind
        )
