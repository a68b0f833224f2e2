"""What of a page its learner reads as sentences, each with its place, without rendering it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from coursewright.fragment.code import mask_all_code, mask_comments
from coursewright.fragment.links import links_in
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.model.course import Document
from coursewright.problem import Source

SOURCES = ("sources", "references", "bibliography")
"""Names of the section that lists what a page rests on."""
_GONE = "\0"
_NOTHING = f"-=*_ \t{_GONE}"
_ATTRIBUTES = re.compile(r"\{:?\s*[.#][^{}\n]*\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NOTE = re.compile(r"\[\^[^\]\s]{1,100}\]")
_ENTITY = re.compile(r"&#?\w+;")
_EMPHASIS = re.compile(r"\*\**|__*|~~")  # signs first: found fastest
_CITED = re.compile(r" \([^()]*\b(?:n\.d\.|\d{4}[a-z]?)\)| \(\d+ (?:CFR|FR|U\.S\.C?\.?|USC) [^\n]*?\d\)")
_QUOTED, _QUOTES = re.compile(r"[ \t]*>[ \t]?"), re.compile(r"\n[ \t]*>[ \t]?")
_MARKER = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===\+?|///)(?:[ \t]|$)")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|:)[ \t]+")
_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t]*(.*?)[ \t#]*$")
_ROW = re.compile(r"[ \t]*\|")
_DEFINITION = re.compile(r" {0,3}\*?\[[^\]]+\]:")
_END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*[\"”’')\]]*(?=\s)")
_BEHIND = re.compile(r"[ \t\n\"“‘'(\[]*(.)", re.S)
_SHORT = re.compile(r"\b(?:e\.g|i\.e|vs?|Drs?|Mrs?|Ms|St|n\.d|U\.S|pp?|al|[A-Z])$")
_LONGEST = 4
"""More characters than any of these has."""
_NUMBERED = seldom(r"\b(?:[Nn]o|[Ff]ig|[Ss]ec)$")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word, as all counts here take it; the parts of a compound are words."""
_FOREIGN = re.compile(r"[^\W_a-zA-Z]")
"""A sign of a word that is no plain letter, as every digit is."""
_PLAIN_WORD = re.compile(WORD.pattern.replace(r"[^\W_]", "[a-zA-Z]"))
"""A word of plain letters, as ``WORD`` takes it: found faster."""


class Sentence(NamedTuple):
    """One sentence."""

    written: str
    words: list[str]
    """What holds no letter is none."""
    start: int
    """Its offset in the page's text."""

    @property
    def text(self) -> str:
        """Return it in one line."""
        return " ".join(self.written.split())


@dataclass
class Prose:
    """A page's sentences."""

    body: Text
    own: list[Sentence] = field(default_factory=list)
    """What the author says to the learner."""
    spoken: list[Sentence] = field(default_factory=list)
    """What learners may say aloud: block quotes that open with a quotation mark."""
    words: int = 0
    """How many words there are to read, headings and tables included; items, code and the list of sources are not."""

    def place(self, sentence: Sentence) -> Source:
        """Return where a sentence starts."""
        return self.body.place(sentence.start)


def prose_of(document: Document) -> Prose:
    """Return the sentences of a page; headings, tables, items, code, the list of sources and addresses have none."""
    items = tuple((block.first, block.last) for block in document.blocks)
    return _prose(document.body or Text("", document.path, 1, 1), items)


@lru_cache(maxsize=4096)  # several rules ask
def _prose(body: Text, items: Sequence[tuple[int, int]]) -> Prose:
    prose = Prose(body)
    text = _stripped(body.markdown, items)
    for start, end, quoted in _blocks(text, prose):
        block, places = _joined(text, start, end)
        opens = quoted and block.lstrip()[:1] in ('"', "“", "„", "«")
        for at, said in _sentences(block):
            plain = _FOREIGN.search(said) is None
            all_words = (_PLAIN_WORD if plain else WORD).findall(said)
            prose.words += len(all_words)
            if words := all_words if plain else [word for word in all_words if not word.isdigit()]:
                (prose.spoken if opens else prose.own).append(Sentence(said, words, places[at]))
    return prose


