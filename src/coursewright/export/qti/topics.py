"""Discussion topics: what a page asks a group to talk about, under a heading with the anchor ``talk``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from coursewright.export.links import site_address
from coursewright.export.xhtml import cleaned
from coursewright.model.site import Site, SitePage
from coursewright.render.html import inside

ANCHOR = "talk"
_SECTION = re.compile(
    rf'<h(?P<level>[2-6])[^<>]*\sid="{ANCHOR}"[^<>]*>(?P<title>.*?)</h(?P=level)>(?P<text>.*?)'
    r"(?=<h[1-6][\s>]|</article>|</section>|\Z)",
    re.S,
)
_MARK = re.compile(r"<a class=\"headerlink\".*?</a>", re.S)
_TAG = re.compile(r"<[^<>]*>")


class Topic(NamedTuple):
    """One prompt, with the page that it stands on."""

    page: SitePage
    title: str
    html: str


def topics(site: Site, *, directory_urls: bool) -> Iterator[Topic]:
    """Yield each page's prompt, whose links lead to the public site."""
    for page in site.pages:
        found = _SECTION.search(page.content)
        if not found:
            continue
        said = unescape(_TAG.sub("", _MARK.sub("", found["title"]))).strip()
        lead = partial(_address, site, page, directory_urls)
        html = cleaned(found["text"], lead, lead).html
        if html:
            yield Topic(page, f"{page.title}: {said}", html)


def _address(site: Site, page: SitePage, directory_urls: bool, target: str) -> str | None:
    """Return where a link or an image of a page is for everybody; None if nowhere."""
    try:
        parts = urlsplit(target)
    except ValueError:  # such as an unclosed [ in a host
        return None
    if parts.scheme or parts.netloc:
        return target
    path = page.url if target.startswith("#") else inside(target, page.url)
    if not path or not site.url:
        return None
    address = site_address(path, directory_urls) if path.endswith(".html") else path
    return site.url + parts._replace(path=quote(address)).geturl()
