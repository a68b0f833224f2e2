"""Find items and embeds in a page's lines, and nothing that only looks like one.

The one scanner of the toolkit: the reader and the Markdown extension share it. It knows fences, code spans, HTML
comments and indented code, and the containers an item may stand in (lists, quotes, admonitions, tabs).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from unicodedata import normalize

from coursewright.fragment.code import Fences, mask_code
from coursewright.fragment.indent import NO_PLACE, Annotations, Outline, indent, shared_indent, skip
from coursewright.fragment.seldom import seldom
from coursewright.model.course import Embed, Piece, Slot
from coursewright.problem import Problem, Source
from coursewright.read.ends import HIDES, UNCLOSED, comment_end, cut_short, hint_to_close, swallows
from coursewright.read.lines import RawItem
from coursewright.read.report import problem
from coursewright.read.tags import OddTag, nearly_tags, odd_tag_inside

_TAG = re.compile(r"<(?:(?<!\{\{<)(/?)\s*quiz(\s[^<>]*)?/?>|\?/?quiz\?>)", re.I)
"""It starts with a plain sign, by which it is found fastest."""
_SHOWS = seldom(r"<quiz\s+\w+\s*=\s*[\"'“]?([\w./-]+)[\"'”]?\s*/>", re.I)
_END = _TAG.match("</quiz>")
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_WORD = r"(?:(?!-->)\S)+"
_WORDS = rf"(?:{_WORD}(?:[^\S\n]+{_WORD})*)?"  # who looks for an end at each blank of a long run takes minutes
EMBED = re.compile(rf"<!--\s*quiz\s*:\s*(?:(bank|scenario)\s+)?({_WORDS})\s*-->", re.I)
PIECE = re.compile(rf"<!--\s*(course|local)\s*:\s*({_WORDS})\s*-->", re.I)
_OPEN = seldom(r"<!--\s*(?P<said>(?:quiz|course|local)\s*:\s*[^\s<>][^<>]*?) ?-{0,2}>? ?$", re.I)
"""An embed whose comment goes on in the next line, or isn't closed at all; its blanks are single ones."""
_BLANKS = re.compile(r"[ \t]+")
_FEW = 200  # lines that nearly every item is shorter than

Found: TypeAlias = RawItem | Embed | Piece | Slot


def scan(
    lines: Sequence[str], path: str, first_line: int, problems: list[Problem], annotations: Annotations = ""
) -> list[Found]:
    """Return what stands in the lines, in order; ``first_line`` is the file's number of the first of them."""
    faults: list[Problem] = []
    scanner = _Scanner(lines, path, first_line, faults, {}, annotations)
    found = scanner.run()
    if (scanner.outside or faults) and (odd := nearly_tags(lines)):
        faults = []
        found = _Scanner(lines, path, first_line, faults, odd, annotations).run()
    problems += faults
    return found


