"""What is wrong with an address that leads out of a course's files, as far as can be told without asking anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from coursewright.fragment.links import Link, links_in
from coursewright.fragment.near import near
from coursewright.fragment.seldom import seldom
from coursewright.problem import Severity

_FINE = re.compile(r"https?://(?!localhost|127\.|0\.|\[)[^/\\:]|mailto:[^/\\]|[/#]", re.I)
"""By far the commonest, of which nothing can be told."""
_SCHEME = seldom(r"(?P<name>[A-Za-z][\w+.-]*):(?P<signs>[:/\\]*)(?P<rest>.*)", re.S)
_SCHEMES = ("https", "http", "mailto")
_LOCAL = r"\blocalhost\b|\b127\.\d+\.\d+\.\d+|\b0\.0\.0\.0|\[::1\]"
_HERE = seldom(_LOCAL, re.I)
_HERE_ALONE = seldom(rf"(?:{_LOCAL})(?=[:/?#\\]|\Z)", re.I)
_LOOSE = seldom(r"(?P<scheme>https?)?[;.,]?/+:?/*(?P<rest>[\w-]+\..*)|(?P<host>www\.[\w-]+\..*)", re.I | re.S)
_MAIL = seldom(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SHORT = 80
_CALLED = seldom(
    r"[^\W\d][\w.]*\[(?:-?\d+|[A-Za-z]|[A-Za-z]\w{0,11}[ ]?[-+*%][ ]?\w{1,12}|\"\w+\"|'\w+'|-?\d*:-?\d*)\]"
    r"\((?:[\w ,]|\"[\w ]*\"|'[\w ]*'){0,40}\)"
)
"""What calls something that an index picks."""


class Wrong(NamedTuple):
    """What is wrong with a link."""

    message: str
    hint: str
    severity: Severity
    in_prose: Severity | None = None
    """How much it matters in a page's own text, where that is another."""
    own: bool = False
    """Whether it leads to the reader's own machine, which a text may mean."""


def empty(link: Link, plain: str) -> Iterator[Wrong]:
    """Yield what to say of a link without an address; one with attributes behind it has a use: ``[](){#name}``."""
    if link.form == "inline" and plain[link.closing[1] : link.closing[1] + 1] != "{":
        said = "a picture" if link.image else "a link"
        hint = "Write the address between the round brackets, or put code between backticks."
        yield Wrong(f"{said} has no address", hint, Severity.WARNING)


def elsewhere(link: str) -> Iterator[Wrong]:
    """Yield what is wrong with an address that leads out of the course."""
    if _FINE.match(link) or (found := _SCHEME.fullmatch(link)) is None:
        return
    name, signs, rest = found["name"].lower(), found["signs"], found["rest"]
    short = link if len(link) <= _SHORT else f"{link[: _SHORT - 1]}…"
    if signs and (name == "file" or len(name) == 1):
        hint = f"Put the file into the folder of pages, and link to it there{_name(rest)}."
        yield Wrong(f"“{short}” leads to a file of your own machine", hint, Severity.WARNING)
        return
    if name in ("http", "https") and signs == "//":
        if _HERE_ALONE.match(rest):
            hint = "Write where it is for everybody; if that is meant, show the address in the text, too."
            yield Wrong(f"“{short}” leads to the reader's own machine", hint, Severity.ADVICE, own=True)
        elif not rest:
            yield Wrong(f"“{short}” is no whole address", "Write the host behind it.", Severity.WARNING)
        return
    known = name in _SCHEMES
    meant = name if known else near(name, _SCHEMES) or (f"h{name}" if f"h{name}" in _SCHEMES else "")
    if meant == "mailto":
        right = f"mailto:{rest}" if "@" in rest else ""
    else:
        right = f"{meant}://{rest}" if meant and rest and (signs[-1:] in ("/", "\\") or known) else ""
    if right and right != link:
        yield Wrong(f"“{short}” leads nowhere", f"Did you mean “{right[:200]}”?", Severity.ERROR)


def meant_elsewhere(path: str) -> str:
    """Return the address that was meant by what looks like a file, of the web or a person; empty if none was."""
    if _MAIL.fullmatch(path):
        return f"mailto:{path}"
    if found := _LOOSE.fullmatch(path):
        return f"{(found['scheme'] or 'https').lower()}://{found['rest'] or found['host']}"
    return ""


def speaks_of_it(markdown: str, plain: str) -> bool:
    """Return whether a text speaks of the reader's own machine, be it in code, apart from its links' addresses."""
    return len(_HERE.findall(markdown)) > sum(len(_HERE.findall(link.target)) for link in links_in(plain))


def _name(rest: str) -> str:
    last = re.split(r"[/\\]", rest.rstrip("/\\"))[-1]
    return f", such as “{last}”" if 0 < len(last) <= _SHORT else ""


def called(link: Link, plain: str) -> str:
    """Return the code that Markdown takes for a link, such as ``handlers[0](event)``; empty where it is none."""
    start = first = link.opening[0]
    while first - start < _SHORT and start and (plain[start - 1].isalnum() or plain[start - 1] in "_."):
        start -= 1
    whole = start < first and link.form == "inline" and link.closing[1] - first < _SHORT
    found = _CALLED.fullmatch(plain, start, link.closing[1]) if whole else None
    return found[0] if found else ""
