"""The comment at the top of an item: ``<!-- id: hello-first; objective: P1.4; level: evaluate -->``."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from coursewright.fragment.near import near, plain
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Reference, Text
from coursewright.kinds import KINDS
from coursewright.model.item import LEVELS, NO_METADATA, Metadata
from coursewright.problem import Problem, Source, Suppression
from coursewright.read.report import problem

LONGEST = 128
ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{LONGEST - 1}}}")
"""What an id may be made of: it stands in addresses, file names and packages."""
LOOKS_LIKE = re.compile(r"\s*[A-Za-z-]+\s*:(?!//)")
_WORD = re.compile(r"[^,\s]+(?:[ \t]+[^,\s]+)*")
_PART, _MARKED = re.compile(r"\S+"), re.compile(r"[\d._-]")
_ALLOW = seldom(r"([A-Z]\d{3})\b[\s,:()]*(.*?)\)?", re.S)
_JOINED = seldom(r"(?<![ \t])(?:[ \t]*[,；;؛،\n][ \t]*|[ \t]+)(?=[A-Za-z]{2,12}[ \t]*[:：])")
"""Where one entry ends and the next begins, without a semicolon."""
_ENTRY = seldom(r"[ \t\n]*([A-Za-z]{2,12})(?:[ \t]*[:=]|[ \t])[^:=;]+")
_SPLIT_REASON = "A semicolon ends the reason of “allow”: write a comma or a dash in its place."
_ALIASES = {"objective": "objectives", "choice": "choices"}


def plain_entry(entry: str) -> str:
    """Return an entry as it was nearly certainly meant, such as “id: x” for “ID = x”; empty if it is none."""
    found = _ENTRY.fullmatch(plain(entry).replace('"', ""))
    if not found:
        return ""
    name = found[1] if found[1] in _NAMES else near(found[1], _NAMES)
    value = entry[len(entry) - len(plain(entry).lstrip()) :] if not entry.isascii() else entry
    value = re.sub(r"^[ \t\n]*[^\W\d]+[ \t]*[:：=]?[ \t]*", "", value).strip(' \t\n"“”„')
    if not name or not value:
        return ""
    unheard: list[Problem] = []
    comment = Text(f" {name}: {value} ", "", 1, 1)
    read = read_metadata(comment, _KINDS, unheard)
    return "" if unheard or read == NO_METADATA else f"{name}: {value}"


def nearly_metadata(said: str) -> str:
    """Return what a comment was nearly certainly meant to say of an item; empty if it is a remark.

    Without a colon, only a name with one value that it can have is more than a remark.
    """
    entries = [entry for entry in re.split(r"[;；]|\n", said) if entry.strip()]
    meant = [plain_entry(entry) for entry in entries]
    first = plain(entries[0]) if entries else ""
    marked = (
        ":" in first or "=" in first or re.fullmatch(r"\s*(?:type|level|points|credit|scored|shuffle) \S+\s*", first)
    )
    named = re.fullmatch(r"\s*id (?=\S*[\d._-])\S+\s*|\s*id [a-z]+\s*", first)
    said = "; ".join(filter(None, meant))
    remark = any(re.fullmatch(r"\s*(?:id|type|key)[ \t]*:[ \t]*\S+\s*", entry) for entry in entries[1:])
    return said if meant and ((meant[0] and (marked or named)) or remark) else ""


def read_metadata(comment: Text, kinds: tuple[str, ...], problems: list[Problem]) -> Metadata:
    """Return what the comment's text says; what can't be understood becomes an R013 at its own place."""
    return _Reader(comment, kinds, problems).run()


class _Reader:
    def __init__(self, comment: Text, kinds: tuple[str, ...], problems: list[Problem]) -> None:
        self.comment = comment
        self.kinds = kinds
        self.problems = problems
        self.values: dict[str, Any] = {}

    def run(self) -> Metadata:
        start, written = 0, ""
        for entry in self.comment.markdown.split(";"):
            above = written
            before, _, behind = entry.partition(":")
            written, value = before.strip(), behind.strip()
            name = _ALIASES.get(written, written)
            reader = _READERS.get(name)
            if reader and value and name not in self.values:
                read = reader(self, value, start + len(before) + 1 + len(behind) - len(behind.lstrip()))
                if read is not None:
                    self.values[name] = read
            elif entry.strip() and self.goes_on(above, entry, start):
                written = above
            elif entry.strip():
                self.fault(entry, start, _SPLIT_REASON if above == "allow" else "")
                written = "allow" if above == "allow" and name not in _READERS else written
            start += len(entry) + 1
        own, before = self.values.get("id"), self.values.get("was", ())
        if own and before and all(was.id == own.id for was in before):
            hint = "Name the id that it had before, or delete it: “was” keeps what learners did under another id."
            self.problems.append(problem("R013", f"“was: {own.id}” is the item's own id", before[0].source, hint))
        return Metadata(**self.values)

    def goes_on(self, above: str, entry: str, start: int) -> bool:
        """Return whether an entry is nothing but an id that belongs to the list of the one before it, and take it."""
        name, said = _ALIASES.get(above, above), entry.strip()
        taken = name in _LISTS and self.values.get(name)
        named = ID.fullmatch(said) and (name != "objectives" or _MARKED.search(said))
        if not (taken and named) or said.lower() in (*LEVELS, *self.kinds, *_NAMES, "partial", "true", "false"):
            return False
        at = start + len(entry) - len(entry.lstrip())
        before = ", ".join(reference.id for reference in self.values[name])
        self.report(f"“{said}” is not “name: value”", at, f"A comma parts ids: write “{above}: {before}, {said}”.")
        self.values[name] = (*self.values[name], Reference(said, self.place(at)))
        return True

    def fault(self, entry: str, start: int, likely: str) -> None:
        """Take an entry that is not plainly a new name with a value: a second ``allow``, capitals, or a mistake.

        ``likely`` is what to say where nothing else seems to have been meant.
        """
        before, colon, behind = entry.partition(":")
        written, value = before.strip(), behind.strip()
        at = start + len(before) - len(before.lstrip())
        name = _ALIASES.get(written.lower(), written.lower())
        if not colon or not written:
            meant = plain_entry(entry)
            hint = likely or "Put a semicolon between two entries, a colon behind each name."
            hint = f"Write “{meant}”." if meant else hint
            self.report(f"“{entry.strip()}” is not “name: value”", start + len(entry) - len(entry.lstrip()), hint)
        elif name in _OF_BANKS:
            hint = f"Write “{name}: …” at the top of the bank, between the lines “---”: it counts for all its items."
            self.report(f"“{written}” is said of a bank, and not of an item", at, hint)
        elif name not in _READERS:
            close = [near(written, _READERS)] if near(written, _READERS) else get_close_matches(name, _READERS, 1)
            known = likely or f"Known: {', '.join(_READERS)}."
            self.report(f"unknown name “{written}”", at, f"Did you mean “{close[0]}”?" if close else known)
        elif name in self.values and name != "allow":
            self.report(f"“{written}” is given twice", at, "Keep one of the two.")
        elif not value:
            self.report(f"“{written}” has no value", at, "Give it a value, or delete it.")
        else:
            read = _READERS[name](self, value, start + len(before) + 1 + len(behind) - len(behind.lstrip()))
            if read is not None:
                self.values[name] = (*self.values.get(name, ()), *read) if name == "allow" else read

    def id(self, value: str, at: int) -> Reference | None:
        if ID.fullmatch(value):
            return Reference(value, self.comment.place(at))
        hint = "An id has letters, digits, dots, hyphens and underscores, and starts with a letter or a digit."
        if _JOINED.search(value):
            hint = f"Put a semicolon between two entries: “{'; '.join(_JOINED.split(value))}”."
        elif len(value) > LONGEST:
            hint = f"An id has up to {LONGEST} characters."
        self.report(f"“{' '.join(value.split())}” is not an id", at, hint)
        return None

    def ids(self, value: str, at: int) -> tuple[Reference, ...]:
        if ID.fullmatch(value):
            return (Reference(value, self.comment.place(at)),)
        found: list[Reference] = []
        for word in _WORD.finditer(value):
            parts = list(_PART.finditer(word[0]))
            marked = ("," not in value and len(parts) < 4) or all(_MARKED.search(part[0]) for part in parts)
            if len(parts) > 1 and marked and all(ID.fullmatch(part[0]) for part in parts):
                hint = f"Put a comma between: {', '.join(part[0] for part in parts)}"
                self.report(
                    f"“{' '.join(word[0].split())}” is {len(parts)} ids without a comma", at + word.start(), hint
                )
                places = (self.comment.place(at + word.start() + part.start()) for part in parts)
                found += map(Reference, (part[0] for part in parts), places)
            elif one := self.id(word[0], at + word.start()):
                found.append(one)
        return tuple(found)

    def level(self, value: str, at: int) -> str | None:
        return value if value in LEVELS else self.one_of(LEVELS, value, at)

    def type(self, value: str, at: int) -> str | None:
        return self.one_of(self.kinds, value, at)

    def one_of(self, allowed: tuple[str, ...], value: str, at: int) -> str | None:
        if value.lower() in allowed:
            return value.lower()
        close = get_close_matches(value.lower(), allowed, 1)
        self.report(f"“{value}” is not one of {', '.join(allowed)}", at, f"Did you mean “{close[0]}”?" if close else "")
        return None

    def credit(self, value: str, at: int) -> Reference | None:
        found = self.one_of(("partial",), value, at)
        return Reference(found, self.place(at)) if found else None

    def number(self, value: str, at: int) -> float | None:
        if re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value) and float(value) > 0:
            return float(value)
        self.report(f"“{value}” is not a number above 0", at, "Write a plain number, such as 2 or 0.5.")
        return None

    def boolean(self, value: str, at: int) -> bool | None:
        if value.lower() in ("true", "false", "yes", "no"):
            return value.lower() in ("true", "yes")
        self.report(f"“{value}” is neither true nor false", at)
        return None

    def suppression(self, value: str, at: int) -> tuple[Suppression, ...] | None:
        found = _ALLOW.fullmatch(value)
        if found and len(found[2].split()) >= 2:
            return (Suppression(found[1], found[2], self.comment.place(at)),)
        hint = "Name one code and the reason: allow: K009 one or more may be right here."
        self.report(f"“{value}” does not say which rule is wrong here, and why", at, hint)
        return None

    def report(self, message: str, at: int, hint: str = "") -> None:
        self.problems.append(problem("R013", message, self.place(at), hint))

    def place(self, at: int) -> Source:
        return self.comment.place(at)


_READERS: dict[str, Callable[[_Reader, str, int], Any]] = {
    "id": _Reader.id,
    "objectives": _Reader.ids,
    "level": _Reader.level,
    "type": _Reader.type,
    "was": _Reader.ids,
    "choices": _Reader.ids,
    "key": _Reader.ids,
    "points": _Reader.number,
    "credit": _Reader.credit,
    "shuffle": _Reader.boolean,
    "scored": _Reader.boolean,
    "allow": _Reader.suppression,
}
"""The names that a comment may give, and how each value is read."""
_OF_BANKS = ("certainty", "use")
_LISTS = ("objectives", "was", "choices", "key")
_NAMES = (*_READERS, *_ALIASES)
_KINDS = tuple(KINDS)
