"""An item's parts as HTML that stands on its own: for systems that know nothing of the course's site and its look."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin, urlsplit

from coursewright.export.diagrams import undrawn_in
from coursewright.export.links import site_address
from coursewright.export.registry import loss
from coursewright.export.xhtml import GAP, cleaned
from coursewright.model.item import Item
from coursewright.model.site import Html, Site
from coursewright.problem import Problem

LINE = "<span>_____</span>"
"""What stands in a stem where a gap is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemParts:
    """An item part by part, each a balanced piece of XHTML without ids, scripts and forms.

    Its entities are those of XML, its formulas stand in TeX's marks, and its links lead to the public site.
    """

    item: Item
    stem: str
    """With a line where a gap is."""
    gaps: tuple[str, ...] = ()
    """The stem's pieces around its gaps, one more than there are blanks, each perhaps with a tag that stays open.

    None where a gap is lost, such as one in code: then there is a problem, and the item can't be asked.
    """
    labels: tuple[str, ...] = ()
    """Each choice's text: what is picked, a step of an order, an entry on the right of a match."""
    feedback: tuple[str, ...] = ()
    """Each choice's reason; empty where there is none."""
    explanation: str = ""
    pairs: tuple[str, ...] = ()
    """Each pair's left entry."""
    hints: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What it shows, such as images, by path below the site's root."""
    dead: tuple[str, ...] = ()
    """Links that lead nowhere because the course has no address: their text stays."""
    problems: tuple[Problem, ...] = ()
    """What else of it is lost."""


def item_parts(site: Site, item: Item, place: Callable[[str], str], *, directory_urls: bool = True) -> ItemParts:
    """Return an item's parts; ``place`` gives the address of one of its files by its path below the site's root.

    ``directory_urls`` says whether a page's public address is a folder (``agreement/``) or a file. An item of which
    the site has no HTML raises ``KeyError``.
    """
    html = site.items[item.id]
    writer = _Writer(site, item, place, directory_urls)
    stem = writer.write(html.stem)
    gaps = tuple(stem.split(GAP))
    if len(gaps) != len(item.blanks) + 1:
        writer.lose("a blank stands where no box can", "Put it into the text, and not into code or a tag.")
        gaps = ()
    return ItemParts(
        item=item,
        stem=stem.replace(GAP, LINE),
        gaps=gaps,
        labels=tuple(writer.write(part) for part in html.labels),
        feedback=tuple(writer.write(part) if part else "" for part in html.feedback),
        explanation=writer.write(html.explanation) if html.explanation else "",
        pairs=tuple(writer.write(part) for part in html.pairs),
        hints=tuple(writer.write(part) for part in html.hints),
        replies=tuple(writer.write(part) for part in html.replies),
        files=writer.files,
        dead=tuple(writer.dead),
        problems=(*writer.problems.values(), *undrawn_in(item)),
    )


def without_address(parts: Iterable[ItemParts]) -> list[Problem]:
    """Return one problem that counts the dead links of all these items, at the first of them."""
    dead = [found for found in parts if found.dead]
    if not dead:
        return []
    message = f"without the site's address, links become plain text: {sum(len(found.dead) for found in dead)}"
    hint = "State the address of the course's website, site_url, in mkdocs.yml, and export again."
    return [loss(dead[0].item, message, hint, "E003")]


class _Writer:
    """Writes one item's parts, and collects what they load and lose."""

    def __init__(self, site: Site, item: Item, place: Callable[[str], str], directory_urls: bool) -> None:
        self.site = site
        self.item = item
        self.place = place
        self.directory_urls = directory_urls
        self.files: dict[str, bytes] = {}
        self.dead: list[str] = []
        self.problems: dict[str, Problem] = {}

    def write(self, part: Html) -> str:
        html, dropped = cleaned(part.text, self.lead, self.load)
        for tag in dropped:
            self.lose(f"<{tag}> is left out: what stands in it stays", "Give its address in a link.")
        return html

    def lead(self, target: str) -> str | None:
        """Return where a link leads from anywhere; None if nowhere."""
        try:
            parts = urlsplit(target)
        except ValueError:  # such as an unclosed [ in a host: not ours to judge
            return target
        if parts.scheme or parts.netloc:
            return None if parts.scheme in ("javascript", "vbscript", "data") else target
        path = posixpath.normpath(unquote(parts.path)) if parts.path else ""
        page = path.endswith(".html") and not path.startswith("..")
        if not parts.path.startswith("/") and not page and path not in self.site.assets:
            hint = "Mend the link; a footnote is only shown on the website." if target[:1] == "#" else "Mend the link."
            self.lose(f"the link to “{target}” leads to no page: its text stays", hint)
            return None
        if not self.site.url:
            self.dead.append(target)
            return None
        if parts.path.startswith("/"):
            return urljoin(self.site.url, target)
        address = site_address(path, self.directory_urls) if page else path
        return self.site.url + parts._replace(path=quote(address)).geturl()

    def load(self, target: str) -> str | None:
        """Return the address of what is shown, such as an image; None if there is none."""
        try:
            parts = urlsplit(target)
        except ValueError:
            return target
        if parts.scheme or parts.netloc:
            return target
        path = posixpath.normpath(unquote(parts.path))
        if path in self.site.assets:
            self.files[path] = self.site.assets[path]
            return self.place(path)
        self.lose(f"the file {target} is not part of the site: its description stays", "Put it below docs/.")
        return None

    def lose(self, message: str, hint: str) -> None:
        self.problems.setdefault(message, loss(self.item, message, hint))
