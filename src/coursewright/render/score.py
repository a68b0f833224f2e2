"""The page's score: what the player fills in, and the texts it speaks."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

from coursewright.html import element
from coursewright.render.session import Session

PLAYER_TEXTS = (
    "Submit",
    "Try Again",
    "Correct answer!",
    "Incorrect answer.",
    "Choose an answer first.",
    "Fill in every blank first.",
    "You chose this.",
    "Saved answers can’t be used here: they last until you leave the page.",
    "Reset all answers on this page?",
)
"""English words of the player's texts; it finds their translations by them."""


def score(session: Session, total: int) -> Element:
    """Return the score of a page with ``total`` scored items: hidden until a script counts."""
    text = session.texts
    spoken = {english: said for english in PLAYER_TEXTS if (said := text(english)) != english}
    attributes = {"class": "cw-score", "hidden": "hidden", "data-search-exclude": "data-search-exclude"}
    attributes |= {"data-course": session.course.id, "data-total": str(total)}
    if spoken:
        attributes["data-texts"] = json.dumps(spoken, ensure_ascii=False, sort_keys=True)
    counts = element("p", {"class": "cw-counts", "role": "status"})
    reset = element("button", {"type": "button", "class": "cw-reset"}, text("Reset quiz"))
    for label, name in ((text("Answered:"), "answered"), (text("Correct:"), "correct")):
        counts.append(element("span", None, f"{label} ", element("span", {"data-count": name}, "0"), f" / {total}"))
        counts[-1].tail = " "
    return element("cw-score", attributes, counts, reset)
