"""The committed answer key → its rows."""

from __future__ import annotations

import json
from pathlib import Path

from coursewright.model.key import KeyFile, KeyRow
from coursewright.problem import Problem, Source
from coursewright.read.report import problem


def read_answer_key(path: Path, name: str, problems: list[Problem]) -> tuple[KeyRow, ...] | None:
    """Return the rows of the committed answer key, or None where there is none that can be read."""
    if not path.is_file():
        return None
    try:
        text = path.read_bytes().decode("utf-8")
        file = KeyFile(name, text)
        return tuple(
            KeyRow(item, str(row["kind"]), tuple(map(str, row["key"])), float(row["points"]), file)
            for item, row in json.loads(text)["items"].items()
        )
    except json.JSONDecodeError as error:
        place, reason = Source(name, error.lineno, error.colno), error.msg
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OSError):
        place, reason = Source(name, 1, 1), "it is not what `coursewright check --update-key` writes"
    hint = "Restore it from the repository, or write it anew with `coursewright check --update-key`."
    problems.append(problem("R001", f"the answer key can't be read: {reason}", place, hint))
    return None
