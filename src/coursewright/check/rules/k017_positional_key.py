"""A key that counts choices: move one line, and the learner is told that another answer is right."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.problem import Severity

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@rule("K017", "positional-key", Severity.ADVICE, apart=True)
def positional_key(course: Course) -> Iterator[Finding]:
    """Search for ids in ``key:`` that are their choice's letter or number."""
    for item in course.items:
        if item.metadata.key:
            for number, choice in enumerate(item.choices, 1):
                labels = (str(number), _LETTERS[number - 1 : number])
                for key in item.metadata.key:
                    if key.id == choice.id and key.id.lower() in labels:
                        message = f"the key “{key.id}” is only a place in the list"
                        hint = "Mark the right choice with [x], or name choices for what they say."
                        yield Finding(message, key.source, hint, item.id)
