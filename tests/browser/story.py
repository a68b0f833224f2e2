"""A small scenario, and how a learner plays it."""

from __future__ import annotations

import json
from typing import Any

from learner import Learner
from playwright.sync_api import Locator

PAGE = "# Practise\n\n## Play {#play}\n\n<!-- quiz: scenario shop -->\n\n## Behind\n\nMore.\n"
SHOP = """\
---
title: The shop
content_note: Somebody is snubbed.
principle: 2, keep the boundary
objectives: [P1]
standard: NASW Code, 1.07
minutes: 3
change:
  agreed: You had agreed to say hello
---
# The shop

## At the till

A client stands behind you.

*If agreed:* You two agreed on a hello.

*As the client sees it:* There is my worker.

- [“Morning, **you**.”](#the-clerk)
  > **Client:** Seen, in front of all.
  >
  > **You:** You were friendly.

  *Remember: spoke first*
- *If not agreed:* [Look at the tray.](#the-clerk)
  > **Client:** Not a glance.
- *If agreed:* [“Hello.”](#as-agreed)
  > **Client:** As agreed.

## The clerk

*If spoke first:* The clerk asks how you know each other.

*If not spoke first:* The clerk gives you your change.

- [“We met at work.”](#it-is-out)
  > *If spoke first:* **Client:** After that hello, too.
  > *If not spoke first:* **Client:** Out of nowhere.
- [“From around.”](#as-agreed)
  > **Client:** That will do.

## It is out

**Ending: harm**

The whole shop knows.

*As the client sees it:* I can't come back here.

- **Principle:** 3, remember why
- **Objectives:** P1
- **Standard:** NASW Code, 1.07
- **What would change my mind:** Their own wish.
- **Next session:** “I am sorry.”

It can be mended.

- [Say so on Monday.](#mended)
  > **Client:** They say it first.

## As agreed

**Ending: protected**

Nobody learned a thing.

- **Principle:** 1, set expectations early
- **Objectives:** P1
- **Standard:** NASW Code, 1.07
- **What would change my mind:** Another wish.

## Mended

**Ending: repaired**

You have a plan now.

- **Principle:** 1
- **Objectives:** P1
- **Standard:** NASW Code, 1.07
- **What would change my mind:** No wish to talk.
"""
ENDINGS = {"It is out": "harm", "As agreed": "protected", "Mended": "repaired"}


def texts(scenario: str = SHOP, page: str = PAGE) -> dict[str, str]:
    return {"index.md": page, "../quizzes/scenarios/shop.md": scenario}


class Player:
    """A learner in front of the scenario."""

    def __init__(self, learner: Learner) -> None:
        self.page = learner.page

    @property
    def stage(self) -> Locator:
        return self.page.locator("cw-scenario .cw-stage")

    def title(self) -> str:
        return self.stage.locator(":scope > .cw-scene-title").inner_text()

    def text(self) -> str:
        return self.stage.inner_text()

    def choices(self) -> list[str]:
        return self.stage.locator("button.cw-line").all_inner_texts()

    def press(self, name: str) -> None:
        self.stage.get_by_role("button", name=name).click()

    def play(self, *choices: str) -> None:
        """Make these choices, and go on behind each."""
        for choice in choices:
            self.press(choice)
            self.press("Continue")

    def saved(self) -> Any:
        text = self.page.evaluate("() => localStorage.getItem('coursewright:course')")
        return json.loads(text)["scenarios"]["shop"] if text else None

    def save(self, state: str) -> None:
        """Put a piece of JSON where the scenario's state lies."""
        self.page.evaluate(
            """state => {
              const all = JSON.parse(localStorage.getItem("coursewright:course"));
              all.scenarios.shop = JSON.parse(state);
              localStorage.setItem("coursewright:course", JSON.stringify(all));
            }""",
            state,
        )
