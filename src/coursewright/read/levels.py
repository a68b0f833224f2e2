"""Names of ``extra.course`` that stand at another level than theirs, where nobody reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from coursewright.model.path import NEEDS
from coursewright.read.facts import INNER, Facts, belongs
from coursewright.read.grades import is_band

_ANYBODYS = ("private", "signed")
"""Words whose names a course may well have for something else."""


class Stray(NamedTuple):
    """A name at another level than its own: where it stands in the configuration, what is wrong, and the mend."""

    at: str
    message: str
    hint: str


def check_levels(facts: Facts) -> None:
    """Report names that stand beside the fact that they belong below; any other name may stand there."""
    for home, name in _outdented(facts.given, facts.given):
        hint = f"Indent it by two, below “{home}:”."
        facts.report(belongs(name, home), name, hint if home in facts.given else f"Write “{home}:” above it. {hint}")


def strays(config: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[Stray]:
    """Yield facts, and names that belong below them, that stand beside ``course`` or beside ``extra``.

    Only those that hardly anybody else can mean: what else stands there may be a theme's, or a plugin's.
    """
    extra = config.get("extra")
    for outer, prefix in ((extra if isinstance(extra, Mapping) else {}, "extra."), (config, "")):
        for name, value in outer.items():
            if _is_fact(name, value) and _is_missing(value, facts.get(name)):
                hint = "Indent it by two: it stands beside “course:”."
                if not prefix:
                    hint = "Move it below “course:”, which stands below “extra:”."
                yield Stray(f"{prefix}{name}", belongs(name, "course"), hint)
        for home, name in _outdented(outer, facts):
            yield Stray(
                f"{prefix}{name}", belongs(name, home), f"Move it below “{home}:”, which stands below “course:”."
            )


def _outdented(given: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the facts and the names that belong below them and stand among the given ones, by what they say."""
    for home, names in INNER.items():
        for name in names:
            if name in given and _is_inner(home, name, given[name], facts, given):
                yield home, name


def _is_inner(home: str, name: str, value: Any, facts: Mapping[str, Any], beside: Mapping[str, Any]) -> bool:
    inside = facts.get(home)
    if name == "draw":
        return isinstance(value, Mapping) and all(isinstance(number, int) for number in value.values())
    if name == "attempts":
        return value is not None and (home in facts or isinstance(beside.get("draw"), Mapping))
    if home not in facts:
        return False
    if name == "without":
        return isinstance(value, list)
    if home == "reading_grade":
        return is_band(value) and (inside is None or name != "lessons" or isinstance(value, list))
    apart = isinstance(inside, Mapping) and name not in inside and name not in _ANYBODYS
    return isinstance(value, str | Mapping) and (inside is None or apart)


def _is_fact(name: object, value: Any) -> bool:
    """Return whether somebody else can hardly mean a name and its value."""
    if name == "pass_mark":
        return isinstance(value, int | float | str)
    if name in ("core", "electives"):
        return isinstance(value, list) and all(isinstance(title, str) for title in value)
    if name == "complete":
        return isinstance(value, list) and bool(value) and all(need in NEEDS for need in value)
    if name == "installable" and value is True:
        return True
    return name in INNER and isinstance(value, Mapping) and bool(value) and set(value) <= set(INNER[str(name)])


def _is_missing(value: Any, stated: Any) -> bool:
    """Return whether a course says nothing of what is said elsewhere."""
    both = isinstance(value, Mapping) and isinstance(stated, Mapping)
    return value.keys().isdisjoint(stated) if both else stated is None
