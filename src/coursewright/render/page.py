"""A page's items on their way through Python-Markdown: lifted out, rendered as parts, put back as forms.

Items are lifted out of the text first and stand in it as a placeholder line, because block processors see nested
content chunk by chunk. Their parts (see ``parts.py``) wait in the tree, where the item stands, while Markdown runs.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

from coursewright.item import Html, Item
from coursewright.model import Embed, ItemBlock, Piece
from coursewright.problem import Problem
from coursewright.read.document import read_blocks
from coursewright.render.item import ItemForm, render_broken, render_item
from coursewright.render.parts import Parts, settled
from coursewright.render.score import intro, needs, score
from coursewright.render.session import Session

GAP = "\x02cw-gap:(\\d+):(\\d+)\x03"
_PLACE = re.compile("\x02cw-item:(\\d+|score)\x03")
_HOLDER = re.compile("<cw-hold>\x02cw-item:(\\d+|score)\x03</cw-hold>")
INTRO = "<!-- mkdocs-quiz intro -->"
RESULTS = "<!-- mkdocs-quiz results -->"
_STASHED = re.compile("\x02[^\x03]*\x03")
"""What Python-Markdown holds back until a page is whole, such as raw HTML."""
_BLOCKS = {"p", "li", "td", "th", "dd", "dt", "div"}
_ITEM = re.compile(r"<cw-(item|score)\b.*?</cw-\1>", re.S)


def without_items(html: str) -> str:
    """Return a page's HTML without its items and its score, as a search index may hold it."""
    return _ITEM.sub("", html) if "<cw-" in html else html


@dataclass(slots=True)
class _Lifted:
    """An item that has been lifted out, and its parts: HTML already, or elements still to be rendered."""

    item: Item | None
    place: str
    parts: list[Html | Element | None]
    """Stem, explanation, each choice's text and feedback, the pairs' left entries, their heads, the hints."""
    holder: Element | None = None


