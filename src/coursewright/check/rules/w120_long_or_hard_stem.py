"""A scene too long for the moment that it shows, and for a phone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from coursewright.check.play import play
from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import tokens
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.problem import Severity

MOST = 90
"""Words, the choices not counted."""


@rule("W120", "long-or-hard-stem", Severity.ADVICE)
def long_or_hard_stem(course: Course) -> Iterator[Finding]:
    """Search for scenes with more words than fit, at the moment that shows most of them."""
    for scenario in course.scenarios:
        ways = play(scenario)
        longest: dict[str, int] = {}
        for moment in ways.moments:
            words = sum(
                _words(passage.text)
                for passage in ways.scene(moment).passages
                if not passage.as_other and (ways.met(moment, passage) if ways.exact else not passage.condition)
            )
            longest[moment.scene] = max(words, longest.get(moment.scene, 0))
        for scene in scenario.scene_by_id.values():
            if longest.get(scene.id, 0) > MOST:
                message = f"the scene “{scene.id}” has {longest[scene.id]} words, more than {MOST}"
                yield Finding(message, scene.source, "Cut it, or make two scenes of it.")


@lru_cache(maxsize=4096)  # a scene is met in many moments
def _words(text: Text) -> int:
    return len(tokens(text.markdown, text.names))
