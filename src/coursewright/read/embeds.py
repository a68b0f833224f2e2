"""Embeds and what they show: nothing of that name, or nobody shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from unicodedata import normalize

from coursewright.model.course import Course, Embed, ItemBlock
from coursewright.problem import Problem, Severity, Source
from coursewright.read.comments import meant_embed, nowhere
from coursewright.read.report import problem
from coursewright.read.scan import EMBED


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

    def is_shown(id: str, path: str) -> bool:
        if path in scenarios:
            return (id, False, True) in shown
        return (id, True, False) in shown or any(
            (item.id, False, False) in shown for item in banks[path].document.items
        )

    scenarios = {scenario.path: scenario.id for scenario in course.scenarios}
    banks = {bank.document.path: bank for bank in course.banks if bank.use == "practice" and any(bank.document.items)}
    named = {path: bank.id for path, bank in banks.items()} | scenarios
    lost = [path for path, id in named.items() if not is_shown(id, path)]
    shown |= {
        (normalize("NFC", found[2]), (found[1] or "").lower() == "bank", (found[1] or "").lower() == "scenario")
        for text in (others if lost else ())
        for found in EMBED.finditer(text)
    }
    for path in lost:
        if not is_shown(named[path], path):
            said = f"{'scenario' if path in scenarios else 'bank'} {named[path]}"
            hint = f"Put <!-- quiz: {said} --> on a page."
            if path in banks:
                hint = f"Put <!-- quiz: {said} --> on a page, or say at its top what else it is for: use: pool"
            what, _, name = said.partition(" ")
            advice = problem("R014", f"no page shows {what} “{name}”", Source(path, 1, 1), hint)
            yield replace(advice, severity=Severity.ADVICE)
