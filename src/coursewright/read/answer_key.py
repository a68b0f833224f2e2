"""The committed answer key → its rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coursewright.model.key import KeyFile, KeyRow
from coursewright.problem import Problem, Source
from coursewright.read.report import problem

_VERSION = 1


class _TwiceError(ValueError):
    """A name is given twice, of which JSON would take the last; so a merge of two branches may leave it."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def _reads(row: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(said) for name, said in dict(row["reads"]).items()} if "reads" in row else {}


def _of_other_version(data: Mapping[str, Any], name: str) -> Problem | None:
    version = data.get("version", _VERSION)
    if version == _VERSION:
        return None
    hint = "Update Coursewright, or restore the file from the repository."
    message = f"the answer key can't be read: it is of version {version}, and known is version {_VERSION}"
    return problem("R001", message, Source(name, 1, 1), hint)


def of_other_version(path: Path, name: str) -> Problem | None:
    """Return the problem of an answer key that another version of Coursewright wrote; None of any other file."""
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError):
        return None
    return _of_other_version(data, name) if isinstance(data, dict) else None


def read_answer_key(path: Path, name: str, problems: list[Problem]) -> tuple[KeyRow, ...] | None:
    """Return the rows of the committed answer key, or None where there is none that can be read."""
    if not path.is_file():
        return None
    try:
        text = path.read_bytes().decode("utf-8")
        file = KeyFile(name, text)
        data = json.loads(text, object_pairs_hook=_once)
        if other := _of_other_version(data, name):
            problems.append(other)
            return None
        return tuple(
            KeyRow(item, str(row["kind"]), tuple(map(str, row["key"])), float(row["points"]), file, _reads(row))
            for item, row in data["items"].items()
        )
    except _TwiceError as error:
        place = KeyFile(name, text).places.get(str(error)) or Source(name, 1, 1)
        reason = f"“{error}” stands there twice"
    except json.JSONDecodeError as error:
        place, reason = Source(name, error.lineno, error.colno), error.msg
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OSError):
        place, reason = Source(name, 1, 1), "it is not what `coursewright check --update-key` writes"
    hint = "Restore it from the repository, or write it anew with `coursewright check --update-key`."
    problems.append(problem("R001", f"the answer key can't be read: {reason}", place, hint))
    return None
