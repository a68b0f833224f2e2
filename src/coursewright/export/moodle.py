"""What Moodle does otherwise than the site, whatever the format that brings it an item."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

from coursewright.export.html import without_controls
from coursewright.export.registry import loss
from coursewright.export.rubric import ASKED_IN_WRITING, HINT
from coursewright.fragment.identity import digest_of, same_answer, typographic
from coursewright.fragment.seen import images, readable, typed
from coursewright.fragment.text import Text
from coursewright.model.item import Choice, Item
from coursewright.problem import Problem

ID_LIMIT = 100
"""Characters of an ID number: a longer one stops the whole import."""
TAG_LIMIT = 50
"""Characters of a tag: Moodle cuts off the rest."""
_ANGLES = str.maketrans("<>", "‹›")
_SPACES = (" ", "\u00a0", "  ")
"""How words may be parted; other ways, and a mixture of these, are only right on the site."""
SHARES = "100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10"
"""A whole in 1 to 10 parts, in per cent as Moodle's list of grades has it: it refuses other numbers."""
OPTION_LIMIT = 255
"""Characters that an entry on the right of a match may have: a longer one stops the whole import."""


class Report:
    """What an export can't carry: item by item, and once for what is the same for every item of a kind."""

    def __init__(self, target: str) -> None:
        self.target = target
        """The format's name."""
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

    def takes(self, item: Item, faults: Mapping[str, str]) -> bool:
        """Return whether an item goes into the file; if not, say why, by messages with their hints."""
        number = id_number(item.id)
        found = dict(faults)
        if number.casefold() in self.numbers:
            hint = "Give one of them another id; upper and lower case are the same to some databases."
            found[f"another item of this bank has the ID number {number}"] = hint
        self.add(*(loss(item, f"not exported: {message}", hint) for message, hint in found.items()))
        if found:
            return False
        self.numbers.add(number.casefold())
        return True

    def count(self, item: Item, code: str, message: str, hint: str, more: int = 1) -> None:
        """Count what is the same for every such item; the message has ``{}`` where the number comes."""
        first, count = self._notes.get((code, message, hint), (item, 0))
        self._notes[code, message, hint] = first, count + more


def otherwise(report: Report, item: Item) -> None:
    """Count what Moodle does otherwise with every item of a kind, whatever the format."""
    target = report.target
    if item.certainty:
        hint = "In Moodle's quiz, choose a certainty-based behaviour under “How questions behave”."
        report.count(item, "E004", f"{target} can't ask how sure a learner is: items with certainty: {{}}", hint)
    if any(head.markdown for head in item.heads):
        hint = "Say in the question what to match."
        report.count(item, "E004", f"{target} has no heads over pairs: items: {{}}", hint)
    if item.kind == "numeric":
        hint = "Have learners write digits, a point and a minus sign from the keyboard, and no unit."
        message = "Moodle reads numbers otherwise (46,0 and 1.250.000 wrong, 5 kg and 5% right): items: {}"
        report.count(item, "E004", message, hint)
    if item.self_marked:
        report.count(item, "E004", ASKED_IN_WRITING, HINT)
    if item.kind == "order" and any(choice.feedback for choice in item.choices):
        message = "Moodle has no feedback on the steps of an order: items: {}"
        report.count(item, "E004", message, "Say in the explanation what matters most.")
    if item.kind in ("short", "blanks"):
        hint = "Accept each spelling that learners may type."
        message = "Moodle compares what is typed by the letter, white space and full-width letters too: items: {}"
        report.count(item, "E004", message, hint)


def losses(item: Item) -> Iterator[Problem]:
    """Yield what Moodle has no room for in this one item, and what to do about it."""
    if (number := id_number(item.id)) != item.id:
        message = f"an ID number has {ID_LIMIT} characters at most: it becomes {number}"
        yield loss(item, message, "The question's name is the whole id, as far as Moodle keeps it.")
    for reference in item.metadata.objectives:
        if len(reference.id) > TAG_LIMIT:
            hint = "Give the objective a shorter id."
            yield loss(item, f"a tag has {TAG_LIMIT} characters at most: “{reference.id}” is cut off", hint)
    if item.pairs and any(images(choice.text.markdown, choice.text.names) for choice in item.choices):
        hint = "Put the images on the left."
        yield loss(
            item, "Moodle shows the right of a match as plain text: an image there becomes its description", hint
        )


def in_part(item: Item) -> Iterator[Problem]:
    """Yield that Moodle gives credit in part where the site gives all or nothing.

    What it gives is a sum over what was picked, typed or matched, and not less than 0: a response that lacks one of two
    right choices gets half of what both get, whatever the weights (decision 0022).
    """
    parts = len(item.pairs) or len(item.blanks) or sum(choice.correct for choice in item.choices)
    if item.divisible and parts > 1 and not item.metadata.credit:
        hint = "Write “credit: partial” here, so that the site gives credit in part, too."
        given = "for right choices without a wrong one" if item.picks else "in part"
        yield loss(item, f"all or nothing on the site, and credit {given} in Moodle", hint, "E002")


def shares(item: Item) -> Iterator[str]:
    """Yield each choice's weight in per cent, of an item with one to ten right ones.

    Of a multiple choice, the right ones share 100 %, and a wrong one takes away as much as a right one gives, as on the
    site. Where the site gives nothing for a part, a wrong one takes away everything.
    """
    right = sum(choice.correct for choice in item.choices)
    share = SHARES[min(right, len(SHARES)) - 1]
    for choice in item.choices:
        if item.picks == "one":
            yield "100" if choice.correct else "0"
        elif choice.correct:
            yield share
        else:
            yield f"-{share}" if item.metadata.credit else "-100"


def option(text: Text) -> str:
    """Return an entry on the right of a match as HTML without tags: Moodle shows it in a list to choose from."""
    return escape(without_controls(readable(text.markdown, text.names)).strip(), quote=False)


def tags(item: Item) -> list[str]:
    """Return what an item is tagged with: its objectives, and its level."""
    metadata = item.metadata
    return [reference.id for reference in metadata.objectives] + [metadata.level] * bool(metadata.level)


def pair_rows(item: Item, lefts: Iterable[str], fault: Callable[[str, str], None]) -> Iterator[tuple[str, str]]:
    """Yield each pair of a match, then the lures, whose left side is empty; the right side is HTML without tags.

    ``lefts`` are the left sides as the format has them; ``fault`` is told why Moodle can't take the item, with a hint.
    """
    said = {choice.id: option(choice.text) for choice in item.choices}
    rows = [(left, said[pair.right]) for left, pair in zip(lefts, item.pairs, strict=True)]
    rows += [("", said[choice.id]) for choice in item.choices if not choice.correct]
    for left, right in rows:
        if not right:
            fault("an entry with nothing to read", "Write it in words.")
        if len(right) > OPTION_LIMIT:
            hint = "Say it in fewer words: “&”, “<” and “>” count as 4 or 5."
            fault(f"an entry on the right with {len(right)} characters, and Moodle takes {OPTION_LIMIT}", hint)
        yield left, right


def category(*names: str) -> str:
    """Return a category's path; a slash in a name stands there twice."""
    return "/".join(map(_name, names))


def in_full(title: str) -> str:
    """Return a title, or a category's name, so that Moodle shows all of it: it cuts one at a “<” (``PARAM_TEXT``)."""
    return title.translate(_ANGLES) if "<" in title else title


def _name(name: str) -> str:
    name = in_full(name)
    name = " ".join(without_controls(name).split())[:200].replace("/", "//")
    return f" {name} " if name.startswith("/") or name.endswith("/") else name


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
