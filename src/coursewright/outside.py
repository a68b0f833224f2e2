"""What other packages add: they name it in an entry-point group of ours."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, distribution, distributions

_OURS = "coursewright."


def named(group: str) -> list[tuple[str, object]]:
    """Return what installed packages name in a group, with its name there, in order of name.

    Raises ``ImportError`` that says which package is at fault, where one can't be loaded.
    """
    return [(entry.name, _loaded(entry)) for entry in _installed().get(group, ())]


@cache
def _installed() -> dict[str, list[EntryPoint]]:
    """Return by group what belongs to us, in order of name: to look for it reads a file of every package."""
    found: dict[str, list[EntryPoint]] = {}
    for name in {each.name for each in distributions() if _OURS in (each.read_text("entry_points.txt") or "")}:
        for entry in distribution(name).entry_points:  # of two that are installed, the one that is imported
            if entry.group.startswith(_OURS):
                found.setdefault(entry.group, []).append(entry)
    return {group: sorted(entries, key=lambda entry: entry.name) for group, entries in found.items()}


def _loaded(entry: EntryPoint) -> object:
    try:
        return entry.load()
    except Exception as error:
        whose = entry.dist.name if entry.dist else "a package"
        said = f"{whose} adds “{entry.name}” to {entry.group}, and {entry.value} can't be loaded: {error}"
        raise ImportError(said) from error
