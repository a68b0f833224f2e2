"""QTI 2.1 as elements: declarations, response processing, feedback, and the item around an interaction.

The names are those of the standard (IMS QTI 2.1, ASI information model). ``three.py`` turns them into those of 3.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coursewright.export.qti.body import flow
from coursewright.export.qti.xml import Element, element

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
RESPONSE = "RESPONSE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text that learners read where a test holds; where there is none, they always do."""

    name: str
    html: str
    test: Element | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What an item becomes."""

    declarations: Sequence[Element]
    body: Sequence[Element]
    processing: Sequence[Element]
    """Rules that set ``SCORE``, from 0 to ``MAXSCORE``."""
    notes: Sequence[Note] = field(default_factory=list)


def response(name: str, cardinality: str, base: str, right: Iterable[str], mapping: Element | None = None) -> Element:
    """Return what a response is made of, and which one is right; none is where a person has to judge."""
    values = [element("value", {}, value) for value in right]
    facts = {"identifier": name, "cardinality": cardinality, "baseType": base}
    return element("responseDeclaration", facts, element("correctResponse", {}, *values) if values else None, mapping)


def mapped(entries: Iterable[tuple[str, float]], *, typed: bool = False, bounded: bool = False) -> Element:
    """Return what each value of a response is worth; typed ones in any case of letters."""
    bounds = {"lowerBound": "0", "upperBound": "1"} if bounded else {}
    made = [
        element("mapEntry", {"mapKey": key, "mappedValue": repr(worth)} | ({"caseSensitive": "false"} if typed else {}))
        for key, worth in entries
    ]
    return element("mapping", {**bounds, "defaultValue": "0"}, *made)


def variable(name: str) -> Element:
    """Return the value of a variable."""
    return element("variable", {"identifier": name})


def base_value(base: str, value: str) -> Element:
    """Return a value that stands there itself."""
    return element("baseValue", {"baseType": base}, value)


def worth(name: str) -> Element:
    """Return what a response is worth by its mapping."""
    return element("mapResponse", {"identifier": name})


def right(name: str = RESPONSE) -> Element:
    """Return the test whether a response is the right one, as a whole."""
    return element("match", {}, variable(name), element("correct", {"identifier": name}))


def score(value: Element) -> Element:
    """Return the rule that sets the score."""
    return element("setOutcomeValue", {"identifier": "SCORE"}, value)


def when(test: Element, *rules: Element) -> Element:
    """Return rules that hold where a test does."""
    return element("responseCondition", {}, element("responseIf", {}, test, *rules))


def whole(test: Element) -> Element:
    """Return the rule that gives the whole score where a test holds."""
    return when(test, score(variable("MAXSCORE")))


def share(*parts: Element) -> Element:
    """Return the rule that gives the product of the parts, each from 0 to 1, of the whole score."""
    return score(element("product", {}, variable("MAXSCORE"), *parts))


def item(name: str, title: str, language: str, points: float, form: Form) -> Element:
    """Return the file of one item."""
    return element(
        "assessmentItem",
        {
            "xmlns": NAMESPACE,
            "identifier": name,
            "title": title,
            "adaptive": "false",
            "timeDependent": "false",
            "xml:lang": language,
        },
        *form.declarations,
        _outcome("SCORE", "0", {"normalMaximum": f"{points:g}"}),
        _outcome("MAXSCORE", f"{points:g}"),
        _feedback_outcome() if form.notes else None,
        element("itemBody", {}, *form.body),
        element("responseProcessing", {}, *form.processing, *map(_told, form.notes)),
        *map(_modal, form.notes),
    )


def test(name: str, title: str, items: Iterable[tuple[str, str]]) -> Element:
    """Return the file of a test that asks items, each with its name and its file's address; it sums up their scores."""
    refs = (element("assessmentItemRef", {"identifier": one, "href": address}) for one, address in items)
    section = element("assessmentSection", {"identifier": "section", "title": title, "visible": "true"}, *refs)
    total = element("sum", {}, element("testVariables", {"variableIdentifier": "SCORE"}))
    return element(
        "assessmentTest",
        {"xmlns": NAMESPACE, "identifier": name, "title": title},
        _outcome("SCORE", "0"),
        element(
            "testPart",
            {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"},
            element("itemSessionControl", {"showFeedback": "true"}),
            section,
        ),
        element("outcomeProcessing", {}, score(total)),
    )


def _outcome(name: str, value: str, more: dict[str, str] | None = None) -> Element:
    facts = {"identifier": name, "cardinality": "single", "baseType": "float", **(more or {})}
    return element("outcomeDeclaration", facts, element("defaultValue", {}, element("value", {}, value)))


def _feedback_outcome() -> Element:
    return element(
        "outcomeDeclaration", {"identifier": "FEEDBACK", "cardinality": "multiple", "baseType": "identifier"}
    )


def _told(note: Note) -> Element:
    more = element("multiple", {}, variable("FEEDBACK"), base_value("identifier", note.name))
    rule = element("setOutcomeValue", {"identifier": "FEEDBACK"}, more)
    return rule if note.test is None else when(note.test, rule)


def _modal(note: Note) -> Element:
    facts = {"outcomeIdentifier": "FEEDBACK", "identifier": note.name, "showHide": "show"}
    return element("modalFeedback", facts, *(flow(note.html) if note.test is None else [_block(note.html)]))


def _block(html: str) -> Element:
    """Return a text as one block: of a reason, Canvas takes the first paragraph, or else the first division."""
    found = element("div", {}, *flow(html))
    if len(found) != 1 or found[0].tag != "p" or found.text or found[0].tail:
        for part in found.iter("p"):
            part.tag = "div"
    return found
