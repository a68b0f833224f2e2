"""Words of the glossary, explained where a lesson first uses them.

A word becomes a button that opens its definition with the browser's own popover: by keyboard, touch and mouse, closed
with Escape or a press elsewhere, without a script. The definition comes from the glossary's page and links there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from coursewright.model.notes import Term
from coursewright.render.session import Session

_CLOSED = {
    "a", "abbr", "blockquote", "button", "code", "cw-hold", "details", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "label", "pre", "script", "style", "summary", "svg", "textarea", "th",
}  # fmt: skip
"""Elements that stay as they are: links, headings, code, items, and what somebody says in a quotation."""


_SHOWN = re.compile(r"<cw-def\b.*?</cw-def>", re.S)
_PLACE = re.compile(r"<!--cw-def:(\d+)-->")


def without_definitions(html: str) -> tuple[str, list[str]]:
    """Return a page's HTML with a comment for each definition, and the definitions: for whoever reads it as text."""
    found: list[str] = []

    def take(definition: re.Match[str]) -> str:
        found.append(definition[0])
        return f"<!--cw-def:{len(found) - 1}-->"

    return (_SHOWN.sub(take, html), found) if "<cw-def" in html else (html, found)


def with_definitions(html: str, found: list[str]) -> str:
    """Return a page's HTML with the definitions in the places of their comments."""
    return _PLACE.sub(lambda place: found[int(place[1])], html) if found else html


class _Index(NamedTuple):
    pattern: re.Pattern[str]
    terms: dict[str, Term]
    """By each form of a word, in small letters."""


class Terms:
    """The words that one page explains."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.used: set[str] = set()

    def mark(self, root: Element) -> None:
        """Explain each word where it first stands in the page's text."""
        self.used = set()
        course, page = self.session.course, self.session.page
        if page.terms and course.glossary and page.path != course.glossary_path:
            self._mark(root, _index(course.glossary))

    def _mark(self, node: Element, index: _Index) -> None:
        if node.tag in _CLOSED or node.get("class") == "admonition-title":
            return
        children = list(node)
        node.text, made = self._split(node.text, index)
        for at, element in enumerate(made):
            node.insert(at, element)
        for child in children:
            self._mark(child, index)
            child.tail, made = self._split(child.tail, index)
            behind = list(node).index(child) + 1 if made else 0
            for at, element in enumerate(made, behind):
                node.insert(at, element)

    def _split(self, text: str | None, index: _Index) -> tuple[str | None, list[Element]]:
        """Return a text up to the first word that is explained, and the elements that hold the rest."""
        if not text or isinstance(text, AtomicString):
            return text, []
        made: list[Element] = []
        before, start = text, 0
        for found in index.pattern.finditer(text):
            term = index.terms[_form(found[0])]
            if term.id in self.used or (term.name.isupper() and not found[0].isupper()):
                continue
            self.used.add(term.id)
            if made:
                made[-1].tail = text[start : found.start()]
            else:
                before = text[: found.start()]
            made += self._button(term, found[0])
            start = found.end()
        if made:
            made[-1].tail = text[start:]
        return before, made

    def _button(self, term: Term, written: str) -> list[Element]:
        name = f"cw-term-{term.id}"
        button = Element("button", {"type": "button", "class": "cw-term", "popovertarget": name})
        button.text = AtomicString(written)
        shown = Element("cw-def", {"class": "cw-def", "id": name, "popover": "", "data-search-exclude": ""})
        SubElement(shown, "strong").text = AtomicString(f"{self.session.typeset(term.name)}.")
        shown[0].tail = AtomicString(f" {self.session.typeset(term.definition)} ")
        page, glossary = self.session.page.path, self.session.course.glossary_path
        path = posixpath.relpath(glossary, posixpath.dirname(page) or ".")
        link = SubElement(shown, "a", {"href": f"{quote(path)}#{quote(term.id)}"})
        # Translators: in the box that explains a word, the link to the glossary
        link.text = AtomicString(self.session.texts("In the glossary"))
        return [button, shown]


@lru_cache(maxsize=4)
def _index(glossary: tuple[Term, ...]) -> _Index:
    terms: dict[str, Term] = {}
    for term in glossary:
        for form in _forms(_form(term.name)):
            terms.setdefault(form, term)
    forms = sorted(terms, key=len, reverse=True)  # “boundary crossing” before “boundary”
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return _Index(re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I), terms)


def _forms(word: str) -> Iterator[str]:
    """Yield a word and its plural, as English forms it; other languages lose nothing by it."""
    yield word
    yield f"{word}s"
    yield f"{word[:-1]}ies" if word.endswith("y") else f"{word}es"


def _form(written: str) -> str:
    return " ".join(written.casefold().split())
