"""Kinds of item in QTI 1.2, as far as Canvas and the cartridge's profile write them alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coursewright.export.moodle import spellings as typed_so
from coursewright.export.parts import ItemParts
from coursewright.export.qti.one import Form, Note, choice_name, chosen, equals, exactly, label, typed
from coursewright.export.qti.report import Report, Unfit, true_or_false
from coursewright.export.registry import loss
from coursewright.export.rubric import criteria, replies
from coursewright.fragment.identity import same_answer
from coursewright.fragment.seen import typed as meant
from coursewright.model.item import Choice, Item


def choose_one(parts: ItemParts, kind: str, *, shuffle: bool) -> Form:
    """Return a choice with one right answer, which several of the choices may be."""
    return _choices(parts, kind, {}, shuffle=shuffle)


def choose_truth(parts: ItemParts, kind: str, other: str, *, shuffle: bool) -> Form:
    """Return whether a statement is true; the kind ``other`` where its two verdicts are called otherwise."""
    names = true_or_false(parts.item)
    return _choices(parts, kind if names else other, names, shuffle=shuffle)


def choose_several(parts: ItemParts, kind: str, *, shuffle: bool) -> Form:
    """Return a choice in which all the right ones have to be picked, and none else."""
    item = parts.item
    _need_choices(item.choices, 2)
    right = [choice_name(choice.id) for choice in item.choices if choice.correct]
    wrong = [choice_name(choice.id) for choice in item.choices if not choice.correct]
    labels = (label(choice_name(choice.id), html) for choice, html in zip(item.choices, parts.labels, strict=True))
    return Form(
        kind=kind,
        inputs=[chosen("response1", labels, several=True, shuffle=shuffle)],
        scoring=[exactly(right, wrong)],
        notes=list(_notes(parts, {})),
    )


def type_text(parts: ItemParts, kind: str) -> Form:
    """Return a question whose answer is typed: one blank, or a short text with wrong answers that were foreseen."""
    item = parts.item
    notes: list[Note] = []
    if item.blanks:
        if len(item.blanks) != 1 or not parts.gaps:
            raise Unfit("its blank stands where no box can", "Put it into the text, and not into code or a tag.")
        answers = list(spellings(item.blanks[0].accepted))
    else:
        answers, reasons = foreseen(parts)
        notes = [
            Note(name=f"answer{place}_fb", html=html, tests=[equals(form, case=False) for form in said], right=right)
            for place, (said, html, right) in enumerate(reasons, 1)
        ]
    if not answers:
        raise Unfit("no answer is right", "Put an x in the right one's box.")
    tests = [equals(answer, case=False) for answer in answers]
    return Form(kind=kind, inputs=[typed("response1")], scoring=tests, notes=notes)


def only_right(form: Form, item: Item, report: Report) -> Form:
    """Return a form without feedback on wrong answers that are typed: Canvas accepts all that a condition names."""
    if item.kind != "short" or all(note.right for note in form.notes):
        return form
    message = "feedback on wrong answers is left out: Canvas would accept them"
    report.add(loss(item, message, "Say in the explanation why they are wrong."))
    return replace(form, notes=[note for note in form.notes if note.right])


def write_text(parts: ItemParts, kind: str) -> Form:
    """Return a question that an instructor marks, with what to mark it by in what learners read behind it."""
    return Form(kind=kind, inputs=[typed("response1")], scoring=[], notes=[Note(name="rubric_fb", html=rubric(parts))])


def rubric(parts: ItemParts) -> str:
    """Return criteria and model replies."""
    if not parts.labels:
        raise Unfit("there is no criterion to mark by", "Say what good sounds like: “- [ ] You name no reason”.")
    return criteria(parts.labels, parts.feedback) + replies(parts.replies)


def spellings(answers: Iterable[str]) -> Iterator[str]:
    """Yield answers as they may be typed, each once whatever the case of its letters."""
    seen = set()
    for said in typed_so(answers):
        if said and said.lower() not in seen:
            seen.add(said.lower())
            yield said


def foreseen(parts: ItemParts) -> tuple[list[str], list[tuple[list[str], str, bool]]]:
    """Return what is right of a short text; and reasons, each with what is typed for it, and whether that is right.

    Of two answers that are typed the same, the right one counts.
    """
    answers: list[str] = []
    reasons: list[tuple[list[str], str, bool]] = []
    seen: set[str] = set()
    choices = zip(parts.item.choices, parts.feedback, strict=True)
    for choice, reason in sorted(choices, key=lambda pair: not pair[0].correct):
        texts = [text for text in meant(choice.text.markdown, choice.text.names) if same_answer(text) not in seen]
        said = [form for form in spellings(texts) if form.lower() not in seen]
        if not said:
            continue
        seen |= {form.lower() for form in said} | {same_answer(text) for text in texts}
        if choice.correct:
            answers += said
        if reason:
            reasons.append((said, reason, choice.correct))
    return answers, reasons


def _choices(parts: ItemParts, kind: str, names: dict[str, str], *, shuffle: bool) -> Form:
    item = parts.item
    _need_choices(item.choices, 2)
    named = [names.get(choice.id) or choice_name(choice.id) for choice in item.choices]
    labels = (label(name, html) for name, html in zip(named, parts.labels, strict=True))
    right = [name for name, choice in zip(named, item.choices, strict=True) if choice.correct]
    return Form(
        kind=kind,
        inputs=[chosen("response1", labels, shuffle=shuffle)],
        scoring=[equals(name) for name in right],
        notes=list(_notes(parts, names)),
    )


def _notes(parts: ItemParts, names: dict[str, str]) -> Iterator[Note]:
    for choice, html in zip(parts.item.choices, parts.feedback, strict=True):
        if html:
            name = names.get(choice.id) or choice_name(choice.id)
            yield Note(name=f"{name}_fb", html=html, tests=[equals(name)], right=choice.correct)


def _need_choices(choices: Iterable[Choice], least: int) -> None:
    found = list(choices)
    if len(found) < least:
        raise Unfit(f"{len(found)} choices, and {least} are needed", "Add one that learners really believe.")
    if not any(choice.correct for choice in found):
        raise Unfit("no choice is right", "Put an x in the right one's box.")
