"""What is wrong with a course, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem matters: an error always fails a check, the others a strict one.

    A strict build by MkDocs fails on errors and warnings, and counts advice.
    """

    ERROR = "error"
    """A page or a key is wrong: that can be proved from what is written."""
    WARNING = "warning"
    """Very likely it is wrong, and only its author can know."""
    ADVICE = "advice"
    """Nothing is wrong; it could be written better."""

    @property
    def many(self) -> str:
        """The word for several of them."""
        return "advice" if self is Severity.ADVICE else f"{self}s"

    def counted(self, count: int) -> str:
        """Return how many there are, as in “1 error” and “2 pieces of advice”."""
        if self is Severity.ADVICE:
            return f"{count} piece{'s' if count != 1 else ''} of advice"
        return f"{count} {self if count == 1 else self.many}"


class Source(NamedTuple):
    """The place in an author's file that something came from; line and column count from 1.

    A named tuple like the model's other small parts: a course of 100,000 items has millions of them.
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Suppression:
    """An author's word that one rule is wrong about one item, or one file as a whole, with the reason."""

    code: str
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, which prints as ``path:line:column: CODE message``."""

    code: str
    message: str
    source: Source
    severity: Severity = Severity.ERROR
    hint: str = ""
    name: str = ""
    """The rule's name, such as ``no-correct-choice``."""
    item: str = ""
    """Id of the item concerned, where there is one: what a suppression is matched by."""
    rated: Severity | None = None
    """How the rule itself rates it, where the author has said otherwise."""
    follows: str = ""
    """The place and code of the problem that this one comes from, and goes with, where one is known."""

    def __post_init__(self) -> None:
        """Put single quotation marks inside a message's double ones; a hint says how to write a text, mark by mark."""
        if self.message.count("“") > 1:
            object.__setattr__(self, "message", _nested(self.message))

    def __str__(self) -> str:
        return f"{self.source}: {self.code} {self.message}"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key of every report: path, line, column, code, message."""
        return (self.source.path, self.source.line, self.source.column, self.code, self.message)


def _nested(text: str) -> str:
    depth = 0
    signs = list(text)
    for at, sign in enumerate(signs):
        if sign == "“":
            depth += 1
            signs[at] = "‘" if depth > 1 else sign
        elif sign == "”":
            signs[at] = "’" if depth > 1 else sign
            depth -= 1
        if depth < 0:
            return text  # such as one that was cut off
    return text if depth else "".join(signs)
