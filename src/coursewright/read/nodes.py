"""A small YAML file that is ours alone, node by node, so that each mistake is told at its own line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import yaml

from coursewright.problem import Problem, Source
from coursewright.read.report import problem, yaml_hint

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTE = "A text with a comma or a colon needs quotation marks around it."


class Nodes:
    """Reads such a file; what is wrong becomes problems of one code."""

    def __init__(self, path: str, code: str, example: str, problems: list[Problem]) -> None:
        self.path = path
        self.code = code
        self.example = example
        """The hint where nothing better is known: one line, written right."""
        self.problems = problems

    def compose(self, text: str, what: str) -> yaml.Node | None:
        """Return the file's only node, an empty one if nothing is written; None, and a problem, if it is no YAML."""
        try:
            node: yaml.Node | None = yaml.compose(text.removeprefix("\ufeff"), _Loader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            place = Source(self.path, mark.line + 1, mark.column + 1) if mark else Source(self.path, 1, 1)
            reason = getattr(error, "problem", None) or str(error).split("\n")[0]
            hint = yaml_hint(text, place.line)
            self.problems.append(problem(self.code, f"{what} is not YAML: {reason}", place, hint))
            return None
        return node or yaml.ScalarNode("", "")

    def pairs(
        self, node: yaml.Node | None, what: str, known: Sequence[str] = ()
    ) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """Yield the names and values of a list of “name: value”; each name once, and only known ones."""
        if node is None or is_empty(node):
            return
        if not isinstance(node, yaml.MappingNode):
            self.report(f"{what} is not a list of “name: value”", node, self.example)
            return
        seen = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in seen:
                self.report(f"“{name}” is given twice", key, "Keep one of the two.")
            elif not name or (known and name not in known):
                near = get_close_matches(name, known, 1)
                listed = f"Known: {', '.join(known)}." if known else self.example
                hint = f"Did you mean “{near[0]}”?" if near else _QUOTE if " " in name else listed
                self.report(f"unknown name “{name}”", key, hint)
            else:
                yield key, value
            seen.add(name)

    def place(self, node: yaml.Node) -> Source:
        """Return where a node starts."""
        return Source(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def report(self, message: str, node: yaml.Node, hint: str = "") -> None:
        """Add a problem at a node."""
        self.problems.append(problem(self.code, message, self.place(node), hint))


def text_of(node: yaml.Node | None) -> str:
    """Return what a node says in one line; ``…`` for a list."""
    return " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else "…" if node else ""


def is_empty(node: yaml.Node) -> bool:
    """Return whether nothing is written there."""
    return isinstance(node, yaml.ScalarNode) and not node.value
