"""The final assessment: drawn by stratum, silent until the end, and never a verdict on what was not asked."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import BrowserContext, expect
from sites import Site
from way import REASON, STRATA, Taker, bank, lesson, names, publish, question

from coursewright.kinds import KINDS
from manual import judged

SEEDS = 200
_DRAWS = """(seeds) => {
  const banks = ["tide", "rock"].map((name) => ({
    name, draw: 3, items: [1, 2, 3, 4, 5, 6].map((n) => ({ id: `${name}-${n}`, revision: "r" })),
  }));
  return [...Array(seeds).keys()].map((seed) => coursewright.final.draw(banks, seed * 7919).map((one) => one.id));
}"""
_SAID = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const bank of copy.querySelectorAll("cw-bank")) bank.remove();
  return copy.outerHTML;
}"""

_LONGER = """() => {
  const saved = JSON.parse(localStorage["coursewright:course"]);
  saved.final[3] = { ...saved.final[2], score: 5, total: 12, seed: 3 };
  localStorage["coursewright:course"] = JSON.stringify(saved);
}"""
"""An attempt of a day when more was drawn: 5 points, and not half of them."""


@pytest.fixture
def taker(context: BrowserContext, site: Site) -> Taker:
    taker = Taker(context.new_page())
    taker.open(publish(site) + "final/")
    return taker


def test_a_draw_is_a_matter_of_its_seed_by_stratum_and_without_repeats(taker: Taker) -> None:
    draws = taker.page.evaluate(_DRAWS, SEEDS)
    assert draws == taker.page.evaluate(_DRAWS, SEEDS)
    for draw in draws:
        assert len(set(draw)) == 6
        assert Counter(name.split("-")[0] for name in draw) == {"tide": 3, "rock": 3}
    counts = Counter(name for draw in draws for name in draw)
    assert len(counts) == 12
    assert min(counts.values()) > SEEDS / 4  # a half is expected
    assert len({tuple(draw) for draw in draws}) == SEEDS
    orders = Counter(tuple(name.split("-")[0] for name in draw) for draw in draws)
    assert max(orders.values()) < SEEDS / 5  # of 20 orders of strata


def test_no_verdict_and_no_reason_before_the_end(taker: Taker) -> None:
    taker.press("Start the final assessment")
    for at, right in enumerate([True, False, True, False]):
        name = taker.asked()
        taker.choice(f"{'Right' if right else 'Wrong'} for {name}").check()
        for silent in (taker.page.evaluate(_SAID), str(taker.storage())):
            assert REASON not in silent
            for word in ("Correct answer!", "Incorrect answer.", "cw-right", "cw-wrong", "score'"):
                assert word not in silent, word
        taker.press("Next" if at < 3 else "Hand in")
    assert REASON in taker.page.evaluate(_SAID)


def test_while_it_asks_only_the_question_has_a_next(taker: Taker) -> None:
    page_after = taker.page.locator(".cw-next")
    expect(page_after).to_be_visible()
    taker.press("Start the final assessment")
    expect(page_after).to_be_hidden()
    taker.take([True, True, True, True])
    expect(page_after).to_be_visible()


def test_the_end_tells_score_pass_mark_verdicts_reasons_and_lessons(taker: Taker) -> None:
    assert "This is a self-check: your own browser counts this score" in taker.page.locator("cw-final").inner_text()
    taker.press("Start the final assessment")
    asked = taker.take([True, True, False, True])
    assert Counter(name.split("-")[0] for name in asked) == dict.fromkeys(STRATA, 2)
    live = taker.page.locator("cw-final .cw-live")
    assert "Attempt 1: 3 of 4 points. You have passed." in live.inner_text()
    assert taker.verdicts() == {
        name: "Correct answer!" if at != 2 else "Incorrect answer." for at, name in enumerate(asked)
    }
    for name in asked:
        assert f"{REASON} {name}" in taker.seen()[name].result
        assert taker.item(name).get_by_role("link").first.get_attribute("href") == "../a/"
        assert not taker.button(name).is_visible()
    assert taker.storage()["final"].keys() == {"1"}
    taker.reload()
    assert taker.verdicts().keys() == set(asked)
    assert set(taker.storage()) == {"version", "final"}  # neither items nor lessons nor review


