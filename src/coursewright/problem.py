"""What is wrong with a course, said so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem matters: an error always fails a check, a warning only a strict one."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


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

    def __str__(self) -> str:
        return f"{self.source}: {self.code} {self.message}"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key of every report: path, line, column, code, message."""
        return (self.source.path, self.source.line, self.source.column, self.code, self.message)
