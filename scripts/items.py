"""Print what can be counted of the course's scored items, and the targets that tests/course/test_item_figures.py holds.

Run it as ``python scripts/items.py``; with ``--all`` it lists every item with its grade and mean sentence.
What readers said of the items stands beside it in ``readings/``, with their answers as they gave them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log
from pathlib import Path
from typing import NamedTuple

import yaml

from coursewright.check.grade import grade, mean_sentence
from coursewright.check.prose import Sentence, prose_of
from coursewright.config import read_layout
from coursewright.fragment.seen import readable
from coursewright.fragment.text import Text
from coursewright.model.course import Course
from coursewright.model.item import Item
from coursewright.read.course import read_course

ROOT = Path(__file__).parents[1]
READINGS = Path(__file__).parent / "readings"
BAND = (5.0, 8.0)
SPOKEN = 6.0
LABELS = re.compile(
    r"\bseven lines\b|\bline (?:one|two|three|four|five|six|seven|\d)\b|\bPAUSE\b|Warm – Limit – Later|\boverlap map\b"
    r"|\bpower, time\b|\bseven steps\b|\bfour (?:steps|circles|layers)\b|\bstanding answer\b|\bclient leads\b"
    r"|\bone standard, one person\b|\bask, note\b",
    re.I,
)
"""Names that only this course uses; an item whose question or answers hold one can be a matching puzzle."""
FORMULAS = {
    "the cue": r"\bthe cue\b",
    "it would … if": r"\bit would (?:be|have|come|fit|weigh|go|count|do|need)\b",
    "would … if": r"\bwould\b[^.?!]*\bif\b",
    "right if / right for": r"\b(?:is|be|was) right (?:if|for|when)\b",
}
_SEE = re.compile(r"\s*See \[[^\]]*\]\([^)]*\)\.?$")
_QUOTED = re.compile(r'"[^"]*"')
_FEW = 2
"""Words in quotation marks that are quoted as words, and not spoken."""


class Figures(NamedTuple):
    """What is counted of one item."""

    item: Item
    grade: float
    mean: float
    words: int
    spoken: float | None
    """The grade of what people say in it, where that is 25 words or more."""


class Dilemma(NamedTuple):
    """Why an item is one: the words of its stem that settle it, and how the answer begins that tempts without them."""

    fact: str
    rival: str


class Reading(NamedTuple):
    """What one reader answered who saw only a part of each item."""

    reader: str
    saw: str
    answers: dict[str, str]
    """By item: the choice that was taken for the right one, the objective that was named, or yes and no."""
    keys: dict[str, str] | None = None
    """The right answers of then, where items have got new texts since."""
    remarks: dict[str, str] | None = None
    """What the reader found disputable, by item."""


def course_of() -> Course:
    """Return the course of this repository."""
    layout, problems = read_layout(ROOT / "mkdocs.yml")
    if layout is None:
        sys.exit("\n".join(map(str, problems)))
    return read_course(layout)


def scored(course: Course) -> list[Item]:
    """Return the scored items of the banks, in their order."""
    return [item for bank in course.banks for item in bank.document.items if item.metadata.scored]


def texts(item: Item) -> list[str]:
    """Return all that a learner reads of an item, without the pointers to lessons."""
    said = [item.stem.markdown]
    said += [part.markdown for part in _parts(item)]
    return said + reasons(item)


def reasons(item: Item) -> list[str]:
    """Return what is said after an answer, without the pointers to lessons."""
    said = [choice.feedback.markdown for choice in item.choices if choice.feedback]
    return [_SEE.sub("", text) for text in (*said, *([item.explanation.markdown] if item.explanation else []))]


def figures(course: Course) -> list[Figures]:
    """Return the figures of every scored item; sentences in which somebody speaks are measured apart."""
    page = course.banks[0].document
    found = []
    for item in scored(course):
        own: list[Sentence] = []
        spoken: list[Sentence] = []
        words = 0
        for text in texts(item):
            prose = prose_of(replace(page, body=Text(text, page.path, 1, 1), blocks=()))
            words += prose.words
            inside = [found.span() for found in _QUOTED.finditer(text) if len(found[0].split()) > _FEW]
            for sentence in (*prose.own, *prose.spoken):
                end = sentence.start + len(sentence.written)
                says = any(start < end and stop > sentence.start for start, stop in inside)
                (spoken if says else own).append(sentence)
        said = grade(spoken) if sum(len(sentence.words) for sentence in spoken) >= 25 else None
        found.append(Figures(item, grade(own), mean_sentence(own), words, said))
    return found


def formulas(items: Sequence[Item]) -> dict[str, int]:
    """Return how often feedback uses each known formula, and its most frequent opening of two words."""
    said = [text for item in items for text in reasons(item)]
    counts = {name: sum(len(re.findall(way, text, re.I)) for text in said) for name, way in FORMULAS.items()}
    openings = Counter(
        " ".join(sentence.split()[:2]).lower() for text in said for sentence in re.split(r"(?<=[.?!:]) ", text)
    )
    opening, count = openings.most_common(1)[0]
    return {**counts, f"opening “{opening} …”": count}


def named_in_stem(items: Sequence[Item]) -> list[str]:
    """Return the items of which four words in a row of the key, and of no other choice, stand in the stem."""
    return [item.id for item in items if item.picks == "one" and _told(item)]


def _told(item: Item) -> bool:
    runs = {choice.correct: set[tuple[str, ...]]() for choice in item.choices}
    for choice in item.choices:
        runs[choice.correct] |= _runs(choice.text.markdown)
    return bool((runs[True] - runs[False]) & _runs(item.stem.markdown))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z']+", readable(text).lower())
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def labelled(items: Sequence[Item]) -> list[str]:
    """Return the items whose question or answers use a name that only this course has."""
    return [item.id for item in items if LABELS.search(" ".join([item.stem.markdown, *answers(item)]))]


def answers(item: Item) -> Iterator[str]:
    """Yield the answers of an item, as they are shown."""
    yield from (readable(part.markdown) for part in _parts(item))


def _parts(item: Item) -> list[Text]:
    return [pair.text for pair in item.pairs] + [choice.text for choice in item.choices]


def dilemmas() -> dict[str, Dilemma]:
    """Return the items that are dilemmas, by the rule in ``readings/dilemmas.yml``."""
    listed = yaml.safe_load((READINGS / "dilemmas.yml").read_text("utf-8"))
    return {name: Dilemma(**entry) for name, entry in listed.items()}


def places(items: Sequence[Item]) -> Counter[int]:
    """Return how often the right one of three choices stands first, second and third."""
    singles = [item for item in items if item.picks == "one"]
    return Counter([choice.correct for choice in item.choices].index(True) + 1 for item in singles)


def longest(items: Sequence[Item]) -> tuple[int, int]:
    """Return in how many single-choice items the right choice is longer than each other one, and of how many."""
    singles = [item for item in items if item.picks == "one"]
    lengths = [{choice.correct: 0 for choice in item.choices} for item in singles]
    for item, most in zip(singles, lengths, strict=True):
        for choice in item.choices:
            most[choice.correct] = max(most[choice.correct], len(readable(choice.text.markdown)))
    return sum(most[True] > most[False] for most in lengths), len(singles)


def readings() -> list[Reading]:
    """Return the readings that were made, each with its raw answers."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(READINGS.glob("*.json"))]
    return [Reading(**entry) for entries in found for entry in entries]


