"""Ordering: steps that a learner moves into their right order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from coursewright.model.item import Draft, Item, Misfit


class Order(Item):
    """Steps, written in their right order and shown in another one.

    A response names the steps in the learner's order. In part it is worth the share of steps that directly follow the
    right one, so that a single step in the wrong place doesn't spoil the rest (Moodle's “relative to next”).
    """

    __slots__ = ()
    kind = "order"
    notation = "steps"
    divisible = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:  # noqa: ARG003 - a numbered list may be part of any question
        return False

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(choice.id for choice in self.choices)

    def part(self, response: Sequence[str]) -> float:
        follows = set(pairwise(self.keyed))
        if not follows or sorted(response) != sorted(self.keyed):
            return 0.0
        return len(follows & set(pairwise(response))) / len(follows)

    def shuffled(self, *, site: bool = False) -> bool:  # noqa: ARG002
        return True

    def misfits(self) -> Iterator[Misfit]:
        if not self.choices:
            hint = "Write the steps as a list in the right order: “1. first”, “2. second”."
            yield Misfit("no numbered list in an item of type order", self.stem.source, hint)
        elif len(self.choices) == 1:
            hint = "Add the others in their order: “1. first”, “2. second”."
            yield Misfit("one step leaves nothing to order", self.choices[0].text.source, hint)
