"""The learner's path on a page: what each ``<!-- course: … -->`` shows before, and without, any script."""

from __future__ import annotations

import base64
import json
import math
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from coursewright.completion import Completion, Step
from coursewright.item import Item
from coursewright.model import Course
from coursewright.render.path_texts import NAMES, TEXTS
from coursewright.render.session import Session

SCRIPTS: Mapping[str, Sequence[str]] = {
    "progress": ("path.js",),
    "final": ("player.js", "path.js", "final.js"),
    "review": ("player.js", "review.js"),
    "certificate": ("path.js",),
    "agreement": ("agreement.js",),
    "data": ("data.js",),
}
"""What each piece loads beside ``state.js``."""
STYLE = "path.css"
Links = Mapping[tuple[str, str], str]
"""Rendered links by page and text."""


def items_of(name: str, course: Course) -> list[Item]:
    """Return the items that a piece holds: what the final draws from, or what a review may bring back."""
    if name == "final" and course.path.completion.final:
        banks = [course.bank_by_id[bank] for bank, _ in course.path.completion.final.draw]
        return [item for bank in banks for item in bank.document.items if item.metadata.scored]
    if name == "review":
        practice = (item for item in course.item_by_id.values() if item.use == "practice" and item.metadata.scored)
        return sorted(practice, key=lambda item: item.source)
    return []


def links_of(name: str, course: Course) -> list[tuple[str, str]]:
    """Return the pages that a piece links to, each with the link's text."""
    if name in ("completion", "agreement", "data"):
        return []
    found = [(step.path, step.title) for section in course.path.sections for step in section.steps]
    found += [(lesson.document.path, lesson.title) for lesson in course.lessons if any(lesson.document.pieces)]
    return list(dict.fromkeys(found))


def link_element(path: str, title: str, page: str) -> Element:
    """Return a link as an element of the page's tree, where the engine resolves it like an author's own."""
    made = Element("p")
    link = SubElement(made, "a", href=quote(posixpath.relpath(path, posixpath.dirname(page) or ".")))
    link.text = AtomicString(title)
    return made


def render_piece(name: str, session: Session, links: Links, items: Sequence[tuple[Item, str]]) -> str:
    """Return a piece's HTML; ``items`` are those of ``items_of`` with their forms."""
    return _Piece(name, session, links, items).html()


def spoken(scripts: Iterable[str]) -> list[str]:
    """Return the English words of what these scripts say."""
    return list(dict.fromkeys(text for script in scripts for text in TEXTS.get(script, ())))


