"""Fill-in: each gap in the stem knows what it accepts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from coursewright.fragment.identity import same_answer
from coursewright.fragment.seen import typed
from coursewright.kinds.blanks import Blanks
from coursewright.render.items.markup import KINDS_SCRIPT, ItemForm, markup

# Translators: below a question whose button was pressed too early; a blank is a gap in a sentence
BLANKS_TEXTS = ("Fill in every blank first.",)


def gap(item: Blanks, index: int, form: ItemForm) -> Mapping[str, str]:
    """Return a gap's size, and what it accepts: what this page shows as its key, and what the checker reads."""
    said = [*map(form.words, form.answers[index]), *item.blanks[index].accepted]
    accepted = dict.fromkeys(same_answer(answer) for answer in said if answer)
    size = max(map(len, item.blanks[index].answers)) + 2
    return {"size": str(size), "data-accept": json.dumps([*accepted], ensure_ascii=False)}


def reasons(item: Blanks, form: ItemForm) -> str:
    """Return a list of the gaps' answers."""
    # Translators: between two answers that both count as right, such as “colour or color”
    either = f" {form.text('or')} "
    rows = []
    for blank, shown in zip(item.blanks, form.answers, strict=True):
        texts = []
        for answer, html in zip(blank.answers, shown, strict=True):
            shown_as = form.words(html)
            texts += [html.text] if shown_as else []
            if "&" in answer or not shown_as:  # which may be meant as it is written
                texts += [escape(said) for said in typed(answer, blank.names) if said != shown_as]
        answers = either.join(f"<strong>{text}</strong>" for text in texts)
        rows.append(f'<li class="cw-reason cw-right">{answers}</li>')
    return f'<ol class="cw-reasons">{"".join(rows)}</ol>'


markup(Blanks, gap=gap, reasons=reasons, scripts=(KINDS_SCRIPT,), texts=BLANKS_TEXTS)
