"""The words of a course for those whom it speaks of: each stands for a whole text of the interface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WORDS = {
    # Translators: in a scenario, the person in the story who isn't the learner, above what happens to them
    "other": "The other person",
    # Translators: in a scenario, the learner as a person in the story, above what they say or what happens to them
    "self": "You",
    # Translators: in a scenario: the button that plays the same scenes as the other person in the story lives them
    "replay": "See it through the other person’s eyes",
    # Translators: in a scenario, above what the other person in the story lives
    "seen": "As the other person sees it",
    # Translators: below an agreement, lines to sign on paper
    "signed": "First signature",
    "countersigned": "Second signature",
    # Translators: below an agreement that the learner fills in
    "private": "No details of other people: no name, no place, nothing that tells who.",
}
"""English texts that a course may say otherwise, by the names below ``words`` in ``extra.course``."""
MARKS = ("other", "self", "seen")
"""Names of those that scenarios' marks are written with, too."""


class Word(NamedTuple):
    """What a course says for one of ``WORDS`` in one language; the empty language is the course's own."""

    name: str
    language: str
    text: str


def words_in(words: Sequence[Word], language: str, own: str) -> tuple[tuple[str, str], ...]:
    """Return what a course says in a language, as pairs of English text and its own; ``own`` is the course's language.

    Nothing is mixed: where a course has no word in a language, that language's neutral text stands. An unknown ``own``
    is any.
    """
    found: dict[str, tuple[int, str]] = {}
    for word in words:
        fits = _fits(word.language or own or language, language)
        if fits > found.get(word.name, (0, ""))[0]:
            found[word.name] = fits, word.text
    return tuple((WORDS[name], text) for name, (_, text) in found.items())


def _fits(spoken: str, language: str) -> int:
    """Return how well a text in one language serves another: 2 for the same, 1 for a dialect of it, else 0."""
    spoken, language = spoken.lower(), language.lower()
    return 2 if spoken == language else int(spoken.partition("-")[0] == language.partition("-")[0])
