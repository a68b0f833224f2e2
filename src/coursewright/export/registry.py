"""Targets, and how one joins them: put a module into ``targets`` with one decorated function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from coursewright.export import targets as targets_package
from coursewright.export.bundle import Bundle
from coursewright.item import USES, Item, Use
from coursewright.model import Course
from coursewright.problem import Problem, Severity

LOSSES: dict[str, tuple[str, Severity]] = {
    "E001": ("unsupported-by-target", Severity.WARNING),
}
"""The E rules: what of a course a target can't carry. Their pages stand beside the other rules'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What whoever exports can choose, whatever the target."""

    uses: tuple[Use, ...] = USES
    """Which items leave the course, by what they are for."""
    site_url: str = ""
    """Address of the course's website, for links that leave an item; empty if it has none."""
    directory_urls: bool = True
    """Whether a page's address is a folder (``agreement/``) or a file (``agreement.html``)."""


Run = Callable[[Course, Options], Bundle]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One target, such as ``gift``."""

    name: str
    run: Run


_EXPORTERS: dict[str, Exporter] = {}


def exporter(name: str) -> Callable[[Run], Run]:
    """Register a function that takes a course and options, and returns what the target takes in.

    It is pure: same course, same bytes. ``name`` is the format's own, in small letters.
    """

    def register(run: Run) -> Run:
        if name in _EXPORTERS:
            raise ValueError(f"two exporters claim {name}: {_EXPORTERS[name].run.__module__} and {run.__module__}")
        _EXPORTERS[name] = Exporter(name, run)
        return run

    return register


@cache
def all_exporters() -> dict[str, Exporter]:
    """Return every exporter by its name, in order of name."""
    for module in iter_modules(targets_package.__path__):
        import_module(f"{targets_package.__name__}.{module.name}")
    return dict(sorted(_EXPORTERS.items()))


def scored_items(course: Course, options: Options) -> Iterator[tuple[str, Use, tuple[Item, ...]]]:
    """Yield title, use and items of each bank, and of each lesson that holds items itself, as the options choose them.

    Items without a right answer stay in the course: an LMS would count them.
    """
    documents = [(bank.title, bank.document) for bank in course.banks]
    documents += [(lesson.title, lesson.document) for lesson in course.lessons]
    for title, document in documents:
        items = tuple(item for item in document.items if item.metadata.scored and item.use in options.uses)
        if items:
            yield title, items[0].use, items


def loss(item: Item, message: str, hint: str = "") -> Problem:
    """Return the problem that a target can't carry the item, or something of it."""
    name, severity = LOSSES["E001"]
    return Problem("E001", message, item.source, severity, hint, name, item.id)
