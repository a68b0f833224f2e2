"""When two items are one in two languages: an answer to the first is then an answer to the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coursewright.model.course import Block, Course, ItemBlock
from coursewright.model.item import Item


def as_translations(blocks: tuple[Block, ...], original: Course | None) -> tuple[Block, ...]:
    """Return what stands in a page or a bank, each item as the translation of the original's item of its id."""
    if original is None:
        return blocks
    known = original.item_by_id
    return tuple(
        block._replace(item=as_translation(block.item, known[block.item.id]))
        if isinstance(block, ItemBlock) and block.item and block.item.id in known
        else block
        for block in blocks
    )


def as_translation(item: Item, original: Item) -> Item:
    """Return an item with the revision of another one, and its names for choices and rows.

    It stays as it is where the two differ in what decides a verdict, and where the answer is words of a language.
    """
    if item.source == original.source or not _is_picked(item) or any(differences(item, original)):
        return item
    return replace(_renamed(item, original), original=original.revision)


def differences(item: Item, original: Item) -> Iterator[str]:
    """Yield in words what of an item decides a verdict, and isn't as in the original."""
    if item.kind != original.kind:
        yield f"it is {item.kind}, and {original.kind} there"
        return
    if item.metadata.points != original.metadata.points:
        yield f"it is worth {item.metadata.points:g}, and {original.metadata.points:g} there"
    if bool(item.metadata.credit) != bool(original.metadata.credit):
        yield "only one of them gives credit for parts"
    if len(item.blanks) != len(original.blanks):
        yield f"it has {len(item.blanks)} gaps, and {len(original.blanks)} there"
    if not _is_picked(item):
        return
    for what, mine, theirs in (("choices", item.choices, original.choices), ("rows", item.pairs, original.pairs)):
        if len(mine) != len(theirs):
            yield f"it has {len(mine)} {what}, and {len(theirs)} there"
            return
    if bool(item.metadata.choices) != bool(original.metadata.choices):
        yield "only one of them names its choices"
        return
    if item.metadata.choices and {choice.id for choice in item.choices} != {choice.id for choice in original.choices}:
        yield "its choices have other names"
        return
    if _renamed(item, original).keyed != original.keyed:
        yield "another answer is right"


def _renamed(item: Item, original: Item) -> Item:
    """Return an item with the original's names for choices and rows: the author's, else by their order."""
    names = {mine.id: theirs.id for mine, theirs in zip(item.choices, original.choices, strict=True)}
    if item.metadata.choices:
        names = {choice.id: choice.id for choice in item.choices}
    rows = {mine.id: theirs.id for mine, theirs in zip(item.pairs, original.pairs, strict=True)}
    return replace(
        item,
        choices=tuple(choice._replace(id=names[choice.id]) for choice in item.choices),
        pairs=tuple(pair._replace(id=rows[pair.id], right=names[pair.right]) for pair in item.pairs),
    )


def _is_picked(item: Item) -> bool:
    """Return whether a response names choices or rows; else it is words or numbers."""
    return bool(item.picks) or item.notation != "choices"
