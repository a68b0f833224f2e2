"""What Moodle does otherwise than the site, whatever the format that brings it an item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from coursewright.export.html import without_controls
from coursewright.export.registry import loss
from coursewright.fragment.code import mask_all_code
from coursewright.fragment.identity import digest_of, same_answer, typographic
from coursewright.fragment.seen import typed
from coursewright.model.item import Choice, Item
from coursewright.problem import Problem

ID_LIMIT = 100
"""Characters of an ID number: a longer one stops the whole import."""
TAG_LIMIT = 50
"""Characters of a tag: Moodle cuts off the rest."""
_SPACES = (" ", "\u00a0", "  ")
"""How words may be parted; other ways, and a mixture of these, are only right on the site."""
_ONLY_ON_SITE = re.compile(r"^=== [\"']|\[\^[^\]\s]+\]", re.M)


class Report:
    """What an export can't carry: item by item, and once for what is the same for every item of a kind."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        """ID numbers so far, of which none may come twice."""
        self._problems: list[Problem] = []
        self._notes: dict[tuple[str, str, str], tuple[Item, int]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return them all; what holds for many items stands at the first of them, with how many there are."""
        notes = (
            loss(item, message.format(count), hint, code)
            for (code, message, hint), (item, count) in self._notes.items()
        )
        return (*self._problems, *notes)

    def add(self, *problems: Problem) -> None:
        """Add problems of one item."""
        self._problems += problems

    def note(self, item: Item, dead: Sequence[str], *, site: str, site_shuffles: bool) -> None:
        """Count what Moodle does otherwise with every such item, and the links that lead nowhere from there."""
        if dead and site:
            for link in dict.fromkeys(dead):
                self.add(loss(item, f"the link to “{link}” leads to no page: its text stays", "Mend the link."))
        elif dead:
            hint = "State the address of the course's website, site_url, in mkdocs.yml, and export again."
            self._count(item, "E003", "without the site's address, links become plain text: {}", hint, len(dead))
        if item.certainty:
            hint = "In Moodle's quiz, choose a certainty-based behaviour under “How questions behave”."
            self._count(item, "E004", "GIFT can't ask how sure a learner is: items with certainty: {}", hint)
        if item.picks and not item.verdicts and item.metadata.shuffle is None and not site_shuffles:
            hint = (
                "Where the order matters, switch “Shuffle the choices?” off in Moodle, or write “shuffle: false” here."
            )
            self._count(item, "E004", "Moodle shuffles choices that the site doesn't: items: {}", hint)
        if any(head.markdown for head in item.heads):
            self._count(item, "E004", "GIFT has no heads over pairs: items: {}", "Say in the question what to match.")
        if item.kind == "numeric":
            hint = "Have learners write digits, a point and a minus sign from the keyboard, and no unit."
            message = "Moodle reads numbers otherwise (46,0 and 1.250.000 wrong, 5 kg and 5% right): items: {}"
            self._count(item, "E004", message, hint)
        if item.kind in ("short", "blanks"):
            hint = "Accept each spelling that learners may type."
            message = "Moodle compares what is typed by the letter, white space and full-width letters too: items: {}"
            self._count(item, "E004", message, hint)

    def _count(self, item: Item, code: str, message: str, hint: str, more: int = 1) -> None:
        first, count = self._notes.get((code, message, hint), (item, 0))
        self._notes[code, message, hint] = first, count + more


def losses(item: Item) -> Iterator[Problem]:
    """Yield what is lost of this one item, and what to do about it."""
    metadata = item.metadata
    if metadata.points != 1:
        yield loss(item, f"GIFT has no points: {metadata.points:g} become 1", "Set them in Moodle's quiz.")
    if item.hints:
        yield loss(item, "GIFT has no hints", "Add them in Moodle: “Multiple tries” of a question.")
    if metadata.shuffle is False and item.picks:
        hint = "Switch “Shuffle the choices?” off in Moodle's question."
        yield loss(item, "GIFT can't keep the order of choices", hint)
    if (number := id_number(item.id)) != item.id:
        message = f"an ID number has {ID_LIMIT} characters at most: it becomes {number}"
        yield loss(item, message, "The question's name is the whole id, as far as Moodle keeps it.")
    for tag in [reference.id for reference in metadata.objectives]:
        if len(tag) > TAG_LIMIT:
            hint = "Give the objective a shorter id."
            yield loss(item, f"a tag has {TAG_LIMIT} characters at most: “{tag}” is cut off", hint)
    parts = len(item.pairs) or sum(choice.correct for choice in item.choices)
    if item.divisible and parts > 1 and not item.blanks and not metadata.credit:
        hint = "Write “credit: partial” here, so that the site gives credit in part, too."
        yield loss(item, "all or nothing on the site, and credit in part in Moodle", hint, "E002")
    for text in item.written:
        if found := _ONLY_ON_SITE.search(mask_all_code(text.markdown)):
            message = f"“{found[0]}” is shown as it is written: tabs and footnotes are for websites"
            yield loss(item, message, "Write it in plain Markdown.")


def id_number(name: str) -> str:
    """Return an id as Moodle takes it: a long one ends in a digest of the whole, always the same."""
    return name if len(name) <= ID_LIMIT else f"{name[: ID_LIMIT - 17]}-{digest_of(name, 8)}"


def spellings(answers: Iterable[str]) -> list[str]:
    """Return answers as learners may type them on the site: in plain letters, and with another space between words."""
    found: dict[str, None] = {}
    for answer in answers:
        for said in (answer, unicodedata.normalize("NFKC", answer), *typographic(answer)):
            if same_answer(said) != same_answer(answer):  # such as an accent taken for an apostrophe
                continue
            words = without_controls(said).split()
            found |= {space.join(words): None for space in _SPACES}
    return list(found)


def right_first(choices: Iterable[Choice]) -> Iterator[tuple[str, Choice]]:
    """Yield every spelling with the choice that the site takes it for: of two that are typed the same, the right one.

    Moodle takes the first answer that fits.
    """
    seen: set[str] = set()
    meant: dict[str, Choice] = {}
    for choice in sorted(choices, key=lambda choice: not choice.correct):
        for answer in typed(choice.text.markdown, choice.text.names):
            owner = meant.setdefault(same_answer(answer), choice)
            for said in spellings([answer]):
                if said.lower() not in seen:
                    seen.add(said.lower())
                    yield said, owner
