"""Numbers: the gap in the stem knows the number, and how far off it may be."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from coursewright.kinds.numeric import Numeric
from coursewright.render.items.markup import KINDS_SCRIPT, ItemForm, markup

# Translators: below a question that asks for a number; a decimal comma, as in 1234,5, is understood as well
NUMERIC_TEXTS = ("Fill in every blank first.", "That is not a number: write it as 1234.5.")


def gap(item: Numeric, index: int, form: ItemForm) -> Mapping[str, str]:  # noqa: ARG001 - a number needs no words
    """Return the gap's size, and its number."""
    target = item.target
    if not target or index:
        return {"size": "8"}
    value, tolerance = map(repr, target)
    size = str(max(8, len(value)))
    keys = {"inputmode": "decimal"} if target.value >= 0 else {}  # some such keyboards have no minus
    return {"size": size, "data-value": value, "data-tolerance": tolerance, **keys}


def reasons(item: Numeric, form: ItemForm) -> str:  # noqa: ARG001 - a number needs no words
    """Return the number."""
    rows = (f'<li class="cw-reason cw-right"><strong>{escape(said)}</strong></li>' for said in item.keyed)
    return f'<ul class="cw-reasons">{"".join(rows)}</ul>'


markup(
    Numeric,
    gap=gap,
    reasons=reasons,
    scripts=(KINDS_SCRIPT,),
    texts=NUMERIC_TEXTS,
)
