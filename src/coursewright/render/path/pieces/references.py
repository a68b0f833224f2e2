"""The list of all of the course's sources, each with the pages that rest on it."""

from __future__ import annotations

from collections import Counter

from coursewright.fragment.links import links_in
from coursewright.fragment.seen import readable
from coursewright.model.course import Lesson
from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import PathPiece
from coursewright.render.session import Session


def links(session: Session) -> list[tuple[str, str]]:
    """Return every source, in order, each followed by the pages that use it, as pages and texts of links."""
    found: list[tuple[str, str]] = []
    for said, lessons in _merged(session).items():
        found += [("", said), *((lesson.document.path, lesson.title) for lesson in lessons)]
    return list(dict.fromkeys(found))


def _merged(session: Session) -> dict[str, list[Lesson]]:
    """Return the pages of each source; what links to one address is one source, in the words that most pages use."""
    words: dict[str, Counter[str]] = {}
    pages: dict[str, list[Lesson]] = {}
    for lesson in session.course.lessons:
        for source in lesson.sources:
            link = next((link.target for link in links_in(source) if link.form == "inline"), "")
            key = link.removesuffix("/") if ":" in link else readable(source)
            said = _moved(source, lesson.document.path, session)
            words.setdefault(key, Counter())[said] += 1
            if lesson not in pages.setdefault(key, []):
                pages[key].append(lesson)
    listed = {words[key].most_common(1)[0][0]: pages[key] for key in words}
    return dict(sorted(listed.items(), key=lambda entry: _order(entry[0])))


def _moved(source: str, origin: str, session: Session) -> str:
    """Return a source with its links as the page at hand needs them."""
    for link in sorted(links_in(source), key=lambda link: -link.start):
        if link.target:
            target = session.addresses.seen_from(session.page.path, link.target, origin)
            source = source[: link.start] + target + source[link.end :]
    return source


def _order(source: str) -> tuple[bool, str]:
    """Sort by the author's name; numbers of laws come last."""
    said = readable(source).casefold()
    return not said[:1].isalpha(), said


def references(make: Maker) -> str | None:
    """Return the list of all sources, with links to the pages that use them."""
    rows = []
    for said, lessons in _merged(make.session).items():
        pages = [make.links.get((lesson.document.path, lesson.title), "") for lesson in lessons]
        # Translators: in the list of all sources, before links to the pages that rest on one
        rows.append(f"<li>{make.links.get(('', said), '')}<p>{make.say('Used in:')} {', '.join(pages)}</p></li>")
    if not rows:
        return None
    return f'<ul class="cw-sources cw-references">{"".join(rows)}</ul>'


PIECE = PathPiece(name="references", html=references, links=links, wrapped=False)
