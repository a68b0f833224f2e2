"""The committed answer key: what a reviewer has seen of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from coursewright.fragment.seldom import seldom
from coursewright.problem import Source


@dataclass(frozen=True)
class KeyFile:
    """The text of a committed answer key, one row a line."""

    path: str
    text: str

    @cached_property
    def places(self) -> dict[str, Source]:
        """Where each item's row stands, as far as rows stand in lines of their own."""
        found = {}
        for number, line in enumerate(self.text.split("\n"), 1):
            if row := _KEY_ROW.match(line):
                found[json.loads(row[1])] = Source(self.path, number, row.start(1) + 1)
        return found


_KEY_ROW = seldom(r'\s*("(?:[^"\\]|\\.)+")\s*:\s*\{\s*"')


class KeyRow(NamedTuple):
    """What the committed answer key says of one item."""

    id: str
    kind: str
    key: tuple[str, ...]
    points: float
    file: KeyFile
    reads: Mapping[str, str] = MappingProxyType({})
    """What choices read by their names, or accepted answers as they are typed; nothing in files of earlier versions."""

    @property
    def source(self) -> Source:
        """Where the row stands; looked up only when something is wrong with one."""
        return self.file.places.get(self.id) or Source(self.file.path, 1, 1)
