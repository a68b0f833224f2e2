"""What the scripts of the learner's path say, in English; they find translations by these words."""

from __future__ import annotations

from collections.abc import Mapping

# Translators: in the list of progress, beside a lesson, a scenario or the final assessment
_DONE_TEXTS = (
    "done",
    "not yet",
    "{answered} of {total} answered",
    "{right} of {total} right",
    "best: {score} of {total}",
)
TEXTS: Mapping[str, tuple[str, ...]] = {
    "path.js": (
        *_DONE_TEXTS,
        # Translators: in the list of progress: beside a section, how many of its lessons are done; above, all of them
        "{done} of {all}",
        "{done} of {all} steps of the core are done.",
    ),
    "final.js": (
        # Translators: in the final assessment, on buttons
        "Start the final assessment",
        "Start attempt {n}",
        "Go on with attempt {n}",
        # Translators: in the final assessment: above a question, and the buttons below it
        "Question {n} of {total}",
        "Back",
        "Next",
        "Hand in",
        # Translators: in the final assessment, after “Hand in” was pressed; {list} is such as 2, 5
        "Still without an answer: {list}.",
        # Translators: in the final assessment, what came out of each attempt
        "Attempt {n}: {score} of {total} points.",
        "You have passed.",
        "This is below the pass mark.",
        "No attempts are left. Talk it over with your instructor, or clear your data and begin again.",
        # Translators: below the result of the final assessment, above all of its questions with what was right and why
        "The questions, with reasons",
        # Translators: there, in the place of a question that the author has edited
        "This question has changed since.",
    ),
    "review.js": (
        # Translators: on the review page, where missed questions come back after some days; each is “due” on its day
        "Nothing is due now.",
        "Next: {date}.",
        "Due now: {n}.",
        "Next question",
        "That was the last one for today.",
    ),
    "agreement.js": (
        # Translators: below an agreement that the learner fills in, what the box “Keep what I write …” has done
        "Kept in this browser.",
        "It couldn’t be kept: this browser doesn’t allow saving, or has no room for it.",
        "Nothing is kept: it is gone when you leave.",
    ),
    "data.js": (
        # Translators: where learners save their progress to a file, bring it back and clear it: what a button has done
        "This file isn’t readable. Nothing was changed.",
        "This file is from another course. Nothing was changed.",
        "This file is from a newer version of this course. Nothing was changed.",
        "New in the file: {new}. Different from what is saved here: {other}.",
        "Nothing in the file is new.",
        "Done. Taken from the file: {n}.",
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
        "Nothing was changed.",
        # Translators: there, on the button “Finish and clear” once it was pressed
        "Press again to clear all of it",
        # Translators: there, below that button
        "Everything that this course had saved in this browser is gone. You can close this window.",
        "This browser doesn’t allow saving, so nothing can be kept here.",
    ),
}
