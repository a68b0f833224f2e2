"""``local.yml``, where a school writes once what is its own → notes, and problems at their place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

import yaml

from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.model.notes import Note
from coursewright.problem import Problem, Source
from coursewright.read.markup import left_open
from coursewright.read.report import problem, yaml_hint
from coursewright.read.scalars import cut_off, remark_behind, yaml_lines

LOCAL = "local.yml"
"""Beside ``mkdocs.yml``: what lies in ``docs/`` is published as it is, its comments too."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_POINTS = seldom(r"^[ \t]+(?:[-*+][ \t]|\d{1,9}[.)][ \t].*\n[ \t]+\d{1,9}[.)][ \t])", re.M)
"""A point of a list; a single line may well begin with a number, as an address does: ``2. floor``."""
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_NULL = "tag:yaml.org,2002:null"
_EXAMPLE = "Write “campus-support: Call 555-0100.”"


def read_local(text: str, path: str, problems: list[Problem]) -> dict[str, Note]:
    """Return what is written under each name; what can't be understood is a problem, and is shown to nobody."""

    def report(message: str, mark: yaml.Mark | None, hint: str = "") -> None:
        place = Source(path, mark.line + 1, mark.column + 1) if mark else Source(path, 1, 1)
        problems.append(problem("R027", message, place, hint))

    try:
        node = yaml.compose(text.removeprefix("\ufeff"), yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = getattr(error, "problem", None) or str(error).split("\n", maxsplit=1)[0]
        hint = "Put a text with a colon or quotation marks below “name: |”, indented by two spaces."
        mark = getattr(error, "problem_mark", None)
        report(f"{path} is not YAML: {reason}", mark, yaml_hint(text, mark.line + 1 if mark else 1, hint))
        return {}
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        report(f"{path} is not a list of “name: text”", node.start_mark, _EXAMPLE)
        return {}
    found: dict[str, Note] = {}
    lines = yaml_lines(text.removeprefix("\ufeff"))
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if not _NAME.fullmatch(name):
            report(f"“{name}” is no name for a note", key.start_mark, "Use lower-case letters, digits and hyphens.")
        elif name in found:
            report(f"“{name}” stands here twice", key.start_mark, "Put both texts under one of them.")
        else:
            written = ""
            if not isinstance(value, yaml.ScalarNode):
                hint = "Write a text; a list of points stands below “name: |”, indented by two spaces."
                report(f"what stands under “{name}” is no text", value.start_mark, hint)
            elif value.tag != _NULL or value.style:
                written = _shown(value.value)
                first, last = value.start_mark, value.end_mark.line
                rows = [f" {lines[first.line][first.column :]}", *lines[first.line + 1 : last + 1]]
                if not value.style and ("\n" in value.value or _POINTS.search("\n".join(rows))):
                    hint = (
                        f"Write “{name}: |”, with “|” behind the colon: without it, paragraphs and lists run together."
                    )
                    report(f"the lines under “{name}” are joined", key.start_mark, hint)
                said = remark_behind(value, lines[value.end_mark.line])
                if said is not None:
                    problems.append(cut_off("R027", name, value, said, Source(path, 1, 1)))
                if opened := left_open(written, inside_line=False):
                    hint = "Close it: it would swallow what follows on the page."
                    report(f"{opened[0]} is left open in “{name}”", value.start_mark, hint)
                    written = ""
            found[name] = Note(name, written, Source(path, key.start_mark.line + 1, key.start_mark.column + 1))
    return found


def _shown(text: str) -> str:
    """Return a text without space around it; empty if it would show nothing."""
    return text.strip() if _COMMENT.sub("", text).strip() else ""


def check_slots(course: Course, path: str) -> Iterator[Problem]:
    """Yield a problem for each comment that shows a note which there isn't, and for each note that no page shows."""
    shown = set()
    for lesson in course.lessons:
        for slot in lesson.document.slots:
            shown.add(slot.name)
            if slot.name not in course.notes:
                near = get_close_matches(slot.name, course.notes, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"Write a line “{slot.name}:” into {path}."
                if len(several := re.split(r"[\s,;+&/]+", slot.name)) > 1 and set(several) <= set(course.notes):
                    hint = "Write a comment for each, on a line of its own."
                yield problem("R027", f"{path} has no name “{slot.name}”", slot.source, hint)
    for name, note in course.notes.items() if course.original is None else ():
        if name not in shown:
            hint = f"Put <!-- local: {name} --> on a line of its own where learners need it."
            yield problem("R027", f"no page shows “{name}”", note.source, hint)
