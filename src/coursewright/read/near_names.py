"""Names of a page that stand there twice, or are none: of headings, of what else has one in braces, of footnotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_lines import Places
from coursewright.read.report import problem

ID = r"[A-Za-z][\w.:-]*"
_NAME = re.compile(rf"\{{:?[ \t]*(?:\.[\w-]+[ \t]+)?#(?P<id>{ID})(?:[ \t][^{{}}\n]*)?\}}")
_HEADING = re.compile(r" {0,3}#{1,6}.*[ \t]\Z")
_TERM = re.compile(r"[ \t]*\n(?:[ \t]*\n)?:[ \t]")
_SPACED = re.compile(rf"^ {{0,3}}#{{1,6}}[^\n]*[ \t](?P<mark>\{{:?[ \t]*#[ \t]+(?P<id>{ID})[ \t]*\}})[ \t]*$", re.M)
_NOTE = re.compile(r"^ {0,3}\[\^(?P<id>[^\]\n]{1,100})\]:(?P<said>[^\n]*)", re.M)


def twice_named(
    plain: str, body: Text, own: Collection[int], engine: Engine, *, in_glossary: bool
) -> Iterator[Problem]:
    """Yield a problem for each such name of a page; ``plain`` is its text without code and comments.

    Entries of the glossary are compared where its terms are read. Footnotes in rows of items, ``own``, are let be.
    """
    place = Places(body)
    for found in _SPACED.finditer(plain) if "{" in plain else ():
        hint = f"Write “{{#{found['id']}}}”: else readers see it."
        yield problem("R029", f"“{found['mark']}” doesn't name the heading", place(found.start("mark")), hint)
    yield from _anchors(plain, place, engine, in_glossary=in_glossary)
    if "]:" in plain and engine.has("footnotes") and engine.leaves():
        yield from _footnotes(plain, place, own)


def _anchors(plain: str, place: Places, engine: Engine, *, in_glossary: bool) -> Iterator[Problem]:
    """Yield a problem for each name in braces that something above has: links lead to the first."""
    seen: dict[str, tuple[int, str]] = {}
    for found in _NAME.finditer(plain) if "{" in plain else ():
        kind = _named(plain, found)
        if not kind or not (kind == "heading" or engine.has("attr_list")):
            continue
        at, first = seen.setdefault(found["id"], (found.start(), kind))
        if at != found.start() and not (in_glossary and kind == first == "term"):
            heads = kind == first == "heading"
            what = "the heading" if first == "heading" else "what stands"
            message = f"“#{found['id']}” is the name of {what} in line {place(at).line}, too"
            hint = f"Give each {'heading its own name' if heads else 'its own name: links lead to the first'}."
            yield problem("R029", message, place(found.start()), hint)


def _named(plain: str, found: re.Match[str]) -> str:
    """Return what has the name in braces; nothing where Markdown takes these for text."""
    before = plain[plain.rfind("\n", 0, found.start()) + 1 : found.start()]
    if before[-1:] in (")", "*", "_"):
        return "words"
    end = plain.find("\n", found.end())
    if plain[found.end() : end if end >= 0 else len(plain)].strip():
        return ""
    if _HEADING.match(before):
        return "heading"
    if not before.strip(" \t>"):
        return "block"
    return "term" if _TERM.match(plain, found.end()) else ""


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
