"""Words with letters of two alphabets: they look like others, and nobody can type them so."""

from __future__ import annotations

import unicodedata

from coursewright.fragment.seldom import seldom

WORD = seldom(r"[^\W\d_]{2,}")


def is_cyrillic(letter: str) -> bool:
    """Return whether a letter is a Cyrillic one."""
    return unicodedata.name(letter, "").startswith("CYRILLIC")


def mixed(word: str) -> bool:
    """Return whether Cyrillic letters stand among Latin ones; Greek ones may be meant, as in “λmax”."""
    alphabets = set() if word.isascii() else {unicodedata.name(letter, "").partition(" ")[0] for letter in set(word)}
    return {"LATIN", "CYRILLIC"} <= alphabets
