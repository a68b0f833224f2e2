"""A scenario that leads nowhere: a missing scene, one that nobody comes to, a circle without a way out."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from coursewright.check.play import Moment, Play, play
from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.scenario import COMPLETE, ENDINGS, Scenario, Scene
from coursewright.problem import Severity


@rule("K015", "broken-scenario-graph")
def broken_scenario_graph(course: Course) -> Iterator[Finding]:
    """Search each scenario for ways that don't end, scenes that nobody reaches, and facts that nobody needs."""
    for scenario in course.scenarios:
        ways = play(scenario)
        yield from _targets(scenario)
        yield from _endings(scenario)
        yield from _facts(scenario)
        yield from _unreached(ways)
        yield from _stuck(ways)
        yield from _single_choices(ways)


def _targets(scenario: Scenario) -> Iterator[Finding]:
    led = {option.target.id for scene in scenario.scenes for option in scene.options}
    alone = [f"“#{scene.id}”" for scene in scenario.scenes[1:] if scene.id not in led]
    for scene in scenario.scenes:
        for option in scene.options:
            if option.target.id not in scenario.scene_by_id:
                near = get_close_matches(option.target.id, list(scenario.scene_by_id), 1)
                hint = f"Did you mean “#{near[0]}”?" if near else "Write the scene, or link to another one."
                hint += f" No choice leads to {' and '.join(alone)}." if 0 < len(alone) < 3 and not near else ""
                yield Finding(f"there is no scene “#{option.target.id}”", option.target.source, hint)


def _endings(scenario: Scenario) -> Iterator[Finding]:
    for scene in scenario.scenes:
        ending = scene.ending
        if ending is None:
            if not scene.options:
                hint = "Add choices, or say how it ends: **Ending: protected**"
                yield Finding(f"the scene “{scene.id}” has neither choices nor a type of ending", scene.source, hint)
            continue
        if ending.type.id not in ENDINGS:
            hint = f"Write one of {', '.join(ENDINGS)}."
            yield Finding(f"“{ending.type.id}” is no type of ending", ending.type.source, hint)
        lacks = [] if any(not passage.as_other for passage in scene.passages) else ["what happens"]
        severity = Severity.WARNING if lacks else Severity.ADVICE
        lacks += [] if ending.change else ["“What would change my mind”"]
        if lacks:
            message = f"the debrief of “{scene.id}” lacks {' and '.join(lacks)}"
            yield Finding(message, scene.source, "Say it below the type of the ending.", severity=severity)
        if scene is scenario.scenes[0] and not scene.options:
            more = "move this one down" if len(scenario.scenes) > 1 else "write what comes before this one"
            hint = f"The first scene of a file is its start: {more}."
            yield Finding(f"the scenario starts with an ending, “{scene.id}”", scene.source, hint)


def _facts(scenario: Scenario) -> Iterator[Finding]:
    chosen = [fact for scene in scenario.scenes for option in scene.options for fact in option.sets]
    known = {fact.name for fact in (*chosen, *scenario.change)}
    read = {condition.fact for condition in scenario.conditions}
    seen: set[str] = set()
    for condition in scenario.conditions:
        if condition.fact not in known | seen:
            seen.add(condition.fact)
            near = get_close_matches(condition.fact, sorted(known), 1)
            hint = f"Did you mean “{near[0]}”?" if near else "Write “*Remember: …*” below a choice that sets it."
            yield Finding(f"no choice sets the fact “{condition.written}”", condition.source, hint)
    for fact in (*chosen, *scenario.change):
        if fact.name not in read | seen:
            seen.add(fact.name)
            message = f"nothing reads the fact “{fact.name}”"
            hint = "Write “*If …:*” before a text or a choice, or delete the fact."
            yield Finding(message, fact.source, hint, severity=Severity.WARNING)


def _unreached(ways: Play) -> Iterator[Finding]:
    """Scenes, choices and completions that no way of playing comes to."""
    scenario = ways.scenario
    reached = {moment.scene for moment in ways.moments}
    known = {fact.name for scene in scenario.scenes for option in scene.options for fact in option.sets}
    known |= {fact.name for fact in scenario.change}
    shown = {option.source for moves in ways.moments.values() for option, _ in moves}
    if not scenario.scenes[0].options:
        return  # nobody comes any further, which is told of that scene
    for scene in scenario.scene_by_id.values():
        if scene.id not in reached:
            hint = "Link a choice to it, or delete it."
            yield Finding(f"no way of playing leads to the scene “{scene.id}”", scene.source, hint)
            continue
        for option in scene.options:
            if option.source not in shown and option.condition and option.condition.fact in known:
                hint = "Whoever comes here never remembers that: move the choice, or its condition."
                yield Finding("this choice is never shown", option.source, hint)
    types = {scene.ending.type.id for scene in scenario.scenes if scene.ending and scene.id in reached}
    if types and types <= set(ENDINGS) and not types & set(COMPLETE):
        hint = "Lead a choice to an ending of type protected, or a repair to one of type repaired."
        yield Finding("no way of playing completes the scenario", scenario.source, hint)


def _stuck(ways: Play) -> Iterator[Finding]:
    """Moments without a choice, and circles that nobody gets out of; what leads to a missing scene is said there."""
    out: set[Moment] = set()
    said = set()
    for moment, moves in ways.moments.items():
        scene = ways.scene(moment)
        if scene.ending or not scene.options or any(after is None for _, after in moves):
            out.add(moment)
        elif not moves:
            out.add(moment)
            if scene.id not in said:
                said.add(scene.id)
                hint = "Add a choice that is always shown."
                yield Finding(f"the scene “{scene.id}” has no choice left {_when(ways, moment)}", scene.source, hint)
    lost = {moment.scene: moment for moment in ways.moments.keys() - ways.leading_to(out)}
    order = [scene for scene in ways.scenario.scenes if scene.id in lost]
    circles = [scene for scene in order if scene.id in _followers(ways, lost[scene.id])]
    told: set[str] = set()
    for scene in circles:
        around = _followers(ways, lost[scene.id])
        if scene.id in told or not all(scene.id in _followers(ways, lost[other]) for other in around):
            continue
        told |= around
        names = ", ".join(f"“{other.id}”" for other in order if other.id in around)
        yield Finding(f"a circle without a way to an ending: {names}", scene.source, "Lead one of its choices out.")


def _followers(ways: Play, start: Moment) -> set[str]:
    """Return the scenes that come behind a moment."""
    found: set[Moment] = set()
    waiting = [start]
    while waiting:
        for _, after in ways.moments[waiting.pop()]:
            if after and after not in found:
                found.add(after)
                waiting.append(after)
    return {moment.scene for moment in found}


def _single_choices(ways: Play) -> Iterator[Finding]:
    said: set[str] = set()
    for moment, moves in sorted(ways.moments.items(), key=lambda pair: (pair[0].scene, sorted(pair[0].facts))):
        scene: Scene = ways.scene(moment)
        if len(moves) == 1 and not scene.ending and scene.id not in said:
            said.add(scene.id)
            only = len(scene.options) == 1
            message = "the scene has one choice" if only else f"one choice is left {_when(ways, moment)}"
            hint = "Add another one, or join the scene with the next."
            yield Finding(message, moves[0][0].source, hint, severity=Severity.ADVICE)


def _when(ways: Play, moment: Moment) -> str:
    read = {c.fact: c.written for option in ways.scene(moment).options if (c := option.condition)}
    said = [f"{'if' if fact in moment.facts else 'if not'} {written}" for fact, written in sorted(read.items())]
    return " and ".join(said) or "at all"