def without_sources(text: str) -> str:
    """Return a page's text with the section that lists its sources blanked out, every line kept."""
    if "#" not in text:  # as are most items and scenes
        return text
    lines, level = text.split("\n"), 0
    for number, line in enumerate(lines):
        heading = _HEADING.match(line) if "#" in line else None
        if heading and (not level or len(heading[1]) <= level):
            level = len(heading[1]) if _ATTRIBUTES.sub("", heading[2]).strip().lower() in SOURCES else 0
        if level:
            lines[number] = " " * len(line)
    return "\n".join(lines)


def _stripped(text: str, items: Sequence[tuple[int, int]]) -> str:
    """Return the page's text with all that is no prose blanked out, every offset and every line kept."""
    plain = without_sources(mask_comments(mask_all_code(text)))
    lines = plain.split("\n")
    for first, last in items:
        for number in range(first, min(last + 1, len(lines))):
            lines[number] = " " * len(lines[number])
    if "]:" in plain:
        lines = [" " * len(line) if _DEFINITION.match(line) else line for line in lines]
    plain = "\n".join(lines)
    spans: list[tuple[int, int]] = []
    for link in links_in(plain):
        if link.form == "inline":
            spans += [(link.opening[0], link.closing[1])] if link.image else [link.opening, link.closing]
    for pattern in (_ATTRIBUTES, _TAG, _NOTE, _ENTITY, _CITED):
        spans += [found.span() for found in pattern.finditer(plain)]
    plain = _without(plain, spans)
    signs = (found.span() for found in _EMPHASIS.finditer(plain))
    return _without(plain, [span for span in signs if _emphasizes(plain, *span)])


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with these parts marked as gone, every offset and every line kept."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            gone = text[max(start, at) : end]
            parts += [text[at:start], "".join(["\n" if sign == "\n" else _GONE for sign in gone])]
            at = end
    return "".join([*parts, text[at:]]) if parts else text


def _emphasizes(text: str, start: int, end: int) -> bool:
    """Return whether signs aren't there to be read: they are no times sign, and no part of a name."""
    before, behind = text[max(start - 1, 0) : start], text[end : end + 1]
    if text[start] == "_":
        return not (before.isalnum() and behind.isalnum())
    return text[start] == "~" or bool(before.strip() or behind.strip())


def _blocks(text: str, prose: Prose) -> Iterator[tuple[int, int, bool]]:
    """Yield where each paragraph or list entry starts and ends, and whether it is quoted; count the words elsewhere."""
    start, at, quoted = -1, 0, False
    for line in text.split("\n"):
        end = at + len(line)
        inside = begins = None
        bare, apart = line, False
        if not line or line.isspace():  # as are all those of items
            if start >= 0:
                yield start, at - 1, quoted
            start, at = -1, end + 1
            continue
        if not line[:1].isalpha():  # else it is a line of text, as most are
            inside = _QUOTED.match(line)
            bare = line[inside.end() :] if inside else line
            begins = _BULLET.match(bare)
            apart = not bare.strip(_NOTHING) or any(mark.match(bare) for mark in (_HEADING, _ROW, _MARKER))
        if start >= 0 and (apart or begins or bool(inside) != quoted):
            yield start, at - 1, quoted
            start = -1
        if apart:
            prose.words += len(WORD.findall(bare[begins.end() :] if begins else bare))
        elif start < 0:
            start = at + (inside.end() if inside else 0) + (begins.end() if begins else 0)
            quoted = bool(inside)
        at = end + 1
    if start >= 0:
        yield start, len(text), quoted


def _joined(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """Return a paragraph without what was dropped and without marks of quotation, and each character's place."""
    if text.find(_GONE, start, end) < 0 and text.find(">", start, end) < 0:
        return text[start:end], range(start, end)
    block = text[start:end]
    kept = [at for at, sign in enumerate(block, start) if sign != _GONE]
    block = block.replace(_GONE, "")
    for found in reversed(list(_QUOTES.finditer(block))):
        del kept[found.start() + 1 : found.end()]
    return _QUOTES.sub("\n", block), kept


def _sentences(block: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each sentence; what ends a paragraph ends one, too."""
    start = 0
    for end in _END.finditer(block):
        behind = _BEHIND.match(block, end.end())
        first = behind[1] if behind else ""
        if first.islower() or _SHORT.search(block, max(start, end.start() - _LONGEST), end.start()):
            continue
        if first.isdigit() and _NUMBERED.search(block, start, end.start()):
            continue
        yield from _said(block, start, end.end())
        start = end.end()
    yield from _said(block, start, len(block))


def _said(block: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    said = block[start:end]
    if said.strip():
        yield start + len(said) - len(said.lstrip()), said
