"""Texts that YAML takes for true or false, such as the language “no”, are told with the mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursewright.check.checker import check
from coursewright.config import read_layout
from coursewright.read.course import read_course

FINE = Path(__file__).parent / "slips"
MATERIAL = "theme: material"


def told(folder: Path, old: str, new: str) -> list[str]:
    course = shutil.copytree(FINE, folder / "course")
    config = course / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new, 1), encoding="utf-8")
    layout, unread = read_layout(config)
    assert layout
    found = [*unread, *check(read_course(layout))]
    return [f"{one.source.line} {one.code} {one.hint}" for one in found if one.code in ("R023", "R031")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (MATERIAL, "theme: {name: coursewright, language: no}", ['2 R031 Put it in quotation marks: "no".']),
        (MATERIAL, "theme: {name: material, language: no}", ['2 R031 Put it in quotation marks: "no".']),
        ("[en]", "[no]", ['16 R023 YAML reads it as false. Put it in quotation marks: "no".']),
        ("title: Slips", "title: Yes", ['14 R023 YAML reads it as true. Put it in quotation marks: "…".']),
        ("site_name: Slips", "site_name: On", ['1 R031 Put it in quotation marks: “site_name: "…"”.']),
        (
            "extra:",
            "extra:\n  alternate: [{name: Norsk, link: ./no/, lang: no}]",
            ['12 R031 Put it in quotation marks: "no".'],
        ),
    ],
)
def test_a_text_that_yaml_takes_for_a_switch_is_told(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (MATERIAL, 'theme: {name: coursewright, language: "no"}'),
        (MATERIAL, "theme: {name: coursewright, language: nb}"),
        ("title: Slips", 'title: "Yes"'),
        ("extra:", 'extra:\n  alternate: [{name: Norsk, link: ./no/, lang: "no"}]'),
    ],
)
def test_a_text_in_quotation_marks_is_not(old: str, new: str, tmp_path: Path) -> None:
    assert told(tmp_path, old, new) == []
