"""One item's lines → the item: stem, choices with feedback, blanks, explanation, metadata."""

from __future__ import annotations

import re
from collections import Counter

from coursewright.identity import digest, norm
from coursewright.kinds import KINDS, kind_of
from coursewright.model import Blank, Choice, Draft, Item, Metadata, Text, Use
from coursewright.problem import Problem, Source
from coursewright.read.markup import left_open, mask_all_code
from coursewright.read.metadata import LOOKS_LIKE, read_metadata
from coursewright.read.report import problem
from coursewright.read.scan import Fences, RawItem

_CHOICE = re.compile(r"( *)(?:[-*+]|\d{1,9}[.)])[ \t]*\[([^\[\]]{0,12})\](?![(\[:])(?:([ \t]+)(.*)|()$|(?=\S)()(.*))")
_FEEDBACK = re.compile(r"([ \t]*>[ \t]?)(.*)")
_BLANK = re.compile(r"\[\[([^\]]*)\]\]")
_BLOCK = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|```|~~~|[|>]|!!!|\?\?\?")
_COMMENT = re.compile(r"\s*<!--(.*?)-->[ \t]*", re.S)
_MARKS = {"x": True, "X": True, " ": False, "": False}


def read_item(raw: RawItem, path: str, use: Use, problems: list[Problem]) -> Item | None:
    """Return the item, or None where nothing can be answered; every fault becomes a problem at its own place.

    The id of an item without one of its own is a digest of its content.
    """
    return _Reader(raw, path, use, problems).run()


class _Reader:
    def __init__(self, raw: RawItem, path: str, use: Use, problems: list[Problem]) -> None:
        self.lines = raw.lines
        self.columns = raw.columns
        self.first = raw.numbers.start
        self.raw = raw
        self.path = path
        self.use = use
        self.problems = problems
        self.found = len(problems)

    def run(self) -> Item | None:
        start = self.skip_blank(0)
        if start == len(self.lines):
            self.report("R007", "the item is empty", self.raw.source, "Write the question, then its choices.")
            return None
        metadata, start = self.metadata(start)
        marks = self.choice_lines(start)
        stem_end = marks[0][0] if marks else len(self.lines)
        choices: tuple[Choice, ...] = ()
        explanation = None
        if marks:
            stem = self.text(start, stem_end)
            choices, explanation = self.choices(marks, metadata)
        else:
            rule = self.rule(start)
            stem = self.text(start, rule)
            explanation = self.text(rule + 1, len(self.lines)) if rule < len(self.lines) else None
        blanks = self.blanks(stem, choices, explanation)
        if explanation is not None and not explanation.markdown:
            explanation = None
        broken = self.check_markup(stem, choices, explanation)
        draft = Draft(stem, choices, blanks, metadata)
        kind = kind_of(draft)
        if kind is None:
            self.nothing_to_answer(stem)
        if kind is None or broken:
            return None
        name = metadata.id.id if metadata.id else _content_id(draft)
        return kind(
            id=name, stem=stem, choices=choices, blanks=blanks, explanation=explanation, metadata=metadata,
            use=self.use, source=self.raw.source, end=self.raw.numbers[-1],
        )  # fmt: skip

    # --- parts

    def metadata(self, start: int) -> tuple[Metadata, int]:
        """Return what the comment at the top says, and the index of the line behind it."""
        if not self.lines[start].lstrip().startswith("<!--"):
            return Metadata(), start
        rest = "\n".join(self.lines[start:])
        comment = _COMMENT.match(rest)
        if not comment or not LOOKS_LIKE.match(comment[1]):
            return Metadata(), start
        lines = comment[0].count("\n")
        behind = start + lines
        left = self.lines[behind][len(comment[0]) - comment[0].rfind("\n") - 1 :]
        text = self.text(start, behind + 1, trim=False)
        at = comment.start(1)
        inner = Text(comment[1], text.place(at), text.indent)
        metadata = read_metadata(inner, tuple(KINDS), self.problems)
        if left.strip():
            self.columns[behind] += len(self.lines[behind]) - len(left)
            self.lines[behind] = left
            return metadata, behind
        return metadata, self.skip_blank(behind + 1)

    def choice_lines(self, start: int) -> list[tuple[int, re.Match[str]]]:
        """Return the lines that begin a choice: list items with a box, outside code, at one indentation."""
        found: list[tuple[int, re.Match[str]]] = []
        fences: Fences | None = None
        index = start
        while index < len(self.lines):
            line = self.lines[index]
            if "```" in line or "~~~" in line:
                fences = fences or Fences(self.lines)
                if (closed := fences.close(index)) is not None:
                    index = closed + 1
                    continue
            if "[" in line and (match := _CHOICE.match(line)):
                found.append((index, match))
            index += 1
        if not found:
            return found
        level = next((len(match[1]) for _, match in found if len(match[1]) < 4), None)
        if level is None:
            level = len(found[0][1][1])
            hint = "Start choices at the beginning of the line; four spaces make them code."
            self.report("R010", f"choices are indented by {level} spaces", self.source(found[0][0], level), hint)
        return [(index, match) for index, match in found if len(match[1]) < level + 2 and self.is_choice(match, found)]

    def is_choice(self, match: re.Match[str], found: list[tuple[int, re.Match[str]]]) -> bool:
        """Return whether a list item with something in brackets is meant as a choice: one with a box stands by it."""
        return match[2] in _MARKS or any(other[2] in _MARKS for _, other in found) or len(match[2]) <= 3

    def choices(
        self, marks: list[tuple[int, re.Match[str]]], metadata: Metadata
    ) -> tuple[tuple[Choice, ...], Text | None]:
        """Return the choices, and what stands behind the last one."""
        drafts: list[tuple[Text, bool, Text | None]] = []
        explanation: Text | None = None
        for number, (index, match) in enumerate(marks):
            last = number == len(marks) - 1
            stop = len(self.lines) if last else marks[number + 1][0]
            body, feedback, behind = self.split_choice(index, stop, last)
            drafts.append((self.choice_text(index, match, body), self.correct(index, match), feedback))
            if last and behind < stop:
                explanation = self.text(behind, stop)
                if not explanation.markdown:
                    explanation = None
        names = [reference.id for reference in metadata.choices]
        if names and len(names) != len(drafts):
            message = f"{len(names)} names for {len(drafts)} choices"
            self.report("R013", message, metadata.choices[0].source, "Name every choice, in their order.")
            names = []
        keys = {reference.id for reference in metadata.key}
        seen: Counter[str] = Counter()
        made = []
        for number, (text, correct, feedback) in enumerate(drafts):
            own = digest((norm(text.markdown),), 4)
            seen[own] += 1
            name = names[number] if names else own if seen[own] == 1 else f"{own}-{seen[own]}"
            made.append(Choice(name, text, name in keys if keys else correct, feedback, own))
        return tuple(made), explanation

    def split_choice(self, index: int, stop: int, last: bool) -> tuple[list[int], Text | None, int]:
        """Sort the lines behind a choice's first one: its own further lines, its feedback, and what is neither.

        Return the indexes of the first, the second, and where the third begins (``stop`` if nowhere).
        """
        body: list[int] = []
        feedback: list[int] = []
        blank = False
        for number in range(index + 1, stop):
            line = self.lines[number]
            if not line.strip():
                blank = True
                if body and not feedback:
                    body.append(number)
                continue
            quoted = line.lstrip().startswith(">")
            indented = line[:1] in " \t"
            follows = quoted and not blank and (not body or feedback or not _is_open(body, self.lines))
            stray = quoted and blank and not feedback and not body
            if follows or (stray and self.detached(number, indented, last)):
                feedback.append(number)
            elif indented and not (feedback and blank):
                (feedback if feedback else body).append(number)
            elif last:
                return body, self.feedback(feedback), number
            else:
                hint = "Indent it to go on with the choice, or move it behind the last choice or in front of the first."
                self.report("R010", "text between two choices", self.source(number), hint)
                body.append(number)
            blank = False
        return body, self.feedback(feedback), stop

    def detached(self, number: int, indented: bool, last: bool) -> bool:
        """Return whether a quote behind a blank line is the choice's feedback; if it may not be, say so."""
        if indented:
            return True
        if last:
            message = "a quote behind the last choice is an explanation for everyone, not that choice's feedback"
            self.report("R018", message, self.source(number), "Delete the blank line above it if it was feedback.")
            return False
        hint = "Delete the blank line between the choice and its feedback."
        self.report("R011", "feedback without a choice right above it", self.source(number), hint)
        return True

    def correct(self, index: int, match: re.Match[str]) -> bool:
        mark, at = match[2], match.start(2)
        if mark not in _MARKS:
            hint = "Write [x] for a right choice and [ ] for a wrong one."
            self.report("R009", f"“[{mark}]” is neither [x] nor [ ]", self.source(index, at), hint)
        elif match[7] is not None or self.lines[index][match.start(2) - 2] not in " \t":
            hint = "Write “- [ ] text”: a space before the box and one behind it."
            self.report("R009", "the box has no space around it", self.source(index, at - 1), hint)
        return _MARKS.get(mark, False)

    def choice_text(self, index: int, match: re.Match[str], body: list[int]) -> Text:
        first = match[4] or match[7] or ""
        at = match.start(4) if match[4] else match.start(7) if match[7] else match.end()
        source = self.source(index, at)
        while body and not self.lines[body[-1]].strip():
            body.pop()
        if not body:
            return Text(first.rstrip(), source)
        lines = [self.lines[number] for number in body]
        shared = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
        cut = shared if shared < 8 else 4
        rest = [line[cut:] if line[:cut].isspace() else line for line in lines]
        if _BLOCK.match(rest[0]):  # a list right below a line is its own block here, as it is inside a list
            rest[0] = "\n" + rest[0]
        return Text("\n".join([first.rstrip(), *rest]), source, self.columns[body[0]] + cut)

    def feedback(self, numbers: list[int]) -> Text | None:
        if not numbers:
            return None
        lines = []
        width = 0
        for number in numbers:
            quote = _FEEDBACK.match(self.lines[number])
            lines.append(quote[2].rstrip() if quote else self.lines[number].strip())
            width = width or (len(quote[1]) if quote else 0)
        joined = "\n".join(lines).strip("\n")
        return Text(joined, self.source(numbers[0], width), self.columns[numbers[0]] + width) if joined else None

    def rule(self, start: int) -> int:
        """Return the line ``---`` that parts a fill-in from its explanation, else the number of lines."""
        for number in range(start, len(self.lines)):
            if self.lines[number].strip() == "---":
                return number
        return len(self.lines)

    def blanks(self, stem: Text, choices: tuple[Choice, ...], explanation: Text | None) -> tuple[Blank, ...]:
        found = self.gaps(stem)
        if not choices:
            return found
        others = [choice.text for choice in choices] + ([explanation] if explanation else [])
        for gap in (*found, *(gap for text in others for gap in self.gaps(text))):
            hint = "An item has choices or blanks. To show the brackets themselves, put them in backticks."
            self.report("R012", "a blank in an item with choices", gap.source, hint)
        return ()

    def gaps(self, text: Text) -> tuple[Blank, ...]:
        if "[[" not in text.markdown:
            return ()
        found = []
        for gap in _BLANK.finditer(mask_all_code(text.markdown)):
            source = text.place(gap.start())
            answers = tuple(
                answer.strip() for answer in re.split(r"(?<!\\)\|", text.markdown[gap.start(1) : gap.end(1)])
            )
            answers = tuple(answer.replace("\\|", "|") for answer in answers if answer)
            if answers:
                found.append(Blank(answers, source, gap.start(), gap.end()))
            else:
                self.report("R015", "a blank without an answer", source, "Write the answer between the brackets.")
        return tuple(found)

    def nothing_to_answer(self, stem: Text) -> None:
        if len(self.problems) > self.found and any(p.code == "R015" for p in self.problems[self.found :]):
            return
        hint = "Add choices, “- [x] right” and “- [ ] wrong”, or a blank, [[answer]]."
        if "[[" in stem.markdown:
            hint = "A blank doesn't work in code. " + hint
        self.report("R008", "neither choices nor a blank", stem.source, hint)

    def check_markup(self, stem: Text, choices: tuple[Choice, ...], explanation: Text | None) -> bool:
        """Return whether an open tag, comment or code block would swallow what stands behind the item."""
        parts = [(stem, False)]
        parts += [(choice.text, True) for choice in choices]
        parts += [(choice.feedback, False) for choice in choices if choice.feedback]
        parts += [(explanation, False)] if explanation else []
        found = False
        for part, inside_line in parts:
            if opened := left_open(part.markdown, inside_line=inside_line):
                hint = "Close it inside the item; to show it as text, put it in backticks."
                self.report("R017", f"{opened[0]} is never closed", part.place(opened[1]), hint)
                found = True
        return found

    # --- places

    def skip_blank(self, index: int) -> int:
        while index < len(self.lines) and not self.lines[index].strip():
            index += 1
        return index

    def text(self, start: int, stop: int, *, trim: bool = True) -> Text:
        """Return the lines as one piece, without blank lines around it."""
        lines = self.lines
        if trim:
            start = self.skip_blank(start)
            while stop > start and not lines[stop - 1].strip():
                stop -= 1
        if start >= stop:
            return Text("", self.raw.source)
        indent = self.columns[start + 1] if start + 1 < stop else 0
        if not trim or stop - start > 1:
            return Text(
                "\n".join(lines[start:stop]).rstrip() if trim else "\n".join(lines[start:stop]),
                self.source(start),
                indent,
            )
        bare = lines[start].lstrip()
        return Text(bare.rstrip(), self.source(start, len(lines[start]) - len(bare)), indent)

    def source(self, index: int, offset: int = 0) -> Source:
        return Source(self.path, self.first + index, self.columns[index] + offset + 1)

    def report(self, code: str, message: str, source: Source, hint: str) -> None:
        self.problems.append(problem(code, message, source, hint))


def _is_open(body: list[int], lines: list[str]) -> bool:
    """Return whether a choice's further lines end inside a code block, where ``>`` quotes nothing."""
    text = "\n".join(lines[number] for number in body)
    return (text.count("```") % 2 or text.count("~~~") % 2) == 1


def _content_id(draft: Draft) -> str:
    """Return an id made of what the item says: its stem and its choices in any order, but neither key nor feedback."""
    return "q-" + digest((norm(draft.stem.markdown), *sorted(choice.digest for choice in draft.choices)), 5)
