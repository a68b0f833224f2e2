"""No choice is right: the learner can't answer, and is told so every time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course

_REPLY = seldom(r"^ {0,3}[*_]{0,3}Reply:", re.M)


@rule("K002", "no-correct-choice", apart=True)
def no_correct_choice(course: Course) -> Iterator[Finding]:
    """Search for scored items with choices none of which is keyed; a wrong ``key:`` is K001's business."""
    for item in course.items:
        if item.choices and item.metadata.scored and not item.metadata.key:
            for choice in item.choices:
                if choice.correct:
                    break
            else:
                message = f"none of the {len(item.choices)} choices is marked as right"
                hint = "Put an x in the right one's box; for a survey, write “scored: false” in the comment."
                if item.explanation and _REPLY.search(item.explanation.markdown):
                    hint = "Write “type: say” into the comment: “Reply: …” is said there, and no choice is right."
                yield Finding(message, item.choices[0].text.source, hint, item.id)
