"""QTI 1.2 as a tree: what an item shows, what it asks for, and what its response processing says of each answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from coursewright.imports.draft import gap
from coursewright.imports.package import address_in
from coursewright.imports.shapes import blank_html, clean, decimal
from coursewright.imports.xmlfile import inner_html, text_of

_INPUTS = ("response_lid", "response_str", "response_num", "response_xy", "response_grp")
_GENERAL = ("general_fb", "general")
_RIGHT = ("correct_fb", "correct", "general_correct_fb")
_WRONG = ("general_incorrect_fb", "incorrect_fb", "incorrect")


@dataclass(slots=True)
class Input:
    """One response of an item."""

    name: str
    place: int
    """Its place among the item's responses."""
    html: str
    """What stands beside it, such as the left side of a pair."""
    labels: dict[str, str]
    """Its choices by their names."""
    several: bool
    numeric: bool
    shuffle: bool | None


def metadata_of(node: Element) -> dict[str, str]:
    """Return what an item's metadata says."""
    found = {
        text_of(one.find("fieldlabel")).lower(): text_of(one.find("fieldentry"))
        for one in node.iter("qtimetadatafield")
    }
    return found | {one.tag.lower(): text_of(one) for one in node.iterfind("itemmetadata/*") if not len(one)}


def inputs_of(node: Element) -> list[Input]:
    """Return an item's responses in their order."""
    return [_input(one, place) for place, one in enumerate(_asked(node))]


def stem_of(node: Element) -> str:
    """Return the question as HTML, with a mark where each typed response stands between texts."""
    presentation = node.find("presentation")
    if presentation is None:
        return ""
    asked = {id(one): place for place, one in enumerate(_asked(node))}
    parts = list(_shown(presentation, asked))
    while parts and parts[-1][1]:
        parts.pop()  # behind the question there is nothing to part
    return "".join(html for html, _ in parts)


def material_html(node: Element | None) -> str:
    """Return a ``material``, or whatever holds some, as HTML."""
    if node is None:
        return ""
    return "".join(_material(one) for one in node.iter("material")) if node.tag != "material" else _material(node)


def _asked(node: Element) -> list[Element]:
    presentation = node.find("presentation")
    return [] if presentation is None else [one for one in presentation.iter() if one.tag in _INPUTS]


def _input(node: Element, place: int) -> Input:
    fib = node.find(".//render_fib")
    choice = node.find(".//render_choice")
    labels = {
        one.get("ident", ""): material_html(one) for one in node.iter("response_label") if node.tag == "response_lid"
    }
    said = choice.get("shuffle", "") if choice is not None else ""
    return Input(
        name=node.get("ident", ""),
        place=place,
        html="".join(_material(one) for one in node.findall("material")),
        labels=labels,
        several=node.get("rcardinality", "Single").lower() == "multiple",
        numeric=node.tag == "response_num" or (fib is not None and fib.get("fibtype") in ("Decimal", "Integer")),
        shuffle=said.lower() == "yes" if said else None,
    )


def _shown(node: Element, asked: dict[int, int]) -> Iterator[tuple[str, bool]]:
    """Yield what an item shows, piece by piece, each with whether it is a response's mark."""
    for child in node:
        if id(child) in asked:
            if child.find(".//render_fib") is not None:
                yield gap(asked[id(child)]), True
        elif child.tag == "material":
            yield _material(child), False
        else:
            yield from _shown(child, asked)


def _material(node: Element) -> str:
    parts = []
    for child in node:
        if child.tag == "mattext":
            plain = child.get("texttype", "text/plain") == "text/plain" and not len(child)
            if len(child):
                parts.append(inner_html(child))
            else:
                text = child.text or ""
                parts.append(escape(text, quote=False).replace("\n", "<br>") if plain and "</" not in text else text)
        elif child.tag == "matimage" and child.get("uri"):
            parts.append(f'<img src="{escape(child.get("uri", ""))}" alt="{escape(child.get("label", ""))}">')
        elif child.tag == "matbreak":
            parts.append("<br>")
        elif child.tag in ("mataudio", "matvideo", "matapplet", "matapplication"):
            parts.append(f'<object data="{escape(child.get("uri", ""))}"></object>')
    return clean(address_in("".join(parts)))


