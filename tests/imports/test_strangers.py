"""Sixty items of each format that strangers send us: each becomes what it was, or is named with its line.

What a file holds, and what becomes of it, stands in ``strangers``: behind each item a line ``=>`` with the item in
brief, and a line ``=!`` with what is reported, and in which of the item's lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from handmade import PNG, brief, zipped
from round_trip import differences, items_of
from trips import Trip, back, made

from coursewright.imports.bank import Plan, plan
from coursewright.model.item import Item

FOLDER = Path(__file__).parent / "strangers"
FORMATS = ("aiken", "text2qti", "h5p")
_IMAGE = re.compile(r"\([^()]*cat-[0-9a-f]+\.png\)")
_NAMES_LINE = re.compile(r"=! (I00[12]) (?:(\d+)|(question N\S*)): (.*)")
NOTES: dict[str, list[str]] = {
    "aiken": [],
    "text2qti": [
        "4: how a quiz is run has no place here: items: 3",
        "7: how solutions are printed has no place here: items: 1",
        "26: a question's title has no place here: items: 1",
        "83: the feedback for the right answer becomes part of the explanation: items: 1",
        "155: a footnote stands in brackets where it is referred to: items: 1",
        "212: colours, fonts, sizes and alignment are left to the course's theme: items: 1",
        "217: how many are drawn has no place here: items: 2",
        "233: a solution, which is printed for teachers there, becomes the explanation: items: 2",
    ],
    "h5p": [
        "1: a point for each right choice there, and 1 for the item here: items: 2",
        "1: colours, fonts, sizes and alignment are left to the course's theme: items: 1",
        "1: feedback by score has no place here: “Correct!”: items: 1",
        "1: upper and lower case count there, and not here: items: 9",
    ],
}
"""What is otherwise with each such item, and in the first one's line."""
UNLIKE: dict[str, dict[str, set[str]]] = {
    "aiken": {},
    "text2qti": {"q-2bb73a2f51": {"choices"}, "q-6c0b051770": {"stem"}},
    "h5p": {
        "stranger-4": {"credit"}, "stranger-5": {"credit"}, "stranger-13": {"credit"},
        "stranger-29": {"kind"}, "stranger-30": {"kind"}, "stranger-31": {"kind"},
    },
}  # fmt: skip
"""What Moodle has otherwise: its own words for true and false, no language of code, credit in part."""


@dataclass
class Case:
    """An item as it stands in a file, and what is to become of it."""

    lines: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    said: list[tuple[str, str, str]] = field(default_factory=list)
    """Code, which of the lines or of the questions, and message."""


def cases(name: str) -> Iterator[Case]:
    case = Case()
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=>"):
            case.items.append(line.removeprefix("=> "))
        elif found := _NAMES_LINE.fullmatch(line):
            case.said.append((found[1], found[2] or found[3], found[4]))
        else:
            if case.items or case.said:
                yield case
                case = Case()
            case.lines.append(line)
    yield case


def text_of(name: str) -> tuple[bytes, list[str], list[str]]:
    """Return a file of lines, with the items that it is to become, and what is reported."""
    lines: list[str] = []
    items: list[str] = []
    said: list[str] = []
    for case in cases(name):
        first = len(lines) + next(number for number, line in enumerate(case.lines, 1) if line.strip())
        lines += case.lines
        items += case.items
        said += [f"{code} {first + int(place)}: {message}" for code, place, message in case.said]
    return "\n".join(lines).encode(), items, said


def package() -> tuple[bytes, list[str], list[str]]:
    """Return a question set of H5P, with the items that it is to become, and what is reported."""
    rows: list[dict[str, object]] = []
    items: list[str] = []
    said: list[str] = []
    for number, case in enumerate(cases("h5p"), 1):
        library, params = re.split(r" (?=\{)", "".join(case.lines), maxsplit=1)
        rows.append({"library": library, "params": json.loads(params), "subContentId": f"stranger-{number}"})
        items += case.items
        verb = {"I001": "not imported", "I002": "not carried over"}
        for code, place, message in case.said:
            said.append(f"{code} 1: {verb[code]}: {place.replace('N', str(number), 1)}: {message}")
    about = {"title": "Tom &amp; Jerry", "mainLibrary": "H5P.QuestionSet", "license": "U", "authors": []}
    files = {"h5p.json": json.dumps(about), "content/content.json": json.dumps({"questions": rows})}
    return zipped(files | {"content/images/cat.png": PNG}), items, said


@dataclass(frozen=True)
class Sent:
    """What has come of a stranger's file."""

    planned: Plan
    items: list[str]
    said: list[str]

    @property
    def imported(self) -> dict[str, Item]:
        return items_of(self.planned.content.decode())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("strangers")
    (path / "mkdocs.yml").write_text("site_name: Strangers\n", encoding="utf-8")
    (path / "cat.png").write_bytes(PNG)
    return path


@pytest.fixture(scope="module")
def sent(folder: Path) -> dict[str, Sent]:
    found = {}
    for name in FORMATS:
        data, items, said = package() if name == "h5p" else text_of(name)
        path = folder / (f"{name}.h5p" if name == "h5p" else f"{name}.txt")
        path.write_bytes(data)
        found[name] = Sent(plan([path], folder / "quizzes" / f"{name}.md"), items, said)
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_what_can_be_made_is_made_and_the_rest_named(name: str, sent: dict[str, Sent]) -> None:
    one = sent[name]
    items = [_IMAGE.sub("(cat.png)", brief(item).replace("\n", "¶")) for item in one.imported.values()]
    assert items == one.items
    assert len(items) >= 60
    said = [f"{found.code} {found.source.line}: {found.message}" for found in one.planned.problems]
    assert sorted(text for text in said if not text.startswith("I003")) == sorted(one.said)
    notes = [text.removeprefix("I003 ") for text in said if text.startswith("I003")]
    assert notes == NOTES[name]


@pytest.fixture(scope="module")
def trips(sent: dict[str, Sent], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trip]:
    folder = tmp_path_factory.mktemp("moodle")
    images = [f"assets/{name}/{image}" for name, one in sent.items() for image in one.planned.images]
    course, site = made(folder, {name: one.planned.content.decode() for name, one in sent.items()}, images)
    return {one.id: back(replace(course, banks=(one,)), site, "moodlexml", folder) for one in course.banks}


@pytest.mark.parametrize("name", FORMATS)
def test_it_comes_back_from_moodle_as_it_was(name: str, sent: dict[str, Sent], trips: dict[str, Trip]) -> None:
    planned, problems = trips[name]
    found = differences(sent[name].imported, items_of(planned.content.decode()))
    assert {key: set(unlike) for key, unlike in found.items()} == UNLIKE[name]
    assert {key for key, unlike in found.items() if "credit" in unlike} <= {one.item for one in problems}
