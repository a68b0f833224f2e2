"""QTI 2 as a tree: the text around its interactions, what is right, and what a learner reads after which answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from coursewright.imports.draft import gap, without_gaps
from coursewright.imports.shapes import blank_html, clean, decimal, words
from coursewright.imports.xmlfile import attribute, inner_html, text_of


@dataclass(slots=True)
class Asked:
    """An item's body."""

    stem: str = ""
    """HTML with a mark where each typed response stands."""
    inputs: list[Element] = field(default_factory=list)
    rubrics: str = ""
    apart: bool = False
    """Whether the one typed response stands behind the text, in a paragraph of its own."""


def body_of(root: Element) -> Asked:
    """Return the body of an item; what it asks is taken out of its text."""
    found = Asked()
    body = root.find("itemBody")
    if body is None:
        return found
    for node in body.iter():
        node.text, node.tail = without_gaps(node.text or ""), without_gaps(node.tail or "")
    prompts: list[str] = []
    _take(body, found, prompts)
    found.stem = inner_html(body) + "".join(prompts)
    if len(found.inputs) == 1 and found.inputs[0].tag == "textEntryInteraction":
        before, _, behind = found.stem.partition(gap(0))
        block = before.rpartition("<p>")[2] if "<p>" in before else before
        found.apart = blank_html(behind) and not words(block) and "<p>" in before
    return found


def _take(node: Element, found: Asked, prompts: list[str]) -> None:
    for child in list(node):
        if child.tag.endswith("Interaction") and child.tag != "endAttemptInteraction":
            mark = gap(len(found.inputs)) if child.tag == "textEntryInteraction" else ""
            prompt = child.find("prompt")
            if prompt is not None:
                prompts.append(f"<div>{inner_html(prompt)}</div>")
            found.inputs.append(_taken(child))
            _become(child, mark)
        elif child.tag in ("rubricBlock", "stylesheet", "feedbackBlock", "feedbackInline", "endAttemptInteraction"):
            if child.tag == "rubricBlock":
                found.rubrics += inner_html(child)
            _become(child, "")
        else:
            _take(child, found, prompts)


def _taken(node: Element) -> Element:
    taken = type(node)(node.tag, dict(node.attrib))
    taken.text = node.text
    taken.extend(list(node))
    return taken


def _become(node: Element, text: str) -> None:
    """Make an element hold a text, and nothing else."""
    tail = node.tail
    node.clear()
    node.tag, node.text, node.tail = "span", text, tail


class Scoring:
    """What is right, and what is worth how much."""

    def __init__(self, root: Element) -> None:
        self.declared = {one.get("identifier", ""): one for one in root.iter("responseDeclaration")}
        processing = root.find("responseProcessing")
        self.rules = list(processing.iter()) if processing is not None else []
        template = attribute(processing, "template") if processing is not None else ""
        self.template = template.rpartition("/")[2].removesuffix(".xml")
        self.points = _points(root)

    @property
    def wholly(self) -> bool:
        """Whether a score is only ever set as a whole."""
        adds = any(one.tag in ("sum", "mapResponse", "product") and not self._tested(one) for one in self.rules)
        return not adds and self.template != "map_response"

    def _tested(self, rule: Element) -> bool:
        """Return whether a value is only compared, such as ``gte`` does."""
        return any(one.tag in ("gte", "gt", "lt", "lte", "equal") and rule in list(one) for one in self.rules)

    def cardinality(self, name: str) -> str:
        """Return how many values a response has."""
        return self.declared[name].get("cardinality", "single") if name in self.declared else "single"

    def base(self, name: str) -> str:
        """Return what a response's values are."""
        return attribute(self.declared[name], "baseType") if name in self.declared else ""

    def right(self, name: str) -> list[str]:
        """Return the values of the right response."""
        if name not in self.declared:
            return []
        return [text_of(one) for one in self.declared[name].iterfind("correctResponse/value") if text_of(one)]

    def worth(self, name: str) -> dict[str, float]:
        """Return what each value is worth by its mapping."""
        return {attribute(one, "mapKey"): _float(attribute(one, "mappedValue")) for one in self._entries(name)}

    def strict(self, name: str) -> bool:
        """Return whether upper and lower case count."""
        return any(attribute(one, "caseSensitive", "true") == "true" for one in self._entries(name))

    def _entries(self, name: str) -> Iterator[Element]:
        if name in self.declared:
            yield from self.declared[name].iterfind("mapping/mapEntry")

    def mapped(self, name: str) -> bool:
        """Return whether a response that is partly right is worth a part: whether its mapping is what counts."""
        named = (one for one in self.rules if one.tag == "mapResponse")
        return self.template == "map_response" or any(one.get("identifier") == name for one in named)

    def range(self, name: str) -> tuple[str, str]:
        """Return the least and the greatest number that is right, where the rules compare with both."""
        found = {"gte": "", "lte": ""}
        for one in self.rules:
            bound = {"gt": "gte", "lt": "lte"}.get(one.tag, one.tag)
            if bound in found and any(part.get("identifier") == name for part in one.iter("variable")):
                found[bound] = text_of(one.find("baseValue"))
        return found["gte"], found["lte"]

    def tolerance(self, name: str, value: str) -> str:
        """Return how far off a number may be, by a rule ``equal``."""
        for one in self.rules:
            if one.tag == "equal" and any(part.get("identifier") == name for part in one.iter("variable")):
                near = decimal((one.get("tolerance") or "0").split()[0])
                number = decimal(value)
                if attribute(one, "toleranceMode") == "relative" and near is not None and number is not None:
                    near = abs(number) * near / 100
                return f"{near or 0:f}"
        return "0"


