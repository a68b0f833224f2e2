"""What an author plans to assess: for each objective its level, and how many items ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from coursewright.problem import Source


class Count(NamedTuple):
    """How many scored items there shall be, and where that is said."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned for one objective."""

    id: str
    level: str
    """One of ``LEVELS``; empty where the author made a mistake."""
    counts: Mapping[str, Count]
    """By use; a use that isn't named means no item."""
    assessed_by: str
    """What assesses it beside items, such as a rubric; empty where items or scenarios do."""
    source: Source


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The file ``blueprint.yml`` of the banks' folder."""

    path: str
    objectives: Mapping[str, Plan]
    banks: Mapping[str, Count]
    """How many scored items banks hold, by id or by a pattern with ``*``, such as ``lesson-*``."""
    levels: Mapping[tuple[str, str], Count]
    """How many scored items a use has at a level."""

    @property
    def uses(self) -> frozenset[str]:
        """The uses that some objective is planned for; what is for another use isn't counted."""
        return frozenset(use for plan in self.objectives.values() for use in plan.counts)
