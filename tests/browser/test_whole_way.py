"""A learner with a keyboard and a small screen goes the whole way, from an empty profile to the certificate."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import Site

from coursewright.config import read_layout
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.model.scenario import COMPLETE, Option, Scenario, Scene
from coursewright.read.course import read_course

_IN_VIEW = """() => {
  const { top, bottom, left, right } = document.activeElement.getBoundingClientRect();
  return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}"""
_NEXT_ITEM = """() => [...document.querySelectorAll("cw-item[data-item]:not([data-unscored])")]
  .filter((item) => !item.querySelector(".cw-result > :is(.cw-verdict, .cw-reasons)"))
  .find((item) => item.checkVisibility())?.dataset.item"""


class Keys:
    """A learner who only has Tab, Enter, Space and the arrows."""

    def __init__(self, page: Page, course: Course) -> None:
        self.page = page
        self.course = course
        self.pressed = 0

    def press(self, key: str) -> None:
        assert key in ("Tab", "Enter", "Space", "ArrowDown")
        self.page.keyboard.press(key)
        self.pressed += 1

    def tab_to(self, selector: str, said: str = "") -> None:
        """Press Tab until the focus is there; it is always in view, its apostrophes straight or not."""
        for _ in range(200):
            self.press("Tab")
            if self.page.evaluate(
                "([selector, said]) => document.activeElement.matches(selector)"
                " && document.activeElement.textContent.replaceAll('’', \"'\").includes(said)",
                [selector, said.replace("’", "'")],
            ):
                assert self.page.evaluate(_IN_VIEW), selector
                return
        pytest.fail(f"Tab never comes to {selector} {said}")

    def go_on(self) -> None:
        self.tab_to("a[rel=next]")
        address = self.page.url
        self.press("Enter")
        self.page.wait_for_url(lambda url: url != address)
        self.page.wait_for_load_state()

    def answer(self, name: str) -> None:
        """Give an item's right answer, and submit it."""
        item = self.course.item_by_id[name]
        form = f'cw-item[data-item="{name}"]'
        here = f'{form} input:not([name$="-sure"])'
        values = self.page.locator(here).evaluate_all("(inputs) => inputs.map((input) => input.value)")
        if item.kind in ("order", "match"):
            (self.arrange if item.kind == "order" else self.pair)(form, item)
        elif item.kind == "short":
            self.tab_to(here)
            self.page.keyboard.type(next(choice.text.markdown for choice in item.choices if choice.correct))
        elif item.kind == "say":
            self.tab_to(f'cw-item[data-item="{name}"] button.cw-submit', "Compare")
            self.press("Enter")
            self.tab_to(here)
            self.press("Space")
        elif item.kind == "single":
            at = values.index(item.keyed[0])
            self.tab_to(here)
            self.press("Space")
            for _ in range(at):
                self.press("ArrowDown")
        else:
            assert item.kind == "multiple", "this learner doesn't know how to answer that"
            for value in values:
                self.tab_to(f'{here}[value="{value}"]')
                if value in item.keyed:
                    self.press("Space")
        if self.page.locator(f"{form} .cw-sure").count():
            self.tab_to(f"{form} .cw-sure input")
            self.press("Space")
        elif item.kind in ("order", "match"):
            self.tab_to(f"{form} .cw-submit")
        self.press("Enter")

    def arrange(self, form: str, item: Item) -> None:
        """Move each step up to its place, from the first one down."""
        found = self.page.locator(f"{form} .cw-step").evaluate_all(
            "(steps) => steps.map((step) => step.dataset.choice)"
        )
        for place, step in enumerate(item.keyed):
            if up := found.index(step) - place:
                self.tab_to(f'{form} .cw-step[data-choice="{step}"] .cw-move', "↑")
                for _ in range(up):
                    self.press("Enter")
                found.insert(place, found.pop(place + up))

    def pair(self, form: str, item: Item) -> None:
        """Choose in each line what belongs to it."""
        belongs = dict(answer.split(":") for answer in item.keyed)
        for pair in item.pairs:
            box = f'{form} select[data-pair="{pair.id}"]'
            options = self.page.locator(box).evaluate("(box) => [...box.options].map((option) => option.value)")
            self.tab_to(box)
            for _ in range(options.index(belongs[pair.id])):
                self.press("ArrowDown")

    def check(self) -> None:
        """Answer every item of the page that counts."""
        while name := self.page.evaluate(_NEXT_ITEM):
            self.answer(name)
            result = self.page.locator(f'cw-item[data-item="{name}"] .cw-result')
            marked = self.course.item_by_id[name].self_marked
            expect(result).to_contain_text("You ticked 1 of" if marked else "Correct answer!")

    def play(self, scenario: Scenario) -> None:
        """Play a scenario to a good end."""
        here = f'cw-scenario[data-scenario="{scenario.id}"]'
        self.tab_to(f"{here} button", "Start")
        self.press("Enter")
        for option in way(scenario):
            self.tab_to(f"{here} button.cw-line", option.text.markdown.strip("“”").split("”")[0][:30])
            self.press("Enter")
            self.tab_to(f"{here} button.cw-submit")
            self.press("Enter")
        expect(self.page.locator(here).get_by_text("You completed this scenario.")).to_be_visible()


def way(scenario: Scenario) -> list[Option]:
    """Return the shortest way to a good end."""
    waiting: deque[tuple[Scene, frozenset[str], list[Option]]] = deque([(scenario.scenes[0], frozenset(), [])])
    while waiting:
        scene, facts, options = waiting.popleft()
        if scene.ending and scene.ending.type.id in COMPLETE:
            return options
        for option in scene.options:
            if (option.condition is None or option.condition.met(facts)) and len(options) < 12:
                after = facts | {fact.name for fact in option.sets}
                waiting.append((scenario.scene_by_id[option.target.id], after, [*options, option]))
    raise AssertionError(scenario.id)


def test_by_keyboard_alone_from_an_empty_profile_to_the_certificate(
    browser: Browser, course: Site, course_copy: Path
) -> None:
    layout, _ = read_layout(course_copy / "mkdocs.yml")
    assert layout is not None
    read = read_course(layout)
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    context.set_default_timeout(5000)
    page = context.new_page()
    page.goto(course.url)
    keys = Keys(page, read)
    while page.locator("cw-certificate").count() == 0:
        if page.locator("cw-final").count():
            take_final(keys)
        elif page.locator("cw-review").count() == 0:
            keys.check()
            for scenario in read.scenarios:
                if page.locator(f'cw-scenario[data-scenario="{scenario.id}"]').count():
                    keys.play(scenario)
        keys.go_on()
    expect(page.locator(".cw-award")).to_be_visible()
    keys.tab_to("[data-do=name]")
    page.keyboard.type("A. Learner")
    keys.tab_to("[data-do=print]")
    expect(page.locator("[data-fill=name]")).to_have_text("A. Learner")
    print("keys pressed:", keys.pressed)  # noqa: T201
    assert keys.pressed < 60 * (len(read.scenarios) + len(read.lessons))  # 1144 with 12 scenarios
    context.close()


def take_final(keys: Keys) -> None:
    keys.tab_to("cw-final .cw-press")
    keys.press("Enter")
    total = keys.course.path.completion.final.total  # type: ignore[union-attr]
    for number in range(1, total + 1):
        expect(keys.page.locator(":focus")).to_have_text(f"Question {number} of {total}")
        name = str(keys.page.locator("cw-final cw-item").get_attribute("data-item"))
        keys.answer(name)
        if number == total:
            expect(keys.page.locator("cw-final .cw-tried")).to_contain_text("You have passed.")
