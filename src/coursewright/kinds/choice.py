"""Single and multiple choice: pick the right one, or every right one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from coursewright.item import Draft, Form, Item

_IDS = re.compile(r' id="[^"]*"')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choosing(Item):
    """What both kinds share: a list of controls, and a list of reasons in the same order."""

    control: ClassVar[str]

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(sorted([choice.id for choice in self.choices if choice.correct]))

    def controls(self, form: Form) -> str:
        rows = []
        for number, (choice, label) in enumerate(zip(self.choices, form.labels, strict=True), 1):
            name = f"{form.name}-{number}"
            control = f'<input type="{self.control}" name="{form.name}" value="{choice.id}" id="{name}"'
            if label.block:  # a label may hold no blocks
                control += f' aria-labelledby="{name}-text">'
                text = f'<div class="cw-label" id="{name}-text">{label.text}</div>'
            else:
                control += ">"
                text = f'<label for="{name}">{label.text}</label>'
            rows.append(f'<div class="cw-choice">{control}{text}</div>')
        return f'<div class="cw-choices">{"".join(rows)}</div>'

    def reasons(self, form: Form) -> str:
        right, wrong = (form.text(said) for said in ("Correct answer!", "Incorrect answer."))
        rows = []
        for choice, label, feedback in zip(self.choices, form.labels, form.feedback, strict=True):
            mark, verdict = "", ""
            if self.metadata.scored:
                mark = " cw-right" if choice.correct else " cw-wrong"
                verdict = f'<strong class="cw-verdict">{right if choice.correct else wrong}</strong> '
            copy = type(label)(_IDS.sub("", label.text), label.block).within("span", "cw-copy")
            reason = feedback.within("p", "cw-feedback") if feedback else ""
            rows.append(f'<li class="cw-reason{mark}" data-choice="{choice.id}">{verdict}{copy} {reason}</li>')
        return f'<ul class="cw-reasons">{" ".join(rows)}</ul>'


class Single(_Choosing):
    """One right choice."""

    __slots__ = ()
    kind = "single"
    control = "radio"

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return bool(draft.choices) and [choice.correct for choice in draft.choices].count(True) <= 1


class Multiple(_Choosing):
    """Every right choice and no other."""

    __slots__ = ()
    kind = "multiple"
    control = "checkbox"

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return [choice.correct for choice in draft.choices].count(True) > 1
