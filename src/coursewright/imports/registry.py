"""Formats, and how one joins them: put a module into ``formats`` with one decorated function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from coursewright.imports import formats as formats_package
from coursewright.imports.draft import Draft, Refused
from coursewright.imports.report import Report
from coursewright.imports.upload import Upload

Run = Callable[[Upload, Report], Iterator[Draft]]


@dataclass(frozen=True, slots=True)
class Importer:
    """One format, such as ``gift``."""

    name: str
    title: str
    """The format's name as people write it."""
    claims: Callable[[Upload], bool]
    """Whether a file is one of this format, as far as its start and its shape say."""
    run: Run


_IMPORTERS: dict[str, Importer] = {}


def importer(name: str, *, title: str, claims: Callable[[Upload], bool]) -> Callable[[Run], Run]:
    """Register a function that yields the items of a file, and reports what it leaves out."""

    def register(run: Run) -> Run:
        if name in _IMPORTERS:
            raise ValueError(f"two importers claim {name}")
        _IMPORTERS[name] = Importer(name, title, claims, run)
        return run

    return register


@cache
def all_importers() -> dict[str, Importer]:
    """Return every importer by its name, in order of name."""
    for module in iter_modules(formats_package.__path__):
        import_module(f"{formats_package.__name__}.{module.name}")
    return dict(sorted(_IMPORTERS.items()))


def importer_of(upload: Upload) -> Importer:
    """Return the importer of a file's format; raise ``Refused`` where none, or more than one, knows it."""
    known = all_importers()
    found = [one for one in known.values() if one.claims(upload)]
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(one.name for one in found)
        raise Refused(f"the file may be {names}", hint="Say which with --from.")
    titles = ", ".join(one.title for one in known.values())
    raise Refused("the file is in none of the formats that are known", hint=f"Known: {titles}. Name one with --from.")
