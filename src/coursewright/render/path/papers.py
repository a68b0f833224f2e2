"""What a learner prints or takes away: certificate, agreement, and the file of their own progress."""

from __future__ import annotations

import math
from html import escape
from typing import Literal

from coursewright.render.path.maker import Maker


def certificate(make: Maker) -> str:
    """Return the certificate, and what is still to do before it."""
    completion, facts = make.path.completion, make.course.facts
    kinds: tuple[Literal["lesson", "scenario"], ...] = ("lesson", "scenario")
    kinds = kinds if "scenarios" in completion.needs else kinds[:1]
    core = {step.path for kind in kinds for step in make.path.steps(kind)}
    minutes = sum(lesson.minutes or 0 for lesson in make.course.lessons if lesson.document.path in core)
    minutes += completion.final.total if completion.final and "final" in completion.needs else 0
    quarters = math.floor(minutes / 15 + 0.5) / 4
    # Translators: on the certificate: the hours, and the names of its lines
    hours = make.say("about {n} (an estimate)", n=make.decimal(quarters)) if quarters else ""
    rows = [
        (make.say("Name"), '<span data-fill="name"></span>'),
        (make.say("Course"), escape(make.course.title)),
        (make.say("Completed on"), '<span data-fill="date"></span>'),
        (make.say("Format"), make.say("self-paced, online, reading-based")),
        (make.say("Hours"), hours),
        (make.say("Provider"), escape(str(facts.get("provider") or ""))),
        (make.say("Provider’s approval"), ""),
        (make.say("Signature"), ""),
    ]
    fields = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in rows)
    # Translators: on the certificate, below its lines
    meaning = make.say(
        "What this says: somebody with this browser went through all that the course asks for. What it doesn’t "
        "say: who that was, or that a school, licensing board or professional body has approved it. It is no "
        "license and no continuing-education credit. Lines left empty are for a school that adopts the course."
    )
    # Translators: on the certificate's page, above the certificate
    version = f' data-version="{escape(str(facts["version"]))}"' if facts.get("version") else ""
    return (
        make.without("The certificate is made in your browser by scripts, and they are off.")
        + f'<div class="cw-missing" hidden>{make.p("Your certificate isn’t ready yet. This is still to do:")}'
        + f"{make.needed()}</div>"
        + f'<div class="cw-award" hidden{version}>'
        + f"<p><label>{make.say('Your name, as it should appear on the certificate')} "
        + '<input type="text" autocomplete="name" maxlength="80" data-do="name"></label> '
        + f'<span class="cw-aside">{make.say("It stays in this browser.")}</span></p>'
        + f"<p>{make.button('Print', 'print')}</p>"
        + f'<div class="cw-paper">{make.heading("Certificate of completion")}<dl>{fields}</dl>'
        + f'<p class="cw-meaning">{meaning}</p></div></div>'
    )


def agreement(make: Maker) -> str:
    """Return what stands above the agreement's lines."""
    # Translators: above an agreement, a list of lines that client and worker fill in together
    return make.without("You can type here and print with your browser. Nothing is kept.")


def agreement_end(make: Maker) -> str:
    """Return what stands below the agreement's lines."""
    # Translators: below an agreement, lines to sign on paper; the field instructor teaches a student of social work at
    # the place of work
    lines = (
        make.say("Look at it again on"),
        make.say("Worker or student"),
        make.say("Field instructor"),
        make.say("Date"),
    )
    signed = "".join(f"<div><dt>{line}</dt><dd></dd></div>" for line in lines)
    # Translators: below an agreement
    keep = make.say("Keep what I write in this browser.")
    return (
        f'<dl class="cw-sign">{signed}</dl>'
        f'<p class="cw-keep" hidden><label><input type="checkbox" data-do="keep"> {keep}</label> '
        f"<strong>{make.say('No client details: no name, no place, nothing that tells who.')}</strong></p>"
        f'<p class="cw-printing" hidden>{make.button("Print", "print")}</p><p role="status" class="cw-said"></p>'
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
        + f"<p>{make.button('Save a file', 'export')}</p>"
        + f"{make.heading('Bring it back')}{back}"
        + f'<p><label>{choose} <input type="file" accept=".json,application/json" data-do="import"></label></p>'
        + '<div class="cw-ask" hidden><p></p>'
        + f"<p>{make.button('Keep mine, add the rest', 'mine')} "
        + f"{make.button('Take the file’s', 'theirs', plain=True)} "
        + f"{make.button('Cancel', 'cancel', plain=True)}</p></div>"
        + f"{make.heading('Finish and clear')}{clear}"
        + f"<p>{make.button('Finish and clear', 'clear')}</p>"
        + '<p role="status" class="cw-said"></p></div>'
    )
