"""Marks inside a line that nothing answers to, so that readers see them: footnotes and links without a definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from coursewright.fragment.code import mask_all_code, mask_comments
from coursewright.fragment.links import link_name
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.engine import Engine
from coursewright.read.near_html import without_blocks
from coursewright.read.near_lines import MarkedLines
from coursewright.read.near_links import broken_links
from coursewright.read.report import problem, warning

_CITED = seldom(r"(?P<mark>\[\^(?P<id>[^\]\s]{1,100})\])(?![:+*{])")
_SURE = seldom(r"\d+|[\w-]+")
"""Names of footnotes that nobody takes for a part of a regular expression, behind a word."""
_DEFINED = seldom(r"^[ \t>]*\*?\[(?P<id>[^\]\n]+)\]:", re.M)
_COUNTED = seldom(r"^[ \t>#*_-]*([0-9]{1,3})\\?[.)][ \t*_]", re.M)
_REFERENCE = seldom(
    r"(?:^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?P<entry>))?|(?<=[\s(“\"'*_!]))"
    r"(?P<mark>\[(?P<text>[^\[\]\n]{2,200})\]\[(?P<id>[^\[\]\s^]{1,100})\])(?![\[(:\w])",
    re.M,
)
_STARS = re.compile(r"(?:^|(?<=\s))\*\* +(?P<said>[^*\n]{1,200}?) ?\*\*(?=[\s.,;:!?)]|$)", re.M)
OPEN_BOLD = re.compile(r"\*\*(?<![*\w\\]\*\*)(?=[^\W\d_])[^*\n\0]*+(?:[\n\0]|\Z)")
"""Bold that isn't closed in its line, and seldom in the next."""
TIMES = re.compile(r"\*(?<=[0-9]\*)(?=[0-9])[^*|\n]*+(?<=[0-9])\*(?=[0-9])")
"""Two stars, each between two digits, that Markdown takes for the marks of emphasis."""
_FACTOR = seldom(r"[\d.,]+\Z")
_DIGITS = seldom(r"\d+(?:[.,]\d+)*(?:\*\d+(?:[.,]\d+)*)*")
_NO_TIMES = seldom(r"(?:://|\]\()\S*\Z|\[\[[^\]\n]*\Z")
"""An address, or an answer to type."""
_SHOWN = 60
_FAR = 300
_BLOCK = seldom(r"\n[ \t>]*\n|\n(?=[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|[#|]|:[ \t]))")
_BEFORE_BOLD = seldom(r"(?:\A|[.!?…:。！？][”\"»’')]*)[ \t\n>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}[ \t]+)?\Z")
_NO_BOLD = seldom(r"\*\*(?:\w+[ \t]*(?:[<>=≤≥(]|\Z)|kwargs|args|\w*_)")
"""What code, or a note on figures, has behind two stars."""
_NOTED = seldom(r"[^*]*(?<=[\w.)])\*{1,3}(?=[\s.,;:!?)|]|\Z)")
"""A first star behind a word, which marks a note further down."""
_IN_SENTENCE = seldom(r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))\*\*[^\W\d_]{2,} [^\W\d_]")
_OF_CODE = seldom(
    r"\b(?:kwargs|arg(?:ument)?s?|char|const|dict\w*|double|float|functions?|glob\w*|hash\w*|int|operators?|options|param\w*"
    r"|pointers?|power|struct|unpack\w*|void|stars?|asterisks?|sternchen|astérisques?|asteriscos?)\b",
    re.I,
)
"""Of what two stars in front of a word may be a part, or what speaks of them."""
_OR_CODE = ", or put it in backticks: else readers see the brackets"
_WORD = re.compile(r"[^\W\d_]{3}")
_WORDS = seldom(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?: [^\W\d_]+(?:['’-][^\W\d_]+)*)+")
"""Several words: of one, a single letter behind it may be an index."""
_WIKI = seldom(
    r"(?<![\[!\\`\w])\[\[(?!(?:quiz|course|local|bank|scenario)\b)(?P<id>[^\W\d_][^\[\]\n]{1,100})\]\](?![\[(:\]])"
)


class Defined:
    """What a file defines for footnotes and links, and how its lines are numbered, looked for once it is asked for."""

    def __init__(self, markdown: str) -> None:
        self._markdown = markdown

    @cached_property
    def names(self) -> frozenset[str]:
        """The names, those of footnotes with their sign."""
        if "]:" not in self._markdown:
            return frozenset()
        plain = mask_comments(mask_all_code(self._markdown))
        return frozenset(link_name(found["id"]) for found in _DEFINED.finditer(plain))

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The numbers with which lines start."""
        return frozenset(map(int, _COUNTED.findall(self._markdown)))

    @cached_property
    def has_notes(self) -> bool:
        """Whether there is a footnote."""
        return any(name.startswith("^") for name in self.names)


def inline_marks(plain: str, text: Text, engine: Engine, defined: Defined, *, page: bool = False) -> Iterator[Problem]:
    """Yield a problem for each such mark of a text; ``plain`` is the same one without code and comments."""
    lines = None
    for found in _marks(plain, text, engine, defined, page=page):
        lines = lines or MarkedLines(plain, text, ())
        if not lines.is_code(found.source.line - text.line):
            yield found


def _marks(plain: str, text: Text, engine: Engine, defined: Defined, *, page: bool) -> Iterator[Problem]:
    if "[^" in plain:
        yield from _notes(plain, text, engine, defined)
    if engine.leaves():
        yield from broken_links(plain, text, defined.names)
    if "][" in plain and engine.leaves("pymdownx.snippets"):
        for found in _REFERENCE.finditer(plain):
            sure = _WORD.search(found["text"]) and (len(found["id"]) > 1 or _WORDS.fullmatch(found["text"]))
            if found["entry"] is None and sure and link_name(found["id"]) not in defined.names:
                hint = f"Write “[{found['id']}]: …” with its address on a line of its own{_OR_CODE}."
                yield warning("R029", f"there is no link “[{found['id']}]”", text.place(found.start("mark")), hint)
    if "** " in plain and engine.leaves():
        for found in _STARS.finditer(plain):
            sides = plain[: found.start()].rstrip()[-1:], plain[found.end() :].lstrip()[:1]
            power = all(side and side in "0123456789()" for side in sides)
            if not power and _WORD.search(found["said"]) and text.markdown[slice(*found.span())] == found[0]:
                hint = f"Write **{found['said'].strip()}**, without spaces inside the stars: else readers see them."
                yield warning("R029", f"“{found[0]}” isn't bold", text.place(found.start()), hint)
    if engine.leaves() and OPEN_BOLD.search(plain):
        yield from _open_bold(plain, text)
    if "*" in plain and TIMES.search(plain) and engine.leaves("pymdownx.betterem"):
        yield from _times(plain, text)
    if page and "[[" in plain and engine.leaves("wikilinks"):
        for found in _WIKI.finditer(plain):
            hint = "Write “[text](page.md)”, or put it in backticks; a gap to fill in stands in an item."
            yield warning("R029", f"“{found[0]}” is no link", text.place(found.start()), hint)


def _open_bold(plain: str, text: Text) -> Iterator[Problem]:
    """Yield a warning for the first bold that a block of a text never closes.

    It begins the block or a sentence, or several words inside one, and its stars are the only ones there. Nothing is
    said where other stars may be marks of notes.
    """
    edges = [0, *(edge.start() for edge in _BLOCK.finditer(plain)), len(plain)]
    first = -1
    for start, stop in pairwise(edges):
        block = plain[start:stop]
        at = block.find("**")
        if at < 0 or block.count("*") - block.lstrip(" \t>\n").startswith("* ") != 2:
            continue
        if not OPEN_BOLD.match(plain, start + at) or _NO_BOLD.match(block, at):
            return
        inside = _IN_SENTENCE.match(block, at) and not _OF_CODE.search(block)
        if first < 0 and (inside or _BEFORE_BOLD.search(block[:at])):
            first = start + at
    if first >= 0 and not any(_NOTED.match(plain, *edge) for edge in pairwise(edges) if edge[0] < first):
        said = plain[first : first + 30].partition("\n")[0].strip()
        hint = "Write “**” behind the last word that is to be bold: else readers see the stars."
        yield warning("R029", f"“{said}” is never closed", text.place(first), hint)


def _times(plain: str, text: Text) -> Iterator[Problem]:
    """Yield a warning for the first signs of multiplication of a text that emphasize what stands between them."""
    shown = without_blocks(mask_comments(mask_all_code(text.markdown)))
    for found in TIMES.finditer(plain):
        before = plain[max(0, found.start() - _FAR) : found.start()]
        if shown[found.start()] == "*" and not _NO_TIMES.search(before):
            first, last = _FACTOR.search(before), _DIGITS.match(plain, found.end())
            start = found.start() - (len(first[0]) if first else 0)
            said = plain[start : last.end() if last else found.end()]
            said = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
            hint = "Write “×”, or “\\*”, for each of them: else they are marks of emphasis, and readers see none."
            yield warning("R029", f"the stars in “{said}” are lost", text.place(start), hint)
            return


def _notes(plain: str, text: Text, engine: Engine, defined: Defined) -> Iterator[Problem]:
    """Yield a problem for each footnote that is cited and isn't there.

    In a file without any, what can be a part of a regular expression is left alone.
    """
    others = defined.has_notes
    if not others and not (engine.has("footnotes") and engine.leaves("pymdownx.snippets")):
        return
    for found in _CITED.finditer(plain):
        sure = (
            others
            or found["id"].isdigit()
            or (plain[found.start() - 1 : found.start()].strip() and _SURE.fullmatch(found["id"]))
        )
        if sure and link_name(f"^{found['id']}") not in defined.names:
            hint = f"Write “{found['mark']}: …” on a line of its own{_OR_CODE}."
            told = problem if others else warning
            yield told("R029", f"there is no footnote “{found['mark']}”", text.place(found.start("mark")), hint)
