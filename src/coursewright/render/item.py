"""An item and its rendered parts → a form that can be read, printed and answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from coursewright.html import element
from coursewright.model import Item


@dataclass(slots=True)
class Parts:
    """An item's Markdown as elements; their inline Markdown may still be unrendered."""

    stem: Element
    labels: Sequence[Element] = ()
    feedback: Sequence[Element | None] = ()
    explanation: Element | None = None


@dataclass(slots=True)
class ItemForm:
    """What kinds build their controls from; see ``coursewright.model.Form``."""

    name: str
    labels: Sequence[Element]
    feedback: Sequence[Element | None]
    text: Callable[[str], str]
    copies: list[tuple[Element, Element]] = field(default_factory=list)

    def copy(self, part: Element) -> Element:
        """Return a ``span`` that ``finish_copies`` fills with the part's content."""
        span = element("span", {"class": "cw-copy"})
        self.copies.append((span, part))
        return span


def render_item(item: Item, parts: Parts, name: str, text: Callable[[str], str]) -> tuple[Element, ItemForm]:
    """Return the item as an element, and the form whose copies are still to be filled.

    Readable with scripts off: the reasons stand in a native ``details``. ``method="dialog"`` keeps a form that no
    script has taken over from leaving the page (HTML, form submission algorithm).
    """
    form = ItemForm(name, parts.labels, parts.feedback, text)
    stem, controls = parts.stem, list(item.controls(form))
    stem.set("class", "cw-stem")
    stem.set("id", f"{name}-stem")
    body = element("form", {"class": "cw-form", "method": "dialog"})
    group = element("fieldset", {"class": "cw-controls", "aria-labelledby": f"{name}-stem"})
    if controls:
        body.append(stem)
    else:
        group.append(stem)
    group.extend(controls)
    body.append(group)
    body.append(_answer(item, parts, form))
    attributes = {"class": "cw-item", "id": name, "data-item": item.id, "data-kind": item.kind}
    attributes |= {"data-revision": item.revision, "data-search-exclude": "data-search-exclude"}
    if not item.metadata.scored:
        attributes["data-unscored"] = "data-unscored"
    elif item.choices:
        attributes["data-key"] = " ".join(item.keyed)
    if item.shuffled:
        attributes["data-shuffle"] = "data-shuffle"
    if item.metadata.was:
        attributes["data-was"] = " ".join(was.id for was in item.metadata.was)
    return element("cw-item", attributes, body), form


def _answer(item: Item, parts: Parts, form: ItemForm) -> Element:
    said = form.text("Answer") if item.metadata.scored else form.text("What each choice leads to")
    answer = element("details", {"class": "cw-answer"})
    answer.append(element("summary", None, said))
    answer.extend(item.reasons(form))
    if parts.explanation is not None:
        parts.explanation.set("class", "cw-explanation")
        answer.append(parts.explanation)
    return answer


def finish_copies(form: ItemForm) -> None:
    """Fill the form's copies; ids and form controls stay with the original."""
    for target, part in form.copies:
        inner = part.find("p") if part.tag == "div" and len(part) == 1 else None
        twin = deepcopy(part if inner is None else inner)
        for node in twin.iter():
            node.attrib.pop("id", None)
        target.text = twin.text
        target.extend(twin)
        if any(node.tag in ("p", "ul", "ol", "div", "pre", "blockquote", "table") for node in twin):
            target.tag = "div"
