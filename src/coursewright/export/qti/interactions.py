"""What each kind of item becomes in QTI 2.1: an interaction, its right response, and what a response is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from coursewright.export.parts import ItemParts
from coursewright.export.qti.body import blocks, flow
from coursewright.export.qti.forms import foreseen, rubric, spellings
from coursewright.export.qti.report import Unfit
from coursewright.export.qti.two import (
    RESPONSE,
    Form,
    Note,
    base_value,
    mapped,
    response,
    right,
    score,
    share,
    variable,
    when,
    whole,
    worth,
)
from coursewright.export.qti.xml import Element, element, name_of
from coursewright.export.rubric import replies
from coursewright.fragment.identity import mixed
from coursewright.kinds.numeric import Numeric


def choose_one(parts: ItemParts, shuffle: bool) -> Form:
    """Return a choice of one."""
    names = _names(parts)
    return Form(
        declarations=[response(RESPONSE, "single", "identifier", _right_names(parts))],
        body=[*blocks(parts.stem), _choices(parts, shuffle, 1)],
        processing=[whole(right())],
        notes=list(_reasons(parts, lambda name: element("match", {}, variable(RESPONSE), _name(name)), names)),
    )


def choose_several(parts: ItemParts, shuffle: bool) -> Form:
    """Return a choice of several: all or nothing, or a wrong one takes away as much as a right one gives."""
    names, keyed = _names(parts), _right_names(parts)
    mapping, rule = None, whole(right())
    if parts.item.metadata.credit:
        part = 1 / len(keyed)
        mapping = mapped(((name, part if name in keyed else -part) for name in names), bounded=True)
        rule = share(worth(RESPONSE))
    return Form(
        declarations=[response(RESPONSE, "multiple", "identifier", keyed, mapping)],
        body=[*blocks(parts.stem), _choices(parts, shuffle, 0)],
        processing=[rule],
        notes=list(_reasons(parts, lambda name: element("member", {}, _name(name), variable(RESPONSE)), names)),
    )


def fill_in(parts: ItemParts, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a text with gaps."""
    blanks = parts.item.blanks
    _need_gaps(parts)
    names = [RESPONSE] if len(blanks) == 1 else [f"{RESPONSE}_{place}" for place in range(1, len(blanks) + 1)]
    declared = []
    for name, blank in zip(names, blanks, strict=True):
        answers = list(spellings(blank.accepted))
        if not answers:
            raise Unfit("a blank with nothing to type", "Write what learners have to type.")
        mapping = mapped(((answer, 1.0) for answer in answers), typed=True)
        declared.append(response(name, "single", "string", answers[:1], mapping))
    if len(names) == 1:
        rule = share(worth(RESPONSE))
    elif parts.item.metadata.credit:
        rule = share(element("sum", {}, *map(worth, names)), base_value("float", repr(1 / len(names))))
    else:
        full = (element("gte", {}, worth(name), base_value("float", "1")) for name in names)
        rule = whole(element("and", {}, *full))
    return Form(declarations=declared, body=_with_gaps(parts, names), processing=[rule])


