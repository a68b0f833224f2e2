"""Rules, and how one joins them: put a module into ``rules`` with one decorated generator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from coursewright.check import rules as rules_package
from coursewright.model.course import Course
from coursewright.outside import named
from coursewright.problem import Severity, Source


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: the registry adds the rule's code, name and severity."""

    message: str
    source: Source
    hint: str = ""
    item: str = ""
    """Id of the item concerned: its author can suppress the finding in its comment."""
    severity: Severity | None = None
    """Where it differs from the rule's own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue."""

    code: str
    name: str
    severity: Severity
    run: Callable[[Course], Iterator[Finding]]
    page: str = ""
    """Address of its page, where it isn't one of ours."""
    apart: bool = False
    """Whether it looks at each item by itself, so that it may run over the course's files one by one."""


_RULES: dict[str, Rule] = {}


def rule(
    code: str, name: str, severity: Severity = Severity.ERROR, page: str = "", *, apart: bool = False
) -> Callable[[Callable[[Course], Iterator[Finding]]], Callable[[Course], Iterator[Finding]]]:
    """Register a generator that takes the course and yields findings.

    ``name`` says the flaw, in words that read well behind “allow”. A code is used once, ever; those with a
    Z are left to other packages. ``page`` is the address of such a rule's page; the page's text, ``CODE.md``, is looked
    for in a folder ``rule-pages`` beside the rule's module. A rule that looks at each item by itself, ``apart``, is
    given one file of items after another: of a large course, one fits where a processor finds it fast.
    """

    def register(run: Callable[[Course], Iterator[Finding]]) -> Callable[[Course], Iterator[Finding]]:
        if code in _RULES:
            raise ValueError(f"two rules claim {code}: {_RULES[code].run.__module__} and {run.__module__}")
        _RULES[code] = Rule(code, name, severity, run, page, apart)
        return run

    return register


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule by code: ours, and those of other packages.

    Another package names its module in the entry-point group ``coursewright.rules``.
    """
    for module in iter_modules(rules_package.__path__):
        import_module(f"{rules_package.__name__}.{module.name}")
    named("coursewright.rules")
    return tuple(_RULES[code] for code in sorted(_RULES))
