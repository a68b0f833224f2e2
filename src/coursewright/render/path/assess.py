"""The final assessment, and the review of what went wrong."""

from __future__ import annotations

import base64
import json
from html import escape

from coursewright.model.path import Step
from coursewright.render.path.maker import Maker


def final(make: Maker) -> str:
    """Return the rules, and the items in a form that neither a reader nor a search index finds."""
    completion = make.path.completion
    assert completion.final  # else the piece isn't shown
    # Translators: above the button that starts the final assessment
    about = make.count(
        "It draws {n} question anew for each attempt. You see what was right, and why, at the end.",
        "It draws {n} questions anew for each attempt. You see what was right, and why, at the end.",
        completion.final.total,
    )
    parts = [
        '<div class="cw-rules">',
        f"<p>{about}</p>",
        f"<p>{make.marks(completion)} {make.attempts(completion)}</p>",
        make.p("This is a self-check: your own browser reports this score, and nobody has watched you.", "cw-aside"),
        make.without(
            "The final assessment needs scripts, and they are off. The checks in the lessons can be read and "
            "answered without them; or ask your instructor for questions on paper."
        ),
        f'</div><div hidden>{make.needed()}</div>{make.when_done()}<div class="cw-live" hidden></div>',
    ]
    for bank, number in completion.final.draw:
        own = make.course.bank_by_id[bank].document.path
        forms = [html for item, html in make.items if item.source.path == own]
        data = base64.b64encode(json.dumps(forms, ensure_ascii=False).encode()).decode()
        parts.append(f'<cw-bank data-bank="{escape(bank)}" data-draw="{number}" data-items="{data}" hidden></cw-bank>')
    return "".join(parts)


def marks(make: Maker) -> str:
    """Return the assessment's pass mark and attempts as attributes."""
    completion = make.path.completion
    attempts = completion.final.attempts if completion.final else None
    return f' data-level="{make.level}" data-pass="{completion.pass_mark:g}"' + (
        f' data-attempts="{attempts}"' if attempts else ""
    )


def review(make: Maker) -> str:
    """Return the rule of spacing, and every practice item on a shelf that nobody sees."""
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
        f"<p>{rule}</p>"
        + f'<details class="cw-aside"><summary>{make.say("Where this rule comes from")}</summary>'
        + f"<p>{because}</p></details>"
        + make.without("Review needs scripts, and they are off. The checks in the lessons are there at any time.")
        + '<div class="cw-live" hidden></div>'
        + f'<section class="cw-were-sure" hidden>{were_sure}<ul></ul></section><ul class="cw-shelf" hidden>{rows}</ul>'
    )


def _shown_in(make: Maker, step: Step) -> list[str]:
    """Return the ids of the items on a step's page."""
    for lesson in make.course.lessons:
        if lesson.document.path == step.path and step.kind == "lesson":
            banks = [make.course.bank_by_id.get(embed.target) for embed in lesson.document.embeds if embed.bank]
            embedded = [embed.target for embed in lesson.document.embeds if not embed.bank]
            own = [item.id for item in lesson.document.items]
            return own + embedded + [item.id for bank in banks if bank for item in bank.document.items]
    return []
