"""What the author of a site has said of rules: which of them are told, where, and how much they matter.

``select``, ``ignore`` and ``severity`` among our options in ``mkdocs.yml``, for the site, and below ``paths`` for some
of its files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from coursewright.check.pages import rule_pages
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Course
from coursewright.problem import Problem, Severity, Source

CODE, NAME, SEVERITY = "X002", "check-settings", Severity.WARNING
_NAMES = ("select", "ignore", "severity")
_OFF = ("off", "false", "none", "ignore", "no")
_GLOB = seldom(r"\*\*/|\*\*|\*|\?|[^*?]+")


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is said for the site, or for the files that fit a pattern."""

    files: re.Pattern[str] | None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def told(self, code: str, *, before: bool) -> bool:
        """Return whether a rule is told: the longest code or part of one decides, and ``ignore`` in doubt."""
        chosen, left = (max(map(len, _fitting(code, names)), default=-1) for names in (self.select, self.ignore))
        if left >= 0 and left >= chosen:
            return False
        return chosen >= 0 if self.select else before


class Settings:
    """What a site says of rules, and what can't be understood of it."""

    def __init__(self, course: Course) -> None:
        reader = _Reader(course)
        self._layers = list(reader.layers()) if course.settings else []
        self.problems = reader.problems

    def judged(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems that the author wants to be told of, each with its severity on that site."""
        for problem in problems:
            told, severity = True, problem.severity
            for layer in self._layers:
                if layer.files is None or layer.files.fullmatch(problem.source.path):
                    told = layer.told(problem.code, before=told)
                    if fitting := _fitting(problem.code, layer.severity):
                        severity = layer.severity[max(fitting, key=len)]
            if told:
                changed = severity is not problem.severity
                yield replace(problem, severity=severity, rated=problem.severity) if changed else problem


def _fitting(code: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if code.startswith(name)]


class _Reader:
    """Reads the options as written, and says what can't be meant."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.problems: list[Problem] = []

    @cached_property
    def codes(self) -> list[str]:
        """All that a check can say; E codes are told by exports."""
        return sorted(code for code in rule_pages() if code[0] != "E")

    def layers(self) -> Iterator[_Layer]:
        """Yield what holds for the site, then what holds for some of its files, in their order."""
        given = self.course.settings
        yield self.layer(given, "", None)
        paths = given.get("paths")
        if paths is None:
            return
        if not isinstance(paths, Mapping):
            self.report("paths is not a list of “pattern: settings”", "paths", "Write “docs/quiz/**:” below it.")
            return
        for written, settings in paths.items():
            pattern, key = str(written), f"paths.{written}"
            if not isinstance(settings, Mapping):
                self.report(f"“{pattern}” has no settings", key, f"Write {', '.join(_NAMES)} below it, indented.")
                continue
            for name in settings:
                if name not in _NAMES:
                    self.report(f"unknown setting “{name}”", f"{key}.{name}", self.near(str(name), _NAMES))
            files = _files(pattern)
            if not any(files.fullmatch(path) for path in self.known_files()):
                hint = "Write paths as problems print them, beside mkdocs.yml: docs/quiz/**"
                self.report(f"no file of the course is called “{pattern}”", key, hint)
            yield self.layer(settings, f"{key}.", files)

    def layer(self, given: Mapping[Any, Any], prefix: str, files: re.Pattern[str] | None) -> _Layer:
        found = {name: tuple(self.listed(given.get(name), f"{prefix}{name}")) for name in ("select", "ignore")}
        severity = dict(self.severities(given.get("severity"), f"{prefix}severity"))
        return _Layer(files, found["select"], found["ignore"], severity)

    def listed(self, value: Any, key: str) -> Iterator[str]:
        if isinstance(value, str):
            value = value.replace(",", " ").split()
        if value is not None and not isinstance(value, list):
            self.report(f"{key.rpartition('.')[2]} is not a list of codes", key, "Write [W101, B2], for example.")
            return
        for at, entry in enumerate(value or ()):
            if self.is_known(str(entry), f"{key}.{at}"):
                yield str(entry)

    def severities(self, value: Any, key: str) -> Iterator[tuple[str, Severity]]:
        if value is not None and not isinstance(value, Mapping):
            self.report("severity is not a list of “code: level”", key, "Write “K007: warning” below it, indented.")
            return
        for code, level in (value or {}).items():
            known = self.is_known(str(code), f"{key}.{code}")
            said = str(level).lower()
            if said in list(Severity):
                if known:
                    yield str(code), Severity(said)
                continue
            hint = f"Write one of {', '.join(Severity)}."
            if said in _OFF:
                hint = f"To leave it out, write “ignore: [{code}]”."
            self.report(f"“{level}” is no severity", f"{key}.{code}", hint)

    def is_known(self, code: str, key: str) -> bool:
        if code and any(known.startswith(code) for known in self.codes):
            return True
        self.report(f"there is no rule “{code}”", key, self.near(code.upper(), self.codes))
        return False

    def near(self, word: str, known: Sequence[str]) -> str:
        found = get_close_matches(word, known, 1)
        return f"Did you mean “{found[0]}”?" if found else f"Known: {', '.join(known)}."

    def known_files(self) -> Iterator[str]:
        course = self.course
        yield from course.files or ()
        yield from (bank.document.path for bank in course.banks)
        yield from (scenario.path for scenario in course.scenarios)
        yield from (problem.source.path for problem in course.problems)  # such as a file that can't be read
        yield course.answer_key_path

    def report(self, message: str, key: str, hint: str) -> None:
        places = self.course.setting_places
        while key and key not in places:
            key = key.rpartition(".")[0]
        place = places.get(key) or Source("mkdocs.yml", 1, 1)
        self.problems.append(Problem(CODE, message, place, SEVERITY, hint, NAME))


def _files(pattern: str) -> re.Pattern[str]:
    """Return a pattern for paths: ``**`` stands for any folders, ``*`` for what has no slash; a folder is all in it."""
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = _GLOB.findall(pattern.removeprefix("./").rstrip("/"))
    return re.compile("".join(signs.get(part) or re.escape(part) for part in parts) + "(?:/.*)?")
