"""What every piece of the learner's path is made from: words, links, buttons, and what finishing takes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.path import Completion, Step
from coursewright.render.session import Session
from coursewright.render.texts import fill

Links = Mapping[tuple[str, str], str]
"""Rendered links by page and text."""
_NONE: Links = {}
# Translators: in the list of progress, beside a lesson, a scenario or the final assessment
PATH_TEXTS = (
    "done",
    "not yet",
    "begun",
    "{answered} of {total} answered",
    "{right} of {total} right",
    "practice aloud is left",
    "best: {score} of {total}",
    # Translators: in the list of progress: beside a section, how many of its lessons are done; above, all of them
    "{done} of {all}",
    "{done} of {all} steps of the core are done.",
    # Translators: in the list of progress and in the outline; {said} is such as “2 of 3 right” or “best: 8 of 8”
    "done, {said}",
)
"""English words of what ``path.js`` says in lists of steps."""


def missable(course: Course) -> list[Item]:
    """Return the items that can be missed and come back, in the order of the files."""
    practice = (item for item in course.item_by_id.values() if item.use == "practice" and item.metadata.scored)
    return sorted(practice, key=lambda item: item.source)


def page_with(session: Session, piece: str) -> list[tuple[str, str]]:
    """Return the first page that has a piece, with its title, as a piece's ``links`` are; none where no page has it."""
    pages = (lesson for lesson in session.course.lessons if any(one.name == piece for one in lesson.document.pieces))
    return [(lesson.document.path, lesson.title) for lesson in pages][:1]


def step_links(session: Session) -> list[tuple[str, str]]:
    """Return every step of the path, and the pages that have a piece of it, each with its title."""
    course = session.course
    found = [(step.path, step.title) for section in course.path.sections for step in section.steps]
    for lesson in course.lessons:
        if any(piece.is_of_path for piece in lesson.document.pieces):
            found.append((lesson.document.path, lesson.title))
    return list(dict.fromkeys(found))


