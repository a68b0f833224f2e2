"""What a screen reader says from an item's stem to a new try, phrase by phrase, against a transcript that people read.

Lines that start with ``>`` are what the learner does. COURSEWRIGHT_SAVE_GOLDEN=1 writes the transcripts anew: read
them aloud before they are committed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from learner import Learner
from packages import packaged
from sites import Site

SAVE = bool(os.environ.get("COURSEWRIGHT_SAVE_GOLDEN"))
FOLDER = Path(__file__).parent / "transcripts"
ITEMS = """
<quiz>
<!-- id: single -->
Which tree is a conifer?
- [ ] Beech
  > A beech drops its broad leaves.
- [x] Cedar
  > It bears cones.
- [ ] Elm
  > An elm has broad leaves.

Conifers bear cones.
</quiz>

<quiz>
<!-- id: multiple -->
Which trees are broadleaved?
- [x] Beech
  > A beech has broad leaves.
- [ ] Cedar
  > It has needles.
- [x] Elm
  > An elm has broad leaves.
</quiz>

<quiz>
<!-- id: blanks -->
The opposite of hot is [[cold]], and of wet [[dry]].
---
Each pair names both ends of one scale.
</quiz>

<quiz>
<!-- id: order; type: order -->
From small to big.

1. Bush
2. Tree
3. Forest

A forest has many trees.
</quiz>

<quiz>
<!-- id: match; type: match; credit: partial -->
Which bears what?

| Tree | Fruit |
| --- | --- |
| Cedar | Cone |
| Oak | Acorn |

Both hold seeds.
</quiz>

<quiz>
<!-- id: numeric; type: numeric -->
A Scots pine has bundles of [[2]] needles.
---
Two by two.
</quiz>

<quiz>
<!-- id: short; type: short -->
Which tree bears acorns?
- [x] oak
- [ ] beech
  > Its fruit are beechnuts.

Jays bury them.
</quiz>

<quiz>
<!-- id: truefalse; type: truefalse -->
A cedar is a conifer.

Hint: Look at its fruit.

- [x] True
  > It bears cones.
- [ ] False
  > It bears cones, and needles.
</quiz>
"""
_START = """async ([reader, item]) => {
  const address = URL.createObjectURL(new Blob([reader], { type: "text/javascript" }));
  const { virtual } = await import(address);
  await virtual.start({ container: document.querySelector(`cw-item[data-item="${item}"]`) });
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
      for (let step = 0; step < 40; step++) {
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


@pytest.fixture
def read(learner: Learner, site: Site) -> Callable[..., None]:
    """Read an item, doing things on the way: ``to`` moves on until a phrase, the rest acts on what was said last."""
    reader = packaged("@guidepup/virtual-screen-reader/lib/esm/index.browser.js").read_text(encoding="utf-8")

    def run(item: str, *steps: tuple[str, str]) -> None:
        page = learner.page
        learner.open(site.publish(ITEMS))
        page.evaluate(_START, [reader, item])
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
        path = FOLDER / f"{item}.txt"
        if SAVE:
            path.parent.mkdir(exist_ok=True)
            path.write_text(said, encoding="utf-8")
        assert said == path.read_text(encoding="utf-8")

    return run


def test_single(read: Callable[..., None]) -> None:
    read(
        "single",
        ("to", "radio, Beech"),
        ("act", "chooses"),
        ("press", "Enter"),
        ("to", "button, Try Again"),
        ("press", "Enter"),
        ("to", "end of group"),
    )


def test_multiple(read: Callable[..., None]) -> None:
    read(
        "multiple",
        ("to", "checkbox, Beech"),
        ("act", "chooses"),
        ("to", "checkbox, Elm"),
        ("act", "chooses"),
        ("to", "button, Submit"),
        ("press", "Enter"),
    )


def test_blanks(read: Callable[..., None]) -> None:
    read(
        "blanks",
        ("to", "button, Submit"),
        ("press", "Enter"),
        ("type", "cold"),
        ("press", "Tab"),
        ("type", "humid"),
        ("press", "Enter"),
        ("to", "button, Try Again"),
        ("press", "Enter"),
        ("to", "end of paragraph"),
    )


def test_order(read: Callable[..., None]) -> None:
    read(
        "order",
        ("to", "button, Move up: Bush"),
        ("press", "Enter"),
        ("press", "Enter"),
        ("to", "button, Submit"),
        ("press", "Enter"),
    )


def test_match(read: Callable[..., None]) -> None:
    read("match", ("to", "button, Submit"), ("press", "Enter"))


def test_numeric(read: Callable[..., None]) -> None:
    read(
        "numeric",
        ("to", "textbox"),
        ("type", "two"),
        ("press", "Enter"),
        ("press", "Backspace"),
        ("press", "Backspace"),
        ("press", "Backspace"),
        ("type", "2"),
        ("press", "Enter"),
        ("to", "button, Try Again"),
    )


def test_short(read: Callable[..., None]) -> None:
    read("short", ("to", "textbox"), ("type", "beech"), ("press", "Enter"), ("to", "button, Try Again"))


def test_true_or_false_with_a_hint(read: Callable[..., None]) -> None:
    read("truefalse", ("to", "radio, True"), ("act", "chooses"), ("to", "button, Submit"), ("press", "Enter"))
