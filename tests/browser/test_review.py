"""Review: what was missed comes back when its time has come, and not before."""

from __future__ import annotations

import re

import pytest
from learner import Learner
from playwright.sync_api import BrowserContext
from sites import Site
from way import Taker, publish

DAY = 86400000
START = 1_800_000_000_000


class Reviewer(Taker):
    """A learner whose clock we move."""

    def at(self, day: float) -> None:
        self.page.clock.set_fixed_time((START + day * DAY) / 1000)

    def review(self, address: str, day: float) -> str:
        """Open the review page on a day; return what it says."""
        self.at(day)
        self.open(address + "review/")
        return self.page.locator("cw-review .cw-live").inner_text()

    def due(self) -> dict[str, tuple[float, int]]:
        """Return by item the day on which it is due, and its step."""
        found = (self.storage() or {}).get("review", {})
        return {name: ((entry["due"] - START) / DAY, entry["step"]) for name, entry in found.items()}

    def answer_now(self, *, right: bool) -> str:
        item = self.page.locator("cw-review .cw-live cw-item")
        name = str(item.get_attribute("data-item"))
        self.choice(f"{'Right' if right else 'Wrong'} for {name}").check()
        item.locator(".cw-submit").click()
        return name


@pytest.fixture
def address(site: Site) -> str:
    return publish(site)


@pytest.fixture
def reviewer(context: BrowserContext, address: str) -> Reviewer:
    """A learner who has missed one of two questions."""
    reviewer = Reviewer(context.new_page())
    reviewer.at(0)
    reviewer.open(address + "a/")
    reviewer.answer("a-one", "Wrong for a-one")
    reviewer.answer("a-two", "Right for a-two")
    return reviewer


def test_a_miss_is_due_after_one_day_then_three_then_seven_then_done(reviewer: Reviewer, address: str) -> None:
    assert reviewer.due() == {"a-one": (1, 0)}
    assert "Nothing is due now." in reviewer.review(address, 0.99)
    day = 1.0
    for step, gap in enumerate((3, 7, None)):
        assert "Due now: 1." in reviewer.review(address, day)
        reviewer.press("Next question")
        assert reviewer.answer_now(right=True) == "a-one"
        assert reviewer.due() == ({"a-one": (day + gap, step + 1)} if gap else {})
        if gap:
            assert "Nothing is due now." in reviewer.review(address, day + gap - 0.01)
            day += gap
    assert reviewer.review(address, 1000) == "Nothing is due now."


def test_a_second_miss_starts_over(reviewer: Reviewer, address: str) -> None:
    for day, right, due in ((1, True, 4), (4, False, 5), (5, True, 8)):
        reviewer.review(address, day)
        reviewer.press("Next question")
        reviewer.answer_now(right=right)
        assert reviewer.due()["a-one"][0] == due


def test_trying_again_at_once_is_no_review(reviewer: Reviewer) -> None:
    reviewer.retry("a-one")
    reviewer.answer("a-one", "Right for a-one")
    assert reviewer.due() == {"a-one": (1, 0)}


def test_one_question_after_the_other_and_then_the_day_of_the_next(reviewer: Reviewer, address: str) -> None:
    reviewer.open(address + "b/")
    reviewer.answer("b-one", "Wrong for b-one")
    assert "Due now: 2." in reviewer.review(address, 2)
    reviewer.press("Next question")
    asked = [reviewer.answer_now(right=True)]
    assert reviewer.page.locator("cw-review .cw-live").get_by_role("link", name="Lesson a").last.is_visible()
    reviewer.press("Next question")
    asked.append(reviewer.answer_now(right=False))
    reviewer.press("Next question")
    assert sorted(asked) == ["a-one", "b-one"]
    said = reviewer.page.locator("cw-review .cw-live").inner_text()
    assert re.fullmatch(r"That was the last one for today\. Next: \w+day, .*\.", said)


def test_a_question_is_asked_afresh_and_its_answer_stands_until_then(reviewer: Reviewer, address: str) -> None:
    reviewer.review(address, 1)
    reviewer.press("Next question")
    assert reviewer.seen()["a-one"].chosen == ()
    assert reviewer.seen()["a-one"].verdict is None
    before = reviewer.storage()["items"]["a-one"]
    reviewer.reload()
    assert reviewer.storage()["items"]["a-one"] == before
    assert "Due now: 1." in reviewer.page.locator("cw-review .cw-live").inner_text()


def test_it_counts_in_no_lesson_that_is_not_there(reviewer: Reviewer, address: str) -> None:
    lessons = reviewer.storage()["lessons"]
    reviewer.review(address, 1)
    reviewer.press("Next question")
    reviewer.answer_now(right=True)
    assert reviewer.storage()["lessons"] == lessons
    reviewer.open(address + "a/")
    assert reviewer.counts() == (2, 2)


def test_sure_and_wrong_stands_in_a_list_of_its_own_and_comes_first(reviewer: Reviewer, address: str) -> None:
    reviewer.open(address + "b/")
    reviewer.answer("b-one", "Wrong for b-one")
    items = reviewer.storage()["items"]
    items["b-one"]["sure"] = 3
    reviewer.put(items=items)
    reviewer.review(address, 2)
    sure = reviewer.page.locator(".cw-were-sure")
    assert sure.locator("li").all_inner_texts() == ["What fits b-one best?\n\nLesson b"]
    reviewer.press("Next question")
    assert reviewer.answer_now(right=True) == "b-one"
    reviewer.press("Next question")
    assert not sure.is_visible()


def test_what_was_missed_before_there_was_a_review_is_due_now(reviewer: Reviewer, address: str) -> None:
    reviewer.put(review={})
    assert "Due now: 1." in reviewer.review(address, 0)


def test_a_renamed_item_keeps_its_day(reviewer: Reviewer, address: str, site: Site) -> None:
    renamed = "---\nid: a\n---\n# A\n\n" + (
        "<quiz>\n<!-- id: a-new; was: a-one -->\nWhat fits a-one best?\n"
        "- [x] Right for a-new\n  > It is right, and why.\n"
        "- [ ] Wrong for a-new\n  > It is wrong, and why.\n</quiz>\n"
    )
    publish(site, **{"a.md": renamed})
    assert "Due now: 1." in reviewer.review(address, 1)
    assert set(reviewer.due()) == {"a-new"}


def test_a_removed_item_never_comes_back(reviewer: Reviewer, address: str, site: Site) -> None:
    publish(site, **{"a.md": "---\nid: a\n---\n# A\n"})
    assert "Nothing is due now." in reviewer.review(address, 1)


def test_the_rule_and_its_source_are_stated(learner: Learner, address: str) -> None:
    learner.open(address + "review/")
    learner.page.get_by_text("Where this rule comes from").click()
    said = learner.page.locator("cw-review").inner_text()
    assert "comes back after 1 day. Answer it right, and it comes back after 3 days, then after 7" in said
    assert "Cepeda, Vul, Rohrer, Wixted & Pashler (2008)" in said
    assert "our own choice" in said
