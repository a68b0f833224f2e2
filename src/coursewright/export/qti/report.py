"""What an export of this family can't carry, item by item, and once for what is the same for every item of a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coursewright.export.parts import ItemParts, without_address
from coursewright.export.qti.one import Form
from coursewright.export.registry import F, Lost, form_of, loss
from coursewright.export.rubric import ASKED_IN_WRITING, HINT
from coursewright.fragment.identity import norm
from coursewright.fragment.seen import readable
from coursewright.model.item import Item
from coursewright.problem import Problem

_TITLE_LIMIT = 80
_GAP = "\U000f4002"


class Unfit(Exception):  # noqa: N818 - a property of the item, not of the program
    """An item has no form in a target: the message says why, and the hint what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Report:
    """Collects problems; every item that is left out has one, or more."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._notes: dict[tuple[str, str], list[Item]] = {}
        self._parts: list[ItemParts] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return them all; what holds for many items stands at the first of them, with how many there are."""
        notes = [
            loss(items[0], f"{message}: items: {len(items)}", hint, "E004")
            for (message, hint), items in self._notes.items()
        ]
        return (*dict.fromkeys(self._problems), *notes, *without_address(self._parts))

    def add(self, *problems: Problem) -> None:
        """Add problems of one item, or of the package."""
        self._problems += problems

    def note(self, item: Item, message: str, hint: str) -> None:
        """Count what is done otherwise with every such item."""
        self._notes.setdefault((message, hint), []).append(item)

    def leave(self, item: Item, message: str, hint: str) -> None:
        """Say that an item isn't exported, and why."""
        self.add(loss(item, f"not exported: {message}", hint))

    def formed(
        self, parts: ItemParts, target: str, kinds: Mapping[str, Callable[..., F] | Lost], *given: object
    ) -> F | None:
        """Return what a target's table makes of an item, which is then carried; None, and a problem, where it can't."""
        form = form_of(kinds, parts.item)
        if isinstance(form, Lost):
            self.leave(parts.item, f"{target} has no items of type {parts.item.kind}", form.hint)
            return None
        try:
            made = form(parts, *given)
        except Unfit as unfit:
            self.leave(parts.item, str(unfit), unfit.hint)
            return None
        self.add(*parts.problems)
        self._parts.append(parts)
        if parts.item.metadata.objectives or parts.item.metadata.level:
            self.note(parts.item, "QTI carries no objectives and no levels", "Moodle XML and GIFT carry them, as tags.")
        return made

    def partly(self, item: Item, target: str) -> None:
        """Say that the target gives nothing for a response that is partly right."""
        hint = "Delete “credit: partial” here, so that the website gives all or nothing, too."
        self.add(loss(item, f"credit in part on the site, and all or nothing in {target}", hint, "E002"))

    def in_writing(self, item: Item) -> None:
        """Count what is said aloud on the site, and asked in writing here."""
        self.note(item, ASKED_IN_WRITING.removesuffix(": items: {}"), HINT)

    def wholly(self, item: Item, target: str) -> None:
        """Say that the target gives credit in part, where the site gives none."""
        hint = "Write “credit: partial” here, so that the site gives credit in part, too."
        self.add(loss(item, f"all or nothing on the site, and credit in part in {target}", hint, "E002"))


Kinds = dict[str, Callable[[ItemParts, Report, bool], Form] | Lost]
"""What each kind of item becomes in a form of QTI 1.2; the flag says whether its choices are shuffled."""


def title_of(item: Item) -> str:
    """Return an item's question in one short line, with a line where a gap is: in lists, LMSs show nothing else."""
    markdown, done, text = item.stem.markdown, 0, ""
    for blank in item.blanks:
        text += markdown[done : blank.start] + _GAP
        done = blank.end
    line = readable(text + markdown[done:], item.stem.names).replace(_GAP, "___")
    if len(line) > _TITLE_LIMIT:
        line = line[:_TITLE_LIMIT].rpartition(" ")[0] or line[:_TITLE_LIMIT]
        line = f"{line.rstrip(' ,;:')} …"
    return line or item.id


def true_or_false(item: Item) -> dict[str, str]:
    """Return “true” and “false” by the ids of the choices that say so; nothing where they are called otherwise."""
    said = {choice.id: norm(choice.text.markdown) for choice in item.choices}
    return said if sorted(said.values()) == ["false", "true"] else {}
