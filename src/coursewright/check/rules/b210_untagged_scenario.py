"""A scenario or an ending that doesn't say what it is for, or a choice that leaves out the other person."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.play import play
from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.scenario import Scenario
from coursewright.problem import Severity, Source


@rule("B210", "untagged-scenario", Severity.ADVICE)
def untagged_scenario(course: Course) -> Iterator[Finding]:
    """Search for what scenarios, endings and choices leave unsaid."""
    other = next((word.text for word in course.about.words if word.name == "other"), "Other person")
    for scenario in course.scenarios:
        own = {"content_note": scenario.content_note, "principle": scenario.principle}
        own |= {"objectives": "x" if scenario.objectives else "", "standard": scenario.standard}
        for name, value in own.items():
            if not value:
                place = scenario.places.get(name) or Source(scenario.path, 1, 1)
                yield Finding(f"the scenario names no {_said(name)}", place, f"Add “{name}:” to the front matter.")
        for scene in scenario.scenes:
            if scene.ending:
                debrief = (scene.ending.principle, scene.ending.objectives, scene.ending.standard)
                names = ("principle", "objectives", "standard")
                for name, written in zip(names, debrief, strict=True):
                    if not written:
                        hint = f"Add “- **{name.capitalize()}:** …” to its debrief."
                        yield Finding(f"the ending “{scene.id}” names no {_said(name)}", scene.source, hint)
        yield from _without_other(scenario, other)


def _said(name: str) -> str:
    return {"objectives": "objective", "content_note": "content note"}.get(name, name)


def _without_other(scenario: Scenario, other: str) -> Iterator[Finding]:
    """Choices that say nothing of the other person at some moment at which they are shown."""
    ways = play(scenario)
    silent = {
        option.source
        for moment, moves in ways.moments.items()
        for option, _ in moves
        if not any(part.who == "other" and ways.met(moment, part) for part in option.consequences)
    }
    for scene in scenario.scenes:
        for option in scene.options:
            if option.source in silent or not any(part.who == "other" for part in option.consequences):
                hint = f"Add “> **{other}:** …” below it."
                yield Finding("the choice doesn't say what it is like for the other person", option.source, hint)
