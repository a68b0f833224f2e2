"""What is done to a stranger's HTML before it becomes Markdown: plain elements, safe addresses, the rest named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from coursewright.imports.draft import Draft, Unfit
from coursewright.imports.images import Images

DEPTH_LIMIT: Final = 60
"""How deep elements may be nested in each other."""
_DROPPED = ("script", "style", "template", "head", "title", "meta", "link", "noscript")
_FORMS = (
    "input",
    "select",
    "textarea",
    "button",
    "option",
    "label",
    "form",
    "fieldset",
    "legend",
    "datalist",
    "output",
)
_MEDIA = ("audio", "video", "iframe", "object", "embed", "canvas", "svg", "map", "applet", "frame")
_BLOCKS = (
    "address", "aside", "body", "center", "details", "figure", "footer", "header", "hgroup", "html", "main", "nav",
    "summary", "figcaption", "dir", "menu",
)  # fmt: skip
_KNOWN = frozenset([
    "a", "abbr", "article", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt",
    "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
    "samp", "section", "small", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
    "var", "x-break",
])  # fmt: skip
INLINE: Final = frozenset([
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small",
    "strong", "sub", "sup", "u", "var",
])  # fmt: skip
"""Elements within a line."""
_RENAMED = {"tt": "code", "strike": "s"}
_WHITE = re.compile(r"[ \t\n\r\f\v]+")
_HOLD_BLOCKS = frozenset(["div", "p", "li", "td", "th", "section", "article", "dd", "blockquote", "[document]"])
_SAFE = "/?#@!$&'*+,;=:~%-._"
_LOOKS = "colours, fonts, sizes and alignment are left to the course's theme"


def depth_of(soup: BeautifulSoup) -> int:
    """Return how deep the deepest element stands."""
    deepest, level, waiting = 0, 0, [iter(soup.children)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            level -= 1
        elif isinstance(child, Tag):
            waiting.append(iter(child.children))
            level += 1
            deepest = max(deepest, level)
            if deepest > DEPTH_LIMIT:
                break
    return deepest


def without_open_comment(html: str, draft: Draft) -> str:
    """Return HTML as far as a comment that never ends, since a browser shows nothing behind its start."""
    start = html.find("<!--")
    while start >= 0:
        end = html.find("-->", start + 2)
        if end < 0:
            hidden = " ".join(html[start + 4 :].split())
            draft.lose(f"a comment that never ends, with all behind it: “{hidden[:80]}”", "Write --> where it ends.")
            return html[:start]
        start = html.find("<!--", end)
    return html


class Tidy:
    """Changes a parsed text in place; what is lost is said to the draft."""

    def __init__(self, soup: BeautifulSoup, draft: Draft, images: Images, *, quotes: bool) -> None:
        self.soup = soup
        self.draft = draft
        self.images = images
        self.quotes = quotes

    def run(self) -> None:
        """Do all of it."""
        for text in list(self.soup.find_all(string=True)):
            if isinstance(text, PreformattedString):  # a comment, a declaration
                text.extract()
        for tag in list(self.soup.find_all(True)):
            if not tag.decomposed:
                self.change(tag)
        for tag in reversed(self.soup.find_all(list(INLINE - {"img"}))):
            if not tag.get_text(strip=True) and not tag.find(["img", "br"]):
                tag.unwrap()
        self.soup.smooth()
        for text in list(self.soup.find_all(string=True)):
            if not text.find_parent("pre"):
                text.replace_with(NavigableString(_WHITE.sub(" ", text)))
        self.breaks()

    def change(self, tag: Tag) -> None:
        """Make one element a plain one, or take it away."""
        name = tag.name = _RENAMED.get(tag.name, tag.name)
        if tag.has_attr("style") or tag.has_attr("align") or name == "font":
            self.draft.note(_LOOKS, "Say what matters in words; a reader may not see colours.")
        if name in _DROPPED:
            tag.decompose()
        elif name == "math":
            self.formula(tag)
        elif name == "img":
            self.image(tag)
        elif name == "a":
            self.link(tag)
        elif name in _MEDIA:
            self.media(tag)
        elif name == "blockquote" and not self.quotes:
            self.draft.lose("a quotation in a choice becomes plain text", "Put it into the question.")
            tag.name = "div"
        elif name in _FORMS:
            self.draft.lose(f"<{name}> is left out: what stands in it stays", "Ask it as an item.")
            tag.unwrap()
        elif name in _BLOCKS:
            tag.name = "div"
        elif name not in _KNOWN:
            tag.unwrap()

    def formula(self, tag: Tag) -> None:
        """Replace MathML by the TeX that it carries."""
        tex = tag.find("annotation", attrs={"encoding": re.compile("tex", re.I)})
        if not isinstance(tex, Tag) or not tex.get_text().strip():
            raise Unfit("a formula in MathML without its TeX", r"Write it in TeX: \(x^2\).")
        tag.replace_with(NavigableString(rf"\({tex.get_text().strip().strip('$')}\)"))

    def image(self, tag: Tag) -> None:
        """Give an image its new address; Canvas's pictures of formulas become formulas."""
        tex = tag.get("data-equation-content")
        if isinstance(tex, str) and tex.strip():
            tag.replace_with(NavigableString(rf"\({tex.strip()}\)"))
            return
        address = str(tag.get("src", "")).strip()
        if tag.get("width") or tag.get("height"):
            self.draft.note(_LOOKS, "Say what matters in words; a reader may not see colours.")
        if address.lower().startswith(("http://", "https://")):
            hint = "Put a copy below docs/: pages of a course ask no other site for anything."
            self.draft.lose(f"the image {_short(address)} stays on another site", hint)
            tag["src"] = _quoted(address)
            return
        try:
            tag["src"] = self.images.take(address, self.draft.load)
        except Unfit as unfit:
            self.draft.lose(f"the image {_short(address)} is left out: {unfit}", unfit.hint)
            alt = str(tag.get("alt", "")).strip()
            tag.replace_with(NavigableString(f"({alt})" if alt else ""))

    def link(self, tag: Tag) -> None:
        """Keep a link that leads somewhere from anywhere; of another one, its text stays."""
        address = str(tag.get("href", "")).strip()
        try:
            scheme = urlsplit(address).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme in ("http", "https", "mailto", "tel"):
            tag["href"] = _quoted(address)
            return
        if address:
            self.draft.lose(f"the link to “{_short(address)}” is left out: its text stays", "Link to a page here.")
        tag.unwrap()

    def media(self, tag: Tag) -> None:
        """Replace what isn't text by a link to it, or by nothing."""
        source = tag.find("source")
        address = str(tag.get("src") or tag.get("data") or (source.get("src") if isinstance(source, Tag) else "") or "")
        self.draft.lose(f"<{tag.name}> is left out{': ' + _short(address) if address else ''}", "Add it by hand.")
        if address.lower().startswith(("http://", "https://")):
            link = self.soup.new_tag("a", href=_quoted(address))
            link.string = address
            tag.replace_with(link)
        else:
            tag.decompose()

    def breaks(self) -> None:
        """Make a paragraph's end of two line breaks, and nothing of one beside a block or at an edge."""
        for tag in self.soup.find_all("br"):
            run = [tag, *_following(tag)]
            last = run[-1]
            before, behind = _beside(tag, back=True), _beside(last, back=False)
            for other in run[1:]:
                other.decompose()
            for text, cut in ((before, str.rstrip), (behind, str.lstrip)):
                if isinstance(text, NavigableString):
                    text.replace_with(NavigableString(cut(str(text))))
            if before is None or behind is None:
                tag.decompose()
            elif len(run) > 1 and tag.parent is not None and tag.parent.name in _HOLD_BLOCKS:
                tag.name = "x-break"


def _following(tag: Tag) -> Iterator[Tag]:
    """Yield the line breaks that stand right behind one."""
    node = tag.next_sibling
    while node is not None and (_is_break(node) or _is_blank(node)):
        if isinstance(node, Tag):
            yield node
        node = node.next_sibling


def _beside(tag: Tag, *, back: bool) -> object:
    node = tag.previous_sibling if back else tag.next_sibling
    while node is not None and _is_blank(node):
        node = node.previous_sibling if back else node.next_sibling
    return node


def _is_break(node: object) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def _is_blank(node: object) -> bool:
    return isinstance(node, NavigableString) and not str(node).strip(" \t\r\n")


def _quoted(address: str) -> str:
    """Return an address without a sign that would end it in Markdown."""
    return quote(address, safe=_SAFE).replace("*", "%2A").replace("_", "%5F" if "__" in address else "_")


def _short(address: str) -> str:
    said = " ".join(address.split())
    return said if len(said) <= 80 else f"{said[:79]}…"
