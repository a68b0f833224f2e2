"""The kinds of item: one module each, or one for a family, found by being in this folder.

A kind is a subclass of ``coursewright.model.item.Item`` that says which drafts it fits, what its key is, and how much
of a response is right. How it is answered on a page is said in ``render/kinds/``, what a target makes of it in the
target's table of kinds. Another package names its class in the entry-point group ``coursewright.kinds``.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from coursewright.model.item import Draft, Item
from coursewright.outside import named


def _discover() -> dict[str, type[Item]]:
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        import_module(f"{__name__}.{module.name}")
    named("coursewright.kinds")
    found: dict[str, type[Item]] = {}
    for kind in _subclasses(Item):  # type: ignore[type-abstract]
        if "kind" not in vars(kind):
            continue
        other = found.get(kind.kind, kind)  # a dataclass with slots is made twice, and the later one counts
        if (other.__module__, other.__qualname__) != (kind.__module__, kind.__qualname__):
            raise ValueError(f"two kinds claim {kind.kind}: {other.__module__} and {kind.__module__}")
        found[kind.kind] = kind
    return found


def _subclasses(parent: type[Item]) -> list[type[Item]]:
    return [kind for child in parent.__subclasses__() for kind in (child, *_subclasses(child))]


KINDS: dict[str, type[Item]] = _discover()
"""Every kind by the name that authors give it in ``type:``."""


def kind_of(draft: Draft) -> type[Item] | None:
    """Return the kind that the author named, else the one that the draft's shape tells; None if it has no shape."""
    if draft.metadata.type:
        return KINDS.get(draft.metadata.type)
    for kind in KINDS.values():
        if kind.fits(draft):
            return kind
    return None
