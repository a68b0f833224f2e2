"""What ``extra.course`` says of keeping the course on a device."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from typing import Any

from coursewright.fragment.near import near
from coursewright.fragment.there import is_there
from coursewright.model.about import Installable
from coursewright.read.facts import INNER, Facts, misplaced
from coursewright.read.layout import Layout
from coursewright.read.report import as_written

_NAME = "installable"
_HINT = "Write “installable: true”, or “installable: {without: [a-folder/]}”."

_MADE = ("assets", "search", "packages", "tags", "css", "fonts", "img", "js", "webfonts")
"""Folders of a site that are made in the build, some of them by MkDocs' own themes."""
_TOP = (".html", ".xml", ".gz")
"""Endings of what a theme, a plugin or MkDocs makes at a site's root, such as ``404.html`` and the sitemap."""


def read_installable(facts: Facts) -> Installable | None:
    """Return what of the course may be kept; None where nothing is, or where what is written can't be meant (R023)."""
    value = facts.given.get(_NAME)
    if value is None or isinstance(value, bool):
        return Installable() if value else None
    if isinstance(value, Mapping):
        moved = {name: told for name in value if name not in INNER[_NAME] and (told := misplaced(str(name), _NAME))}
        for name, told in moved.items():
            facts.report(told[0], f"{_NAME}.{name}", told[1])
        folders = _left_out(facts)
        if folders is None:
            left = value.get("without")
            hint = f"Write “without: [{left}]”." if isinstance(left, str) else "Write “without: [a-folder/]”."
            facts.report("without is not a list of folders and pages", f"{_NAME}.without", hint)
            return None
        if set(value) - set(moved) <= set(INNER[_NAME]):
            return Installable(tuple(folder.removeprefix("./").lstrip("/") for folder in folders))
    facts.report(f"“{as_written(value)}” doesn’t say whether the course can be kept on a device", _NAME, _HINT)
    return None


def check_left_out(facts: Facts, layout: Layout, pages: Collection[str]) -> None:
    """Report what shall be left out and isn't there; ``pages`` are the paths of the course's pages."""
    left = _left_out(facts) or []
    lost = [(at, entry) for at, entry in enumerate(left) if entry and not _is_there(entry, layout, pages)]
    known = sorted({*pages, *(f"{page[:cut]}/" for page in pages for cut in _slashes(page))}) if lost else []
    for at, entry in lost:
        below = entry.removeprefix("./").removeprefix(f"{layout.docs.name}/")
        inside = below != entry and _is_there(below, layout, pages)
        meant = below if inside else near(entry, known)
        hint = (
            f"Did you mean “{meant}”?" if meant else f"Name a folder or a page in {layout.docs.name}/, or take it out."
        )
        if meant or not layout.templated:  # else a plugin may make it in the build
            facts.report(f"there is no “{entry}” to leave out", f"{_NAME}.without.{at}", hint)


def _left_out(facts: Facts) -> list[str] | None:
    """Return the folders and pages as written; None where that isn't a list of texts."""
    value: Any = facts.given.get(_NAME)
    folders = (value.get("without") or []) if isinstance(value, Mapping) else []
    return folders if isinstance(folders, list) and all(isinstance(folder, str) for folder in folders) else None


def _is_there(entry: str, layout: Layout, pages: Collection[str]) -> bool:
    """Return whether there is such a page, file or folder: in docs, or where else a site has some from.

    A page may be named as it is in the finished site: ``one/index.html`` is that of ``one.md``.
    """
    name = posixpath.normpath(entry.lstrip("/"))
    stem = name.removesuffix(".md").removesuffix(".html").removesuffix("/index")
    if f"{stem}.md" in pages or any(page.startswith((f"{name}/", f"{stem}/")) for page in pages):
        return True
    if "/" not in name and name.endswith(_TOP):
        return True
    if name.split("/")[0] in _MADE or name.startswith(".."):
        return name.split("/")[0] in _MADE
    others = [folder for folder in layout.root.iterdir() if folder.is_dir() and folder != layout.banks]
    return any(is_there(folder / one) for folder in (layout.docs, *others) for one in (name, f"{stem}.md"))


def _slashes(page: str) -> list[int]:
    return [at for at, sign in enumerate(page) if sign == "/"]
