"""An item and its rendered parts → a form that can be read, printed and answered."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from coursewright.model.item import Item
from coursewright.render.items.markup import ItemForm, all_markup
from coursewright.render.options import PageOptions

# Translators: below a question, what a learner picks to say how sure they are of their answer
SURE_TEXTS = ("Not sure", "Fairly sure", "Sure")


def render_item(item: Item, form: ItemForm, options: PageOptions, number: int = 0, level: int = 2) -> str:
    """Return the item's HTML, readable with scripts off: the reasons stand in a native ``details``.

    ``number`` is its place among the page's items, 0 for one that isn't counted; ``level`` is that of its heading.
    ``method="dialog"`` keeps a form that no script has taken over from leaving the page (HTML, form submission);
    ``autocomplete`` keeps a browser from giving back what was chosen and not submitted.
    """
    heading = _heading(form, number, level, seen=options.auto_number is not False)
    stem = form.stem.within("p", f'cw-stem" id="{form.name}-stem')
    controls = all_markup()[item.kind].controls(item, form)
    if controls:
        group = f'{stem}<fieldset class="cw-controls" aria-labelledby="{form.name}-stem">{controls}</fieldset>'
    else:  # gaps name themselves by their sentence: a group of that name would say it once more
        group = f'<div class="cw-controls">{stem}</div>'
    inside = f"{heading}{group}{_hints(form)}{_certainty(item, form)}{_answer(item, form)}"
    return (
        f'<cw-item class="cw-item" id="{form.name}"{_data(item, options)} data-search-exclude>'
        f'<form class="cw-form" method="dialog" autocomplete="off">{inside}</form></cw-item>'
    )


def _heading(form: ItemForm, number: int, level: int, *, seen: bool) -> str:
    """Return what a screen reader finds the item by; its number is seen, unless the author doesn't want it."""
    # Translators: above a question, where questions are numbered; and above one that stands alone
    said = form.text("Question {n}").replace("{n}", str(number)) if number else form.text("Question")
    mark = f'" id="{form.name}-number' if number and seen else " cw-heard"
    return f'<h{level} class="cw-number{mark}">{said}</h{level}>'


def _data(item: Item, options: PageOptions) -> str:
    values = {"item": item.id, "kind": item.kind, "revision": item.revision}
    if item.self_marked:
        values["marked"] = ""
    elif not item.metadata.scored:
        values["unscored"] = ""
    elif item.choices:
        values["key"] = " ".join(item.keyed)
    if item.picks and item.shuffled(site=options.shuffle_answers):
        values["shuffle"] = ""
    if item.metadata.credit and item.divisible:
        values["partial"] = ""
    if options.disable_after_submit:
        values["once"] = ""
    if not options.show_correct:
        values["reticent"] = ""
    if item.metadata.was:
        values["was"] = " ".join(was.id for was in item.metadata.was)
    return "".join(f' data-{name}="{escape(value)}"' if value else f" data-{name}" for name, value in values.items())


def _hints(form: ItemForm) -> str:
    """Return each hint in a native ``details`` of its own."""
    rows = []
    for number, hint in enumerate(form.hints, 1):
        count = f" {number} / {len(form.hints)}" if len(form.hints) > 1 else ""
        # Translators: below a question, what opens a hint; “1 / 2” may follow
        summary = f"<summary{form.translate.foreign('Hint')}>{form.text('Hint')}{count}</summary>"
        rows.append(f'<details class="cw-hint">{summary}{hint.within("p", "cw-hint-text")}</details>')
    return f'<div class="cw-hints">{"".join(rows)}</div>' if rows else ""


def _certainty(item: Item, form: ItemForm) -> str:
    """Return the question how sure a learner is; it waits for a script, which takes it in with the answer."""
    if not item.certainty or not item.metadata.scored:
        return ""
    rows = (
        f'<label><input type="radio" name="{form.name}-sure" value="{value}"> {form.text(english)}</label> '
        for value, english in enumerate(SURE_TEXTS, 1)
    )
    # Translators: below a question, above the choices “Not sure”, “Fairly sure”, “Sure”
    asked = form.text("How sure are you?")
    foreign = form.translate.foreign("How sure are you?")
    return f'<fieldset class="cw-sure"><legend{foreign}>{asked}</legend>{"".join(rows)}</fieldset>'


def _answer(item: Item, form: ItemForm) -> str:
    # Translators: below a question, what opens the right answer, or what is said of each choice where none is right
    said = form.text("Answer" if item.metadata.scored else "What each choice leads to")
    foreign = form.translate.foreign("Answer" if item.metadata.scored else "What each choice leads to")
    if english := all_markup()[item.kind].summary:
        said, foreign = form.text(english), form.translate.foreign(english)
    explanation = form.explanation.within("p", "cw-explanation") if form.explanation else ""
    reasons = all_markup()[item.kind].reasons(item, form)
    return f'<details class="cw-answer"><summary{foreign}>{said}</summary>{reasons}{explanation}</details>'


def render_broken(place: str, translate: Callable[[str], str]) -> str:
    """Return what stands in the place of an item that can't be shown."""
    # Translators: in the place of a question, for the author who looks at the page
    said = escape(translate("This item can’t be shown."))
    return f'<p class="cw-broken">{said} <code>{escape(place)}</code></p>'
