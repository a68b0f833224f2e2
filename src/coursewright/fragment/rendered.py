"""The words of what is rendered already: of HTML, and of Python-Markdown's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from xml.etree.ElementTree import Element

from coursewright.fragment.seldom import seldom

Stash = Sequence[str | Element]
"""What Python-Markdown holds back of a page until it is whole, such as tags."""

_STASHED = seldom("\x02wzxhzdk:(\\d+)\x03|\x02(\\d+)\x03")
_TAG = seldom(r"<!--.*?-->|<(/?[a-zA-Z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^\"'<>])*)>", re.S)
_VALUE = seldom(r"(?:^|[\s/])(alt|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_MATH = seldom(r"<math\b[^>]*?\salttext=\"([^\"]*)\"[^>]*>.*?</math>", re.S)
_BLOCKS = seldom(r"/?(?:p|div|li|tr|h[1-6]|pre|dd|dt|blockquote|ul|ol|table)", re.I)


def words_of(html: str, stash: Stash = ()) -> str:
    """Return the words of finished HTML in one line; ``stash`` is what Python-Markdown still holds back of it."""
    return " ".join("".join(_of_html(html, stash, [])).split())


def with_plain_formulas(html: str) -> str:
    """Return finished HTML with plain text in the place of its formulas, for whoever takes no markup."""
    return _MATH.sub(lambda math: math[1], html)


def words_of_tree(node: Element, stash: Stash, found: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield the words of an element of Python-Markdown's tree, each piece with whether it is code."""
    if node.tag == "code":
        yield unescape("".join(_of_text(node.text or "", stash, found))), True
        return
    if node.tag == "math":
        yield node.get("alttext", ""), False
        return
    if node.tag == "img":
        found.append("".join(_of_text(node.get("src", ""), stash, [])))
        yield "".join(_of_text(node.get("alt", ""), stash, found)), False
    elif node.tag == "br":
        yield " ", False
    if node.text:
        yield "".join(_of_text(node.text, stash, found)), False
    for child in node:
        yield from words_of_tree(child, stash, found)
        if child.tail:
            yield "".join(_of_text(child.tail, stash, found)), False


def html_of_tree(node: Element, stash: Stash) -> str:
    """Return an element of Python-Markdown's tree as HTML, with what is held back of it."""
    values = "".join(f' {name}="{_html_of(value, stash)}"' for name, value in node.items())
    inside = _html_of(node.text or "", stash) if node.tag != "code" else _html_of(unescape(node.text or ""), stash)
    for child in node:
        inside += html_of_tree(child, stash) + _html_of(child.tail or "", stash)
    return f"<{node.tag}{values}>{inside}</{node.tag}>"


def _html_of(text: str, stash: Stash) -> str:
    def held(mark: re.Match[str]) -> str:
        if mark[2]:
            return escape(chr(int(mark[2])))
        raw = stash[int(mark[1])] if int(mark[1]) < len(stash) else ""
        return raw if isinstance(raw, str) else html_of_tree(raw, stash)

    return _STASHED.sub(held, escape(text.replace("\x02amp\x03", "&")))


def _of_text(text: str, stash: Stash, found: list[str]) -> Iterator[str]:
    """Yield a text of the tree with what Python-Markdown holds back of it."""
    if "\x02amp\x03" in text:  # of an address of mail, whose letters are written as numbers
        text = unescape(text.replace("\x02amp\x03", "&"))
    at = 0
    for held in _STASHED.finditer(text):
        yield text[at : held.start()]
        at = held.end()
        if held[2]:
            yield chr(int(held[2]))
        elif int(held[1]) < len(stash):
            raw = stash[int(held[1])]
            yield from _of_html(raw, stash, found) if isinstance(raw, str) else raw.itertext()
    yield text[at:]


def _of_html(html: str, stash: Stash, found: list[str]) -> Iterator[str]:
    at = 0
    if "<math" in html:
        html = with_plain_formulas(html)
    for tag in _TAG.finditer(html):
        yield from _of_text(unescape(html[at : tag.start()]), stash, found)
        at = tag.end()
        name = (tag[1] or "").lower()
        if name == "img":
            values = {value[1].lower(): value[2] or value[3] or value[4] or "" for value in _VALUE.finditer(tag[2])}
            found.append(unescape(values.get("src", "")))
            yield from _of_text(unescape(values.get("alt", "")), stash, found)
        elif name == "br" or _BLOCKS.fullmatch(name):
            yield " "
    yield from _of_text(unescape(html[at:]), stash, found)
