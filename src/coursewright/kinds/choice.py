"""Choices to pick from: the right one, every right one, or true or false."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from coursewright.model.item import Draft, Form, Html, Item, Misfit

_IDS = re.compile(r' id="[^"]*"')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choosing(Item):
    """What these kinds share: a list of controls, and a list of reasons in the same order."""

    # Translators: below a question whose button was pressed too early
    texts: ClassVar[tuple[str, ...]] = ("Choose an answer first.",)
    reasoned: ClassVar[bool] = True
    control: ClassVar[str]

    @property
    def keyed(self) -> tuple[str, ...]:
        return tuple(sorted([choice.id for choice in self.choices if choice.correct]))

    def part(self, response: Sequence[str]) -> float:
        chosen, key = set(response), set(self.keyed)
        right = len(chosen & key)
        return max(0.0, (right - len(chosen - key)) / len(key)) if key else 0.0

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
        return reasons_of_choices(self, form)


def reasons_of_choices(item: Item, form: Form) -> str:
    """Return a list of all choices, each with whether it is right, and why."""
    # Translators: the verdict on an answer, and what marks a choice as right or wrong
    right, wrong = form.text("Correct answer!"), form.text("Incorrect answer.")
    rows = []
    for choice, label, feedback in zip(item.choices, form.labels, form.feedback, strict=True):
        mark, verdict = "", ""
        if item.metadata.scored:
            mark = " cw-right" if choice.correct else " cw-wrong"
            verdict = f'<strong class="cw-verdict">{right if choice.correct else wrong}</strong> '
        copy = without_ids(label).within("span", "cw-copy")
        reason = feedback.within("p", "cw-feedback") if feedback else ""
        rows.append(f'<li class="cw-reason{mark}" data-choice="{choice.id}">{verdict}{copy} {reason}</li>')
    return f'<ul class="cw-reasons">{" ".join(rows)}</ul>'


def without_ids(html: Html) -> Html:
    """Return a copy for another place in the page, where no id may stand twice."""
    return Html(_IDS.sub("", html.text), html.block)


class Single(_Choosing):
    """One right choice."""

    __slots__ = ()
    kind = "single"
    control = "radio"
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
    control = "checkbox"
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
