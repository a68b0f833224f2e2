"""Fill-in: gaps in a text, each with the answers that it accepts."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from coursewright.html import element
from coursewright.identity import same_answer
from coursewright.model import Draft, Form, Item


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

    def controls(self, form: Form) -> Iterator[Element]:  # noqa: ARG002 - the stem holds them
        yield from ()

    def reasons(self, form: Form) -> Iterator[Element]:
        answers = element("ol", {"class": "cw-reasons"})
        for blank in self.blanks:
            row = element("li", {"class": "cw-reason cw-right"})
            for answer in blank.answers:
                if len(row):
                    row[-1].tail = f" {form.text('or')} "
                row.append(element("strong", None, answer))
            answers.append(row)
        yield answers
