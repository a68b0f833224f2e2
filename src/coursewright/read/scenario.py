"""A file of ``quizzes/scenarios/`` → the scenario: front matter, then a heading per scene."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from coursewright.fragment.code import Fences
from coursewright.fragment.identity import norm
from coursewright.fragment.seen import title_of, without_tex
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Reference, Text
from coursewright.model.scenario import Fact, Scenario, Scene
from coursewright.problem import Problem, Source
from coursewright.read.allow import read_allow
from coursewright.read.below import asked_in
from coursewright.read.between import second_top
from coursewright.read.conflicts import conflicts
from coursewright.read.front_matter import SCENARIO, split_front_matter
from coursewright.read.items_in_scenes import take_items
from coursewright.read.markup import left_open, report_no_tags
from coursewright.read.metadata import ID
from coursewright.read.near_scene import Known, facts_in, in_heading
from coursewright.read.overload import overloaded, spread
from coursewright.read.report import as_written, number_hint, problem
from coursewright.read.scene import NOTHING, read_scene
from coursewright.read.words import Voices

_NEWLINE = re.compile(r"\r\n?|\n")
_TITLE = re.compile(r" {0,3}#[ \t]++(.*?)(?:[ \t]+#+)?[ \t]*")
_SCENE = re.compile(r" {0,3}##(?!#)[ \t]*+(.*?)(?:[ \t]+#+)?[ \t]*")
_ANCHOR = re.compile(r"[ \t]*\{:?[ \t]*#([\w.-]+)[ \t]*\}$")
_LINKED = seldom(r"\(#([^()\s]+)\)")
_NEARLY_SCENE = seldom(
    r" {0,3}(?:#|#{3,6})(?!#)[ \t]*(?P<deep>\S.*?)(?:[ \t]+#+)?[ \t]*"
    r"|(?P<by>\*\*|__)(?P<bold>[^*_\n]+)(?P=by)(?P<anchor>[ \t]*\{:?[ \t]*#[\w.-]+[ \t]*\})?[ \t]*"
    r"|(?P<bare>[^\W\d_](?:.*[^\s.,;:!?…])?)[ \t]*"
)
"""What a scene's heading becomes where its marks are others, or got lost."""
_POINTS = tuple("-*+0123456789")
_NO_SLUG = re.compile(r"[^\w\- ]")


def slug(title: str) -> str:
    """Return the anchor that GitHub gives a heading: lower case, hyphens for spaces, no other signs."""
    return _NO_SLUG.sub("", title.strip().lower()).replace(" ", "-")


def read_scenario(
    text: str, path: str, problems: list[Problem], name: str = "scenario", voices: Voices = NOTHING.voices
) -> Scenario | None:
    """Return the scenario, or None where there is no scene or none can be shown; ``name`` is its id without another.

    What stands above the first scene, but for a title, is for readers of the file.
    """
    text = text.removeprefix("\ufeff")
    problems += conflicts(text, path)
    meta, places, body, first = split_front_matter(text, path, problems, SCENARIO)
    body = _NEWLINE.sub("\n", body) if "\r" in body else body
    whole = Text(body, path, first, 1)
    if fault := overloaded(whole) or spread(whole):
        problems.append(fault)
        return None
    problems += second_top(body, path, first, SCENARIO, "scenario")
    rows = body.split("\n")
    if "<quiz>" in body.lower():
        take_items(rows, path, first, problems)
    starts, title = _headings(rows)
    if not starts:
        hint = "Start each scene with a heading: ## At the touchline"
        problems.append(problem("R021", "the file has no scene", Source(path, first, 1), hint))
        return None
    targets = _LINKED.findall("\n".join(row for row in rows if row.lstrip()[:1] in _POINTS and "](#" in row))
    if wanted := frozenset(map(unquote, targets)) - {_anchor(rows[row])[0] for row in starts}:
        starts = sorted([*starts, *_nearly_scenes(rows, starts[0], wanted, Text(body, path, first, 1), problems)])
    facts = _FrontMatter(meta, places, path, problems)
    change = facts.change()
    known = Known(
        facts_in(rows) | {fact.name for fact in change},
        asked_in(rows) if "remember" in body.lower() else frozenset(),
        frozenset(_anchor(rows[row])[0] for row in starts),
        voices,
    )
    scenes = list(_scenes(rows, starts, path, first, problems, known))
    if lost := next((row for row in range(starts[0]) if voices.consequence.match(rows[row])), None):
        hint = "Start its scene with a heading: ## At the touchline"
        problems.append(problem("R021", "a choice stands above the first scene", Source(path, first + lost, 1), hint))
    scenario = Scenario(
        id=facts.id() or name,
        title=without_tex(facts.line("title")) or title_of(title) or name,
        scenes=tuple(scenes),
        path=path,
        places=places,
        principle=facts.line("principle"),
        objectives=facts.objectives(),
        standard=facts.line("standard"),
        content_note=facts.line("content_note"),
        minutes=facts.minutes(),
        change=change,
        allow=read_allow(meta, places, problems),
    )
    return None if _swallows(scenario.texts, problems) else scenario


