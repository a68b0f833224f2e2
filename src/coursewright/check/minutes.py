"""How long a lesson takes, as far as that can be computed: by its words, its items and its scenes."""

from __future__ import annotations

from typing import NamedTuple

from coursewright.check.play import Moment, play
from coursewright.check.prose import prose_of
from coursewright.model import Course, Lesson
from coursewright.scenario import COMPLETE, Scenario

WORDS = 200
"""Words in a minute, for somebody who stops to think."""
ITEM = 1.0
"""Minutes for a scored item, its feedback included."""
SCENE = 0.5
"""Minutes for a scene of a scenario, its choices included."""


class Minutes(NamedTuple):
    """What a lesson's time is made of."""

    words: int
    items: int
    scenes: int

    @property
    def without_scenes(self) -> float:
        """Minutes for words and items."""
        return self.words / WORDS + self.items * ITEM

    @property
    def total(self) -> float:
        """Minutes in all."""
        return self.without_scenes + self.scenes * SCENE


def minutes_of(lesson: Lesson, course: Course) -> Minutes:
    """Return the time that a page takes; a scenario counts with its shortest way to a completing ending."""
    scenes = 0
    for embed in lesson.document.embeds:
        scenario = course.scenario_by_id.get(embed.target) if embed.scenario else None
        scenes += shortest_way(scenario) if scenario else 0
    return Minutes(prose_of(lesson.document).words, len(course.practised_in(lesson)), scenes)


def shortest_way(scenario: Scenario) -> int:
    """Return how many scenes lie on the shortest way to an ending that completes it, both ends included; 0 if none."""
    ways = play(scenario)
    seen = {Moment(scenario.scenes[0].id, frozenset())}
    level, length = list(seen), 1
    while level:
        following: list[Moment] = []
        for moment in level:
            ending = ways.scene(moment).ending
            if ending and ending.type.id in COMPLETE:
                return length
            for _, after in ways.moments.get(moment, ()):
                if after and after not in seen:
                    seen.add(after)
                    following.append(after)
        level, length = following, length + 1
    return 0
