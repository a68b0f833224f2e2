"""Whether a word is nearly one of ours: the one place that decides what is near enough.

Case, signs of other scripts that look alike, what word processors make of dashes, quotes and colons, hyphens for
underscores, and a slip or two of the hand, the more the longer the word is. What starts with another letter is another
word. Whether a line is nearly a choice is said in ``nearly.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

DASHES = "‐‑‒–—―−﹘﹣－⁻➖─━\x96\x97"
"""What keyboards and word processors make of a hyphen."""
NO_BREAK = {0xA0: " ", 0x202F: " "}
"""What makes plain spaces of those that keep words in one line, as French keyboards put them before a colon."""
_QUOTES = "“”„‟«»‹›‘’‚‛`´"
_LETTERS = "аaеeоoрpсcхxуyіiјjѕsԁdһhԛqԝwкkмmтtнhвbαaοoρpνvιiκkτtυuχxβb"
_LIKE = str.maketrans(
    dict(zip(_LETTERS[::2], _LETTERS[1::2], strict=True))
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys("：﹕︰ː∶꞉", ":")
    | dict.fromkeys("；﹔;", ";")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", "")
    | dict.fromkeys("\xa0\u2002\u2003\u2009\u202f\u3000", " ")
    | {"‚": ",", "，": ",", "！": "!", "＜": "<", "＞": ">", "／": "/", "ı": "i"}
)
_DOUBLED = re.compile(r"(.)\1")
_OTHER_WORDS = frozenset(
    {"quit", "quid", "quip", "quick", "quin", "locale", "locals", "users", "final_", "user", "used"}
)
"""Words that mean something else wherever they stand."""


def plain(text: str) -> str:
    """Return a text as a plain keyboard would have typed it, in lower case and of the same length.

    What stands for nothing, such as a mark for a place to break a line, is the only thing that is left out.
    """
    return text.lower().translate(_LIKE) if not text.isascii() else text.lower()


def near(written: str, known: Iterable[str], *, exact: bool = False) -> str:
    """Return the name that a word was nearly certainly meant for; empty where it is none, or exactly one.

    With ``exact``, slips of the hand don't count.
    """
    names = tuple(known)
    return "" if written in names else _near(written, names, exact)


@lru_cache(maxsize=4096)
def _near(written: str, names: tuple[str, ...], exact: bool) -> str:
    word = _bare(written)
    if not word or len(word) > 60 or word in _OTHER_WORDS:
        return ""
    best, least = "", 99
    for name in names:
        other = _bare(name)
        allowed = 0 if exact else slips(len(other))
        if abs(len(word) - len(other)) > max(allowed, 1) or (word[0] != other[0] and word[:2] != other[1::-1]):
            continue
        plural = not exact and len(other) > 2 and (word == f"{other}s" or other == f"{word}s")
        far = min(distance(word, other), 1 if plural else 99, 1 + distance(_single(word), _single(other)))
        if (far <= allowed or plural) and far < least:
            best, least = name, far
    return best


def slips(length: int) -> int:
    """Return by how many letters a word of this length may differ and still be meant for it."""
    return 0 if length < 4 else 1 if length < 8 else 2 if length < 12 else max(3, length // 5)


def distance(one: str, other: str) -> int:
    """Return how many letters to add, drop, change or swap with a neighbour make one word of the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, beside in enumerate(other, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != beside))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == beside:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]


def _single(word: str) -> str:
    """Return a word without its doubled letters, which hands mix up: “pallete” is one slip away from “palette”."""
    return _DOUBLED.sub(r"\1", word)


def _bare(word: str) -> str:
    """Return the letters of a word, without marks on them and signs between them."""
    text = unicodedata.normalize("NFKD", word) if not word.isascii() else word
    return re.sub(r"[\W_]", "", plain(text))
