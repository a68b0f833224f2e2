"""What the scripts of the learner's path say, in English; they find translations by these words."""

from __future__ import annotations

from collections.abc import Mapping

_DONE = (
    "done",
    "not yet",
    "{answered} of {total} answered",
    "{right} of {total} right",
    "best: {score} of {total}",
)
_FULL = "It couldn’t be kept: this browser doesn’t allow saving, or has no room for it."
TEXTS: Mapping[str, tuple[str, ...]] = {
    "path.js": (
        *_DONE,
        "{done} of {all}",
        "{done} of {all} steps of the core are done.",
    ),
    "final.js": (
        "Start the final assessment",
        "Start attempt {n}",
        "Go on with attempt {n}",
        "Question {n} of {total}",
        "Back",
        "Next",
        "Hand in",
        "Still without an answer: {list}.",
        "Attempt {n}: {score} of {total} points.",
        "You have passed.",
        "This is below the pass mark.",
        "No attempts are left. Talk it over with your instructor, or clear your data and begin again.",
        "The questions, with reasons",
        "This question has changed since.",
    ),
    "review.js": (
        "Nothing is due now.",
        "Next: {date}.",
        "Due now: {n}.",
        "Next question",
        "That was the last one for today.",
    ),
    "agreement.js": (
        "Kept in this browser.",
        _FULL,
        "Nothing is kept: it is gone when you leave.",
    ),
    "data.js": (
        "This file isn’t readable. Nothing was changed.",
        "This file is from another course. Nothing was changed.",
        "This file is from a newer version of this course. Nothing was changed.",
        "New in the file: {new}. Different from what is saved here: {other}.",
        "Nothing in the file is new.",
        "Done. Taken from the file: {n}.",
        _FULL,
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
        "Nothing was changed.",
        "Press again to clear all of it",
        "Everything that this course had saved in this browser is gone. You can close this window.",
        "This browser doesn’t allow saving, so nothing can be kept here.",
    ),
}
