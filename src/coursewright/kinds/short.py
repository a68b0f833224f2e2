"""Short text: the learner types the answer; accepted spellings, and wrong answers that were foreseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coursewright.fragment.identity import exact, same_answer
from coursewright.fragment.seen import typed
from coursewright.model.item import Draft, Item, Misfit


class Short(Item):
    """Its choices are never shown before the answer: a right one is an accepted spelling, a wrong one has its reason.

    A response is the typed text.
    """

    __slots__ = ()
    kind = "short"
    reasoned = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:  # noqa: ARG003 - it looks like a choice, and is named
        return False

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(sorted(choice.id for choice in self.choices if choice.correct))

    @property
    def reads(self) -> dict[str, str]:
        """What learners type for each right answer: its name leaves out signs that they have to type, too."""
        return {
            said.id: same_answer(exact(said.text.markdown, said.text.names)) for said in self.choices if said.correct
        }

    @property
    def meant(self) -> dict[str, str]:
        """The choice's id by what a learner types for it; where two are typed the same, the right one's."""
        return self.meaning({choice.id: typed(choice.text.markdown, choice.text.names) for choice in self.choices})

    def meaning(self, said: Mapping[str, Iterable[str]]) -> dict[str, str]:
        """Return the choice's id by what a learner types, from the texts that stand for each choice."""
        found = {False: {}, True: {}}  # type: dict[bool, dict[str, str]]
        for choice in self.choices:
            for text in said[choice.id]:
                found[choice.correct].setdefault(same_answer(text), choice.id)
        return found[False] | found[True]

    def part(self, response: Sequence[str]) -> float:
        return float(len(response) == 1 and self.meant.get(same_answer(response[0])) in self.keyed)

    def shuffled(self, *, site: bool = False) -> bool:  # noqa: ARG002 - nobody sees them in any order
        return False

    def misfits(self) -> Iterator[Misfit]:
        if not self.choices:
            hint = "Add what counts as right, “- [x] answer”, and wrong answers that you foresee, “- [ ] answer”."
            yield Misfit("no accepted answer in an item of type short", self.stem.source, hint)