def test_one_right_answer_too_few_is_below_the_mark(taker: Taker) -> None:
    taker.press("Start the final assessment")
    taker.take([True, False, False, True])
    assert "Attempt 1: 2 of 4 points. This is below the pass mark." in taker.page.locator("cw-final").inner_text()


def test_attempts_are_counted_and_the_best_counts(taker: Taker, site: Site) -> None:
    taker.press("Start the final assessment")
    taker.take([True, True, True, True])
    taker.press("Start attempt 2")
    taker.take([False, False, False, False])
    assert taker.page.get_by_role("button").get_by_text("attempt").count() == 0
    assert [taker.final()[n]["score"] for n in ("1", "2")] == [4, 0]
    taker.open(site.url + "progress/")
    assert "best: 4 of 4" in taker.page.locator("[data-step=final]").inner_text()
    taker.page.evaluate(_LONGER)
    taker.reload()
    assert "done, best: 4 of 4" in taker.page.locator("[data-step=final]").inner_text()


def test_no_attempt_left_says_what_to_do(taker: Taker) -> None:
    for label in ("Start the final assessment", "Start attempt 2"):
        taker.press(label)
        taker.take([False] * 4)
    assert "No attempts are left." in taker.page.locator("cw-final").inner_text()


def test_an_empty_answer_is_named_and_not_handed_in(taker: Taker) -> None:
    taker.press("Start the final assessment")
    for label in ("Next", "Next", "Next", "Hand in"):
        taker.press(label)
    assert "Still without an answer: 1, 2, 3, 4." in taker.page.locator("cw-final").inner_text()
    assert taker.final().keys() == {"current"}


def test_every_question_can_be_reached_and_shows_whether_it_has_an_answer(taker: Taker) -> None:
    taker.press("Start the final assessment")
    strip = taker.page.get_by_role("navigation", name="Questions")
    assert strip.get_by_role("link").all_inner_texts() == ["1", "2", "3", "4"]
    strip.get_by_role("link", name="Question 3 of 4: no answer yet").press("Enter")
    assert taker.heading() == "Question 3 of 4"
    taker.choice(f"Right for {taker.asked()}").check()
    expect(strip.get_by_role("link", name="Question 3 of 4: answered")).to_have_attribute("aria-current", "step")
    strip.get_by_role("link", name="Question 4 of 4").click()
    taker.press("Hand in")
    expect(taker.page.locator("cw-final [role=status]").last).to_have_text("Still without an answer: 1, 2, 4.")
    taker.page.get_by_role("link", name="Question 2 of 4", exact=True).click()
    assert taker.heading() == "Question 2 of 4"
    assert taker.final()["current"]["slots"][2]["response"]
    assert taker.page.url.endswith("/final/")


def test_the_rules_stand_above_the_button_and_what_was_for_before_is_gone_after(taker: Taker, site: Site) -> None:
    page = "# Final\n\nTake your time.\n{ .cw-before }\n\n<!-- course: final -->\n"
    taker.open(publish(site, **{"final.md": page}) + "final/")
    said, before = taker.page.locator(".cw-main").inner_text(), taker.page.get_by_text("Take your time.")
    assert said.index("Take your time.") < said.index("attempt") < said.index("Start the final assessment")
    taker.press("Start the final assessment")
    expect(before).to_be_visible()
    taker.take([True] * 4)
    expect(taker.page.locator(".cw-outcome-card")).to_be_visible()
    expect(before.first).to_be_hidden()


def test_what_was_for_before_is_read_again_ahead_of_another_attempt(taker: Taker, site: Site) -> None:
    """Such as a note on hard content; once no attempt is left, it is gone."""
    note = "A question names a [fall](a.md).\n{ .cw-before #note }"
    page = f"# Final\n\n{note}\n\n<!-- course: final -->\n"
    taker.open(publish(site, **{"final.md": page}) + "final/")
    said = taker.page.locator(".cw-main")
    for attempt in (1, 2):
        if attempt == 2:
            text = said.inner_text()
            assert text.index("Question 4") < text.index("A question names a fall.") < text.index("Start attempt 2")
            assert text.count("A question names a fall.") == 1
            assert taker.page.locator("#note").count() == 1
        taker.press("Start the final assessment" if attempt == 1 else "Start attempt 2")
        assert said.inner_text().count("A question names a fall.") == 1
        taker.take([False] * 4)
        expect(taker.page.locator(".cw-outcome-card")).to_be_visible()
    assert "A question names a fall." not in said.inner_text()


