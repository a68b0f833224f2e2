"""Short text: the learner types the answer; accepted spellings, and wrong answers that were foreseen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape

from coursewright.fragment.identity import readable, same_answer
from coursewright.kinds.choice import reasons_of_choices
from coursewright.model.item import Draft, Form, Item, Misfit


class Short(Item):
    """Its choices are never shown before the answer: a right one is an accepted spelling, a wrong one has its reason.

    A response is the typed text.
    """

    __slots__ = ()
    kind = "short"
    script = "kinds.js"
    # Translators: below a question whose button was pressed too early
    texts = ("Write an answer first.",)
    reasoned = True

    @classmethod
    def fits(cls, draft: Draft) -> bool:  # noqa: ARG003 - it looks like a choice, and is named
        return False

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(sorted(choice.id for choice in self.choices if choice.correct))

    @property
    def _meant(self) -> dict[str, str]:
        """The choice's id by what a learner types for it; where two are typed the same, the right one's."""
        said = {False: {}, True: {}}  # type: dict[bool, dict[str, str]]
        for choice in self.choices:
            said[choice.correct].setdefault(same_answer(readable(choice.text.markdown)), choice.id)
        return said[False] | said[True]

    def part(self, response: Sequence[str]) -> float:
        return float(len(response) == 1 and self._meant.get(same_answer(response[0])) in self.keyed)

    def shuffled(self, *, site: bool = False) -> bool:  # noqa: ARG002 - nobody sees them in any order
        return False

    def misfits(self) -> Iterator[Misfit]:
        if not self.choices:
            hint = "Add what counts as right, “- [x] answer”, and wrong answers that you foresee, “- [ ] answer”."
            yield Misfit("no accepted answer in an item of type short", self.stem.source, hint)

    def controls(self, form: Form) -> str:
        name = f"{form.name}-1"
        size = max((len(said) for said in self._meant), default=0)
        answers = escape(json.dumps(self._meant, ensure_ascii=False))
        return (
            f'<p class="cw-typed"><label for="{name}">{form.text("Answer")}</label> '
            f'<input type="text" class="cw-gap" id="{name}" autocomplete="off" autocapitalize="off" spellcheck="false" '
            f'size="{min(max(size + 2, 12), 60)}" data-answers="{answers}"></p>'
        )

    def reasons(self, form: Form) -> str:
        return reasons_of_choices(self, form)
