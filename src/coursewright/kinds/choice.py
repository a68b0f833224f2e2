"""Single and multiple choice: pick the right one, or every right one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from xml.etree.ElementTree import Element

from coursewright.html import element
from coursewright.model import Draft, Form, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choosing(Item):
    """What both kinds share: a list of controls, and a list of reasons in the same order."""

    control: ClassVar[str]

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(sorted(choice.id for choice in self.choices if choice.correct))

    def controls(self, form: Form) -> Iterator[Element]:
        rows = element("div", {"class": "cw-choices"})
        for number, (choice, label) in enumerate(zip(self.choices, form.labels, strict=True), 1):
            control = f"{form.name}-{number}"
            attributes = {"type": self.control, "name": form.name, "value": choice.id, "id": control}
            row = element("div", {"class": "cw-choice"}, element("input", attributes))
            if label.tag == "label":
                label.set("for", control)
            else:  # blocks: a label may hold none
                label.set("id", f"{control}-text")
                row[0].set("aria-labelledby", f"{control}-text")
            row.append(label)
            rows.append(row)
        yield rows

    def reasons(self, form: Form) -> Iterator[Element]:
        reasons = element("ul", {"class": "cw-reasons"})
        for choice, label, feedback in zip(self.choices, form.labels, form.feedback, strict=True):
            row = element("li", {"class": "cw-reason", "data-choice": choice.id})
            if self.metadata.scored:
                row.set("class", "cw-reason cw-right" if choice.correct else "cw-reason cw-wrong")
                verdict = form.text("Correct answer!") if choice.correct else form.text("Incorrect answer.")
                row.append(element("strong", {"class": "cw-verdict"}, verdict))
                row[0].tail = " "
            row.append(form.copy(label))
            if feedback is not None:
                row.append(feedback)
            reasons.append(row)
        yield reasons


class Single(_Choosing):
    """One right choice."""

    __slots__ = ()
    kind = "single"
    control = "radio"

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return bool(draft.choices) and sum(choice.correct for choice in draft.choices) <= 1


class Multiple(_Choosing):
    """Every right choice and no other."""

    __slots__ = ()
    kind = "multiple"
    control = "checkbox"

    @classmethod
    def fits(cls, draft: Draft) -> bool:
        return sum(choice.correct for choice in draft.choices) > 1
