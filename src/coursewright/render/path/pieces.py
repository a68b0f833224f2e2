"""The learner's path on a page: what each ``<!-- course: … -->`` shows before, and without, any script."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from coursewright.model.course import LISTS, Course
from coursewright.model.item import Item
from coursewright.render.path.assess import final, marks, review
from coursewright.render.path.maker import Maker
from coursewright.render.path.papers import agreement, agreement_end, certificate, data
from coursewright.render.path.progress import completion, progress
from coursewright.render.path.sources import references, references_of, sources, sources_of
from coursewright.render.path.texts import TEXTS
from coursewright.render.session import Session

PIECES: Mapping[str, tuple[Callable[[Maker], str], Sequence[str]]] = {
    "completion": (completion, ()),
    "progress": (progress, ("sound.js", "path.js")),
    "final": (final, ("player.js", "sound.js", "path.js", "final.js")),
    "review": (review, ("player.js", "sound.js", "review.js")),
    "certificate": (certificate, ("sound.js", "path.js")),
    "agreement": (agreement, ("sound.js", "agreement.js")),
    "data": (data, ("sound.js", "data.js")),
    "sources": (sources, ()),
    "references": (references, ()),
}
"""What makes each piece, and what it loads beside ``state.js``."""
STYLE = "path.css"


def items_of(name: str, course: Course) -> list[Item]:
    """Return the items that a piece holds: what the final draws from, or what a review may bring back."""
    if name == "final" and course.path.completion.final:
        banks = [course.bank_by_id[bank] for bank, _ in course.path.completion.final.draw]
        return [item for bank in banks for item in bank.document.items if item.metadata.scored]
    if name == "review":
        practice = (item for item in course.item_by_id.values() if item.use == "practice" and item.metadata.scored)
        return sorted(practice, key=lambda item: item.source)
    return []


def links_of(name: str, session: Session) -> list[tuple[str, str]]:
    """Return the pages that a piece links to, each with the link's text; a source has no page, and is Markdown."""
    course = session.course
    if name in ("completion", "agreement", "data"):
        return []
    if name == "sources":
        return [("", source) for source in sources_of(session)]
    if name == "references":
        return references_of(session)
    found = [(step.path, step.title) for section in course.path.sections for step in section.steps]
    for lesson in course.lessons:
        if any(piece.name not in LISTS for piece in lesson.document.pieces):
            found.append((lesson.document.path, lesson.title))
    return list(dict.fromkeys(found))


def link_element(path: str, title: str, page: str) -> Element:
    """Return a link as an element of the page's tree, where the engine resolves it like an author's own."""
    made = Element("p")
    link = SubElement(made, "a", href=quote(posixpath.relpath(path, posixpath.dirname(page) or ".")))
    link.text = AtomicString(title)
    return made


def render_piece(name: str, make: Maker) -> str:
    """Return a piece's HTML."""
    # Translators: in the place of a part of the page, for the author who looks at it
    path = make.path
    if name not in PIECES or (name == "final" and path.completion.final is None):
        return make.p("This part can’t be shown.", "cw-broken")
    if name in ("progress", "certificate") and not path.sections:
        return make.p("This part needs lessons with an id and a check, and there are none.", "cw-broken")
    inside = PIECES[name][0](make)
    if name in ("completion", "agreement", *LISTS):
        return inside
    return (
        f'<cw-{name} class="cw-path"{marks(make) if name == "final" else ""} data-search-exclude>{inside}</cw-{name}>'
    )


def render_agreement_end(session: Session) -> str:
    """Return what stands below the agreement's lines: the signatures, and what only scripts can do."""
    return agreement_end(Maker(session, {}, ()))


def scripts_of(names: Iterable[str]) -> list[str]:
    """Return what these pieces load beside ``state.js``, in order."""
    return list(dict.fromkeys(script for name in names if name in PIECES for script in PIECES[name][1]))


def spoken(scripts: Iterable[str]) -> list[str]:
    """Return the English words of what these scripts say."""
    return list(dict.fromkeys(text for script in scripts for text in TEXTS.get(script, ())))