class Notes:
    """Feedback, by the answers that it follows."""

    def __init__(self, root: Element) -> None:
        self.known: set[str] = set()
        """Feedback that somebody has taken over."""
        self._texts = {
            one.get("identifier", ""): inner_html(one)
            for one in root.iter()
            if one.tag in ("modalFeedback", "feedbackBlock")
        }
        self.general = ""
        self.others: list[tuple[str, str]] = []
        self._by_answer: dict[tuple[str, str], str] = {}
        outcomes = {attribute(one, "outcomeIdentifier", "FEEDBACK") for one in root.iter("modalFeedback")}
        processing = root.find("responseProcessing")
        if processing is not None:
            self._read(processing, None, outcomes)
        for name, html in self._texts.items():
            if name not in self.known and not blank_html(html):
                self.others.append((clean(html), "that no rule shows"))

    def of(self, name: str, answer: str) -> str:
        """Return the feedback for one answer to a response."""
        return self._by_answer.get((name, answer), "")

    def all_of(self, name: str) -> dict[str, str]:
        """Return all feedback for answers to a response."""
        return {answer: html for (one, answer), html in self._by_answer.items() if one == name}

    def _read(self, node: Element, test: Element | None, outcomes: set[str]) -> None:
        for child in node:
            if child.tag in ("responseIf", "responseElseIf", "responseElse"):
                self._read(child, child[0] if len(child) and child.tag != "responseElse" else child, outcomes)
            elif child.tag == "setOutcomeValue" and child.get("identifier") in outcomes:
                for one in child.iter("baseValue"):
                    self._place(text_of(one), test)
            elif child.tag == "responseCondition":
                self._read(child, test, outcomes)

    def _place(self, name: str, test: Element | None) -> None:
        html = clean(self._texts.get(name, ""))
        if name in self.known or blank_html(html):
            return
        self.known.add(name)
        answers = list(_answers(test)) if test is not None else []
        if test is None:
            self.general += html
        elif answers:
            for answer in answers:
                self._by_answer.setdefault(answer, html)
        else:
            right = test.tag == "match" and test.find("correct") is not None
            self.others.append((html, "for whoever is right" if right else "for whoever is not right"))


def _answers(test: Element) -> Iterator[tuple[str, str]]:
    """Yield the responses and answers that a test asks for."""
    for one in test.iter():
        if one.tag in ("match", "member", "stringMatch", "equal"):
            variable, value = one.find("variable"), one.find("baseValue")
            if variable is not None and value is not None:
                yield variable.get("identifier", ""), text_of(value)


def _points(root: Element) -> float:
    for name in ("MAXSCORE", "SCORE"):
        for one in root.iter("outcomeDeclaration"):
            if one.get("identifier") != name:
                continue
            said = attribute(one, "normalMaximum") if name == "SCORE" else text_of(one.find("defaultValue/value"))
            points = _float(said)
            if 0 < points < 1_000_000:
                return points
    return 1


def _float(text: str) -> float:
    found = decimal(text)
    return float(found) if found is not None else 0.0
