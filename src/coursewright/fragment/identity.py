"""When two texts are the same, and the ids and revisions that follow from it.

Ids come from the author or from content, never from a position, chance or the clock, so that a learner's
saved answer finds its item again after any edit around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from html import unescape
from urllib.parse import urlsplit

_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": "...",
    }
)  # fmt: skip
_MARKUP = re.compile(r"[*_`~<\[!&]")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.{1,1000}?)(?<!`)\1(?!`)", re.S)
_IMAGE = re.compile(r"!\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+[^)]*)?\)")
_LINK = re.compile(r"\[([^\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])")
_HTML_ALT = re.compile(r"<img\b[^<>]*?\balt\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>", re.I)
_HTML = re.compile(r"<!--.*?-->|</?[a-zA-Z][\w-]*(?:\s[^<>]*|/)?>", re.S)
_STARS = re.compile(r"(\*{1,3})(?=\S)(.{1,400}?)(?<=\S)\1(?!\*)", re.S)
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,3})(?=\S)(.{1,400}?)(?<=\S)\1(?!\w)", re.S)
_TILDES = re.compile(r"~~(?=\S)(.{1,400}?)(?<=\S)~~", re.S)
_ADDRESS = re.compile(r"!\[[^\]]*\]\(\s*([^\s)]+)|<img\b[^<>]*?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)", re.I)
_LABEL = re.compile(r"^(?:[a-z]|\d{1,2})[.)]\s+(?=\S)")
_MASK = re.compile("\x00(\\d+)\x00")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LOCAL = ("localhost", "127.0.0.1", "0.0.0.0", "::1")
"""Hosts at which every course is looked at before it is published."""


def norm(text: str) -> str:
    """Return the text as every comparison sees it.

    Case, white space, Markdown, tags, quotation marks, dashes, a leading label (``a)``) and closing punctuation
    don't count; digits, signs, accents, alt text and whatever stands in a code span do.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    if "\0" in text:  # our own mask; no author means one
        text = text.replace("\0", "")
    code: list[str] = []
    if _MARKUP.search(text):
        text = _strip_markup(text, code)
    text = " ".join(text.casefold().split())
    if text[1:2] in ".)" or text[2:3] in ".)":
        text = _LABEL.sub("", text)
    text = text.rstrip(".,;:!? ") or text
    return _MASK.sub(lambda mask: code[int(mask[1])], text) if code else text


def _strip_markup(text: str, code: list[str]) -> str:
    """Return the text without Markdown and tags; code spans go to ``code``, a mask stays behind."""

    def mask(span: re.Match[str]) -> str:
        code.append(" ".join(span[2].split()))
        return f"\0{len(code) - 1}\0"

    if "`" in text:
        text = _CODE.sub(mask, text)
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    if "<" in text:
        text = _HTML.sub("", _HTML_ALT.sub(lambda alt: alt[1] or alt[2] or "", text))
    if "&" in text:
        text = unescape(text)  # which makes no \0, so that masks stay
    if "*" in text:
        text = _STARS.sub(r"\2", _STARS.sub(r"\2", text))  # twice, for a pair inside a pair
    if "_" in text:
        text = _UNDERSCORES.sub(r"\2", _UNDERSCORES.sub(r"\2", text))
    return _TILDES.sub(r"\1", text) if "~~" in text else text


def marked(text: str) -> bool:
    """Return whether a reader sees another text than this one: there may be markup, or white space that is folded."""
    return _MARKUP.search(text) is not None or "\n" in text or "  " in text


def readable(text: str) -> str:
    """Return the text in one line as a reader sees it: without Markdown and tags, but with their alt text."""
    code: list[str] = []
    if _MARKUP.search(text):
        text = _strip_markup(text.replace("\0", ""), code)
    text = " ".join(text.split())
    return _MASK.sub(lambda mask: code[int(mask[1])], text) if code else text


def images(text: str) -> tuple[str, ...]:
    """Return the addresses of the images in the text, in their order."""
    if "](" not in text and "<" not in text:
        return ()
    return tuple(markdown or html for markdown, html in _ADDRESS.findall(text))


def essence(text: str) -> str:
    """Return what makes two texts the same to a learner: ``norm``, and which images are shown."""
    if "](" not in text and "<" not in text:
        return norm(text)
    return "\x1f".join((norm(text), *images(text)))


def tokens(text: str) -> list[str]:
    """Return the words of ``norm(text)``: runs of letters, digits and apostrophes."""
    return _TOKEN.findall(norm(text))


def same_answer(text: str) -> str:
    """Return a typed answer as a fill-in compares it; ``player.js`` does the same, character for character."""
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
