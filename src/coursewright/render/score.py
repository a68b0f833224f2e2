"""The page's score: what the player fills in, and the texts it speaks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from coursewright.render.session import Session

PLAYER_TEXTS = (
    "Submit",
    "Try Again",
    "Correct answer!",
    "Incorrect answer.",
    "Choose an answer first.",
    "Fill in every blank first.",
    "Saved answers can’t be used here: they last until you leave the page.",
    "Reset all answers on this page?",
)
"""English words of the player's texts; it finds their translations by them."""


PLAYER = ("state.js", "player.js")
"""What every page with items loads."""


def score(session: Session, total: int, scripts: Iterable[str] = PLAYER) -> str:
    """Return the score of a page with ``total`` scored items, hidden until a script counts; and the player's files.

    The references stand in the content, because instant navigation runs scripts there again but not elsewhere.
    """
    text = session.texts
    spoken = {english: said for english in PLAYER_TEXTS if (said := text(english)) != english}
    texts = f' data-texts="{escape(json.dumps(spoken, ensure_ascii=False, sort_keys=True))}"' if spoken else ""
    counts = "".join(
        f'<span>{escape(text(label))} <span data-count="{name}">0</span> / {total}</span> '
        for label, name in (("Answered:", "answered"), ("Correct:", "correct"))
    )
    lesson = f' data-lesson="{escape(session.page.lesson)}"' if session.page.lesson else ""
    silent = "" if session.page.options.show_progress else " data-silent"
    return (
        f'<cw-score class="cw-score" data-course="{escape(session.course.id)}"{lesson}{texts}{silent}'
        " data-search-exclude hidden>"
        f'<p class="cw-counts" role="status">{counts}</p>'
        f"{_reset(session)}</cw-score>\n"
        f'<link rel="stylesheet" href="{escape(session.asset("player.css"))}">'
        + "".join(f'<script src="{escape(session.asset(name))}" defer></script>' for name in scripts)
    )


def intro(session: Session) -> str:
    """Return what mkdocs-quiz's intro comment asks for: a word on saved answers, and a button that resets them."""
    said = "Quiz results are saved to your browser's local storage and will persist between sessions."
    return f'<div class="cw-intro"><p>{escape(session.texts(said))}</p>{_reset(session, " hidden")}</div>'


def _reset(session: Session, more: str = "") -> str:
    return f'<button type="button" class="cw-reset"{more}>{escape(session.texts("Reset quiz"))}</button>'
