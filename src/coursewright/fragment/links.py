"""Where an author's Markdown leads to, found without rendering it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from coursewright.fragment.code import mask_all_code
from coursewright.fragment.rest import holds
from coursewright.fragment.seen import NO_NAMES, Names
from coursewright.fragment.seldom import seldom

_INSIDE = r"(?:[^()\\]|\\.|\([^()]*\))*"
_TOKEN = re.compile(rf"\\.|!?\[|\](?:\((?P<inside>{_INSIDE})\)|\[(?P<name>[^\[\]]*)\])?", re.S)
_TARGET = re.compile(r"\s*(?:<(?P<angled>[^<>]*)>|(?P<bare>.*?))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*", re.S)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>[^\[\]^][^\[\]]*)\]:[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>\S+)).*\n?", re.M
)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = seldom(r"\s(?P<name>href|src)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.I)

_MORE = ("`", "~", "<", "\\", "    ", "\t")
_PLAIN = re.compile(r"[^\s()\"'<>]+")


class Link(NamedTuple):
    """A link or an image, or the definition of one."""

    form: Literal["inline", "reference", "definition", "attribute"]
    """``[text](target)``, ``[text][name]``, ``[name]: target`` or ``<a href="target">``."""
    target: str
    """As written; empty for a reference, whose target stands in its definition."""
    start: int
    """Where the target stands."""
    end: int
    opening: tuple[int, int]
    """Where what opens its text stands; of a definition or an attribute, the whole of it."""
    closing: tuple[int, int] = (0, 0)
    """Where what closes its text stands, the target included."""
    name: str = ""
    """By which a reference finds its definition, case and white space aside; of an attribute, its name."""
    image: bool = False


def links_in(markdown: str) -> Iterator[Link]:
    """Yield the links of a text: definitions first, then the others as they end, then those of HTML tags; none of code.

    What looks like a reference is one only if its name is defined, here or elsewhere.
    """
    if "[" not in markdown and "<" not in markdown:
        return
    if only := _only_link(markdown):  # by far the commonest
        yield only
        return
    plain = mask_all_code(markdown)
    if "]:" in markdown:
        for found in list(_DEFINITION.finditer(plain)):
            group = "bare" if found["angled"] is None else "angled"
            start, end = found.span(group)
            name = link_name(found["name"])
            yield Link("definition", markdown[start:end], start, end, found.span(), name=name)
            plain = plain[: found.start()] + " " * len(found[0]) + plain[found.end() :]
    opened: list[re.Match[str]] = []
    for token in _TOKEN.finditer(plain):
        if token[0][-1] == "[" and token[0][0] != "\\":
            opened.append(token)
        elif token[0][0] == "]" and opened:
            yield _bracketed(markdown, opened.pop(), token)
    for tag in _TAG.finditer(plain):
        for found in _ATTRIBUTE.finditer(tag[0]):
            group = "single" if found["double"] is None else "double"
            start, end = tag.start() + found.start(group), tag.start() + found.end(group)
            whole = tag.start() + found.start(), tag.start() + found.end()
            name = found["name"].lower()
            yield Link("attribute", markdown[start:end], start, end, whole, name=name, image=name == "src")


def _only_link(markdown: str) -> Link | None:
    """Return the one plain link of a text that has no other markup which could matter; None for any other text."""
    first, last = markdown.find("["), markdown.find("](")
    start, end = last + 2, markdown.find(")", last)
    if (
        not 0 <= first < last < end
        or markdown.find("[", first + 1) >= 0
        or markdown.find("]", end) >= 0
        or markdown.find("]", first, last) >= 0
        or markdown[first - 1 : first] == "!"
        or any(sign in markdown for sign in _MORE)
        or not _PLAIN.fullmatch(markdown, start, end)
    ):
        return None
    return Link("inline", markdown[start:end], start, end, (first, first + 1), (last, end + 1))


def names_in(markdown: str) -> Names:
    """Return the names that a text defines for links, as Python-Markdown compares them."""
    if not holds(markdown, "]:"):
        return NO_NAMES
    found = _DEFINITION.finditer(mask_all_code(markdown))
    return frozenset([" ".join(definition["name"].split()).lower() for definition in found])


def link_name(written: str) -> str:
    """Return a reference's name as it is compared."""
    return " ".join(written.split()).casefold()


def _bracketed(markdown: str, opening: re.Match[str], closing: re.Match[str]) -> Link:
    image = opening[0][0] == "!"
    if closing["inside"] is None:
        name = link_name(closing["name"] or markdown[opening.end() : closing.start()])
        return Link("reference", "", *closing.span(), opening.span(), closing.span(), name, image)
    inside = _TARGET.fullmatch(closing["inside"])
    assert inside  # it matches anything
    group = "bare" if inside["angled"] is None else "angled"
    start, end = (closing.start("inside") + at for at in inside.span(group))
    return Link("inline", markdown[start:end], start, end, opening.span(), closing.span(), image=image)
