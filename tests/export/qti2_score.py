"""Scores a response by the response processing that stands in a file of QTI 2.1 or 3.0.

It knows the language, and nothing of how we write it; of 3.0 it reads the same words with other hyphens. A response is
translated as a learner gives it: the third choice of the item is the third one in the file.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any
from xml.etree import ElementTree

from coursewright.export.bundle import Bundle
from coursewright.export.qti.xml import name_of
from coursewright.model.item import Item

Node = ElementTree.Element
Value = Any
"""None where there is none; a list for multiple and ordered ones, else a text, a number or a truth."""


class Package:
    """The items of a bundle as its files state them, and ours to know the places of choices by."""

    def __init__(self, bundle: Bundle, items: Iterable[Item]) -> None:
        self.items = {item.id: item for item in items}
        self.nodes: dict[str, Node] = {}
        for path, content in bundle.files.items():
            if path.endswith(".xml") and path != "imsmanifest.xml":
                root = bare(content)
                if root.tag == "assessmentItem":
                    self.nodes[root.attrib["identifier"]] = root

    def __contains__(self, item_id: str) -> bool:
        return name_of("i", item_id) in self.nodes

    def node(self, item_id: str) -> Node:
        return self.nodes[name_of("i", item_id)]


@cache
def bare(content: bytes) -> Node:
    """Return a file's tree without namespaces, in the words of 2.1."""
    root = ElementTree.fromstring(content)
    for node in root.iter():
        tag = node.tag.rpartition("}")[2]
        if tag.startswith("qti-"):
            tag = _camel(tag.removeprefix("qti-"))
            node.attrib = {_camel(name): value for name, value in node.attrib.items()}
        node.tag = tag
    return root


def _camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda match: match[1].upper(), name)


def score(package: Package, item_id: str, response: Sequence[str]) -> float:
    """Return what the file gives for a response, from 0 to 1."""
    node = package.node(item_id)
    return Processing(node, given(node, package.items[item_id], response)).score


def given(node: Node, item: Item, response: Sequence[str]) -> dict[str, Value]:
    """Return a response as what each of the file's variables holds."""
    asked = _asked(node)
    first = asked[0].attrib["responseIdentifier"]
    kind = asked[0].tag
    if kind == "textEntryInteraction":
        return {
            part.attrib["responseIdentifier"]: typed.strip() or None
            for part, typed in zip(asked, response, strict=False)
        }
    if kind == "matchInteraction":
        sides = [[one.attrib["identifier"] for one in side] for side in asked[0].iter("simpleMatchSet")]
        left = {pair.id: name for pair, name in zip(item.pairs, sides[0], strict=True)}
        right = {choice.id: name for choice, name in zip(item.choices, sides[1], strict=True)}
        return {first: [f"{left[a]} {right[b]}" for a, b in (one.split(":") for one in response)] or None}
    names = [one.attrib["identifier"] for one in asked[0].iter("simpleChoice")]
    if kind == "orderInteraction":  # which shows them in another order than that of the item
        names = [name_of("c", choice.id) for choice in item.choices]
    chosen = {choice.id: name for choice, name in zip(item.choices, names, strict=True)}
    found = [chosen[one] for one in response]
    single = _declared(node, first).attrib["cardinality"] == "single"
    return {first: (found[0] if single else found) if found else None}


@cache
def _asked(node: Node) -> list[Node]:
    return [part for part in node.iter() if "responseIdentifier" in part.attrib]


def _declared(node: Node, name: str) -> Node:
    return next(one for one in node.findall("responseDeclaration") if one.attrib["identifier"] == name)


