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
    same: str = ""
    """Where a language that is built apart would have this page, below its own first one; only a browser can see."""


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
    """Return each language with its place; None for what is another site, or another build of this one.

    Where a link names the folder that this site is in, as ``/de/`` of a site at ``/de/``, all start at the host's root.
    """
    found = [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, Sequence) else []
    links = [str(entry.get("link") or "") for entry in found]
    root = f"/{urlsplit(site_url).path.strip('/')}/"
    rooted = root != "//" and any(f"{link.rstrip('/')}/" == root for link in links)
    outside = [rooted and link.startswith("/") and not f"{link.rstrip('/')}/".startswith(root) for link in links]
    return [
        (entry, None if out else place_of(link, site_url))
        for entry, link, out in zip(found, links, outside, strict=True)
    ]


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
    places, host = _places(entries, site_url), urlsplit(site_url).netloc
    here = max((place for _, place in places if place and url.startswith(place)), key=len, default="")
    found = []
    for entry, place in places:
        own = str(entry.get("lang") or "")
        common = url.removeprefix(here)
        if place is None:
            href = str(entry.get("link") or "")
            apart = urlsplit(href).netloc in ("", host)
        else:
            start = f"{place}index.html" if f"{place}index.html" in addresses else place
            href = f"{base}{place + common if place + common in addresses else start}" or "./"
            apart = bool(place) and start not in addresses
        same = common if apart and href.endswith(("/", ".html")) else ""
        found.append(Alternate(str(entry.get("name") or own), own, href, own == language, same))
    return found
