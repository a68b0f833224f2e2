"""How many years of school an English text asks for, by the formula of Flesch and Kincaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pyphen import LANGUAGES

from coursewright.check.prose import Sentence

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouy]|qu)e$|[^aeioutd]ed$|[^aeiouysxzcg]es$")
_SOUNDED = re.compile(r"[^aeiouy]le[ds]?$|[sc]hes$")
_DIGIT = re.compile(r"\d")
_APART = re.compile(r"(?<![tcsg])i(?:en[ct]|et)|[iu]ous|[uyeo]ing")
"""Vowels that stand side by side and are spoken apart, as in “client” and “quiet”."""


def grade(sentences: Sequence[Sentence]) -> float:
    """Return the reading grade of the sentences together; they hold a word at least."""
    words = sum([len(sentence.words) for sentence in sentences])
    spoken = sum([sum(map(syllables, sentence.words)) for sentence in sentences])
    return 0.39 * words / len(sentences) + 11.8 * spoken / words - 15.59


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
    return max(1, spoken, parts(plain))


def parts(word: str) -> int:
    """Return how many parts a word in lower case has at lines' ends, two letters long at least: Liang's algorithm.

    Pyphen counts as many. It reads all of its patterns first, which takes longer than to grade a course's pages.
    """
    patterns, longest = _patterns()
    framed = f".{word}."
    weights = [0] * (len(framed) + 1)
    for start in range(len(framed) - 1):
        for stop in range(start + 1, min(start + longest, len(framed)) + 1):
            if pattern := patterns.get(framed[start:stop]):
                at = start
                for sign in pattern:
                    if sign.isdigit():
                        weights[at] = max(weights[at], int(sign))
                    else:
                        at += 1
    return 1 + sum(weight % 2 for weight in weights[3 : len(word)])


@cache
def _patterns() -> tuple[dict[str, str], int]:
    """Return the patterns of Pyphen's dictionary, such as “.ad4der”, by their letters, and the most letters of one."""
    text = LANGUAGES["en_US"].read_text("utf-8")
    pairs = zip(_DIGIT.sub("", text).split("\n"), text.split("\n"), strict=True)
    found = {letters: pattern for letters, pattern in pairs if not letters[:1].isupper()}  # options are in capitals
    return found, max(map(len, found))
