"""Names of ``extra.course`` that stand at another level than theirs, where nobody reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from coursewright.fragment.there import is_there
from coursewright.model.path import NEEDS
from coursewright.read.facts import INNER, Facts, belongs
from coursewright.read.grades import is_band

_ANYBODYS = ("private", "signed", "countersigned")
"""Words whose names a course may well have for something else."""
_OURS = ("shuffle_answers", "disable_after_submit", "enabled_by_default")
_OPTIONS = (*_OURS, "auto_number", "show_correct", "show_progress", "offline")
"""Options of the plugin that are true or false; the first ones hardly anybody else has."""


class Stray(NamedTuple):
    """A name at another level than its own: where it stands in the configuration, what is wrong, and the mend."""

    at: str
    message: str
    hint: str
    likely: bool = False
    """Whether somebody else may mean it."""


def check_levels(facts: Facts) -> None:
    """Report names that stand beside the fact that they belong below; any other name may stand there."""
    for home, name in _outdented(facts.given):
        hint = f"Indent it by two, below “{home}:”."
        facts.report(belongs(name, home), name, hint if home in facts.given else f"Write “{home}:” above it. {hint}")


def strays(config: Mapping[str, Any], facts: Mapping[str, Any], docs: Path, banks: Path) -> Iterator[Stray]:
    """Yield facts, and names that belong below them, that stand beside ``course`` or beside ``extra``.

    Only those that name what this course has, or that hardly anybody else can mean: what else stands there may be a
    theme's, or a plugin's. Likewise options of our plugin that stand there, or among the facts.
    """
    extra = config.get("extra")
    beside = extra if isinstance(extra, Mapping) else {}
    for outer, prefix in ((beside, "extra."), (config, "")):
        for name, value in outer.items():
            if _is_fact(name, value, config.get("nav")) and _is_missing(value, facts.get(name)):
                hint = "Indent it by two: it stands beside “course:”."
                if not prefix:
                    hint = "Move it below “course:”, which stands below “extra:”."
                yield Stray(f"{prefix}{name}", belongs(name, "course"), hint)
        for home, name, likely in _strayed(outer, facts, docs, banks):
            hint = f"Move it below “{home}:”, which stands below “course:”."
            yield Stray(f"{prefix}{name}", belongs(name, home), hint, likely)
    for among, prefix, names in ((facts, "extra.course.", _OPTIONS), (beside, "extra.", _OURS), (config, "", _OURS)):
        for name in names:
            if isinstance(among.get(name), bool):
                hint = "Write it below “- coursewright:”, which stands below “plugins:”."
                message = f"“{name}” is an option of the plugin, and no fact of the course"
                yield Stray(f"{prefix}{name}", message, hint, likely=among is not facts)


def _outdented(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the facts and the names that belong below them and stand among the course's, by what they say."""
    for home, names in INNER.items():
        inside = given.get(home)
        for name in names:
            if name in given and not (isinstance(inside, Mapping) and name in inside) and _is_inner(home, name, given):
                yield home, name


def _is_inner(home: str, name: str, given: Mapping[str, Any]) -> bool:
    value, inside = given[name], given.get(home)
    if name == "draw":
        return _is_draw(value)
    if name == "attempts":
        return value is not None and (home in given or _is_draw(given.get("draw")))
    if home not in given:
        return False
    if name == "without":
        return isinstance(value, list)
    if home == "reading_grade":
        return is_band(value) and (inside is None or name != "lessons" or isinstance(value, list))
    apart = isinstance(inside, Mapping) and name not in _ANYBODYS
    return isinstance(value, str | Mapping) and (inside is None or apart)


def _strayed(
    outer: Mapping[str, Any], facts: Mapping[str, Any], docs: Path, banks: Path
) -> Iterator[tuple[str, str, bool]]:
    """Yield the facts and the names that belong below them and stand outside, and whether that is no more than likely.

    Of grades and words, nobody can tell: a site may well have some of its own.
    """
    draw, attempts, left = (outer.get(name) for name in ("draw", "attempts", "without"))
    final, installable = facts.get("final"), facts.get("installable")
    final = final if isinstance(final, Mapping) else {}
    names: Any = draw if _is_draw(draw) and "draw" not in final else {}
    drawn = bool(names) and any(path.stem in names for path in banks.rglob("*.md"))
    if drawn:
        yield "final", "draw", False
    if type(attempts) is int and "attempts" not in final and (drawn or "draw" in final):
        yield "final", "attempts", not drawn
    named = isinstance(left, list) and any(is_there(docs / one) for one in left if isinstance(one, str) and one)
    if named and (installable is True or ("installable" in facts and not installable)):
        yield "installable", "without", False


def _is_draw(value: Any) -> bool:
    """Return whether a value can be that of ``draw``; an empty one can be anybody's."""
    return isinstance(value, Mapping) and bool(value) and all(type(number) is int for number in value.values())


def _is_fact(name: object, value: Any, nav: Any) -> bool:
    """Return whether somebody else can hardly mean a name and its value."""
    if name == "pass_mark":
        return isinstance(value, int | float | str)
    if name in ("core", "electives"):
        return isinstance(value, list) and any(title in value for title in _sections(nav))
    if name == "complete":
        return isinstance(value, list) and bool(value) and all(need in NEEDS for need in value)
    if name == "installable" and value is True:
        return True
    if name == "final" and not (isinstance(value, Mapping) and _is_draw(value.get("draw"))):
        return False
    return name in INNER and isinstance(value, Mapping) and bool(value) and set(value) <= set(INNER[str(name)])


def _sections(nav: Any) -> Iterator[str]:
    """Yield the titles of a navigation's sections."""
    for entry in nav if isinstance(nav, list) else [nav]:
        for title, inside in entry.items() if isinstance(entry, Mapping) else ():
            if isinstance(inside, list | Mapping):
                yield str(title)
                yield from _sections(inside)


def _is_missing(value: Any, stated: Any) -> bool:
    """Return whether a course says nothing of what is said elsewhere."""
    both = isinstance(value, Mapping) and isinstance(stated, Mapping)
    return value.keys().isdisjoint(stated) if both else stated is None
