"""What a learner sees on a page and does there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page
from waits import begun

RIGHT = "Correct answer!"
WRONG = "Incorrect answer."
RESET = "Reset quiz"
RESET_ASKED = "Reset all answers on this page?"
NOTICE = "Saved answers can’t be used here: they last until you leave the page."

_SEEN = """() => [...document.querySelectorAll("cw-item")].map((item) => {
  const inputs = [...item.querySelectorAll(".cw-controls input")];
  const steps = item.moved ? [...item.querySelectorAll(".cw-step > .cw-label")] : [];
  const boxes = [...item.querySelectorAll(".cw-controls select")].filter((box) => box.value);
  const result = item.querySelector(".cw-result");
  return {
    id: item.dataset.item,
    verdict: result?.querySelector(":scope > .cw-verdict")?.textContent ?? null,
    result: result?.innerText ?? "",
    chosen: inputs.filter((input) => input.checked).map((input) => input.closest(".cw-choice").innerText.trim()),
    typed: inputs.filter((input) => input.type === "text").map((input) => input.value),
    steps: steps.map((step) => step.firstChild.textContent),
    pairs: boxes.map((box) => `${box.labels[0].textContent} = ${box.selectedOptions[0].textContent}`),
    buttons: [...item.querySelectorAll("button")].map((button) => button.textContent),
  };
})"""
_ANSWER_ALL = """(responses) => {
  for (const [id, response] of Object.entries(responses)) {
    const item = document.querySelector(`cw-item[data-item="${id}"]`);
    item.querySelectorAll("input[type=text]").forEach((input, at) => (input.value = response[at]));
    for (const choice of item.querySelectorAll(".cw-choice")) {
      if (response.includes(choice.innerText.trim())) choice.querySelector("label").click();
    }
    for (const box of item.querySelectorAll(".cw-controls select")) {
      const pair = (option) => `${box.labels[0].textContent} = ${option.textContent}`;
      box.value = [...box.options].find((option) => response.includes(pair(option)))?.value ?? "";
    }
    if (item.steps && response.length && !item.settled) {
      const said = (step) => step.querySelector(".cw-label").textContent;
      item.querySelectorAll(".cw-move")[1].click(); // so that it counts as moved, whatever comes of it
      response.forEach((text, place) => {
        const step = [...item.steps.children].find((found) => said(found) === text);
        while ([...item.steps.children].indexOf(step) > place) step.querySelector(".cw-move").click();
      });
    }
    item.querySelector(".cw-submit").click();
  }
}"""
_BEGUN = """() => !customElements.get("cw-item") || [...document.querySelectorAll("cw-item")].every(
  (item) => item.kind || !item.checkVisibility() || item.getBoundingClientRect().top > 3 * innerHeight)"""
_FOCUS = "() => document.activeElement.tagName"
_COUNTS = """() => ["answered", "correct"].map(
  (name) => +document.querySelector(`cw-score [data-count=${name}]`).textContent)"""


@dataclass(frozen=True, slots=True)
class Seen:
    """One item as it stands on the page."""

    id: str
    verdict: str | None
    result: str
    chosen: tuple[str, ...]
    typed: tuple[str, ...]
    steps: tuple[str, ...]
    pairs: tuple[str, ...]
    buttons: tuple[str, ...]

    @property
    def response(self) -> tuple[str, ...]:
        """The chosen texts or pairs in any order, or the typed ones or the steps in theirs."""
        return self.typed or self.steps or tuple(sorted(self.chosen + self.pairs))


class Learner:
    """A learner in front of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.page.wait_for_function(_BEGUN)

    def reload(self) -> None:
        self.page.reload()
        self.page.wait_for_function(_BEGUN)

    # --- seeing

    def seen(self) -> dict[str, Seen]:
        """Return every item of the page by its id."""
        found = [
            Seen(**{name: tuple(value) if isinstance(value, list) else value for name, value in item.items()})
            for item in self.page.evaluate(_SEEN)
        ]
        return {item.id: item for item in found}

    def verdict(self, item: str) -> str | None:
        return self.seen()[item].verdict

    def verdicts(self) -> dict[str, str | None]:
        return {item.id: item.verdict for item in self.seen().values()}

    def counts(self) -> tuple[int, int]:
        """Return how many items the page's score calls answered, and correct."""
        answered, correct = self.page.evaluate(_COUNTS)
        return answered, correct

    def score(self) -> str:
        return self.page.locator("cw-score .cw-counts").inner_text().strip()

    def focused(self) -> str:
        """Return the tag of the element that has the focus."""
        return str(self.page.evaluate(_FOCUS))

    def storage(self, course: str = "course") -> Any:
        """Return the course's saved state, or None; but for what tabs tell each other, which is the player's own."""
        text = self.page.evaluate("key => localStorage.getItem(key)", f"coursewright:{course}")
        return None if text is None else {part: kept for part, kept in json.loads(text).items() if part != "tabs"}

    # --- doing

    def item(self, item: str) -> Locator:
        return self.page.locator(f'cw-item[data-item="{item}"]')

    def button(self, item: str) -> Locator:
        return self.item(item).locator(".cw-submit")

    def inputs(self, item: str) -> Locator:
        return self.item(item).locator(".cw-controls input")

    def choose(self, item: str, *texts: str) -> None:
        for text in texts:
            self.item(item).locator(".cw-choices").get_by_text(text, exact=True).click()

    def type(self, item: str, *texts: str) -> None:
        for at, text in enumerate(texts):
            self.inputs(item).nth(at).fill(text)

    def submit(self, item: str) -> None:
        self.button(item).click()

    def answer(self, item: str, *texts: str) -> None:
        """Choose or type the texts, and submit them."""
        if self.item(item).get_attribute("data-kind") in ("order", "match"):
            self.answer_all({item: texts})
            return
        if self.inputs(item).first.get_attribute("type") == "text":
            self.type(item, *texts)
        else:
            self.choose(item, *texts)
        self.submit(item)

    def retry(self, item: str) -> None:
        self.wait_out_double_press()
        self.button(item).click()

    def reset_page(self) -> None:
        reset = self.page.locator(".cw-reset")
        reset.click()
        self.wait_out_double_press()
        reset.click()

    def wait_out_double_press(self) -> None:
        """Let the clock of the page go on until a second press no longer counts as part of a double press."""
        self.page.evaluate("() => { const now = Date.now; Date.now = () => now() + 1000; }")

    def answer_all(self, responses: Mapping[str, Sequence[str]]) -> None:
        """Answer many items at once, by clicks that the page's own script makes: quicker, where speed matters."""
        begun(self.page)
        self.page.evaluate(_ANSWER_ALL, dict(responses))


def where_it_opens(link: Locator) -> tuple[str, str]:
    """Return target and relation that a link has when it is followed; it isn't."""
    target, relation = link.evaluate(
        """(link) => {
          addEventListener("click", (event) => event.preventDefault(), { once: true });
          link.click();
          return [link.target, link.rel];
        }"""
    )
    return str(target), str(relation)
