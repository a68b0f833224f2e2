"""A sheet of the learner's own to take along: what they missed, with the answers, and the agreement that they kept."""

from __future__ import annotations

import re
from html import escape, unescape

from coursewright.fragment.identity import digest, essence
from coursewright.model.course import Course
from coursewright.render.path.maker import Maker, missable, page_with
from coursewright.render.path.registry import PathPiece
from coursewright.render.session import Session

SHEET_TEXTS = (
    # Translators: on a sheet that the learner prints, below the questions that they missed; the rest wait in the review
    "You have no missed questions.",
    "And {n} more, which wait in the review.",
)
_ENTRY = re.compile(r"\d{1,9}[.)][ \t]+(?P<text>.*)")
_TAG = re.compile(r"<[^>]*>")


def lines(course: Course) -> list[str]:
    """Return the lines of the course's agreements, as Markdown."""
    found: list[str] = []
    for lesson in course.lessons:
        text = lesson.document.body.markdown.split("\n") if lesson.document.body else []
        for piece in lesson.document.pieces:
            if piece.name == "agreement":
                found += _list_behind(text[piece.last + 1 :])
    return found


def _list_behind(text: list[str]) -> list[str]:
    """Return the entries of the numbered list with which a text starts."""
    found: list[str] = []
    for line in text:
        if entry := _ENTRY.match(line):
            found.append(entry["text"])
        elif found and line[:1] in (" ", "\t"):
            found[-1] += f" {line.strip()}"
        elif line.strip():
            break
    return found


def links(session: Session) -> list[tuple[str, str]]:
    """Return the agreement's page, and its lines as Markdown."""
    return [*page_with(session, "agreement"), *(("", line) for line in lines(session.course))]


def sheet(make: Maker) -> str:
    """Return the places of what a script fills in, and every practice item on a shelf that nobody sees."""
    rows = "".join(f"<li>{html}</li>" for _, html in make.items)
    # Translators: headings of a sheet that the learner prints
    missed = f'<section class="cw-missed">{make.heading("What you missed")}<ul></ul><p class="cw-said"></p></section>'
    agreed = ""
    if found := lines(make.course):
        page = next((html for (path, _), html in make.links.items() if path), "")
        none = make.say("No agreement is kept in this browser.")
        kept = "".join(_line(make, line) for line in found)
        agreed = (
            f'<section class="cw-agreed">{make.heading("Your agreement")}<dl>{kept}</dl>'
            f'<p class="cw-none">{none} {page}</p></section>'
        )
    return (
        make.without("This sheet is made of your own answers by scripts, and they are off.")
        + f'<div class="cw-live" hidden><p>{make.button("Print", "print")}</p>{missed}{agreed}</div>'
        + f'<ul class="cw-shelf" hidden>{rows}</ul>'
    )


def _line(make: Maker, line: str) -> str:
    html = make.links.get(("", line), "")
    said = digest(("line", essence(unescape(_TAG.sub("", html)))))  # as the agreement's own page saves it
    return f'<div hidden><dt>{html}</dt><dd data-line="{escape(said)}"></dd></div>'


PIECE = PathPiece(
    name="sheet",
    html=sheet,
    links=links,
    items=missable,
    scripts=("player.js", "sound.js", "sheet.js"),
    styles=("sheet.css",),
    texts=SHEET_TEXTS,
)
