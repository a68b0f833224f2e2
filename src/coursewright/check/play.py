"""Every way in which a scenario can be played, with what is remembered on each: what rules about scenarios ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from coursewright.model.scenario import ENDINGS, Option, Scenario, Scene

MOST = 3000
"""Up to how many moments are looked at; beyond it, choices count as shown whatever is remembered."""
_SWEEPS = 300
_SAME = 1e-9
_KEPT = 128
"""Of how many scenarios the ways are kept, as several rules ask."""


class Moment(NamedTuple):
    """A scene, and what is remembered there of the facts that anything reads."""

    scene: str
    facts: frozenset[str]


class Decision(NamedTuple):
    """A moment whose choices differ in how well the scenario ends, for someone who then picks at random."""

    scene: Scene
    options: tuple[Option, ...]
    best: Option


@dataclass(frozen=True)
class Play:
    """All moments that a learner can come to."""

    scenario: Scenario
    moments: dict[Moment, tuple[tuple[Option, Moment | None], ...]]
    """With the choices shown there, and the moment that each leads to; None where its scene is missing."""
    exact: bool

    def scene(self, moment: Moment) -> Scene:
        """Return the scene of a moment."""
        return self.scenario.scene_by_id[moment.scene]

    def met(self, moment: Moment, part: object) -> bool:
        """Return whether a passage or a consequence is shown at a moment."""
        condition = getattr(part, "condition", None)
        return not self.exact or condition is None or condition.met(moment.facts)

    def leading_to(self, goals: set[Moment]) -> set[Moment]:
        """Return the moments from which one of these can be reached, themselves included."""
        before: dict[Moment, list[Moment]] = {}
        for moment, moves in self.moments.items():
            for _, after in moves:
                if after:
                    before.setdefault(after, []).append(moment)
        found, waiting = set(goals), list(goals)
        while waiting:
            for moment in before.get(waiting.pop(), ()):
                if moment not in found:
                    found.add(moment)
                    waiting.append(moment)
        return found


@lru_cache(_KEPT)
def play(scenario: Scenario) -> Play:
    """Return every way to play a scenario, from its start and from its start with each fact that a replay may set."""
    read = frozenset(condition.fact for condition in scenario.conditions)
    starts = [frozenset[str](), *(frozenset({fact.name}) & read for fact in scenario.change)]
    moments = _explore(scenario, starts, read)
    if moments is not None:
        return Play(scenario, moments, True)
    return Play(scenario, _explore(scenario, [frozenset()], None) or {}, False)


def _explore(
    scenario: Scenario, starts: list[frozenset[str]], read: frozenset[str] | None
) -> dict[Moment, tuple[tuple[Option, Moment | None], ...]] | None:
    """Return all moments; None if there are too many. Without ``read`` nothing is remembered and all is shown."""
    scenes = scenario.scene_by_id
    waiting = [Moment(scenario.scenes[0].id, facts) for facts in dict.fromkeys(starts)]
    moments: dict[Moment, tuple[tuple[Option, Moment | None], ...]] = {}
    while waiting:
        moment = waiting.pop()
        if moment in moments:
            continue
        if read is not None and len(moments) == MOST:
            return None
        moves: list[tuple[Option, Moment | None]] = []
        for option in scenes[moment.scene].options:
            if read is None or option.condition is None or option.condition.met(moment.facts):
                facts = moment.facts | ({fact.name for fact in option.sets} & (read or frozenset()))
                after = Moment(option.target.id, facts) if option.target.id in scenes else None
                moves.append((option, after))
                if after:
                    waiting.append(after)
        moments[moment] = tuple(moves)
    return moments


@lru_cache(_KEPT)
def decisions(scenario: Scenario) -> tuple[Decision, ...]:
    """Return the decisions that have one best choice, in the order of the scenes.

    The best one is after which somebody who picks at random ends best on average, where harm counts 0, repairable 1,
    repaired 2 and protected 3, and the first ending counts.
    """
    return tuple(_decisions(scenario))


def _decisions(scenario: Scenario) -> Iterator[Decision]:
    ways = play(scenario)
    worth = {type: float(rank) for rank, type in enumerate(reversed(ENDINGS))}
    values: dict[Moment, float] = {}
    for moment in ways.moments:
        ending = ways.scene(moment).ending
        values[moment] = worth.get(ending.type.id, 0.0) if ending else 0.0
    inner = [moment for moment in ways.moments if not ways.scene(moment).ending]
    for _ in range(_SWEEPS):
        change = 0.0
        for moment in inner:
            after = [values[next_one] for _, next_one in ways.moments[moment] if next_one]
            value = sum(after) / len(after) if after else 0.0
            change, values[moment] = max(change, abs(value - values[moment])), value
        if change < _SAME:
            break
    order = {scene.id: number for number, scene in enumerate(scenario.scenes)}
    seen = set()
    for moment in sorted(inner, key=lambda moment: (order[moment.scene], sorted(moment.facts))):
        moves = [(values[after], option) for option, after in ways.moments[moment] if after]
        best = max((value for value, _ in moves), default=0.0)
        winners = [option for value, option in moves if value > best - _SAME * 10]
        found = Decision(ways.scene(moment), tuple(option for _, option in moves), winners[0]) if winners else None
        if found and len(moves) > 1 and len(winners) == 1:
            key = found.scene.id, found.best.source, tuple(option.source for option in found.options)
            if key not in seen:
                seen.add(key)
                yield found
