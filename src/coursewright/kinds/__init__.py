"""The kinds of item: one module each, or one for a family, found by being in this folder.

A kind is a subclass of ``coursewright.model.item.Item`` that says which drafts it fits, what its key is, and how a
learner answers it. Adding one takes a module here, its counterpart in ``render/player/`` and a test.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from coursewright.model.item import Draft, Item


def _discover() -> dict[str, type[Item]]:
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        import_module(f"{__name__}.{module.name}")
    return {kind.kind: kind for kind in _subclasses(Item) if hasattr(kind, "kind")}  # type: ignore[type-abstract]


def _subclasses(parent: type[Item]) -> list[type[Item]]:
    return [kind for child in parent.__subclasses__() for kind in (child, *_subclasses(child))]


KINDS: dict[str, type[Item]] = _discover()
"""Every kind by the name that authors give it in ``type:``."""


def kind_of(draft: Draft) -> type[Item] | None:
    """Return the kind that the author named, else the one that the draft's shape tells; None if it has no shape."""
    if draft.metadata.type:
        return KINDS.get(draft.metadata.type)
    return next((kind for kind in KINDS.values() if kind.fits(draft)), None)
