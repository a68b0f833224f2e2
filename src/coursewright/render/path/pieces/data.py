"""The file of a learner's own progress, to save, bring back and clear."""

from __future__ import annotations

from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece

DATA_TEXTS = (
    # Translators: where learners save their progress to a file, bring it back and clear it: what a button has done
    "This file isn’t readable. Nothing was changed.",
    "This file is from another course. Nothing was changed.",
    "This file is from a newer version of this course. Nothing was changed.",
    "New in the file: {new}. Different from what is saved here: {other}.",
    "Nothing in the file is new.",
    "Done. Taken from the file: {n}.",
    "Nothing was changed.",
    "It couldn’t be kept: this browser doesn’t allow saving, or has no room for it.",
    "Left out, because it can’t be read: {list}.",
    "answers",
    "lessons",
    "scenarios",
    "final assessment",
    "review dates",
    "date of completion",
    "agreement",
    "name",
    "something else",
    # Translators: there, on the button “Finish and clear” once it was pressed
    "Press again to clear all of it",
    # Translators: there, below that button
    "Everything that this course had saved in this browser is gone. You can close this window.",
    "This browser doesn’t allow saving, so nothing can be kept here.",
)


def data(make: Maker) -> str:
    """Return the ways to save, bring back and clear what the course keeps."""
    # Translators: where learners save their progress to a file, bring it back and clear it
    kept = make.p(
        "The file holds your answers and your progress, and your name and your agreement if you have kept them "
        "here. It goes nowhere but where you put it."
    )
    back = make.p(
        "Bring a file back, here or on another device. What is saved here is never replaced without asking you."
    )
    clear = make.p("On a shared computer: take everything that this course has saved out of this browser.")
    choose = make.say("Choose a file")
    return (
        make.without(
            "Saved progress is read and written by scripts, and they are off. Your browser’s own settings can clear it."
        )
        + '<div class="cw-live" hidden>'
        + f"{make.heading('Take your progress with you')}{kept}"
        + f"<p>{make.button('Save a file', 'export', plain=True)}</p>"
        + f"{make.heading('Bring it back')}{back}"
        + f'<p><label>{choose} <input type="file" accept=".json,application/json" data-do="import"></label></p>'
        + '<div class="cw-ask" hidden><p></p>'
        + f"<p>{make.button('Keep mine, add the rest', 'mine')} "
        + f"{make.button('Take the file’s', 'theirs', plain=True)} "
        + f"{make.button('Cancel', 'cancel', plain=True)}</p></div>"
        + '<p role="status" class="cw-said"></p>'
        + f'<div class="cw-danger">{make.heading("Finish and clear")}{clear}'
        + f"<p>{make.button('Finish and clear', 'clear', plain=True)}</p></div></div>"
    )


PIECE = PathPiece(name="data", html=data, scripts=("sound.js", "data.js"), texts=DATA_TEXTS)
