"""How many years of school an English text asks for, by the formula of Flesch and Kincaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from coursewright.check.prose import Sentence

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouy]|qu)e$|[^aeioutd]ed$|[^aeiouysxzcg]es$")
_SOUNDED = re.compile(r"[^aeiouy]le[ds]?$|[sc]hes$")
_EDGE = 2
"""Letters at a word's start and end that stay together."""
_NO_DIGITS = str.maketrans("", "", "0123456789")
_APART = re.compile(r"(?<![tcsg])i(?:en[ct]|et)|[iu]ous|[uyeo]ing")
"""Vowels that stand side by side and are spoken apart, as in “client” and “quiet”."""


def grade(sentences: Sequence[Sentence]) -> float:
    """Return the reading grade of the sentences together; they hold a word at least."""
    words = [word for sentence in sentences for word in sentence.words]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def mean_sentence(sentences: Sequence[Sentence]) -> float:
    """Return how many words the sentences have on average; there is one at least."""
    return sum(len(sentence.words) for sentence in sentences) / len(sentences)


@cache
def syllables(word: str) -> int:
    """Return how many syllables an English word has; an abbreviation in capitals counts as one.

    The most that is found where the word may be parted at a line's end, which misses few but never finds too many, and
    by its groups of vowels. Of the words of this repository's lessons, 99 in 100 are right.
    """
    if len(word) > 1 and word.isupper():
        return 1
    plain = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    spoken = len(_VOWELS.findall(plain.replace("qu", "q"))) + len(_APART.findall(plain))
    spoken -= bool(_SILENT.search(plain) and not _SOUNDED.search(plain))
    return max(1, spoken, hyphens(plain) + 1)


def hyphens(word: str) -> int:
    """Return at how many places a word may be parted, by Liang's algorithm: where the highest level is odd."""
    dotted, patterns = f".{word}.", _patterns()
    levels = [0] * (len(dotted) + 1)
    for start in range(len(dotted) - 1 if len(word) >= 2 * _EDGE else 0):
        for stop in range(start + 1, len(dotted) + 1):
            if pattern := patterns.get(dotted[start:stop]):
                for at, level in _levels(pattern):
                    levels[start + at] = max(level, levels[start + at])
    return sum(level % 2 for level in levels[_EDGE + 1 : len(word) - _EDGE + 2])


@cache
def _patterns() -> dict[str, str]:
    """Return pyphen's patterns for English by their letters; pyphen itself takes long to understand each of them."""
    spec = find_spec("pyphen")  # found, not imported
    assert spec is not None  # a dependency
    assert spec.origin is not None
    text = (Path(spec.origin).parent / "dictionaries/hyph_en_US.dic").read_text(encoding="utf-8")
    return dict(zip(text.translate(_NO_DIGITS).split("\n"), text.split("\n"), strict=True))


@cache
def _levels(pattern: str) -> tuple[tuple[int, int], ...]:
    """Return the digits of a pattern, each with how many letters stand before it."""
    digits = [at for at, sign in enumerate(pattern) if sign.isdigit()]
    return tuple((at - before, int(pattern[at])) for before, at in enumerate(digits))
