"""Tags of an item, as Moodle has them: a level of Bloom's is one; any other may be another course's objective."""

from __future__ import annotations

from collections.abc import Iterable

from coursewright.imports.draft import Draft
from coursewright.model.item import LEVELS


def take_tags(draft: Draft, tags: Iterable[str]) -> None:
    """Take over the level; name the other tags, since an item may only name objectives that its course has."""
    others = []
    for tag in (tag.strip() for tag in tags):
        if tag.lower() in LEVELS and not draft.level:
            draft.level = tag.lower()
        elif tag:
            others.append(tag)
    if others:
        hint = "Name an objective of this course in the item's comment: objective: …"
        draft.lose(f"its tags: {', '.join(others)}", hint)
