"""What the checker found, on the page that an author looks at while writing: a banner, and a mark at each item.

Only ``serve`` shows it; a built site has none of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

from coursewright.check.causes import folded, follow_on
from coursewright.check.pages import addresses
from coursewright.model.course import Course, ItemBlock, Lesson
from coursewright.problem import Problem, Severity

STYLE = "preview.css"
STYLE_FILE = Path(__file__).parent / STYLE
"""It isn't among the player's files, which every site has."""
_SHOWN = re.compile(
    r'<cw-(?P<name>item|scenario)\b[^>]*?\sdata-(?P=name)="(?P<id>[^"]*)"'
    r'|<p class="cw-broken">[^<]*<code>(?P<place>[^<]*)</code>'
)
_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.ADVICE: "●"}
_MOST = 40
"""Problems that one list shows: who has more starts with these."""

_Key = tuple[str, str]
"""What a page shows: “item” or “scenario” with its id, “place” where an unreadable item starts, or “file” by path."""


class _Found(NamedTuple):
    """A problem, what comes from it, and the item or scenario in which it stands, if it stands in one."""

    problem: Problem
    behind: Sequence[Problem]
    at: _Key | None


class Preview:
    """The problems of a course, by the pages that show what is wrong."""

    def __init__(self, problems: Iterable[Problem], courses: Sequence[Course]) -> None:
        self.pages: dict[str, list[_Found]] = {}
        """By a page's path, as problems print it."""
        self.elsewhere: list[_Found] = []
        """What no page shows, such as ``mkdocs.yml``; every page tells of it."""
        homes: dict[_Key, dict[str, None]] = {}
        lessons = [(course, lesson) for course in courses for lesson in course.lessons]
        for course, lesson in lessons:
            for key in _shows(course, lesson):
                homes.setdefault(key, {})[lesson.document.path] = None
        known = {lesson.document.path for _, lesson in lessons}
        spans = _spans(courses)
        scenarios = {scenario.path: scenario.id for course in courses for scenario in course.scenarios}
        for problem, behind in folded(problems):
            path, at = problem.source.path, None
            if path in scenarios:
                at = ("scenario", scenarios[path])
            elif problem.item:
                at = ("item", problem.item)
            else:
                at = _item_at(spans.get(path, []), problem.source.line)
            readable = at is not None and at[0] != "place"
            shown = [*homes.get(at, ())] if at and readable else [*homes.get(("file", path), ())]
            if path in known:
                shown = [path]
            for page in shown:
                self.pages.setdefault(page, []).append(_Found(problem, behind, at))
            if not shown:
                self.elsewhere.append(_Found(problem, behind, None))

    def shown(self, path: str, content: str, style: str) -> str:
        """Return a page's content with what is wrong on it; ``style`` is the address of ``STYLE``."""
        own = self.pages.get(path, [])
        if not own and not self.elsewhere:
            return content
        by_key: dict[_Key, list[_Found]] = {}
        for found in own:
            if found.at:
                by_key.setdefault(found.at, []).append(found)
        marks: dict[_Key, str] = {}

        def marked(tag: re.Match[str]) -> str:
            key = ("place", unescape(tag["place"])) if tag["place"] else (tag["name"], unescape(tag["id"]))
            if key in marks or key not in by_key:
                return tag[0]
            marks[key] = f"cw-problems-{len(marks) + 1}"
            return f'<div class="cw-problems" id="{marks[key]}" lang="en" dir="ltr">{_list(by_key[key])}</div>{tag[0]}'

        content = _SHOWN.sub(marked, content)
        return f'<link rel="stylesheet" href="{escape(style)}">{self._banner(own, marks)}{content}'

    def _banner(self, own: list[_Found], marks: dict[_Key, str]) -> str:
        heading = f"The checker found {_counted(own) or 'nothing'} on this page."
        grave = [found for found in own if _level(found) is not Severity.ADVICE]
        advice = [found for found in own if _level(found) is Severity.ADVICE]
        parts = [f"<p><strong>{heading}</strong> Readers never see this box; it goes when all is mended.</p>"]
        if grave:
            parts.append(_list(grave, marks))
        if advice:
            parts.append(_folded(_counted(advice), advice, marks))
        if self.elsewhere:
            parts.append(_folded(f"{_counted(self.elsewhere)} in files that no page shows", self.elsewhere, marks))
        label = 'role="region" aria-label="Problems on this page"'
        return f'<div class="cw-problems cw-problems-all" {label} lang="en" dir="ltr">{"".join(parts)}</div>'


