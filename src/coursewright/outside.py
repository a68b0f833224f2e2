"""What other packages add: they name it in an entry-point group of ours."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, EntryPoints, entry_points


def named(group: str) -> list[tuple[str, object]]:
    """Return what installed packages name in a group, with its name there, in order of name.

    Raises ``ImportError`` that says which package is at fault, where one can't be loaded.
    """
    return [
        (entry.name, _loaded(entry)) for entry in sorted(_installed().select(group=group), key=lambda entry: entry.name)
    ]


@cache
def _installed() -> EntryPoints:
    return entry_points()  # which reads files of every installed package


def _loaded(entry: EntryPoint) -> object:
    try:
        return entry.load()
    except Exception as error:
        whose = entry.dist.name if entry.dist else "a package"
        said = f"{whose} adds “{entry.name}” to {entry.group}, and {entry.value} can't be loaded: {error}"
        raise ImportError(said) from error
