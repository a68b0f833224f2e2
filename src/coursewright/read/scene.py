"""One scene of a scenario: its text, its choices with what they lead to, and the debrief of an ending.

The marks of the format are Markdown that says what it means to a reader on GitHub, too: ``*Remember: …*``,
``*If …:*``, ``*As the other person sees it:*``, ``**Ending: …**``. See decision 6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from coursewright.fragment.code import Fences
from coursewright.fragment.identity import digest, essence
from coursewright.fragment.text import Reference, Text
from coursewright.model.scenario import Condition, Ending, Option, Passage, Scene
from coursewright.problem import Problem
from coursewright.read.below import Below, SceneLines, leads_in
from coursewright.read.metadata import ID
from coursewright.read.near_scene import (
    LABELLED,
    LABELS,
    Known,
    Slip,
    inside,
    nearly_ending,
    nearly_eye,
    nearly_heading,
    nearly_hint,
    nearly_label,
    nearly_option,
    nearly_remember,
)
from coursewright.read.report import problem

_OPTION = re.compile(
    r"(?P<bullet> {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+)(?P<when>[*_](?i:if)[ \t][^*_\n]+?:[*_][ \t]*)?"
    r"\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(#(?P<target>[^()\s]*)\)[ \t]*(?P<rest>.*)"
)
_ENDING = re.compile(r" {0,3}(?:\*\*|__)Ending:[ \t]*(.*?)[ \t]*(?:\*\*|__)[ \t]*", re.I)
_FIELD = re.compile(
    r" {0,3}[-*+][ \t]+(?:\*\*|__)"
    r"(principle|objectives?|standard|what would change my mind|next session)(?::(?:\*\*|__)|(?:\*\*|__):)[ \t]*",
    re.I,
)
_POINT = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<said>[\[(]{0,2}(?P<words>[^\s\[\]|][^\[\]|]{0,60}).*)")
_WORD = re.compile(r"[^,\s][^,]*")
NOTHING = Known()


def read_scene(rows: Sequence[str], title: Text, id: str, problems: list[Problem], known: Known = NOTHING) -> Scene:
    """Return the scene below a heading; what can't be understood becomes an R021 at its own place."""
    return _SceneReader(list(rows), title.path, title.line + 1, problems, known).read(id, title)


