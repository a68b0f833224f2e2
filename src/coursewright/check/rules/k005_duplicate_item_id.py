"""Two items with one id: the learner's answer to one is taken for an answer to the other."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.check.registry import Finding, rule
from coursewright.model.course import Course
from coursewright.model.item import Item


@rule("K005", "duplicate-item-id")
def duplicate_item_id(course: Course) -> Iterator[Finding]:
    """Search for ids that authors gave twice; ids made of the content are equal only where K006 says why.

    What ``was`` names is an item's id of old: no other item may have it, or have had it.
    """
    seen: dict[str, Item] = {}
    for item in course.items:
        if item.metadata.id:
            first = seen.setdefault(item.id, item)
            if first.source != item.source:
                message = f"id “{item.id}” is taken by the item in {first.source.path}:{first.source.line}"
                hint = "Give one of them a new id: saved answers and the answer key go by it."
                yield Finding(message, item.metadata.id.source, hint, item.id)
    named: dict[str, Item] = {}
    for item in course.items:
        for old in item.metadata.was:
            first = named.setdefault(old.id, item)
            if first.id != item.id:
                message = f"“was” names “{old.id}”, as that of the item in {first.source.path}:{first.source.line} does"
                hint = "Delete it at one of the two: answers to what was one item would count for both."
                yield Finding(message, old.source, hint, item.id)
            other = seen.get(old.id)
            if other and other.id != item.id:
                message = f"“was” names “{old.id}”, the item in {other.source.path}:{other.source.line}"
                hint = "Name an id that no item has any longer, or delete it: answers to one would count for the other."
                yield Finding(message, old.source, hint, item.id)
