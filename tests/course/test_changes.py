"""The course's list of changes begins with the version that the course states, and runs back from there."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_the_newest_change_is_the_courses_version() -> None:
    text = (ROOT / "docs/reference/changes.md").read_text("utf-8")
    versions = [tuple(map(int, found)) for found in re.findall(r"^## (\d+)\.(\d+)\.(\d+)", text, re.M)]
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    stated = re.search(r"^ {4}version: (\S+)$", settings, re.M)
    assert stated
    assert yaml.safe_load(stated[1]) == ".".join(map(str, versions[0]))
    assert versions == sorted(versions, reverse=True)
