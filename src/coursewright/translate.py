"""What translators work with: a template of every text that learners meet, and catalogues that keep up with it.

A text stands in the code as English words: in the call that says it (``make.say("Print", …)``), or in a table whose
name ends in ``TEXTS`` or is ``WORDS``. Comments that begin with ``Translators:`` say where a learner meets the texts
behind them, up to the next such comment or the end of the function or table.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polib

from coursewright.render.texts import LOCALES, catalogues_of, read_catalogue

PACKAGE = LOCALES.parent
TEMPLATE = LOCALES / "coursewright.pot"
_SAYING = {"button", "heading", "p", "say", "text", "texts", "translate", "without"}
"""What is called with a text."""
_COUNTING = "count"
"""What is called with two: for one, and for any other number."""
_PASSED_ON = {"english", "many", "one"}
"""Names of variables that hold a text, wherever it was written."""
_TABLE = re.compile(r"(?:\w+_)?TEXTS|WORDS|texts")
_COMMENT = "# Translators: "
_At = tuple[int, int]
"""A line, and how far into it."""


class Message(NamedTuple):
    """A text where it stands in the code."""

    english: str
    many: str
    """What is said for any number but one; empty where the text knows no number."""
    file: str
    comment: str
    """Where a learner meets it."""


class UnseenError(Exception):
    """A text that only a run of the program would show."""


def messages(package: Path = PACKAGE) -> list[Message]:
    """Return every text of the interface, in the order of files and lines."""
    found = []
    for places in ("export/listing.py", "export/shell.py", "model/words.py", "render/**/*.py"):
        for path in sorted(package.glob(places)):
            found += messages_of(path.read_text(encoding="utf-8"), path.relative_to(package).as_posix())
    return found


def messages_of(source: str, file: str) -> list[Message]:
    """Return the texts of a module; ``UnseenError`` if a call's text is neither written in it nor passed on."""
    comments = _comments(source)
    found = []
    for start, statement in _units(ast.parse(source).body):
        for (line, _), english, many in sorted(_texts(statement, file)):
            above = max((at for at in comments if start <= at < line), default=0)
            found.append(Message(english, many, file, comments.get(above, "")))
    return found


def template() -> polib.POFile:
    """Return the template: each text once, with its files and with what its comments say."""
    file = polib.POFile(wrapwidth=100)
    file.metadata = {
        "Project-Id-Version": "coursewright",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for message in messages():
        entry = file.find(message.english)
        if entry is None:
            entry = polib.POEntry(msgid=message.english)
            file.append(entry)
        if message.many:
            entry.msgid_plural, entry.msgstr_plural = message.many, {0: "", 1: ""}
        if (message.file, "") not in entry.occurrences:
            entry.occurrences.append((message.file, ""))
        if message.comment not in entry.comment.split("\n"):
            entry.comment = "\n".join(filter(None, (entry.comment, message.comment)))
    return file


def merged(path: Path) -> polib.POFile:
    """Return a catalogue as it has to be now: with the template's texts, but for those that mkdocs-quiz translates.

    What it has translated stays; what is no text any more stands at its end, out of use, until a translator deletes it.
    """
    old = polib.pofile(str(path))
    new = polib.POFile(wrapwidth=100)
    new.header, new.metadata = old.header, old.metadata
    theirs = {text for found in catalogues_of(path.stem) if found.parent != LOCALES for text in _texts_in(found)}
    wanted = [entry for entry in template() if entry.msgid not in theirs]
    for entry in wanted:
        had = old.find(entry.msgid, include_obsolete_entries=True)
        if had:
            entry.msgstr, entry.flags, entry.tcomment = had.msgstr, had.flags, had.tcomment
            entry.msgstr_plural = had.msgstr_plural if had.msgid_plural else entry.msgstr_plural
        new.append(entry)
    for had in old:
        if (had.msgstr or had.msgstr_plural) and new.find(had.msgid) is None:
            had.obsolete = True
            new.append(had)
    return new


def update() -> None:
    """Write the template anew, and every catalogue as it has to be now."""
    _write(template(), TEMPLATE)
    for path in sorted(LOCALES.glob("*.po")):
        _write(merged(path), path)


def _write(file: polib.POFile, path: Path) -> None:
    path.write_text(str(file), encoding="utf-8", newline="\n")


def _texts_in(path: Path) -> set[str]:
    catalogue = read_catalogue(path)
    return {*catalogue.texts, *catalogue.plurals}


def _comments(source: str) -> dict[int, str]:
    """Return what is said to translators, by the line where it begins."""
    found: dict[int, str] = {}
    start = 0
    for number, line in enumerate(source.splitlines(), 1):
        said = line.strip()
        if said.startswith(_COMMENT):
            start, found[number] = number, said.removeprefix(_COMMENT)
        elif start and said.startswith("# "):
            found[start] += said.removeprefix("#")
        else:
            start = 0
    return found


def _units(body: Sequence[ast.stmt], start: int = 1) -> Iterator[tuple[int, ast.stmt]]:
    """Yield functions and tables, each with the line from which a comment can be its own."""
    for statement in body:
        if isinstance(statement, ast.ClassDef):
            yield from _units(statement.body, statement.lineno)
        else:
            yield start, statement
        start = (statement.end_lineno or start) + 1


def _texts(statement: ast.stmt, file: str) -> Iterator[tuple[_At, str, str]]:
    """Yield each text of a statement with its place, and with what is said for other numbers."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == _COUNTING and len(node.args) > 2:
                both = zip(_literals(node.args[0], file), _literals(node.args[1], file), strict=True)
                yield from ((at, one, many) for (at, one), (_, many) in both)
            elif name in _SAYING:
                yield from ((at, text, "") for at, text in _literals(node.args[0], file))
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and _TABLE.fullmatch(target.id) for target in targets):
                yield from ((at, text, "") for at, text in _entries(node.value))


def _literals(node: ast.expr, file: str) -> Iterator[tuple[_At, str]]:
    """Yield the texts that a call's argument can be, each with its place."""
    if isinstance(node, ast.IfExp):
        yield from (*_literals(node.body, file), *_literals(node.orelse, file))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield (node.lineno, node.col_offset), node.value
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and _TABLE.fullmatch(node.value.id):
        return  # the table is seen by itself
    elif not (isinstance(node, ast.Dict) or (isinstance(node, ast.Name) and node.id in _PASSED_ON)):  # str.translate
        raise UnseenError(f"{file}:{node.lineno}: write the text into the call, or into a table")


def _entries(node: ast.expr) -> Iterator[tuple[_At, str]]:
    """Yield the texts of a table, each with its place; the names of a dictionary are no texts."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield (node.lineno, node.col_offset), node.value
    elif isinstance(node, ast.Tuple | ast.List):
        for inner in node.elts:
            yield from _entries(inner)
    elif isinstance(node, ast.Dict):
        for inner in node.values:
            yield from _entries(inner)
