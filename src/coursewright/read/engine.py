"""What a site's engine makes of marks: which extensions of Markdown it has, and whether anything else may read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

_BUNDLES = ("extra", "pymdownx.extra")
_BUNDLED = ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")
_OWN = "markdown.extensions."
_PYMDOWN = (
    "arithmatex", "b64", "betterem", "blocks.admonition", "blocks.caption", "blocks.definition", "blocks.details",
    "blocks.html", "blocks.tab", "bracketspan", "caret", "critic", "details", "emoji", "escapeall", "extra",
    "fancylists", "highlight", "inlinehilite", "keys", "magiclink", "mark", "pathconverter", "progressbar", "quotes",
    "saneheaders", "smartsymbols", "snippets", "striphtml", "superfences", "tabbed", "tasklist", "tilde",
)  # fmt: skip
_KNOWN = {
    "admonition", "codehilite", "coursewright", "extra", "legacy_attrs", "legacy_em", "mdx_math", "meta", "nl2br",
    "sane_lists", "smarty", "toc", "wikilinks", *_BUNDLED, *(f"pymdownx.{name}" for name in _PYMDOWN),
}  # fmt: skip
"""Extensions of which we know what they read."""


class Engine(NamedTuple):
    """A site's Markdown."""

    extensions: Collection[str] = ()
    """As the configuration lists them."""
    rewritten: bool = False
    """Whether a plugin or a hook may make something else of what an author writes."""
    draws: Collection[str] = ("formulas", "diagrams")
    """Which of these two an extension draws, or a script or a template may draw."""

    def has(self, name: str) -> bool:
        """Return whether an extension is listed, by itself or in a bundle."""
        listed = {one.removeprefix(_OWN) for one in self.extensions}
        return name in listed or (name in _BUNDLED and any(bundle in listed for bundle in _BUNDLES))

    def leaves(self, *readers: str) -> bool:
        """Return whether nothing can read a mark that Markdown alone leaves, as these extensions would."""
        listed = {one.removeprefix(_OWN) for one in self.extensions}
        return not self.rewritten and listed <= _KNOWN and not listed.intersection(readers)


def extensions_of(config: Mapping[str, Any]) -> dict[str, Any]:
    """Return Markdown's extensions with their options, of MkDocs' own configuration or of plain YAML."""
    entries = config.get("markdown_extensions") or []
    found: dict[str, Any] = {**entries} if isinstance(entries, Mapping) else {}
    for entry in entries if isinstance(entries, list) else []:
        found |= entry if isinstance(entry, Mapping) else {str(entry): None}
    return found


def own_slugs(config: Mapping[str, Any]) -> bool:
    """Return whether ``toc`` has a function of the author's for ids."""
    options = extensions_of(config).get("toc") or (config.get("mdx_configs") or {}).get("toc")
    return isinstance(options, Mapping) and "slugify" in options
