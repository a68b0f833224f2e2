"""Fill-in: gaps in a text, each with the answers that it accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursewright.fragment.identity import recorded, same_answer
from coursewright.kinds.numeric import is_tolerant
from coursewright.model.item import Draft, Item, Misfit


class Blanks(Item):
    """Gaps that stand in the stem itself; each must hold one of its accepted answers."""

    __slots__ = ()
    kind = "blanks"
    divisible = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return bool(draft.blanks) and not draft.choices

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(
            "|".join(recorded(answer).replace("|", "\\|") for answer in blank.answers) for blank in self.blanks
        )

    def part(self, response: Sequence[str]) -> float:
        gaps = zip(self.blanks, response, strict=False)
        right = sum(same_answer(typed) in map(same_answer, blank.accepted) for blank, typed in gaps)
        return right / len(self.blanks) if self.blanks else 0.0

    def misfits(self) -> Iterator[Misfit]:
        if not self.blanks:
            hint = "Put the answer into the text as [[answer]], or delete “type: blanks”."
            yield Misfit("an item of type blanks without a blank", self.stem.source, hint)
        for blank in self.blanks if not self.metadata.type else ():
            if written := next((answer for answer in blank.answers if is_tolerant(answer)), ""):
                hint = "Write “type: numeric” in its comment, or “type: blanks” if learners shall type the sign, too."
                yield Misfit(f"“{written}” is a number with a tolerance, in an item of words", blank.source, hint)
