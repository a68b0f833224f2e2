"""What has been lifted out of a page's text, and its way into the tree: a holder where its placeholder stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from coursewright.model.course import Piece
from coursewright.model.item import Item
from coursewright.model.notes import Note
from coursewright.model.scenario import Scenario
from coursewright.model.site import Html
from coursewright.render.parts import settled

PLACE = re.compile("\x02cw-item:(\\d+|score|end\\d+)\x03")
"""The placeholder of what was lifted out."""
_BLANK_LINE = re.compile(r"(?<=\n) +\n")
_HEADINGS = {f"h{level}" for level in range(1, 7)}


def as_handed_over(text: str, tab_length: int) -> str:
    """Return a page's text with its white space as Python-Markdown hands it to preprocessors."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        text = text.expandtabs(tab_length)
    return _BLANK_LINE.sub("\n", text) if " \n" in text else text


@dataclass(slots=True)
class Lifted:
    """An item that has been lifted out, and its parts: HTML already, or elements still to be rendered."""

    item: Item | Scenario | Piece | Note | None
    place: str
    parts: list[Html | Element | None]
    """Stem, explanation, each choice's text and feedback, the pairs' left entries, their heads, the hints; a
    scenario's texts in their order; a note's text; a piece's links and sources."""
    holder: Element | None = None
    level: int = 2
    """Of the headings that an item, a scenario or a piece has, where it stands."""
    number: int = 0
    """Of an item among those of the page that count; 0 for one that doesn't, or stands alone."""
    inside: bool = False
    """Whether it belongs to a piece of the learner's path, or is one."""

    @property
    def path(self) -> str:
        """The file that it comes from."""
        return self.item.source.path if self.item else ""


def place(root: Element, found: Sequence[Lifted]) -> list[Lifted]:
    """Put a holder with each one's parts where its placeholder stands; return those whose place is in raw HTML.

    Their holders are at the end, and the score's behind them.
    """
    for parent in list(root.iter()):
        if parent.text and "\x02cw-item:" in parent.text:
            _place(parent, None, found)
        for child in list(parent):
            if child.tail and "\x02cw-item:" in child.tail:
                _place(parent, child, found)
    for parent in list(root.iter()):
        for index, child in enumerate(parent):
            if child.tag == "p" and len(child) == 1 and child[0].tag == "cw-hold" and not (child.text or "").strip():
                child[0].tail = child.tail
                parent[index] = child[0]
    in_raw_html = [lifted for lifted in found if lifted.holder is None]
    root.extend(_holder(lifted) for lifted in in_raw_html)
    SubElement(root, "cw-hold").text = "\x02cw-item:score\x03"
    return in_raw_html


def _place(parent: Element, child: Element | None, found: Sequence[Lifted]) -> None:
    """Split a text at its placeholders and put the holders between the pieces."""
    text = (parent.text if child is None else child.tail) or ""
    pieces = PLACE.split(text)
    if child is None:
        parent.text = pieces[0]
        at = 0
    else:
        child.tail = pieces[0]
        at = list(parent).index(child) + 1
    for number, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        holder = _holder(found[int(number)])
        holder.tail = behind
        parent.insert(at, holder)
        at += 1


def _holder(lifted: Lifted) -> Element:
    lifted.holder = Element("cw-hold")
    for part in lifted.parts:
        if isinstance(part, Element):
            lifted.holder.append(settled(part))
    return lifted.holder


def find_levels(root: Element, found: Sequence[Lifted]) -> None:
    """Give what was lifted out the level of headings below the one that it stands under."""
    waiting = {id(lifted.holder): lifted for lifted in found if isinstance(lifted.item, Item | Scenario | Piece)}
    level = 1
    for node in root.iter() if waiting else ():
        if node.tag in _HEADINGS:
            level = int(node.tag[1])
        elif id(node) in waiting:
            waiting[id(node)].level = min(level + 1, 6)
    for lifted in found:
        if isinstance(lifted.item, Piece):
            level = lifted.level
        elif lifted.inside:  # it stands where its piece does
            lifted.level = level


def number_items(found: Sequence[Lifted], *, alone: bool) -> None:
    """Number the items that a page counts, if there are several; ``alone`` numbers a single one, too."""
    counted = [one for one in found if isinstance(one.item, Item) and one.item.metadata.scored and not one.inside]
    if len(counted) > 1 or alone:
        for number, lifted in enumerate(counted, 1):
            lifted.number = number