def test_the_result_says_where_points_were_lost_before_it_offers_another_attempt(taker: Taker, site: Site) -> None:
    pages = {
        f"{name}.md": lesson(name, f"{name}-one").replace(
            "duration: 20", f"duration: 20\nobjectives: {{T.{name}: Say {name}.}}"
        )
        for name in ("a", "b")
    }
    of = {"tide": "a", "rock": "b"}
    banks = {
        stratum: bank(*(question(name, f"; objective: T.{of[stratum]}") for name in names(stratum))) for stratum in of
    }
    publish(site, **pages, **banks)
    taker.reload()
    taker.press("Start the final assessment")
    for at in range(4):
        name = taker.asked()
        taker.choice(f"{'Right' if name.startswith('tide') else 'Wrong'} for {name}").check()
        taker.press("Next" if at < 3 else "Hand in")
    live = taker.page.locator("cw-final .cw-live")
    assert live.locator(".cw-parts tr").all_inner_texts() == ["Core\t2 of 2", "More\t0 of 2"]
    expect(live.locator(".cw-parts td").first).to_have_css("white-space", "nowrap")
    expect(live.locator(".cw-parts td").first).to_have_css("text-align", "end")
    again = live.locator(".cw-return a")
    assert (again.all_inner_texts(), again.get_attribute("href")) == (["Lesson b"], "../b/")
    assert live.locator(".cw-told h3").all_inner_texts() == [f"Question {n}" for n in range(1, 5)]
    order = ("This is below the pass mark.", "Part by part", "Lessons to return to", "Question 4", "Start attempt 2")
    assert [*order] == sorted(order, key=live.inner_text().index)
    rules = live.get_by_text("This is a self-check")
    expect(rules).to_be_hidden()
    live.get_by_text("The rules").click()
    expect(rules).to_be_visible()
    assert "T.a" not in taker.page.locator("cw-final").inner_text()


def test_a_reload_in_the_middle_loses_nothing(taker: Taker) -> None:
    taker.press("Start the final assessment")
    asked = taker.take([True, False, True, True], until=3)
    drawn = [one["id"] for one in taker.final()["current"]["slots"]]
    taker.reload()
    taker.press("Go on with attempt 1")
    assert taker.heading() == "Question 3 of 4"
    assert taker.asked() == asked[2]
    assert taker.choice(f"Right for {asked[2]}").is_checked()
    taker.press("Back")
    assert taker.choice(f"Wrong for {asked[1]}").is_checked()
    assert [one["id"] for one in taker.final()["current"]["slots"]] == drawn
    taker.press("Next")
    taker.press("Next")
    taker.choice(f"Right for {taker.asked()}").check()
    taker.press("Hand in")
    assert taker.final()["1"]["score"] == 3


def test_what_is_edited_or_removed_meanwhile_is_drawn_anew(taker: Taker, site: Site) -> None:
    """Its response goes; the new one comes from the same stratum, and the others stay as they were."""
    taker.press("Start the final assessment")
    asked = taker.take([True, True, True, True], until=4)
    edited = next(name for name in asked if name.startswith("tide"))
    removed = next(name for name in asked if name.startswith("rock"))
    tide = [
        question(name).replace("Right for", "Quite right for") if name == edited else question(name)
        for name in names("tide")
    ]
    rock = [question(name) for name in names("rock") if name != removed]
    publish(site, tide=bank(*tide), rock=bank(*rock))
    taker.reload()
    taker.press("Go on with attempt 1")
    slots = taker.final()["current"]["slots"]
    assert len({one["id"] for one in slots}) == 4
    assert Counter(one["bank"] for one in slots) == dict.fromkeys(STRATA, 2)
    assert edited not in [one["id"] for one in slots]  # others of its stratum are left
    kept = [name for name in asked if name not in (edited, removed)]
    assert [one["id"] for one in slots if "response" in one] == kept
    assert [asked.index(name) for name in kept] == [at for at, one in enumerate(slots) if one["id"] in kept]
    taker.press("Hand in")
    empty = [str(at + 1) for at, one in enumerate(slots) if one["id"] not in kept]
    assert f"Still without an answer: {', '.join(empty)}." in taker.page.locator("cw-final").inner_text()