class _Piece:
    def __init__(self, name: str, session: Session, links: Links, items: Sequence[tuple[Item, str]]) -> None:
        self.name = name
        self.session = session
        self.course = session.course
        self.path = session.course.path
        self.links = links
        self.items = items

    def html(self) -> str:
        """Return the piece in its element; one that has nothing to go by says so."""
        if self.name not in NAMES:
            return f'<p class="cw-broken">{self.say("This part can’t be shown.")}</p>'
        if self.name in ("progress", "certificate") and not self.path.sections:
            return self.p("This page needs the course’s lessons, and there are none.", "cw-broken")
        inside = getattr(self, f"_{self.name}")()
        if self.name == "completion":
            return f'<div class="cw-path">{inside}</div>'
        return f'<cw-{self.name} class="cw-path" data-search-exclude>{inside}</cw-{self.name}>'

    def say(self, english: str, **values: object) -> str:
        return escape(self.session.texts(english).format(**values) if values else self.session.texts(english))

    def p(self, english: str, name: str = "", **values: object) -> str:
        mark = f' class="{name}"' if name else ""
        return f"<p{mark}>{self.say(english, **values)}</p>"

    def without(self, english: str) -> str:
        """Return what only a browser without scripts shows."""
        return f'<noscript><p class="cw-without">{self.say(english)}</p></noscript>'

    def button(self, english: str, name: str, *, plain: bool = False) -> str:
        mark = "cw-press cw-plain" if plain else "cw-press"
        return f'<button type="button" class="{mark}" data-do="{name}">{self.say(english)}</button>'

    def to(self, piece: str) -> str:
        """Return a link to the page that has a piece; empty if none has."""
        for lesson in self.course.lessons:
            if any(found.name == piece for found in lesson.document.pieces):
                return self.links.get((lesson.document.path, lesson.title), "")
        return ""

    # --- what finishing takes

    def _completion(self) -> str:
        return f'<ul class="cw-needs">{"".join(f"<li>{said}</li>" for said in self.needs())}</ul>'

    def needs(self) -> list[str]:
        """Return in words what ``extra.course`` states."""
        completion, said = self.path.completion, []
        lessons, scenarios = len(self.path.steps("lesson")), len(self.path.steps("scenario"))
        if "lessons" in completion.needs and lessons:
            said.append(self.say("Answer every check question in the core lessons ({n}).", n=lessons))
        if "scenarios" in completion.needs and scenarios:
            said.append(
                self.say("Bring every core scenario ({n}) to a good end. You may go back, and repair.", n=scenarios)
            )
        if "final" in completion.needs and completion.final:
            said.append(f"{self.marks(completion)} {self.attempts(completion)}")
        if any(not section.core for section in self.path.sections):
            said.append(self.say("Electives are yours to choose. They don’t count toward finishing."))
        return said

    def marks(self, completion: Completion) -> str:
        total, mark = completion.final.total if completion.final else 0, completion.pass_mark
        least = math.ceil(round(total * mark / 100, 6))
        said = "In the final assessment, get {least} of {total} questions right ({mark} %)."
        return self.say(said, least=least, total=total, mark=f"{mark:g}")

    def attempts(self, completion: Completion) -> str:
        number = completion.final.attempts if completion.final else None
        if number is None:
            return self.say("You may take it as often as you like, and your best attempt counts.")
        if number == 1:
            return self.say("You have one attempt.")
        return self.say("You have {n} attempts, and the best one counts.", n=number)

    # --- progress

    def _progress(self) -> str:
        completion = self.path.completion
        parts = [
            f"<h2>{self.say('What finishing takes')}</h2>{self._completion()}",
            self.without("Progress is kept and shown by scripts, and they are off. The lessons work without them."),
            '<p class="cw-sum" role="status"></p>',
            self.when_done(),
        ]
        electives = any(not section.core for section in self.path.sections)
        for core, heading in ((True, "Core" if electives else "Lessons"), (False, "Electives")):
            shown = [section for section in self.path.sections if section.core is core]
            if shown:
                parts.append(f"<h2>{self.say(heading)}</h2>")
            for section in shown:
                rows = "".join(self.step(step, core=core) for step in section.steps)
                parts.append(f'<h3>{escape(section.title)}</h3><ul class="cw-steps">{rows}</ul>')
        if completion.final:
            parts.append(f'<h2>{self.say("Final assessment")}</h2><ul class="cw-steps">{self.final_step()}</ul>')
        return "".join(parts)

    def step(self, step: Step, *, core: bool) -> str:
        needed = " data-needed" if core and f"{step.kind}s" in self.path.completion.needs else ""
        total = f' data-total="{step.items}"' if step.items else ""
        link = self.links.get((step.path, step.title), escape(step.title))
        marks = f'data-step="{step.kind}" data-id="{escape(step.id)}"{total}{needed}'
        return f'<li {marks}>{link} <span class="cw-state"></span></li>'

    def final_step(self) -> str:
        needed = " data-needed" if "final" in self.path.completion.needs else ""
        link = self.to("final") or self.say("Final assessment")
        return f'<li data-step="final" data-id="final"{needed}>{link} <span class="cw-state"></span></li>'

    def needed(self) -> str:
        """Return the list of all that counts, from which a script takes what is done."""
        rows = [self.step(step, core=True) for section in self.path.sections if section.core for step in section.steps]
        rows += [self.final_step()] if self.path.completion.final else []
        return f'<ul class="cw-steps">{"".join(row for row in rows if " data-needed" in row)}</ul>'

    def when_done(self) -> str:
        link = self.to("certificate")
        said = self.say("You have finished the course.")
        return f'<p class="cw-when-done" hidden>{said}{" → " + link if link else ""}</p>'

    # --- the final assessment

    def _final(self) -> str:
        completion = self.path.completion
        if completion.final is None:
            return self.p("This part can’t be shown.", "cw-broken")
        about = "It draws {total} questions anew for each attempt. You see what was right, and why, at the end."
        parts = [
            f"<p>{self.say(about, total=completion.final.total)} {self.marks(completion)} {self.attempts(completion)}</p>",
            self.p(
                "This is a self-check: your own browser reports this score, and nobody has watched you.", "cw-aside"
            ),
            self.without(
                "The final assessment needs scripts, and they are off. The checks in the lessons can be read and "
                "answered without them; or ask your instructor for questions on paper."
            ),
            '<div class="cw-live" hidden></div>',
            f"<div hidden>{self.needed()}</div>{self.when_done()}",
        ]
        for bank, number in completion.final.draw:
            own = self.course.bank_by_id[bank].document.path
            forms = [html for item, html in self.items if item.source.path == own]
            data = base64.b64encode(json.dumps(forms, ensure_ascii=False).encode()).decode()
            parts.append(
                f'<cw-bank data-bank="{escape(bank)}" data-draw="{number}" data-items="{data}" hidden></cw-bank>'
            )
        html = "".join(parts)
        marks = f' data-pass="{completion.pass_mark:g}"'
        marks += f' data-attempts="{completion.final.attempts}"' if completion.final.attempts else ""
        return f'<div class="cw-rules"{marks}>{html}</div>'

    # --- review

    def _review(self) -> str:
        pages: dict[str, str] = {}
        for section in self.path.sections:
            for step in section.steps:
                pages |= dict.fromkeys(self.shown_in(step), self.links.get((step.path, step.title), ""))
        rows = "".join(f'<li>{html}<p class="cw-from">{pages.get(item.id, "")}</p></li>' for item, html in self.items)
        rule = (
            "A question you miss comes back after 1 day. Answer it right, and it comes back after 3 days, then after 7, "
            "and then it is done. Miss it again, and it starts over."
        )
        why = (
            "Gaps help you remember, and they can grow with how long you want to remember: {source}. The three steps "
            "are our own choice."
        )
        source = (
            "Cepeda, Vul, Rohrer, Wixted & Pashler (2008), Spacing effects in learning: A temporal ridgeline of optimal "
            "retention, Psychological Science 19(11), 1095–1102, "
        )
        doi = '<a href="https://doi.org/10.1111/j.1467-9280.2008.02209.x">doi:10.1111/j.1467-9280.2008.02209.x</a>'
        because = self.say(why, source="\x00").replace("\x00", escape(source) + doi)
        return (
            f'<p>{self.say(rule)}</p><p class="cw-aside">{because}</p>'
            + self.without("Review needs scripts, and they are off. The checks in the lessons are there at any time.")
            + '<div class="cw-live" hidden></div>'
            + f'<section class="cw-sure" hidden><h2>{self.say("You were sure, and it was wrong")}</h2>'
            + self.p("Only you see this list. It stands in this browser, and nowhere else.")
            + '<ul></ul></section><ul class="cw-shelf" hidden>'
            + f"{rows}</ul>"
        )

    def shown_in(self, step: Step) -> list[str]:
        """Return the ids of the items on a step's page."""
        for lesson in self.course.lessons:
            if lesson.document.path == step.path and step.kind == "lesson":
                banks = [self.course.bank_by_id.get(embed.target) for embed in lesson.document.embeds if embed.bank]
                embedded = [embed.target for embed in lesson.document.embeds if not embed.bank]
                own = [item.id for item in lesson.document.items]
                return own + embedded + [item.id for bank in banks if bank for item in bank.document.items]
        return []

    # --- certificate

    def _certificate(self) -> str:
        completion, facts = self.path.completion, self.course.facts
        core = {step.path for step in self.path.steps("lesson")}
        minutes = sum(lesson.minutes or 0 for lesson in self.course.lessons if lesson.document.path in core)
        minutes += completion.final.total if completion.final and "final" in completion.needs else 0
        quarters = math.floor(minutes / 15) / 4
        hours = self.say("about {n} (an estimate)", n=f"{quarters:g}") if quarters else ""
        rows = [
            ("Name", '<span data-fill="name"></span>'),
            ("Course", escape(self.course.title)),
            ("Completed on", '<span data-fill="date"></span>'),
            ("Format", self.say("self-paced, online, reading-based")),
            ("Hours", hours),
            ("Provider", escape(str(facts.get("provider") or ""))),
            ("Provider’s approval", ""),
            ("Signature", ""),
        ]
        fields = "".join(f"<div><dt>{self.say(label)}</dt><dd>{value}</dd></div>" for label, value in rows)
        meaning = (
            "What this says: somebody with this browser went through all that the course asks for. What it doesn’t "
            "say: who that was, or that a school, licence board or professional body has approved it. It is no "
            "licence and no continuing-education credit. Lines left empty are for a school that adopts the course."
        )
        version = f' data-version="{escape(str(facts["version"]))}"' if facts.get("version") else ""
        return (
            self.without("The certificate is made in your browser by scripts, and they are off.")
            + f'<div class="cw-missing" hidden>{self.p("Your certificate isn’t ready yet. This is still to do:")}'
            + f"{self.needed()}</div>"
            + f'<div class="cw-award" hidden{version}>'
            + f"<p><label>{self.say('Your name, as it shall stand on the certificate')} "
            + '<input type="text" autocomplete="name" maxlength="80" data-do="name"></label> '
            + f'<span class="cw-aside">{self.say("It stays in this browser.")}</span></p>'
            + f"<p>{self.button('Print', 'print')}</p>"
            + f'<div class="cw-paper"><h2>{self.say("Certificate of completion")}</h2><dl>{fields}</dl>'
            + f'<p class="cw-meaning">{self.say(meaning)}</p></div></div>'
        )

    # --- the agreement, whose lines stand in the page between these two

    def _agreement(self) -> str:
        return self.without("You can type here and print with your browser. Nothing is kept.")

    def agreement_end(self) -> str:
        """Return what stands below the agreement's lines."""
        lines = ("Look at it again on", "Worker or student", "Field instructor", "Date")
        signed = "".join(f"<div><dt>{self.say(line)}</dt><dd></dd></div>" for line in lines)
        keep = self.say("Keep what I write in this browser.")
        return (
            f'<dl class="cw-sign">{signed}</dl>'
            f'<p class="cw-keep" hidden><label><input type="checkbox" data-do="keep"> {keep}</label> '
            f"<strong>{self.say('No client details: no name, no place, nothing that tells who.')}</strong></p>"
            f'<p class="cw-printing" hidden>{self.button("Print", "print")}</p><p role="status" class="cw-said"></p>'
        )

    # --- one's own data

    def _data(self) -> str:
        kept = (
            "The file holds your answers and your progress, and your name and your agreement if you have kept them "
            "here. It goes nowhere but where you put it."
        )
        back = "Bring a file back, here or on another device. What is saved here is never replaced without asking you."
        clear = "On a shared computer: take everything that this course has saved out of this browser."
        choose = self.say("Choose a file")
        return (
            self.without("Saved progress is read and written by scripts, and they are off.")
            + '<div class="cw-live" hidden>'
            + f"<h2>{self.say('Take your progress with you')}</h2>{self.p(kept)}<p>{self.button('Save a file', 'export')}</p>"
            + f"<h2>{self.say('Bring it back')}</h2>{self.p(back)}"
            + f'<p><label>{choose} <input type="file" accept=".json,application/json" data-do="import"></label></p>'
            + '<div class="cw-ask" hidden><p></p>'
            + f"<p>{self.button('Keep mine, add the rest', 'mine')} {self.button('Take the file’s', 'theirs', plain=True)} "
            + f"{self.button('Cancel', 'cancel', plain=True)}</p></div>"
            + f"<h2>{self.say('Finish and clear')}</h2>{self.p(clear)}<p>{self.button('Finish and clear', 'clear')}</p>"
            + '<p role="status" class="cw-said"></p></div>'
        )


def agreement_end(session: Session) -> str:
    """Return what stands below the agreement's lines: the signatures, and what only scripts can do."""
    return _Piece("agreement", session, {}, ()).agreement_end()
