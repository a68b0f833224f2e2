"""Scripts off: everything can be read, nothing pretends to work, and nothing leaves the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from learner import Learner
from playwright.sync_api import BrowserContext
from sites import Site

PAGE = """
<quiz>
<!-- id: single -->
What is the capital of Spain?
- [ ] Seville
  > Seville is the capital of Andalusia.
- [x] Madrid
  > Madrid has been the seat of the court since 1561.

Spain has seventeen autonomous communities.
</quiz>

<quiz>
<!-- id: blanks -->
The opposite of hot is [[cold|cool]].
---
It is what winter is.
</quiz>

<quiz>
<!-- id: two-blanks -->
The opposite of wet is [[dry]], and of early [[late]].
</quiz>

<quiz>
<!-- id: survey; scored: false -->
How do you feel about it?
- [ ] Calm
  > Good to hear.
- [ ] Worried
  > Most people are, at first.
</quiz>
"""


@pytest.fixture
def learner(new_context: Callable[..., BrowserContext], site: Site) -> Learner:
    learner = Learner(new_context(java_script_enabled=False).new_page())
    learner.open(site.publish(PAGE))
    return learner


def test_stems_and_choices_are_readable(learner: Learner) -> None:
    for text in ("What is the capital of Spain?", "Seville", "Madrid", "The opposite of hot is", "Worried"):
        assert learner.page.locator("cw-item").get_by_text(text).first.is_visible()
    assert learner.inputs("blanks").first.is_visible()
    assert learner.item("single").locator("fieldset").is_visible()
    assert learner.item("single").get_by_role("radio", name="Madrid").count() == 1


def test_answers_stand_behind_a_native_details(learner: Learner) -> None:
    reasons = {
        "single": ("Madrid has been the seat", "Seville is the capital", "Spain has seventeen"),
        "blanks": ("cold", "cool", "It is what winter is."),
        "survey": ("Good to hear.", "Most people are, at first."),
    }
    for name, texts in reasons.items():
        details = learner.item(name).locator("details")
        for text in texts:
            assert not details.get_by_text(text).first.is_visible()
        details.locator("summary").click()
        for text in texts:
            assert details.get_by_text(text).first.is_visible()
    details = learner.item("single").locator("details")
    assert "Incorrect answer. Seville" in " ".join(details.inner_text().split())
    assert "Correct answer! Madrid" in " ".join(details.inner_text().split())


def test_there_is_no_button_that_does_nothing(learner: Learner) -> None:
    buttons = learner.page.locator("cw-item, cw-score").locator("button, input[type=submit], input[type=button]")
    assert [button for button in buttons.all() if button.is_visible()] == []
    assert not learner.page.locator("cw-score").is_visible()


@pytest.mark.parametrize("item", ["blanks", "two-blanks", "single"])
def test_enter_does_not_leave_the_page(learner: Learner, site: Site, item: str) -> None:
    control = learner.inputs(item).first
    if item != "single":
        control.fill("cold")
    control.focus()
    learner.page.keyboard.press("Enter")
    learner.page.evaluate("() => fetch(location.href).then((answer) => answer.text())")  # a form would be there first
    assert learner.page.url == site.url
    assert learner.page.locator("cw-item").count() == 4
    if item != "single":
        assert control.input_value() == "cold"