class Maker:
    """Makes parts of pieces, for one page."""

    def __init__(
        self,
        session: Session,
        links: Links = _NONE,
        items: Sequence[tuple[Item, str]] = (),
        level: int = 2,
        whole: Callable[[str], str] = str,
    ) -> None:
        """``items`` are those of ``items_of`` with their forms; ``level`` is that of the piece's first headings.

        ``whole`` gives a form as it stands on a finished page, for a piece that hides it from Python-Markdown.
        """
        self.level = level
        self.whole = whole
        self.session = session
        self.course = session.course
        self.path = session.course.path
        self.links = links
        self.items = items

    def say(self, english: str, **values: object) -> str:
        """Return a text in the learner's language, as HTML."""
        return escape(fill(self.session.texts(english), **values))

    def count(self, one: str, many: str, n: int) -> str:
        """Return a text for a number in the learner's language, as HTML."""
        return escape(self.session.texts.count(one, many, n))

    def decimal(self, number: float) -> str:
        """Return a number as the learner's language writes it."""
        # Translators: the sign before decimals, as in 0.5
        return f"{number:g}".replace(".", self.say("."))

    def p(self, english: str, name: str = "", **values: object) -> str:
        """Return it as a paragraph."""
        mark = f' class="{name}"' if name else ""
        return f"<p{mark}>{self.say(english, **values)}</p>"

    def heading(self, english: str, below: int = 0) -> str:
        """Return a heading of the piece's level, or so many levels below it."""
        tag = f"h{min(self.level + below, 6)}"
        return f"<{tag}>{self.say(english)}</{tag}>"

    def without(self, english: str) -> str:
        """Return what only a browser without scripts shows."""
        return f'<noscript><p class="cw-without">{self.say(english)}</p></noscript>'

    def button(self, english: str, name: str, *, plain: bool = False) -> str:
        """Return a button that a script knows by ``name``."""
        mark = "cw-press cw-plain" if plain else "cw-press"
        foreign = self.session.texts.foreign(english)
        return f'<button type="button" class="{mark}" data-do="{name}"{foreign}>{self.say(english)}</button>'

    def to(self, piece: str) -> str:
        """Return a link to the page that has a piece; empty if none has."""
        for lesson in self.course.lessons:
            if any(found.name == piece for found in lesson.document.pieces):
                return self.links.get((lesson.document.path, lesson.title), "")
        return ""

    def needs(self) -> str:
        """Return the list of what finishing takes, in words."""
        # Translators: what finishing the course takes, in a list
        completion, said = self.path.completion, []
        lessons, scenarios = len(self.path.steps("lesson")), len(self.path.steps("scenario"))
        if "lessons" in completion.needs and lessons:
            asked = self.say("Answer every check question in the core lessons ({n}).", n=lessons)
            if any(step.aloud for step in self.path.steps("lesson")):
                # Translators: what finishing the course takes, in a list: behind “Answer every check question …”
                asked += f" {self.say('Say aloud what they ask you to say, and mark yourself.')}"
            said.append(asked)
        if "scenarios" in completion.needs and scenarios:
            said.append(
                self.say("Bring every core scenario ({n}) to a good end. You may go back, and repair.", n=scenarios)
            )
        if completion.asked:
            said.append(f"{self.marks(completion)} {self.attempts(completion)}")
        if any(not section.core for section in self.path.sections):
            said.append(self.say("Electives are yours to choose. They don’t count toward finishing."))
        return f'<ul class="cw-needs">{"".join(f"<li>{one}</li>" for one in said)}</ul>'

    def marks(self, completion: Completion) -> str:
        """Return how much of the final assessment has to be right."""
        total, mark = completion.final.total if completion.final else 0, completion.pass_mark
        least = math.ceil(round(total * mark / 100, 6))
        # Translators: what finishing the course takes; {mark} is such as 75
        return self.say(
            "In the final assessment, get {least} of {total} questions right ({mark} %).",
            least=least,
            total=total,
            mark=self.decimal(mark),
        )

    def attempts(self, completion: Completion) -> str:
        """Return how often it may be taken."""
        # Translators: how often the final assessment may be taken
        number = completion.final.attempts if completion.final else None
        if number is None:
            return self.say("You may take it as often as you like, and your best attempt counts.")
        return self.count("You have one attempt.", "You have {n} attempts, and the best one counts.", number)

    def step(self, step: Step, *, core: bool) -> str:
        """Return a lesson or a scenario as an entry of a list that a script marks."""
        needed = " data-needed" if core and f"{step.kind}s" in self.path.completion.needs else ""
        lists = (("items", step.scored), ("aloud", step.aloud))
        asked = "".join(f' data-{name}="{_asked(items)}"' for name, items in lists if items)
        link = self.links.get((step.path, step.title), escape(step.title))
        marks = f'data-step="{step.kind}" data-id="{escape(step.id)}"{asked}{needed}'
        return f'<li {marks}>{link} <span class="cw-state"></span></li>'

    def final_step(self) -> str:
        """Return the final assessment as such an entry."""
        # Translators: in the list of progress; a heading, too
        needed = " data-needed" if "final" in self.path.completion.needs else ""
        plain = self.say("Final assessment")
        link = self.to("final") or plain
        return f'<li data-step="final" data-id="final"{needed}>{link} <span class="cw-state"></span></li>'

    def onward(self, *, begins: bool = True) -> str:
        """Return the link to where the learner was, which a script aims and shows; ``begins`` before that, too."""
        # Translators: on a link, above the title of what it leads to; the second one before anything is done
        said, begin = self.say("Continue where you were"), self.say("Begin here")
        mark = f' data-begin="{begin}"' if begins else ""
        return f'<p class="cw-onward"{mark} hidden><a><span>{said}</span> <strong></strong></a></p>'

    def ways(self) -> str:
        """Return the way on for a piece whose script shows it: to where the learner was, or to the certificate."""
        steps = f"<div hidden>{self.needed()}</div>"
        return f'<div class="cw-ways" hidden>{self.onward()}{self.when_done()}{steps}</div>'

    def needed(self) -> str:
        """Return the list of all that counts, from which a script takes what is done."""
        rows = [self.step(step, core=True) for section in self.path.sections if section.core for step in section.steps]
        rows += [self.final_step()] if self.path.completion.final else []
        return f'<ul class="cw-steps">{"".join(row for row in rows if " data-needed" in row)}</ul>'

    def printing(self) -> str:
        """Return the button that prints the page, which its script shows: without one it would do nothing."""
        return f'<p class="cw-printing" hidden>{self.button("Print", "print")}</p>'

    def lost(self) -> str:
        """Return what a script shows where the browser saves nothing: then “not yet” says nothing about the learner."""
        said = self.say("This browser doesn’t allow saving, so nothing can be kept here.")
        return f'<p class="cw-notice cw-lost" hidden>{said}</p>'

    def when_done(self) -> str:
        """Return what a script shows once all that counts is done."""
        link = self.to("certificate")
        # Translators: above the list of progress and below the final assessment; a link to the certificate may follow
        said = self.say("You have finished the course.")
        return f'<p class="cw-when-done" hidden>{said} {link}</p>'


def _asked(items: Iterable[Item]) -> str:
    """Return items as a script finds what is saved of them: the revision, the id, and the ids that it had before."""
    named = ((item.revision, item.id, *(was.id for was in item.metadata.was)) for item in items)
    return escape(" ".join(map(",".join, named)))
