"""Choices to pick from: a list of boxes, and a list of reasons in the same order."""

from __future__ import annotations

from coursewright.kinds.choice import Multiple, Single, TrueFalse
from coursewright.model.item import Item
from coursewright.render.items.markup import ItemForm, markup, without_ids

# Translators: below a question whose button was pressed too early
CHOICE_TEXTS = ("Choose an answer first.",)


def controls(item: Item, form: ItemForm) -> str:
    """Return a box for each choice."""
    box = "radio" if item.picks == "one" else "checkbox"
    rows = []
    for number, (choice, label) in enumerate(zip(item.choices, form.labels, strict=True), 1):
        name = f"{form.name}-{number}"
        control = f'<input type="{box}" name="{form.name}" value="{choice.id}" id="{name}"'
        if label.block:  # a label may hold no blocks
            control += f' aria-labelledby="{name}-text">'
            text = f'<div class="cw-label" id="{name}-text">{label.text}</div>'
        else:
            control += ">"
            text = f'<label for="{name}">{label.text}</label>'
        rows.append(f'<div class="cw-choice">{control}{text}</div>')
    return f'<div class="cw-choices">{"".join(rows)}</div>'


def reasons(item: Item, form: ItemForm) -> str:
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


markup(Single, Multiple, TrueFalse, controls=controls, reasons=reasons, texts=CHOICE_TEXTS)
