"""A page's items on their way through Python-Markdown: lifted out, rendered as parts, put back as forms.

Items are lifted out of the text first and stand in it as a placeholder line, because block processors see nested
content chunk by chunk. Their parts (see ``parts.py``) wait in the tree, where the item stands, while Markdown runs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from coursewright.fragment.links import names_in
from coursewright.model.course import Block, Embed, ItemBlock, Piece, Slot
from coursewright.model.item import Item
from coursewright.model.notes import Note
from coursewright.model.scenario import Scenario
from coursewright.model.site import Html
from coursewright.model.translation import as_translations
from coursewright.problem import Problem
from coursewright.read.document import read_blocks
from coursewright.render.files import files, plain
from coursewright.render.items.form import render_broken, render_item
from coursewright.render.items.gaps import accepting, filled, gap_input, name_gaps
from coursewright.render.items.markup import ItemForm
from coursewright.render.items.score import intro, score
from coursewright.render.lifted import PLACE, Lifted, as_handed_over, find_levels, number_items, place
from coursewright.render.notes import render_note
from coursewright.render.parts import Parts, unforged
from coursewright.render.path.maker import Maker
from coursewright.render.path.registry import piece_of
from coursewright.render.path.tree import fill_in, piece_parts, rendered_links
from coursewright.render.scenario.book import Gamebook, render_scenario
from coursewright.render.session import Session

GAP = "\x02cw-gap:(\\d+):(\\d+)\x03"
_HOLDER = re.compile("<cw-hold>\x02cw-item:(\\d+|score|end\\d+)\x03</cw-hold>")
INTRO = "<!-- mkdocs-quiz intro -->"
RESULTS = "<!-- mkdocs-quiz results -->"


class PageItems:
    """The items of one page; falsy while there are none."""

    def __init__(self, session: Session, md: Markdown) -> None:
        self.session = session
        self.md = md
        self.reset()

    def reset(self) -> None:
        """Forget them."""
        self.lifted: list[Lifted] = []
        self.parts = Parts(self.md)
        self.in_raw_html: list[Lifted] = []
        self.pieces: dict[int, list[int]] = {}
        """Numbers of the items that each piece of the learner's path holds, by its own number."""
        self.html: dict[str, str] = {}
        self.hidden = ""
        """The forms that the page keeps for later where nobody finds them."""
        self.accepts: dict[str, str] = {}
        """The attributes of each gap, by the one that stands for them until its answers are rendered."""

    def __bool__(self) -> bool:
        return bool(self.lifted)

    @property
    def has_gaps(self) -> bool:
        """Whether an item has gaps to fill in."""
        return any(isinstance(lifted.item, Item) and lifted.item.blanks for lifted in self.lifted)

    # --- out of the text

    def lift(self, lines: list[str], steps: Sequence[Preprocessor]) -> list[str]:
        """Return the lines with a placeholder for each item; these preprocessors are still to come."""
        out: list[str] = []
        at = 0
        for block in self._blocks(lines):
            found: Sequence[Item | Scenario | Piece | Note | None]
            if isinstance(block, Embed):
                found = self._embedded(block)
            elif isinstance(block, Slot):
                note = self.session.course.notes.get(block.name)
                found = [note] if note and note.markdown else []
            else:
                found = [block if isinstance(block, Piece) else block.item]
            out += lines[at : block.first]
            around = block.prefix.rstrip() if ">" in block.prefix else ""
            before, after = (block.before, block.after) if isinstance(block, ItemBlock) else ("", "")
            out += [before, ""] if before else []
            for item in found:
                if not block.prefix.strip(" \t>"):  # else it stands behind a list's bullet
                    out.append(around)
                out += [f"{block.prefix}\x02cw-item:{self._add(item, block)}\x03", around]
            out += [after, ""] if after else []
            at = block.last + 1
        out += lines[at:]
        return [*self.parts.prepare(steps), *out]

    def _blocks(self, lines: list[str]) -> tuple[Block, ...]:
        page, first_line = self.session.page, 1
        if page.blocks is not None and page.text.count("\n") + 3 == len(lines):  # Python-Markdown adds two line ends
            starts = not page.text.startswith("\n")  # where the blocks' own lines are counted from
            if starts and "\n".join(lines).rstrip("\n") == as_handed_over(page.text, self.md.tab_length).rstrip("\n"):
                return page.blocks
            first_line = next((block.source.line - block.first for block in page.blocks), 1)
        unheard: list[Problem] = []  # the checker reports them, with the file's own line numbers
        names = names_in("\n".join(lines))
        blocks = read_blocks(lines, page.path, unheard, first_line, names=names)
        return as_translations(blocks, self.session.course.original)

    def _embedded(self, embed: Embed) -> Sequence[Item | Scenario | None]:
        course = self.session.course
        if embed.scenario:
            return [course.scenario_by_id.get(embed.target)]
        if embed.bank:
            bank = course.bank_by_id.get(embed.target)
            items: list[Item | None] = [*bank.document.items] if bank else [None]
        else:
            items = [course.item_by_id.get(embed.target)]
        self._define([item.source.path for item in items if item])
        return [item if item and item.use == "practice" else None for item in items]

    def _define(self, paths: Sequence[str]) -> None:
        """Bring along the link definitions of the files that items come from."""
        for path in dict.fromkeys(paths):
            document = self.session.course.document_by_path.get(path)
            if document and path != self.session.page.path:
                self.parts.define(path, document.definitions)

    def _add(self, item: Item | Scenario | Piece | Note | None, block: Block) -> int:
        """Take an item; return its number on the page."""
        number = len(self.lifted)
        parts: list[Html | Element | None] = []
        if isinstance(item, Scenario):
            parts = [self.parts.part(text.markdown, inside_line=inside) for text, inside in item.texts]
        elif isinstance(item, Piece):
            parts = piece_parts(item, self.session, self.parts)
        elif isinstance(item, Note):
            parts = [self.parts.part(item.markdown)]
        elif item:
            stem = unforged(item.stem.markdown)
            for index, blank in reversed(list(enumerate(item.blanks))):
                stem = f"{stem[: blank.start]}\x02cw-gap:{number}:{index}\x03{stem[blank.end :]}"
            parts = [self.parts.part(stem, gapped=True)]
            parts.append(self.parts.part(item.explanation.markdown) if item.explanation else None)
            for choice in item.choices:
                parts.append(self.parts.part(choice.text.markdown, inside_line=True))
                parts.append(self.parts.part(choice.feedback.markdown) if choice.feedback else None)
            entries = [*(pair.text for pair in item.pairs), *item.heads]
            parts += [self.parts.part(entry.markdown, inside_line=True) for entry in entries]
            parts += [self.parts.part(text.markdown) for text in (*item.hints, *item.replies)]
            answers = [answer for blank in item.blanks for answer in blank.answers]
            parts += [self.parts.part(answer, inside_line=True) for answer in answers]
        self.lifted.append(Lifted(item, str(block.source), parts, inside=isinstance(block, Piece)))
        if isinstance(item, Piece):
            inside = piece_of(item.name).items(self.session.course)
            self._define([item.source.path for item in inside])
            self.pieces[number] = [self._add(item, block) for item in inside]
        return number

    # --- into the tree

    def place(self, root: Element) -> None:
        """Put a holder with each item's parts where its placeholder stands, or at the end if that is in raw HTML."""
        self.in_raw_html = place(root, self.lifted)

    def link(self, root: Element) -> None:  # noqa: ARG002 - its holders are known
        """Put links into the parts that have no other Markdown."""
        self.parts.link()

    def gap(self, number: int, index: int) -> Element:
        """Return the input for one gap; what it accepts follows once its answers are rendered."""
        item = self.lifted[number].item
        assert isinstance(item, Item)  # only readable items have gaps
        return gap_input(item, index, number, self.session.texts)

    # --- out of the tree

    def rebase(self, root: Element) -> None:  # noqa: ARG002 - its holders are known
        """Make relative links of embedded items relative to the page that embeds them."""
        page, addresses = self.session.page.path, self.session.addresses
        for lifted in self.lifted:
            if page and lifted.item and lifted.holder is not None and lifted.path != page:
                home = addresses.home(lifted.item) if isinstance(lifted.item, Item) else ""
                for node in lifted.holder.iter():
                    for attribute in ("href", "src"):
                        if (link := node.get(attribute)) and "footnote" not in node.get("class", ""):
                            node.set(attribute, addresses.seen_from(page, link, lifted.path, home))

    def take(self, root: Element) -> None:
        """Make every item's HTML of its rendered parts, and leave its placeholder in the holder."""
        names: Counter[str] = Counter()
        scored = aloud = 0
        find_levels(root, self.lifted)
        number_items(self.lifted, alone=self.session.page.options.auto_number is True)
        links: dict[int, dict[tuple[str, str], str]] = {}
        for number, lifted in enumerate(self.lifted):
            item, holder = lifted.item, lifted.holder
            assert holder is not None  # ``place`` made it
            if item is None:
                self.html[str(number)] = render_broken(lifted.place, self.session.texts)
            elif isinstance(item, Note):
                self.html[str(number)] = render_note(item, self._rendered(lifted)[0])
            elif isinstance(item, Piece):
                links[number] = rendered_links(item, self.session, self._rendered(lifted))
                if below := piece_of(item.name).below:
                    fill_in(root, holder, f"cw-{item.name}", f"\x02cw-item:end{number}\x03")
                    self.html[f"end{number}"] = below(Maker(self.session))
            else:
                name = f"{'scenario' if isinstance(item, Scenario) else 'item'}-{item.id}"
                names[name] += 1
                name += f"--{names[name]}" if names[name] > 1 else ""
                if isinstance(item, Scenario):
                    self.html[str(number)] = render_scenario(item, self._book(lifted, item, name))
                else:
                    if item.blanks:
                        name_gaps(holder)
                    form, options = self._form(lifted, item, name, number), self.session.page.options
                    self.html[str(number)] = render_item(item, form, options, lifted.number, lifted.level)
                    scored += item.metadata.scored and not lifted.inside
                    aloud += item.self_marked and not lifted.inside
            tail = holder.tail
            holder.clear()
            holder.text, holder.tail = f"\x02cw-item:{number}\x03", tail
        for number, inside in self.pieces.items():
            piece = self.lifted[number].item
            assert isinstance(piece, Piece)
            forms = [(found, self.html[str(at)]) for at in inside if isinstance(found := self.lifted[at].item, Item)]
            make = Maker(self.session, links[number], forms, self.lifted[number].level, self._whole)
            self.html[str(number)] = piece_of(piece.name).render(make)
        played = [lifted.item for lifted in self.lifted if not plain(lifted.item)]
        self.html["score"] = score(self.session, scored, files(played), aloud) if played else ""
        for lifted in self.in_raw_html:  # their placeholder stands there
            assert lifted.holder is not None
            root.remove(lifted.holder)

    def _whole(self, html: str) -> str:
        """Return a form with all that Python-Markdown puts back only when a page is whole, such as code."""
        for name in ("raw_html", "amp_substitute", "unescape"):
            if name in self.md.postprocessors:
                html = self.md.postprocessors[name].run(html)
        self.hidden += html
        return html

    def _rendered(self, lifted: Lifted) -> list[Html | None]:
        assert lifted.holder is not None  # ``place`` made it
        rendered = iter(self.parts.html(lifted.holder))
        return [next(rendered) if isinstance(part, Element) else part for part in lifted.parts]

    def _book(self, lifted: Lifted, scenario: Scenario, name: str) -> Gamebook:
        parts = zip(scenario.texts, self._rendered(lifted), strict=True)
        html = {text: part for (text, _), part in parts if part is not None}
        said = {found.id: found.text for lesson in self.session.course.lessons for found in lesson.objectives}
        return Gamebook(name, html, said, lifted.level, self.session.texts, self.session.typeset)

    def _form(self, lifted: Lifted, item: Item, name: str, number: int) -> ItemForm:
        stem, explanation, *rest = self._rendered(lifted)
        assert stem is not None  # every item has one
        choices, others = rest[: 2 * len(item.choices)], iter(rest[2 * len(item.choices) :])
        labels = [label for label in choices[0::2] if label is not None]
        pairs, heads, hints, replies, *answers = (
            [part for part in islice(others, len(texts)) if part is not None]
            for texts in (item.pairs, item.heads, item.hints, item.replies, *(blank.answers for blank in item.blanks))
        )
        said = labels, choices[1::2], explanation, pairs, heads, hints, replies, answers
        form = ItemForm(name, stem, *said, self.parts.words, self.session.texts)
        self.accepts |= accepting(item, number, form)
        form = replace(form, stem=replace(stem, text=filled(stem.text, self.accepts)))
        if self.session.rendered is not None:
            self.session.rendered.setdefault(item.id, form)
        return form

    def put_back(self, text: str) -> str:
        """Return the page's HTML with the items in the place of their holders and placeholders."""
        text = _HOLDER.sub(lambda found: self.html[found[1]], text)
        text = PLACE.sub(lambda found: self.html[found[1]], text) if "\x02cw-item:" in text else text
        return re.sub(GAP, self._gap_in_raw_html, text) if "\x02cw-gap:" in text else text

    def _gap_in_raw_html(self, found: re.Match[str]) -> str:
        return filled(self.md.serializer(self.gap(int(found[1]), int(found[2]))), self.accepts)

    def put_in_comments(self, text: str) -> str:
        """Return the page's HTML with what mkdocs-quiz's comments ask for: the score's place, and a word before it."""
        if RESULTS in text and "score" in self.html:
            shown = self.html["score"].replace(" data-silent", "", 1)  # who asks for the score wants to see it
            text = text.replace(self.html["score"], "", 1).replace(RESULTS, shown, 1)
        return text.replace(INTRO, intro(self.session)) if INTRO in text else text
