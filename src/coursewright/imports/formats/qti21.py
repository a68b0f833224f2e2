"""QTI 2.1, 2.2 and 3.0: a zip with a manifest, or one item as XML; items by their interaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from coursewright.imports.draft import Answer, Draft, Unfit, gap
from coursewright.imports.package import name_in, ordered
from coursewright.imports.registry import importer
from coursewright.imports.report import Report
from coursewright.imports.shapes import Weighed, between, blank_html, decimal, number, typed, words
from coursewright.imports.two import Asked, Notes, Scoring, body_of
from coursewright.imports.upload import Upload
from coursewright.imports.xmlfile import attribute, inner_html, line_of

_ROOTS = ("assessmentItem",)


def _claims(upload: Upload) -> bool:
    if not upload.is_zip and not upload.is_xml:
        return False
    return any(root.tag in _ROOTS for root in upload.documents.values())


@importer("qti21", title="QTI 2.1", claims=_claims)
def qti21(upload: Upload, report: Report) -> Iterator[Draft]:
    """Yield the items of a package in its order, or the one of a file."""
    for _, root in ordered(upload, "assessmentTest"):
        report.title = report.title or root.get("title", "")
    for name, root in ordered(upload, *_ROOTS):
        load = upload.archive.beside(name, "") if name else upload.load
        draft = Draft(source=upload.source(1 if name else line_of(root)), load=load)
        draft.name = name_in(root.get("identifier", ""))
        try:
            _fill(draft, root)
        except Unfit as unfit:
            report.leave(draft.source, f"{name}: {unfit}" if name else str(unfit), unfit.hint, draft.name)
        else:
            yield draft


def _fill(draft: Draft, root: Element) -> None:
    if root.find("templateDeclaration") is not None:
        raise Unfit("its numbers are drawn from a template", "Write an item with numbers of its own.")
    if root.get("adaptive") == "true":
        raise Unfit("it goes on after the first answer", "Write a scenario of it.")
    asked = body_of(root)
    scoring = Scoring(root)
    draft.points = scoring.points
    if not asked.inputs:
        raise Unfit("it asks for nothing that we know", "Ask for it outside of the quiz.")
    kinds = {one.tag for one in asked.inputs}
    form = _FORMS.get(asked.inputs[0].tag)
    if form is None or len(kinds) > 1 or (len(asked.inputs) > 1 and form is not _entries):
        others = [tag for tag in sorted(kinds) if tag not in _FORMS] or sorted(kinds)
        raise Unfit(f"an interaction of the type {', '.join(others)}", "Ask it as items of their own.")
    draft.stem = asked.stem
    notes = Notes(root)
    form(draft, asked, scoring, notes)
    draft.explain(notes.general)
    for said, when in notes.others:
        if not blank_html(said):
            draft.lose(f"the feedback {when}: “{words(said)[:80]}”", "Write it as the explanation, or as a hint.")
    if asked.rubrics:
        draft.lose(f"its rubric: “{words(asked.rubrics)[:80]}”", "Write it into the question, if learners read it.")


def _choices(draft: Draft, asked: Asked, scoring: Scoring, notes: Notes) -> None:
    node = asked.inputs[0]
    name = attribute(node, "responseIdentifier")
    right = set(scoring.right(name))
    several = attribute(node, "maxChoices", "1") != "1" if scoring.cardinality(name) != "single" else False
    said = attribute(node, "shuffle")
    draft.shuffle = said == "true" if said else None
    worth = scoring.worth(name)
    right = right or {one for one, value in worth.items() if value > 0}
    labels = [_label(choice, notes) for choice in node.iter("simpleChoice")]
    titles = sorted(words(html).lower() for _, html, _ in labels)
    if titles == ["false", "true"] and not several:
        draft.kind, draft.shuffle = "truefalse", None
    else:
        draft.kind = "multiple" if several else "single"
    draft.credit = several and scoring.mapped(name)
    for one, html, feedback in labels:
        value = worth.get(one, 0)
        if not several and one not in right and value > 0:
            draft.lose(f"{value:g} points for “{words(html)[:60]}”: here it is wrong", "Ask for the best one.")
        draft.answers.append(Answer(html, one in right, feedback or notes.of(name, one)))
    if draft.credit and len({round(abs(worth.get(one, 0)), 6) for one, _, _ in labels}) > 1:
        draft.lose("the weights of the choices", "Here each right one counts the same, and a wrong one takes it away.")


def _label(choice: Element, notes: Notes) -> tuple[str, str, str]:
    """Return a choice's name and text, and the feedback that stands in it."""
    inline = ""
    for parent in choice.iter():
        for child in list(parent):
            if child.tag in ("feedbackInline", "feedbackBlock"):
                inline += inner_html(child)
                notes.known.add(child.get("identifier", ""))
                child.clear()
                child.tag = "span"
    return choice.get("identifier", ""), inner_html(choice), inline


