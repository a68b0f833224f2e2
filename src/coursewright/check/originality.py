"""Whether a text shares a run of words with another one, of which only hashes are kept.

So a course can prove that its words are its own without holding the words of somebody else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from coursewright.fragment.identity import tokens

RUN = 8
"""How many words in a row tell a text from chance."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of all runs of words in a text; they tell neither the words nor their order."""

    salt: str
    hashes: frozenset[str]
    allowed: frozenset[str] = frozenset()
    """Those of what may be shared, such as a title that citations need."""

    @classmethod
    def of(cls, text: str, salt: str, allowed: Sequence[str] = ()) -> Fingerprint:
        """Return a text's fingerprint; ``allowed`` are words of it that anybody may use."""
        free = frozenset(found for said in allowed for found, _ in _runs(said, salt))
        return cls(salt, frozenset(found for found, _ in _runs(text, salt)), free)

    @classmethod
    def from_json(cls, text: str) -> Fingerprint:
        """Return the fingerprint that ``to_json`` wrote."""
        data = json.loads(text)
        return cls(data["salt"], frozenset(data["hashes"]), frozenset(data["allowed"]))

    def to_json(self) -> str:
        """Return it as the text of a file: the same for the same text, salt and allowed words."""
        data = {"salt": self.salt, "allowed": sorted(self.allowed), "hashes": sorted(self.hashes)}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def shared(self, text: str) -> tuple[str, ...]:
        """Return the runs of words that a text shares with the fingerprint's, but for what is allowed."""
        known = self.hashes - self.allowed
        return tuple(words for found, words in _runs(text, self.salt) if found in known)


def _runs(text: str, salt: str) -> Iterator[tuple[str, str]]:
    """Yield each run's hash and words: the first 8 bytes of a salted SHA-256."""
    words = tokens(text)
    for at in range(len(words) - RUN + 1):
        run = " ".join(words[at : at + RUN])
        yield sha256(f"{salt}\x1f{run}".encode()).hexdigest()[:16], run
