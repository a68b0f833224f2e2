"""``quizzes/blueprint.yml`` → the blueprint, with every mistake as an R025 at its own line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from coursewright.model.blueprint import Blueprint, Count, Plan
from coursewright.model.item import LEVELS, USES
from coursewright.problem import Problem
from coursewright.read.metadata import ID
from coursewright.read.nodes import Nodes, text_of

SECTIONS = ("objectives", "banks", "levels")
ENTRIES = ("level", *USES, "assessed_by")
_PLAN = "Write “G.1: {level: evaluate, practice: 2, final: 2}”."


def read_blueprint(text: str, path: str, problems: list[Problem]) -> Blueprint | None:
    """Return the blueprint, or None where the file is no YAML; an entry with a mistake is left out."""
    reader = _Reader(path, "R025", _PLAN, problems)
    node = reader.compose(text, "the blueprint")
    if node is None:
        return None
    sections = {key.value: value for key, value in reader.pairs(node, "the blueprint", SECTIONS)}
    objectives, banks, levels = (sections.get(name) for name in SECTIONS)
    return Blueprint(
        path,
        {key.value: reader.plan(key, value) for key, value in reader.pairs(objectives, "objectives") if reader.id(key)},
        dict(reader.counts(banks, "banks")),
        {
            (use.value, level): count
            for use, value in reader.pairs(levels, "levels", USES)
            for level, count in reader.counts(value, use.value, LEVELS)
        },
    )


class _Reader(Nodes):
    """The file, node by node."""

    def id(self, key: yaml.ScalarNode) -> bool:
        if not ID.fullmatch(key.value):
            self.report(f"“{key.value}” is not an objective's id", key, _PLAN)
            return False
        return True

    def plan(self, key: yaml.ScalarNode, node: yaml.Node) -> Plan:
        """Return what is planned for an objective, as far as it can be understood."""
        given = {name.value: value for name, value in self.pairs(node, f"“{key.value}”", ENTRIES)}
        level, said = given.get("level"), given.get("assessed_by")
        if level is None:
            self.report(f"“{key.value}” has no level", key, _PLAN)
        elif not isinstance(level, yaml.ScalarNode) or level.value not in LEVELS:
            self.report(f"“{text_of(level)}” is not one of {', '.join(LEVELS)}", level)
            level = None
        if said is not None and not (isinstance(said, yaml.ScalarNode) and said.value.strip()):
            self.report("assessed_by is not a text", said, "Say it in a few words: assessed_by: a rubric")
            said = None
        numbers = ((use, self.count(given[use])) for use in USES if use in given)
        counts: dict[str, Count] = {use: count for use, count in numbers if count}
        return Plan(key.value, text_of(level), counts, text_of(said), self.place(key))

    def counts(self, node: yaml.Node | None, what: str, known: Sequence[str] = ()) -> Iterator[tuple[str, Count]]:
        for key, value in self.pairs(node, what, known):
            if count := self.count(value):
                yield key.value, count

    def count(self, node: yaml.Node) -> Count | None:
        if isinstance(node, yaml.ScalarNode) and node.value.isascii() and node.value.isdigit() and len(node.value) < 8:
            return Count(int(node.value), self.place(node))
        self.report(f"“{text_of(node)}” is not a number of items", node, "Write 0 or more.")
        return None
