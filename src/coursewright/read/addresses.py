"""Two sources at one address, of which readers get one, and redirects from where a page is, or to where none is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from coursewright.problem import Problem, Severity, Source
from coursewright.read.languages import plugins_of
from coursewright.read.layout import Layout
from coursewright.read.report import problem


def overwritten(layout: Layout) -> Iterator[Problem]:
    """Yield a problem for each page at whose address another one is, too; none where a plugin may part them."""
    if layout.facts is None or layout.rewritten or layout.readdressed or layout.languages:
        return
    first: dict[str, str] = {}
    for path in sorted(layout.pages or (), key=lambda one: (_stem(one) == "README", one)):
        if (other := first.setdefault(address(path, layout.directory_urls), path)) == path:
            continue
        here, there = (layout.name(layout.docs / one) for one in (path, other))
        message = f"its address is that of {there}, too, and readers get one of the two"
        found = problem("R031", message, Source(here, 1, 1), "Move it, or join them.")
        if _stem(path) == "README":  # MkDocs leaves it out, and warns
            hint = f"Move it, or write “exclude_docs: /{path}” in mkdocs.yml if it is none of the site's."
            message = f"it isn't in the site: {there} has its address"
            found = problem("R031", message, Source(here, 1, 1), hint)
        yield found if _stem(path) == "README" else replace(found, severity=Severity.ERROR)


def astray(layout: Layout, config: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each redirect that takes a page's place or leads to none: its place in the configuration, why, the mend."""
    maps = plugins_of(config.get("plugins")).get("redirects", {}).get("redirect_maps")
    if not isinstance(maps, Mapping) or layout.pages is None or layout.languages:
        return
    pages = {address(path, layout.directory_urls): path for path in layout.pages}
    plugins = config.get("plugins")
    listed = plugins.items() if isinstance(plugins, Mapping) else enumerate(plugins or ())
    inside = {str(name) if name == "redirects" else f"{name}.redirects" for name, one in listed if _has(name, one)}
    place = f"plugins.{next(iter(inside), '')}.redirect_maps"
    for old, new in maps.items():
        page = pages.get(address(str(old), layout.directory_urls)) if str(old).endswith(".md") else None
        if page:
            hint = f"Take it out, or the page: {page}"
            yield f"{place}.{old}", f"a redirect takes the place of the page “{page}”", hint
        named = str(new).partition("#")[0]
        leads = named.endswith(".md") and not named.startswith("/") and not urlsplit(named).scheme
        if leads and named not in layout.pages:
            near = get_close_matches(named, layout.pages, 1, 0.7)
            if near or not layout.templated:  # else a plugin may make it in the build
                hint = f"Did you mean “{near[0]}”?" if near else "Name a page as “nav” does, from the folder of pages."
                yield f"{place}.{old}", f"a redirect leads to “{named}”, and there is no such page", hint


def address(path: str, directory: bool) -> str:
    """Return the file that MkDocs makes of a page."""
    folder, stem = posixpath.dirname(path), _stem(path)
    if stem in ("index", "README"):
        return posixpath.join(folder, "index.html")
    return posixpath.join(folder, stem, "index.html") if directory else posixpath.join(folder, f"{stem}.html")


def _has(name: object, entry: object) -> bool:
    return name == "redirects" or (isinstance(entry, Mapping) and "redirects" in entry)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
