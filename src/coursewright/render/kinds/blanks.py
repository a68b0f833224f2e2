"""Fill-in: each gap in the stem knows what it accepts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from coursewright.fragment.identity import same_answer
from coursewright.kinds.blanks import Blanks
from coursewright.render.items.markup import ItemForm, markup

# Translators: below a question whose button was pressed too early; a blank is a gap in a sentence
BLANKS_TEXTS = ("Fill in every blank first.",)


def gap(item: Blanks, index: int) -> Mapping[str, str]:
    """Return a gap's size, and what it accepts."""
    answers = item.blanks[index].answers
    accepted = json.dumps([same_answer(answer) for answer in answers], ensure_ascii=False)
    return {"size": str(max(map(len, answers)) + 2), "data-accept": accepted}


def reasons(item: Blanks, form: ItemForm) -> str:
    """Return a list of the gaps' answers."""
    # Translators: between two answers that both count as right, such as “colour or color”
    either = f" {form.text('or')} "
    rows = []
    for blank in item.blanks:
        answers = either.join(f"<strong>{escape(answer)}</strong>" for answer in blank.answers)
        rows.append(f'<li class="cw-reason cw-right">{answers}</li>')
    return f'<ol class="cw-reasons">{"".join(rows)}</ol>'


markup(Blanks, gap=gap, reasons=reasons, texts=BLANKS_TEXTS)