class _Scanner:
    def __init__(
        self,
        lines: Sequence[str],
        path: str,
        first_line: int,
        problems: list[Problem],
        odd: Mapping[int, OddTag],
        annotations: Annotations,
    ) -> None:
        self.odd = odd
        """What is nearly a tag, by its line; such a line is read as it was meant."""
        self.lines = lines
        if odd:
            meant = {row: lines[row][: tag.offset] + tag.meant for row, tag in odd.items()}
            self.lines = [meant.get(row, line) for row, line in enumerate(lines)]
        self.outline = Outline(self.lines, annotations)
        self.outside = False
        """Whether there is text outside items."""
        self.path = path
        self.first_line = first_line
        self.problems = problems
        self.fences = Fences(lines)
        self.found: list[Found] = []

    def run(self) -> list[Found]:
        index = column = 0
        while index < len(self.lines):
            line = self.lines[index]
            if "<" in line or "`" in line or "~" in line:
                index, column = self.look(index, line, column)
            else:
                self.outside = self.outside or bool(line)
                index, column = index + 1, 0
        return self.found

    def look(self, index: int, line: str, column: int) -> tuple[int, int]:
        """Take what starts in this line from ``column`` on; return where to go on."""
        if line == "<quiz>" and not column:
            last, end = self.find_end(index, len(line))
            if end is not None and self.lines[last] == "</quiz>" and not self.odd:  # by far the commonest
                self.found.append(self.raw(index, len(line), last, end, ("", "", "")))
                return last + 1, 0
        opens = not column and ("```" in line or "~~~" in line)
        if opens and (closed := self.fences.close(index)) is not None:
            return closed + 1, 0
        plain = mask_code(line)
        comment = plain.find("<!--", column)
        tag = _TAG.search(plain, column)
        if comment >= 0 and (tag is None or comment < tag.start()):
            return self.comment(index, plain, comment), 0
        if tag is None or (not column and self.outline.is_code(index) and not self.leaves_code(index, tag)):
            self.outside = True
            if tag is None and ("<q" in plain or "<Q" in plain or "</" in plain) and (odd := odd_tag_inside(plain)):
                hint = "Write <quiz> on a line of its own; to write about the tag, put it in backticks: `<quiz>`."
                self.report("R005", f"{odd[0]} is not the tag <quiz>", self.source(index, odd.start()), hint)
            return index + 1, 0
        return self.tag(index, plain, tag, column)

    def comment(self, index: int, plain: str, start: int) -> int:
        """Take an embed, or step over another comment; return the next line's index."""
        text, last = plain, index
        ends = plain.find("-->", start) >= 0 or "".join(self.lines[index + 1 : index + 2]).strip() == "-->"
        open = None if ends else _OPEN.match(_BLANKS.sub(" ", plain[start:]))
        if not ends and "--!>" in plain[start:]:
            if not open:  # of ours, ``comments.py`` tells
                self.report("R017", "a comment ends with “--!>”", self.source(index, start), "Write “-->”.")
            return index + 1
        hint = ""
        if open:
            hint = f"Write <!-- {' '.join(open['said'].split())} -->: else all that follows is hidden."
        elif plain.find("-->", start) < 0:
            end, into = comment_end(self.lines, index, self.fences, self.find_end)
            open_end = into or (end is None and not plain[:start].strip(" \t>"))
            last = index if end is None else end
            if open_end and not self.outline.is_code(index):
                behind = f"it runs on into the {into} in line {self.first_line + last}" if into else HIDES
                rest = "\n".join(self.lines[last : last + 20]) if into == "comment" else ""
                hint = hint_to_close(plain[start + 4 :], behind, rest[rest.find("<!--") :])
            text = "\n".join([plain, *self.lines[index + 1 : last + 1]])
        embed, piece = EMBED.match(text, start), PIECE.match(text, start)
        inner = plain.rfind("<!--", start + 4, plain.find("-->", start)) if last == index else -1
        if not hint and inner > 0 and (EMBED.match(plain, inner) or PIECE.match(plain, inner)):
            hint = hint_to_close(plain[start + 4 : inner], HIDES, plain[inner:])
        if hint:
            self.report("R017", UNCLOSED, self.source(index, start), hint)
            return index + 1
        if (found := embed or piece) and not self.outline.is_code(index):
            source = self.source(index, start)
            prefix = _PREFIX.match(plain)
            assert prefix  # it matches the empty string
            if prefix.end() != start or text[found.end() :].strip():
                hint = f"Put <!-- {piece[1].lower() if piece else 'quiz'}: … --> on a line of its own."
                self.report("R006", "an embed stands inside a line of text", source, hint)
            elif inside := self.outline.no_place(index):
                self.report("R006", f"an embed stands in {inside}", source, NO_PLACE[inside])
            elif embed:
                what, name = (embed[1] or "").lower(), normalize("NFC", embed[2])
                self.found.append(Embed(name, what == "bank", source, index, last, prefix[0], what == "scenario"))
            elif piece:
                kind = Slot if piece[1].lower() == "local" else Piece
                self.found.append(kind(piece[2].lower(), source, index, last, prefix[0]))
        return last + 1

    def tag(self, index: int, plain: str, tag: re.Match[str], column: int) -> tuple[int, int]:
        source = self.source(index, tag.start())
        if tag[0].startswith("<?"):
            hint = "Write <quiz> … </quiz>; `mkdocs-quiz migrate` rewrites the old form."
            self.report("R005", f"{tag[0]} is the old form of the tag", source, hint)
            return index + 1, 0
        self.misspelt(index)
        if tag[1]:
            above = self.found[-1] if self.found else None
            message, hint = "</quiz> without a <quiz> before it", "Delete it, or add the opening tag."
            if isinstance(above, RawItem) and (early := cut_short(self.lines, above.last)) is not None:
                hint, source = f"Delete it: the item's end is in line {source.line}.", self.source(above.last, early)
                message = "</quiz> ends the item before its last choices"
            self.report("R004", message, source, hint)
            return index + 1, 0
        last, end = self.find_end(index, tag.end())
        if end is None and (shown := _SHOWS.fullmatch(tag[0])):
            hint = f"Write <!-- quiz: {shown[1]} -->, which shows it; an item stands between <quiz> and </quiz>."
            self.report("R005", f"{tag[0]} shows nothing", source, hint)
            return index + 1, 0
        if end is None:
            return self.unclosed(index, tag, source), 0
        if tag[0] != "<quiz>":
            hint = "Write <quiz> in lower case; an id goes into the comment: <!-- id: my-item -->."
            self.report("R005", f"{tag[0]} is not the tag <quiz>", source, hint)
        self.misspelt(last)
        prefix = _PREFIX.match(plain)
        assert prefix  # it matches the empty string
        own_line = not column and prefix.end() == tag.start()
        around = prefix[0] if own_line else ""
        if not own_line:
            hint = "Start the item on a line of its own; to write about the tag, put it in backticks: `<quiz>`."
            self.report("R006", "<quiz> stands inside a line of text", source, hint)
        elif not column and self.outline.is_code(index):
            hint = "Start <quiz> and every line of the item at the margin, or indent all of it to show it as code."
            self.report("R006", "<quiz> is indented so far that it becomes code", source, hint)
            around = ""
        elif not column and (inside := self.outline.no_place(index)):
            self.report("R006", f"<quiz> stands in {inside}", source, NO_PLACE[inside])
        elif ">" in around and any(line.strip() and line.lstrip()[0] != ">" for line in self.lines[index : last + 1]):
            hint = "Start every line of the item with “>”, or none."
            self.report("R006", "<quiz> stands in a quote, and the item's other lines don't", source, hint)
            around = ""
        rest = self.lines[last][end.end() :].strip()
        following = _TAG.search(mask_code(self.lines[last]), end.end()) if rest else None
        goes_on = following is not None and not following[1] and not following[0].startswith("<?")
        before = "" if own_line or column else plain[: tag.start()]
        after = "" if goes_on else rest
        self.found.append(self.raw(index, tag.end(), last, end, (around, before.strip(), after)))
        return (last, end.end()) if goes_on else (last + 1, 0)

    def misspelt(self, row: int) -> None:
        """Report a line that is nearly a tag."""
        if row in self.odd:
            written, offset, meant = self.odd[row]
            hint = f"Write {meant}: else the item is shown as text, with its right answers."
            self.report("R005", f"{written} is not the tag {meant}", self.source(row, offset), hint)

    def find_end(self, index: int, column: int) -> tuple[int, re.Match[str] | None]:
        """Return the line of the closing tag and the tag; no tag where another item starts first."""
        if (last := self.plain_end(index, column)) is not None:
            return last, _END
        number, lines = index, self.lines
        while number < len(lines):
            line = lines[number]
            if line == "</quiz>":
                return number, _END
            if "<" in line or "`" in line or "~" in line:
                opens = "```" in line or "~~~" in line
                closed = self.fences.close(number) if opens and number > index else None
                if closed is not None and not swallows(self.lines[number:closed]):
                    number = closed + 1
                    continue
                plain = mask_code(line)
                tag = _TAG.search(plain, column if number == index else 0)
                if tag and not tag[0].startswith("<?"):
                    return number, tag if tag[1] else None
            number += 1
        return number, None

    def plain_end(self, index: int, column: int) -> int | None:
        """Return the line of the closing tag where nothing before it may be code or a tag; as it is nearly always."""
        try:
            last = self.lines.index("</quiz>", index + 1, index + _FEW)
        except ValueError:
            return None
        text = "\n".join(self.lines[index:last])
        return None if "`" in text or "~" in text or _TAG.search(text, column) else last

    def leaves_code(self, index: int, tag: re.Match[str]) -> bool:
        """Return whether an item starts in indented code and ends outside it: nobody means that."""
        last, end = self.find_end(index, tag.end()) if not tag[1] and not tag[0].startswith("<?") else (index, None)
        return end is not None and indent(self.lines[last]) < 4

    def unclosed(self, index: int, tag: re.Match[str], source: Source) -> int:
        """Report an item without an end; return where to go on: behind what was surely meant to be its end."""
        after = index + 1
        hint = "Add </quiz> on a line of its own after the item's last line."
        for number in range(index + 1, len(self.lines)):
            if self.fences.close(number) is not None:
                hint += f" A code block opened in line {self.first_line + number} may run over it: close that first."
                break
            if "quiz" in self.lines[number].lower() and (following := _TAG.search(self.lines[number])):
                if not following[1]:
                    hint += f" If {following[0]} in line {self.first_line + number} is its end, write </quiz> there."
                    beyond = next(filter(str.strip, self.lines[number + 1 :]), "<quiz>")
                    if self.lines[number].strip().lower() == "<quiz>" == beyond.strip().lower():
                        after = number + 1
                break
        self.report("R003", f"{tag[0]} is never closed", source, hint)
        return after

    def raw(self, index: int, start: int, last: int, end: re.Match[str], around: tuple[str, str, str]) -> RawItem:
        """Cut the item's lines out of what surrounds them: its prefix, and text before and behind its tags."""
        prefix, before, after = around
        lines = [*self.lines[index:last], self.lines[last][: end.start()]]
        columns = [0] * len(lines)
        if prefix:
            quotes, width = prefix.count(">"), len(prefix)
            columns = [skip(line, quotes, width) for line in lines]
            lines = [line[column:] for line, column in zip(lines, columns, strict=True)]
        lines[0], columns[0] = self.lines[index][start : end.start() if index == last else None], start
        if shared := shared_indent(lines):
            lines[1:] = [line[shared:] for line in lines[1:]]
            columns[1:] = [column + shared for column in columns[1:]]
        text = "\n".join(lines)
        fenced = ("`" in text and "```" in text) or ("~" in text and "~~~" in text)
        tags = text.count("<")
        tagged = tags > 1 or (tags == 1 and not ("-->" in text and text.lstrip().startswith("<!--")))
        first = self.first_line + index
        numbers = range(first, first + len(lines))
        place = self.source(index, start - len("<quiz>"))
        flags = fenced, "[[" in text, "Hint" in text, tagged, len(text)
        return RawItem(index, last, prefix, before, after, lines, numbers, columns, *flags, place)

    def source(self, index: int, offset: int) -> Source:
        return Source(self.path, self.first_line + index, max(offset, 0) + 1)

    def report(self, code: str, message: str, source: Source, hint: str) -> None:
        self.problems.append(problem(code, message, source, hint))
