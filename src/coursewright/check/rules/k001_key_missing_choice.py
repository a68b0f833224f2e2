"""The key names a choice that isn't there: whatever the learner picks is called wrong."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.item import Item


@rule("K001", "key-missing-choice", apart=True)
def key_missing_choice(course: Course) -> Iterator[Finding]:
    """Search for ids in ``key:`` that no choice of the item has."""
    for item in course.items:
        if item.metadata.key and item.notation == "choices":
            ids = [choice.id for choice in item.choices]
            for key in item.metadata.key:
                if key.id not in ids:
                    message = f"the key names “{key.id}”, which no choice is called"
                    yield Finding(message, key.source, _hint(key.id, item), item.id)


def _hint(key: str, item: Item) -> str:
    names = [reference.id for reference in item.metadata.choices]
    if near := get_close_matches(key, names, 1) or [name for name in names if name.casefold() == key.casefold()]:
        return f"Did you mean “{near[0]}”?"
    if names:
        return f"The choices are called {', '.join(names)}."
    return "Delete “key:” and mark the right choice with [x], or name every choice with “choices:”."