def read_scenarios(
    texts: Iterable[tuple[str, str]],
    problems: list[Problem],
    names: Mapping[str, str] = MappingProxyType({}),
    voices: Voices = NOTHING.voices,
) -> Iterator[Scenario]:
    """Yield the scenarios of files, which are given as path and text; ``names`` are ids that aren't the file's name."""
    seen: dict[str, Scenario] = {}
    for path, text in texts:
        scenario = read_scenario(text, path, problems, names.get(path) or PurePosixPath(path).stem, voices)
        if scenario is None:
            continue
        first = seen.setdefault(scenario.id, scenario)
        if first is not scenario:
            place = scenario.places.get("id") or scenario.source
            message = f"scenario id “{scenario.id}” is taken by {first.path}"
            problems.append(problem("R022", message, place, "Progress is saved by this id: give each its own."))
        yield scenario


def _headings(rows: list[str]) -> tuple[list[int], str]:
    """Return the rows with a scene's heading, and the title above them; fenced code has none."""
    fences, row, starts, title = Fences(rows), 0, [], ""
    while row < len(rows):
        closed = fences.close(row) if "```" in rows[row] or "~~~" in rows[row] else None
        if closed is not None:
            row = closed + 1
            continue
        if _SCENE.fullmatch(rows[row]):
            starts.append(row)
        elif not starts and not title and (found := _TITLE.fullmatch(rows[row])):
            title = _ANCHOR.sub("", found[1])
        row += 1
    return starts, title


def _nearly_scenes(
    rows: list[str], start: int, wanted: Collection[str], text: Text, problems: list[Problem]
) -> Iterator[int]:
    """Yield each row behind ``start`` that was meant for the heading of a scene to which choices lead, reported.

    It then reads as that heading.
    """
    found = set()
    coded = {row for first, last in Fences(rows) for row in range(first, last + 1)}
    for row in range(start + 1, len(rows)):
        line = rows[row]
        said = _NEARLY_SCENE.fullmatch(line) if line.strip() and row not in coded else None
        alone = said and not (rows[row - 1].strip() or "".join(rows[row + 1 : row + 2]).strip())
        if not said or "nding:" in line or not (said["deep"] or alone):
            continue
        heading = f"## {said['deep'] or said['bare'] or said['bold'].strip() + (said['anchor'] or '')}"
        id = _anchor(heading)[0]
        if id in wanted and id not in found:
            found.add(id)
            rows[row] = heading
            place = Source(text.path, text.line + row, len(line) - len(line.lstrip()) + 1)
            hint = f"Write “{heading}”: a choice leads there, and a scene starts with two of “#”."
            problems.append(problem("R021", f"“{line.strip()}” starts no scene", place, hint))
            yield row


def _anchor(heading: str) -> tuple[str, re.Match[str], re.Match[str] | None]:
    """Return by what choices lead to a scene, its heading, and where an anchor of the author's stands in it."""
    found = _SCENE.fullmatch(heading)
    assert found  # ``_headings`` found it
    anchor = _ANCHOR.search(found[1])
    return (anchor[1] if anchor else slug(found[1])), found, anchor


