"""One scene of a scenario: its text, its choices with what they lead to, and the debrief of an ending.

The marks of the format are Markdown that says what it means to a reader on GitHub, too: ``*Remember: …*``,
``*If …:*``, ``*As the client sees it:*``, ``**Ending: …**``. See decision 6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from coursewright.fragment.code import Fences
from coursewright.fragment.identity import digest, essence, norm
from coursewright.fragment.text import Reference, Text
from coursewright.model.scenario import Condition, Consequence, Ending, Fact, Option, Passage, Scene, Who
from coursewright.problem import Problem, Source
from coursewright.read.metadata import ID
from coursewright.read.report import problem

_IF = re.compile(r"([*_])[Ii]f[ \t]+(not[ \t]+)?([^*_\n]+?):\1(?!\w)[ \t]*")
_EYE = re.compile(r"([*_])As the client sees it:\1(?!\w)[ \t]*", re.I)
_OPTION = re.compile(
    r"(?P<bullet> {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+)(?P<when>[*_][Ii]f[ \t][^*_\n]+?:[*_][ \t]*)?"
    r"\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(#(?P<target>[^()\s]*)\)[ \t]*(?P<rest>.*)"
)
_ENDING = re.compile(r" {0,3}(?:\*\*|__)Ending:[ \t]*(.*?)[ \t]*(?:\*\*|__)[ \t]*", re.I)
_FIELD = re.compile(
    r" {0,3}[-*+][ \t]+(?:\*\*|__)"
    r"(principle|objectives?|standard|what would change my mind|next session)(?::(?:\*\*|__)|(?:\*\*|__):)[ \t]*",
    re.I,
)
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_WHO = re.compile(r"(?:\*\*|__)?(client|you)(?::(?:\*\*|__)|(?:\*\*|__):|:)[ \t]*", re.I)
_REMEMBER = re.compile(r"([*_])Remember:[ \t]*([^*_\n]+?)[ \t]*\1", re.I)
_WORD = re.compile(r"[^,\s][^,]*")


def read_scene(rows: Sequence[str], title: Text, id: str, problems: list[Problem]) -> Scene:
    """Return the scene below a heading; what can't be understood becomes an R021 at its own place."""
    return _SceneReader(rows, title.path, title.line + 1, problems).read(id, title)


class _Said(NamedTuple):
    """A consequence as it is read line by line."""

    who: Who
    condition: Condition | None
    row: int
    lines: list[str]
    offsets: list[int]
    """Where each line's text starts."""


