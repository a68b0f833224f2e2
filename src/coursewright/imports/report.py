"""The I rules: what an import can't carry over. Their pages stand beside the other rules'."""

from __future__ import annotations

from typing import Final

from coursewright.imports.draft import Draft, Unfit
from coursewright.problem import Problem, Severity, Source

LOSSES: dict[str, tuple[str, Severity]] = {
    "I001": ("not-imported", Severity.WARNING),
    "I002": ("partly-imported", Severity.WARNING),
    "I003": ("imported-otherwise", Severity.ADVICE),
    "I004": ("unreadable-import", Severity.ERROR),
}
LENGTH: Final = 400
"""Characters of a message."""


class Report:
    """What of one file isn't carried over, item by item, and once for what is the same for many."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.title = ""
        """What the file calls its questions as a whole."""
        self._problems: list[Problem] = []
        self._notes: dict[tuple[str, str], tuple[Source, int]] = {}

    @property
    def problems(self) -> list[Problem]:
        """Return them all in the order of the file; a note stands at the first item that it is about."""
        notes = [
            problem("I003", f"{message}: items: {count}", source, hint)
            for (message, hint), (source, count) in self._notes.items()
        ]
        return sorted([*self._problems, *notes], key=lambda found: found.order)

    def add(self, *problems: Problem) -> None:
        """Add problems as they are."""
        self._problems += problems

    def leave(self, source: Source, message: str, hint: str = "", item: str = "") -> None:
        """Say that an item isn't imported, and why."""
        self.add(problem("I001", f"not imported: {message}", source, hint, item))

    def unfit(self, draft: Draft, why: Unfit, name: str = "") -> None:
        """Say that an item isn't imported, as its reader found."""
        self.leave(draft.source, _placed(draft, str(why)), why.hint, name)

    def note(self, source: Source, message: str, hint: str = "") -> None:
        """Count what is done otherwise with each such item."""
        first, count = self._notes.get((message, hint), (source, 0))
        self._notes[message, hint] = first, count + 1

    def carried(self, draft: Draft, item: str) -> None:
        """Take over what an item that is imported has lost."""
        for message, hint in draft.losses.items():
            self.add(problem("I002", f"not carried over: {_placed(draft, message)}", draft.source, hint, item))
        for message, hint in draft.notes.items():
            self.note(draft.source, message, hint)


def _placed(draft: Draft, message: str) -> str:
    return f"{draft.place}: {message}" if draft.place else message


def problem(code: str, message: str, source: Source, hint: str = "", item: str = "") -> Problem:
    """Return a problem with the name and the severity of its I code; what a stranger wrote may stand in it."""
    name, severity = LOSSES[code]
    return Problem(code, _shown(message), source, severity, hint, name, _shown(item))


def _shown(text: str) -> str:
    """Return a text in one line that a terminal only shows."""
    text = text if len(text) <= LENGTH else f"{text[: LENGTH - 1]}…"
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "�" for sign in text)
