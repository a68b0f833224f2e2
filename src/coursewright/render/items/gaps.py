"""Gaps in an item's text: their inputs, what these accept, and what a screen reader says of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from xml.etree.ElementTree import Element

from coursewright.model.item import Item
from coursewright.render.items.markup import ItemForm, all_markup

_NUMBER = re.compile(r' data-gap="\d+:\d+"')
_STASHED = re.compile("\x02[^\x03]*\x03")
"""What Python-Markdown holds back until a page is whole, such as raw HTML."""
_BLOCKS = {"p", "li", "td", "th", "dd", "dt", "div"}


def gap_input(item: Item, index: int, number: int, translate: Callable[[str], str]) -> Element:
    """Return the input for one gap of an item; an attribute stands for what it accepts until that is known."""
    # Translators: the name of a gap in a sentence, as a screen reader says it; “1 / 2” may follow
    label = translate("Answer")
    if len(item.blanks) > 1:
        label += f" {index + 1} / {len(item.blanks)}"
    attributes = {"type": "text", "class": "cw-gap", "autocomplete": "off", "autocapitalize": "off"}
    return Element("input", attributes | {"spellcheck": "false", "aria-label": label, "data-gap": f"{number}:{index}"})


def accepting(item: Item, number: int, form: ItemForm) -> dict[str, str]:
    """Return the attributes that say what each gap of an item accepts, by the one that stands for them."""
    found = {}
    for index in range(len(item.blanks)):
        values = sorted(all_markup()[item.kind].gap(item, index, form).items())
        said = (f' {name}="{escape(value, quote=False).replace(chr(34), "&quot;")}"' for name, value in values)
        found[f' data-gap="{number}:{index}"'] = "".join(said)
    return found


def filled(html: str, accepts: Mapping[str, str]) -> str:
    """Return HTML whose gaps say what they accept."""
    return _NUMBER.sub(lambda gap: accepts.get(gap[0], ""), html) if " data-gap=" in html else html


def name_gaps(holder: Element) -> None:
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
