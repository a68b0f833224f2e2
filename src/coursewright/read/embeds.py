"""Embeds and what they show: nothing of that name, or nobody shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple
from unicodedata import normalize

from coursewright.fragment.code import mask_all_code
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course, Embed, ItemBlock
from coursewright.model.path import PIECES
from coursewright.problem import Problem, Severity, Source
from coursewright.read.comments import meant_embed, nowhere
from coursewright.read.report import problem
from coursewright.read.scan import EMBED, PIECE

_COINED = seldom(r"[^\W\d]\w*[.-][\w.-]*\w|[^\W\d]\w*\d\w*")
"""A name that is no word."""
_SLOT = seldom(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_embeds(course: Course) -> Iterator[Problem]:
    """Yield a problem for each embed that finds nothing to show, or stands where it shows nothing."""
    for lesson in course.lessons:
        for embed in lesson.document.embeds:
            yield from _embed(course, embed)
    for bank in course.banks:
        for block in bank.document.blocks:
            if not isinstance(block, ItemBlock):
                hint = "Put it on a page: of a bank, only the items are shown."
                yield problem("R014", "a comment in a bank shows nothing", block.source, hint)
    for scenario in course.scenarios:
        for text, _ in scenario.texts:
            for found in shows_nothing(text.markdown) if "<!--" in text.markdown else ():
                hint = "Put it on the page that shows the scenario: of scenes, only text and choices are shown."
                yield problem("R014", "a comment in a scene shows nothing", text.place(found.start()), hint)


def shows_nothing(markdown: str) -> Iterator[re.Match[str]]:
    """Yield each comment in a text that would show something if it stood on a page; remarks are none."""
    plain = mask_all_code(markdown)
    for found in EMBED.finditer(plain):
        if found[1] or _COINED.fullmatch(found[2]):
            yield found
    for found in PIECE.finditer(plain):
        if found[2].lower() in PIECES if found[1].lower() == "course" else _SLOT.fullmatch(found[2]):
            yield found


def _embed(course: Course, embed: Embed) -> Iterator[Problem]:
    if embed.scenario:
        use = "practice" if embed.target in course.scenario_by_id else None
        what, known = "scenario", list(course.scenario_by_id)
    elif embed.bank:
        bank = course.bank_by_id.get(embed.target)
        use = bank.use if bank else None
        what, known = "bank", list(course.bank_by_id)
    else:
        item = course.item_by_id.get(embed.target)
        use = item.use if item else None
        what, known = "item", list(course.item_by_id)
    if use is None:
        near = get_close_matches(embed.target, known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else nowhere(course, embed)
        if (meant := meant_embed(course, embed)) and (not near or f" {near[0]}" not in meant):
            hint = f"Write <!-- {meant} -->."
        if len(several := embed.target.replace(",", " ").split()) > 1 and set(several) <= set(known):
            hint = "Write a comment for each, on a line of its own."
        yield problem("R014", f"there is no {what} “{embed.target}”", embed.source, hint)
    elif use != "practice":
        hint = "Only practice banks stand in lessons."
        yield problem("R014", f"{what} “{embed.target}” is for use: {use}", embed.source, hint)


def check_shown(course: Course, others: Iterable[str]) -> Iterator[Problem]:
    """Yield advice for each practice bank and scenario that no page shows, in a course whose pages show any.

    ``others`` are texts of pages that aren't read here: drafts, and those in other languages. A translation shows what
    it has; a bank of which a page shows one item is shown.
    """
    shown = {
        (embed.target, embed.bank, embed.scenario) for lesson in course.lessons for embed in lesson.document.embeds
    }
    if not shown or course.original:
        return
    lost = [one for one in _to_show(course) if one.embeds.isdisjoint(shown)]
    shown |= {
        (normalize("NFC", found[2]), (found[1] or "").lower() == "bank", (found[1] or "").lower() == "scenario")
        for text in (others if lost else ())
        for found in EMBED.finditer(text)
    }
    for one in lost:
        if one.embeds.isdisjoint(shown):
            hint = f"Put <!-- quiz: {one.what} {one.name} --> on a page"
            hint += ", or say at its top what else it is for: use: pool" if one.what == "bank" else "."
            advice = problem("R014", f"no page shows {one.what} “{one.name}”", Source(one.path, 1, 1), hint)
            yield replace(advice, severity=Severity.ADVICE)


class _Shown(NamedTuple):
    """A practice bank or a scenario, and what an embed says that shows it, or an item of it."""

    what: str
    name: str
    path: str
    embeds: frozenset[tuple[str, bool, bool]]


def _to_show(course: Course) -> Iterator[_Shown]:
    for bank in course.banks:
        if bank.use == "practice" and (items := [item.id for item in bank.document.items]):
            embeds = {(bank.id, True, False), *((id, False, False) for id in items)}
            yield _Shown("bank", bank.id, bank.document.path, frozenset(embeds))
    for one in course.scenarios:
        yield _Shown("scenario", one.id, one.path, frozenset({(one.id, False, True)}))
