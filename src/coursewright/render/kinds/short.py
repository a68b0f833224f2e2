"""Short text: a box to type into, which knows what each answer means."""

from __future__ import annotations

import json
from html import escape

from coursewright.kinds.short import Short
from coursewright.render.items.markup import KINDS_SCRIPT, ItemForm, markup
from coursewright.render.kinds.choice import reasons

# Translators: below a question whose button was pressed too early
SHORT_TEXTS = ("Write an answer first.",)


def controls(item: Short, form: ItemForm) -> str:
    """Return the box."""
    name = f"{form.name}-1"
    shown = {choice.id: [form.words(label)] for choice, label in zip(item.choices, form.labels, strict=True)}
    meant = item.meant | item.meaning(shown) | {said: id for said, id in item.meant.items() if id in item.keyed}
    meant.pop("", None)
    size = max(map(len, meant), default=0)
    answers = escape(json.dumps(meant, ensure_ascii=False))
    return (
        f'<p class="cw-typed"><label for="{name}">{form.text("Answer")}</label> '
        f'<input type="text" class="cw-gap" id="{name}" autocomplete="off" autocapitalize="off" spellcheck="false" '
        f'size="{min(max(size + 2, 12), 60)}" data-answers="{answers}"></p>'
    )


markup(Short, controls=controls, reasons=reasons, scripts=(KINDS_SCRIPT,), texts=SHORT_TEXTS)
