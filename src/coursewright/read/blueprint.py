"""``quizzes/blueprint.yml`` → the blueprint, with every mistake as an R025 at its own line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import yaml

from coursewright.model.blueprint import Blueprint, Count, Plan
from coursewright.model.item import LEVELS, USES
from coursewright.problem import Problem, Source
from coursewright.read.metadata import ID
from coursewright.read.report import problem

SECTIONS = ("objectives", "banks", "levels")
ENTRIES = ("level", *USES, "assessed_by")
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTE = "A text with a comma or a colon needs quotation marks around it."
_PLAN = "Write “P1.4: {level: evaluate, practice: 2, final: 2}”."


def read_blueprint(text: str, path: str, problems: list[Problem]) -> Blueprint | None:
    """Return the blueprint, or None where the file is no YAML; an entry with a mistake is left out."""
    try:
        node = yaml.compose(text.removeprefix("\ufeff"), _Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Source(path, mark.line + 1, mark.column + 1) if mark else Source(path, 1, 1)
        reason = getattr(error, "problem", None) or str(error).split("\n")[0]
        problems.append(problem("R025", f"the blueprint is not YAML: {reason}", place))
        return None
    reader = _Reader(path, problems)
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


class _Reader:
    """The file, node by node."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems

    def pairs(
        self, node: yaml.Node | None, what: str, known: Sequence[str] = ()
    ) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """Yield the names and values of a list of “name: value”; each name once, and only known ones."""
        if node is None or _empty(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self.report(f"{what} is not a list of “name: value”", node, _PLAN)
            return
        seen = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in seen:
                self.report(f"“{name}” is given twice", key, "Keep one of the two.")
            elif not name or (known and name not in known):
                near = get_close_matches(name, known, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(known)}." if known else _PLAN
                self.report(f"unknown name “{name}”", key, _QUOTE if " " in name else hint)
            else:
                yield key, value
            seen.add(name)

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
            self.report(f"“{_text(level)}” is not one of {', '.join(LEVELS)}", level)
            level = None
        if said is not None and not (isinstance(said, yaml.ScalarNode) and said.value.strip()):
            self.report("assessed_by is not a text", said, "Say it in a few words: assessed_by: a rubric")
            said = None
        numbers = ((use, self.count(given[use])) for use in USES if use in given)
        counts: dict[str, Count] = {use: count for use, count in numbers if count}
        return Plan(key.value, _text(level), counts, _text(said), self.place(key))

    def counts(self, node: yaml.Node | None, what: str, known: Sequence[str] = ()) -> Iterator[tuple[str, Count]]:
        for key, value in self.pairs(node, what, known):
            if count := self.count(value):
                yield key.value, count

    def count(self, node: yaml.Node) -> Count | None:
        if isinstance(node, yaml.ScalarNode) and node.value.isascii() and node.value.isdigit() and len(node.value) < 8:
            return Count(int(node.value), self.place(node))
        self.report(f"“{_text(node)}” is not a number of items", node, "Write 0 or more.")
        return None

    def place(self, node: yaml.Node) -> Source:
        return Source(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def report(self, message: str, node: yaml.Node, hint: str = "") -> None:
        self.problems.append(problem("R025", message, self.place(node), hint))


def _text(node: yaml.Node | None) -> str:
    return " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else "…" if node else ""


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value
