"""The review of what went wrong: missed questions come back after some days."""

from __future__ import annotations

from html import escape

from coursewright.model.path import Step
from coursewright.render.path.maker import PATH_TEXTS, Maker, missable, step_links
from coursewright.render.path.registry import PathPiece

REVIEW_TEXTS = (
    # Translators: on the review page, where missed questions come back after some days; each is “due” on its day
    "Nothing is due now.",
    "Next: {date}.",
    "Due now: {n}.",
    "Next question",
    "That was the last one for today.",
)


def review(make: Maker) -> str:
    """Return the place of what is due, the rule of spacing, and every practice item on a shelf that nobody sees."""
    pages: dict[str, str] = {}
    for section in make.path.sections:
        for step in section.steps:
            pages |= dict.fromkeys(_shown_in(make, step), make.links.get((step.path, step.title), ""))
    rows = "".join(f'<li>{html}<p class="cw-from">{pages.get(item.id, "")}</p></li>' for item, html in make.items)
    # Translators: on the review page, the rule by which missed questions come back, and what it rests on; {source} is a
    # reference to an article in English
    rule = make.say(
        "A question you miss comes back after 1 day. Answer it right, and it comes back after 3 days, then after "
        "7, and then it is done. Miss it again, and it starts over."
    )
    why = make.say(
        "Gaps help you remember, and they can grow with how long you want to remember: {source}. The three steps "
        "are our own choice.",
        source="\x00",
    )
    source = (
        "Cepeda, Vul, Rohrer, Wixted & Pashler (2008), Spacing effects in learning: A temporal ridgeline of "
        "optimal retention, Psychological Science 19(11), 1095–1102, "
    )
    doi = '<a href="https://doi.org/10.1111/j.1467-9280.2008.02209.x">doi:10.1111/j.1467-9280.2008.02209.x</a>'
    # Translators: on the review page, above the questions that a learner was sure of and got wrong
    were_sure = make.heading("You were sure, and it was wrong") + make.p(
        "Only you see this list. It stands in this browser, and nowhere else."
    )
    because = why.replace("\x00", escape(source) + doi)
    return (
        make.without("Review needs scripts, and they are off. The checks in the lessons are there at any time.")
        + f'<div class="cw-live" hidden></div>{make.lost()}{make.ways()}<p>{rule}</p>'
        + f'<details class="cw-aside"><summary>{make.say("Where this rule comes from")}</summary>'
        + f"<p>{because}</p></details>"
        + f'<section class="cw-were-sure" hidden>{were_sure}<ul></ul></section><ul class="cw-shelf" hidden>{rows}</ul>'
    )


def _shown_in(make: Maker, step: Step) -> list[str]:
    """Return the ids of the items on a step's page."""
    lesson = make.course.lesson_by_path.get(step.path)
    if lesson is None or step.kind != "lesson":
        return []
    banks = [make.course.bank_by_id.get(embed.target) for embed in lesson.document.embeds if embed.bank]
    embedded = [embed.target for embed in lesson.document.embeds if not embed.bank]
    own = [item.id for item in lesson.document.items]
    return own + embedded + [item.id for bank in banks if bank for item in bank.document.items]


PIECE = PathPiece(
    name="review",
    html=review,
    links=step_links,
    items=missable,
    scripts=("player.js", "sound.js", "path.js", "review.js"),
    texts=(*PATH_TEXTS, *REVIEW_TEXTS),
)
