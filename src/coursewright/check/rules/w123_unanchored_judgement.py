"""“What should you do?” with nothing to measure by: one reader's opinion is as good as the key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.problem import Severity

_OPEN = seldom(
    r"(?:^|[.!?:]”?\s+|,\s)(?:so |now |and )?"
    r"(?P<asked>what (?:should|would) you (?:do|say)(?: (?:now|next|first|then|here))?"
    r"|what is the (?:best|most appropriate) (?:thing to (?:do|say)|answer|response|reply|choice|step|course)"
    r"|which (?:choice|answer|option|response|reply|step)? ?is (?:the )?(?:best|most appropriate))\s*\?\s*$",
    re.I,
)
_YARDSTICK = seldom(
    r"\b(?:protect|agree|accord|polic|law|code\b|standard|rule|plan|promis|wish|ask|want|priva|confiden|judged|measured"
    r"|under |by the |keeps?\b|goal|aim)",
    re.I,
)


@rule("W123", "unanchored-judgement", Severity.ADVICE, apart=True)
def unanchored_judgement(course: Course) -> Iterator[Finding]:
    """Search for stems that end in a call for an opinion and name nothing by which an answer is better than another."""
    for item in course.items:
        text = item.stem.markdown
        if item.picks == "one" and item.metadata.scored and _may(text[-60:]):
            asked = _OPEN.search(text, max(0, len(text) - 120))
            if asked and not _YARDSTICK.search(text):
                hint = "Name a yardstick: “Which reply keeps what was agreed?”"
                message = f"“{asked['asked']}” asks for an opinion"
                yield Finding(message, item.stem.place(asked.start("asked")), hint, item.id)


def _may(end: str) -> bool:
    """Return whether the pattern is worth trying, which takes longer."""
    return "ould you" in end or "the best" in end or "is best" in end or "appropriate" in end
