"""What ``extra.course`` says of finishing → the learner's path, and problems at their place in ``mkdocs.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any
from unicodedata import normalize

from coursewright.fragment.near import near
from coursewright.fragment.seen import without_tex
from coursewright.model.course import Course, Embed, ItemBlock
from coursewright.model.path import NEEDS, PIECES, Completion, Final, LearningPath, Need, Section, Step
from coursewright.problem import Problem
from coursewright.read.comments import meant_target
from coursewright.read.facts import FACT_NAMES, INNER, Facts, misplaced
from coursewright.read.levels import check_levels
from coursewright.read.report import as_written, colon_text, problem, quote_hint, warning

_NO_BANKS = "final doesn't say which banks to draw from"
_DRAW = "Write “final: {draw: {final-1: 4}, attempts: 3}”."


def read_path(course: Course, facts: Facts) -> LearningPath:
    """Return the learner's path through a course that has been read otherwise."""
    reader = _Reader(course, facts)
    completion = reader.completion()
    reader.report_unmet(completion)
    return LearningPath(completion, tuple(_sections(course, completion)))


def check_pieces(course: Course, path: LearningPath) -> Iterator[Problem]:
    """Yield a problem for each comment that asks for a part of the path that there isn't, or that can't be shown."""
    for lesson in course.lessons:
        for piece in lesson.document.pieces:
            if piece.name not in PIECES:
                close = get_close_matches(piece.name, PIECES, 1)
                hint = f"Did you mean “{close[0]}”?" if close else f"Known: {', '.join(PIECES)}."
                if meant := meant_target(course, piece.name):
                    hint = f"Write <!-- {meant} -->."
                if len(several := _names(piece.name)) > 1 and set(several) <= set(PIECES):
                    hint = "Write a comment for each, on a line of its own."
                yield problem("R014", f"there is no part “{piece.name}” of the path", piece.source, hint)
            elif piece.name == "final" and path.completion.final is None:
                hint = "State below extra.course in mkdocs.yml what it draws: “final: {draw: {final-1: 4}}”."
                yield problem("R014", "there is no final assessment", piece.source, hint)
            elif piece.name == "sources" and not lesson.sources:
                hint = "List them under “sources:” at the top of the page, or delete the comment."
                yield problem("R014", "the page has no sources to show", piece.source, hint)
            elif piece.name == "references" and not any(lesson.sources for lesson in course.lessons):
                hint = "Pages list theirs under “sources:” at their top."
                yield problem("R014", "no page has sources to show", piece.source, hint)
            elif piece.name == "device" and course.about.installable is None:
                hint = "Write “installable: true” below extra.course in mkdocs.yml, or delete the comment."
                yield warning("R014", "the course can't be kept on a device", piece.source, hint)
            elif piece.name == "calendar" and not any(
                one.name == "review" for lesson in course.lessons for one in lesson.document.pieces
            ):
                hint = "Put <!-- course: review --> on a page, or delete the comment."
                yield warning("R014", "no page has the review that a calendar leads to", piece.source, hint)


def _names(said: str) -> list[str]:
    """Return the names in a comment that was meant for several parts."""
    return [name for name in re.split(r"[\s,;+&/]+", said) if name not in ("", "and")]


def _sections(course: Course, completion: Completion) -> Iterator[Section]:
    """Yield the sections that count, with what can be done in them.

    A lesson without an item that counts is nobody's step: that a page was opened says nothing.
    """
    for module in course.modules:
        if completion.core and module.title not in (*completion.core, *completion.electives):
            continue
        steps: list[Step] = []
        for lesson in module.lessons:
            items = course.practised_in(lesson)
            if items and lesson.keeps_progress:
                steps.append(Step(lesson.id, lesson.title, lesson.document.path, "lesson", tuple(items)))
            for embed in lesson.document.embeds:
                scenario = course.scenario_by_id.get(embed.target) if embed.scenario else None
                if scenario:
                    steps.append(Step(scenario.id, scenario.title, lesson.document.path, "scenario"))
        if steps:
            yield Section(module.title, module.title not in completion.electives, tuple(steps))


def translated_section(course: Course, title: str) -> str:
    """Return what a section of the original is called in a translation: there, too, are its lessons; else its title."""
    modules = course.original.modules if course.original else ()
    common = {lesson.common for module in modules if module.title == title for lesson in module.lessons}
    found = (module for module in course.modules if any(lesson.common in common for lesson in module.lessons))
    return next((module.title for module in found), title)


