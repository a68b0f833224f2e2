"""An item as another system has it: texts in HTML, before the bank's Markdown is made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from coursewright.problem import Source

_GAP, _END = "\uf8f0", "\uf8f1"
Load = Callable[[str], bytes | None]
"""Returns the content of a file that a text shows, by its address there; None where the source has no such file."""


class Refused(Exception):  # noqa: N818 - a property of the file, not of the program
    """A file can't be read as a whole: the message says why, and the line where, if that is known."""

    def __init__(self, message: str, line: int = 1, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


class Unfit(Exception):  # noqa: N818
    """An item can't be one of ours: the message says why, and the hint what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint or "Write it by hand, or ask for it in another way."


def gap(number: int) -> str:
    """Return the mark of a blank in a stem's HTML; numbers count from 0."""
    return f"{_GAP}{number}{_END}"


def without_gaps(text: str) -> str:
    """Return a text in which nothing is taken for such a mark."""
    return text.replace(_GAP, "").replace(_END, "")


def together(first: str, second: str) -> str:
    """Return two texts in HTML as one, each in a block of its own; either may be empty."""
    if not (first.strip() and second.strip()):
        return second if second.strip() else first
    return f"<div>{first}</div><div>{second}</div>"


def no_files(address: str) -> bytes | None:  # noqa: ARG001 - it has none, whatever the address
    """Return nothing: the source comes without files."""
    return None


@dataclass(slots=True)
class Answer:
    """One choice, step or accepted answer."""

    html: str
    correct: bool = False
    feedback: str = ""


@dataclass(slots=True, kw_only=True)
class Draft:
    """One item on its way into a bank."""

    source: Source
    kind: str = ""
    place: str = ""
    """Which one it is, such as “question 3”, where its line doesn't tell."""
    name: str = ""
    """By which the source knows it; its id, if it can be one."""
    stem: str = ""
    """Holds ``gap(0)``, ``gap(1)`` … where blanks are."""
    answers: list[Answer] = field(default_factory=list)
    blanks: list[list[str]] = field(default_factory=list)
    """What each gap accepts, as plain text."""
    pairs: list[tuple[str, str]] = field(default_factory=list)
    lures: list[str] = field(default_factory=list)
    explanation: str = ""
    hints: list[str] = field(default_factory=list)
    points: float = 1
    credit: bool = False
    shuffle: bool | None = None
    level: str = ""
    load: Load = no_files
    losses: dict[str, str] = field(default_factory=dict)
    """What of it is lost, with what to do about it."""
    notes: dict[str, str] = field(default_factory=dict)
    """What is done otherwise with each such item, with a hint; counted over the file."""

    def lose(self, message: str, hint: str = "") -> None:
        """Say that something of the item is lost."""
        self.losses.setdefault(message, hint)

    def note(self, message: str, hint: str = "") -> None:
        """Say what is done otherwise with each such item."""
        self.notes.setdefault(message, hint)

    def explain(self, html: str) -> None:
        """Add to what every learner reads."""
        self.explanation = together(self.explanation, html)
