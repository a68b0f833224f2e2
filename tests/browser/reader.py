"""What a screen reader says of a part of a page, phrase by phrase, against a transcript that people read.

Lines that start with ``>`` are what the learner does. COURSEWRIGHT_SAVE_GOLDEN=1 writes the transcripts anew: read
them aloud before they are committed. The reader knows no layout, so it also says what a closed part holds.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from learner import Learner
from packages import packaged

SAVE = bool(os.environ.get("COURSEWRIGHT_SAVE_GOLDEN"))
FOLDER = Path(__file__).parent / "transcripts"
_START = """async ([reader, selector]) => {
  const address = URL.createObjectURL(new Blob([reader], { type: "text/javascript" }));
  const { virtual } = await import(address);
  await virtual.start({ container: document.querySelector(selector) });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 50)); // live regions speak a moment later
  const shown = () => { // the reader looks at the attribute, where browsers look at the property
    for (const input of document.querySelectorAll("cw-item input")) input.toggleAttribute("checked", input.checked);
  };
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "checked");
  Object.defineProperty(HTMLInputElement.prototype, "checked", { get, set(on) { set.call(this, on); shown(); } });
  addEventListener("change", shown);
  const done = [];
  const heard = async () => {
    const phrases = await virtual.spokenPhraseLog();
    await virtual.clearSpokenPhraseLog();
    done.push(...phrases);
    return phrases;
  };
  window.reader = {
    done,
    async to(words) {
      for (let step = 0; step < 400; step++) {
        const phrases = await heard();
        if (phrases.at(-1)?.startsWith(words)) return;
        await virtual.next();
      }
      throw new Error(`${words} was never said: ${done.join(" | ")}`);
    },
    async act(name, what) {
      await heard();
      done.push(`> ${name}`);
      await what(virtual);
      await settled();
      await heard();
    },
  };
  await heard();
}"""


def assert_heard(name: str, learner: Learner, selector: str, steps: Sequence[tuple[str, str]]) -> None:
    """Read a part of the page, doing things on the way: ``to`` moves on until a phrase, the rest acts on it."""
    page = learner.page
    reader = packaged("@guidepup/virtual-screen-reader/lib/esm/index.browser.js").read_text(encoding="utf-8")
    page.evaluate(_START, [reader, selector])
    for step, words in steps:
        learner.wait_out_double_press()
        if step == "to":
            page.evaluate("words => reader.to(words)", words)
        elif step == "type":
            page.evaluate("words => reader.act(`types ${words}`, (virtual) => virtual.type(words))", words)
        elif step == "act":
            page.evaluate("words => reader.act(words, (virtual) => virtual.act())", words)
        else:
            page.evaluate("keys => reader.act(`presses ${keys}`, (virtual) => virtual.press(keys))", words)
    said = "\n".join(page.evaluate("() => reader.done")) + "\n"
    path = FOLDER / f"{name}.txt"
    if SAVE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")
