"""A branching scenario as every part of the toolkit sees it: scenes, choices, remembered facts and endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from coursewright.fragment.identity import digest
from coursewright.fragment.text import Reference, Text
from coursewright.problem import Source, Suppression

Who = Literal["other", "you"]
ENDINGS = ("protected", "repaired", "repairable", "harm")
"""Types of endings, from the best to the worst."""
COMPLETE = ("protected", "repaired")
"""Types that complete a scenario; one reached by way of a ``repairable`` or ``harm`` ending is a completed repair."""


class Condition(NamedTuple):
    """When something is shown: whether a fact is, or isn't, remembered."""

    fact: str
    """As ``norm`` makes it, so that case and white space don't matter."""
    holds: bool
    written: str
    source: Source

    def met(self, facts: frozenset[str]) -> bool:
        """Return whether it is met where these facts are remembered."""
        return (self.fact in facts) == self.holds


class Passage(NamedTuple):
    """A piece of a scene's text; without a condition it is always shown."""

    text: Text
    condition: Condition | None = None
    as_other: bool = False
    """Whether it is shown only in the replay through the other person's eyes."""
    behind: bool = False
    """Whether it stands behind an ending's debrief, where it leads over to a repair."""


class Consequence(NamedTuple):
    """What a choice leads to for the other person, or for the learner."""

    who: Who
    text: Text
    condition: Condition | None = None


class Fact(NamedTuple):
    """A fact that a choice sets, or that a replay may set at the start."""

    name: str
    """As ``norm`` makes it."""
    written: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to say or do in a scene, and the scene that it leads to."""

    id: str
    """Digest of its text and its target: a saved path holds as long as both stay the same."""
    text: Text
    target: Reference
    consequences: tuple[Consequence, ...] = ()
    sets: tuple[Fact, ...] = ()
    condition: Condition | None = None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What a debrief says of a way that the scenario can end."""

    type: Reference
    """One of ``ENDINGS`` where the author made no mistake."""
    principle: Text | None = None
    objectives: tuple[Reference, ...] = ()
    standard: Text | None = None
    change: Text | None = None
    """What would change my mind."""
    next: Text | None = None
    """What to say in the next session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One moment; an ending has a debrief, and may have choices that repair what happened."""

    id: str
    title: Text
    passages: tuple[Passage, ...] = ()
    options: tuple[Option, ...] = ()
    ending: Ending | None = None
    source: Source


@dataclass(frozen=True, eq=False)
class Scenario:
    """A small graph of scenes, played one at a time; the first one is the start.

    Each equals itself alone, so that what is worked out of one can be kept.
    """

    id: str
    title: str
    scenes: tuple[Scene, ...]
    path: str
    places: Mapping[str, Source]
    """Where each key of the front matter stands."""
    principle: str = ""
    objectives: tuple[Reference, ...] = ()
    standard: str = ""
    content_note: str = ""
    minutes: float | None = None
    change: tuple[Fact, ...] = ()
    """Facts that a replay may set at the start; ``written`` is what the learner is offered."""
    allow: tuple[Suppression, ...] = ()
    """Rules that are wrong about it."""

    @property
    def source(self) -> Source:
        """Where the file starts."""
        return Source(self.path, 1, 1)

    @cached_property
    def scene_by_id(self) -> dict[str, Scene]:
        """The first scene of each id, in the order of the file."""
        found: dict[str, Scene] = {}
        for scene in self.scenes:
            found.setdefault(scene.id, scene)
        return found

    @property
    def conditions(self) -> Iterator[Condition]:
        """Every condition, in the order of the file."""
        for scene in self.scenes:
            yield from (passage.condition for passage in scene.passages if passage.condition)
            for option in scene.options:
                if option.condition:
                    yield option.condition
                yield from (said.condition for said in option.consequences if said.condition)

    @property
    def texts(self) -> Iterator[tuple[Text, bool]]:
        """Every piece of Markdown, and whether it stands inside a line."""
        for scene in self.scenes:
            yield scene.title, True
            yield from ((passage.text, False) for passage in scene.passages)
            for option in scene.options:
                yield option.text, True
                yield from ((consequence.text, False) for consequence in option.consequences)
            if ending := scene.ending:
                for text in (ending.principle, ending.standard, ending.change, ending.next):
                    if text:
                        yield text, True

    @property
    def revision(self) -> str:
        """Digest of what a saved path walks over: scenes, their choices and targets, facts and conditions."""
        return digest(
            part
            for scene in self.scenes
            for part in (
                scene.id,
                scene.ending.type.id if scene.ending else "",
                *(f"{option.id} {option.condition and option.condition[:2]} {[fact.name for fact in option.sets]}"
                  for option in scene.options),
            )
        )  # fmt: skip
