"""Links of finished HTML, and of style sheets: which there are, and the same HTML with other ones."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_ATTRIBUTE = re.compile(
    r"""\s(?P<name>[a-zA-Z][\w:-]*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_ADDRESSES = frozenset({"href", "src", "poster", "data", "srcset"})
_FORMS = {"data": "object"}
"""Attributes that are an address on one element alone."""


class HtmlLink(NamedTuple):
    """An address in HTML, and where it stands."""

    tag: str
    attribute: str
    target: str
    """As a browser reads it, without character references."""
    start: int
    """Offset of the value, without quotation marks."""
    end: int
    quote: str
    whole: tuple[int, int] = (0, 0)
    """Where the attribute stands, with the white space before it."""


class _Finder(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[HtmlLink] = []
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value for name, value in attrs if name in _ADDRESSES and value is not None}
        if not values:
            return
        line, column = self.getpos()
        at = self._starts[line - 1] + column
        for found in _ATTRIBUTE.finditer(self.get_starttag_text() or ""):
            name = found["name"].lower()
            if name not in values or _FORMS.get(name, tag) != tag:
                continue
            group = next(group for group in ("double", "single", "bare") if found[group] is not None)
            quote = {"double": '"', "single": "'", "bare": ""}[group]
            start, end = (at + place for place in found.span(group))
            targets = [part.split()[0] for part in values[name].split(",") if part.strip()] if name == "srcset" else []
            whole = at + found.start(), at + found.end()
            for target in targets or [values[name]]:
                self.found.append(HtmlLink(tag, name, target or "", start, end, quote, whole))


def css_targets(text: str, url: str) -> Iterator[str]:
    """Yield the path of each file that the style sheet at ``url`` names; an empty one for what is elsewhere."""
    return (inside(one or other, url) for one, other in _CSS_ADDRESS.findall(text))


def inside(target: str, url: str) -> str:
    """Return the path below the site's root to which a link on the page at ``url`` leads; empty if it leads elsewhere.

    A link that starts with a slash counts as one that leads elsewhere: nobody knows what is at the root of a host.
    """
    try:
        parts = urlsplit(target)
    except ValueError:  # such as an unclosed [ in a host
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(parts.path)))
    return "" if path.startswith("..") else path


def html_links(html: str) -> Iterator[HtmlLink]:
    """Yield the addresses of an HTML text in the order of the text; none of comments, scripts and styles."""
    yield from _Finder(html).found if "=" in html else ()


def with_links(html: str, change: Callable[[HtmlLink], str | None]) -> str:
    """Return the HTML with each address as ``change`` gives it; None leaves it as it is, nothing takes it away."""
    text, done = "", 0
    for link in html_links(html):
        new = change(link) if link.attribute != "srcset" else None
        if new is None or new == link.target or link.whole[0] < done:
            continue
        if new:
            value = escape(new) if link.quote else f'"{escape(new)}"'
            text += html[done : link.start] + value
            done = link.end
        else:
            text += html[done : link.whole[0]]
            done = link.whole[1]
    return text + html[done:]


_CHOICES = re.compile(r'<fieldset class="cw-controls".*?</fieldset>', re.S)
_IMAGE = re.compile(r"<img\b[^>]*>")


def without_lightbox(html: str) -> str:
    """Return a page whose images in choices are marked for glightbox to leave alone: a tap on one chooses it."""
    return _CHOICES.sub(lambda found: _IMAGE.sub(_unlit, found[0]), html) if "<img" in html else html


def _unlit(image: re.Match[str]) -> str:
    if ' class="' in image[0]:
        return image[0].replace(' class="', ' class="off-glb ', 1)
    return f'<img class="off-glb"{image[0].removeprefix("<img")}'
