"""What in an author's Markdown is code, a formula or a comment: everything that looks for markup looks past it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from coursewright.fragment.formula import mask_formulas
from coursewright.fragment.seldom import seldom

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)")
_OPENS = seldom(r"[ \t]*(?:\{[^{}]*\}|\.?[\w#.+-]*(?:[ \t]+\w+=(?:\"[^\"]*\"|'[^']*'))*)[ \t]*")
"""What may stand behind a fence that opens code: a language, and options."""
_DIAGRAM = seldom(r"(?:`{3,}|~{3,})[ \t]*\{?[ \t.]*mermaid\b")
_COMMENT = re.compile(r"<!--[^-]*+(?:-(?!->)[^-]*+)*+-->")
_HTML = seldom(r"</?([a-z][a-z0-9-]*)(?=[\s/>])[^<>]*>", re.I)
_RAW = frozenset(("code", "kbd", "pre", "samp", "script", "style", "svg", "textarea"))
_SPAN = re.compile(r"`(?<!``)(?:[^`\n]{1,1000}`(?!`)|(`*)(?!`)(.{1,1000}?)(?<!`)`\1(?!`))")
"""It begins with a plain sign, by which it is found fast, and then with the commonest form."""

_WIDE_SPAN = seldom(r"(?<![`\\])(`+)(?!`)((?:(?!\n\s*\n).){1,1000}?)(?<!`)\1(?!`)", re.S)


def mask_code(text: str) -> str:
    """Return the text with every code span blanked out, so that offsets stay as they are."""
    return _SPAN.sub(lambda span: " " * len(span[0]), text) if "`" in text else text


def mask_spans(text: str) -> str:
    """Return the text with code spans blanked out, those of several lines too; every offset and every line is kept."""
    if "`" not in text:
        return text
    return _WIDE_SPAN.sub(blanked, text)


def mask_raw(text: str) -> str:
    """Return the text with tags of HTML blanked out, and all between those whose contents no Markdown is read in."""
    if "<" not in text:
        return text
    pieces, done = [], 0
    low, endless = text.lower(), set()
    for tag in _HTML.finditer(text):
        name = tag[1].lower()
        if tag.start() < done:
            continue
        end = low.find(f"</{name}", tag.end()) if name in _RAW and name not in endless else -1
        if name in _RAW and end < 0:
            endless.add(name)
        pieces += [text[done : tag.start()], blank(text[tag.start() : (done := max(end, tag.end()))])]
    return "".join([*pieces, text[done:]])


def blank(text: str) -> str:
    """Return blanks for a text, with every line end kept."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def blanked(found: re.Match[str]) -> str:
    """Return blanks for a piece of text, with every line end kept."""
    return blank(found[0])


class Fences:
    """Which lines of a text stand in fenced code; a fence that is never closed is none."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._unclosed: dict[str, int] = {}

    def close(self, index: int) -> int | None:
        """Return the index of the line that closes the fence opened at ``index``, or None if none opens there."""
        opening = _FENCE.match(self._lines[index])
        if not opening or ("`" in opening[2] and opening[1][0] == "`" and not _OPENS.fullmatch(opening[2])):
            return None
        mark, length = opening[1][0], len(opening[1])
        if length >= self._unclosed.get(mark, 1 << 30):
            return None
        for number in range(index + 1, len(self._lines)):
            line = self._lines[number]
            if mark * 3 in line:
                bare = line.lstrip(" \t>").rstrip()
                if len(bare) >= length and not bare.strip(mark):
                    return number
        self._unclosed[mark] = length
        return None

    def unclosed(self) -> Iterator[int]:
        """Yield the index of each line that would open code if there were an end to it."""
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            marked = "```" in line or "~~~" in line
            closed = self.close(index) if marked else None
            if marked and closed is None and (found := _FENCE.match(line)) and _OPENS.fullmatch(found[2]):
                yield index
            index = (index if closed is None else closed) + 1

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield the index of the first and of the last line of each piece of code."""
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            closed = self.close(index) if "```" in line or "~~~" in line else None
            if closed is not None:
                yield index, closed
            index = (index if closed is None else closed) + 1


def diagrams_in(text: str) -> Iterator[int]:
    """Yield the offset at which the fence of each Mermaid diagram begins."""
    if "mermaid" not in text:
        return
    lines = text.split("\n")
    for first, _ in Fences(lines):
        if found := _DIAGRAM.search(lines[first]):
            yield sum(len(line) + 1 for line in lines[:first]) + found.start()


def mask_all_code(text: str) -> str:
    """Return the text with code spans, code blocks and formulas blanked out, every offset kept."""
    return mask_formulas(mask_only_code(text))


def mask_only_code(text: str) -> str:
    """Return the text with code spans and code blocks blanked out, every offset kept, and formulas as they are."""
    return _without_code(text) if "`" in text or "~~~" in text else text


@lru_cache(maxsize=1024)  # reading and many rules ask about the same pages
def _without_code(text: str) -> str:
    lines = text.split("\n")
    masked = [mask_code(line) for line in lines]
    for first, last in Fences(lines):
        masked[first : last + 1] = [" " * len(line) for line in lines[first : last + 1]]
    return "\n".join(masked)


def mask_comments(text: str) -> str:
    """Return the text with HTML comments blanked out, every offset and every line kept; code is masked before."""
    if "<!--" not in text or "-->" not in text:
        return text
    last = text.rfind("-->") + 3  # behind it, each opening would be followed to the text's end
    masked = _COMMENT.sub(blanked, text[:last])
    return masked + text[last:]
