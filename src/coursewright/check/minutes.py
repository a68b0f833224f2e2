"""How long a page takes, as far as that can be computed: by the words that a learner meets, and by what they decide."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from heapq import heappop, heappush
from typing import NamedTuple

from coursewright.check.play import Moment, Play, play
from coursewright.check.prose import WORD, prose_of
from coursewright.fragment.seen import readable
from coursewright.fragment.text import Text
from coursewright.model.course import Course, Lesson
from coursewright.model.item import Item
from coursewright.model.path import Final
from coursewright.model.scenario import COMPLETE, Scenario

WORDS = 200
"""Words in a minute, for somebody who stops to think."""
DECISION = 0.25
"""Minutes to decide, once all is read: on an item's answer, or on what to do in a scene."""
ALOUD = 0.75
"""Minutes to find one’s own words, to say them once, and to mark them."""
SURE = 0.1
"""Minutes to say how sure one is, and to read what comes of it."""


class Minutes(NamedTuple):
    """What time is made of."""

    words: float = 0
    decisions: float = 0
    replies: float = 0
    """Said aloud."""
    sure: float = 0
    """Answers with which learners say how sure they are."""

    @property
    def total(self) -> float:
        """Minutes in all."""
        return self.words / WORDS + self.decisions * DECISION + self.replies * ALOUD + self.sure * SURE

    def and_also(self, other: Minutes) -> Minutes:
        """Return what both take, one after the other."""
        return Minutes(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def minutes_of(lesson: Lesson, course: Course) -> Minutes:
    """Return what a page takes: its words, its items with all that is said of an answer, its scenarios once mended."""
    taken = Minutes(prose_of(lesson.document).words)
    for item in course.shown_in(lesson):
        taken = taken.and_also(_item(item))
    for embed in lesson.document.embeds:
        if embed.scenario and (scenario := course.scenario_by_id.get(embed.target)):
            taken = taken.and_also(minutes_to_mend(scenario))
    return taken


def minutes_of_final(final: Final, course: Course) -> Minutes:
    """Return what one attempt takes on average, whichever items are drawn."""
    words = sure = 0.0
    for bank, number in final.draw:
        items = [_item(item) for item in course.bank_by_id[bank].document.items] if bank in course.bank_by_id else []
        words += number * sum(item.words for item in items) / (len(items) or 1)
        sure += number * sum(item.sure for item in items) / (len(items) or 1)
    return Minutes(words, final.total, sure=sure)


def minutes_to_mend(scenario: Scenario) -> Minutes:
    """Return what a scenario takes somebody who gets it wrong once and mends it: the quickest such way to complete it.

    Where nothing can be mended it is the quickest way that completes it, and nothing where no way does.
    """
    ways = play(scenario)
    start = Moment(scenario.scenes[0].id, frozenset())
    return _quickest(ways, start, astray=True) or _quickest(ways, start, astray=False) or Minutes()


def _quickest(ways: Play, start: Moment, *, astray: bool) -> Minutes | None:
    """Return the quickest way to complete a scenario, by an ending that doesn't complete it if ``astray``."""
    waiting = [(0.0, 0, Minutes(), start, not astray)]
    seen, number = set(), 0
    while waiting:
        _, _, taken, moment, been = heappop(waiting)
        if (moment, been) in seen:
            continue
        seen.add((moment, been))
        taken = taken.and_also(Minutes(_scene(ways, moment)))
        ending = ways.scene(moment).ending
        if ending and ending.type.id in COMPLETE:
            if been:
                return taken
            continue
        for option, after in ways.moments[moment]:
            if after:
                said = (consequence.text for consequence in option.consequences if ways.met(moment, consequence))
                further = taken.and_also(Minutes(_words(said), 1))
                number += 1
                heappush(waiting, (further.total, number, further, after, been or ending is not None))
    return None


def _scene(ways: Play, moment: Moment) -> int:
    """Return how many words are read at a moment; what the other person sees is for a replay."""
    scene, ending = ways.scene(moment), ways.scene(moment).ending
    texts = [scene.title, *(option.text for option, _ in ways.moments[moment])]
    texts += [part.text for part in scene.passages if not part.as_other and ways.met(moment, part)]
    if ending:
        texts += [text for text in (ending.principle, ending.standard, ending.change, ending.next) if text]
    return _words(texts)


def _item(item: Item) -> Minutes:
    """Return what an item takes, with all that is said of an answer."""
    aloud = int(item.self_marked)
    return Minutes(_words(item.written), 1 - aloud, aloud, int(item.certainty and item.metadata.scored))


def _words(texts: Iterable[Text]) -> int:
    return sum(map(_count, texts))


@lru_cache(maxsize=4096)  # a scene is met in many moments
def _count(text: Text) -> int:
    return len(WORD.findall(readable(text.markdown, text.names)))
