"""What ``mkdocs.yml`` says of plugins that MkDocs won't find, and of the one that reads pages before Markdown does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from typing import Any

from coursewright.fragment.near import near
from coursewright.read.languages import plugins_of
from coursewright.read.layout import Macros
from coursewright.render.frame.slips import Slip

_OF_MATERIAL = frozenset(
    ("blog", "group", "info", "meta", "offline", "optimize", "privacy", "projects", "social", "tags", "typeset")
)
"""Plugins of Material that have their short names under its own theme alone, and some of them under ours."""
_UNDER_OURS = ("group", "meta", "privacy")
"""Those of them that have their short names under the theme coursewright, too."""
_NEED_MATERIAL = ("blog", "social", "tags")
"""Those that need its templates."""
_OTHERS = frozenset(
    (
        "awesome-nav", "awesome-pages", "coursewright", "git-authors", "git-revision-date",
        "git-revision-date-localized", "glightbox", "htmlproofer", "i18n", "include-markdown", "literate-nav",
        "llmstxt", "macros", "mike", "minify", "mkdocs-nav-weight", "mkdocs_quiz", "mkdocstrings", "monorepo",
        "multirepo", "print-site", "redirects", "rss", "search", "section-index", "sitemap", "table-reader",
    )
)  # fmt: skip
_NAMES = tuple(sorted(_OF_MATERIAL | _OTHERS))


def not_found(config: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield a slip for each plugin that isn't installed and has nearly the name of one, or needs another theme.

    One of quite another name may be installed where the site is built.
    """
    plugins = config.get("plugins")
    listed = [(str(at), entry) for at, entry in enumerate(plugins)] if isinstance(plugins, list) else []
    pairs = [(at, entry) for at, entry in listed if isinstance(entry, str)]
    pairs += [(f"{at}.{name}", str(name)) for at, entry in listed if isinstance(entry, Mapping) for name in entry]
    pairs += [(str(name), str(name)) for name in plugins] if isinstance(plugins, Mapping) else []
    theme = config.get("theme")
    theme = str((theme.get("name") if isinstance(theme, Mapping) else theme) or "mkdocs")
    known = (*_OTHERS, *_UNDER_OURS) if theme == "coursewright" else _OTHERS
    doubted = [(at, name) for at, name in pairs if name not in known]
    if not doubted:  # else all that is installed has to be read
        return
    installed = {one.name for one in entry_points(group="mkdocs.plugins")}
    for at, name in doubted:
        if name in installed or f"{theme}/{name}" in installed:
            continue
        said, hint = f"there is no plugin “{name}”", ""
        if name in _OF_MATERIAL and theme == "coursewright":
            said, hint = f"there is no plugin “{name}” under the theme coursewright", f"Write “material/{name}”."
            if name in _NEED_MATERIAL:
                hint = "It needs “theme: {name: material}”: write that, or take it out."
        elif meant := near(name, _NAMES):
            hint = f"Did you mean “{meant}”?"
        if hint:
            yield Slip(f"plugins.{at}", f"{said}, which stops the build", hint, stops=True)


def macros_of(config: Mapping[str, Any]) -> Macros:
    """Return which pages the plugin macros reads, where it takes ``{#`` for the start of a comment."""
    options = plugins_of(config.get("plugins")).get("macros")
    if options is None or options.get("j2_comment_start_string") or options.get("enabled") is False:
        return ""
    if options.get("force_render_paths"):
        return ""
    return "asked" if options.get("render_by_default") is False else "all"