def _scenes(
    rows: list[str], starts: list[int], path: str, first: int, problems: list[Problem], known: Known
) -> Iterable[Scene]:
    seen: dict[str, int] = {}
    linked: frozenset[str] | None = None
    for number, row in enumerate(starts):
        id, found, anchor = _anchor(rows[row])
        title = Text(found[1][: anchor.start()] if anchor else found[1], path, first + row, found.start(1) + 1)
        if ("*" in found[1] or "_" in found[1]) and (slip := in_heading(rows[row], found.start(1), known)):
            place = Source(path, first + row, slip.offset + 1)
            problems.append(problem("R021", slip.message, place, slip.hint))
            rest = " ".join(title.markdown.replace(slip.written, "").split())
            title = title._replace(markdown=rest or title.markdown)
            linked = frozenset(_LINKED.findall("\n".join(rows))) if linked is None else linked
            id = id if anchor or id in linked else slug(title.markdown)
        place = title.source
        if not title.markdown or not id:
            hint = "Write a heading with letters: choices lead to it by them."
            problems.append(problem("R021", "a scene's heading has no letters", place, hint))
        elif id in seen:
            hint = "Reword the heading: choices lead to a scene by it."
            problems.append(problem("R021", f"the scene in line {seen[id]} is called “{id}”, too", place, hint))
        seen.setdefault(id, first + row)
        stop = starts[number + 1] if number + 1 < len(starts) else len(rows)
        yield read_scene(rows[row + 1 : stop], title, id, problems, known)


def _swallows(texts: Iterable[tuple[Text, bool]], problems: list[Problem]) -> bool:
    """Report open tags, comments and code blocks; return whether one would swallow the rest of a page."""
    found = False
    for text, inside_line in texts:
        if opened := left_open(text.markdown, inside_line=inside_line):
            hint = "Close it right there; to show it as text, put it in backticks."
            problems.append(problem("R017", f"{opened[0]} is never closed", text.place(opened[1]), hint))
            found = True
        elif "<" in text.markdown:
            report_no_tags(text, problems)
    return found


class _FrontMatter:
    """A scenario's front matter, value by value."""

    def __init__(
        self, meta: Mapping[str, Any], places: Mapping[str, Source], path: str, problems: list[Problem]
    ) -> None:
        self.meta = meta
        self.places = places
        self.path = path
        self.problems = problems

    def id(self) -> str:
        value = self.meta.get("id")
        if value is None or isinstance(value, list | dict) or ID.fullmatch(str(value)):
            return self.line("id")
        self.report(f"“{as_written(value)}” is not an id", "id", "Use letters, digits, dots, hyphens and underscores.")
        return ""

    def line(self, name: str) -> str:
        """Return a text; whoever reads the front matter has told where it is none."""
        value = self.meta.get(name)
        return "" if value is None or isinstance(value, list | dict) else " ".join(str(value).split())

    def objectives(self) -> tuple[Reference, ...]:
        value = self.meta.get("objectives", [])
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list):
            self.report("objectives are not a list of ids", "objectives", "Write “objectives: [G.1, G.3]”.")
            return ()
        place = self.place("objectives")
        ids = [str(id).strip() for id in found]
        for id in ids:
            if not ID.fullmatch(id):
                self.report(f"“{id}” is not an objective's id", "objectives", "Write “objectives: [G.1, G.3]”.")
        return tuple(Reference(id, place) for id in ids if ID.fullmatch(id))

    def minutes(self) -> float | None:
        value = self.meta.get("minutes")
        if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e6):
            return value
        self.report(f"“{as_written(value)}” is not a number of minutes", "minutes", number_hint(value))
        return None

    def change(self) -> tuple[Fact, ...]:
        value = self.meta.get("change", {})
        if not isinstance(value, dict):
            hint = "Write “change:” and below it, indented, “agreed: You had agreed to say hello”."
            self.report("change is not a list of “fact: what the learner is offered”", "change", hint)
            return ()
        for name in [name for name, said in value.items() if said is None or not str(said).strip()]:
            hint = f"Write what the learner is offered: “{name}: You had agreed to say hello”."
            self.report(f"the fact “{name}” has no text", f"change.{name}", hint)
        for name in value:
            if norm(str(name)).startswith("not "):
                hint = "“If not …” reads it: name what is so instead."
                self.report("a fact starts with “not”", f"change.{name}", hint)
        return tuple(
            Fact(norm(str(name)), "" if said is None else str(said), self.place(f"change.{name}"))
            for name, said in value.items()
        )

    def place(self, key: str) -> Source:
        return self.places.get(key) or self.places.get(key.partition(".")[0]) or Source(self.path, 1, 1)

    def report(self, message: str, key: str, hint: str) -> None:
        self.problems.append(problem("R002", message, self.place(key), hint))
