"""What a course asks of Material that our theme doesn't have: said once, by name, and not left to be missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coursewright.render.frame.palette import COLOURS

_THEME = {
    "name", "custom_dir", "language", "locale", "direction", "logo", "icon", "favicon", "palette", "font", "features",
    "spoken", "apart", "include_search_page", "search_index_only",
}  # fmt: skip
_FEATURES = {"content.action.edit", "navigation.footer", "navigation.prune"}
_EXTRA = ("analytics", "annotate", "consent", "polyfills", "status", "tags", "version")
"""What Material's templates read below ``extra``, and ours don't."""
_COLOURS = {*COLOURS, "custom"}


def lacking(theme: Mapping[str, Any], extra: Mapping[str, Any], overrides: Sequence[str]) -> str:
    """Return a sentence that names all of it; empty where nothing is missed.

    ``overrides`` are the files among the course's own templates.
    """
    found = [*_options(theme), *(f"extra.{name}" for name in _EXTRA if extra.get(name))]
    ours = "partials/language.html"
    found += [name for name in overrides if name.startswith("partials/") and name.endswith(".html") and name != ours]
    if not found:
        return ""
    return (
        f"the theme coursewright has no {', '.join(found)}: set here, without effect. "
        "Under “theme: {name: material}” a site keeps all that Material has"
    )


def _options(theme: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"theme.{name}" for name in theme if name not in _THEME and theme[name] not in (None, False))
    features = theme.get("features") or []
    yield from (f"feature {name}" for name in features if name not in _FEATURES)
    if theme.get("font"):
        yield "theme.font (fonts come from the reader's system; add your own in extra_css)"
    icons = theme.get("icon")
    yield from (f"theme.icon.{name}" for name in (icons if isinstance(icons, Mapping) else {}) if name != "logo")
    option = theme.get("palette")
    for entry in option if isinstance(option, list) else [option]:
        if not isinstance(entry, Mapping):
            continue
        if entry.get("scheme") not in (None, "default", "slate"):
            yield f"theme.palette.scheme “{entry['scheme']}”"
        for name in ("primary", "accent"):
            if entry.get(name) and str(entry[name]).replace("-", " ") not in _COLOURS:
                yield f"theme.palette.{name} “{entry[name]}”"
        toggle = entry.get("toggle")
        if isinstance(toggle, Mapping) and toggle.get("icon"):
            yield f"theme.palette.toggle.icon “{toggle['icon']}”"
