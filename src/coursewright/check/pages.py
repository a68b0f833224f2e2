"""The page of a rule: its text, and its address where one is known."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from importlib.resources import files
from pathlib import Path

from coursewright.check.registry import all_rules

_FOLDER = "rule-pages"


def rule_pages() -> dict[str, Path]:
    """Return the files of the rules' pages by code: ours, and those that stand beside another package's rules."""
    folders = {Path(str(sys.modules[rule.run.__module__].__file__)).parent / _FOLDER for rule in all_rules()}
    found = {page.stem: page for folder in sorted(folders) for page in folder.glob("[A-Z][0-9]*.md")}
    return found | _own()


def _own() -> dict[str, Path]:
    """Return our pages: those in the installed package, else those in the source tree."""
    package = Path(str(files("coursewright")))
    installed = package / _FOLDER
    folder = installed if installed.is_dir() else package.parents[1] / "docs" / "toolkit" / "rules"
    return {page.stem: page for page in folder.glob("[A-Z][0-9]*.md")}


@cache
def addresses() -> dict[str, str]:
    """Return where the rules' pages can be read, by code, as far as that is known.

    Another package's rule states it. Ours are in the manual, which our package's metadata may name (“Documentation”).
    """
    manual = _manual()
    ours = {code: f"{manual}/rules/{code}/" for code in _own()} if manual else {}
    return ours | {rule.code: rule.page for rule in all_rules() if rule.page}


def _manual() -> str:
    try:
        stated: list[str] = metadata("coursewright").get_all("Project-URL") or []
    except PackageNotFoundError:  # run from the source, and never installed
        return ""
    found = dict(entry.split(", ", 1) for entry in stated if ", " in entry)
    return found.get("Documentation", "").rstrip("/")
