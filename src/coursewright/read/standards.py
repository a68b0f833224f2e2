"""``quizzes/standards.yml`` → what may be cited by number, with every mistake as an R030 at its own line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import yaml

from coursewright.model.standards import NUMBER, Standards
from coursewright.problem import Problem
from coursewright.read.nodes import Nodes, is_empty, text_of

ENTRIES = ("names", "source", "checked", "numbers")
_EXAMPLE = "Write “1.07(i): Confidential talk in public places”."

_SOON = timedelta(days=366)
"""How far a day may lie ahead: a clock may be wrong, and what is caught here are slips in a year."""


def read_standards(text: str, path: str, problems: list[Problem]) -> tuple[Standards, ...]:
    """Return each code of the file; an entry with a mistake is left out."""
    reader = _Reader(path, "R030", _EXAMPLE, problems)
    node = reader.compose(text, "the list of standards")
    return tuple(reader.standards(key, value) for key, value in reader.pairs(node, "the list of standards"))


class _Reader(Nodes):
    """The file, node by node."""

    def standards(self, key: yaml.ScalarNode, node: yaml.Node) -> Standards:
        """Return one code, as far as it can be understood."""
        given = {name.value: value for name, value in self.pairs(node, f"“{key.value}”", ENTRIES)}
        names = tuple(self.names(given.get("names")))
        if not names:
            self.report(f"“{key.value}” has no names", key, "Say what texts write before a number: names: [standard]")
        checked = text_of(given.get("checked"))
        if checked and not _is_day(checked):
            self.report(f"“{checked}” is not a day", given["checked"], "Write it as 2026-11-28.")
            checked = ""
        elif checked and date.fromisoformat(checked) > date.today() + _SOON:
            self.report(f"“{checked}” is years ahead", given["checked"], "Write the day on which you last compared.")
        return Standards(
            key.value, names, dict(self.numbers(given.get("numbers"))), text_of(given.get("source")), checked
        )

    def names(self, node: yaml.Node | None) -> Iterator[str]:
        for name in node.value if isinstance(node, yaml.SequenceNode) else [node] if node else []:
            if name is node and isinstance(name, yaml.ScalarNode) and "," in name.value:
                self.report("names with commas between them are one name", name, f"names: [{name.value}]")
            if isinstance(name, yaml.ScalarNode) and name.value.strip():
                yield text_of(name)
            else:
                self.report("a name is a word or two", name, "names: [standard, 45 CFR]")

    def numbers(self, node: yaml.Node | None) -> Iterator[tuple[str, str]]:
        for key, value in self.pairs(node, "numbers"):
            if not NUMBER.fullmatch(key.value):
                self.report(f"“{key.value}” is no number of a standard", key, _EXAMPLE)
            elif not isinstance(value, yaml.ScalarNode) or is_empty(value):
                self.report(f"“{key.value}” doesn't say what it is about", key, _EXAMPLE)
            else:
                yield key.value, text_of(value)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
