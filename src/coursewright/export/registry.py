"""Targets, and how one joins them: put a module into ``targets`` with one decorated function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple, TypeVar

from coursewright.export import targets as targets_package
from coursewright.export.bundle import Bundle
from coursewright.model.course import Course
from coursewright.model.item import USES, Item, Use
from coursewright.model.site import Site
from coursewright.outside import named
from coursewright.problem import Problem, Severity, Source

LOSSES: dict[str, tuple[str, Severity]] = {
    "E001": ("unsupported-by-target", Severity.WARNING),
    "E002": ("scored-otherwise", Severity.WARNING),
    "E003": ("links-without-site", Severity.WARNING),
    "E004": ("done-otherwise", Severity.ADVICE),
    "E005": ("more-than-fits", Severity.WARNING),
}
"""The E rules: what of a course a target can't carry. Their pages stand beside the other rules'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What whoever exports can choose, whatever the target; a target with choices of its own has a subclass."""

    uses: tuple[Use, ...] = USES
    """Which items leave the course, by what they are for."""
    site_url: str = ""
    """Address of the course's website, for links that leave an item; empty if it has none."""
    directory_urls: bool = True
    """Whether a page's address there is a folder (``agreement/``) or a file (``agreement.html``)."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Every page of the course, with those that a module leaves out: source below ``docs``, by path in problems."""
    wrong: Mapping[Source, Problem] = field(default_factory=dict)
    """The items that stay in the course because the check has found them wrong, by where they start."""
    module: str = ""
    """Title of the one module that is exported; empty for the course."""

    def title(self, course: Course) -> str:
        """Return what the package is called: as its module, else as the course."""
        return self.module or course.about.name


class Lost(NamedTuple):
    """A target's entry for a kind that it has no form for: such an item is reported, not exported."""

    hint: str
    """What its author can do about it."""


NO_FORM = Lost("Leave it to the website, or ask it as a choice.")
"""For a kind that a target has no form for, where nobody has more to say of it."""
F = TypeVar("F")
"""What a target makes of an item."""
Run = Callable[[Course, Site | None, Options], Bundle]


def form_of(kinds: Mapping[str, F | Lost], item: Item) -> F | Lost:
    """Return what a target's table makes of an item; one of a kind that it doesn't name is lost."""
    return kinds.get(item.kind) or Lost(item.elsewhere or NO_FORM.hint)


@dataclass(frozen=True, slots=True)
class Exporter:
    """One target, such as ``gift``."""

    name: str
    run: Run
    ending: str
    """Of the file's name, with its dot."""
    rendered: bool
    """Whether it needs the rendered course; else ``run`` gets None for it."""
    core: bool = False
    """Whether the course as a whole is taken without its electives."""
    options: type[Options] = Options
    """Its own options; each field beyond the common ones is a ``--set NAME=VALUE`` of the command."""
    kinds: dict[str, Any] | None = None
    """What it makes of each kind, by the kind's name: a function of its own, or ``Lost``; see ``form_of``.

    None where it takes the rendered pages, and so whatever stands in them.
    """
    title: str = ""
    """The format's name as people write it, such as ``SCORM 1.2``."""


_EXPORTERS: dict[str, Exporter] = {}


def exporter(
    name: str,
    *,
    ending: str = ".zip",
    rendered: bool = False,
    core: bool = False,
    options: type[Options] = Options,
    kinds: dict[str, Any] | None = None,
    title: str = "",
) -> Callable[[Run], Run]:
    """Register a function that takes a course, its site and options, and returns what the target takes in.

    It is pure: same course, same bytes. ``name`` is the format's own, in small letters.
    """

    def register(run: Run) -> Run:
        if name in _EXPORTERS:
            raise ValueError(f"two exporters claim {name}: {_EXPORTERS[name].run.__module__} and {run.__module__}")
        _EXPORTERS[name] = Exporter(name, run, ending, rendered, core, options, kinds, title or name)
        return run

    return register


@cache
def all_exporters() -> dict[str, Exporter]:
    """Return every exporter by its name, in order of name: ours, and those of other packages.

    Another package names its module in the entry-point group ``coursewright.targets``; and what a target of ours makes
    of its kind, under the kind's name, in ``coursewright.kinds.`` and the target's name.
    """
    for module in iter_modules(targets_package.__path__):
        import_module(f"{targets_package.__name__}.{module.name}")
    named("coursewright.targets")
    for exporter in _EXPORTERS.values():
        if exporter.kinds is not None:
            for kind, form in named(f"coursewright.kinds.{exporter.name}"):
                exporter.kinds.setdefault(kind, form)
    return dict(sorted(_EXPORTERS.items()))


def scored_items(course: Course, options: Options) -> Iterator[tuple[str, Use, tuple[Item, ...]]]:
    """Yield title, use and items of each bank, and of each lesson that holds items itself, as the options choose them.

    Those without a right answer stay in the course, as an LMS would count them; but what learners mark themselves an
    instructor can mark. Those that are wrong stay, too.
    """
    for title, items in _chosen(course, options):
        if sound := tuple(item for item in items if item.source not in options.wrong):
            yield title, sound[0].use, sound


def left_out(course: Course, options: Options) -> Iterator[Problem]:
    """Yield, for each item that the options choose and the check has found wrong, that it isn't exported, and why."""
    for _, items in _chosen(course, options):
        for item in items:
            if fault := options.wrong.get(item.source):
                yield problem("E001", f"not exported: {fault.code} {fault.message}", fault.source, fault.hint, item.id)


def _chosen(course: Course, options: Options) -> Iterator[tuple[str, tuple[Item, ...]]]:
    documents = [(bank.title, bank.document) for bank in course.banks]
    documents += [(lesson.title, lesson.document) for lesson in course.lessons]
    for title, document in documents:
        yield title, tuple(item for item in document.items if item.counts and item.use in options.uses)


def loss(item: Item, message: str, hint: str = "", code: str = "E001") -> Problem:
    """Return the problem that a target can't carry the item, or something of it."""
    return problem(code, message, item.source, hint, item.id)


def problem(code: str, message: str, source: Source, hint: str = "", item: str = "") -> Problem:
    """Return a problem with the name and the severity of its E code."""
    name, severity = LOSSES[code]
    return Problem(code, message, source, severity, hint, name, item)
