"""The languages of a site, as ``extra.alternate`` lists them: where each leads from a page, and whose a page is."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Alternate:
    """A language of the site."""

    name: str
    language: str
    href: str
    """From the page at hand."""
    current: bool


def place_of(link: object, site_url: str) -> str | None:
    """Return where a link of ``extra.alternate`` leads, from the site's root: ``de/``, or nothing for the root itself.

    ``/course/de/`` leads below a site at ``/course/``, and so does ``/de/``. None for one that leads to another host.
    """
    parts, site = urlsplit(str(link or "")), urlsplit(site_url)
    if parts.netloc and parts.netloc != site.netloc:
        return None
    root = f"/{site.path.strip('/')}/".replace("//", "/")
    path = parts.path
    if parts.netloc and not f"{path}/".startswith(root):
        return None
    if f"{path.rstrip('/')}/".startswith(root):
        path = path[len(root) :]
    path = posixpath.normpath(path.lstrip("/") or ".")
    return None if path.startswith("..") else "" if path == "." else f"{path}/"


def _places(entries: object, site_url: str) -> list[tuple[Mapping[str, Any], str | None]]:
    found = [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, Sequence) else []
    return [(entry, place_of(entry.get("link"), site_url)) for entry in found]


def language_of(url: str, entries: object, site_url: str) -> str:
    """Return the language of a page by its address; of several links that fit, the longest counts; empty for none."""
    fits = [(len(place), entry) for entry, place in _places(entries, site_url) if place and url.startswith(place)]
    return str(max(fits, key=lambda fit: fit[0])[1].get("lang") or "") if fits else ""


def alternates(
    url: str, language: str, entries: object, site_url: str, base: str, addresses: Collection[str]
) -> list[Alternate]:
    """Return every language of the site as seen from a page, each leading to the same page where there is one.

    ``base`` leads from the page to the site's root; ``addresses`` are those of all pages.
    """
    places = _places(entries, site_url)
    here = max((place for _, place in places if place and url.startswith(place)), key=len, default="")
    found = []
    for entry, place in places:
        own = str(entry.get("lang") or "")
        if place is None:
            href = str(entry.get("link") or "")
        else:
            same = place + url.removeprefix(here)
            start = f"{place}index.html" if f"{place}index.html" in addresses else place
            href = f"{base}{same if same in addresses else start}" or "./"
        found.append(Alternate(str(entry.get("name") or own), own, href, own == language))
    return found