class PageItems:
    """The items of one page; falsy while there are none."""

    def __init__(self, session: Session, md: Markdown) -> None:
        self.session = session
        self.md = md
        self.reset()

    def reset(self) -> None:
        """Forget them."""
        self.lifted: list[_Lifted] = []
        self.parts = Parts(self.md)
        self.in_raw_html: list[_Lifted] = []
        self.html: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self.lifted)

    @property
    def has_gaps(self) -> bool:
        """Whether an item has gaps to fill in."""
        return any(lifted.item and lifted.item.blanks for lifted in self.lifted)

    # --- out of the text

    def lift(self, lines: list[str]) -> list[str]:
        """Return the lines with a placeholder for each item, and in front of them the parts that have blocks."""
        self.parts = Parts(self.md)
        out: list[str] = []
        at = 0
        for block in self._blocks(lines):
            if isinstance(block, Piece):
                continue
            found: list[Item | None] = self._embedded(block) if isinstance(block, Embed) else [block.item]
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
        return [*self.parts.lines(), *out]

    def _blocks(self, lines: list[str]) -> tuple[ItemBlock | Embed | Piece, ...]:
        page = self.session.page
        if page.blocks is not None and page.lines + 2 == len(lines):  # Python-Markdown adds two line ends
            return page.blocks
        unheard: list[Problem] = []  # the checker reports them, with the file's own line numbers
        return read_blocks(lines, page.path, unheard)

    def _embedded(self, embed: Embed) -> list[Item | None]:
        course = self.session.course
        if embed.bank:
            bank = course.bank_by_id.get(embed.target)
            items: list[Item | None] = [*bank.document.items] if bank else [None]
        else:
            items = [course.item_by_id.get(embed.target)]
        for path in {item.source.path: None for item in items if item}:
            document = course.document_by_path.get(path)
            if document and path != self.session.page.path:
                self.parts.define(path, document.definitions)
        return [item if item and item.use == "practice" else None for item in items]

    def _add(self, item: Item | None, block: ItemBlock | Embed) -> int:
        """Take an item; return its number on the page."""
        number = len(self.lifted)
        parts: list[Html | Element | None] = []
        if item:
            stem = item.stem.markdown
            for index, blank in reversed(list(enumerate(item.blanks))):
                stem = f"{stem[: blank.start]}\x02cw-gap:{number}:{index}\x03{stem[blank.end :]}"
            parts = [self.parts.part(stem), self.parts.part(item.explanation.markdown) if item.explanation else None]
            for choice in item.choices:
                parts.append(self.parts.part(choice.text.markdown, inside_line=True))
                parts.append(self.parts.part(choice.feedback.markdown) if choice.feedback else None)
            entries = [*(pair.text for pair in item.pairs), *item.heads]
            parts += [self.parts.part(entry.markdown, inside_line=True) for entry in entries]
            parts += [self.parts.part(hint.markdown) for hint in item.hints]
        self.lifted.append(_Lifted(item, str(block.source), parts))
        return number

    # --- into the tree

    def place(self, root: Element) -> None:
        """Put a holder with each item's parts where its placeholder stands, or at the end if that is in raw HTML."""
        for parent in list(root.iter()):
            if parent.text and "\x02cw-item:" in parent.text:
                self._place(parent, None)
            for child in list(parent):
                if child.tail and "\x02cw-item:" in child.tail:
                    self._place(parent, child)
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if (
                    child.tag == "p"
                    and len(child) == 1
                    and child[0].tag == "cw-hold"
                    and not (child.text or "").strip()
                ):
                    child[0].tail = child.tail
                    parent[index] = child[0]
        self.in_raw_html = [lifted for lifted in self.lifted if lifted.holder is None]
        root.extend(self._holder(lifted) for lifted in self.in_raw_html)
        SubElement(root, "cw-hold").text = "\x02cw-item:score\x03"

    def _place(self, parent: Element, child: Element | None) -> None:
        """Split a text at its placeholders and put the holders between the pieces."""
        text = (parent.text if child is None else child.tail) or ""
        pieces = _PLACE.split(text)
        if child is None:
            parent.text = pieces[0]
            at = 0
        else:
            child.tail = pieces[0]
            at = list(parent).index(child) + 1
        for number, behind in zip(pieces[1::2], pieces[2::2], strict=True):
            holder = self._holder(self.lifted[int(number)])
            holder.tail = behind
            parent.insert(at, holder)
            at += 1

    def _holder(self, lifted: _Lifted) -> Element:
        lifted.holder = Element("cw-hold")
        for part in lifted.parts:
            if isinstance(part, Element):
                lifted.holder.append(settled(part))
        return lifted.holder

    def gap(self, number: int, index: int) -> Element:
        """Return the input for one gap, with the answers it accepts."""
        item = self.lifted[number].item
        assert item  # only readable items have gaps
        label = self.session.texts("Answer")
        if len(item.blanks) > 1:
            label += f" {index + 1} / {len(item.blanks)}"
        attributes = {"type": "text", "class": "cw-gap", "autocomplete": "off", "autocapitalize": "off"}
        return Element("input", {**attributes, "spellcheck": "false", "aria-label": label, **item.gap(index)})

    # --- out of the tree

    def rebase(self, root: Element) -> None:  # noqa: ARG002 - its holders are known
        """Make relative links of embedded items relative to the page that embeds them."""
        page = self.session.page.path
        for lifted in self.lifted:
            if page and lifted.item and lifted.holder is not None and lifted.item.source.path != page:
                for node in lifted.holder.iter():
                    for attribute in ("href", "src"):
                        if link := node.get(attribute):
                            node.set(attribute, _rebased(link, lifted.item.source.path, page))

    def take(self, root: Element) -> None:
        """Make every item's HTML of its rendered parts, and leave its placeholder in the holder."""
        names: Counter[str] = Counter()
        scored = 0
        for number, lifted in enumerate(self.lifted):
            item, holder = lifted.item, lifted.holder
            assert holder is not None  # ``place`` made it
            if item and item.blanks:
                _name_gaps(holder)
            if item is None:
                self.html[str(number)] = render_broken(lifted.place, self.session.texts)
            else:
                names[item.id] += 1
                count = names[item.id]
                name = f"item-{item.id}" if count == 1 else f"item-{item.id}--{count}"
                self.html[str(number)] = render_item(
                    item, self._form(lifted, holder, name), self.session.page.options, number + 1
                )
                scored += item.metadata.scored
            tail = holder.tail
            holder.clear()
            holder.text, holder.tail = f"\x02cw-item:{number}\x03", tail
        scripts, texts = needs([lifted.item for lifted in self.lifted if lifted.item])
        self.html["score"] = score(self.session, scored, scripts, texts=texts)
        for lifted in self.in_raw_html:  # their placeholder stands there
            assert lifted.holder is not None
            root.remove(lifted.holder)

    def _form(self, lifted: _Lifted, holder: Element, name: str) -> ItemForm:
        rendered = iter(self.parts.html(holder))
        parts = [next(rendered) if isinstance(part, Element) else part for part in lifted.parts]
        item = lifted.item
        assert item  # only readable items have parts
        stem, explanation, *rest = parts
        assert stem is not None  # every item has one
        choices, others = rest[: 2 * len(item.choices)], iter(rest[2 * len(item.choices) :])
        labels = [label for label in choices[0::2] if label is not None]
        pairs, heads, hints = (
            [part for part in islice(others, len(texts)) if part is not None]
            for texts in (item.pairs, item.heads, item.hints)
        )
        return ItemForm(name, stem, labels, choices[1::2], explanation, pairs, heads, hints, self.session.texts)

    def put_back(self, text: str) -> str:
        """Return the page's HTML with the items in the place of their holders and placeholders."""
        text = _HOLDER.sub(lambda found: self.html[found[1]], text)
        text = _PLACE.sub(lambda found: self.html[found[1]], text) if "\x02cw-item:" in text else text
        return re.sub(GAP, self._gap_in_raw_html, text) if "\x02cw-gap:" in text else text

    def _gap_in_raw_html(self, found: re.Match[str]) -> str:
        return self.md.serializer(self.gap(int(found[1]), int(found[2])))

    def put_in_comments(self, text: str) -> str:
        """Return the page's HTML with what mkdocs-quiz's comments ask for: the score's place, and a word before it."""
        if RESULTS in text and "score" in self.html:
            shown = self.html["score"].replace(" data-silent", "", 1)  # who asks for the score wants to see it
            text = text.replace(self.html["score"], "", 1).replace(RESULTS, shown, 1)
        return text.replace(INTRO, intro(self.session), 1) if INTRO in text else text


def _name_gaps(holder: Element) -> None:
    """Add to each gap's name the text that it stands in, with … for the gaps, as one would read it out."""
    names: dict[Element, str] = {}
    for block in holder.iter():
        if block.tag in _BLOCKS and (gaps := list(block.iter("input"))):  # a block inside comes later, and wins
            said = " ".join(_STASHED.sub(" ", "".join(_spoken(block))).split()).replace("….", "…")
            names |= dict.fromkeys(gaps, said)
    for gap, said in names.items():
        if said.strip("… "):
            gap.set("aria-label", f"{gap.get('aria-label')}: {said}")


def _spoken(node: Element) -> Iterator[str]:
    if node.tag == "input":
        yield "…"
    yield node.text or ""
    for child in node:
        yield from _spoken(child)
        yield child.tail or ""


def _rebased(link: str, origin: str, page: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:  # such as an unclosed [ in a host: the engine says what it thinks of it
        return link
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(origin), parts.path))
    path = posixpath.relpath(target, posixpath.dirname(page) or ".")
    if target == page and parts.fragment:
        return f"#{parts.fragment}"
    if parts.path.endswith("/"):
        path += "/"
    return parts._replace(path=path).geturl()
