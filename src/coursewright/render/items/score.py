"""The page's score: what the player fills in, and the texts it speaks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from coursewright.model.item import Item
from coursewright.render.items.markup import all_markup
from coursewright.render.served import PLAYER_FOLDER
from coursewright.render.session import Session

PLAYER_TEXTS = (
    # Translators: below a question, the button that sends the answer
    "Submit",
    # Translators: below a question that was answered, the button that asks it once more
    "Try Again",
    # Translators: below a question, the verdict on the answer
    "Correct answer!",
    "Incorrect answer.",
    # Translators: a notice at the end of the page, where the browser saves nothing
    "Saved answers can’t be used here: they last until you leave the page.",
    # Translators: on the button “Reset quiz” once it was pressed; a second press does it
    "Reset all answers on this page?",
)
"""English words of the player's texts for whatever item; it finds their translations by them."""
UNSCORED_TEXTS = (
    # Translators: below a decision of which no choice is right or wrong: the button that shows what a choice leads to,
    # and the one that asks once more
    "See what it leads to",
    "Choose again",
)
"""Those for items of which nothing is right or wrong."""
# Translators: below a question, the verdict on an answer that is right in part; {share} is such as 2 / 3
PARTIAL_TEXTS = ("Partly correct: {share}",)
"""Those for items that can be partly right."""
# Translators: below a question, behind the verdict, to a learner who said how sure they were of the answer
CERTAINTY_TEXTS = (
    "Say how sure you are first.",
    "You were sure, and right.",
    "You were fairly sure, and right.",
    "You were not sure, and right: you know more than you thought.",
    "You were sure, and it isn’t right. Such answers are worth coming back to.",
    "You were fairly sure, and it isn’t right.",
    "You were not sure, and knew where to look again.",
)
"""Those for items that also ask how sure a learner is."""
RESUME_TEXTS = (
    # Translators: below a lesson that stands in another website's page, where a browser keeps the answers of this page
    # alone, or none: a panel by which learners take them along and bring them back
    "Go on elsewhere with your answers",
    "What you answer here may stay in this page alone. The address below holds your answers to this lesson: open it to "
    "go on with the course, or bring it back here another time. Whoever has it can read your answers.",
    "Address with your answers",
    "Copy",
    "Copied",
    "Go on in a window of its own",
    "Address that you have kept",
    "Bring the answers back",
    "This address isn’t readable. Nothing was changed.",
    "Nothing in this address belongs to this lesson. Nothing was changed.",
    "Nothing in this address is new.",
    "New in the address: {new}. Different from what is here: {other}.",
    "Keep mine, add the rest",
    "Take those of the address",
    "Cancel",
    "Nothing was changed.",
    "Done. Taken from the address: {n}.",
)
"""Those for a learner who takes answers along as an address."""
STATE, PLAYER = "state.js", "player.js"
"""What every page loads on which something can be saved, and what those load that have items."""
COMMON = "common.css"
"""What every page loads that has parts of ours, but for those with items: ``player.css`` begins with it."""


class Needs(NamedTuple):
    """What a page's items need."""

    scripts: list[str]
    """In the order in which they run."""
    later: list[str]
    """Scripts that come when an item is near that needs them; ours before others'."""
    styles: list[str]
    texts: list[str]
    """English words of what the player may say."""


def needs(items: Sequence[Item]) -> Needs:
    """Return the files and texts that these items need."""
    kinds = [all_markup()[item.kind] for item in items]
    paths = {script for kind in kinds for script in kind.scripts}
    styles = {kind.style for kind in kinds if kind.scripts}
    if any(item.certainty or item.hints for item in items):
        paths.add(PLAYER_FOLDER / "aids.js")
        styles.add("aids.css")
    scripts = [path.name for path in sorted(paths, key=lambda path: (path.parent != PLAYER_FOLDER, path.name))]
    texts = [*PLAYER_TEXTS]
    for item, kind in zip(items, kinds, strict=True):
        texts += kind.texts
        texts += PARTIAL_TEXTS if item.metadata.credit and item.divisible else ()
        texts += CERTAINTY_TEXTS if item.certainty else ()
        texts += () if item.metadata.scored else UNSCORED_TEXTS
    return Needs([PLAYER], scripts, ["player.css", *sorted(styles)], texts)


def score(session: Session, total: int, loads: Needs, aloud: int) -> str:
    """Return the score of a page with ``total`` scored items, hidden until a script counts; and the page's files.

    ``aloud`` counts the items that learners mark themselves.
    The references stand in the content, because instant navigation runs scripts there again but not elsewhere; of what
    comes later they stand in a template, whose scripts a browser doesn't load until ``later.js`` takes them out.
    """
    text = session.texts
    spoken = {english: said for english in loads.texts if (said := text(english)) != english}
    words = f' data-texts="{escape(json.dumps(spoken, ensure_ascii=False, sort_keys=True))}"' if spoken else ""
    foreign = " data-english" * bool(text.foreign("Submit"))
    # Translators: at the end of a page, the count of its questions; such as “Correct: 2 / 3” follows
    labels = [(text("Answered:"), "answered", total), (text("Correct:"), "correct", total)]
    # Translators: there, the count of what learners were asked to say aloud, and have; “1 / 2” follows
    labels = labels * bool(total or not aloud) + [(text("Said aloud:"), "said", aloud)] * bool(aloud)
    counts = "".join(
        f'<span>{escape(label)} <span data-count="{name}">0</span> / {most}</span> ' for label, name, most in labels
    )
    # Translators: behind these counts, once all of a lesson's questions are answered
    counts += f"<strong hidden>{escape(text('This lesson is done.'))}</strong>" if session.page.lesson else ""
    lesson = f' data-lesson="{escape(session.page.lesson)}"' if session.page.lesson else ""
    silent = "" if session.page.options.show_progress else " data-silent"
    return (
        f'<cw-score class="cw-score" data-course="{escape(session.course.id)}"{lesson}{words}{silent}{foreign}'
        " data-search-exclude hidden>"
        f'<p class="cw-counts" role="status">{counts}</p>'
        f"{_reset(session)}</cw-score>\n"
        + "".join(f'<link rel="stylesheet" href="{escape(session.asset(name))}">' for name in loads.styles)
        + _scripts(session, loads.scripts)
        + (f'<template class="cw-later">{_scripts(session, loads.later)}</template>' if loads.later else "")
    )


def _scripts(session: Session, names: Iterable[str]) -> str:
    return "".join(f'<script src="{escape(session.asset(name))}" defer></script>' for name in names)


def intro(session: Session) -> str:
    """Return what mkdocs-quiz's intro comment asks for: a word on saved answers, and a button that resets them."""
    # Translators: at the head of a page with questions, where the author asks for it
    said = session.texts("Quiz results are saved to your browser's local storage and will persist between sessions.")
    return f'<div class="cw-intro"><p>{escape(said)}</p>{_reset(session, " hidden")}</div>'


def _reset(session: Session, more: str = "") -> str:
    # Translators: at the end of a page, the button that takes back all of its answers
    foreign = session.texts.foreign("Reset quiz")
    return f'<button type="button" class="cw-reset"{foreign}{more}>{escape(session.texts("Reset quiz"))}</button>'
