"""The Markdown extension: items become forms inside the page's own pass, whatever engine runs it.

Items are lifted out of the text first and stand in it as a placeholder line, because block processors see nested
content chunk by chunk. Parts that are more than a line wait in a “deck” in front of the text, where every preprocessor
and block processor treats them as ordinary Markdown; their place in the tree is taken before inline Markdown runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from coursewright.render.page import GAP, MOVED, PART, PageItems
from coursewright.render.session import Session


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
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors; priorities say what each must run before and behind."""
        session: Session = self.getConfig("session") or Session.from_options(self.getConfigs(), md)
        items = PageItems(session)
        md.registerExtension(self)
        self.items = items
        md.preprocessors.register(_Lift(md, items), "coursewright-lift", 26)  # behind white space 30, before fences 25
        md.parser.blockprocessors.register(_Deck(md.parser, items), "coursewright-deck", 200)
        md.treeprocessors.register(_Place(md, items), "coursewright-place", 60)  # before footnotes 50 and inline 20
        md.treeprocessors.register(_Finish(md, items), "coursewright-finish", 1)  # before MkDocs resolves links at 0
        md.treeprocessors.register(_Copy(md, items), "coursewright-copy", -2)  # behind it
        md.postprocessors.register(_Move(md, items), "coursewright-move", 5)  # behind raw HTML 30

    def reset(self) -> None:
        """Forget the page."""
        self.items.reset()


class _OnPage:
    items: PageItems


class _Lift(Preprocessor, _OnPage):
    """Takes the items out of the text."""

    def __init__(self, md: Markdown, items: PageItems) -> None:
        super().__init__(md)
        self.items = items

    def run(self, lines: list[str]) -> list[str]:
        if not any("quiz" in line.lower() for line in lines if "<" in line):
            return lines
        lifted = self.items.lift(lines)
        if self.items.has_gaps and "coursewright-gap" not in self.md.inlinePatterns:
            self.md.inlinePatterns.register(_Gap(GAP, self.md, self.items), "coursewright-gap", 195)
        return lifted


class _Deck(BlockProcessor):
    """Parses the parts that wait in front of the text, each into an element of its own."""

    def __init__(self, parser: BlockParser, items: PageItems) -> None:
        super().__init__(parser)
        self.items = items

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return block.startswith("\x02cw-part:")

    def run(self, parent: Element, blocks: list[str]) -> bool:  # noqa: ARG002
        while blocks and (part := PART.match(blocks[0])):
            block = blocks.pop(0)[part.end() :].lstrip("\n")
            if part[1] == "end":
                if block:
                    blocks.insert(0, block)
                break
            own = [block] if block else []
            while blocks and not PART.match(blocks[0]):
                own.append(blocks.pop(0))
            self.parser.parseBlocks(self.items.part(int(part[1])), own)
        return True


class _Gap(InlineProcessor):
    """Puts the input of a fill-in where its placeholder stands."""

    def __init__(self, pattern: str, md: Markdown, items: PageItems) -> None:
        super().__init__(pattern, md)
        self.items = items

    def handleMatch(self, m: Any, data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        return self.items.gap(int(m[1]), int(m[2])), m.start(0), m.end(0)


class _Place(Treeprocessor):
    """Puts each item where its placeholder stands."""

    def __init__(self, md: Markdown, items: PageItems) -> None:
        super().__init__(md)
        self.items = items

    def run(self, root: Element) -> None:
        if self.items:
            self.items.place(root)


class _Finish(Treeprocessor):
    """Makes the links of embedded items right for the page they now stand in."""

    def __init__(self, md: Markdown, items: PageItems) -> None:
        super().__init__(md)
        self.items = items

    def run(self, root: Element) -> None:  # noqa: ARG002
        if self.items:
            self.items.rebase()


class _Copy(Treeprocessor):
    """Repeats choices among the reasons, once everything in them is rendered."""

    def __init__(self, md: Markdown, items: PageItems) -> None:
        super().__init__(md)
        self.items = items

    def run(self, root: Element) -> None:  # noqa: ARG002
        if self.items:
            self.items.copy()


class _Move(Postprocessor):
    """Puts an item that stands in raw HTML, such as ``<details>``, where its placeholder is."""

    def __init__(self, md: Markdown, items: PageItems) -> None:
        super().__init__(md)
        self.items = items

    def run(self, text: str) -> str:
        if not self.items.moved:
            return text
        moved: dict[str, str] = {}

        def take(found: Any) -> str:
            moved[found[1]] = found[2].strip()
            return ""

        text = MOVED.sub(take, text)
        for number, html in moved.items():
            text = text.replace(f"\x02cw-item:{number}\x03", html)
        return text


def makeExtension(**options: Any) -> CoursewrightExtension:  # noqa: N802 - Python-Markdown's name
    """Return the extension; Python-Markdown calls this for ``coursewright.render.extension``."""
    return CoursewrightExtension(**options)


__all__: Sequence[str] = ["CoursewrightExtension", "makeExtension"]
