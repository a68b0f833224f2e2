"""A file's word that a rule is wrong about it: ``allow: {A308: "the law's own words"}`` in its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coursewright.fragment.seldom import seldom
from coursewright.problem import Problem, Source, Suppression
from coursewright.read.report import problem

_CODE = seldom(r"[A-Z]\d{3}")
_HINT = "Write “allow:” and below it, indented, a code and the reason: “A308: These are the law's own words”."


def read_allow(
    meta: Mapping[str, Any], places: Mapping[str, Source], problems: list[Problem]
) -> tuple[Suppression, ...]:
    """Return what the front matter allows; an entry without a code and a reason becomes an R002."""
    if "allow" not in meta:
        return ()
    return tuple(_read(meta["allow"], places, problems))


def _read(value: Any, places: Mapping[str, Source], problems: list[Problem]) -> Iterator[Suppression]:
    if not isinstance(value, dict):
        problems.append(problem("R002", "allow is not a list of “code: reason”", places["allow"], _HINT))
        return
    for written, said in value.items():
        code, reason = str(written), " ".join(str(said).split())
        place = places.get(f"allow.{code}") or places["allow"]
        if _CODE.fullmatch(code) and isinstance(said, str) and len(reason.split()) >= 2:
            yield Suppression(code, reason, place)
        else:
            unknown = re.fullmatch(r"[\w-]{1,30}", code) and not _CODE.fullmatch(code)
            message = f"“{code}: {reason if said is not None else ''}” does not say which rule is wrong here, and why"
            if unknown:
                message = f"“{code}” is not the code of a rule"
            problems.append(problem("R002", message, place, _HINT))
