"""Front matter that odd blanks indent is read as it was meant, and told in its line."""

from __future__ import annotations

import pytest

from coursewright.problem import Problem
from coursewright.read.front_matter import BANK, LESSON, SCENARIO, FrontMatter, split_front_matter


def read(meta: str, known: tuple[str, ...] = LESSON) -> tuple[FrontMatter, list[str]]:
    problems: list[Problem] = []
    found = split_front_matter(f"---\n{meta}\n---\nText\n", "page.md", problems, known)
    return found, [f"{one.code} {one.source} {one.message} {one.hint}" for one in problems]


@pytest.mark.parametrize("blank", ["\u00a0\u00a0", " \u00a0", "\u00a0 ", "\u2003", "\u3000", "\u2009\u2009", "\ufeff "])
def test_they_are_told_once_and_read_as_blanks(blank: str) -> None:
    front, told = read(f"id: p\nobjectives:\n{blank}P.1: Name it\n{blank}P.2: Say it\nduration: 2")
    assert front.meta["objectives"] == {"P.1": "Name it", "P.2": "Say it"}
    assert front.places["objectives.P.2"].line == 5
    sign = f"U+{ord(blank.strip(' ')[0]):04X}"
    assert told == [
        f"R002 page.md:4:1 the line is indented by {sign}, which is no blank in YAML "
        "Delete such blanks in lines 4 to 5, and indent by plain ones."
    ]


@pytest.mark.parametrize(
    ("meta", "known", "line"),
    [
        ("id: p\nsources:\n\u00a0\u00a0- “A title”", LESSON, 4),
        ("use: final\nallow:\n\u00a0 K012: on purpose", BANK, 4),
        ("principle: |\n  One\n\n  Two\nobjectives:\n\u3000- P.1", SCENARIO, 7),
    ],
)
def test_so_it_is_in_any_file(meta: str, known: tuple[str, ...], line: int) -> None:
    _, told = read(meta, known)
    assert [one.split(" ")[1] for one in told] == [f"page.md:{line}:1"]


@pytest.mark.parametrize(
    ("meta", "known"),
    [
        ("id: p\ntitle: 11\u00a0000 ways", LESSON),
        ("id: p\ntitle: >\n  \u3000こう: 言う\n  \u3000- 次", LESSON),
        ("principle: |\n  \u00a0 P: so\n\n  \u00a0 - so\nminutes: 2", SCENARIO),
        ("id: p\nobjectives:\n  P.1:\u00a0so: “a”", LESSON),
        ("title: Of others\nnested:\n\u00a0\u00a0name: so", LESSON),
    ],
)
def test_such_blanks_in_a_text_are_let_be(meta: str, known: tuple[str, ...]) -> None:
    assert not [one for one in read(meta, known)[1] if "indented by" in one]
