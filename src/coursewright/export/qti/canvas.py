"""QTI 1.2 as Canvas reads it: question types and points in metadata, feedback under the names that it knows.

Read in its importer (``gems/plugins/qti_exporter``): the type of a resource is ``imsqti_xmlv1p2``, an assessment holds
its items itself, and without a ``question_type`` it guesses. A blank of several is a choice among what it accepts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coursewright.export.parts import ItemParts
from coursewright.export.qti import one
from coursewright.export.qti.forms import (
    choose_one,
    choose_several,
    choose_truth,
    only_right,
    spellings,
    type_text,
    write_text,
)
from coursewright.export.qti.one import Form, Note, Share, chosen, condition, equals, label
from coursewright.export.qti.report import Kinds, Report, Unfit, title_of
from coursewright.export.qti.xml import Element, element, name_of
from coursewright.fragment.seen import readable
from coursewright.kinds.numeric import Numeric

TARGET = "Canvas"


def single(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a multiple-choice question."""
    return choose_one(parts, "multiple_choice_question", shuffle=shuffle)


def truth(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a true-or-false question."""
    return choose_truth(parts, "true_false_question", "multiple_choice_question", shuffle=shuffle)


def multiple(parts: ItemParts, report: Report, shuffle: bool) -> Form:
    """Return a question with several right choices."""
    form = choose_several(parts, "multiple_answers_question", shuffle=shuffle)
    if parts.item.metadata.credit:
        choices = sorted(parts.item.choices, key=lambda choice: not choice.correct)  # so that it is never less than 0
        part = 1 / sum(choice.correct for choice in choices)
        shares = [Share([equals(one.choice_name(choice.id))], part if choice.correct else -part) for choice in choices]
        return replace(form, scoring=(), shares=shares)
    message = "a classic quiz of Canvas gives credit in part for several right choices, whatever the file says"
    report.note(parts.item, message, "Take a New Quiz, where “All or nothing” can be chosen.")
    return form


def text(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a question with one answer to type."""
    _compared(parts, report)
    return only_right(type_text(parts, "short_answer_question"), parts.item, report)


def blanks(parts: ItemParts, report: Report, shuffle: bool) -> Form:
    """Return a text with one blank, or with several, each of which is worth the same part."""
    item = parts.item
    if len(item.blanks) == 1:
        return text(parts, report, shuffle)
    if not parts.gaps:
        raise Unfit("a blank stands where no box can", "Put it into the text, and not into code or a tag.")
    if not item.metadata.credit:
        report.wholly(item, TARGET)
    _compared(parts, report)
    names = _free_names(len(item.blanks), "".join(parts.gaps))
    inputs, shares = [], []
    for name, blank in zip(names, item.blanks, strict=True):
        answers = list(spellings(blank.accepted))
        labels = [label(f"{name}-{place}", answer, plain=True) for place, answer in enumerate(answers, 1)]
        found = chosen(f"response_{name}", labels)
        found.insert(0, one.material(name, plain=True))
        inputs.append(found)
        tests = [equals(f"{name}-{place}", f"response_{name}") for place, _ in enumerate(answers, 1)]
        shares.append(Share(tests, 1 / len(names)))
    stem = parts.gaps[0] + "".join(f"[{name}]{piece}" for name, piece in zip(names, parts.gaps[1:], strict=True))
    return Form(kind="fill_in_multiple_blanks_question", inputs=inputs, scoring=[], shares=shares, stem=stem)


def number(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a question with a number to type, and how far off it may be."""
    item = parts.item
    assert isinstance(item, Numeric)
    if not item.target or not parts.gaps:
        raise Unfit("the blank holds no number", "Write it with a tolerance: [[75 ± 1]].")
    message = "Canvas reads numbers in its own language: what a learner may type differs (46,0 or 1.250.000)"
    report.note(item, message, "Have learners write digits, a point and a minus sign from the keyboard.")
    value, tolerance = item.target
    name = one.INPUT
    within = element(
        "and",
        {},
        element("vargte", {"respident": name}, _number(value - tolerance)),
        element("varlte", {"respident": name}, _number(value + tolerance)),
    )
    either = element("or", {}, equals(_number(value)), within)
    return Form(kind="numerical_question", inputs=[one.typed(name, "Decimal")], scoring=[either])


def pairs(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a matching question, in which each pair is worth the same part."""
    item = parts.item
    if len(item.pairs) < 2:
        raise Unfit("Canvas needs two pairs or more", "Add one that learners may mistake for the other.")
    if not item.metadata.credit:
        report.wholly(item, TARGET)
    if any(head.markdown for head in item.heads):
        report.note(item, "Canvas has no heads over pairs", "Say in the question what to match.")
    right = {choice.id: readable(choice.text.markdown, choice.text.names) for choice in item.choices}
    if not all(right.values()):
        raise Unfit("an entry on the right with nothing to read", "Write it in words.")
    inputs, shares = [], []
    for pair, html in zip(item.pairs, parts.pairs, strict=True):
        name = f"response_{name_of('p', pair.id)}"
        found = chosen(name, [label(one.choice_name(choice), said, plain=True) for choice, said in right.items()])
        found.insert(0, one.material(html))
        inputs.append(found)
        shares.append(Share([equals(one.choice_name(pair.right), name)], 1 / len(item.pairs)))
    return Form(kind="matching_question", inputs=inputs, scoring=[], shares=shares)


def essay(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a question to answer in writing, which an instructor marks."""
    report.in_writing(parts.item)
    form = write_text(parts, "essay_question")
    return replace(form, notes=[Note(name="general_fb", html=parts.explanation + form.notes[0].html)])


def canvas_item(parts: ItemParts, report: Report, kinds: Kinds, site_shuffles: bool) -> Element | None:
    """Return an item as Canvas takes it; None, and a problem, where it has no such form."""
    item = parts.item
    made = report.formed(parts, "QTI 1.2 in Canvas", kinds, report, item.shuffled(site=site_shuffles))
    if made is None:
        return None
    if item.certainty:
        report.note(item, "Canvas can't ask how sure a learner is", "Leave these items to the website.")
    facts = {"question_type": made.kind, "points_possible": f"{item.metadata.points:g}"}
    notes = list(_notes(parts, made))
    return element(
        "item",
        {"ident": name_of("i", item.id), "title": title_of(item)},
        element("itemmetadata", {}, one.fields(facts)),
        element("presentation", {}, one.material(made.stem or parts.stem), *made.inputs),
        one.processing(_conditions(made, notes)),
        *one.feedback(notes),
    )


def _notes(parts: ItemParts, form: Form) -> Iterator[Note]:
    """Yield all feedback; hints are what a learner reads after a wrong answer."""
    if parts.explanation and not parts.item.self_marked:
        yield Note(name="general_fb", html=parts.explanation)
    yield from form.notes
    if parts.hints:
        yield Note(name="general_incorrect_fb", html="".join(f"<p>{hint}</p>" for hint in parts.hints))


def _conditions(form: Form, notes: list[Note]) -> Iterator[Element]:
    wrong = [note.name for note in notes if note.name == "general_incorrect_fb"]
    for note in notes:
        if note.name not in wrong:
            yield condition(note.tests, notes=[note.name], go_on=True)
    if form.scoring:
        yield condition(form.scoring, score="100")
    for tests, part in form.shares:
        yield condition(tests, score=f"{100 * part:.10g}", action="Add", go_on=True)
    if wrong:
        yield condition([], notes=wrong, go_on=True)


def _compared(parts: ItemParts, report: Report) -> None:
    message = "Canvas compares what is typed by the letter"
    report.note(parts.item, message, "Accept each spelling that learners may type.")


def _number(value: float) -> str:
    return f"{value:.12g}"


def _free_names(count: int, text: str) -> list[str]:
    """Return names of blanks that don't occur in brackets in the text already."""
    prefix = "blank"
    while f"[{prefix}" in text:
        prefix += "x"
    return [f"{prefix}{place}" for place in range(1, count + 1)]
