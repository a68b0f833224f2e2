"""When two texts are the same, and the ids and revisions that follow from it.

Ids come from the author or from content, never from a position, chance or the clock, so that a learner's
saved answer finds its item again after any edit around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from urllib.parse import urlsplit

from coursewright.fragment.seen import NO_NAMES, Names, images, marked, readable, seen

PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": "...",
    }
)  # fmt: skip
"""Quotation marks, dashes and the ellipsis, and how they are typed."""
_SINGLE, _DOUBLE, _DASH = "‘’‚‛ʼʹ´′‹›", "“”„‟«»″〝〞", "‐‑‒–—―−⁃"
_TYPED = {ord(sign): kept for signs, kept in ((_SINGLE, "'"), (_DOUBLE, '"'), (_DASH, "-")) for sign in signs}
_TYPED[0xAD] = ""  # a soft hyphen
LABEL = re.compile(r"^(?:[a-z]|\d{1,2})[.)]\s+(?=\S)")
"""What an author may have put before a choice in lower case."""
_MASK = re.compile("\x00(\\d+)\x00")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LOCAL = ("localhost", "127.0.0.1", "0.0.0.0", "::1")
"""Hosts at which every course is looked at before it is published."""


def norm(text: str, names: Names = NO_NAMES) -> str:
    """Return the text as every comparison sees it; ``names`` are those that links may refer to.

    Case, white space, Markdown, tags, quotation marks, dashes, a leading label (``a)``) and closing punctuation
    don't count; digits, signs, accents, alt text and whatever stands in a code span or a formula do.
    """
    if not marked(text):
        return _unmarked(text)  # as most are
    text, exact = without_exact(text, names)
    return _MASK.sub(lambda mask: exact[int(mask[1])], text) if exact else text


def without_exact(text: str, names: Names) -> tuple[str, list[str]]:
    """Return a text as comparisons see it with marks in the place of code and formulas, and what these are."""
    exact: list[str] = []
    if marked(text):
        text = text.replace("\0", "")  # our own mask; no author means one
        said = ""
        for piece in seen(text, names).pieces:
            if piece.exact:
                exact.append(piece.text if piece.formula else " ".join(_folded(piece.text).split()))
                said += f"\0{len(exact) - 1}\0"
            else:
                said += piece.text
        text = said
    return _bare(text), exact


def _bare(text: str) -> str:
    """Return a text without markup as comparisons see it."""
    return _bared(" ".join(_folded(text).casefold().split()))


def _unmarked(text: str) -> str:
    """Return a text that is not ``marked`` as comparisons see it, as ``_bare`` does, and sooner."""
    return _bared(text.lower().strip()) if text.isascii() else _bare(text)


def _bared(text: str) -> str:
    """Return a text in lower case and one line without a label in front of it, and what closes it."""
    if text[1:2] in ".)" or text[2:3] in ".)":
        text = LABEL.sub("", text)
    return text.rstrip(".,;:!? ") or text


def exact(text: str, names: Names = NO_NAMES) -> str:
    """Return the text as a reader sees it, in one line; only the forms of quotation marks and dashes don't count."""
    return " ".join(_folded(readable(text.replace("\0", ""), names)).split())


def _folded(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(PLAIN)


def essence(text: str, names: Names = NO_NAMES) -> str:
    """Return what makes two texts the same to a learner: ``norm``, and which images are shown."""
    if not marked(text):
        return _unmarked(text)  # as most are
    return "\x1f".join((norm(text, names), *images(text, names)))


def tokens(text: str, names: Names = NO_NAMES, *, formulas: bool = False) -> list[str]:
    """Return the words of ``norm(text)``: runs of letters, digits and apostrophes.

    With ``formulas``, each formula is one word: what differs in its signs alone differs.
    """
    text, exact = without_exact(text, names)
    if not formulas or not any(said.startswith("$") for said in exact):
        return _TOKEN.findall(_MASK.sub(lambda mask: exact[int(mask[1])], text))
    found: list[str] = []
    for at, part in enumerate(_MASK.split(text)):
        said = exact[int(part)] if at % 2 else part
        found += [said] if at % 2 and said.startswith("$") else _TOKEN.findall(said)
    return found


def same_answer(text: str) -> str:
    """Return a typed answer as it is compared; the player does the same, character for character.

    Case, white space, and the forms of quotation marks, apostrophes and dashes don't count: a phone types others.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text.translate(_TYPED)).lower().translate(_TYPED)
    return " ".join(folded.split())


def typographic(text: str) -> tuple[str, ...]:
    """Return the text with straight quotation marks and plain dashes, and with the curly apostrophes of a phone."""
    straight = text.translate(_TYPED)
    return tuple(said for said in (straight, straight.replace("'", "’")) if said != text)


def recorded(text: str) -> str:
    """Return an accepted answer as keys and revisions record it: composed, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def mixed(ids: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return the ids in an order that is always the same, and not theirs where another one exists."""
    found = tuple(sorted(ids, key=lambda name: digest((seed, name))))
    return found if found != tuple(ids) else (*found[1:], *found[:1])


def digest(parts: Iterable[str], size: int = 6) -> str:
    """Return ``2 * size`` hexadecimal digits that stand for the parts, in their order."""
    return digest_of("\x1f".join(parts), size)


def digest_of(text: str, size: int = 6) -> str:
    """Return ``2 * size`` hexadecimal digits that stand for the text."""
    data = text.encode() if text.isascii() else text.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=size).hexdigest()


def course_id(site_url: str, name: str) -> str:
    """Return the id of a course whose author gave it none: from its site's address, or else from the site's name.

    Neither the scheme, nor case of the host, nor a slash at the end counts. An address on the author's own machine says
    no more than its path, so there the name counts, too. Where nothing is known, it is ``course``.
    """
    try:
        address = urlsplit(site_url if "//" in site_url else f"//{site_url}")
        host, path = address.hostname, address.path.strip("/")
    except ValueError:  # whoever reads the configuration says so
        host, path = None, site_url
    if host is None or host in _LOCAL:
        said = unicodedata.normalize("NFC", " ".join(f"{name} {path}".split()))
    else:
        said = f"{address.netloc.rpartition('@')[2].lower()}/{path}"
    if not said:
        return "course"
    words = "-".join(re.findall(r"[\w.]+", said.lower()))
    return f"{words or 'course'}-{digest_of(said, 4)}"
