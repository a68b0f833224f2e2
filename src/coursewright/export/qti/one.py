"""QTI 1.2 as elements: what both of its users, Canvas and the cartridge, put together in their own way.

The names are those of the standard (IMS Question & Test Interoperability, ASI information model 1.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coursewright.export.qti.xml import Element, element, name_of

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
INPUT = "response1"
"""Name of an item's one input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A text that learners read after a certain answer."""

    name: str
    html: str
    tests: Sequence[Element] = ()
    """The answers; none for every answer."""
    right: bool = False
    """Whether the answer is the right one, or a part of it."""


class Share(NamedTuple):
    """A part of the score, which may be less than nothing, and the tests of which one has to hold for it."""

    tests: Sequence[Element]
    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What an item becomes."""

    kind: str
    """As the target calls it."""
    inputs: Sequence[Element]
    scoring: Sequence[Element]
    """Tests, each of which holds where the whole score is due."""
    shares: Sequence[Share] = ()
    """Or what is added up."""
    notes: Sequence[Note] = field(default_factory=list)
    stem: str = ""
    """Where it is another one than the item's."""


def material(html: str, *, plain: bool = False) -> Element:
    """Return a text that learners see."""
    return element("material", {}, element("mattext", {"texttype": "text/plain" if plain else "text/html"}, html))


def label(name: str, html: str, *, plain: bool = False) -> Element:
    """Return one choice."""
    return element("response_label", {"ident": name}, material(html, plain=plain))


def chosen(name: str, labels: Iterable[Element], *, several: bool = False, shuffle: bool = False) -> Element:
    """Return an input in which one choice is picked, or several are."""
    render = element("render_choice", {"shuffle": "Yes" if shuffle else "No"}, *labels)
    return element("response_lid", {"ident": name, "rcardinality": "Multiple" if several else "Single"}, render)


def typed(name: str, fibtype: str = "String") -> Element:
    """Return an input in which something is typed."""
    return element(
        "response_str", {"ident": name, "rcardinality": "Single"}, element("render_fib", {"fibtype": fibtype})
    )


def equals(text: str, name: str = INPUT, *, case: bool = True) -> Element:
    """Return the test whether an answer is this one, or this one is among them."""
    return element("varequal", {"respident": name, "case": "Yes"} if case else {"respident": name}, text)


def exactly(right: Iterable[str], wrong: Iterable[str]) -> Element:
    """Return the test whether all the right choices are picked and none of the wrong ones."""
    return element("and", {}, *map(equals, right), *(element("not", {}, equals(name)) for name in wrong))


def condition(
    tests: Sequence[Element], *, score: str = "", action: str = "Set", notes: Iterable[str] = (), go_on: bool = False
) -> Element:
    """Return what happens where one of the tests holds; without a test, it always does."""
    return element(
        "respcondition",
        {"continue": "Yes" if go_on else "No"},
        element("conditionvar", {}, *(tests or [element("other")])),
        element("setvar", {"action": action, "varname": "SCORE"}, score) if score else None,
        *(element("displayfeedback", {"feedbacktype": "Response", "linkrefid": name}) for name in notes),
    )


def processing(conditions: Iterable[Element]) -> Element:
    """Return an item's response processing, which gives 0 to 100."""
    declared = element("decvar", {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"})
    return element("resprocessing", {}, element("outcomes", {}, declared), *conditions)


def feedback(notes: Iterable[Note]) -> list[Element]:
    """Return the texts that conditions show."""
    return [
        element("itemfeedback", {"ident": note.name}, element("flow_mat", {}, material(note.html))) for note in notes
    ]


def fields(values: Mapping[str, str]) -> Element:
    """Return metadata of an item or an assessment."""
    made = [
        element("qtimetadatafield", {}, element("fieldlabel", {}, name), element("fieldentry", {}, value))
        for name, value in values.items()
    ]
    return element("qtimetadata", {}, *made)


def assessment(name: str, title: str, facts: Mapping[str, str], items: Iterable[Element]) -> Element:
    """Return a file of one assessment."""
    section = element("section", {"ident": "root_section"}, *items)
    return element(
        "questestinterop",
        {"xmlns": NAMESPACE},
        element("assessment", {"ident": name, "title": title}, fields(facts), section),
    )


def object_bank(name: str, items: Iterable[Element]) -> Element:
    """Return a file of questions that no assessment asks."""
    return element("questestinterop", {"xmlns": NAMESPACE}, element("objectbank", {"ident": name}, *items))


def choice_name(choice_id: str) -> str:
    """Return a choice's name inside its item."""
    return name_of("c", choice_id)
