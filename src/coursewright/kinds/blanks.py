"""Fill-in: gaps in a text, each with the answers that it accepts."""

from __future__ import annotations

from html import escape

from coursewright.identity import same_answer
from coursewright.item import Draft, Form, Item


class Blanks(Item):
    """Gaps that stand in the stem itself; each must hold one of its accepted answers."""

    __slots__ = ()
    kind = "blanks"

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return bool(draft.blanks) and not draft.choices

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple("|".join(same_answer(answer) for answer in blank.answers) for blank in self.blanks)

    def controls(self, form: Form) -> str:  # noqa: ARG002 - the stem holds them
        return ""

    def reasons(self, form: Form) -> str:
        either = f" {form.text('or')} "
        rows = []
        for blank in self.blanks:
            answers = either.join(f"<strong>{escape(answer)}</strong>" for answer in blank.answers)
            rows.append(f'<li class="cw-reason cw-right">{answers}</li>')
        return f'<ol class="cw-reasons">{"".join(rows)}</ol>'
