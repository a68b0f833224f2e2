"""The score counts this page's items, and resets them and nothing else."""

from __future__ import annotations

import pytest
from learner import RESET, RESET_ASKED, RIGHT, WRONG, Learner
from sites import Site


def item(name: str, number: int, attributes: str = "") -> str:
    return f"""
<quiz>
<!-- id: {name}{attributes} -->
Is {number} an even number?
- [x] It is
  > Two divides it.
- [ ] It isn't
  > Two divides it all the same.
</quiz>
"""


PAGES = {
    "index.md": "# One\n" + item("a", 2) + item("b", 4) + item("survey", 6, "; scored: false"),
    "two.md": "# Two\n" + item("c", 8) + item("d", 10, "; was: a"),
}


@pytest.fixture(autouse=True)
def _opened(learner: Learner, site: Site) -> None:
    learner.open(site.publish(PAGES) + "two/")
    learner.answer("c", "It is")
    learner.open(site.url)


def test_the_score_counts_what_is_answered_and_what_is_right(learner: Learner) -> None:
    assert learner.score() == "Answered: 0 / 2 Correct: 0 / 2"
    learner.answer("a", "It isn't")
    assert learner.score() == "Answered: 1 / 2 Correct: 0 / 2"
    learner.answer("survey", "It is")
    learner.answer("b", "It is")
    assert learner.score() == "Answered: 2 / 2 Correct: 1 / 2"
    learner.reload()
    assert learner.score() == "Answered: 2 / 2 Correct: 1 / 2"
    learner.retry("a")
    assert learner.score() == "Answered: 1 / 2 Correct: 1 / 2"


def test_other_scripts_hear_of_it_as_they_did_from_mkdocs_quiz(learner: Learner) -> None:
    learner.page.evaluate("() => addEventListener('quizProgressUpdate', (event) => (window.heard = event.detail))")
    learner.answer("a", "It isn't")
    heard = learner.page.evaluate("() => window.heard")
    assert {name: heard[name] for name in ("answered", "total", "correct", "incorrect")} == {
        "answered": 1, "total": 2, "correct": 0, "incorrect": 1,
    }  # fmt: skip


def test_the_intro_of_mkdocs_quiz_has_a_reset_button_too(learner: Learner, site: Site) -> None:
    learner.open(site.publish("<!-- mkdocs-quiz intro -->\n" + item("a", 2)))
    learner.answer("a", "It is")
    reset = learner.page.locator(".cw-intro .cw-reset")
    reset.click()
    assert reset.inner_text() == RESET_ASKED
    assert learner.page.locator("cw-score .cw-reset").inner_text() == RESET
    learner.wait_out_double_press()
    reset.click()
    assert learner.counts() == (0, 0)


def test_the_counts_are_a_live_region(learner: Learner) -> None:
    assert learner.page.locator("cw-score").get_by_role("status").count() == 1


def test_reset_asks_once_more_and_then_resets_the_page_and_its_storage(learner: Learner, site: Site) -> None:
    for name in ("a", "b", "survey"):
        learner.answer(name, "It is")
    reset = learner.page.locator(".cw-reset")
    assert reset.inner_text() == RESET
    reset.click()
    assert reset.inner_text() == RESET_ASKED
    assert learner.counts() == (2, 2)
    learner.wait_out_double_press()
    reset.click()
    assert reset.inner_text() == RESET
    assert learner.counts() == (0, 0)
    assert all((seen.verdict, seen.chosen, seen.result) == (None, (), "") for seen in learner.seen().values())
    assert list(learner.storage()["items"]) == ["c"]
    learner.reload()
    assert learner.counts() == (0, 0)
    learner.answer("a", "It isn't")
    assert learner.verdict("a") == WRONG

    learner.open(site.url + "two/")
    assert learner.verdicts() == {"c": RIGHT, "d": None}
    assert learner.counts() == (1, 1)


def test_a_double_press_on_reset_only_asks(learner: Learner) -> None:
    learner.answer("a", "It is")
    learner.page.locator(".cw-reset").dblclick()
    assert learner.page.locator(".cw-reset").inner_text() == RESET_ASKED
    assert learner.counts() == (1, 1)


def test_the_question_goes_away_when_nobody_answers_it(learner: Learner) -> None:
    learner.page.clock.install()
    learner.reload()
    learner.answer("a", "It is")
    learner.page.locator(".cw-reset").click()
    learner.page.clock.fast_forward(9000)
    assert learner.page.locator(".cw-reset").inner_text() == RESET
    learner.page.locator(".cw-reset").click()
    assert learner.counts() == (1, 1)


def test_resetting_a_page_leaves_an_item_elsewhere_whose_id_was_once_one_of_its_own(
    learner: Learner, site: Site
) -> None:
    learner.answer("a", "It is")
    learner.open(site.url + "two/")
    learner.reset_page()
    learner.open(site.url)
    assert learner.verdict("a") == RIGHT


def test_two_courses_on_one_origin_do_not_share_answers(learner: Learner, site: Site) -> None:
    learner.answer("a", "It is")
    site.publish(PAGES, course="constructor")  # a name that every object has
    learner.reload()
    assert learner.counts() == (0, 0)
    learner.answer("a", "It isn't")
    learner.reload()
    assert learner.verdict("a") == WRONG
    site.publish(PAGES)
    learner.reload()
    assert learner.verdict("a") == RIGHT
