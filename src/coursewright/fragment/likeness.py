"""Whether two texts that count as the same one also look the same on a page: the difference may be the point."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from coursewright.fragment.identity import LABEL, PLAIN
from coursewright.fragment.seen import drawn
from coursewright.fragment.seldom import seldom
from coursewright.fragment.signs import BREAK, Sign, signs_of
from coursewright.fragment.text import Text

_PROSE = seldom(r"[^\W\d_]+(?:['-][^\W\d_]+)*(?:,? [^\W\d_]+(?:['-][^\W\d_]+)*)*")
"""Words alone: neither digits nor signs, which a language of programs may tell apart."""
_CLOSING = seldom(r"(?<=[^\W\d_]{2})(?:\.|\.{3}|,|[!?])\Z")
"""What ends a sentence, right behind a word; ``cd ..`` ends otherwise, and ``int x;``."""
_WORD = seldom(r"[^\W\d_]{2,}(?:['-][^\W\d_]+)*")
_FEW = 3  # words up to which quotation marks and dashes may be what is asked about
_SLIGHT = {"strong", "em", "code", "a"}


class Likeness(Enum):
    """How two texts look that ``norm`` makes one of."""

    SAME = "same"
    """As one text: at most white space, what closes a sentence and its first letter's case tell them apart."""
    EMPHASIS = "emphasis"
    """One has emphasis, a link or code in it, or a line break, and the other doesn't."""
    CASE = "case"
    """Two texts of words alone that differ only in case."""
    SIGNS = "signs"
    """A few words whose quotation marks, dashes or last signs differ."""
    CAPITALS = "capitals"
    """Texts of more than words that differ in case, as units and names in programs may."""
    NEARLY = "nearly"
    """Texts of more than words that differ in a label or in what closes them."""
    OTHER = "other"
    """Nobody takes one for the other."""


def likeness(one: Text, other: Text) -> Likeness:
    """Return how two texts look that ``norm`` makes one of; it draws both, so ask only where that is known."""
    if one.markdown == other.markdown:
        return Likeness.SAME
    looks = _look(one.markdown, one.names), _look(other.markdown, other.names)
    first, second = _without_whole(*looks), _without_whole(*reversed(looks))
    slight = False
    if _letters(first) != _letters(second):
        slight = _is_slight(first, second)
        if not slight:
            return Likeness.OTHER
    found = _of_words(first, second)
    return Likeness.EMPHASIS if slight and found is Likeness.SAME else found


def _is_slight(first: list[Sign], second: list[Sign]) -> bool:
    """Return whether what tells the two apart is only emphasis, a link or code in one of them, or a line break."""
    first, second = ([Sign(" ") if sign.sign == BREAK else sign for sign in look] for look in (first, second))
    if _letters(first) == _letters(second):
        return True
    marks = [{mark.partition(" ")[0] for sign in look for mark in sign.marks} for look in (first, second)]
    plain = [[sign.sign for sign in _letters(look)] for look in (first, second)]
    return not all(marks) and (marks[0] | marks[1]) <= _SLIGHT and plain[0] == plain[1]


def _of_words(first: list[Sign], second: list[Sign]) -> Likeness:
    written = [_text(look) for look in (first, second)]
    if written[0] == written[1]:
        return Likeness.SAME
    folded = ["".join(_folded(look)) for look in (first, second)]
    few = len(_WORD.findall(folded[0])) <= _FEW
    if folded[0] == folded[1]:
        return (Likeness.SIGNS if _WORD.search(folded[0]) else Likeness.OTHER) if few else Likeness.SAME
    said, other = bare = [_CLOSING.sub("", text) if " " in text else text.removesuffix(".") for text in folded]
    ends = {text[len(inner) :] for text, inner in zip(folded, bare, strict=True)}
    is_prose = all(_PROSE.fullmatch(text) for text in bare)
    alike = said == other or (" " in said and said[:1].lower() + said[1:] == other[:1].lower() + other[1:])
    if not is_prose:
        cased = not alike and said.casefold() == other.casefold()
        return Likeness.CAPITALS if cased else Likeness.NEARLY
    if len(ends) > 1 and "" not in ends and said.casefold() == other.casefold():
        return Likeness.SIGNS
    glyphs = few and any(text.translate(PLAIN) != text for text in written) and _dashes(written)
    if glyphs:
        return Likeness.SIGNS
    return Likeness.SAME if alike else Likeness.CASE


def _dashes(written: list[str]) -> bool:
    """Return whether quotation marks, dashes or ellipses of the two texts differ."""
    signs = [[sign for sign in text if ord(sign) in PLAIN or sign in "-'\""] for text in written]
    return signs[0] != signs[1]


def _letters(look: list[Sign]) -> list[Sign]:
    """Return what has to be the same, and to stand in the same marks: as ``norm`` has it, but for code."""
    last = len(look)
    while last > 1 and (look[last - 1].sign in ".,;:!? …" and not look[last - 1].exact):
        last -= 1
    label = LABEL.match(_text(look).lower())
    found: list[Sign] = []
    for sign in look[label.end() if label and label.end() < last else 0 : last]:
        text = sign.sign if sign.exact else sign.sign.translate(PLAIN).casefold()
        found += [Sign(part, sign.marks) for part in text if part != " "]
    return found


def _text(look: list[Sign]) -> str:
    return "".join([sign.sign for sign in look])


def _folded(look: list[Sign]) -> Iterator[str]:
    for sign in look:
        text = sign.sign if sign.exact else sign.sign.translate(PLAIN)
        yield " " if text == BREAK else text


def _without_whole(look: list[Sign], other: list[Sign]) -> list[Sign]:
    """Return the text without emphasis, or code, around all of it, which looks the same to whoever sees no other one.

    A link around all of it goes where the other text has none.
    """
    around = [sign.marks for sign in look if sign.sign != " "]
    whole = frozenset.intersection(*around) if around else frozenset()
    linked = any(mark.startswith("a ") for sign in other for mark in sign.marks)
    gone = {mark for mark in whole if mark in _SLIGHT or (mark.startswith("a ") and not linked)}
    return [sign._replace(marks=sign.marks - gone) for sign in look] if gone else look


@lru_cache(maxsize=1024)
def _look(markdown: str, names: frozenset[str]) -> list[Sign]:
    """Return the signs that a reader sees of a text; nobody changes the list."""
    found: list[Sign] = []
    for sign in signs_of(drawn(markdown, names)):
        if sign.sign.isspace() and found and found[-1].sign.isspace():
            if sign.sign == BREAK:
                found[-1] = sign
        else:
            found.append(sign)
    while found and found[-1].sign.isspace():
        found.pop()
    return found[1:] if found and found[0].sign.isspace() else found
