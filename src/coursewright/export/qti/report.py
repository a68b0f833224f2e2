"""What an export of this family can't carry, item by item, and once for what is the same for every item of a kind."""

from __future__ import annotations

from coursewright.export.parts import ItemParts, without_address
from coursewright.export.registry import Lost, loss
from coursewright.fragment.identity import norm
from coursewright.fragment.seen import readable
from coursewright.model.item import Item
from coursewright.problem import Problem

NO_FORM = Lost("Leave it to the website, or ask it as a choice.")
"""For a kind of another package that need not know of this target."""
_TITLE_LIMIT = 80
_GAP = "\U000f4002"


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
        return (*self._problems, *notes, *without_address(self._parts))

    def add(self, *problems: Problem) -> None:
        """Add problems of one item, or of the package."""
        self._problems += problems

    def carried(self, parts: ItemParts) -> None:
        """Take what an item that is exported loses on its way."""
        self.add(*parts.problems)
        self._parts.append(parts)

    def note(self, item: Item, message: str, hint: str) -> None:
        """Count what is done otherwise with every such item."""
        self._notes.setdefault((message, hint), []).append(item)

    def leave(self, item: Item, message: str, hint: str) -> None:
        """Say that an item isn't exported, and why."""
        self.add(loss(item, f"not exported: {message}", hint))

    def partly(self, item: Item, target: str) -> None:
        """Say that the target gives nothing for a response that is partly right."""
        hint = "Delete “credit: partial” here, so that the website gives all or nothing, too."
        self.add(loss(item, f"credit in part on the site, and all or nothing in {target}", hint, "E002"))

    def wholly(self, item: Item, target: str) -> None:
        """Say that the target gives credit in part, where the site gives none."""
        hint = "Write “credit: partial” here, so that the site gives credit in part, too."
        self.add(loss(item, f"all or nothing on the site, and credit in part in {target}", hint, "E002"))


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
