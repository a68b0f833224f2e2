"""Texts that YAML doesn't read as they are written: “No” is false, 1.10 is 1.1, “#” ends a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

import yaml

from coursewright.problem import Problem, Severity, Source
from coursewright.read.report import problem

_TEXTS = ("id", "title", "content_note", "principle", "standard")
_LISTS = ("objectives", "sources", "change")
"""Names below which every name and every value is a text."""
_MINUTES = ("duration", "minutes")
_REMARK = re.compile(r"[ \t]+#(?P<said>.*)")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_READ_OTHERWISE = tuple(f"tag:yaml.org,2002:{tag}" for tag in ("bool", "int", "float", "timestamp"))
_QUOTE_IT = "Put the text in quotation marks"


def report_misread(node: Any, text: str, known: Collection[str], source: Source, problems: list[Problem]) -> None:
    """Report texts that YAML reads as something else, or only in part; ``source`` is where ``text`` starts."""
    lines = yaml_lines(text)
    for key, value in node.value:
        if getattr(key, "value", "") in _MINUTES and value.tag.endswith(":int") and (read := read_otherwise(value)):
            number = value.value.lstrip("0") if value.value.startswith("0") and value.value.isdecimal() else ""
            if number == str(read):
                continue
            hint = f"Write the minutes as a plain number{f', such as {number}' if number else ''}."
            problems.append(problem("R002", f"YAML reads “{value.value}” as {read}", _place(value, source), hint))
    for name, scalar in _texts(node, known):
        if not isinstance(scalar, yaml.ScalarNode):
            problems.append(problem("R002", f"“{name}” is not a text", _place(scalar, source), f"{_QUOTE_IT}."))
        elif read := "" if scalar.style else read_otherwise(scalar):
            hint = f'{_QUOTE_IT}: "{scalar.value}".'
            problems.append(problem("R002", f"YAML reads “{scalar.value}” as {read}", _place(scalar, source), hint))
        elif (said := remark_behind(scalar, lines[scalar.end_mark.line])) is not None:
            problems.append(cut_off("R002", name, scalar, said, source))


def yaml_lines(text: str) -> list[str]:
    """Return the lines that YAML counts: it ends them at signs where editors don't, too."""
    return _BREAK.split(text)


def remark_behind(scalar: yaml.ScalarNode, line: str) -> str | None:
    """Return what stands behind “#” in the line where a text without quotation marks ends; None if nothing does."""
    remark = None if scalar.style else _REMARK.match(line[scalar.end_mark.column :])
    return remark["said"] if remark else None


def cut_off(code: str, name: str, scalar: yaml.ScalarNode, said: str, source: Source) -> Problem:
    """Return the problem of a text that a “#” ends: a remark has a space behind it, a number such as “#5” hasn't."""
    message = f"“{name}” ends before “#{said.rstrip()}”, which is a remark"
    hint = f"{_QUOTE_IT} if it goes on there."
    found = problem(code, message, _place(scalar, source), hint)
    return found if said[:1].strip() else replace(found, severity=Severity.ADVICE)


def _texts(node: Any, known: Collection[str]) -> Iterator[tuple[str, Any]]:
    for key, value in node.value:
        name = getattr(key, "value", "")
        if name not in known:
            continue
        if name in _TEXTS:
            yield name, value
        elif name in _LISTS and isinstance(value, yaml.MappingNode):
            for inner, text in value.value:
                yield f"{name}.{getattr(inner, 'value', '')}", inner
                if isinstance(text, yaml.ScalarNode):
                    yield f"{name}.{getattr(inner, 'value', '')}", text
        elif name in _LISTS and isinstance(value, yaml.SequenceNode):
            yield from ((f"{name} {at}", text) for at, text in enumerate(value.value, 1) if text.tag[-4:] == ":str")


def read_otherwise(scalar: yaml.ScalarNode) -> str:
    """Return how YAML reads a text without quotation marks; empty if it reads it as it is written."""
    if scalar.tag not in _READ_OTHERWISE:
        return ""
    read = yaml.safe_load(scalar.value)
    return "" if str(read) == scalar.value else f"{read}"


def _place(node: yaml.Node, source: Source) -> Source:
    return Source(source.path, source.line + node.start_mark.line, node.start_mark.column + 1)
