"""Markdown between tags of HTML that are to be shown as they stand: readers see its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.code import blank, mask_raw
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import Places
from coursewright.read.report import warning

_NAMES = "article|aside|blockquote|center|details|div|fieldset|figure|footer|header|main|nav|p|section|table"
_VERBATIM = ("pre", "script", "style", "textarea")
_TAG = seldom(rf"^ {{0,3}}<(?P<name>{_NAMES}|{'|'.join(_VERBATIM)})(?=[\s>])[^<>]*>", re.I | re.M)
_MARKS = seldom(
    r"(?<![\w*\\])\*\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*\*(?![\w*])"
    r"|(?<![\\\]\w!])!?\[[^][\n]{1,300}\]\([^\s()]+\)"
    r"|^[ \t]*(?:#{1,6}[ \t]+\S|!!![ \t]+\w)[^\n]*"
    r"|^[ \t]*\n[ \t]*(?P<bullet>[-*+]|\d{1,2}[.)])[ \t]+\S[^\n]*\n(?:[ \t]*\n)?[ \t]*(?:(?P=bullet)|\d{1,2}[.)])"
    r"[ \t]+\S",
    re.M,
)
_READ = seldom(r"\shidden\b|markdown|class=[\"'][^\"']*\b(?:code|highlight|language|latex|math|mermaid|tex)\b", re.I)
"""Tags that hide what they hold, or whose contents a script may make something of."""


def shown_raw(text: str, body: Text, engine: Engine) -> Iterator[Problem]:
    """Yield a warning for each block of HTML in a page with Markdown in it that nothing reads.

    ``text`` is the page's without code, comments and items.
    """
    if "<" not in text or not engine.leaves() or not _TAG.search(text):
        return
    place = Places(body)
    for tag, end in _blocks(text):
        name = tag["name"].lower()
        inside = text[tag.end() : end]
        if name in _VERBATIM or _READ.search(tag[0]) or "markdown" in inside:
            continue
        if mark := _first(inside, name):
            hint = f"Write “<{name} markdown” for “<{name}”"
            hint += (
                "." if engine.has("md_in_html") else ", and add “- md_in_html” to markdown_extensions in mkdocs.yml."
            )
            said = mark[0].strip().split("\n")[0]
            message = f"readers see “{said}” with its marks, as HTML is around it"
            yield warning("R029", message, place(tag.start() + tag[0].index("<")), hint)


def without_blocks(text: str) -> str:
    """Return the text without what stands between such tags; between those with ``markdown`` it is none of HTML."""
    if "<" not in text:
        return text
    parts, done = list[str](), 0
    for tag, end in _blocks(text):
        if "markdown" not in tag[0]:
            parts += [text[done : tag.end()], blank(text[tag.end() : end])]
            done = end
    return "".join([*parts, text[done:]])


def _blocks(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each tag that starts a block, and where the end of it starts; what is never closed is told elsewhere."""
    endless = set[str]()
    at = 0
    while (tag := _TAG.search(text, at)) is not None:
        name = tag["name"].lower()
        end = -1 if name in endless else _end(text, tag)
        if end < 0:
            endless.add(name)
            at = tag.end()
            continue
        at = end
        yield tag, end


def _first(inside: str, name: str) -> re.Match[str] | None:
    """Return the first mark of Markdown between two tags: no line of a paragraph is a list's, or one behind a tag."""
    for mark in _MARKS.finditer(mask_raw(inside)):
        listed = name == "p" and mark["bullet"]
        if not listed and not inside[mark.start() : mark.end() - len(mark[0].lstrip())].strip():
            return mark
    return None


def _end(text: str, tag: re.Match[str]) -> int:
    """Return where the end of a tag starts, those of the same name in it passed over; -1 for none."""
    depth = 1
    for found in re.compile(rf"<(/?){tag['name']}(?=[\s>])", re.I).finditer(text, tag.end()):
        depth += -1 if found[1] else 1
        if not depth:
            return found.start()
    return -1
