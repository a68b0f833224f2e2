"""Numbers: one gap for a number, and how far off it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coursewright.fragment.seen import readable
from coursewright.fragment.seldom import seldom
from coursewright.model.item import Blank, Draft, Item, Misfit

_SPACE = " \t\n\r\f\v\u00a0\u2009\u202f"
_SIGNED = seldom(rf"[{_SPACE}]*([+\-−]?)[{_SPACE}]*(.*?)[{_SPACE}]*", re.S)
_GROUPED = seldom(
    r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+(?=\.|$)|(?:[ \u00a0\u2009\u202f][0-9]{3})+(?=[.,]|$)"
    r"|(?:\.[0-9]{3}){2,}(?=,|$)|\.[0-9]{3}(?=,))"
)
_PLAIN = seldom(r"[0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,30}")
_THOUSANDS = seldom(rf"[{_SPACE}]*[+\-−]?([1-9][0-9]{{0,2}})\.([0-9]{{3}})[{_SPACE}]*")
"""What is a number with three decimals here, and thousands elsewhere."""
_TOLERANT = seldom(r"(.*?)(?:±|\+/?-)(.*)", re.S)
_FAR = 4
"""How many times a number its tolerance may be: one that is more stands in the number's place."""
_EPSILON = 1e-12
"""By what part of a number it may be off for the computer's own reasons: 0.4 − 0.3 is a bit more than 0.1 there."""


class Target(NamedTuple):
    """A number, and how far off it one is still right."""

    value: float
    tolerance: float

    def accepts(self, number: float) -> bool:
        """Return whether the number is near enough; ``rare.js`` calculates the same, step by step."""
        return abs(number - self.value) <= self.tolerance + _EPSILON * max(abs(number), abs(self.value))

    @property
    def words(self) -> tuple[str, str]:
        """The number and the tolerance as anybody reads them, without a needless “.0”."""
        value, tolerance = (repr(number).removesuffix(".0") for number in self)
        return value, tolerance

    def __str__(self) -> str:
        value, tolerance = self.words
        return f"{value} ± {tolerance}" if self.tolerance else value


def read_number(typed: str) -> float | None:
    """Return what somebody typed as a number, or None; ``rare.js`` reads it the same way, character for character.

    Both ``1.5`` and ``1,5`` are one and a half; ``1,000``, ``1 000`` and ``1.000.000`` have groups of thousands.
    """
    sign, text = _SIGNED.fullmatch(typed).groups()  # type: ignore[union-attr]  # it matches anything
    if grouped := _GROUPED.match(text):
        text = re.sub("[^0-9]", "", grouped[0]) + text[grouped.end() :]
    text = text.replace(",", ".")
    if not _PLAIN.fullmatch(text):
        return None
    return -float(text) if sign in ("-", "−") else float(text)


def is_tolerant(written: str) -> bool:
    """Return whether a text is a number with a tolerance, as authors write it, with or without a unit."""
    found = _TOLERANT.fullmatch(written)
    unit = re.compile(r"([\d.,\s]*\d)[^\d]*")
    tolerance = unit.fullmatch(found[2]) if found else None
    return bool(found and tolerance and read_number(found[1]) is not None and read_number(tolerance[1]) is not None)


class Numeric(Item):
    """A number in the stem, as ``[[75 ± 1]]``; an integer may stand without a tolerance."""

    __slots__ = ()
    kind = "numeric"

    @classmethod
    def fits(cls, draft: Draft) -> bool:  # noqa: ARG003 - a blank may accept a number as a text, and then only that
        return False

    @property
    def target(self) -> Target | None:
        """The number that is right; None where the author has written none."""
        if len(self.blanks) != 1 or len(self.blanks[0].answers) != 1:
            return None
        written = readable(self.blanks[0].answers[0], self.blanks[0].names)
        tolerant = _TOLERANT.fullmatch(written)
        value = read_number(tolerant[1] if tolerant else written)
        tolerance = read_number(tolerant[2]) if tolerant else 0.0
        return None if value is None or tolerance is None or tolerance < 0 else Target(value, tolerance)

    @property
    def keyed(self) -> tuple[str, ...]:
        return (str(self.target),) if self.target else ()

    def part(self, response: Sequence[str]) -> float:
        number = read_number(response[0]) if len(response) == 1 else None
        return float(number is not None and self.target is not None and self.target.accepts(number))

    def misfits(self) -> Iterator[Misfit]:
        notation = "Put the number into the text with a tolerance: [[75 ± 1]]."
        if not self.blanks:
            yield Misfit("an item of type numeric without a blank", self.stem.source, notation)
        for blank in self.blanks[1:]:
            yield Misfit("a second blank in an item of type numeric", blank.source, "Make an item of each number.")
        if len(self.blanks) == 1:
            blank, target = self.blanks[0], self.target
            written = " | ".join(blank.answers)
            if target is None:
                yield Misfit(f"“{written}” is not a number with a tolerance", blank.source, notation)
            elif not target.value.is_integer() and not _TOLERANT.fullmatch(written):
                hint = f"Say how far off is right: [[{written} ± 0.1]], or ± 0 for this very number."
                yield Misfit(f"“{written}” has no tolerance", blank.source, hint)
            elif target.tolerance > abs(target.value):
                grouped = [*_grouped_by_points(written, target, blank)] if target.tolerance.is_integer() else []
                yield from grouped
                if not grouped and target.value and target.tolerance > _FAR * abs(target.value):
                    hint = f"The number stands first: [[{target.words[1]} ± {target.words[0].lstrip('-')}]]."
                    yield Misfit(f"“{written}” takes nearly every number for right", blank.source, hint)


def _grouped_by_points(written: str, target: Target, blank: Blank) -> Iterator[Misfit]:
    """Yield what is wrong with “2.500 ± 20”: nobody writes decimals that the tolerance makes nothing of."""
    tolerant = _TOLERANT.fullmatch(written)
    if tolerant and (found := _THOUSANDS.fullmatch(tolerant[1])):
        value, tolerance = target.words
        plain = f"{found[1]}{found[2]} ± {tolerance}"
        hint = f"Write thousands without a point, {plain}; or {value} ± {tolerance}, if that is meant."
        yield Misfit(f"“{written}” is {value}, and may be off by more than that", blank.source, hint)
