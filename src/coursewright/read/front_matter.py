"""The lines between ``---`` at the top of a file → names, values and their places, also where a mark is misspelt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from coursewright.fragment.near import DASHES, near
from coursewright.model.item import USES
from coursewright.problem import Problem, Source
from coursewright.read.near_front import NEVER_CLOSED, open_quote, plain_indents, with_margin
from coursewright.read.overload import overloaded_lines
from coursewright.read.report import problem, yaml_hint
from coursewright.read.scalars import report_misread

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_NEWLINE = re.compile(r"\r\n?|\n")
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK = re.compile(rf"[ \t]*(?:[-{DASHES}]{{2,9}}|[{DASHES}])[ \t]*")
"""A line that is ``---``, or nearly."""
_NAME = re.compile(r"([^\W\d][\w.-]*)[ \t]*(?::(?=[ \t]|\Z)|：)")
_INNER = re.compile(r"[ \t]|-(?:[ \t]|\Z)|[\]}]")
_NOTE = re.compile(r"[ \t]*(?:<!--.*-->[ \t]*)?")

LESSON = ("id", "title", "objectives", "duration", "sources", "glossary", "allow", "quiz")
BANK = ("title", "use", "certainty", "allow")
SCENARIO = ("id", "title", "content_note", "principle", "objectives", "standard", "minutes", "change", "allow")
_OWN = ("id", "objectives", "duration", "sources", "glossary", "use", "certainty", "content_note", "minutes", "change")
"""Names that hardly anybody else gives to what stands at the top of a page."""
_OTHERS = frozenset(("tags", "hide", "status", "date", "search", "social", "links", "slug", "layout", "ids", "updates"))
"""Names that others take and that look a little like ours."""
_OTHERWISE = (("duration", "minutes"), ("minutes", "duration"))
"""Names that mean the same in another kind of file."""
QUIZ_OPTIONS = (
    "language",
    "enabled",
    "auto_number",
    "show_correct",
    "disable_after_submit",
    "shuffle_answers",
    "show_progress",
)
_INSIDE = ("objectives", "allow", "change", "quiz")
"""Names whose own names are ours, too."""


class FrontMatter(NamedTuple):
    """What stands at the top of a file, and where the rest begins."""

    meta: Mapping[str, Any]
    places: Mapping[str, Source]
    """Nested names stand as ``outer.inner`` beside the top-level ones, entries of lists as ``outer.0``."""
    body: str
    line: int
    """The body's first line number."""


class _Block(NamedTuple):
    """Lines that are front matter, or were meant to be."""

    text: str
    first: int
    """The file's number of the first of them, below the mark."""
    end: int
    """Where in the file they and their marks end."""


def split_front_matter(text: str, path: str, problems: list[Problem], known: Sequence[str] = LESSON) -> FrontMatter:
    """Return front matter and the text behind it; a mistake is a problem at its place, and read as it was meant.

    ``known`` are the names that mean something in such a file; any other may stand there, but for those nearly one.
    """
    found = _FRONT_MATTER.match(text)
    block = _Block(plain_indents(found[1], path, known, problems), 2, found.end()) if found else None
    node, data, fault = _parse(block.text) if block else (None, {}, None)
    if fault or not found:
        faults: list[Problem] = []
        if meant := _Meant(text, path, known, faults).block():
            block = meant
            node, data, fault = _parse(block.text)
        problems += faults
        fault = None if faults else fault
    meta: Mapping[str, Any] = {}
    places: dict[str, Source] = {}
    if fault and block:
        mark = getattr(fault, "problem_mark", None)
        place = Source(path, mark.line + block.first, mark.column + 1) if mark else Source(path, 1, 1)
        reason = getattr(fault, "problem", None) or str(fault).split("\n")[0]
        hint = yaml_hint(text, place.line)
        if mark and (opened := open_quote(block.text, mark.line)):
            row, column, mended = opened
            place, reason, hint = Source(path, row + block.first, column + 1), NEVER_CLOSED, f"Write {mended}"
        problems.append(problem("R002", f"the front matter is not YAML: {reason}", place, hint))
    elif not isinstance(data, dict):
        message = "the front matter is not a list of “name: value”"
        problems.append(problem("R002", message, Source(path, block.first if block else 2, 1)))
    elif block and node is not None:
        meta = {str(key): value for key, value in data.items()}
        _places(node, "", path, block.first, places)
        _twice(node, known, path, block.first, problems)
        if "glossary" not in known or any(name in meta for name in _OWN):
            report_misread(node, block.text, known, Source(path, block.first, 1), problems)
        meta = _named(meta, places, known, problems)
        problems += overloaded_lines(block.text, path, block.first)
    behind = text[block.end :] if block else text
    body = behind.lstrip("\n")  # as engines do before they render it
    above = text[: block.end] if block else ""
    line = (len(_NEWLINE.findall(above)) if "\r" in above else above.count("\n")) + len(behind) - len(body) + 1
    return FrontMatter(meta, places, body, line)


