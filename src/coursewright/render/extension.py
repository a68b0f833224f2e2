"""The Markdown extension: items become forms inside the page's own pass, whatever engine runs it.

The processors here only call ``PageItems``, which tells the story; their priorities say what must run before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from coursewright.render.formulas import PageFormulas
from coursewright.render.listings import with_named_listings
from coursewright.render.notes import STYLE
from coursewright.render.page import GAP, PageItems
from coursewright.render.parts import DECK
from coursewright.render.session import Session
from coursewright.render.terms import Terms
from coursewright.render.typography import shown_signs, typesetter


class CoursewrightExtension(Extension):
    """Renders ``<quiz>`` items and ``<!-- quiz: id -->`` embeds.

    The MkDocs plugin hands over a session; under another engine the options below take its place.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {
            "session": ["", "What the MkDocs plugin knows of the course; not for authors."],
            "course": ["", "Id of the course, by which answers are saved."],
            "banks": ["quizzes", "Folder of the item banks, relative to the folder the build runs in."],
            "language": ["", "Language of the interface, such as fr."],
            "formulas": ["", "mathml draws formulas without a script, keep leaves TeX to the site's own."],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors; priorities say what each must run before and behind."""
        session: Session = self.getConfig("session") or Session.from_options(self.getConfigs(), md)
        session.typeset = typesetter(md)
        items, terms, formulas = PageItems(session, md), Terms(session), PageFormulas(session, md)
        md.registerExtension(self)
        self.items = items
        lift = _Lift(md, items, formulas)
        md.preprocessors.register(lift, "coursewright-lift", 26)  # behind white space 30, before fences 25
        md.parser.blockprocessors.register(_Deck(md.parser, items), "coursewright-deck", 200)
        steps = (
            (_Step(md, items.place, items), "place", 60),  # before footnotes 50 and inline 20
            (_Step(md, items.link, items), "links", 19),  # behind inline, before all that looks at what it found
            (_Step(md, shown_signs(md)), "typography", 5.5),  # behind smarty 6, before toc 5 and all below
            (_Step(md, terms.mark), "terms", 4),  # behind inline, and behind toc 5
            (_Step(md, formulas.convert), "formulas", 3),  # behind both, whose words they aren't
            (_Step(md, items.rebase, items), "rebase", 1),  # before MkDocs resolves links at 0
            (_Step(md, items.take, items), "take", -2),  # behind it
            (_Step(md, formulas.convert_headings), "formulas-in-headings", -3),  # behind MkDocs, which takes the title
        )
        for step, name, priority in steps:
            md.treeprocessors.register(step, f"coursewright-{name}", priority)
        put_back, in_raw_html = (_PutBack(md, items, behind_raw_html=behind) for behind in (False, True))
        md.postprocessors.register(put_back, "coursewright-put-back", 40)  # before raw HTML 30, which parts may hold
        styled = _Styled(md, terms, formulas, items)
        md.postprocessors.register(styled, "coursewright-styled", 28)  # in front of the finished page
        md.postprocessors.register(in_raw_html, "coursewright-in-raw-html", 29)  # an item may stand in raw HTML itself

    def reset(self) -> None:
        """Forget the page."""
        self.items.reset()


_NOTED = re.compile(r' class="(?:cw-local|cw-sources cw-references)"')
"""What stands on a page that needs the style of notes."""
_LEFT = re.compile("\x02cw-[^\x02\x03]*\x03")
"""What only we can read: whatever other extensions make of a page, none of it is published."""
_WORDS = ("quiz", "course", "local")
"""One of these stands in every tag and comment that is ours."""


class _Lift(Preprocessor):
    """Takes the items out of the text."""

    def __init__(self, md: Markdown, items: PageItems, formulas: PageFormulas) -> None:
        super().__init__(md)
        self.items = items
        self.formulas = formulas

    def run(self, lines: list[str]) -> list[str]:
        self.formulas.prepare()
        if self.items:
            self.items.reset()  # some convert page after page without ``Markdown.reset``
        if not any(any(word in low for word in _WORDS) for line in lines if "<" in line and (low := line.lower())):
            return lines
        steps = list(self.md.preprocessors)
        lifted = self.items.lift(lines, steps[steps.index(self) + 1 :])
        if self.items.has_gaps and "coursewright-gap" not in self.md.inlinePatterns:
            self.md.inlinePatterns.register(_Gap(GAP, self.md, self.items), "coursewright-gap", 195)
        return lifted


class _Deck(BlockProcessor):
    """Parses the parts that wait outside the text, each into an element of its own."""

    def __init__(self, parser: BlockParser, items: PageItems) -> None:
        super().__init__(parser)
        self.items = items

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return block.startswith(DECK)

    def run(self, parent: Element, blocks: list[str]) -> bool:  # noqa: ARG002
        if behind := blocks.pop(0).removeprefix(DECK).lstrip("\n"):
            blocks.insert(0, behind)
        self.items.parts.parse(self.parser)
        return True


class _Gap(InlineProcessor):
    """Puts the input of a fill-in where its placeholder stands."""

    def __init__(self, pattern: str, md: Markdown, items: PageItems) -> None:
        super().__init__(pattern, md)
        self.items = items

    def handleMatch(self, m: Any, data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        return self.items.gap(int(m[1]), int(m[2])), m.start(0), m.end(0)


class _Step(Treeprocessor):
    """One step over the finished tree; what is a step of ``items`` is none where the page has no items."""

    def __init__(self, md: Markdown, step: Callable[[Element], None], items: PageItems | None = None) -> None:
        super().__init__(md)
        self.step = step
        self.items = items

    def run(self, root: Element) -> None:
        if self.items is None or self.items:
            self.step(root)


class _Styled(Postprocessor):
    """Names what a page loads for notes, terms, formulas and diagrams; styles in front, so that nothing moves."""

    def __init__(self, md: Markdown, terms: Terms, formulas: PageFormulas, items: PageItems) -> None:
        super().__init__(md)
        self.terms = terms
        self.formulas = formulas
        self.items = items

    def run(self, text: str) -> str:
        text = self.formulas.loading(text, self.items.hidden)
        if not self.terms.used and not _NOTED.search(text):
            return text
        return f'<link rel="stylesheet" href="{escape(self.terms.session.asset(STYLE))}">\n{text}'


class _PutBack(Postprocessor):
    """Puts the items' HTML where their placeholders stand."""

    def __init__(self, md: Markdown, items: PageItems, *, behind_raw_html: bool) -> None:
        super().__init__(md)
        self.items = items
        self.behind_raw_html = behind_raw_html

    def run(self, text: str) -> str:
        if not self.behind_raw_html:
            return self.items.put_back(text) if self.items else text
        if "\x02cw-" in text and self.items:
            text = self.md.postprocessors["raw_html"].run(self.items.put_back(text))
            text = _LEFT.sub("", text)
        text = self.items.put_in_comments(text) if "<!-- mkdocs-quiz " in text else text
        return with_named_listings(text) if self.items else text


def makeExtension(**options: Any) -> CoursewrightExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension; Python-Markdown calls this for ``coursewright.render.extension``."""
    return CoursewrightExtension(**options)


__all__: Sequence[str] = ["CoursewrightExtension", "makeExtension"]