def test_a_bank_that_shrinks_below_its_draw_still_ends(taker: Taker, site: Site) -> None:
    taker.press("Start the final assessment")
    taker.take([True, True, True, True], until=2)
    publish(site, {"final": {"draw": {"tide": 2}, "attempts": 2}}, tide=bank(question("tide-9")))
    taker.reload()
    taker.press("Go on with attempt 1")
    assert taker.heading() == "Question 1 of 1"
    taker.take([True])
    assert taker.final()["1"] | {"seed": 0, "at": 0, "slots": []} == {
        "seed": 0, "at": 0, "slots": [], "score": 1, "total": 1, "passed": True
    }  # fmt: skip


def test_an_edit_after_the_end_changes_no_score_and_tells_no_wrong_verdict(taker: Taker, site: Site) -> None:
    taker.press("Start the final assessment")
    asked = taker.take([True, True, True, True])
    swapped = {
        stratum: bank(
            *(question(name).replace("[x]", "[ ]").replace("[ ] Wrong", "[x] Wrong") for name in names(stratum))
        )
        for stratum in STRATA
    }
    publish(site, **swapped)
    taker.reload()
    assert taker.page.get_by_text("This question has changed since.").count() == len(asked)
    assert taker.verdicts() == {}
    assert "4 of 4 points" in taker.page.locator("cw-final").inner_text()


def test_enter_goes_on_and_the_focus_is_at_the_number(taker: Taker) -> None:
    taker.press("Start the final assessment")
    focus = taker.page.locator(":focus")
    expect(focus).to_have_text("Question 1 of 4")
    taker.choice(f"Right for {taker.asked()}").check()
    taker.page.keyboard.press("Enter")
    expect(focus).to_have_text("Question 2 of 4")


_FILL = """() => {
  for (const control of document.querySelectorAll("cw-final cw-item :is(input, select)")) {
    if (control.type === "text") control.value = "12";
    else if (control.type === "radio" || control.type === "checkbox") control.checked = true;
    else control.selectedIndex = control.options.length - 1;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  [...document.querySelectorAll("cw-final cw-item .cw-move")].at(-2)?.click();
}"""


def test_every_kind_can_be_asked_without_its_key_and_told_at_the_end(taker: Taker, site: Site) -> None:
    text = "---\nuse: final\n---\n" + judged()
    total = text.count("<quiz>") - text.count("scored: false")
    publish(site, {"final": {"draw": {"every": total}}}, every=text)
    taker.reload()
    taker.press("Start the final assessment")
    kinds = set()
    for at in range(total):
        item = taker.page.locator("cw-final cw-item")
        kinds.add(item.get_attribute("data-kind"))
        held = str(item.evaluate("(item) => item.outerHTML"))
        assert set(re.findall('data-(?:key|accept|answers|value|tolerance|certainty)="(.*?)"', held)) <= {
            "",
            "[]",
            "{}",
        }
        taker.page.evaluate(_FILL)
        taker.press("Next" if at + 1 < total else "Hand in")
    assert kinds == {name for name, kind in KINDS.items() if not kind.self_marked}
    assert "current" not in taker.final(), taker.final()["current"]
    assert [name for name, verdict in taker.verdicts().items() if not verdict] == []
    assert len(taker.verdicts()) == total


def test_damaged_state_is_no_dead_end(taker: Taker) -> None:
    broken = [
        {"current": {"seed": "x", "slots": "none", "at": "y"}},
        {"current": {"slots": [{"bank": "tide", "id": "tide-1", "revision": 4}, {}], "at": 99}},
        {"1": {"slots": 4}, "2x": {}, "current": {}},
    ]
    for final in broken:
        taker.put(final=final)
        taker.reload()
        taker.page.locator("cw-final .cw-press").first.click()
        assert taker.heading().startswith("Question ")
