"""Ordering: a list whose steps the player gives buttons to."""

from __future__ import annotations

from coursewright.fragment.identity import mixed
from coursewright.kinds.order import Order
from coursewright.render.items.markup import KINDS_SCRIPT, ItemForm, markup, without_ids

ORDER_TEXTS = (
    # Translators: in a question whose steps are to be put in order: what is said where no step was moved, the names of
    # the buttons beside a step, and its new place, which a screen reader says
    "Move a step first.",
    "Move up",
    "Move down",
    "{n} of {total}",
)


def controls(item: Order, form: ItemForm) -> str:
    """Return the steps in another order than the right one."""
    labels = dict(zip(item.keyed, form.labels, strict=True))
    rows = (
        f'<li class="cw-step" data-choice="{step}">{labels[step].within("div", "cw-label")}'
        '<span class="cw-moves"></span></li>'
        for step in mixed(item.keyed, item.id)
    )
    return f'<ol class="cw-steps" role="list">{"".join(rows)}</ol>'


def reasons(item: Order, form: ItemForm) -> str:
    """Return the steps in their right order, each with why it stands there."""
    rows = []
    for choice, label, feedback in zip(item.choices, form.labels, form.feedback, strict=True):
        reason = feedback.within("p", "cw-feedback") if feedback else ""
        copy = without_ids(label).within("span", "cw-copy")
        rows.append(f'<li class="cw-reason" data-choice="{choice.id}">{copy} {reason}</li>')
    return f'<ol class="cw-reasons">{" ".join(rows)}</ol>'


markup(
    Order,
    controls=controls,
    reasons=reasons,
    scripts=(KINDS_SCRIPT,),
    texts=ORDER_TEXTS,
)
