"""The cartridge's profile of QTI 1.2: six kinds of question, each scored all or nothing.

What importers make of it was read in their sources. Moodle finds right answers by ``<setvar>100</setvar>``, those of a
multiple response by ``case="Yes"`` too, and takes the text of every condition that goes on for general feedback. Open
edX takes every answer for right that a condition names, up to the first that doesn't go on: so the one that scores
stands before those that only have something to say. Canvas takes a choice for wrong again that a later condition names
without a score, so there the one that scores a multiple response stands last. Both were seen to run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coursewright.export.parts import ItemParts
from coursewright.export.qti import one
from coursewright.export.qti.forms import choose_one, choose_several, choose_truth, only_right, type_text, write_text
from coursewright.export.qti.one import Form, Note, condition
from coursewright.export.qti.plain import MOODLE, Reader
from coursewright.export.qti.report import Kinds, Report, Unfit, title_of
from coursewright.export.qti.xml import Element, element, name_of
from coursewright.export.registry import loss
from coursewright.model.item import Item

TARGET = "a cartridge"
_SINGLE = "cc.multiple_choice.v0p1"


def single(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a multiple choice."""
    return choose_one(parts, _SINGLE, shuffle=shuffle)


def truth(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a true-or-false question."""
    return choose_truth(parts, "cc.true_false.v0p1", _SINGLE, shuffle=shuffle)


def multiple(parts: ItemParts, report: Report, shuffle: bool) -> Form:
    """Return a multiple response."""
    if parts.item.metadata.credit:
        report.partly(parts.item, TARGET)
    return choose_several(parts, "cc.multiple_response.v0p1", shuffle=shuffle)


def text(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a text to fill in."""
    if len(parts.item.blanks) > 1:
        raise Unfit(f"{len(parts.item.blanks)} blanks, and a cartridge takes one", "Make an item of each blank.")
    message = "LMSs compare what is typed by the letter"
    report.note(parts.item, message, "Accept each spelling that learners may type.")
    return type_text(parts, "cc.fib.v0p1")


def essay(parts: ItemParts, report: Report, shuffle: bool) -> Form:  # noqa: ARG001
    """Return a question to answer in writing, which an instructor marks."""
    report.in_writing(parts.item)
    return write_text(parts, "cc.essay.v0p1")


def profile_item(
    parts: ItemParts, report: Report, kinds: Kinds, site_shuffles: bool, reader: Reader | None
) -> Element | None:
    """Return an item as the profile has it; None, and a problem, where there is no such form.

    For Moodle only one feedback of several is shown, as it would show the others to everybody.
    """
    item = parts.item
    made = report.formed(parts, TARGET, kinds, report, item.shuffled(site=site_shuffles))
    if made is None:
        return None
    general = parts.explanation
    if reader is None:  # Canvas reads one general feedback
        made = only_right(made, item, report)
        if item.self_marked:
            general += "".join(note.html for note in made.notes)
            made = replace(made, notes=[])
    _losses(item, report, moodle=reader is MOODLE)
    facts = {"cc_profile": made.kind, "qmd_computerscored": "No" if item.self_marked else "Yes"}
    if _weighs(item):
        facts["cc_weighting"] = f"{item.metadata.points:.0f}"
    several = item.picks == "several"
    plainly = reader is None and several
    said = list(_last(made) if plainly else _said(made, several=several, go_on=reader is not MOODLE))
    if general:
        said.insert(0, condition([], notes=["general_fb"], go_on=True))
    return element(
        "item",
        {"ident": name_of("i", item.id), "title": title_of(item)},
        element("itemmetadata", {}, one.fields(facts)),
        element("presentation", {}, one.material(made.stem or parts.stem), *made.inputs),
        one.processing(said),
        *one.feedback([*([Note(name="general_fb", html=general)] if general else []), *made.notes]),
    )


def _last(form: Form) -> Iterator[Element]:
    """Yield what is said of each of several choices, and then the condition that scores them.

    Canvas goes by the last condition that names a choice. Open edX's converter takes those that a condition names for
    right as far as it sees them, which is one level deep.
    """
    for note in form.notes:
        deeper = element("and", {}, element("or", {}, *note.tests))
        yield condition([deeper], notes=[note.name], go_on=True)
    yield condition(form.scoring, score="100")


def _said(form: Form, *, several: bool, go_on: bool) -> Iterator[Element]:
    """Yield the condition that scores, and those that only have something to say."""
    if form.scoring:
        yield condition(form.scoring, score="100", notes=[note.name for note in form.notes if note.right])
    for note in form.notes:
        if several or not note.right:
            yield condition(note.tests, notes=[note.name], go_on=several and go_on)


def _weighs(item: Item) -> bool:
    return item.metadata.points.is_integer() and 1 <= item.metadata.points <= 99


def _losses(item: Item, report: Report, *, moodle: bool) -> None:
    """Report what is lost of an item that is exported."""
    if not _weighs(item):
        message = f"a cartridge has whole points from 1 to 99: {item.metadata.points:g} become 1"
        report.add(loss(item, message, "Set them in the quiz."))
    if item.hints:
        report.add(loss(item, "LMSs show no hints of a cartridge", "Add them in the quiz."))
    if item.certainty:
        report.note(item, "a cartridge can't ask how sure a learner is", "Leave these items to the website.")
    if moodle and item.picks == "several":
        message = (
            "Moodle gives credit in part for several right choices of a cartridge, and takes nothing for wrong ones"
        )
        report.note(item, message, "Take these items into Moodle by GIFT or Moodle XML.")
