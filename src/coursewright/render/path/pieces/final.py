"""The final assessment."""

from __future__ import annotations

import base64
import json
from html import escape

from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.render.path.maker import PATH_TEXTS, Maker, step_links
from coursewright.render.path.registry import PathPiece

FINAL_TEXTS = (
    # Translators: in the final assessment, on buttons
    "Start the final assessment",
    "Start attempt {n}",
    "Go on with attempt {n}",
    # Translators: in the final assessment, above the button to go on; {n} is a number of answers
    "Answers left out, because their questions have been changed or removed since: {n}. All others are kept.",
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
    # Translators: below a question of the final assessment, the name of the list of all its questions by number; then
    # what a screen reader says of each of them
    "Questions",
    "answered",
    "no answer yet",
    # Translators: in the result of the final assessment, large: how much was right
    "{n} of {total}",
    # Translators: in the result of the final assessment: above the points in each part of the course; above links to
    # the lessons of what wasn’t right; and what opens the rules of the assessment
    "Part by part",
    "Lessons to return to",
    "The rules",
    # Translators: in the result of the final assessment, above each question
    "Question {n}",
    # Translators: below the result of the final assessment, above all of its questions with what was right and why
    "The questions, with reasons",
    # Translators: there, in the place of a question that the author has edited
    "This question has changed since.",
)


def final(make: Maker) -> str | None:
    """Return the place of the way on, the rules, and the items in a form that neither a reader nor a search finds."""
    completion = make.path.completion
    if completion.final is None:
        return None
    # Translators: above the button that starts the final assessment
    about = make.count(
        "It draws {n} question anew for each attempt. You see what was right, and why, at the end.",
        "It draws {n} questions anew for each attempt. You see what was right, and why, at the end.",
        completion.final.total,
    )
    parts = [
        f'{make.ways()}<div class="cw-rules">',
        f"<p>{about}</p>",
        f"<p>{make.marks(completion)} {make.attempts(completion)}</p>",
        make.p("This is a self-check: your own browser counts this score, and nobody has watched you.", "cw-aside"),
        make.without(
            "The final assessment needs scripts, and they are off. The checks in the lessons can be read and "
            "answered without them; or ask your instructor for questions on paper."
        ),
        f'</div><div class="cw-live" hidden></div><div hidden>{_places(make)}</div>',
    ]
    for bank, number in completion.final.draw:
        own = make.course.bank_by_id[bank].document.path
        forms = [make.whole(html) for item, html in make.items if item.source.path == own]
        data = base64.b64encode(json.dumps(forms, ensure_ascii=False).encode()).decode()
        parts.append(f'<cw-bank data-bank="{escape(bank)}" data-draw="{number}" data-items="{data}" hidden></cw-bank>')
    return "".join(parts)


def _places(make: Maker) -> str:
    """Return the lessons that the items are about, each with its part of the course, as its result shows them."""
    asked, rows = items(make.course), []
    for section in make.path.sections:
        for step in section.steps:
            lesson = make.course.lesson_by_path.get(step.path)
            known = {objective.id for objective in lesson.objectives} if lesson and step.kind == "lesson" else set()
            own = [item.id for item in asked if known & {named.id for named in item.metadata.objectives[:1]}]
            if own:
                link = make.links.get((step.path, step.title), escape(step.title))
                part = escape(section.title)
                rows.append(f'<li data-items="{escape(" ".join(own))}" data-part="{part}">{link}</li>')
    return f'<ul class="cw-places">{"".join(rows)}</ul>'


def marks(make: Maker) -> str:
    """Return the assessment's pass mark and attempts as attributes."""
    completion = make.path.completion
    attempts = completion.final.attempts if completion.final else None
    return f' data-level="{make.level}" data-pass="{completion.pass_mark:g}"' + (
        f' data-attempts="{attempts}"' if attempts else ""
    )


def items(course: Course) -> list[Item]:
    """Return what attempts draw from."""
    final = course.path.completion.final
    banks = [course.bank_by_id[bank] for bank, _ in final.draw] if final else []
    return [item for bank in banks for item in bank.document.items if item.metadata.scored]


PIECE = PathPiece(
    name="final",
    html=final,
    links=step_links,
    items=items,
    scripts=("player.js", "sound.js", "path.js", "result.js", "final.js"),
    styles=("result.css",),
    texts=(*PATH_TEXTS, *FINAL_TEXTS),
    attributes=marks,
)
