"""One item and its parts, as every part of the toolkit sees them; each kind is a subclass in ``coursewright.kinds``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from coursewright.fragment.identity import digest, essence
from coursewright.fragment.seen import NO_NAMES, Names, typed
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Reference, Text
from coursewright.problem import Source, Suppression

Use = Literal["practice", "final", "pool", "private"]
"""What a bank's items are for.

``practice`` in lessons; ``final`` for the final assessment; ``pool`` for an LMS only; ``private`` likewise, and never
in a public repository.
"""
USES: tuple[Use, ...] = ("practice", "final", "pool", "private")
LEVELS = ("remember", "understand", "apply", "analyze", "evaluate", "create")
"""Bloom's levels in their revised order (Anderson and Krathwohl, 2001)."""


_MORE_THAN_EMPHASIS = seldom(r"[`\\<\[&]")
"""Signs of a markup that nobody types; stars and underscores may be meant, as in ``__init__``."""


class Choice(NamedTuple):
    """One answer that a learner can pick, with the reason why it is right or wrong."""

    id: str
    """The author's name for it, else a digest of its text; never a position."""
    text: Text
    correct: bool
    feedback: Text | None
    digest: str
    """Equal for two choices that read the same."""


@dataclass(frozen=True, slots=True)
class Blank:
    """One gap in a stem and the answers it accepts."""

    answers: tuple[str, ...]
    """As the author wrote them."""
    source: Source
    start: int
    """Offset of the gap, brackets included, in the stem's Markdown."""
    end: int
    names: Names = NO_NAMES

    @property
    def accepted(self) -> tuple[str, ...]:
        """What a learner may type: each answer as a reader sees it, and as it is written where only emphasis goes."""
        found: dict[str, None] = {}
        for answer in self.answers:
            found |= dict.fromkeys(typed(answer, self.names))
            if not _MORE_THAN_EMPHASIS.search(answer):
                found[" ".join(answer.split())] = None
        return tuple(found)


class Pair(NamedTuple):
    """One row of a table whose two columns belong together."""

    id: str
    """The author's name for the row, else a digest of its left entry; never a position."""
    text: Text
    """The left entry."""
    right: str
    """Id of the choice that belongs to it."""
    digest: str
    """Equal for two left entries that read the same."""


class Misfit(NamedTuple):
    """What an item lacks, or has too much of, for its kind."""

    message: str
    source: Source
    hint: str


class Metadata(NamedTuple):
    """What the comment at the top of an item says."""

    id: Reference | None = None
    objectives: tuple[Reference, ...] = ()
    level: str = ""
    type: str = ""
    was: tuple[Reference, ...] = ()
    choices: tuple[Reference, ...] = ()
    key: tuple[Reference, ...] = ()
    points: float = 1.0
    credit: Reference | None = None
    """``partial`` where a response that is partly right counts in part."""
    shuffle: bool | None = None
    scored: bool = True
    allow: tuple[Suppression, ...] = ()


NO_METADATA = Metadata()
"""What an item without a comment says."""


