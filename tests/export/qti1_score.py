"""Scores a response by the response processing that stands in a file of QTI 1.2, or of a cartridge's profile of it.

It knows the language, and nothing of how we write it. A response is translated as a learner gives it: the third choice
of the item is the third one in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from xml.etree import ElementTree

from coursewright.export.bundle import Bundle
from coursewright.export.qti.xml import name_of
from coursewright.model.item import Item

Answers = Mapping[str, Sequence[str]]
Node = ElementTree.Element


class Package:
    """The items of a bundle as its files state them, and ours to know the places of choices by."""

    def __init__(self, bundle: Bundle, items: Iterable[Item]) -> None:
        self.items = {item.id: item for item in items}
        self.nodes: dict[str, Node] = {}
        for path, content in bundle.files.items():
            if path.endswith(".xml") and path != "imsmanifest.xml":
                for node in bare(content).iter("item"):
                    self.nodes.setdefault(node.attrib["ident"], node)

    def __contains__(self, item_id: str) -> bool:
        return name_of("i", item_id) in self.nodes

    def node(self, item_id: str) -> Node:
        return self.nodes[name_of("i", item_id)]


@cache
def bare(content: bytes) -> Node:
    """Return a file's tree without its namespaces."""
    root = ElementTree.fromstring(content)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
    return root


def score(package: Package, item_id: str, response: Sequence[str]) -> float:
    """Return what the file gives for a response, from 0 to 1."""
    node = package.node(item_id)
    return processed(node, answers(node, package.items[item_id], response))


def answers(node: Node, item: Item, response: Sequence[str]) -> Answers:
    """Return a response as what each of the file's inputs holds."""
    asked, labels = _asked(node)
    if item.pairs:
        left = {pair.id: place for place, pair in enumerate(item.pairs)}
        right = {choice.id: place for place, choice in enumerate(item.choices)}
        made = [one.split(":") for one in response]
        return {asked[left[a]].attrib["ident"]: [labels[left[a]][right[b]]] for a, b in made}
    if asked[0].tag == "response_lid" and item.blanks:  # typed, and looked up among the accepted answers
        found = {}
        for part, typed in zip(asked, response, strict=False):
            same = [
                label
                for label in part.iter("response_label")
                if "".join(label.itertext()).strip().lower() == typed.strip().lower()
            ]
            found[part.attrib["ident"]] = [same[0].attrib["ident"]] if same else []
        return found
    if asked[0].tag == "response_str":
        return {asked[0].attrib["ident"]: [typed.strip() for typed in response]}
    place = {choice.id: number for number, choice in enumerate(item.choices)}
    return {asked[0].attrib["ident"]: [labels[0][place[one]] for one in response]}


@cache
def _asked(node: Node) -> tuple[list[Node], list[list[str]]]:
    """Return an item's inputs, and the names of each one's choices."""
    asked = [*node.iterfind("presentation/response_lid"), *node.iterfind("presentation/response_str")]
    return asked, [[label.attrib["ident"] for label in part.iter("response_label")] for part in asked]


def processed(node: Node, given: Answers) -> float:
    """Run the item's response processing; return its score as a part of the highest one."""
    (processing,) = node.findall("resprocessing")
    (declared,) = processing.findall("outcomes/decvar")
    value = float(declared.get("defaultval", 0))
    for condition in processing.findall("respcondition"):
        if not any(holds(test, given) for test in condition.find("conditionvar")):  # type: ignore[union-attr]
            continue
        for change in condition.findall("setvar"):
            assert change.get("varname", "SCORE") == declared.attrib["varname"]
            amount = float(change.text or 0)
            value = {"Set": amount, "Add": value + amount, "Subtract": value - amount}[change.get("action", "Set")]
        if condition.get("continue", "No") == "No":
            break
    low, high = float(declared.get("minvalue", 0)), float(declared.attrib["maxvalue"])
    return (min(max(value, low), high) - low) / (high - low)


def holds(test: Node, given: Answers) -> bool:
    """Return whether a condition holds; where several stand side by side, one is enough."""
    if test.tag == "other":
        return True
    if test.tag in ("and", "or", "not"):
        found = [holds(part, given) for part in test]
        return not any(found) if test.tag == "not" else (all(found) if test.tag == "and" else any(found))
    values = given.get(test.attrib["respident"], ())
    wanted = test.text or ""
    if test.tag == "varequal":
        if test.get("case", "No") == "Yes":
            return wanted in values
        return wanted.lower() in [value.lower() for value in values]
    numbers = [number for value in values if (number := _number(value)) is not None]
    compare = {"vargte": float.__ge__, "varlte": float.__le__, "vargt": float.__gt__, "varlt": float.__lt__}[test.tag]
    return any(compare(number, float(wanted)) for number in numbers)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
