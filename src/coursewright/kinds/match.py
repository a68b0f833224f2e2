"""Matching: for each entry on the left, the one on the right that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright.fragment.likeness import Likeness, likeness
from coursewright.fragment.text import Text
from coursewright.model.item import Draft, Item, Misfit

_TRIES = 40  # more pairs than any table has that was written by hand


class Match(Item):
    """Pairs from a table; its right entries are the choices, of which those without a left one are lures.

    A response has an entry ``left:right``, of ids, for each pair that the learner has made.
    """

    __slots__ = ()
    kind = "match"
    notation = "table"
    divisible = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:  # noqa: ARG003 - a table may be part of any question
        return False

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(sorted(f"{pair.id}:{pair.right}" for pair in self.pairs))

    @property
    def reads(self) -> dict[str, str]:
        """The texts of rows with own names: the left ones, and the right ones behind a colon."""
        left = {pair.id: pair.digest for pair in self.pairs if not pair.id.startswith(pair.digest)}
        return left | {
            f":{choice.id}": choice.digest for choice in self.choices if not choice.id.startswith(choice.digest)
        }

    def part(self, response: Sequence[str]) -> float:
        key = set(self.keyed)
        return len(key & set(response)) / len(key) if key else 0.0

    def shuffled(self, *, site: bool = False) -> bool:  # noqa: ARG002
        return True

    def misfits(self) -> Iterator[Misfit]:
        seen: dict[str, list[Text]] = {}
        for pair in self.pairs:
            before = seen.setdefault(pair.digest, [])
            if first := next((text for text in before[:_TRIES] if likeness(text, pair.text) is Likeness.SAME), None):
                message = f"this entry reads the same as the one in line {first.line}"
                yield Misfit(message, pair.text.source, "Change one, so that each has one that belongs to it.")
            before.append(pair.text)
        if not self.pairs:
            hint = "Write a table with a header, “| Term | Meaning |”, and a row for each pair below “| --- | --- |”."
            yield Misfit("no table of pairs in an item of type match", self.stem.source, hint)
        elif len(self.choices) == 1:
            hint = "Add a row, or a lure: a row whose left cell is empty."
            yield Misfit("one entry on the right leaves nothing to match", self.choices[0].text.source, hint)
