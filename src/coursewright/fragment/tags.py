"""Which text in angle brackets is a tag of HTML; what isn't one is shown as text, so that nothing is lost unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from coursewright.fragment.code import mask_all_code, mask_comments, mask_spans
from coursewright.fragment.seldom import seldom

PHRASES = (
    "a|abbr|acronym|b|bdi|bdo|big|button|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|ruby|s|samp|small|span"
    "|strike|strong|sub|sup|time|tt|u|var"
)
"""What stands in a line, and has to be closed, as a pattern."""
_PHRASES = seldom(PHRASES)
_OTHERS = seldom(
    "address|area|article|aside|audio|base|blockquote|body|br|canvas|caption|center|col|colgroup|datalist|dd|details"
    "|dialog|dir|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr"
    "|html|iframe|img|input|legend|li|link|main|map|math|menu|meta|meter|nav|noembed|noframes|noscript|object|ol"
    "|optgroup|option|output|p|param|picture|plaintext|pre|progress|rb|rp|rt|rtc|script|search|section|select|slot"
    "|source|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|track|ul|video|wbr|xmp"
)
_BARE = seldom(
    "allowfullscreen|async|autofocus|autoplay|checked|contenteditable|controls|default|defer|disabled|download|draggable"
    "|formnovalidate|hidden|inert|ismap|itemscope|loop|markdown|multiple|muted|nomodule|noshade|novalidate|nowrap|open"
    "|playsinline|popover|readonly|required|reversed|selected|(?:data|aria)-.*"
)
"""Attributes that say something without a value."""
_ANGLED = seldom(r"(?P<slash>\\?)<(?P<inside>/?[a-zA-Z](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|/?[a-zA-Z][^<>]*)>")
_OPENING = re.compile(r"<(?=/?[a-zA-Z])")
_TAG = seldom(r"(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:[\s/].*)?)", re.S)
_ATTRIBUTE = seldom(r"\s+(?P<name>[^\s=\"'<>/`,]+)(?P<value>\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_ADDRESS = seldom(r"[a-zA-Z][a-zA-Z0-9.+-]*:\S*|\S+@\S+")
_LANGUAGES = "svg|math|script|style|textarea"
_OTHER_LANGUAGE = seldom(rf"<(?:(?P<name>{_LANGUAGES})\b|/(?P<end>{_LANGUAGES})\s*>)", re.I)
"""What opens or ends a part in which other tags hold, or none."""


UNCLOSED = "is never closed"
"""Why a tag that stands in a line is none where nothing ends it."""
UNKNOWN = "is no tag of HTML"
"""Why what HTML hasn't is none."""


class NoTag(NamedTuple):
    """Text in angle brackets that is none of HTML's tags, or opens or closes nothing."""

    start: int
    """A backslash that an author has put before it starts it."""
    opening: int
    """Where its first bracket is."""
    end: int
    why: str
    """What is wrong with it as a tag."""


class _Looked(NamedTuple):
    """A text in which somebody looked for tags."""

    plain: str
    """The text with blanks in the place of code, comments, SVG and MathML."""
    tags: frozenset[int]
    """Where tags, and addresses in angle brackets, start."""
    no_tags: list[NoTag]
    """What looks like one and is none, in the order of the text."""


def no_tags(markdown: str) -> Iterator[NoTag]:
    """Yield what looks like a tag and is none, in the order of the text; none of code, comments, SVG and MathML."""
    if "<" in markdown and ">" in markdown:
        yield from _look(markdown).no_tags


def _look(markdown: str) -> _Looked:
    plain = mask_comments(mask_spans(mask_all_code(markdown)))
    plain = _without_other_languages(plain)
    starts: set[int] = set()
    found: list[NoTag] = []
    opened: dict[str, list[NoTag]] = {}
    for angled in _ANGLED.finditer(plain):
        start, end = angled.span()
        at = start + len(angled["slash"])
        starts.add(at)
        if _ADDRESS.fullmatch(angled["inside"]):
            continue
        tag = _TAG.fullmatch(angled["inside"])
        name = tag["name"].lower() if tag else ""
        if angled["slash"] and not _escaped(plain, start):
            found.append(NoTag(start, at, end, ""))
        elif tag is None or not is_tag(name) or not _attributes(tag["rest"], own="-" in name):
            found.append(NoTag(at, at, end, UNKNOWN))
        elif _PHRASES.fullmatch(name) and not tag["rest"].endswith("/"):
            if not tag["end"]:
                opened.setdefault(name, []).append(NoTag(at, at, end, UNCLOSED))
            elif opened.get(name):
                opened[name].pop()
            else:
                found.append(NoTag(at, at, end, "closes nothing"))
    found = sorted([*found, *(tag for tags in opened.values() for tag in tags)])
    return _Looked(plain, frozenset(starts - {tag.opening for tag in found}), found)


def _without_other_languages(text: str) -> str:
    """Return the text with blanks in the place of parts in other languages; what is never ended is none."""
    marks = list(_OTHER_LANGUAGE.finditer(text))
    last = {mark["end"].lower(): mark.start() for mark in marks if mark["end"]}
    parts: list[str] = []
    done = 0
    opened: re.Match[str] | None = None
    for mark in marks:
        if opened is None:
            opened = mark if mark["name"] and last.get(mark["name"].lower(), -1) > mark.start() else None
        elif mark["end"] and mark["end"].lower() == opened["name"].lower():
            parts += [text[done : opened.start()], " " * (mark.end() - opened.start())]
            done, opened = mark.end(), None
    return "".join([*parts, text[done:]])


def with_text(markdown: str) -> str:
    """Return the Markdown with whatever is no tag as text: its angle brackets are shown.

    So is each one that begins no tag: with what is text by then, as in ``a<b<i>b>a``, it would seem to begin one.
    """
    if "<" not in markdown or ">" not in markdown:
        return markdown
    plain, tags, none = _look(markdown)
    if not none:
        return markdown
    places = {tag.end - 1: "&gt;" for tag in none}
    places |= {found.start(): "&lt;" for found in _OPENING.finditer(plain) if found.start() not in tags}
    places |= {at: "" for tag in none for at in range(tag.start, tag.opening)}
    text, done = "", 0
    for at in sorted(places):
        text += markdown[done:at] + places[at]
        done = at + 1
    return text + markdown[done:]


def _escaped(text: str, at: int) -> bool:
    """Return whether the backslash at this place is itself escaped."""
    before = len(text[:at]) - len(text[:at].rstrip("\\"))
    return before % 2 == 1


def says_alone(attribute: str) -> bool:
    """Return whether an attribute of HTML says something without a value."""
    return _BARE.fullmatch(attribute.lower()) is not None


def is_tag(name: str) -> bool:
    """Return whether HTML has tags of this name, in any case, or leaves it to authors."""
    name = name.lower()
    return bool(_PHRASES.fullmatch(name) or _OTHERS.fullmatch(name)) or "-" in name


def _attributes(rest: str, *, own: bool) -> bool:
    """Return whether what stands behind a tag’s name are attributes; an element of one’s ``own`` may have any."""
    at = 0
    rest = rest.rstrip().removesuffix("/").rstrip()
    while at < len(rest):
        found = _ATTRIBUTE.match(rest, at)
        if not found:
            return False
        name = found["name"].lower()
        if found["value"] is None and not own and not _BARE.fullmatch(name):
            return False
        at = found.end()
    return True