@dataclass(slots=True)
class Rules:
    """What an item's response processing says."""

    conditions: list[Element] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    """Feedback as HTML, by its name."""
    general: str = ""
    right: str = ""
    wrong: str = ""

    @classmethod
    def of(cls, node: Element) -> Rules:
        """Return the rules of an item."""
        rules = cls(list(node.iter("respcondition")))
        for one in node.iter("itemfeedback"):
            html = material_html(one)
            if not blank_html(html):
                rules.notes[one.get("ident", "")] = html
        shown: set[str] = set()
        for condition in rules.conditions:
            for name in _told(condition):
                if name in rules.notes and name not in shown and not _equal(condition):
                    rules._general(name, condition)
                    shown.add(name)
        for name in _RIGHT:
            if name in rules.notes and name not in shown and not rules.right:
                rules.right = rules.notes[name]
        return rules

    def _general(self, name: str, condition: Element) -> None:
        html = self.notes[name]
        if name in _WRONG:
            self.wrong = html
        elif name in _GENERAL or (condition.find("conditionvar/other") is not None and not _score(condition)):
            self.general += html
        else:
            self.right = html

    def worth(self, name: str) -> dict[str, float]:
        """Return what each answer of a response is worth, in the file's own points."""
        found: dict[str, float] = {}
        for condition in self.conditions:
            score = _score(condition)
            for answer in _equal(condition, name) if score else ():
                found[answer] = found.get(answer, 0) + score if _adds(condition) else max(found.get(answer, 0), score)
        return found

    def adds(self, name: str) -> bool:
        """Return whether a response that is partly right is worth a part."""
        return any(_adds(one) and _equal(one, name) for one in self.conditions)

    def said(self, name: str, answer: str) -> str:
        """Return the feedback for one answer."""
        return self.all_said(name).get(answer, "")

    def all_said(self, name: str) -> dict[str, str]:
        """Return the feedback for each answer that has some."""
        found: dict[str, str] = {}
        for condition in self.conditions:
            told = [
                self.notes[one] for one in _told(condition) if one in self.notes and one not in (*_WRONG, *_GENERAL)
            ]
            answers = _equal(condition, name)
            whole = condition.find("conditionvar/and") is not None
            for answer in answers if told and not whole else ():
                found.setdefault(answer, "".join(told))
        return found

    def number(self, name: str) -> tuple[str, str, str]:
        """Return the number that is right, and the least and the greatest that is; each empty where nothing says it."""
        for condition in self.conditions:
            if not _score(condition) > 0:
                continue
            exact = _equal(condition, name)
            bounds = {
                one.tag: text_of(one) for one in condition.iter() if one.tag in ("vargte", "vargt", "varlte", "varlt")
            }
            low, high = bounds.get("vargte", bounds.get("vargt", "")), bounds.get("varlte", bounds.get("varlt", ""))
            if exact or (low and high):
                return (exact[0] if exact else ""), low, high
        return "", "", ""


def _equal(condition: Element, name: str = "") -> list[str]:
    """Return the answers that a condition asks for, and none that it excludes."""
    excluded = {id(one) for no in condition.iter("not") for one in no.iter("varequal")}
    return [
        (one.text or "").strip()
        for one in condition.iter("varequal")
        if id(one) not in excluded and (not name or one.get("respident") == name)
    ]


def _told(condition: Element) -> list[str]:
    return [one.get("linkrefid", "") for one in condition.iter("displayfeedback")]


def _score(condition: Element) -> float:
    total = 0.0
    for one in condition.iter("setvar"):
        value = decimal(text_of(one))
        if one.get("varname", "SCORE").lower() in ("score", "que_score") and value is not None:
            total += float(-value if one.get("action") == "Subtract" else value)
    return total


def _adds(condition: Element) -> bool:
    return any(one.get("action") in ("Add", "Subtract") for one in condition.iter("setvar"))
