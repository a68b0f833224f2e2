"""Patterns that most courses never need: a check starts sooner where nobody compiles them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast


class _Seldom:
    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Return a method of the pattern, and keep it: the next time, nobody asks here."""
        if name.startswith("__"):  # copies ask for some before anything is there
            raise AttributeError(name)
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)
        return found


def seldom(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use."""
    return cast("re.Pattern[str]", _Seldom(pattern, flags))


def holds_one(text: str, signs: Iterable[str]) -> bool:
    """Return whether a text has one of the signs without which a pattern isn't worth trying."""
    for sign in signs:  # noqa: SIM110 - a generator takes three times as long
        if sign in text:
            return True
    return False