class _Reader:
    """The facts about finishing, value by value."""

    def __init__(self, course: Course, facts: Facts) -> None:
        self.course = course
        self.facts = facts.given
        self.all = facts
        self.report = facts.report
        original = course.original
        self.elsewhere = {module.title for module in original.modules} if original else set()
        """Sections that are there in the language that the course was first written in."""

    def completion(self) -> Completion:
        self.misspelt(self.facts, FACT_NAMES, "")
        check_levels(self.all)
        core, electives = self.titles("core"), self.titles("electives")
        for at, title in enumerate(electives):
            if title in core:
                self.report(f"section “{title}” is both core and elective", f"electives.{at}", "Name it once.")
        final = self.final()
        return Completion(core, electives, self.needs(final), self.pass_mark(), final)

    def titles(self, name: str) -> tuple[str, ...]:
        value = self.facts.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.report(f"{name} is not a list of the navigation's sections", name, "Start each title with “- ”.")
            return ()
        known = [module.title for module in self.course.modules]
        meant = [colon_text(title) for title in value]
        said = [text or as_written(title) for text, title in zip(meant, value, strict=True)]
        titles = [translated_section(self.course, without_tex(title)) for title in said]
        for at, title in enumerate(titles):
            if meant[at]:
                message = f"{name} {at + 1} is not a title, but a name with a value"
                self.report(message, f"{name}.{at}", quote_hint(meant[at]))
            elif known and title not in known and title not in self.elsewhere:
                near = get_close_matches(title, known, 1)
                hint = f"Did you mean “{near[0]}”?" if near else "Titles are written as in nav."
                self.report(f"the navigation has no section “{title}” with pages", f"{name}.{at}", hint)
        return tuple(titles)

    def needs(self, final: Final | None) -> tuple[Need, ...]:
        value = self.facts.get("complete")
        if value is None:
            return ("lessons", "final") if final else ("lessons",)
        if not isinstance(value, list):
            self.report("complete is not a list", "complete", "Write “complete: [lessons, final]”.")
            return ("lessons",)
        for at, need in enumerate(value):
            if need not in NEEDS:
                close = get_close_matches(str(need), NEEDS, 1)
                hint = f"Did you mean “{close[0]}”?" if close else f"Known: {', '.join(NEEDS)}."
                self.report(f"a course can't be completed by “{as_written(need)}”", f"complete.{at}", hint)
            elif need == "final" and final is None and "final" not in self.facts:
                hint = "State what it draws: “final: {draw: {final-1: 4}}”."
                self.report("completion asks for a final assessment, and there is none", f"complete.{at}", hint)
            elif need == "final" and not self.shows("final"):
                hint = "Put <!-- course: final --> on a page."
                self.report("completion asks for the final assessment, and no page has it", f"complete.{at}", hint)
        return tuple(need for need in NEEDS if need in value and (need != "final" or final))

    def report_unmet(self, completion: Completion) -> None:
        """Report what finishing is said to take and no section of the core has, so that nobody is asked for it.

        An embed counts here, also of what there isn't: others tell of it.
        """
        value = self.facts.get("complete")
        titles = [module.title for module in self.course.modules]
        if not isinstance(value, list) or not titles or self.course.original:
            return
        if not {*completion.core, *completion.electives} <= {*titles}:
            return
        counted = {*(completion.core or titles)} - {*completion.electives}
        core = [one for one in self.course.modules if one.title in counted]
        blocks = [block for module in core for lesson in module.lessons for block in lesson.document.blocks]
        embeds = [block for block in blocks if isinstance(block, Embed)]
        played = [embed for embed in embeds if embed.scenario]
        asked = len(embeds) > len(played) or any(isinstance(block, ItemBlock) for block in blocks)
        if "scenarios" in value and not played:
            anywhere = {name for lesson in self.course.lessons for name in self.course.played_in(lesson)}
            names = [one.id for one in self.course.scenarios]
            name = next((one for one in names if one not in anywhere), next(iter(names), ""))
            hint = (
                f"Put <!-- quiz: scenario {name} --> on a page of the core." if name else "Take it out, or write one."
            )
            if elsewhere := self.outside(completion, scenario=True):
                hint = f"“{elsewhere}” has one: list that section below core, too."
            at = f"complete.{value.index('scenarios')}"
            self.report("completion asks for scenarios, and no page of the core has one", at, hint)
        if "lessons" in value and not asked:
            at, hint = f"complete.{value.index('lessons')}", "Put items into its lessons, or take “lessons” out."
            if elsewhere := self.outside(completion, scenario=False):
                hint = f"“{elsewhere}” has some: list that section below core, too."
            self.report("completion asks for lessons, and no page of the core has an item", at, hint)

    def outside(self, completion: Completion, *, scenario: bool) -> str:
        """Return the first section that nobody counts and that has a scenario, or an item; empty where none has."""
        stated = (*completion.core, *completion.electives)
        for module in self.course.modules if completion.core else ():
            blocks = [block for lesson in module.lessons for block in lesson.document.blocks]
            embeds = [block for block in blocks if isinstance(block, Embed) and block.scenario is scenario]
            if module.title not in stated and (
                embeds or (not scenario and any(isinstance(one, ItemBlock) for one in blocks))
            ):
                return module.title
        return ""

    def shows(self, name: str) -> bool:
        original = self.course.original
        lessons = [*self.course.lessons, *(original.lessons if original else ())]
        return not lessons or any(piece.name == name for lesson in lessons for piece in lesson.document.pieces)

    def pass_mark(self) -> float:
        value = self.facts.get("pass_mark")
        if value is None:
            return 75
        if _number(value) and 0 < value < 1:
            self.report(f"pass_mark {value} is less than 1 per cent", "pass_mark", f"Write {value * 100:g}.")
            return float(value * 100)
        if _number(value) and 0 < value <= 100:
            return float(value) if value % 1 else int(value)
        number = re.match(r"\d{1,2}(?!\d)|100", str(value))
        hint = f"Write a number up to 100: {number[0] if number else 75}"
        self.report(f"pass_mark “{as_written(value)}” is not a per cent", "pass_mark", hint)
        return 75

    def final(self) -> Final | None:
        value = self.facts.get("final")
        if value is None:
            asked = "final" in str(self.facts.get("complete")) or self.shows("final")
            if "final" in self.facts and "draw" not in self.facts and self.course.lessons and asked:
                self.report(_NO_BANKS, "final", _DRAW)
            return None
        if isinstance(value, Mapping):
            self.misspelt(value, INNER["final"], "final.")
            if "draw" not in value and any(near(str(name), ("draw",)) for name in value):
                return None
        if not isinstance(value, Mapping) or not isinstance(value.get("draw"), Mapping) or not value["draw"]:
            self.report(_NO_BANKS, "final", _DRAW)
            return None
        attempts = value.get("attempts")
        if attempts is not None and not (_number(attempts) and attempts % 1 == 0 and attempts >= 1):
            self.report(
                f"attempts “{as_written(attempts)}” is not a number of attempts", "final.attempts", "Write 1 or more."
            )
            attempts = None
        drawn = [(str(bank), number) for bank, number in value["draw"].items() if self.stratum(str(bank), number)]
        draw = tuple((normalize("NFC", bank), number) for bank, number in drawn)
        return Final(draw, attempts) if draw else None

    def stratum(self, name: str, number: Any) -> bool:
        """Return whether a bank can be drawn from; what is wrong with it is a problem."""
        key = f"final.draw.{name}"
        bank = self.course.bank_by_id.get(normalize("NFC", name))
        if bank is None and name in ("attempts", "pass_mark") and (moved := misplaced(name, "draw")):
            self.report(moved[0], key, moved[1])
            return False
        if bank is None:
            known = [bank.id for bank in self.course.banks if bank.use == "final"]
            close = get_close_matches(name, known, 1)
            hint = f"Did you mean “{close[0]}”?" if close else "Name a file of the banks' folder without its ending."
            self.report(f"there is no bank “{name}”", key, hint)
            return False
        if bank.use != "final":
            hint = f"Write “use: final” at the top of {bank.document.path}, or name another."
            self.report(f"bank “{name}” is for use: {bank.use}", key, hint)
            return False
        if not (_number(number) and number % 1 == 0 and number >= 1):
            self.report(f"“{as_written(number)}” is not a number of items", key, "Write 1 or more.")
            return False
        there = sum(item.metadata.scored for item in bank.document.items)
        if there < number:
            self.report(f"bank “{name}” has {there} scored items, and {number} shall be drawn", key, "Draw fewer.")
        return there > 0

    def misspelt(self, given: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
        """Report names that look like one of ours; ``extra.course`` may hold any other."""
        for name in given:
            other, bank = prefix and name not in known, name in self.course.bank_by_id
            if other and not bank and (moved := misplaced(str(name), prefix[:-1])):
                self.report(moved[0], f"{prefix}{name}", moved[1])
                continue
            meant = near(str(name), known)
            if not meant and other:
                meant = next(iter(get_close_matches(str(name), known, 1)), "")
            if meant or other:
                hint = f"Did you mean “{meant}”?" if meant else f"Known: {', '.join(known)}."
                hint = "Move it below “draw:”." if bank and prefix else hint
                self.report(f"unknown name “{name}”", f"{prefix}{name}", hint)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
