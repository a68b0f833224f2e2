"""Whether a text holds marks that most texts don't: a whole file is asked without what its words are made of."""

from __future__ import annotations

from functools import lru_cache
from string import ascii_letters, digits

_WORDS = dict.fromkeys(map(ord, ascii_letters + digits + " "))
_LONG = 5000


def holds(text: str, mark: str) -> bool:
    """Return whether a text holds a mark, in which there is neither a letter nor a digit of ASCII, nor a space."""
    return mark in (_rest(text) if len(text) > _LONG else text) and mark in text


@lru_cache(maxsize=4)  # several readers look into one file, and then into the next one
def _rest(text: str) -> str:
    """Return what is left of a text; what stands side by side in it and is left does so here, too."""
    return text.translate(_WORDS)
