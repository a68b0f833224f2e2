"""What a school has written for its own learners, as a quiet note on a page."""

from __future__ import annotations

from html import escape

from coursewright.model.notes import Note
from coursewright.model.site import Html

STYLE = "notes.css"


def render_note(note: Note, text: Html | None) -> str:
    """Return a note with its label; nothing where it has no text."""
    if text is None:
        return ""
    inside = text.text if text.block else f"<p>{text.text}</p>"
    label = escape(note.label)
    heading = f'<p class="cw-local-name">{label}</p>'
    return f'<div class="cw-local" role="note" aria-label="{label}">{heading}\n{inside}</div>'
