"""The certificate, which a learner prints."""

from __future__ import annotations

import math
from html import escape
from typing import Literal

from coursewright.render.path.maker import PATH_TEXTS, Maker, step_links
from coursewright.render.path.registry import PathPiece


def certificate(make: Maker) -> str:
    """Return the certificate, and what is still to do before it."""
    completion, about = make.path.completion, make.course.about
    kinds: tuple[Literal["lesson", "scenario"], ...] = ("lesson", "scenario")
    kinds = kinds if "scenarios" in completion.needs else kinds[:1]
    core = {step.path for kind in kinds for step in make.path.steps(kind)}
    minutes = sum(lesson.minutes or 0 for lesson in make.course.lessons if lesson.document.path in core)
    minutes += completion.asked.total if completion.asked else 0
    quarters = math.floor(minutes / 15 + 0.5) / 4
    # Translators: on the certificate: the hours, and the names of its lines
    hours = make.say("about {n} (an estimate)", n=make.decimal(quarters)) if quarters else ""
    rows = (
        ("name", make.say("Name"), '<span data-fill="name"></span>'),
        ("course", make.say("Course"), escape(about.title)),
        ("date", make.say("Completed on"), '<span data-fill="date"></span>'),
        ("format", make.say("Format"), make.say("self-paced, online, reading-based")),
        ("hours", make.say("Hours"), hours),
        ("provider", make.say("Provider"), escape(about.provider)),
        ("approval", make.say("Provider’s approval"), ""),
        ("signature", make.say("Signature"), ""),
    )
    fields = "".join(f'<div data-line="{name}"><dt>{label}</dt><dd>{value}</dd></div>' for name, label, value in rows)
    # Translators: on the certificate, below its lines
    meaning = make.say(
        "What this says: somebody with this browser went through all that the course asks for. What it doesn’t "
        "say: who that was, or that a school, licensing board or professional body has approved it. It is no "
        "license and no continuing-education credit. Lines left empty are for a school that adopts the course."
    )
    # Translators: on the certificate's page, beside the button “Print”
    pdf = f'<span class="cw-aside">{make.say("To send it, print it as a PDF.")}</span>'
    # Translators: in its place while the field for the name is empty
    empty = f'<span class="cw-aside cw-nameless">{make.say("No name on it yet.")}</span>'
    version = f' data-version="{escape(about.version)}"' if about.version else ""
    # Translators: on the certificate's page, above the certificate
    return (
        make.without("The certificate is made in your browser by scripts, and they are off.")
        + f'<div class="cw-missing" hidden>{make.p("Your certificate isn’t ready yet. This is still to do:")}'
        + f"{make.lost()}{make.onward()}{make.needed()}</div>"
        + f'<div class="cw-award" hidden{version}>'
        + f"<p><label>{make.say('Your name, as it should appear on the certificate')} "
        + '<input type="text" autocomplete="name" maxlength="80" data-do="name"></label> '
        + f'<span class="cw-aside">{make.say("It stays in this browser.")}</span></p>'
        + f"<p>{make.button('Print', 'print')} {empty} {pdf}</p>"
        + f'<div class="cw-paper">{make.heading("Certificate of completion")}<dl>{fields}</dl>'
        + f'<p class="cw-meaning">{meaning}</p></div></div>'
    )


PIECE = PathPiece(
    name="certificate",
    html=certificate,
    links=step_links,
    scripts=("sound.js", "path.js", "certificate.js"),
    styles=("certificate.css",),
    texts=PATH_TEXTS,
    needs_sections=True,
)
