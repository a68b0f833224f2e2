"""Which pages MkDocs would publish, and which of them its navigation names, as ``mkdocs.yml`` says by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mkdocs.utils import is_markdown_file
from pathspec.gitignore import GitIgnoreSpec

from coursewright.read.languages import plugins_of
from coursewright.read.layout import Layout
from coursewright.read.navigation import unnamed

NAV_PLUGINS = {"awesome-nav", "awesome-pages", "literate-nav", "mkdocs-nav-weight", "monorepo", "multirepo"}
"""Plugins that make the navigation in the build, out of files of their own."""
_READDRESSING = {"blog", "group", "i18n", "offline"}
"""Plugins that may give a page another address than MkDocs does by itself."""
_ALWAYS = ".*\n/templates/"
"""What MkDocs leaves out by itself; what an author writes may take it back."""


def as_published(found: Layout, config: Mapping[str, Any]) -> Layout:
    """Return the layout with the pages that MkDocs would publish, as far as that can be told without running it."""
    out = {
        "exclude_docs": patterns(config.get("exclude_docs"), f"{_ALWAYS}\n"),
        "draft_docs": patterns(config.get("draft_docs")),
    }
    loose = patterns(config.get("not_in_nav"))
    files = [path for path in found.docs.rglob("*.*") if path.is_file()]
    paths = sorted(path.relative_to(found.docs).as_posix() for path in files)
    left = {path: name for name, spec in reversed(out.items()) for path in spec.match_files(paths)}
    pages = tuple(path for path in paths if path not in left and is_markdown_file(path))
    alone = patterns(config.get("exclude_docs"))
    for path, name in left.items():
        if name == "exclude_docs" and not alone.match_file(path):
            left[path] = ""
    known = not NAV_PLUGINS & set(plugins_of(config.get("plugins")))
    made = replace(found, pages=pages, loose=frozenset(loose.match_files(pages)), nav_known=known)
    return replace(made, left_out={} if config.get("hooks") else left, unnamed=unnamed(made))


def patterns(written: Any, before: str = "") -> GitIgnoreSpec:
    """Return MkDocs' reading of patterns as in ``.gitignore``; of what it can't read, which it says itself, nothing."""
    always = before.splitlines()
    try:
        return GitIgnoreSpec.from_lines(f"{before}{written}".splitlines() if isinstance(written, str) else always)
    except ValueError:
        return GitIgnoreSpec.from_lines(always)


def readdressed(config: Mapping[str, Any], options: Mapping[str, Any]) -> bool:
    """Return whether pages may get other addresses than MkDocs gives; ``options`` are those of our plugin."""
    names = {name.removeprefix("material/") for name in plugins_of(config.get("plugins"))}
    return bool(_READDRESSING & names) or options.get("offline") is True


def leads_from_docs(config: Mapping[str, Any]) -> bool:
    """Return whether MkDocs takes a link that starts with a slash for one to a file below the folder of pages."""
    said = config.get("validation")
    levels = [said, said.get("links")] if isinstance(said, Mapping) else []
    found = [level.get("absolute_links") for level in levels if isinstance(level, Mapping)]
    return any(str(getattr(one, "name", one)).lower() == "relative_to_docs" for one in found)
