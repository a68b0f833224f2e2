"""Marks that readers would see raw in parts of items and scenes, each of which Markdown takes by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coursewright.fragment.code import mask_all_code, mask_comments, mask_raw
from coursewright.fragment.rest import holds
from coursewright.fragment.text import Text
from coursewright.model.course import Document
from coursewright.model.item import Item
from coursewright.model.scenario import Scenario
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_alone import NUMBER, lone_numbers
from coursewright.read.near_blocks import block_marks
from coursewright.read.near_dunder import MAY_BE, lost_underscores
from coursewright.read.near_inline import OPEN_BOLD, TIMES, Defined, inline_marks
from coursewright.read.near_lacking import lacking_styles
from coursewright.read.near_lines import MarkedLines
from coursewright.read.near_links import may_have_broken_links
from coursewright.read.near_quoted import curly_tags

_SIGNS = ("!!!", "???", "===")
_MARKS = (
    ("*", re.compile(r"\*(?:\* (?<= \*\* ))")),
    ("*", OPEN_BOLD),
    ("*", TIMES),
    ("\n", re.compile(rf"\n(?:[|#]|> #|\*\* | {{2,3}}```|(?<=[:*_]\n)|[ \t>]*+{NUMBER}\. )")),
    (":", re.compile(r":(?:::|[ ]\n|  |\t)")),
    ("[", re.compile(r"\[(?:[!^]|(?<=\]\[)|(?<=![ \t]\[))")),
    ("=", re.compile(r"=[“”„‟‘’‚‛«»″]")),
    ("\0", re.compile(rf"\0(?:\||\*\* |{NUMBER}\. )")),
)
"""Without one of them no mark is looked for; each begins with one sign, by which it is found fast (``\0``: a part)."""


def check_items(document: Document, markdown: str, engine: Engine) -> Iterator[Problem]:
    """Yield a problem for each such mark in the items of a file, whose text is ``markdown``."""
    if "_" in markdown and "__" in markdown and MAY_BE.search(markdown) and engine.leaves():
        for item in document.items:
            yield from (replace(found, item=item.id) for found in lost_underscores(item))
    if _may_have_marks(markdown):
        defined = Defined(markdown)
        for item in document.items:
            if _may_have_marks("\0".join(["", *(text.markdown for text in item.written)])):  # a few items, as a rule
                for text, inside_line in _parts(item):
                    yield from _part(text, engine, defined, inside_line=inside_line, item=item.id)


def check_scenario(scenario: Scenario, markdown: str, engine: Engine) -> Iterator[Problem]:
    """Yield a problem for each such mark in the scenes of a file, whose text is ``markdown``."""
    yield from lacking_styles(Text(markdown, scenario.path, 1, 1), engine)
    if _may_have_marks(markdown):
        defined = Defined(markdown)
        for text, inside_line in scenario.texts:
            yield from _part(text, engine, defined, inside_line=inside_line)


def _may_have_marks(markdown: str) -> bool:
    for sign in _SIGNS:
        if sign[0] in markdown and holds(markdown, sign):
            return True
    for first, pattern in _MARKS:
        if first in markdown and pattern.search(markdown):
            return True
    return may_have_broken_links(markdown)


def _parts(item: Item) -> Iterator[tuple[Text, bool]]:
    """Yield each part of an item, and whether it stands inside a line."""
    inside = {*item.heads, *(choice.text for choice in item.choices), *(pair.text for pair in item.pairs)}
    yield from ((text, text in inside) for text in item.written)


def _part(text: Text, engine: Engine, defined: Defined, *, inside_line: bool, item: str = "") -> Iterator[Problem]:
    if _may_have_marks(f"\0{text.markdown}"):
        tags = mask_comments(mask_all_code(text.markdown))
        plain = mask_raw(tags)
        for found in (
            *curly_tags(tags, text),
            *block_marks(plain, text, engine, inside_line=inside_line),
            *inline_marks(plain, text, engine, defined),
            *(() if inside_line else lone_numbers(MarkedLines(plain, text, ()), engine, defined)),
        ):
            yield replace(found, item=item)
