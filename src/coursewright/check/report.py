"""Problems as people and machines read them: text, JSON, GitHub annotations."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from coursewright.check.causes import folded, follow_on, said_below
from coursewright.check.pages import addresses
from coursewright.problem import Problem, Severity


def from_here(problems: Iterable[Problem], config_file: Path, *, repository: str = "") -> list[Problem]:
    """Return the problems with paths that lead from the working folder, or from the repository's, to their files.

    They are those of the course's folder until then. A file that no path leads to, as on another drive, keeps its own.
    """
    course, here = config_file.resolve().parent, Path(repository).resolve()
    if course == here or course.anchor != here.anchor:
        return list(problems)

    def led(path: str) -> str:
        return os.path.relpath(course / path, here).replace(os.sep, "/") if path else ""

    return [
        replace(problem, source=problem.source._replace(path=led(problem.source.path)), follows=led(problem.follows))
        for problem in problems
    ]


def as_text(problems: Sequence[Problem]) -> str:
    """Return a line a problem, its hint and its rule's page indented below, and a count at the end.

    Errors come before warnings, and those before advice, each below its heading. What follows from another problem is
    counted below that. Neighbours with one hint have it below the last of them.
    """
    lines: list[str] = []
    heading = ""
    for problem, below in said_below(problems):
        if problem.severity.many != heading:
            heading = problem.severity.many
            lines += [""] * bool(lines) + [f"{heading.capitalize()}:"]
        lines.append(str(problem))
        lines += [f"    {line}" for line in below]
        if (page := addresses().get(problem.code)) and (below or not problem.hint):
            lines.append(f"    See {page}")
    counts = [(severity, sum(problem.severity is severity for problem in problems)) for severity in Severity]
    said = [severity.counted(count) for severity, count in counts if count]
    lines += [""] * bool(lines) + [", ".join(said) if said else "No problems."]
    return "\n".join(lines) + "\n"


def as_json(problems: Sequence[Problem]) -> str:
    """Return a list with an object a problem, for editors and scripts."""
    rows = [
        {
            "path": problem.source.path,
            "line": problem.source.line,
            "column": problem.source.column,
            "code": problem.code,
            "name": problem.name,
            "severity": str(problem.severity),
            "message": problem.message,
            "hint": problem.hint,
            "item": problem.item,
            "page": addresses().get(problem.code, ""),
            "follows": problem.follows,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem]) -> str:
    """Return workflow commands that mark the lines in a pull request (GitHub Actions, “Workflow commands”)."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
    return "".join(
        f"::{levels[problem.severity]} file={_property(problem.source.path)},line={problem.source.line},"
        f"col={problem.source.column},title={_property(f'{problem.code} {problem.name}')}::"
        f"{_data(' '.join(filter(None, [problem.message + '.', problem.hint, follow_on(behind)])))}\n"
        for problem, behind in folded(problems)
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def fails(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Return whether the problems fail a check: an error always does, warnings and advice only under ``strict``."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)