def _parse(text: str) -> tuple[Any, Any, Exception | None]:
    """Return the YAML as nodes and as values, or why it is none."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node is not None else {}, None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        return None, {}, error


def _places(node: Any, prefix: str, path: str, first: int, places: dict[str, Source], depth: int = 2) -> None:
    if isinstance(node, yaml.MappingNode) and depth:
        for key, value in node.value:
            name = f"{prefix}{getattr(key, 'value', '')}"
            places[name] = Source(path, key.start_mark.line + first, key.start_mark.column + 1)
            _places(value, f"{name}.", path, first, places, depth - 1)
    elif isinstance(node, yaml.SequenceNode) and depth:
        for number, entry in enumerate(node.value):
            places[f"{prefix}{number}"] = Source(path, entry.start_mark.line + first, entry.start_mark.column + 1)


def _twice(
    node: Any, known: Sequence[str], path: str, first: int, problems: list[Problem], inner: bool = False
) -> None:
    """Report names of ours that are given twice, of which YAML would take the last."""
    seen: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        name = str(getattr(key, "value", ""))
        if name in seen and (inner or name in known):
            place = Source(path, key.start_mark.line + first, key.start_mark.column + 1)
            problems.append(problem("R002", f"“{name}” is given twice", place, "Keep one of the two."))
        seen.add(name)
        if not inner and name in _INSIDE and name in known:
            _twice(value, known, path, first, problems, inner=True)


def _named(
    meta: Mapping[str, Any], places: dict[str, Source], known: Sequence[str], problems: list[Problem]
) -> Mapping[str, Any]:
    """Return what is stated, with names that are nearly one of ours put right and reported."""
    meant: dict[str, str] = {}
    for name in meta:
        wanted = "" if name in known or name in _OTHERS else near(name, known)
        if not wanted and name not in known:
            wanted = next((to for of, to in _OTHERWISE if of == name and to in known), "")
        if not wanted and name not in known and "use" in known and str(meta[name]) in USES:
            wanted = "use"
        if wanted and wanted not in meta and wanted not in meant.values():
            meant[name] = wanted
    lesson = "glossary" in known
    sure = not lesson or any(name in meta for name in _OWN) or sum(name in _OWN for name in meant.values()) > 1
    read = dict(meta)
    for name, wanted in meant.items():
        value = meta[name]
        if not (sure or (wanted == "id" and re.fullmatch(r"[A-Za-z][\w.-]*", str(value))) or _is_own(wanted, value)):
            continue
        problems.append(problem("R002", f"“{name}” is not “{wanted}”", places[name], f"Write “{wanted}:”."))
        read[wanted] = value
        places |= {wanted + key.removeprefix(name): at for key, at in places.items() if key.split(".")[0] == name}
    read = dict(with_margin(read, places, problems)) if lesson else read
    options = read.get("quiz")
    for name in options if lesson and isinstance(options, dict) else ():
        if wanted := near(str(name), QUIZ_OPTIONS):
            place = places.get(f"quiz.{name}") or places["quiz"]
            problems.append(problem("R002", f"“{name}” is not “{wanted}”", place, f"Write “{wanted}:”."))
    return read


def _is_own(wanted: str, value: Any) -> bool:
    """Return whether a value can only be meant for us."""
    return wanted == "objectives" and isinstance(value, dict)


class _Meant:
    """A file whose front matter can't be read as it stands, row by row."""

    def __init__(self, text: str, path: str, known: Sequence[str], problems: list[Problem]) -> None:
        self.rows = [row.removesuffix("\r") for row in text.split("\n", 400)[:400]]
        self.text = text
        self.path = path
        self.known = known
        self.problems = problems

    def block(self) -> _Block | None:
        """Return the lines that were meant, having reported why they aren't read; None if none are."""
        rows, top = self.rows, 0
        while top < len(rows) and _NOTE.fullmatch(rows[top]):
            top += 1
        if top == len(rows) or self.toml(top):
            return None
        marked = _MARK.fullmatch(rows[top]) is not None
        first = top + 1 if marked else top
        faults: list[Problem] = []
        stop, names = self.names(first, faults)
        closed = stop < len(rows) and _MARK.fullmatch(rows[stop]) is not None
        own = [name for name in names if name in self.known or near(name, self.known)]
        if not (own if marked else [name for name in own if (near(name, _OWN) or name) in _OWN]):
            return None
        if not closed and (top or rows[top].rstrip(" \t") != "---"):
            return None
        if not marked:
            self.report(
                "the front matter has no line “---” above it", top, 0, "Write “---” into the first line.", faults
            )
        elif top or rows[top][0] in " \t":
            hint = "Let “---” be the file's first line, at the margin: else all of it is shown as text."
            self.report("the front matter doesn't start the file", top, _margin(rows[top]), hint, faults)
        elif rows[top].rstrip(" \t") != "---":
            hint = "Write three hyphens, and nothing else in the line."
            self.report(f"“{rows[top].strip()}” is not the line “---”", top, 0, hint, faults)
        if not closed:
            self.report(
                "the front matter is never closed", stop, 0, "Write “---” on a line of its own above this.", faults
            )
        elif rows[stop].rstrip(" \t") != "---":
            hint = "Write three hyphens, at the margin, and nothing else in the line."
            self.report(f"“{rows[stop].strip()}” is not the line “---”", stop, _margin(rows[stop]), hint, faults)
        if not faults:
            return None
        self.problems += faults
        end = sum(len(row) + 1 for row in self.text.split("\n", 400)[: stop + closed])
        return _Block("\n".join(rows[first:stop]) + "\n", first + 1, min(end, len(self.text)))

    def toml(self, top: int) -> bool:
        """Report front matter in another language than YAML, between two lines “+++”."""
        rows = self.rows
        stop = next((row for row in range(top + 1, len(rows)) if rows[row].rstrip() in ("+++", "---")), 0)
        named = (re.match(r"(\w+)[ \t]*[:=]", row) for row in rows[top + 1 : stop])
        if rows[top].rstrip() != "+++" or not any(found and found[1] in (*_OWN, "title") for found in named):
            return False
        hint = "Write “---” above and below it, and each line as “name: value”."
        self.report("the front matter is not YAML: “+++” is not the line “---”", top, 0, hint, self.problems)
        return True

    def names(self, first: int, faults: list[Problem]) -> tuple[int, list[str]]:
        """Return the row behind the last that can be front matter, and the names; what is none is reported."""
        rows, names, row = self.rows, [], first
        while row < len(rows) and not _MARK.fullmatch(rows[row]):
            line = rows[row]
            apart = row > first and not rows[row - 1].strip()
            if (found := _NAME.match(line)) and not (apart and not self.is_known(found[1])):
                names.append(found[1])
                if "：" in found[0] and line.isprintable():
                    hint = f"Write “{found[1]}: …”, with a plain colon and a space behind it."
                    self.report(f"“{found[1]}：” has a colon of another script", row, 0, hint, faults)
                    rows[row] = line.replace("：", ": ", 1)
            elif not line.strip():
                if row + 1 == len(rows) or not self.goes_on(row + 1):
                    break
            elif not _INNER.match(line):
                if apart or not self.goes_on(row + 1):
                    break
                if not line.startswith("#"):
                    word, colon, behind = line.split()[0].partition(":")
                    hint = f"Write “{near(word, self.known) or word}: {behind or '…'}”"
                    hint += ", with a space behind the colon." if colon else "."
                    self.report(f"“{line.strip()[:40]}” is not “name: value”", row, 0, hint, faults)
                    rows[row] = ""
            row += 1
        return row, names

    def goes_on(self, row: int) -> bool:
        """Return whether a row, or the next that isn't blank, can be front matter."""
        while row < len(self.rows) and not self.rows[row].strip():
            row += 1
        if row == len(self.rows):
            return False
        line = self.rows[row]
        found = _NAME.match(line)
        above = bool(self.rows[row - 1].strip())
        return bool(
            _MARK.fullmatch(line) or (found and (above or self.is_known(found[1]))) or (above and _INNER.match(line))
        )

    def is_known(self, name: str) -> bool:
        return name in self.known or bool(near(name, self.known))

    def report(self, message: str, row: int, offset: int, hint: str, faults: list[Problem]) -> None:
        row = min(row, len(self.rows) - 1)
        faults.append(problem("R002", message, Source(self.path, row + 1, offset + 1), hint))


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