class _SceneReader(SceneLines):
    """The lines of one scene; ``first`` is the file's number of the first of them, right below the heading."""

    def __init__(self, rows: list[str], path: str, first: int, problems: list[Problem], known: Known) -> None:
        super().__init__(rows, path, first, problems, known)
        self.below = Below(rows, path, first, problems, known)
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
            return self.field(row, field[1], field.start(1), field.end())
        if option := _OPTION.fullmatch(line):
            return self.option(row, option)
        if behind := self.nearly(row, line):
            return behind
        if stop := self.unlinked(row, line):
            return stop
        self.odd_text(row, line)
        closed = self.fences.close(row)
        stop = row + 1 if closed is None else closed + 1
        while closed is None and stop < len(self.rows) and self.goes_on(self.rows[stop]):
            stop += 1
        if self.chunks and self.chunks[-1][1] <= row and line[:2].isspace():  # such as a list's second paragraph
            self.chunks[-1] = self.chunks[-1][0], stop
        else:
            self.chunks.append((row, stop))
        return stop

    def nearly(self, row: int, line: str) -> int | None:
        """Take a line that is nearly a mark, having reported it; return the row behind it, None for every other."""
        if line[0] not in "-*_# \t[(–—•+" and not line[0].isalnum():
            return None
        if not self.type and (slip := nearly_ending(line)):
            self.slipped(slip, row)
            self.type = Reference(slip.value, self.place(row, slip.offset))
            return row + 1
        if self.type and (slip := nearly_label(line)):
            self.slipped(slip, row)
            return self.field(row, slip.value, slip.offset, slip.end)
        if self.fields and self.rows[row - 1].strip() and (label := LABELLED.match(line)):
            hint = f"Write one of {', '.join(LABELS)}; what is no debrief stands behind a sentence of its own."
            self.report(f"“{label['what']}” is no part of a debrief", row, label.start("what"), hint)
            return None
        if found := nearly_option(line, self.known):
            self.slipped(found[0], row)
            self.rows[row] = found[1]
            option = _OPTION.fullmatch(found[1])
            return self.option(row, option) if option else None
        return None

    def odd_text(self, row: int, line: str) -> None:
        """Report a line of text that is nearly a mark, or stands where a scene has none."""
        if slip := nearly_heading(line, self.known) or nearly_hint(line, told=not self.options):
            self.slipped(slip, row)
        elif self.options and line.startswith("#"):
            hint = f"A scene's heading has two of them: “## {line.lstrip('# ')}”."
            self.report("a heading inside a scene", row, 0, hint)
        elif not self.options:
            slip = None if leads_in(line, asked=self.known.asked) else nearly_remember(line)
            if slip:
                self.slipped(slip, row)
        else:
            self.behind_choices(row, line)

    def behind_choices(self, row: int, line: str) -> None:
        """Report a line of text behind a choice, and what it may have been meant for."""
        hint = "Indent it to make it part of the choice above, or move it above the choices."
        below = self.rows[row + 1].strip() if row + 1 < len(self.rows) else ""
        if len(below) > 1 and not (below.strip("=") and below.strip("-")):
            hint = f"Write “## {line.strip()}” if a scene begins here. {hint}"
        self.report("text behind a choice", row, len(line) - len(line.lstrip()), hint)

    def unlinked(self, row: int, line: str) -> int | None:
        """Take a point of a list that is a choice but for its link; return the row behind it, None for every other."""
        point = _POINT.fullmatch(line)
        if not point:
            return None
        stop = row + 1
        while stop < len(self.rows) and self.rows[stop][:1] in (" ", "\t", ""):
            stop += 1
        if not self.options and not any(map(self.known.voices.consequence.match, self.rows[row + 1 : stop])):
            return None
        words = point["words"].strip()
        hint = f"Write “- [{words}](#…)”, with the heading of the scene that it leads to."
        self.report("a choice without a link to a scene", row, point.start("said"), hint)
        return stop

    def goes_on(self, line: str) -> bool:
        """Return whether a line belongs to the text above it."""
        marks = _OPTION.fullmatch(line) or _ENDING.fullmatch(line) or (self.type and _FIELD.match(line))
        return bool(line.strip()) and not marks and not line.lstrip().startswith(("```", "~~~"))

    # --- text

    def passages(self) -> tuple[Passage, ...]:
        """Return the scene's text: unmarked pieces that follow each other as one, each marked one by itself."""
        found: list[tuple[int, int, int, Condition | None, bool, bool]] = []
        debrief = self.debrief or len(self.rows)
        plain = False
        for start, stop in self.chunks:
            at, condition = self.condition(self.rows[start], start, 0)
            voices = self.known.voices
            eye = voices.eye.match(self.rows[start], at) or nearly_eye(self.rows[start], at, voices)
            if isinstance(eye, Slip):
                self.slipped(eye, start)
            at = (eye.end if isinstance(eye, Slip) else eye.end()) if eye else at
            for row in range(start, stop):
                if slip := inside(self.rows[row], at if row == start else 0, self.known, further=row > start):
                    self.slipped(slip, row)
            if at and not any(line.strip() for line in (self.rows[start][at:], *self.rows[start + 1 : stop])):
                hint = "Write its text behind it, in the same line: what stands in the next paragraph everyone reads."
                self.report(f"“{self.rows[start].strip()}” has no text", start, 0, hint)
            first = start
            if plain and not at and not any(line.strip() for line in self.rows[found[-1][1] : start]):
                first = found.pop()[0]
            found.append((first, stop, at, condition, bool(eye), start > debrief))
            plain = not at
        return tuple(
            Passage(self.text(start, stop, at), when, as_other, behind)
            for start, stop, at, when, as_other, behind in found
        )

    def text(self, start: int, stop: int, offset: int = 0) -> Text:
        lines = [self.rows[start][offset:], *self.rows[start + 1 : stop]]
        return Text("\n".join(lines).rstrip(), self.path, self.first + start, offset + 1)

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
        if slip := inside(self.rows[row][: found.end("text")], found.start("text"), self.known):
            self.slipped(slip, row)
        if found["rest"]:
            self.report(
                "text behind a choice's link", row, found.start("rest"), "Move it between the brackets, or below."
            )
        _, condition = self.condition(found["when"] or "", row, 0)
        if condition:
            condition = condition._replace(source=self.place(row, found.start("when")))
        target = Reference(unquote(found["target"]), self.place(row, found.start("target")))
        consequences, facts = self.below.read(row + 1, stop)
        option = Option(
            id=digest((essence(text.markdown, text.names), target.id), 4),
            text=text,
            target=target,
            consequences=tuple(consequences),
            sets=tuple(facts),
            condition=condition,
            source=self.place(row, len(found["bullet"])),
        )
        if twin := next((other for other in self.options if _alike(other, option)), None):
            hint = "Reword one of them: whoever plays sees two choices and can't tell them apart."
            message = f"the choice reads the same as that in line {twin.source.line}"
            self.report(message, row, found.start("text"), hint)
        self.options.append(option)
        return stop

    # --- endings

    def field(self, row: int, written: str, start: int, end: int) -> int:
        """Take one line of the debrief with what is indented below it; return the row behind it."""
        stop = row + 1
        while stop < len(self.rows) and self.rows[stop].strip() and self.rows[stop][0] in " \t":
            stop += 1
        self.debrief = self.debrief or row
        label = written.lower()
        name = {"what would change my mind": "change", "next session": "next"}.get(label, label)
        name = "objectives" if name == "objective" else name
        rows = self.rows[row + 1 : stop]
        lines = [self.rows[row][end:], *(line.strip() for line in rows)]
        text = self.piece(lines, row, [end, *(len(line) - len(line.lstrip()) for line in rows)])
        if name in self.fields:
            self.report(f"“{written}” is given twice", row, start, "Keep one of the two.")
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


def _alike(one: Option, other: Option) -> bool:
    """Return whether two choices of a scene read the same and may be offered together."""
    first, said = (essence(option.text.markdown, option.text.names) for option in (one, other))
    apart = one.condition and other.condition and one.condition[:2] != other.condition[:2]
    return bool(said) and first == said and not apart
