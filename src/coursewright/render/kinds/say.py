"""Practice aloud: a card to reply to, with model replies and the criteria to mark oneself by behind it."""

from __future__ import annotations

from coursewright.kinds.say import Say
from coursewright.render.items.markup import ItemForm, markup, without_ids
from coursewright.render.served import PLAYER_FOLDER

SAY_TEXTS = (
    # Translators: in practice aloud, the button that shows model replies, and the one that keeps one's marks
    "Compare with model replies",
    "Keep my marks",
    # Translators: there, the button that begins anew, once one has marked oneself
    "Say it again",
    # Translators: there, what is said behind the marks; {n} and {total} are numbers of criteria
    "Done: go on below. You ticked {n} of {total}. That is for you alone: it earns no points.",
    # Translators: there, the buttons and messages of the recorder
    "Record yourself",
    "Stop",
    "Waiting for the microphone …",
    "Recording",
    "Recorded. Listen to yourself below.",
    "Your recording",
    "Save the recording",
    "Delete it",
    "Deleted.",
    "The recording stays on this page: it is sent to nobody, and gone when you leave.",
    "The microphone can’t be used here. Say your reply without recording it, or write it.",
    "This browser can’t record. Say your reply without recording it, or write it.",
    # Translators: there, the name of what plays the line that is heard
    "Listen to the line",
)
# Translators: in practice aloud, what opens them
SUMMARY_TEXTS = ("Model replies and criteria",)


def controls(item: Say, form: ItemForm) -> str:  # noqa: ARG001 - the text alone is the same for every item
    """Return what to do, a recorder's place, and one to write for whoever doesn't speak; nothing of it is saved."""
    name = f"{form.name}-written"
    # Translators: in practice aloud, below the situation
    how = form.text("Say your reply aloud, as you would to the person in front of you.")
    # Translators: there, the label of a box to write into
    written = form.text("Or write it here. What you write isn’t saved.")
    return (
        f'<p class="cw-how">{how}</p><cw-recorder></cw-recorder>'
        f'<p class="cw-written"><label for="{name}">{written}</label> '
        f'<textarea id="{name}" rows="3" autocomplete="off"></textarea></p>'
    )


def reasons(item: Say, form: ItemForm) -> str:
    """Return the model replies, then the criteria, each with a box to tick."""
    # Translators: in practice aloud, above examples of good replies
    title = form.text("Model replies: yours may be as good in other words")
    replies = "".join(f"<li>{without_ids(reply).within('p', 'cw-reply')}</li>" for reply in form.replies)
    rows = []
    for number, (choice, label, feedback) in enumerate(zip(item.choices, form.labels, form.feedback, strict=True), 1):
        name = f"{form.name}-{number}"
        box = f'<input type="checkbox" name="{form.name}" value="{choice.id}" id="{name}"'
        if label.block:  # a label may hold no blocks
            shown = f'{box} aria-labelledby="{name}-text"><div class="cw-label" id="{name}-text">{label.text}</div>'
        else:
            shown = f'{box}><label for="{name}">{label.text}</label>'
        reason = feedback.within("p", "cw-feedback") if feedback else ""
        rows.append(f'<div class="cw-criterion"><div class="cw-choice">{shown}</div>{reason}</div>')
    # Translators: in practice aloud, above criteria to tick
    legend = form.text("Mark yourself: tick what your reply did")
    head = f'<p class="cw-replies-title" tabindex="-1">{title}</p><ul class="cw-replies">{replies}</ul>'
    criteria = f'<fieldset class="cw-criteria"><legend>{legend}</legend>{"".join(rows)}</fieldset>'
    return (head if replies else "") + criteria


markup(
    Say,
    controls=controls,
    reasons=reasons,
    scripts=(PLAYER_FOLDER / "say.js",),
    texts=SAY_TEXTS,
    style="say.css",
    summary=SUMMARY_TEXTS[0],
)
