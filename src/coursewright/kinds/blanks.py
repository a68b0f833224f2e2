"""Fill-in: gaps in a text, each with the answers that it accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from coursewright.fragment.identity import same_answer
from coursewright.model.item import Draft, Form, Item, Misfit


class Blanks(Item):
    """Gaps that stand in the stem itself; each must hold one of its accepted answers."""

    __slots__ = ()
    kind = "blanks"
    # Translators: below a question whose button was pressed too early; a blank is a gap in a sentence
    texts = ("Fill in every blank first.",)
    divisible = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return bool(draft.blanks) and not draft.choices

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple("|".join(map(same_answer, blank.answers)) for blank in self.blanks)

    def part(self, response: Sequence[str]) -> float:
        gaps = zip(self.blanks, response, strict=False)
        right = sum(same_answer(typed) in map(same_answer, blank.answers) for blank, typed in gaps)
        return right / len(self.blanks) if self.blanks else 0.0

    def misfits(self) -> Iterator[Misfit]:
        if not self.blanks:
            hint = "Put the answer into the text as [[answer]], or delete “type: blanks”."
            yield Misfit("an item of type blanks without a blank", self.stem.source, hint)

    def controls(self, form: Form) -> str:  # noqa: ARG002 - the stem holds them
        return ""

    def gap(self, index: int) -> Mapping[str, str]:
        answers = self.blanks[index].answers
        accepted = json.dumps([same_answer(answer) for answer in answers], ensure_ascii=False)
        return {"size": str(max(map(len, answers)) + 2), "data-accept": accepted}

    def reasons(self, form: Form) -> str:
        # Translators: between two answers that both count as right, such as “colour or color”
        either = f" {form.text('or')} "
        rows = []
        for blank in self.blanks:
            answers = either.join(f"<strong>{escape(answer)}</strong>" for answer in blank.answers)
            rows.append(f'<li class="cw-reason cw-right">{answers}</li>')
        return f'<ol class="cw-reasons">{"".join(rows)}</ol>'
