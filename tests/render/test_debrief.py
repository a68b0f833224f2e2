"""What is said of a scenario's ending: what to do next comes first, what it rests on is folded, no code is shown."""

from __future__ import annotations

import re

from markdown import Markdown

from coursewright.model.course import Course
from coursewright.read.scenario import read_scenario
from coursewright.render.extension import CoursewrightExtension
from coursewright.render.session import Session

TEXT = """\
---
id: shop
objectives: [P1.1]
---
# The shop

## At the till

They wave.

- [Wave](#seen)

## Seen

Somebody saw it.

**Ending: repairable**

- **Principle:** Wait.
- **Objectives:** P1.1
- **Standard:** 1.07
- **What would change my mind:** A word before.
- **Next session:** “I am sorry.”

Then you meet again.

- [Ask](#at-the-till)
"""


def test_an_ending_leads_with_what_it_is_and_what_can_be_done() -> None:
    scenario = read_scenario(TEXT, "quizzes/scenarios/shop.md", [])
    assert scenario is not None
    session = Session(Course(scenarios=(scenario,)))
    html = Markdown(extensions=[CoursewrightExtension(session=session)]).convert("<!-- quiz: scenario shop -->")
    debrief = html[html.index('data-scene="seen"') :]
    order = ("Ending: Repairable", "Somebody saw it.", "Then you meet again.", ">Ask<", "I am sorry.", "A word before.")
    assert [*order] == sorted(order, key=debrief.index)
    folded = re.search(r'<details class="cw-behind"><summary>(.*?)</summary>(.*?)</details>', debrief)
    assert folded
    assert folded[1] == "Principle · Standard"  # the objective has no words, and its code is no learner's
    assert "Wait." in folded[2]
    assert "1.07" in folded[2]
    assert "P1.1" not in html
