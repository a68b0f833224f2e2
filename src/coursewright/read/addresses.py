"""Two sources at one address, of which readers get one, and redirects from where a page is, or to where none is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from coursewright.model.urls import page_file
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
        if (other := first.setdefault(page_file(path, directory=layout.directory_urls), path)) == path:
            continue
        here, there = (layout.name(layout.docs / one) for one in (path, other))
        if _stem(path) == "README":  # MkDocs leaves it out, and warns
            hint = f"Move it, or write “exclude_docs: /{path}” in mkdocs.yml if it is none of the site's."
            message = f"it isn't in the site: {there} has its address"
            yield problem("R031", message, Source(here, 1, 1), hint)
        else:
            message = f"its address is that of {there}, too, and readers get one of the two"
            found = problem("R031", message, Source(here, 1, 1), "Move it, or join them.")
            yield replace(found, severity=Severity.ERROR)


def lost_redirects(layout: Layout, config: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each redirect that takes a page's place or leads to none: its place in the configuration, why, the mend."""
    maps = plugins_of(config.get("plugins")).get("redirects", {}).get("redirect_maps")
    if not isinstance(maps, Mapping) or layout.pages is None or layout.languages:
        return
    pages = {page_file(path, directory=layout.directory_urls): path for path in layout.pages}
    plugins = config.get("plugins")
    listed = plugins.items() if isinstance(plugins, Mapping) else enumerate(plugins or ())
    inside = {str(name) if name == "redirects" else f"{name}.redirects" for name, one in listed if _has(name, one)}
    place = f"plugins.{next(iter(inside), '')}.redirect_maps"
    for old, new in maps.items():
        page = pages.get(page_file(str(old), directory=layout.directory_urls)) if str(old).endswith(".md") else None
        if page:
            hint = f"Take it out, or the page: {page}"
            yield f"{place}.{old}", f"a redirect takes the place of the page “{page}”", hint
        named = str(new).partition("#")[0]
        meant = _page_of(named, layout)
        if meant:
            hint = f"Did you mean “{meant}”?"
            yield f"{place}.{old}", f"a redirect leads to “{named}”, and there is no such page", hint
        leads = named.endswith(".md") and not named.startswith("/") and not urlsplit(named).scheme
        if leads and not meant and named not in layout.pages:
            near = get_close_matches(named, layout.pages, 1, 0.7)
            if near or not layout.templated:  # else a plugin may make it in the build
                hint = f"Did you mean “{near[0]}”?" if near else "Name a page as “nav” does, from the folder of pages."
                yield f"{place}.{old}", f"a redirect leads to “{named}”, and there is no such page", hint


def _page_of(named: str, layout: Layout) -> str:
    """Return the page that an address without its ending was meant for; the plugin leads to addresses of the web only.

    Empty where there is none, and of what is a page or such an address.
    """
    pages = layout.pages or ()
    if named in pages or ":" in named:
        return ""
    bare = named.removeprefix("./").strip("/")
    below = bare.removeprefix(f"{layout.docs.name}/")
    stems = (bare, below, *(one.removesuffix(".html").removesuffix("/index") for one in (bare, below)))
    endings = (".md", "/index.md", "/README.md") if not bare.endswith(".md") else ("",)
    return next((f"{stem}{ending}" for stem in stems for ending in endings if f"{stem}{ending}" in pages), "")


def _has(name: object, entry: object) -> bool:
    return name == "redirects" or (isinstance(entry, Mapping) and "redirects" in entry)


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]
