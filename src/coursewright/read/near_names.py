"""Names of a page that stand there twice, or are none: of headings, of what else has one in braces, of footnotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from coursewright.fragment.seldom import seldom
from coursewright.fragment.tags import says_alone
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import MarkedLines, Places
from coursewright.read.report import problem, warning

ID = r"[A-Za-z][\w.:-]*"
_NAME = re.compile(rf"\{{:?[ \t]*(?:\.[\w-]+[ \t]+)?#(?P<id>{ID})(?:[ \t][^{{}}\n]*)?\}}")
_HEADING = re.compile(r" {0,3}#{1,6}.*[ \t]\Z")
_WORDS = seldom(r"(?:\]\([^()\n]*\)|(?<![\w*\\])([*_]{1,3})(?=[^\s*_])[^*_\n]*\1)\Z")
"""A link, or words with emphasis."""
_FAR = 300
"""Signs before a name among which what it names is looked for."""
_LAST = re.compile(r"[ \t]*$", re.M)
_TERM = re.compile(r"[ \t]*\n(?:[ \t]*\n)?:[ \t]")
_SPACED = re.compile(rf"^ {{0,3}}#{{1,6}}[^\n]*[ \t](?P<mark>\{{:?[ \t]*#[ \t]+(?P<id>{ID})[ \t]*\}})[ \t]*$", re.M)
_NOTE = seldom(r"^ {0,3}\[\^(?P<id>[^\]\n]{1,100})\]:(?P<said>[^\n]*)", re.M)
_JOINED = seldom(rf"^ {{0,3}}#{{1,6}}[^\n]*[\w.,:;!?…](?P<mark>\{{:?[ \t]*#(?P<id>{ID})[ \t]*\}})[ \t]*$", re.M)
_CUT = seldom(rf"^ {{0,3}}#{{1,6}}[ \t]*[^\s#{{][^\n]*? (?P<mark>\{{:?[ \t]*#(?P<id>{ID})[)\]]?)[ \t]*$", re.M)
_HASHLESS = seldom(r"^ {0,3}#{1,6}[ \t]*[^\s#{][^\n]*? (?P<mark>\{:?[ \t]*(?P<id>[A-Za-z][\w-]*)[ \t]*\})[ \t]*$", re.M)
_ROUND = seldom(
    rf"^ {{0,3}}#{{1,6}}[ \t]*(?P<said>[^\s#][^\n]*?) (?P<mark>\(#(?P<id>{ID})\))[ \t]*$",
    re.M,
)
_PARTS = seldom(r"[^\W_]+")


def twice_named(
    plain: str, body: Text, own: Collection[int], engine: Engine, *, in_glossary: bool
) -> Iterator[Problem]:
    """Yield a problem for each such name of a page; ``plain`` is its text without code, comments and tags.

    Entries of the glossary are compared where its terms are read. Footnotes in rows of items, ``own``, are let be.
    """
    place = Places(body)
    for found in _SPACED.finditer(plain) if "{" in plain else ():
        hint = f"Write “{{#{found['id']}}}”: else readers see it."
        yield problem("R029", f"“{found['mark']}” doesn't name the heading", place(found.start("mark")), hint)
    for found in _JOINED.finditer(plain) if "{" in plain and engine.has("attr_list") and engine.leaves() else ():
        hint = f"Put a space in front of it, “ {found['mark']}”: else readers see it."
        yield problem("R029", f"“{found['mark']}” doesn't name the heading", place(found.start("mark")), hint)
    for found in _CUT.finditer(plain) if "{" in plain else ():
        hint = f"Write “{{#{found['id']}}}”: else readers see it."
        yield problem("R029", f"“{found['mark']}” is never closed", place(found.start("mark")), hint)
    for found in _HASHLESS.finditer(plain) if "{" in plain and engine.has("attr_list") and engine.leaves() else ():
        if not says_alone(found["id"]):
            hint = f"Write “{{#{found['id']}}}” for the heading's name, or “\\{found['mark']}” for words to be read."
            message = f"readers don't see “{found['mark']}”, and it is no name"
            yield warning("R029", message, place(found.start("mark")), hint)
    for found in _ROUND.finditer(plain) if "(#" in plain else ():
        words = {word.casefold() for word in _PARTS.findall(found["said"])}
        if (
            words.issuperset(_PARTS.findall(found["id"])) or f"](#{found['id']})" in plain
        ):  # else a mark of social media
            hint = f"Write “{{#{found['id']}}}”: else readers see it, and it is no name."
            yield warning("R029", f"“{found['mark']}” doesn't name the heading", place(found.start("mark")), hint)
    if "{" in plain and _NAME.search(plain):
        yield from _anchors(MarkedLines(plain, body, ()), engine, in_glossary=in_glossary)
    if "]:" in plain and engine.has("footnotes") and engine.leaves():
        yield from _footnotes(plain, place, own)


def _anchors(lines: MarkedLines, engine: Engine, *, in_glossary: bool) -> Iterator[Problem]:
    """Yield a problem for each name in braces that something above has: links lead to the first."""
    seen: dict[str, tuple[int, str]] = {}
    for row, found in lines.found(_NAME):
        kind = _named(lines, row, found)
        if not kind or not (kind == "heading" or engine.has("attr_list")):
            continue
        if (named := seen.get(found["id"])) is None:
            seen[found["id"]] = lines.place(row, 0).line, kind
        elif not (in_glossary and kind == named[1] == "term"):
            heads = kind == named[1] == "heading"
            what = "the heading" if named[1] == "heading" else "what stands"
            message = f"“#{found['id']}” is the name of {what} in line {named[0]}, too"
            hint = f"Give each {'heading its own name' if heads else 'its own name: links lead to the first'}."
            yield problem("R029", message, lines.place(row, found.start() - lines.starts[row]), hint)


def _named(lines: MarkedLines, row: int, found: re.Match[str]) -> str:
    """Return what has the name in braces; nothing where Markdown takes these for text."""
    start = lines.starts[row]
    before = lines.plain[max(start, found.start() - _FAR) : found.start()]
    if before[-1:] in (")", "*", "_"):
        return "words" if _WORDS.search(before) else ""
    if not _LAST.match(lines.plain, found.end()):
        return ""
    before = lines.plain[start : found.start()]
    if _HEADING.match(before):
        return "heading"
    if not before.strip(" \t>"):
        return "" if lines.begins(row) else "block"
    return "term" if _TERM.match(lines.plain, found.end()) else ""


def _footnotes(plain: str, place: Places, own: Collection[int]) -> Iterator[Problem]:
    """Yield a problem for each footnote whose mark another one above has; where both say the same, nothing is lost."""
    seen: dict[str, tuple[int, str]] = {}
    row = at = 0
    for found in _NOTE.finditer(plain):
        row += plain.count("\n", at, at := found.start())
        if row in own:
            continue
        first, said = seen.setdefault(found["id"].strip(), (at, found["said"].strip()))
        if first != at and said != found["said"].strip():
            hint = "Give each its own mark, as in the text: else readers see the last one alone."
            message = f"“[^{found['id']}]” is the footnote in line {place(first).line}, too"
            yield problem("R029", message, place(at + found[0].index("[")), hint)