def _entries(draft: Draft, asked: Asked, scoring: Scoring, notes: Notes) -> None:
    names = [attribute(node, "responseIdentifier") for node in asked.inputs]
    if len(names) == 1 and scoring.base(names[0]) in ("float", "integer"):
        _number(draft, scoring, names[0])
        return
    accepted = [_accepted(draft, scoring, name) for name in names]
    if not all(accepted):
        raise Unfit("a blank accepts nothing", "Say what is right.")
    if any(scoring.strict(name) for name in names):
        draft.note("upper and lower case count there, and not here")
    said = notes.all_of(names[0]) if len(names) == 1 else {}
    if len(names) == 1 and (asked.apart or said):
        draft.stem = draft.stem.replace(gap(0), "" if asked.apart else "_____")
        rows = [Weighed(text, 100, said.get(text, "")) for text in accepted[0]]
        typed(draft, [*rows, *(Weighed(text, 0, html) for text, html in said.items() if text not in accepted[0])])
        return
    draft.kind, draft.credit = "blanks", len(names) > 1 and not scoring.wholly
    draft.blanks = accepted


def _accepted(draft: Draft, scoring: Scoring, name: str) -> list[str]:
    worth = scoring.worth(name)
    top = max(worth.values(), default=0)
    for text, value in worth.items():
        if 0 < value < top:
            draft.lose(f"{value:g} points for “{text[:60]}”: here it is wrong", "Accept it, if it is right.")
    return list(dict.fromkeys([*scoring.right(name), *(text for text, value in worth.items() if value == top > 0)]))


def _number(draft: Draft, scoring: Scoring, name: str) -> None:
    right = scoring.right(name)
    low, high = scoring.range(name)
    if low and high:
        value, least, most = decimal(right[0]) if right else None, decimal(low), decimal(high)
        if value is None or least is None or most is None or value - least != most - value:
            if value is not None:
                draft.lose(f"the exact value {right[0]}: it isn't the middle of what is right")
            between(draft, low, high)
        else:
            number(draft, right[0], f"{most - value:f}")
        return
    if not right:
        raise Unfit("no number is right", "Say which one is.")
    number(draft, right[0], scoring.tolerance(name, right[0]))


def _steps(draft: Draft, asked: Asked, scoring: Scoring, notes: Notes) -> None:  # noqa: ARG001
    node = asked.inputs[0]
    labels = {one.get("identifier", ""): inner_html(one) for one in node.iter("simpleChoice")}
    right = scoring.right(attribute(node, "responseIdentifier"))
    if sorted(right) != sorted(labels):
        raise Unfit("its right order doesn't name each step once", "Say which one is right.")
    draft.kind, draft.credit = "order", not scoring.wholly
    draft.answers = [Answer(labels[name], True) for name in right]


def _pairs(draft: Draft, asked: Asked, scoring: Scoring, notes: Notes) -> None:  # noqa: ARG001
    node = asked.inputs[0]
    name = attribute(node, "responseIdentifier")
    sets = [
        {one.get("identifier", ""): inner_html(one) for one in part.iter("simpleAssociableChoice")}
        for part in node.findall("simpleMatchSet")
    ]
    if len(sets) != 2:
        raise Unfit("a match without its two sides")
    pairs = [tuple(value.split()) for value in scoring.right(name)]
    right = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
    if len(right) != len(pairs) or set(right) != set(sets[0]) or not set(right.values()) <= set(sets[1]):
        raise Unfit("an entry on the left belongs to none, or to several", "Ask it as a choice.")
    draft.kind, draft.credit = "match", scoring.mapped(name)
    draft.pairs = [(html, sets[1][right[one]]) for one, html in sets[0].items()]
    draft.lures = [html for one, html in sets[1].items() if one not in right.values()]


Form = Callable[[Draft, Asked, Scoring, Notes], None]
_FORMS: dict[str, Form] = {
    "choiceInteraction": _choices,
    "textEntryInteraction": _entries,
    "orderInteraction": _steps,
    "matchInteraction": _pairs,
}
