"""Tags in a page's lines that say how words look, and are never closed, so that all that follows is set so, too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from coursewright.fragment.indent import Outline
from coursewright.fragment.links import links_in
from coursewright.fragment.seldom import seldom
from coursewright.fragment.tags import PHRASES, UNCLOSED, no_tags
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.report import problem

_STYLES = re.compile(rf"<(?<!\\<)(?:{PHRASES})(?=[\s>])[^<>]*>", re.I)
_ANCHOR = seldom(r"<(?:a(?=[\s>])(?![^<>]*\shref\b)|span(?![^<>]*(?:class|style)))", re.I)
"""A name that links lead to, as older pages have it: nobody sees how far it goes."""
_OPENING = re.compile(r"<(?!/)")
_VALUES = seldom(r"(?<=<)[a-zA-Z][\w-]*\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*(?=>)")
"""What stands in a tag behind its bracket, the signs between quotation marks included."""
_DEFINITION = seldom(r"^ {0,3}\*?\[[^\]^\n][^\]\n]*\]:.*(?:\n[ \t]*[\"'(].*)?|\{:?[ \t]*[.#\w][^{}\n]*\}", re.M)
"""What a link's name or an abbreviation stands for, with a title in the line below, or a list of attributes."""
_UNREAD = ("template", "iframe", "noembed", "noframes", "title", "xmp")
"""Tags between which no tag does anything to what follows."""


def left_styling(plain: str, body: Text, own: Collection[int]) -> Iterator[Problem]:
    """Yield the first such tag of a text without code and comments; rows of items, which are ``own``, have theirs told.

    Where a tag may be shown as it stands, as in what may be indented code, it opens nothing.
    """
    if not _STYLES.search(plain):
        return
    for tag in no_tags(_live(plain, own)):
        written = plain[tag.opening : tag.end]
        if tag.why == UNCLOSED and not _ANCHOR.match(written):
            name = re.split(r"[\s>]", written[1:], maxsplit=1)[0]
            hint = f"Write </{name}> behind it: else what follows is set so, too."
            hint += " To write about the tag, put it in backticks."
            yield problem("R017", f"<{name}> is never closed", body.place(tag.opening), hint)
            return


def _live(plain: str, own: Collection[int]) -> str:
    """Return the text without the start of what opens no tag; what ends one is left, so that nothing seems open."""
    lines = plain.split("\n")
    outline = Outline(lines)
    for row, line in enumerate(lines):
        if row in own:
            lines[row] = " " * len(line)
        elif "<" in line and outline.is_deep(row):
            lines[row] = _shut(line)
    text = _VALUES.sub(_shut_found, _DEFINITION.sub(_shut_found, "\n".join(lines)))
    for name in _UNREAD:
        end = text.lower().rfind(f"</{name}") + len(name) + 2  # behind it, each start would be followed to the end
        if end > len(name) + 1:
            text = re.sub(rf"(?<=<){name}\b.*?</{name}", _shut_found, text[:end], flags=re.S | re.I) + text[end:]
    parts, done = [], 0
    for start, end in sorted(
        (link.opening[0] if link.image else link.closing[0], link.closing[1]) for link in links_in(text)
    ):
        if end > done:
            parts += [text[done : max(start, done)], _shut(text[max(start, done) : end])]
            done = end
    return "".join([*parts, text[done:]])


def _shut(text: str) -> str:
    return _OPENING.sub(" ", text)


def _shut_found(found: re.Match[str]) -> str:
    return _shut(found[0])
