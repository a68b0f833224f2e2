"""An author edits items between two visits: a learner never sees a wrong verdict, and keeps every answer that holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from bank import KINDS, Bank, Choice, Kind, Question, Response
from learner import RIGHT, WRONG, Learner
from sites import Site

Edit = Callable[[Bank], None]


def bank() -> Bank:
    """Two items of each kind: the first will be answered right, the second wrong."""
    cities = [("Madrid", True), ("Seville", False), ("Valencia", False), ("Bilbao", False)]
    primes = [("Two", True), ("Four", False), ("Seven", True), ("Nine", False)]
    truth = (Choice("True", True), Choice("False", False))
    sizes = tuple(Choice(size, True) for size in ("Ant", "Cat", "Cow", "Whale"))
    cries = (Choice("Miaow", True, left="Cat"), Choice("Moo", True, left="Cow"), Choice("Cuckoo", False))
    names = (Choice("release", True), Choice("permission", False), Choice("consent", False))
    return Bank(
        [
            Question("single-r", "Capital of Spain?", tuple(Choice(*city) for city in cities)),
            Question("single-w", "Seat of the Spanish court?", tuple(Choice(*city) for city in cities)),
            Question("multiple-r", "Which are prime?", tuple(Choice(*number) for number in primes), kind="multiple"),
            Question("multiple-w", "Prime numbers are", tuple(Choice(*number) for number in primes), kind="multiple"),
            Question("blanks-r", "Days of the week.", gaps=(("monday", "mon"), ("tuesday",)), kind="blanks"),
            Question("blanks-w", "Days on which you work.", gaps=(("monday",), ("tuesday", "tue")), kind="blanks"),
            *(Question(f"truefalse-{way}", f"Is it so ({way})?", truth, kind="truefalse") for way in "rw"),
            *(Question(f"order-{way}", f"From small to big ({way}).", sizes, kind="order") for way in "rw"),
            *(Question(f"match-{way}", f"What do they say ({way})?", cries, kind="match") for way in "rw"),
            *(Question(f"numeric-{way}", f"How many ({way})?", gaps=(("75 ± 1",),), kind="numeric") for way in "rw"),
            *(Question(f"short-{way}", f"What is it called ({way})?", names, kind="short") for way in "rw"),
        ]
    )


def response_to(question: Question) -> Response:
    return question.right_response if question.id.endswith("-r") else question.wrong_response


CHOOSING = ("single-r", "single-w", "multiple-r", "multiple-w")
ALL = tuple(f"{kind}-{way}" for kind in KINDS for way in "rw")
BLANKS = ("blanks-r", "blanks-w")
ORDER, MATCH, NUMERIC, SHORT = ((f"{kind}-r", f"{kind}-w") for kind in ("order", "match", "numeric", "short"))


def but(*names: str) -> tuple[str, ...]:
    """Return all items but these."""
    return tuple(name for name in ALL if name not in names)


def reorder_items(bank: Bank) -> None:
    bank.questions.reverse()


def reorder_choices(bank: Bank) -> None:
    for name in (*CHOOSING, *MATCH, *SHORT):
        bank.change(name, choices=bank[name].choices[::-1])


def edit_stems(bank: Bank) -> None:
    for name in ALL:
        bank.change(name, stem=f"Now then: {bank[name].stem}")


def edit_feedback(bank: Bank) -> None:
    for name in ALL:
        choices = tuple(replace(choice, feedback="Said better.") for choice in bank[name].choices)
        bank.change(name, choices=choices, explanation="For everyone.")


def swap_choice_texts(bank: Bank) -> None:
    for name in CHOOSING:
        first, second, *rest = bank[name].choices
        swapped = (replace(first, text=second.text), replace(second, text=first.text))
        bank.change(name, choices=(*swapped, *rest))


def swap_wrong_choice_texts(bank: Bank) -> None:
    """Swap two texts with the same mark: to a learner nothing has changed but the order."""
    for name in ("single-r", "single-w"):
        first, second, third, rest = bank[name].choices
        swapped = (replace(second, text=third.text), replace(third, text=second.text))
        bank.change(name, choices=(first, *swapped, rest))


def replace_a_choice(bank: Bank) -> None:
    for name in CHOOSING:
        *rest, last = bank[name].choices
        bank.change(name, choices=(*rest, replace(last, text="Something else")))


def add_a_choice(bank: Bank) -> None:
    for name in CHOOSING:
        bank.change(name, choices=(*bank[name].choices, Choice("One more", False)))


def remove_a_choice(bank: Bank) -> None:
    for name in CHOOSING:
        bank.change(name, choices=bank[name].choices[:-1])


def flip_keys(bank: Bank) -> None:
    """The choice that was right is wrong now, and the other way round."""
    for name in CHOOSING:
        first, second, *rest = bank[name].choices
        flipped = (replace(first, right=second.right), replace(second, right=first.right))
        bank.change(name, choices=(*flipped, *rest))


def key_one_more(bank: Bank) -> None:
    """Another choice becomes right too, so that an item with one right choice has two."""
    for name in CHOOSING:
        first, second, *rest = bank[name].choices
        bank.change(name, choices=(first, replace(second, right=True), *rest), kind="multiple")


def reorder_steps(bank: Bank) -> None:
    for name in ORDER:
        first, second, *rest = bank[name].choices
        bank.change(name, choices=(second, first, *rest))


def reword_a_step(bank: Bank) -> None:
    for name in ORDER:
        *rest, last = bank[name].choices
        bank.change(name, choices=(*rest, replace(last, text="Elephant")))


def pair_otherwise(bank: Bank) -> None:
    for name in MATCH:
        first, second, lure = bank[name].choices
        bank.change(name, choices=(replace(first, left=second.left), replace(second, left=first.left), lure))


def remove_a_lure(bank: Bank) -> None:
    for name in MATCH:
        bank.change(name, choices=bank[name].choices[:2])


def widen_the_tolerance(bank: Bank) -> None:
    for name in NUMERIC:
        bank.change(name, gaps=(("75 ± 200000",),))


def accept_what_was_wrong(bank: Bank) -> None:
    for name in SHORT:
        first, second, third = bank[name].choices
        bank.change(name, choices=(first, replace(second, right=True), third))


def swap_gaps(bank: Bank) -> None:
    for name in BLANKS:
        bank.change(name, gaps=bank[name].gaps[::-1])


def accept_one_more(bank: Bank) -> None:
    for name in BLANKS:
        first, second = bank[name].gaps
        bank.change(name, gaps=(first, (*second, "nonsense")))


def add_a_gap(bank: Bank) -> None:
    for name in BLANKS:
        bank.change(name, gaps=(*bank[name].gaps, ("friday",)))


def remove_a_gap(bank: Bank) -> None:
    for name in BLANKS:
        bank.change(name, gaps=bank[name].gaps[1:])


def rename(bank: Bank) -> None:
    for name in ALL:
        bank.change(name, id=f"new-{name}", was=(name,))


def rename_without_was(bank: Bank) -> None:
    for name in ALL:
        bank.change(name, id=f"new-{name}")


def rename_and_give_the_old_id_to_another(bank: Bank) -> None:
    """Each pair of items changes ids, and says so."""
    for kind in KINDS:
        first, second = f"{kind}-r", f"{kind}-w"
        bank.change(first, id="for-a-moment", was=(first,))
        bank.change(second, id=first, was=(second,))
        bank.change("for-a-moment", id=second)


def exchange_ids_without_was(bank: Bank) -> None:
    for kind in KINDS:
        bank.change(f"{kind}-r", id="for-a-moment")
        bank.change(f"{kind}-w", id=f"{kind}-r")
        bank.change("for-a-moment", id=f"{kind}-w")


def remove_items(bank: Bank) -> None:
    bank.questions[:] = [question for question in bank.questions if question.id.endswith("-w")]


def add_items(bank: Bank) -> None:
    new = [replace(question, id=f"added-{question.id}", stem=f"New: {question.stem}") for question in bank.questions]
    bank.questions[:0] = new


def turn_into_another_kind(bank: Bank) -> None:
    """An item with the old id asks the same of another kind."""
    for name in CHOOSING:
        bank.change(name, choices=(), gaps=(("madrid",),), kind="blanks")
    for name in (*BLANKS, *NUMERIC):
        bank.change(name, gaps=(), choices=(Choice("Monday", True), Choice("Tuesday", False)), kind="single")
    others: dict[str, Kind] = {"truefalse": "single", "order": "short", "match": "order", "short": "multiple"}
    for before, after in others.items():
        for way in "rw":
            bank.change(f"{before}-{way}", kind=after)


KEEPS: dict[Edit, tuple[str, ...]] = {
    reorder_items: ALL,
    reorder_choices: ALL,
    edit_feedback: ALL,
    swap_wrong_choice_texts: ALL,
    rename: tuple(f"new-{name}" for name in ALL),
    rename_and_give_the_old_id_to_another: ALL,
    remove_items: tuple(name for name in ALL if name.endswith("-w")),
    add_items: ALL,
    edit_stems: (),
    swap_choice_texts: but(*CHOOSING),
    replace_a_choice: but(*CHOOSING),
    add_a_choice: but(*CHOOSING),
    remove_a_choice: but(*CHOOSING),
    flip_keys: but(*CHOOSING),
    key_one_more: but(*CHOOSING),
    reorder_steps: but(*ORDER),
    reword_a_step: but(*ORDER),
    pair_otherwise: but(*MATCH),
    remove_a_lure: but(*MATCH),
    widen_the_tolerance: but(*NUMERIC),
    accept_what_was_wrong: but(*SHORT),
    swap_gaps: but(*BLANKS),
    accept_one_more: but(*BLANKS),
    add_a_gap: but(*BLANKS),
    remove_a_gap: but(*BLANKS),
    rename_without_was: (),
    exchange_ids_without_was: (),
    turn_into_another_kind: (),
}
"""For each edit the items whose answers hold after it; every other item is open again."""


@pytest.mark.parametrize("edit", KEEPS, ids=lambda edit: edit.__name__)
def test_answers_that_hold_survive_an_edit_and_no_verdict_is_wrong(learner: Learner, site: Site, edit: Edit) -> None:
    before = bank()
    learner.open(site.publish(before.markdown))
    given = {}
    for question in before.questions:
        given[question.version] = response_to(question)
    learner.answer_all({question.id: given[question.version] for question in before.questions})
    assert learner.counts() == (len(ALL), len(ALL) // 2)

    after = bank()
    edit(after)
    site.publish(after.markdown)
    learner.reload()

    seen = learner.seen()
    assert list(seen) == [question.id for question in after.questions]
    kept = {name for name, item in seen.items() if item.verdict}
    assert kept == set(KEEPS[edit])
    for name in kept:
        question = after[name]
        assert seen[name].response == given[question.version]
        assert seen[name].verdict == (RIGHT if question.right(seen[name].response) else WRONG)
    assert all("".join(item.response) == "" for item in seen.values() if item.id not in kept)
    assert learner.counts() == (len(kept), sum(seen[name].verdict == RIGHT for name in kept))
    assert f"/ {len(after.questions)} " in learner.score()


def test_an_edit_that_is_taken_back_gives_the_answer_back(learner: Learner, site: Site) -> None:
    learner.open(site.publish(bank().markdown))
    learner.answer("single-r", "Madrid")
    changed = bank()
    flip_keys(changed)
    site.publish(changed.markdown)
    learner.reload()
    assert learner.verdict("single-r") is None
    site.publish(bank().markdown)
    learner.reload()
    assert learner.verdict("single-r") == RIGHT


def test_trying_a_renamed_item_again_leaves_the_answer_of_the_old_ids_new_owner(learner: Learner, site: Site) -> None:
    learner.open(site.publish(bank().markdown))
    learner.answer("single-r", "Madrid")
    renamed = bank()
    renamed.change("single-r", id="capital", was=("single-r",))
    renamed.questions.append(replace(bank()["single-w"], id="single-r", stem="Another question with the old id?"))
    site.publish(renamed.markdown)
    learner.reload()
    assert learner.verdicts()["capital"] == RIGHT
    learner.answer("single-r", "Seville")
    learner.retry("capital")
    learner.reload()
    assert (learner.verdict("capital"), learner.verdict("single-r")) == (None, WRONG)


def test_an_item_whose_id_is_its_content_keeps_its_answer_when_others_move(learner: Learner, site: Site) -> None:
    nameless = bank().markdown.replace("id: single-r; ", "")
    learner.open(site.publish(nameless))
    name = next(name for name in learner.seen() if name.startswith("q-"))
    learner.answer(name, "Madrid")
    moved = bank()
    moved.questions.append(moved.questions.pop(0))
    site.publish(moved.markdown.replace("id: single-r; ", ""))
    learner.reload()
    assert learner.verdict(name) == RIGHT


IMAGES = """
<quiz>
<!-- id: sign -->
Which sign asks for silence?
- [x] ![A sign]({})
  > It tells a listener nothing about you two.
- [ ] ![A sign]({})
  > It tells a listener that you know each other.
</quiz>
"""


def test_swapping_the_images_of_two_choices_opens_the_item_again(learner: Learner, site: Site) -> None:
    """The checker passes such items (K004): a picture says what the text beside it does not."""
    pictures = ["data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E#" + name for name in ("a", "b")]
    pictures = [picture.replace(" ", "%20") for picture in pictures]
    learner.open(site.publish(IMAGES.format(*pictures)))
    learner.inputs("sign").first.check()
    learner.submit("sign")
    site.publish(IMAGES.format(*pictures[::-1]))
    learner.reload()
    assert learner.verdict("sign") is None
