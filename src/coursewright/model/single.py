"""Items with one right choice among several: what rules about giveaways look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coursewright.fragment.seen import marked, readable
from coursewright.fragment.text import Text
from coursewright.model.item import Choice, Item


class Single(NamedTuple):
    """A scored item of which one choice may be picked, and one is right."""

    item: Item
    key: Choice
    place: int
    """Index of the right choice."""
    lengths: tuple[int, ...]
    """How many characters of each choice a reader sees."""


def singles(items: Iterable[Item]) -> Iterator[Single]:
    """Yield those of which one of several choices may be picked, and one is right."""
    for item in items:
        if item.picks == "one" and item.metadata.scored and len(item.choices) > 1:
            right = [place for place, choice in enumerate(item.choices) if choice.correct]
            if len(right) == 1:
                texts = [choice.text for choice in item.choices]
                lengths = tuple([_length(text) for text in texts])
                yield Single(item, item.choices[right[0]], right[0], lengths)


def _length(text: Text) -> int:
    return len(readable(text.markdown, text.names) if marked(text.markdown) else text.markdown)
