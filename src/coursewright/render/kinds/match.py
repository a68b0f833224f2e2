"""Matching: a line for each left entry, with a box to choose the right one from."""

from __future__ import annotations

from html import escape

from coursewright.fragment.identity import mixed
from coursewright.kinds.match import Match
from coursewright.model.item import Choice
from coursewright.render.items.markup import KINDS_SCRIPT, ItemForm, markup, without_ids

# Translators: below a question of two columns, whose button was pressed too early
MATCH_TEXTS = ("Choose one in every line first.",)


def _options(item: Match) -> list[Choice]:
    """Return the right entries in an order that says nothing of the left ones."""
    by_id = {choice.id: choice for choice in item.choices}
    return [by_id[name] for name in mixed(tuple(by_id), item.id)]


def controls(item: Match, form: ItemForm) -> str:
    """Return the lines, and for paper a list of the right entries.

    Where columns stand below each other, each line says what its two parts are.
    """
    labels = {choice.id: label for choice, label in zip(item.choices, form.labels, strict=True)}
    options = "".join(
        f'<option value="{choice.id}">{escape(form.words(labels[choice.id]))}</option>' for choice in _options(item)
    )
    # Translators: in a question of two columns, what each list on the right says before a choice
    rows, choose = [], form.text("Choose…")
    if any(head.text for head in form.heads):
        heads = "".join(head.within("span", "cw-head") for head in form.heads)
        rows.append(f'<div class="cw-pair cw-heads">{heads}</div>')
    said = zip(("above", "between"), form.heads, strict=False)
    heads = "".join(f' data-{place}="{escape(form.words(head))}"' for place, head in said if head.text)
    for number, (pair, left) in enumerate(zip(item.pairs, form.pairs, strict=True), 1):
        name = f"{form.name}-{number}"
        tag, ties = ("div", f'aria-labelledby="{name}-text"') if left.block else ("label", "")
        text = f'<{tag} class="cw-left" id="{name}-text"' + ("" if left.block else f' for="{name}"')
        rows.append(
            f'<div class="cw-pair"{heads}>{text}>{left.text}</{tag}>'
            f'<select id="{name}" name="{name}" data-pair="{pair.id}" {ties}>'
            f'<option value="">{choose}</option>{options}</select></div>'
        )
    on_paper = "".join(f"<li>{without_ids(labels[choice.id]).text}</li>" for choice in _options(item))
    return f'<div class="cw-pairs">{"".join(rows)}</div><ul class="cw-on-paper">{on_paper}</ul>'


def reasons(item: Match, form: ItemForm) -> str:
    """Return a list of the pairs."""
    labels = {choice.id: label for choice, label in zip(item.choices, form.labels, strict=True)}
    rows = []
    for pair, left in zip(item.pairs, form.pairs, strict=True):
        texts = (without_ids(html).within("span", "cw-copy") for html in (left, labels[pair.right]))
        rows.append(f'<li class="cw-reason" data-pair="{pair.id}">{" – ".join(texts)}</li>')
    return f'<ul class="cw-reasons">{" ".join(rows)}</ul>'


markup(
    Match,
    controls=controls,
    reasons=reasons,
    scripts=(KINDS_SCRIPT,),
    texts=MATCH_TEXTS,
)
