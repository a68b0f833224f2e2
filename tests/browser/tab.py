"""A tab of any browser, and what a learner does in it: each browser has its own way to be driven, and little else."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from typing import Any, Protocol

from profiles import PATIENCE

KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Space": " ", "ArrowDown": "\ue015"}
_FIND = """const found = (selector, said) => [...document.querySelectorAll(selector)].find((one) =>
  one.checkVisibility() && (said === null || one.textContent.replace(/\\s+/g, " ").trim() === said));"""
_POINT = f"""(selector, said) => {{
  {_FIND}
  const target = found(selector, said);
  if (!target || document.readyState !== "complete" || target.disabled) return null;
  target.scrollIntoView({{ block: "center", behavior: "instant" }});
  const box = target.getClientRects()[0];
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  const hit = document.elementFromPoint(x, y);
  return hit && (target.contains(hit) || hit.contains(target)) ? [x, y] : null;
}}"""
_TEXT = f"""(selector) => {{
  {_FIND}
  return found(selector, null)?.innerText.replace(/\\s+/g, " ").trim() ?? null;
}}"""
_THERE = f"(selector, said) => {{ {_FIND} return Boolean(found(selector, said)); }}"
_ON_PAPER = """() => {
  const turn = (media) => media.replace(/\\bscreen\\b/g, "speech").replace(/\\bprint\\b/g, "all");
  const each = (rules) => {
    for (const rule of rules) {
      if (rule.media?.mediaText) rule.media.mediaText = turn(rule.media.mediaText);
      if (rule.cssRules) each(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) each(sheet.cssRules);
}"""
_FILL = """(selector, name, text) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  const input = document.querySelector(selector);
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}"""


class Tab(ABC):
    """One tab; every waiting is for what has to come, and fails after `PATIENCE`."""

    @abstractmethod
    def open(self, url: str) -> None: ...
    @abstractmethod
    def reload(self) -> None: ...
    @abstractmethod
    def back(self) -> None: ...
    @abstractmethod
    def close(self) -> None: ...
    @abstractmethod
    def call(self, function: str) -> Any:
        """Return what a function of JavaScript, called without arguments, returns: a text or nothing."""

    @abstractmethod
    def paper(self) -> bytes | None:
        """Return the page as a PDF on A4; None where the browser has no word for that."""

    @abstractmethod
    def perform(self, *sources: dict[str, Any]) -> None:
        """Press keys and buttons, in the words that WebDriver has for it, old and new."""

    def evaluate(self, function: str, *arguments: object) -> Any:
        """Return the JSON that a function of the page's world makes of these arguments."""
        given = ", ".join(json.dumps(argument) for argument in arguments)
        said = self.call(f"() => JSON.stringify(({function})({given}) ?? null)")
        return None if said is None else json.loads(said)

    def until(self, function: str, *arguments: object) -> Any:
        """Wait until the function returns something true, and return it."""
        end = time.monotonic() + PATIENCE / 1000
        while True:
            if found := self.evaluate(function, *arguments):
                return found
            if time.monotonic() > end:
                body = self.evaluate("() => document.body.innerText")
                raise AssertionError(f"{function} {arguments} never came true of: {body}")
            time.sleep(0.05)

    def see(self, selector: str, said: str | None = None) -> None:
        """Wait for an element that is shown, and says just this."""
        self.until(_THERE, selector, said)

    def text(self, selector: str) -> str:
        """Wait for an element, and return what it says."""
        return str(self.until(_TEXT, selector))

    def count(self, selector: str) -> int:
        return int(self.evaluate("(selector) => document.querySelectorAll(selector).length", selector))

    def click(self, selector: str, said: str | None = None) -> None:
        """Press the mouse's button on an element that is shown and that nothing lies over."""
        x, y = self.until(_POINT, selector, said)
        moves = [{"type": "pointerMove", "x": x, "y": y}]
        moves += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.perform({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves})

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by their name or the letter on them."""
        names = [KEYS.get(key, key) for key in keys]
        presses = [{"type": kind, "value": name} for name in names for kind in ("keyDown", "keyUp")]
        self.perform({"type": "key", "id": "keyboard", "actions": presses})

    def give(self, selector: str, name: str, text: str) -> None:
        """Choose a file."""
        self.evaluate(_FILL, selector, name, text)

    def on_paper(self) -> None:
        """Have the page look as its style sheets want it printed, until it is loaded anew."""
        self.evaluate(_ON_PAPER)

    def wait_out_double_press(self) -> None:
        """Let the page's clock go on until a second press isn't part of a double press any more."""
        self.evaluate("() => { const now = Date.now; Date.now = () => now() + 1000; }")


class Engine(Protocol):
    """A running browser."""

    name: str

    def new_tab(self) -> Tab: ...
    def close(self) -> None: ...