def said_yes(reading: Reading, items: Sequence[Item]) -> int:
    """Return how often a reading says yes: to a key, to an objective, or to the question if the stem has the answer."""
    if "stem contains" in reading.saw:
        return sum(answer == "yes" for answer in reading.answers.values())
    if "objective" in reading.saw:
        named = {item.id: {objective.id for objective in item.metadata.objectives} for item in items}
        return sum(answer in named.get(name, ()) for name, answer in reading.answers.items())
    if reading.keys is not None:
        return sum(answer == reading.keys[name] for name, answer in reading.answers.items())
    keys = {item.id: {readable(choice.text.markdown) for choice in item.choices if choice.correct} for item in items}
    return sum(answer in keys.get(name, ()) for name, answer in reading.answers.items())


def by_words(items: Sequence[Item]) -> tuple[int, int]:
    """Return how many keys one hits who knows the words of all other items' keys, sees choices only, and of how many.

    It is a reader without a memory for the items: naive Bayes on the words, each item left out in its turn.
    """
    singles = [item for item in items if item.picks == "one"]
    bags = [[(choice.correct, _bag(choice.text.markdown)) for choice in item.choices] for item in singles]
    hits = 0
    for at, bag in enumerate(bags):
        counts = {True: Counter[str](), False: Counter[str]()}
        for other in (other for place, other in enumerate(bags) if place != at):
            for correct, words in other:
                counts[correct].update(words)
        sums = {correct: sum(count.values()) for correct, count in counts.items()}
        scores = [
            sum(
                log((counts[True][w] + 1) / (sums[True] + 1)) - log((counts[False][w] + 1) / (sums[False] + 1))
                for w in b
            )
            / len(b)
            for _, b in bag
        ]
        hits += bag[scores.index(max(scores))][0]
    return hits, len(singles)


def _bag(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+", readable(text).lower()))


def main() -> None:
    """Print the figures."""
    course = course_of()
    found = figures(course)
    items = [figure.item for figure in found]
    if "--all" in sys.argv:
        for one in sorted(found, key=lambda one: one.grade):
            print(f"{one.grade:4.1f} {one.mean:5.1f} {one.words:4} {one.item.id}")
    in_band = [one for one in found if BAND[0] <= one.grade <= BAND[1]]
    print(f"grade {BAND[0]:g} to {BAND[1]:g}: {len(in_band)} of {len(found)} items")
    mean = sum(one.mean for one in found) / len(found)
    print(f"words a sentence: {mean:.1f}; words an item: {sum(one.words for one in found) / len(found):.0f}")
    print("spoken lines, hardest grade:", f"{max(one.spoken for one in found if one.spoken is not None):.1f}")
    print("with a name of the course's own:", ", ".join(labelled(items)))
    print("key told by the stem, four words in a row:", ", ".join(named_in_stem(items)) or "none")
    for name, count in formulas(items).items():
        print(f"formula {name}: {count}")
    for bank in course.banks:
        kinds = Counter(item.kind for item in bank.document.items if item.metadata.scored)
        print(f"{bank.id}:", ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "none scored")
    marked = dilemmas()
    for use in ("practice", "final"):
        of_use = [item for item in items if item.use == use]
        print(f"dilemmas in {use}: {sum(item.id in marked for item in of_use)} of {len(of_use)}")
    print("key is the longest choice: {} of {}".format(*longest(items)))
    print("place of the key:", ", ".join(f"{place}: {count}" for place, count in sorted(places(items).items())))
    print("choices alone, by words: {} of {}, where chance gives a third".format(*by_words(items)))
    for reading in readings():
        print(f"{reading.saw}, {reading.reader}: {said_yes(reading, items)} of {len(reading.answers)}")


if __name__ == "__main__":
    main()