def type_text(parts: ItemParts, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a short text to type."""
    answers, reasons = foreseen(parts)
    if not answers:
        raise Unfit("no answer is right", "Put an x in the right one's box.")
    notes = [
        Note(name=f"answer_{place}", html=html, test=element("or", {}, *map(_same, said)))
        for place, (said, html, _) in enumerate(reasons, 1)
    ]
    mapping = mapped(((answer, 1.0) for answer in answers), typed=True)
    body = [*blocks(parts.stem), element("p", {}, _entry(RESPONSE))]
    declared = response(RESPONSE, "single", "string", answers[:1], mapping)
    return Form(declarations=[declared], body=body, processing=[share(worth(RESPONSE))], notes=notes)


def type_number(parts: ItemParts, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a text with a gap for a number, and how far off it may be."""
    assert isinstance(parts.item, Numeric)
    _need_gaps(parts)
    if not parts.item.target:
        raise Unfit("the blank holds no number", "Write it with a tolerance: [[75 ± 1]].")
    value, tolerance = parts.item.target
    near = element(  # and not “equal” with a tolerance, which qti-components takes for equality
        "and",
        {},
        element("gte", {}, variable(RESPONSE), base_value("float", f"{value - tolerance:.12g}")),
        element("lte", {}, variable(RESPONSE), base_value("float", f"{value + tolerance:.12g}")),
    )
    return Form(
        declarations=[response(RESPONSE, "single", "float", [f"{value:.12g}"])],
        body=_with_gaps(parts, [RESPONSE]),
        processing=[whole(near)],
    )


def pair(parts: ItemParts, shuffle: bool) -> Form:  # noqa: ARG001
    """Return pairs to make; an entry on the right may belong to several, or to none."""
    entries, choices = parts.item.pairs, parts.item.choices
    if not entries:
        raise Unfit("no pairs", "Write a table with a row for each pair.")
    keyed = [f"{name_of('p', one.id)} {name_of('c', one.right)}" for one in entries]
    left = [_associable(name_of("p", one.id), html, 1) for one, html in zip(entries, parts.pairs, strict=True)]
    rights = zip(choices, parts.labels, strict=True)
    by_name = {one.id: _associable(name_of("c", one.id), html, len(entries)) for one, html in rights}
    asked = element(
        "matchInteraction",
        {"responseIdentifier": RESPONSE, "shuffle": "true", "maxAssociations": len(entries)},
        element("simpleMatchSet", {}, *left),
        element("simpleMatchSet", {}, *by_name.values()),
    )
    mapping, rule = None, whole(right())
    if parts.item.metadata.credit:
        mapping = mapped(((key, 1 / len(keyed)) for key in keyed), bounded=True)
        rule = share(worth(RESPONSE))
    return Form(
        declarations=[response(RESPONSE, "multiple", "directedPair", keyed, mapping)],
        body=[*blocks(parts.stem), asked],
        processing=[rule],
    )


def put_in_order(parts: ItemParts, shuffle: bool) -> Form:  # noqa: ARG001
    """Return steps to put in order; in part, each step that directly follows the right one counts."""
    names = _names(parts)
    if len(names) < 2:
        raise Unfit("one step leaves nothing to order", "Add the others in their order.")
    labels = dict(zip(names, parts.labels, strict=True))
    shown = [_simple(name, labels[name]) for name in mixed(names, parts.item.id)]
    asked = element("orderInteraction", {"responseIdentifier": RESPONSE, "shuffle": "true"}, *shown)
    rules = [whole(right())]
    if parts.item.metadata.credit:
        points = parts.item.metadata.points / (len(names) - 1)
        more = element("sum", {}, variable("SCORE"), base_value("float", repr(points)))
        rules = [when(_follows(one, other, len(names)), score(_copy(more))) for one, other in pairwise(names)]
    return Form(
        declarations=[response(RESPONSE, "ordered", "identifier", names)],
        body=[*blocks(parts.stem), asked],
        processing=rules,
    )


def write_text(parts: ItemParts, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a text to write, with criteria for whoever scores it; learners read the model replies behind it."""
    asked = element("extendedTextInteraction", {"responseIdentifier": RESPONSE, "expectedLines": 5})
    marked_by = element("rubricBlock", {"view": "scorer tutor"}, *blocks(rubric(parts)))
    return Form(
        declarations=[response(RESPONSE, "single", "string", [])],
        body=[*blocks(parts.stem), asked, marked_by],
        processing=[],
        notes=[Note(name="replies_fb", html=replies(parts.replies))] if parts.replies else [],
    )


def _names(parts: ItemParts) -> list[str]:
    return [name_of("c", choice.id) for choice in parts.item.choices]


def _right_names(parts: ItemParts) -> list[str]:
    found = [name_of("c", choice.id) for choice in parts.item.choices if choice.correct]
    if len(parts.item.choices) < 2:
        raise Unfit(f"{len(parts.item.choices)} choices, and 2 are needed", "Add one that learners really believe.")
    if not found:
        raise Unfit("no choice is right", "Put an x in the right one's box.")
    return found


def _choices(parts: ItemParts, shuffle: bool, most: int) -> Element:
    made = (_simple(name, html) for name, html in zip(_names(parts), parts.labels, strict=True))
    facts = {"responseIdentifier": RESPONSE, "shuffle": "true" if shuffle else "false", "maxChoices": most}
    return element("choiceInteraction", facts, *made)


def _simple(name: str, html: str) -> Element:
    return element("simpleChoice", {"identifier": name}, *flow(html))


def _associable(name: str, html: str, most: int) -> Element:
    return element("simpleAssociableChoice", {"identifier": name, "matchMax": most}, *flow(html))


def _reasons(parts: ItemParts, test: Callable[[str], Element], names: Iterable[str]) -> Iterator[Note]:
    for place, (name, html) in enumerate(zip(names, parts.feedback, strict=True), 1):
        if html:
            yield Note(name=f"choice_{place}", html=html, test=test(name))


def _name(name: str) -> Element:
    return base_value("identifier", name)


def _same(answer: str) -> Element:
    return element("stringMatch", {"caseSensitive": "false"}, variable(RESPONSE), base_value("string", answer))


def _entry(name: str) -> Element:
    return element("textEntryInteraction", {"responseIdentifier": name})


def _need_gaps(parts: ItemParts) -> None:
    if not parts.item.blanks or not parts.gaps:
        raise Unfit("a blank stands where no box can", "Put it into the text, and not into code or a tag.")


def _with_gaps(parts: ItemParts, names: list[str]) -> list[Element]:
    tags = [f'<textEntryInteraction responseIdentifier="{name}" />' for name in names]
    text = parts.gaps[0] + "".join(tag + piece for tag, piece in zip(tags, parts.gaps[1:], strict=True))
    return blocks(text)


def _follows(one: str, other: str, count: int) -> Element:
    """Return the test whether a step stands directly behind another one, wherever that is."""

    def at(place: int, name: str) -> Element:
        found = element("index", {"n": place}, variable(RESPONSE))
        return element("match", {}, found, _name(name))

    places = (element("and", {}, at(place, one), at(place + 1, other)) for place in range(1, count))
    return element("or", {}, *places)


def _copy(made: Element) -> Element:
    return element(made.tag, made.attrib, *(_copy(part) for part in made), made.text)
