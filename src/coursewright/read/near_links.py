"""Links and images that aren't any, as a sign is missing, misplaced or one too many: readers see their brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursewright.fragment.links import link_name
from coursewright.fragment.rest import holds
from coursewright.fragment.seldom import seldom
from coursewright.fragment.text import Text
from coursewright.problem import Problem
from coursewright.read.near_lines import Places
from coursewright.read.report import problem, warning

_FILE = r"(?:docx?|gif|html?|jpe?g|md|mp[34]|odt|pdf|png|pptx?|svg|webp|xlsx?|zip)"
_ADDRESS = rf"(?:https?://[^\s()<>\[\]]+|#[A-Za-z][\w.-]*|[\w./%-]+\.{_FILE}(?:[#?][^\s()<>\[\]]*)?)"
_TEXT = r"\[(?<!\\\[)(?P<text>[^][\n]{1,300})\]"
_APART = seldom(rf"{_TEXT}[ \t]+\((?P<address>{_ADDRESS}|#(?!\d+\))[\w.-]+)(?:[ \t]+\"[^\"\n]*\")?\)")
_SWAPPED = seldom(rf"(?<![\w\])\\])\((?P<text>[^()\[\]\n]{{2,200}})\)\[(?P<address>{_ADDRESS})\](?![\[(:\w])")
_OPEN = seldom(rf"{_TEXT}\((?P<address>{_ADDRESS})[.,;:!?]*(?=\s|\Z)")
_IMAGE = seldom(
    r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<mark>![ \t]+\[(?P<text>[^][\n]{0,300})\]"
    r"\((?P<address>[^\s()<>]+\.(?:avif|gif|jpe?g|png|svg|webp))(?:[ \t]+\"[^\"\n]*\")?\))",
    re.M | re.I,
)
"""An image behind a blank; only at a line's start, as French has one in front of each “!”."""
_OPENED = re.compile(r"\](?: \(|\((?![^()\s]*\)))")
_WORD = re.compile(r"[^\W\d_]{3}")
_KIND = seldom(
    r"[@^].*|archived?|audio|blog post|data ?set|online|pdf|preprint|sic|webinar"
    r"|(?:bachelor|computer|conference|doctoral|film|in|lecture|master|mobile|podcast|powerpoint|review|software|translat"
    r"|unpublished|video|white|working)\b.*",
    re.I,
)
"""What scholars put between brackets behind a title, or as a key to their sources."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_FAR = 600
"""Signs behind an address among which its bracket is looked for."""
SEEN = "else readers see the brackets, and no link."


def may_have_broken_links(markdown: str) -> bool:
    """Return whether it's worth the while to look for such a link."""
    return "]" in markdown and (holds(markdown, ")[") or _OPENED.search(markdown) is not None)


def broken_links(plain: str, text: Text, names: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each such link of a text; ``plain`` is the same one without code and comments.

    What is one of the ``names`` that the file defines for links is one.
    """
    place = Places(text)
    if "](" in plain:
        for found in _OPEN.finditer(plain):
            if not _ends(plain, found.end()):
                hint = f"Write “)” behind {found['address'].rstrip('.,;:!?')}: {SEEN}"
                yield problem("R029", f"“{_short(found[0])}” is no link", place(found.start()), hint)
    for found in _APART.finditer(plain) if "] " in plain or "]\t" in plain else ():
        said, elsewhere = found["text"].strip(), "://" in found["address"]
        known = link_name(said) in names or said in ("", "x", "X")
        titled = plain[max(0, found.start() - 2) : found.start()].strip()[-1:] in ("*", "_")
        if not known and not (elsewhere and (titled or not _WORD.search(said) or _KIND.fullmatch(said))):
            hint = "Write no space between the brackets: else readers see them both, and no link."
            told = warning if elsewhere else problem
            yield told("R029", f"“{_short(found[0])}” is no link", place(found.start()), hint)
    for found in _IMAGE.finditer(plain) if "! [" in plain or "!\t[" in plain else ():
        hint = f"Write no space behind “!”: ![{_short(found['text'])}]({found['address']}). Else readers see a link."
        yield problem("R029", f"“{_short(found['mark'])}” is no image", place(found.start("mark")), hint)
    for found in _SWAPPED.finditer(plain) if ")[" in plain else ():
        if _WORD.search(found["text"]) and link_name(found["address"]) not in names:
            hint = f"Write “[{_short(found['text'])}]({found['address']})”: {SEEN}"
            yield warning("R029", f"“{_short(found[0])}” is no link", place(found.start()), hint)


def _short(written: str) -> str:
    return written if len(written) <= 80 else f"{written[:79]}…"


def _ends(plain: str, start: int) -> bool:
    """Return whether a link is closed further on in its paragraph, though what stands between is no address."""
    depth = 0
    for sign in _PARAGRAPH.split(plain[start : start + _FAR], maxsplit=1)[0]:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return True
    return False
