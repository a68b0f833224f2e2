"""The glossary's page → its terms, which lessons explain where they first use them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from coursewright.fragment.seen import readable
from coursewright.fragment.text import Text
from coursewright.model.course import Lesson
from coursewright.model.notes import Term
from coursewright.problem import Problem, Source
from coursewright.read.report import problem

_ENTRY = re.compile(
    r"^(?P<bold>\*\*|__)?(?P<name>[^\s*_:>|#].*?)(?P=bold)?[ \t]*(?:\{(?P<marks>[^}\n]*)\})?[ \t]*\n"
    r"(?:[ \t]*\n)?:[ \t]+(?P<text>\S.*(?:\n[ \t]+\S.*)*)",
    re.M,
)
_UNDEFINED = re.compile(
    r"^(?P<bold>\*\*|__)(?P<name>[^\n*_]+)(?P=bold)[ \t]*\{[^}\n]*#[^}\n]*\}[ \t]*\n(?![ \t]*\n?[ \t]{0,3}:[ \t])", re.M
)
"""A word with an anchor on a line of its own, and no definition below it."""
_ANCHOR = re.compile(r"#([^\s}]+)")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def find_glossary(
    value: object, lessons: Mapping[str, Lesson], place: Source, problems: list[Problem]
) -> Lesson | None:
    """Return the page that ``extra.course.glossary`` names; None without one, or with one that doesn't exist."""
    if value is None or value is False:
        return None
    if isinstance(value, str) and value in lessons:
        return lessons[value]
    near = get_close_matches(str(value), lessons, 1)
    hint = f"Did you mean “{near[0]}”?" if near else "Name a page below docs/, such as reference/glossary.md."
    problems.append(problem("R026", f"there is no page “{value}” for the glossary", place, hint))
    return None


def read_terms(body: Text, problems: list[Problem]) -> tuple[Term, ...]:
    """Return the entries of a glossary's page, such as ``**Boundary** {#boundary}`` with ``:   A line …`` below it."""
    found: dict[str, Term] = {}
    taken: set[str] = set()
    for entry in _ENTRY.finditer(body.markdown):
        place = body.place(entry.start())
        name = _BRACKETS.sub("", readable(entry["name"])).strip()
        anchor = _ANCHOR.search(entry["marks"] or "")
        if anchor is None:
            name = re.sub(r"[*_]*\s*[({]#?.*|[*_]+$", "", name)  # of braces that are never closed, or none
            hint = f"Write **{name}** {{#{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'name'}}}."
            problems.append(problem("R026", f"“{name}” has no anchor to link to", place, hint))
        elif name.casefold() in found or anchor[1] in taken:
            problems.append(
                problem("R026", f"“{name}” stands here twice", place, "Give each word one entry and anchor.")
            )
        else:
            taken.add(anchor[1])
            found[name.casefold()] = Term(anchor[1], name, readable(entry["text"]), place)
    for bare in _UNDEFINED.finditer(body.markdown):
        hint = "Write “:   ” before the first line of its definition, and nothing between the two."
        problems.append(problem("R026", f"“{bare['name']}” has no definition", body.place(bare.start()), hint))
    if not found:
        hint = "Write **Word** {#word}, and on the next line “:   what it means”."
        problems.append(problem("R026", "the glossary has no entries", body.source, hint))
    return tuple(found.values())