class Draft(NamedTuple):
    """An item's parts before its kind is known."""

    stem: Text
    choices: tuple[Choice, ...]
    blanks: tuple[Blank, ...]
    metadata: Metadata
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(ABC):
    """One question with all that belongs to it; each kind is a subclass in ``coursewright.kinds``."""

    kind: ClassVar[str]
    notation: ClassVar[Literal["choices", "steps", "table", "criteria"]] = "choices"
    """What the answers are written as: a list with boxes (or gaps in the stem), a numbered list, a table, criteria."""
    picks: ClassVar[Literal["", "one", "several"]] = ""
    """How many of its choices a learner picks, where they are there to be picked."""
    verdicts: ClassVar[bool] = False
    """Whether its choices are the two verdicts on a statement."""
    divisible: ClassVar[bool] = False
    """Whether a response can be partly right."""
    reasoned: ClassVar[bool] = False
    """Whether each choice has a reason of its own; else one explanation will do."""
    self_marked: ClassVar[bool] = False
    """Whether learners mark their own response, by its choices: then it is done once marked, and earns nothing."""
    elsewhere: ClassVar[str] = ""
    """What its author can do where a target's table doesn't name the kind, which is lost there then."""

    id: str
    stem: Text
    choices: tuple[Choice, ...] = ()
    blanks: tuple[Blank, ...] = ()
    pairs: tuple[Pair, ...] = ()
    heads: tuple[Text, ...] = ()
    """The two heads of the pairs' table."""
    hints: tuple[Text, ...] = ()
    """Steps towards the answer, each behind the one before; a revision doesn't depend on them."""
    replies: tuple[Text, ...] = ()
    """Model replies, to compare one's own with; a revision doesn't depend on them."""
    explanation: Text | None = None
    """What every learner reads after answering."""
    metadata: Metadata = NO_METADATA
    use: Use = "practice"
    certainty: bool = False
    """Whether learners also say how sure they are."""
    original: str = ""
    """The revision of the item that it translates, where an answer to one holds for the other."""
    source: Source
    end: int
    """Line of the closing tag."""

    @classmethod
    @abstractmethod
    def fits(cls, draft: Draft) -> bool:
        """Return whether an item whose author named no type is of this kind.

        Kinds are asked in the order of their modules' names, and within a module as they stand there.
        """

    @property
    @abstractmethod
    def keyed(self) -> tuple[str, ...]:
        """What a right response consists of, as the answer key records it."""

    @property
    def reads(self) -> dict[str, str]:
        """What the author's own names in the key stand for: digests of the choices' texts."""
        return {choice.id: choice.digest for choice in self.choices if not choice.id.startswith(choice.digest)}

    @abstractmethod
    def part(self, response: Sequence[str]) -> float:
        """Return how much of a response is right, from 0 to 1; the player's function of that name says the same.

        What a response is made of is the kind's own: ids of choices, typed texts, ids that belong together.
        """

    @abstractmethod
    def misfits(self) -> Iterator[Misfit]:
        """Yield what keeps the item from being one of its kind, each with the notation in its hint."""

    def score(self, response: Sequence[str]) -> float:
        """Return what a response is worth, from 0 to 1: all or nothing, unless the author gives credit in part."""
        part = self.part(response)
        return part if part == 1 or self.metadata.credit else 0.0

    @property
    def counts(self) -> bool:
        """Whether a lesson is done only once it is answered, and a response to it is saved."""
        return self.metadata.scored or self.self_marked

    def shuffled(self, *, site: bool = False) -> bool:
        """Return whether learners may see the choices in another order; ``site`` holds where the author is silent."""
        return bool(self.choices) and (site if self.metadata.shuffle is None else self.metadata.shuffle)

    @property
    def revision(self) -> str:
        """Digest of what decides a verdict: kind, stem, choices and pairs in any order, key, points and credit.

        A saved answer holds for one revision. Feedback isn't part of it: mending a typo there loses no answer. A
        translation has the revision of its original.
        """
        if self.original:
            return self.original
        choices = sorted(f"{choice.id} {choice.digest}" for choice in self.choices)
        pairs = sorted(f"{pair.id} {pair.digest}" for pair in self.pairs)
        worth = [repr(self.metadata.points)] + ["partial"] * bool(self.metadata.credit)
        return digest(
            (self.kind, essence(self.stem.markdown, self.stem.names), *choices, *pairs, "key", *self.keyed, *worth)
        )

    @property
    def written(self) -> list[Text]:
        """Every piece of the author's Markdown, in no particular order."""
        found = [self.stem, *self.heads, *self.hints, *self.replies]
        for choice in self.choices:
            found.append(choice.text)
            if choice.feedback:
                found.append(choice.feedback)
        for pair in self.pairs:
            found.append(pair.text)
        if self.explanation:
            found.append(self.explanation)
        return found
