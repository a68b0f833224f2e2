"""A page's items on their way through Python-Markdown: lifted out, put back as forms."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from coursewright.html import element
from coursewright.identity import same_answer
from coursewright.model import Embed, Item, ItemBlock
from coursewright.problem import Problem
from coursewright.read.document import read_blocks
from coursewright.render.item import ItemForm, Parts, finish_copies, render_item
from coursewright.render.score import score
from coursewright.render.session import Session

GAP = "\x02cw-gap:(\\d+):(\\d+)\x03"
PART = re.compile("\x02cw-part:(\\d+|end)\x03")
MOVED = re.compile(r'<cw-moved data-number="(\d+)">(.*?)</cw-moved>\n?', re.S)
_PLACE = re.compile("\x02cw-item:(\\d+)\x03")
_PLAIN_LINE = re.compile(r"[^\W\d_][^\n<]*[^\n<}]")
"""A line that Markdown's blocks leave alone: it starts with a letter and holds no tag."""


_ITEM = re.compile(r"<cw-(item|score)\b.*?</cw-\1>", re.S)


def without_items(html: str) -> str:
    """Return a page's HTML without its items and its score, as a search index may hold it."""
    return _ITEM.sub("", html) if "<cw-" in html else html


class PageItems:
    """The items of one page; falsy while there are none."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.reset()

    def reset(self) -> None:
        """Forget them."""
        self.items: list[Item | None] = []
        self.parts: list[Parts | None] = []
        self.forms: list[ItemForm] = []
        self.placed: list[tuple[Item, Element]] = []
        self.deck: list[Element] = []
        self.deck_lines: list[str] = []
        self.broken: dict[int, str] = {}
        self.names: Counter[str] = Counter()
        self.moved = False

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def has_gaps(self) -> bool:
        """Whether an item has gaps to fill in."""
        return any(item and item.blanks for item in self.items)

    # --- out of the text

    def lift(self, lines: list[str]) -> list[str]:
        """Return the lines with a placeholder for each item, and in front of them the parts to be parsed."""
        out: list[str] = []
        at = 0
        for block in self._blocks(lines):
            found = self._embedded(block) if isinstance(block, Embed) else [block.item]
            out += lines[at : block.first]
            around = block.prefix.rstrip() if ">" in block.prefix else ""
            for item in found:
                if not block.prefix.strip(" \t>"):  # else it stands behind a list's bullet
                    out.append(around)
                out += [f"{block.prefix}\x02cw-item:{self._add(item, block)}\x03", around]
            at = block.last + 1
        out += lines[at:]
        if self.deck_lines:
            return [*self.deck_lines, "\x02cw-part:end\x03", "", *out]
        return out

    def _blocks(self, lines: list[str]) -> tuple[ItemBlock | Embed, ...]:
        page = self.session.page
        if page.blocks is not None and page.lines + 2 == len(lines):  # Python-Markdown adds two line ends
            return page.blocks
        unheard: list[Problem] = []  # the checker reports them, with the file's own line numbers
        return read_blocks(lines, page.path, unheard)

    def _embedded(self, embed: Embed) -> list[Item | None]:
        course = self.session.course
        if embed.bank:
            bank = course.bank_by_id.get(embed.target)
            items = list(bank.document.items) if bank else [None]
        else:
            items = [course.item_by_id.get(embed.target)]
        return [item if item and item.use == "practice" else None for item in items]

    def _add(self, item: Item | None, block: ItemBlock | Embed) -> int:
        """Take an item; return its number on the page."""
        number = len(self.items)
        self.items.append(item)
        if item is None:
            self.parts.append(None)
            self.broken[number] = str(block.source)
            return number
        stem = item.stem.markdown
        for index, blank in reversed(list(enumerate(item.blanks))):
            stem = f"{stem[: blank.start]}\x02cw-gap:{number}:{index}\x03{stem[blank.end :]}"
        self.parts.append(
            Parts(
                stem=self._part(stem),
                labels=[self._part(choice.text.markdown, "label") for choice in item.choices],
                feedback=[choice.feedback and self._part(choice.feedback.markdown) for choice in item.choices],
                explanation=item.explanation and self._part(item.explanation.markdown),
            )
        )
        return number

    def _part(self, markdown: str, tag: str = "p") -> Element:
        """Return the element that will hold a piece of Markdown; what is more than a line goes through the deck."""
        if _PLAIN_LINE.fullmatch(markdown):
            made = Element(tag)
            made.text = markdown
            return made
        made = Element("div")
        if tag == "label":  # a choice stands behind its box, so that nothing in it starts a block
            first, _, rest = markdown.partition("\n")
            if not rest:
                made.tag, made.text = tag, markdown
                return made
            if first and not first.startswith(("```", "~~~")):
                markdown = f"\x02\x03{first}\n{rest}"
        self.deck_lines += [f"\x02cw-part:{len(self.deck)}\x03", "", *markdown.split("\n"), ""]
        self.deck.append(made)
        return made

    # --- into the tree

    def place(self, root: Element) -> None:
        """Put each item where its placeholder stands; those in raw HTML wait at the end for the postprocessor."""
        left = set(range(len(self.items)))
        for parent in list(root.iter()):
            if parent.text and "\x02cw-item:" in parent.text:
                self._place(parent, None, left)
            for child in list(parent):
                if child.tail and "\x02cw-item:" in child.tail:
                    self._place(parent, child, left)
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "p" and len(child) == 1 and not (child.text or "").strip() and child[0].tag == "cw-item":
                    child[0].tail = child.tail
                    parent[index] = child[0]
        for number in sorted(left):
            root.append(element("cw-moved", {"data-number": str(number)}, self._made(number)))
            self.moved = True
        if scored := [item for item, _ in self.placed if item.metadata.scored]:
            root.append(score(self.session, len(scored)))
        if self.placed:
            root.extend(self._assets())

    def _place(self, parent: Element, child: Element | None, left: set[int]) -> None:
        """Split a text at its placeholders and put the items between the pieces."""
        text = (parent.text if child is None else child.tail) or ""
        pieces = _PLACE.split(text)
        if child is None:
            parent.text = pieces[0]
            at = 0
        else:
            child.tail = pieces[0]
            at = list(parent).index(child) + 1
        for number, behind in zip(pieces[1::2], pieces[2::2], strict=True):
            made = self._made(int(number))
            made.tail = behind
            parent.insert(at, made)
            left.discard(int(number))
            at += 1

    def _made(self, number: int) -> Element:
        item, parts = self.items[number], self.parts[number]
        if item is None or parts is None:
            message = f"This item can’t be shown. {self.broken[number]}"
            return element("cw-item", {"class": "cw-broken"}, element("p", None, message))
        for part in (parts.stem, *parts.labels, *parts.feedback, parts.explanation):
            if part is not None and part.tag == "div":
                _unwrap(part)
        for label in parts.labels:
            if label.tag == "p":
                label.tag = "label"
        self.names[item.id] += 1
        count = self.names[item.id]
        name = f"item-{item.id}" if count == 1 else f"item-{item.id}--{count}"
        made, form = render_item(item, parts, name, self.session.texts)
        self.forms.append(form)
        self.placed.append((item, made))
        return made

    def part(self, number: int) -> Element:
        """Return the element for a part of the deck."""
        return self.deck[number]

    def gap(self, number: int, index: int) -> Element:
        """Return the input for one gap, with the answers it accepts."""
        item = self.items[number]
        assert item  # only readable items have gaps
        answers = item.blanks[index].answers
        label = self.session.texts("Answer")
        if len(item.blanks) > 1:
            label += f" {index + 1} / {len(item.blanks)}"
        attributes = {"type": "text", "class": "cw-gap", "autocomplete": "off", "autocapitalize": "off"}
        attributes |= {"spellcheck": "false", "size": str(max(map(len, answers)) + 2), "aria-label": label}
        attributes["data-accept"] = json.dumps([same_answer(answer) for answer in answers], ensure_ascii=False)
        return element("input", attributes)

    def rebase(self) -> None:
        """Make relative links of embedded items relative to the page that embeds them."""
        page = self.session.page.path
        for item, made in self.placed:
            if page and item.source.path != page:
                for node in made.iter():
                    for attribute in ("href", "src"):
                        if link := node.get(attribute):
                            node.set(attribute, _rebased(link, item.source.path, page))

    def copy(self) -> None:
        """Fill every copy of a choice's text."""
        for form in self.forms:
            finish_copies(form)

    def _assets(self) -> list[Element]:
        """Return references to the player's files: in the content, where instant navigation runs them again."""
        style = element("link", {"rel": "stylesheet", "href": self.session.asset("player.css")})
        script = SubElement(element("div"), "script", {"src": self.session.asset("player.js"), "defer": "defer"})
        return [style, script]


def _unwrap(part: Element) -> None:
    """Turn a ``div`` around a single paragraph into that paragraph."""
    if len(part) == 1 and part[0].tag == "p" and not (part.text or "").strip():
        inner = part[0]
        children = list(inner)
        text, attributes = inner.text, dict(inner.attrib)
        part.clear()
        part.tag, part.text = "p", text
        part.attrib.update(attributes)
        part.extend(children)


def _rebased(link: str, origin: str, page: str) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(origin), parts.path))
    path = posixpath.relpath(target, posixpath.dirname(page) or ".")
    if parts.path.endswith("/"):
        path += "/"
    return parts._replace(path=path).geturl()