class _SceneReader:
    """The lines of one scene; ``first`` is the file's number of the first of them, right below the heading."""

    def __init__(self, rows: Sequence[str], path: str, first: int, problems: list[Problem]) -> None:
        self.rows = rows
        self.path = path
        self.first = first
        self.problems = problems
        self.fences = Fences(rows)
        self.chunks: list[tuple[int, int]] = []
        """Where pieces of text begin and end, parted by blank lines."""
        self.options: list[Option] = []
        self.type: Reference | None = None
        self.fields: dict[str, Any] = {}
        self.debrief = 0
        """Row where the debrief starts."""

    def read(self, id: str, title: Text) -> Scene:
        row = 0
        while row < len(self.rows):
            row = self.take(row)
        ending = Ending(type=self.type, **self.fields) if self.type else None
        return Scene(
            id=id,
            title=title,
            passages=self.passages(),
            options=tuple(self.options),
            ending=ending,
            source=title.source,
        )

    def take(self, row: int) -> int:
        """Take what starts in this row; return the row behind it."""
        line = self.rows[row]
        if not line.strip():
            return row + 1
        if ending := _ENDING.fullmatch(line):
            if self.type:
                self.report("a scene has one type of ending", row, 0, "Delete this line, or the other one.")
            else:
                self.type = Reference(ending[1].lower(), self.place(row, ending.start(1)))
            return row + 1
        if self.type and (field := _FIELD.match(line)):
            return self.field(row, field)
        if option := _OPTION.fullmatch(line):
            return self.option(row, option)
        if self.options:
            hint = "Indent it to make it part of the choice above, or move it above the choices."
            self.report("text behind a choice", row, len(line) - len(line.lstrip()), hint)
        closed = self.fences.close(row)
        stop = row + 1 if closed is None else closed + 1
        while closed is None and stop < len(self.rows) and self.goes_on(self.rows[stop]):
            stop += 1
        if self.chunks and self.chunks[-1][1] <= row and line[:2].isspace():  # such as a list's second paragraph
            self.chunks[-1] = self.chunks[-1][0], stop
        else:
            self.chunks.append((row, stop))
        return stop

    def goes_on(self, line: str) -> bool:
        """Return whether a line belongs to the text above it."""
        marks = _OPTION.fullmatch(line) or _ENDING.fullmatch(line) or (self.type and _FIELD.match(line))
        return bool(line.strip()) and not marks and not line.lstrip().startswith(("```", "~~~"))

    # --- text

    def passages(self) -> tuple[Passage, ...]:
        """Return the scene's text: unmarked pieces that follow each other as one, each marked one by itself."""
        found: list[Passage] = []
        plain: tuple[int, int] | None = None
        debrief = self.debrief or len(self.rows)
        for start, stop in self.chunks:
            at, condition = self.condition(self.rows[start], start, 0)
            eye = _EYE.match(self.rows[start], at)
            at = eye.end() if eye else at
            behind = start > debrief
            if at:
                found.append(Passage(self.text(start, stop, at), condition, bool(eye), behind))
                plain = None
            elif plain and not any(line.strip() for line in self.rows[plain[1] : start]):
                plain = plain[0], stop
                found[-1] = Passage(self.text(*plain), behind=behind)
            else:
                plain = start, stop
                found.append(Passage(self.text(start, stop), behind=behind))
        return tuple(found)

    def text(self, start: int, stop: int, offset: int = 0) -> Text:
        lines = [self.rows[start][offset:], *self.rows[start + 1 : stop]]
        return Text("\n".join(lines).rstrip(), self.path, self.first + start, offset + 1)

    def condition(self, line: str, row: int, at: int) -> tuple[int, Condition | None]:
        """Return where the text behind a condition starts, and the condition; the same place where there is none."""
        found = _IF.match(line, at)
        if not found:
            return at, None
        place = self.place(row, found.start())
        return found.end(), Condition(norm(found[3]), not found[2], found[3].strip(), place)

    # --- choices

    def option(self, row: int, found: re.Match[str]) -> int:
        """Take a choice with what is indented below it; return the row behind it."""
        stop = row + 1
        while stop < len(self.rows) and (not self.rows[stop].strip() or self.rows[stop][0] in " \t"):
            if _OPTION.fullmatch(self.rows[stop]):
                break
            stop += 1
        text = Text(found["text"].strip(), self.path, self.first + row, found.start("text") + 1)
        if not text.markdown:
            self.report("a choice without text", row, found.start("text"), "Write what the learner says or does.")
        if found["rest"]:
            self.report(
                "text behind a choice's link", row, found.start("rest"), "Move it between the brackets, or below."
            )
        _, condition = self.condition(found["when"] or "", row, 0)
        if condition:
            condition = condition._replace(source=self.place(row, found.start("when")))
        target = Reference(unquote(found["target"]), self.place(row, found.start("target")))
        consequences, facts = self.below(row + 1, stop)
        self.options.append(
            Option(
                id=digest((essence(text.markdown, text.names), target.id), 4),
                text=text,
                target=target,
                consequences=tuple(consequences),
                sets=tuple(facts),
                condition=condition,
                source=self.place(row, len(found["bullet"])),
            )
        )
        return stop

    def below(self, start: int, stop: int) -> tuple[list[Consequence], list[Fact]]:
        """Return what stands below a choice: what it leads to, and the facts that it sets."""
        said: list[_Said] = []
        facts: list[Fact] = []
        last = start
        for row in range(start, stop):
            line = self.rows[row]
            bare = line.strip()
            if quote := _QUOTE.match(line):
                self.quoted(row, quote.end(), said, apart=last < row)
                last = row + 1
            elif remember := _REMEMBER.fullmatch(bare):
                at = line.index(remember[0]) + remember.start(2)
                if norm(remember[2]).startswith("not "):
                    self.report("a fact starts with “not”", row, at, "“If not …” reads it: name what is so instead.")
                facts.append(Fact(norm(remember[2]), remember[2], self.place(row, at)))
            elif bare:
                hint = "Below a choice stand “> **Client:** …”, “> **You:** …” and “*Remember: …*”."
                self.report("neither a consequence nor a fact", row, len(line) - len(line.lstrip()), hint)
        consequences = []
        for part in said:
            text = self.piece(part.lines, part.row, part.offsets)
            if text.markdown:
                consequences.append(Consequence(part.who, text, part.condition))
            else:
                self.report("a consequence without text", part.row, 0, "Say what happens, or delete the line.")
        return consequences, facts

    def quoted(self, row: int, at: int, said: list[_Said], *, apart: bool) -> None:
        """Take a line of a choice's quote: whose consequence it is, or more of the one above."""
        line = self.rows[row]
        behind, condition = self.condition(line, row, at)
        if who := _WHO.match(line, behind):
            whose: Who = "client" if who[1].lower() == "client" else "you"
            said.append(_Said(whose, condition, row, [line[who.end() :]], [who.end()]))
        elif said and not apart:
            said[-1].lines.append(line[at:])
            said[-1].offsets.append(at)
        elif line[at:].strip():
            hint = "Start it with “**Client:**” or “**You:**”."
            self.report("a consequence that doesn't say for whom", row, at, hint)

    def piece(self, lines: list[str], row: int, offsets: list[int]) -> Text:
        """Return lines that follow each other as one text; blank ones around it don't count."""
        while len(lines) > 1 and not lines[0].strip():
            lines, row, offsets = lines[1:], row + 1, offsets[1:]
        blank = len(lines[0]) - len(lines[0].lstrip())
        markdown = "\n".join([lines[0].lstrip(), *lines[1:]]).rstrip()
        return Text(markdown, self.path, self.first + row, offsets[0] + blank + 1, min(offsets[1:], default=0))

    # --- endings

    def field(self, row: int, found: re.Match[str]) -> int:
        """Take one line of the debrief with what is indented below it; return the row behind it."""
        stop = row + 1
        while stop < len(self.rows) and self.rows[stop].strip() and self.rows[stop][0] in " \t":
            stop += 1
        self.debrief = self.debrief or row
        label = found[1].lower()
        name = {"what would change my mind": "change", "next session": "next"}.get(label, label)
        name = "objectives" if name == "objective" else name
        rows = self.rows[row + 1 : stop]
        lines = [self.rows[row][found.end() :], *(line.strip() for line in rows)]
        text = self.piece(lines, row, [found.end(), *(len(line) - len(line.lstrip()) for line in rows)])
        if name in self.fields:
            self.report(f"“{found[1]}” is given twice", row, found.start(1), "Keep one of the two.")
        elif text.markdown:
            self.fields[name] = self.objectives(text) if name == "objectives" else text
        return stop

    def objectives(self, text: Text) -> tuple[Reference, ...]:
        found = []
        for word in _WORD.finditer(text.markdown):
            if ID.fullmatch(word[0].strip()):
                found.append(Reference(word[0].strip(), text.place(word.start())))
            else:
                message = f"“{word[0].strip()}” is not an objective's id"
                hint = "Write their ids, with commas between them."
                self.problems.append(problem("R021", message, text.place(word.start()), hint))
        return tuple(found)

    def place(self, row: int, offset: int) -> Source:
        return Source(self.path, self.first + row, offset + 1)

    def report(self, message: str, row: int, offset: int, hint: str) -> None:
        self.problems.append(problem("R021", message, self.place(row, offset), hint))
