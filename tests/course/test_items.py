"""The course's items keep to the house style, and to the blueprint that says how many there are for what."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from coursewright.check.anchors import anchors_of
from coursewright.fragment.identity import norm
from coursewright.fragment.links import links_in
from coursewright.fragment.seen import readable
from coursewright.model.course import Course
from coursewright.model.item import Choice, Item

LESSONS = ("docs/principle-", "docs/electives/")
SEE = re.compile(r"\s*See \[[^\]]*\]\([^)]*\)\.?$")
FEWEST, MOST = 12, 45
"""Words of a choice's feedback, with the link that closes it and without."""
MOST_TO_ALL = 60
"""Words of what is said to all where there is no choice to speak of."""
KINDS = {"single": 62, "multiple": 3, "match": 3, "order": 2, "short": 1}
"""The other kinds stand where they teach better: what leaks, duty to layer, steps of repair, one word too many."""


@pytest.fixture(scope="module")
def items(course: Course) -> list[Item]:
    return [item for item in course.items if item.metadata.scored]


@pytest.fixture(scope="module")
def reasoned(items: list[Item]) -> list[tuple[Item, str, str]]:
    """Every choice that is picked, and every step, with its feedback as written; else what is said to all."""
    said = [(item, choice, choice.feedback) for item in items for choice in item.choices if has_reason(item, choice)]
    found = [(item, readable(choice.text.markdown), text.markdown if text else "") for item, choice, text in said]
    return found + [(item, "to all", item.explanation.markdown) for item in items if item.explanation]


def has_reason(item: Item, choice: Choice) -> bool:
    """Return whether a learner who gives this answer is told of it alone: what one types right or matches isn't."""
    return item.kind != "match" and not (item.kind == "short" and choice.correct)


def test_what_is_typed_or_matched_is_explained_to_all(items: list[Item]) -> None:
    assert [item.id for item in items if item.kind in ("short", "match") and not item.explanation] == []


@pytest.mark.parametrize(
    ("banks", "use", "count"),
    [
        ("lesson-", "practice", 27),
        ("elective-", "practice", 12),
        ("final-[123]", "final", 17),
        ("final-[fe]", "final", 15),
    ],
)
def test_the_banks_have_71_scored_items(course: Course, banks: str, use: str, count: int) -> None:
    found = [bank for bank in course.banks if re.match(banks, bank.id)]
    assert {bank.use for bank in found} == {use}
    assert sum(item.metadata.scored for bank in found for item in bank.document.items) == count


def test_there_are_no_other_scored_items(items: list[Item]) -> None:
    assert Counter(item.use for item in items) == {"practice": 39, "final": 32}
    assert len({item.id for item in items}) == 71


def test_the_final_draws_eight_items_half_of_each_bank_at_most_and_six_right_pass(course: Course) -> None:
    final = course.path.completion.final
    assert final
    assert final.draw == (("final-1", 3), ("final-2", 2), ("final-3", 3))
    sizes = [sum(item.metadata.scored for item in course.bank_by_id[name].document.items) for name, _ in final.draw]
    assert sizes == [6, 5, 6]
    assert final.total * course.path.completion.pass_mark / 100 == 6


def test_the_final_asks_for_what_the_core_teaches_and_for_nothing_else(course: Course) -> None:
    lessons = {step.id for step in course.path.steps("lesson")}
    taught = {objective.id for lesson in course.lessons if lesson.id in lessons for objective in lesson.objectives}
    final = course.path.completion.final
    assert final
    asked = [
        objective.id
        for name, _ in final.draw
        for item in course.bank_by_id[name].document.items
        for objective in item.metadata.objectives
    ]
    assert set(asked) == taught


def test_what_is_asked_in_the_core_is_explained_there(course: Course) -> None:
    """A reason in a bank of the core leads to a lesson of the core, which nobody has to go further for."""
    core = {step.path for step in course.path.steps("lesson")}
    final = course.path.completion.final
    assert final
    asked = [item for name, _ in final.draw for item in course.bank_by_id[name].document.items]
    asked += [item for lesson in course.lessons if lesson.document.path in core for item in course.practised_in(lesson)]
    led = {
        (item.id, posixpath.normpath(posixpath.join(posixpath.dirname(item.stem.path), link.target.partition("#")[0])))
        for item in asked
        for choice in item.choices
        if choice.feedback
        for link in links_in(choice.feedback.markdown)
    }
    assert len(led) > 30
    assert [(name, path) for name, path in sorted(led) if path not in core] == []


def test_the_blueprint_plans_for_exactly_the_objectives_that_lessons_define(course: Course) -> None:
    assert course.blueprint
    defined = {objective.id for lesson in course.lessons for objective in lesson.objectives}
    assert set(course.blueprint.objectives) == defined


def test_each_objective_has_a_practice_item_but_for_what_scenarios_assess(course: Course) -> None:
    assert course.blueprint
    plans = course.blueprint.objectives.values()
    assert [plan.id for plan in plans if not plan.counts.get("practice")] == ["S.3"]
    assert {plan.id for plan in plans if plan.assessed_by} == {"P1.3", "P1.8", "S.3"}


def test_an_item_names_its_objective_and_its_level(items: list[Item]) -> None:
    assert [item.id for item in items if not item.metadata.objectives or not item.metadata.level] == []
    samples = {
        item.metadata.level for item in items for name in item.metadata.objectives if name.id in ("P1.3", "P1.8")
    }
    assert samples == {"analyze"}


def test_a_single_choice_is_one_of_three(items: list[Item]) -> None:
    assert [item.id for item in items if item.picks == "one" and len(item.choices) != 3] == []
    assert Counter(item.kind for item in items) == KINDS


def test_feedback_has_12_to_45_words(reasoned: list[tuple[Item, str, str]]) -> None:
    counts = {
        (item.id, answer): [len(readable(text).split()) for text in (said, SEE.sub("", said))]
        for item, answer, said in reasoned
    }
    most = {name: MOST_TO_ALL if name[1] == "to all" else MOST for name in counts}
    assert {name: found for name, found in counts.items() if max(found) > most[name] or min(found) < FEWEST} == {}


def test_no_two_choices_have_one_reason(reasoned: list[tuple[Item, str, str]]) -> None:
    said = Counter(norm(SEE.sub("", text)) for _, _, text in reasoned)
    assert [text for text, count in said.items() if count > 1] == []


def test_feedback_leads_to_a_heading_of_a_lesson(course: Course, reasoned: list[tuple[Item, str, str]]) -> None:
    known = {lesson.document.path: lesson for lesson in course.lessons if lesson.document.path.startswith(LESSONS)}
    anchors = {path: anchors_of(lesson, course) for path, lesson in known.items()}

    def leads(item: Item, said: str) -> Iterator[bool]:
        for link in links_in(said):
            path, _, anchor = link.target.partition("#")
            found = anchors.get(posixpath.normpath(posixpath.join(posixpath.dirname(item.stem.path), path)))
            yield bool(anchor) and found is not None and anchor in found

    lost = [f"{item.id}: {said}" for item, _, said in reasoned if not any(leads(item, said))]
    assert lost == []
