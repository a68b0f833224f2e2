"""Two choices that read the same: the learner picks the right answer and is told that it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from coursewright.check.registry import Finding, rule
from coursewright.fragment.identity import norm
from coursewright.model.course import Course
from coursewright.model.item import Choice


@rule("K004", "duplicate-choice")
def duplicate_choice(course: Course) -> Iterator[Finding]:
    """Search for choices with equal text (case, markup and closing punctuation aside) and the same images."""
    for item in course.items:
        if len({choice.digest for choice in item.choices}) < len(item.choices):
            seen: dict[str, Choice] = {}
            for choice in item.choices:
                text = choice.text.markdown
                first = seen.setdefault(choice.digest, choice)
                if first is not choice and norm(text, choice.text.names):
                    message = f"“{shorten(text, 48, placeholder=' …')}” reads the same as the choice in line"
                    hint = "Change or delete one; if case or punctuation is the point, use backticks."
                    yield Finding(f"{message} {first.text.source.line}", choice.text.source, hint, item.id)