class Processing:
    """One run of an item's response processing."""

    def __init__(self, node: Node, values: dict[str, Value]) -> None:
        self.responses = {one.attrib["identifier"]: one for one in node.findall("responseDeclaration")}
        self.values: dict[str, Value] = {
            name: _typed(values.get(name), one.attrib["baseType"]) for name, one in self.responses.items()
        }
        for one in node.findall("outcomeDeclaration"):
            single = one.attrib["cardinality"] == "single"
            found = [_typed(value.text or "", one.attrib["baseType"]) for value in one.iter("value")]
            numeric = 0.0 if one.attrib["baseType"] in ("float", "integer") else None
            self.values[one.attrib["identifier"]] = (found[0] if found else numeric) if single else found
        for rule in node.find("responseProcessing") or ():
            self.run(rule)

    @property
    def score(self) -> float:
        return float(self.values["SCORE"] / self.values["MAXSCORE"])

    def run(self, rule: Node) -> None:
        if rule.tag == "setOutcomeValue":
            self.values[rule.attrib["identifier"]] = self.value(rule[0])
            return
        assert rule.tag == "responseCondition", rule.tag
        for branch in rule:
            rest = list(branch)
            if branch.tag != "responseElse" and not self.value(rest.pop(0)):
                continue
            for inner in rest:
                self.run(inner)
            return

    def value(self, node: Node) -> Value:
        return _EXPRESSIONS[node.tag](self, node)

    def parts(self, node: Node) -> list[Value]:
        return [self.value(part) for part in node]

    def correct(self, node: Node) -> Value:
        declared = self.responses[node.attrib["identifier"]]
        found = [_typed(one.text or "", declared.attrib["baseType"]) for one in declared.find("correctResponse") or ()]
        return found[0] if declared.attrib["cardinality"] == "single" else found

    def mapped(self, node: Node) -> float:
        """A value counts once, however often it stands there; what isn't in the map is worth the default."""
        name = node.attrib["identifier"]
        mapping = self.responses[name].find("mapping")
        assert mapping is not None
        value = self.values[name]
        values = [] if value is None else value if isinstance(value, list) else [value]
        total = sum(_entry(mapping, one) for one in dict.fromkeys(values))
        low, high = mapping.get("lowerBound"), mapping.get("upperBound")
        total = total if low is None else max(total, float(low))
        return total if high is None else min(total, float(high))


def _entry(mapping: Node, value: str) -> float:
    for entry in mapping:
        key = entry.attrib["mapKey"]
        if key == value or (entry.get("caseSensitive") == "false" and key.lower() == value.lower()):
            return float(entry.attrib["mappedValue"])
    return float(mapping.get("defaultValue", 0))


def _typed(value: Value, base: str) -> Value:
    if isinstance(value, list):
        return [_typed(one, base) for one in value]
    if value is not None and base in ("float", "integer"):
        try:
            return float(value)
        except ValueError:
            return None
    return value


def _match(one: Value, other: Value, ordered: bool) -> bool | None:
    if one is None or other is None:
        return None
    if isinstance(one, list) and isinstance(other, list) and not ordered:
        return sorted(one) == sorted(other)
    return bool(one == other)


def _matches(run: Processing, node: Node) -> bool | None:
    names = [part.get("identifier", "") for part in node if part.tag in ("variable", "correct")]
    ordered = any(run.responses[name].attrib["cardinality"] == "ordered" for name in names if name in run.responses)
    one, other = run.parts(node)
    return _match(one, other, ordered)


def _all(values: list[Value]) -> bool | None:
    return False if False in values else None if None in values else True


def _any(values: list[Value]) -> bool | None:
    return True if True in values else None if None in values else False


def _known(values: list[Value], calculate: Callable[[list[float]], float]) -> float | None:
    return None if None in values else float(calculate(values))


def _index(run: Processing, node: Node) -> Value:
    (values,) = run.parts(node)
    place = int(node.attrib["n"])
    return None if values is None or place > len(values) else values[place - 1]


def _member(run: Processing, node: Node) -> bool | None:
    one, many = run.parts(node)
    return None if one is None or many is None else one in many


def _many(run: Processing, node: Node) -> Value:
    found: list[Value] = []
    for value in run.parts(node):
        found += value if isinstance(value, list) else [] if value is None else [value]
    return found or None


def _same_text(run: Processing, node: Node) -> bool | None:
    one, other = run.parts(node)
    if one is None or other is None:
        return None
    return bool(one == other if node.attrib["caseSensitive"] == "true" else one.lower() == other.lower())


_EXPRESSIONS: dict[str, Callable[[Processing, Node], Value]] = {
    "variable": lambda run, node: run.values[node.attrib["identifier"]],
    "correct": Processing.correct,
    "baseValue": lambda _, node: _typed(node.text or "", node.attrib["baseType"]),
    "mapResponse": Processing.mapped,
    "match": _matches,
    "stringMatch": _same_text,
    "member": _member,
    "multiple": _many,
    "index": _index,
    "isNull": lambda run, node: run.parts(node)[0] is None,
    "and": lambda run, node: _all(run.parts(node)),
    "or": lambda run, node: _any(run.parts(node)),
    "not": lambda run, node: None if (found := run.parts(node)[0]) is None else not found,
    "gte": lambda run, node: None if None in (found := run.parts(node)) else found[0] >= found[1],
    "lte": lambda run, node: None if None in (found := run.parts(node)) else found[0] <= found[1],
    "lt": lambda run, node: None if None in (found := run.parts(node)) else found[0] < found[1],
    "sum": lambda run, node: _known(run.parts(node), sum),
    "product": lambda run, node: _known(run.parts(node), math.prod),
}
