"""``mkdocs.yml`` as MkDocs reads it, with the files that it inherits; of what is broken, the rest."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from mergedeep import merge
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from coursewright.problem import Problem, Source
from coursewright.read.configuration import inherits, named_from, with_inherited
from coursewright.read.report import problem, yaml_hint

_UNREADABLE = (ConfigurationError, yaml.YAMLError, ValueError, TypeError)
"""What MkDocs' reader raises for a text that is no configuration."""


def read_configuration(config_file: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Return the whole configuration, of a broken file what can be read of it, and what is wrong, at its place.

    Raises ``OSError`` where the file can't be opened.
    """
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    files = with_inherited(config_file)
    for file in reversed(files):
        name = named_from(config_file, file)
        found, wrong = _read(file, name)
        if not isinstance(found, dict):
            wrong.append(problem("R001", "the configuration is not a list of “name: value”", Source(name, 1, 1)))
            found = {}
        problems += wrong
        if found.pop("INHERIT", None) is not None and file == files[-1]:
            problems.append(_dead_end(file, name))
        data = merge(data, found)
    return data, problems


def _dead_end(file: Path, name: str) -> Problem:
    """Return the problem that a configuration inherits one that can't be had."""
    given, line = inherits(file)
    there = (file.parent / given).is_file()
    reason = "it is among those that inherit this one" if there else "there is no such file"
    return problem("R001", f"the configuration can't inherit {given}: {reason}", Source(name, line, 1))


def _read(file: Path, name: str) -> tuple[Any, list[Problem]]:
    """Return what one file says by itself, of a broken one what can be read, and what is wrong with it."""
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = raw.count(b"\n", 0, error.start) + 1, error.start - raw.rfind(b"\n", 0, error.start)
        wrong = problem("R001", "the file is not UTF-8", Source(name, line, column), "Save it as UTF-8.")
        return _parts(raw.decode("utf-8", "replace")), [wrong]
    try:
        return yaml_load(text), []
    except _UNREADABLE as error:
        cause = error if isinstance(error, yaml.YAMLError) else error.__context__
        mark = getattr(cause, "problem_mark", None) or getattr(cause, "context_mark", None)
        reason = getattr(cause, "problem", None) or str(error).split("\n")[0]
        at = (mark.line, mark.column) if mark else (0, 0)
        message = f"not YAML: {reason}" if mark else f"the configuration can't be read: {reason}"
        hint = yaml_hint(text, at[0] + 1) if mark else ""
        return _parts(text), [problem("R001", message, Source(name, at[0] + 1, at[1] + 1), hint)]


def _parts(text: str) -> dict[str, Any]:
    """Return those top-level entries of a broken configuration that can be read by themselves."""
    found: dict[str, Any] = {}
    for part in re.split(r"^(?=[^\s#\-}\]][^\n]*:)", text, flags=re.M):
        with suppress(*_UNREADABLE):
            data = yaml_load(part)
            found |= data if isinstance(data, dict) else {}
    return found
