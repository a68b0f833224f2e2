"""Choices to pick from: the right one, every right one, or true or false."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from coursewright.model.item import Draft, Item, Misfit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choosing(Item):
    """What these kinds share: each choice is right or wrong, and says why."""

    reasoned: ClassVar[bool] = True

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(sorted([choice.id for choice in self.choices if choice.correct]))

    def part(self, response: Sequence[str]) -> float:
        chosen, key = set(response), set(self.keyed)
        right = len(chosen & key)
        return max(0.0, (right - len(chosen - key)) / len(key)) if key else 0.0


class Single(_Choosing):
    """One right choice."""

    __slots__ = ()
    kind = "single"
    picks = "one"

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return bool(draft.choices) and [choice.correct for choice in draft.choices].count(True) <= 1

    def misfits(self) -> Iterator[Misfit]:
        if not self.choices:
            yield _without_choices(self)
        elif len(self.choices) == 1 and self.metadata.scored:
            hint = "Add a wrong choice that learners really believe."
            yield Misfit("one choice leaves nothing to choose", self.choices[0].text.source, hint)


class Multiple(_Choosing):
    """Every right choice and no other."""

    __slots__ = ()
    kind = "multiple"
    picks = "several"
    divisible = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return [choice.correct for choice in draft.choices].count(True) > 1

    def misfits(self) -> Iterator[Misfit]:
        if not self.choices:
            yield _without_choices(self)


class TrueFalse(Single):
    """A statement that is true or false; its two choices keep their places unless the author says otherwise."""

    __slots__ = ()
    kind = "truefalse"
    verdicts = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:  # noqa: ARG003 - it looks like a single choice, and is named
        return False

    def shuffled(self, *, site: bool = False) -> bool:  # noqa: ARG002
        return bool(self.metadata.shuffle)

    def misfits(self) -> Iterator[Misfit]:
        count = len(self.choices)
        if count != 2:
            place = self.choices[2].text if count > 2 else self.choices[0].text if count else self.stem
            said = "one choice" if count == 1 else f"{count or 'no'} choices"
            hint = "Give it two, “- [x] True” and “- [ ] False”."
            yield Misfit(f"{said} in an item of type truefalse", place.source, hint)


def _without_choices(item: Item) -> Misfit:
    hint = "Add choices, “- [x] right” and “- [ ] wrong”, or delete the type."
    return Misfit(f"no choice in an item of type {item.kind}", item.stem.source, hint)
