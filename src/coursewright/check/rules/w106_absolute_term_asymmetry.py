"""“Always” and “never” in every wrong choice: readers who know tests strike them out, and the right one is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.item import Choice
from coursewright.problem import Severity

_ABSOLUTE = re.compile(r"\b(?:always|never|completely|absolutely|entirely|impossible|under no circumstances)\b", re.I)


@rule("W106", "absolute-term-asymmetry", Severity.ADVICE)
def absolute_term_asymmetry(course: Course) -> Iterator[Finding]:
    """Search for items in which every wrong choice, of two or more, has an absolute word and the right one has none."""
    for item, key, place, _ in course.singles:
        if len(item.choices) > 2 and _may(item.choices[0 if place else 1].text.markdown):
            wrong = (choice for choice in item.choices if choice is not key)
            if all(_has(choice) for choice in wrong) and not _has(key):
                message = "every wrong choice has a word like “always” or “never”, and the right one has none"
                yield Finding(message, key.text.source, "Reword some of them.", item.id)


def _has(choice: Choice) -> bool:
    return _ABSOLUTE.search(choice.text.markdown) is not None


def _may(text: str) -> bool:
    """Return whether the pattern is worth trying, which takes longer."""
    return "ways" in text or "ever" in text or "tely" in text or "tirely" in text or "ossible" in text or "nces" in text