def _shows(course: Course, lesson: Lesson) -> Iterator[_Key]:
    """Yield what a page shows: its items and scenarios, and the files that they come from."""
    for item in course.shown_in(lesson):
        yield "item", item.id
        yield "file", item.source.path
    for embed in lesson.document.embeds:
        if embed.scenario:
            yield "scenario", embed.target
        elif embed.bank and embed.target in course.bank_by_id:
            yield "file", course.bank_by_id[embed.target].document.path
    final = course.path.completion.final
    if final and any(piece.name == "final" for piece in lesson.document.pieces):
        for name, _ in final.draw:
            bank = course.bank_by_id.get(name)
            if bank:
                yield "file", bank.document.path
                yield from (("item", item.id) for item in bank.document.items)


def _spans(courses: Sequence[Course]) -> dict[str, list[tuple[int, int, _Key]]]:
    """Return from which line to which each item stands, readable or not, by file."""
    found: dict[str, dict[tuple[int, int, _Key], None]] = {}
    for course in courses:
        for document in course.documents:
            for block in document.blocks:
                if isinstance(block, ItemBlock):
                    line = block.source.line
                    key = ("item", block.item.id) if block.item else ("place", str(block.source))
                    end = block.item.end if block.item else line + block.last - block.first
                    found.setdefault(document.path, {})[line, end, key] = None
    return {path: sorted(spans) for path, spans in found.items()}


def _item_at(spans: Sequence[tuple[int, int, _Key]], line: int) -> _Key | None:
    at = bisect_right(spans, line, key=lambda span: span[0]) - 1
    return spans[at][2] if at >= 0 and line <= spans[at][1] else None


def _level(found: _Found) -> Severity:
    return found.problem.severity


def _counted(found: Sequence[_Found]) -> str:
    counts = [(severity, sum(_level(one) is severity for one in found)) for severity in Severity]
    return ", ".join(severity.counted(count) for severity, count in counts if count)


def _folded(summary: str, found: Sequence[_Found], marks: dict[_Key, str]) -> str:
    return f"<details><summary>{summary}</summary>{_list(found, marks)}</details>"


def _list(found: Sequence[_Found], marks: dict[_Key, str] | None = None) -> str:
    """Return problems as a list; in one with ``marks``, what has a mark at its item is told there in full."""
    rows = "".join(f"<li>{_row(one, (marks or {}).get(one.at, '') if one.at else '')}</li>" for one in found[:_MOST])
    left = len(found) - _MOST
    more = f"<li>and {left} more, which <code>coursewright check</code> tells</li>" if left > 0 else ""
    return f"<ul>{rows}{more}</ul>"


def _row(found: _Found, mark: str) -> str:
    problem = found.problem
    level = f"<strong>{_SIGNS[problem.severity]} {str(problem.severity).capitalize()}</strong>"
    place = f"<small>{escape(str(problem.source))}</small>"
    said = f"{level} <code>{escape(problem.code)}</code> {escape(problem.message)} {place}"
    if mark:
        return f'{said} <a href="#{mark}">At its place</a>'
    parts = [escape(problem.hint)] if problem.hint else []
    if behind := follow_on(found.behind):
        parts.append(escape(behind))
    if page := addresses().get(problem.code, ""):
        parts.append(f'<a href="{escape(page)}">About {escape(problem.code)}</a>')
    return f"{said}<br>{' · '.join(parts)}" if parts else said
